"""A kit: all papers of one sosialisasi session, planned before anything is printed."""
