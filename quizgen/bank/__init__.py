"""The question bank, as pure functions: bytes in, records and Problems out.

`reading` turns the files' bytes into records of the model, `shape` says what is wrong with a record's form, `checks`
holds one function per thing that can be wrong between records, `lints` the flaws in the writing of items, and `schema`
gives editors the same rules as JSON Schema.
"""
