"""Draft items from approved rules: pure, and the same for the same seed.

The way of a draft: a rule's statement is taken apart (statements), sketched as an item of some kind (verdicts, picks,
gaps, groups) with distractors that no approved rule supports (safety), worded, held to what a good item keeps to
(limits), and chosen into a batch (batch). All wordings, misconceptions and further words are data (data/*.yaml, lore).
"""
