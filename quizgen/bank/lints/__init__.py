"""Flaws in the writing of items, found by their words: one function per flaw, `View -> Problems`.

`flaws` runs them all over a bank. `view` shows an item as the lints see it, `words` holds the word lists (data in
quizgen/bank/data), `answers`, `options`, `asking`, `quotes`, `duplicates` and `balance` hold the lints,
`accepted` leaves out what an editor has accepted with a reason.

Source: the lists of item-writing flaws that exam boards use (longest key, clang words, absolutes, negative stems ...).
"""

from quizgen.bank.lints.run import flaws

__all__ = ["flaws"]
