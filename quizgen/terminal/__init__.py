"""The quiz in a terminal: line by line, for every terminal, pipe and screen reader."""
