"""The command line: one module per command, put together in `frame`."""

from quizgen.cli.frame import main

__all__ = ["main"]
