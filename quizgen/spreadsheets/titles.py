"""Names of sheets that are the same in every language."""

IDS = "_quizgen"
"""The sheet, which no program shows, that names the items that were exported."""
