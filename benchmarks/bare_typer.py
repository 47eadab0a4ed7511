"""The least program that typer can run: what quizgen's start is measured against."""

import typer

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)


@app.callback()
def program() -> None:
    """A bare program."""


@app.command()
def empty() -> None:
    """Do nothing."""


if __name__ == "__main__":
    app()
