"""The bank as rows and columns, as trainers edit it in a spreadsheet: items to rows, rows to changes of the bank.

Pure: `quizgen.spreadsheets` reads and writes the files.
"""
