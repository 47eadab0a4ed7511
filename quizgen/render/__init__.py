"""Papers: a handout goes in, the bytes of a file to print come out; no clock, no workspace."""
