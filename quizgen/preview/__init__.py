"""The preview: a page in the browser, served on this machine only, that follows the bank's files as they are saved.

`watching` reads the bank again when a file was saved (`rereading`: only the files that changed), makes a `Snapshot` of
it, which keeps the last good state of what can no longer be read, and hangs it on the `board`; `server` answers the
browser from the snapshot on the board, with what `page`, `paper` and `answer` make of it.
"""
