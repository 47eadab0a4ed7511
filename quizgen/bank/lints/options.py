"""Flaws of options: what gives the key away by its looks, and options that do not fit together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations

from quizgen.bank.lints.view import Said, Side, View, words_of
from quizgen.bank.lints.words import word_lists
from quizgen.model.words import Language
from quizgen.problems import Problem

KEY_RATIO = 1.25
"""A key longer than this share of the mean length of all options stands out."""
KEY_LEAST = 8
"""Letters by which it must at least be longer than the mean, so that short options may differ."""
UNEVEN_RATIO, UNEVEN_LEAST = 2.5, 30
MOST_WORDS = 18

_NUMBER = r"(\d+(?:[.,]\d+)*)"
_RANGE = re.compile(rf"{_NUMBER}\s*(?:-|–|—|sampai|hingga|s\.?d\.?|to|until)\s*{_NUMBER}\s*([^\W\d_]*)", re.I)
_DIGIT = re.compile("[0-9]")
_QUOTES, _STOPS = '"“”', (".", "?", "!")


def longest_key(view: View) -> Iterator[Problem]:
    """W201: the key is the longest option, so that who knows nothing finds it."""
    for side in view.sides:
        keys, others = side.keys, side.distractors
        if not keys or not others:
            continue
        mean = sum(len(one.text) for one in side.options) / len(side.options)
        mine = sum(len(one.text) for one in keys) / len(keys)
        shortest = min(len(one.text) for one in keys)
        if mine > KEY_RATIO * mean and mine - mean > KEY_LEAST and shortest > max(len(one.text) for one in others):
            yield view.flaw("W201", keys[0].text, key=_letters(keys), percent=str(round(100 * mine / mean)))


def uneven_lengths(view: View) -> Iterator[Problem]:
    """W202: one option is far longer than another."""
    for side in view.sides:
        if len(side.options) < 2:
            continue
        lengths = [len(one.text) for one in side.options]
        least, most = min(lengths), max(lengths)
        if most > UNEVEN_RATIO * least and most > least + UNEVEN_LEAST:
            longest, shortest = side.options[lengths.index(most)], side.options[lengths.index(least)]
            words = {"longest": longest.letter, "shortest": shortest.letter}
            yield view.flaw("W202", longest.text, **words, most=str(most), least=str(least))


def clang_words(view: View) -> Iterator[Problem]:
    """W203: the key repeats a word of the stem that no distractor repeats."""
    for side in view.sides:
        keys, others = side.keys, side.distractors
        if not keys or not others:
            continue
        only = keys[0].stems.difference(*[one.stems for one in others])
        if not only or only.isdisjoint(asked := side.telling(side.words)):
            continue
        most = max(len(one.stems & asked) + _refers_back(side, one) for one in others)
        elsewhere = set().union(*(one.stems for one in others))
        shared = [key.stems & asked for key in keys]
        if all(one - elsewhere and len(one) - most >= (2 if most else 1) for one in shared):
            key, only = keys[0], only & asked
            words = [word for word in key.words if side.telling([word]) & only]
            yield view.flaw("W203", key.text, words=", ".join(dict.fromkeys(words)), key=key.letter)


def absolutes(view: View) -> Iterator[Problem]:
    """W204: an option speaks in absolutes, which mark it as wrong (unless its source does, too)."""
    for side in view.sides:
        wanted = side.lists.absolute_words | side.lists.quantifiers
        likely = [one for one in side.options if not wanted.isdisjoint(one.words)]
        found = [(one, word) for one in likely if (word := _absolute(side, one))]
        if len(found) == len(side.options) and len({word for _, word in found}) == 1:
            continue  # absolutes in all options give none away
        for one, word in found:
            if not (one.is_key and _in_rules(view, word, side)):
                yield view.flaw("W204", one.text, word=word, option=one.letter)


def overlapping(view: View) -> Iterator[Problem]:
    """W207: two options say the same in other words, or their ranges overlap."""
    for side in view.sides:
        if len({len(one.stems) for one in side.options}) < len(side.options):
            for first, second in combinations(side.options, 2):
                if first.stems == second.stems and _same_said(side, first, second):
                    yield view.flaw("W207", second.text, first=first.letter, second=second.letter)
        if _DIGIT.search(" ".join([one.text for one in side.options])):
            ranged = [(one, found) for one in side.options if (found := _RANGE.search(one.text))]
            for (first, low), (second, high) in combinations(ranged, 2):
                if not (first.is_key and second.is_key) and _overlap(low, high):
                    yield view.flaw("W207", second.text, first=first.letter, second=second.letter)


def not_parallel(view: View) -> Iterator[Problem]:
    """W208: one option is built otherwise than all the others."""
    for side in view.sides:
        if len(side.options) >= 3 and (odd := _odd_one(side)):
            yield view.flaw("W208", odd.text, option=odd.letter)


def long_options(view: View) -> Iterator[Problem]:
    """W210: an option of more than 18 words."""
    for side in view.sides:
        for one in side.options:
            if len(one.words) > MOST_WORDS:
                yield view.flaw("W210", one.text, option=one.letter, count=str(len(one.words)), limit=str(MOST_WORDS))


def _letters(options: Sequence[Said]) -> str:
    return ", ".join(one.letter for one in options)


def _refers_back(side: Side, said: Said) -> int:
    """Tell (0 or 1) whether an option refers to the stem by a pronoun: `memakainya`, `wear it`."""
    ending = side.lists.pronoun_ending
    if not side.lists.pronouns.isdisjoint(said.words):
        return 1
    return int(bool(ending) and any(word.endswith(ending) and len(word) > len(ending) + 2 for word in said.words))


def _absolute(side: Side, said: Said) -> str:
    """Give the absolute word or phrase of an option; empty where it has none that counts."""
    lists, words = side.lists, said.words
    if lists.about_options and lists.about_options.fullmatch(" ".join(words)):
        return ""  # E413 says it
    text = said.text.lower()
    if lists.idioms and lists.idioms.search(text):
        text = lists.idioms.sub(" ", text)
        words = words_of(text)
    if lists.absolutes and (found := lists.absolutes.search(text)):
        before, after = words_of(text[: found.start()]), words_of(text[found.end() :])
        is_condition = found.group() in lists.limiting and not lists.only_when.isdisjoint(after[:1])
        if lists.relaxing.isdisjoint(before[-1:]) and not is_condition:
            return found.group()
    return _quantifier(side, words)


def _quantifier(side: Side, words: Sequence[str]) -> str:
    """Give a word such as `semua` that is not about a thing of the stem."""
    lists = side.lists
    for position, word in enumerate(words):
        if word in lists.quantifiers and (not position or words[position - 1] not in lists.relaxing):
            following = [one for one in words[position + 1 : position + 3] if one not in lists.idle][:1]
            if not side.telling(following) & side.telling(side.words):
                return word
    return ""


def _in_rules(view: View, word: str, side: Side) -> bool:
    """Tell whether the item's rules speak in that absolute themselves."""
    index = 0 if side.language == "id" else 1
    said = ((rule.statement.id, rule.statement.en)[index] for rule in view.rules)
    quoted = (evidence.quote for rule in view.rules for evidence in rule.evidence)
    texts = [*said, *quoted]
    return any(re.search(rf"\b{re.escape(word)}\b", text.lower()) for text in texts) or (index == 1 and _in_id(view))


def _in_id(view: View) -> bool:
    """Tell whether the Indonesian rules speak in any absolute: of the quotes there is no English."""
    lists = view.sides[0].lists
    quoted = " ".join(evidence.quote.lower() for rule in view.rules for evidence in rule.evidence)
    return bool(lists.absolutes and lists.absolutes.search(quoted)) or not lists.quantifiers.isdisjoint(quoted.split())


def _same_said(side: Side, first: Said, second: Said) -> bool:
    """Tell whether options with the same telling words also agree in numbers, capitals and the words that change."""
    if first.words == second.words or len(first.stems) < 2:
        return False  # the same words are E313
    kept = side.lists.changing | side.lists.negators | side.lists.quantifiers
    for one in (first, second):
        if any(word[0].isdigit() for word in one.words):
            return False
    changing = [[word for word in one.words if word in kept] for one in (first, second)]
    capitals = [{word for word in one.text.split() if word.isupper()} for one in (first, second)]
    return changing[0] == changing[1] and capitals[0] == capitals[1]


def _overlap(first: re.Match[str], second: re.Match[str]) -> bool:
    """Tell whether two ranges of the same unit have more than an end in common."""
    if first[3].lower() != second[3].lower():
        return False
    low, high, least, most = (_number(text) for text in (first[1], first[2], second[1], second[2]))
    return low < most and least < high


def _number(text: str) -> float:
    return float(text.replace(".", "").replace(",", "."))


def _odd_one(side: Side) -> Said | None:
    """Find the one option that differs from all others: a whole sentence, a quotation, a number, or in its form."""
    options = side.options
    if not "".join([one.text[0] + one.text[-1] for one in options]).isalpha():
        for marks in ([_is_sentence(one) for one in options], [one.text[0] in _QUOTES for one in options]):
            if 0 < sum(marks) < len(marks):
                return options[marks.index(sum(marks) * 2 <= len(marks))]
        numbers = [one.text[0].isdigit() for one in options]
        if sum(numbers) in (1, len(options) - 1):
            return options[numbers.index(sum(numbers) == 1)]
    forms = [_form(side.language, one.words[0]) if one.words else "" for one in options]
    if len(set(forms)) != 2 or "" in forms:
        return None
    odd = min(forms, key=forms.count)
    return options[forms.index(odd)] if forms.count(odd) == 1 else None


def _is_sentence(said: Said) -> bool:
    """Tell whether an option ends as a sentence does; what is a word or two long may have a full stop by mistake."""
    text = said.text
    return len(said.words) > 2 and (text[-2:-1] if text[-1] in _QUOTES else text[-1]) in _STOPS


@cache
def _form(language: Language, word: str) -> str:
    """Name the form of an option's first word; empty where it has none that can be told."""
    lists = word_lists(language)
    if word in lists.no_form:
        return ""
    return next((name for name, pattern in lists.forms if pattern.fullmatch(word)), "")
