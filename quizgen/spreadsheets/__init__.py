"""Workbooks (.xlsx) on disk: written so that a spreadsheet program shows them well, read so that nothing is guessed."""
