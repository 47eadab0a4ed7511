"""quizgen: what the rules say about civil servants' neutrality in elections, as a quiz and as printed handouts."""

__version__ = "0.1.0"
