"""What quizgen speaks of, as frozen data: sources, instruments, rules, items, the bank of them, forms and attempts.

The classes are declared once. From the same declaration come the validation of a bank file (quizgen.bank.reading), the
JSON Schema for editors (quizgen.bank.schema) and the compact form in the cache; so a description here is what an editor
sees in a tooltip, and is therefore Indonesian.
"""
