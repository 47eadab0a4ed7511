"""Making a rule or an item by answering questions; what is known already is not asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, MutableMapping
from typing import Any, get_args

from quizgen.bank.astray import astray, best_source
from quizgen.bank.new_entry import New, suggested_id
from quizgen.bank.reading import Reading
from quizgen.dates import iso
from quizgen.language import LANGUAGES, say
from quizgen.model.item import MAY, MAY_NOT, VERDICTS, Item, Kind, Level
from quizgen.model.rule import Rule
from quizgen.model.words import Bearer, Modality, Standing, Status
from quizgen.terminal.asking import Asking, Choice
from quizgen.terminal.console import Console

_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_LEAST, _MOST = 2, 8
_HANGS_ON: Mapping[str, tuple[str, ...]] = {
    "kind": ("options", "key", "rationale", "distractor_rationale"),
    "options": ("key",),
    "rules": ("id",),
    "topic": ("id",),
}
"""What has to be asked again when an answer changes."""
_TEXTS = frozenset({"stem", "statement", "rationale", "distractor_rationale"})
_LANGUAGES = frozenset(LANGUAGES)
_KEY_OF = {"prohibition": MAY_NOT, "permission": MAY}

Answers = MutableMapping[str, Any]


class Wizard:
    """Asks for what an entry lacks; every answer is in `answers` as soon as it is given."""

    def __init__(self, console: Console, reading: Reading, language: str, what: New, answers: Answers) -> None:
        self.asking = Asking(console, language)
        self.reading = reading
        self.language = language
        self.what = what
        self.answers = answers
        self.topic = str(answers.get("topic", ""))
        """Of an item only to choose its rules from; its file follows from its first rule."""
        self.rules = {one.record.id: one.record for one in reading.rules}
        self.topics = reading.settings.record.topics if reading.settings else {}
        self._left_out: set[str] = set()
        self._old: dict[str, Any] = {}
        """Answers that are being changed: their texts are kept on Enter."""

    def ask(self) -> None:
        """Ask for all that is missing; raises EndOfInput, OutputClosed."""
        steps = self._rule_steps() if self.what == "rule" else self._item_steps()
        for key, step in steps.items():
            if self._is_told(key) or key in self._left_out:
                continue
            if value := step():
                self.answers[key] = value
            else:
                self._left_out.add(key)

    def change(self) -> None:
        """Ask which answer is to change, and for it anew, with all that hangs on it."""
        steps = self._rule_steps() if self.what == "rule" else self._item_steps()
        changeable = [Choice(key, self._short(self.answers.get(key, ""))) for key in steps]
        key = self.asking.one("new.change", changeable)
        for gone in (key, *_HANGS_ON.get(key, ())):
            if gone in self.answers:
                self._old[gone] = self.answers.pop(gone)
            self._left_out.discard(gone)
        if key == "rules":
            self.topic = ""
        self.ask()

    def _item_steps(self) -> dict[str, Callable[[], Any]]:
        verdict = {"key": self._verdict, "rationale": self._rationale, "distractor_rationale": self._other_rationale}
        options = {"options": self._options, "key": self._key}
        steps: dict[str, Callable[[], Any]] = {
            "rules": self._rules,
            "kind": lambda: self._listed("new.kind", get_args(Kind), "kind", "verdict"),
            "level": lambda: self._listed("new.level", get_args(Level), "level", "apply"),
            "scenario": lambda: "true" if self.asking.yes("new.scenario", default=False) else "",
            "stem": lambda: self._texts("stem"),
        }
        if "kind" not in self.answers:  # what is asked further on hangs on it, so it is asked for first
            for key in ("rules", "kind"):
                if key not in self.answers:
                    self.answers[key] = steps[key]()
        steps |= verdict if self.answers["kind"] == "verdict" else options
        return steps | {"id": self._id, "status": self._status}

    def _rule_steps(self) -> dict[str, Callable[[], Any]]:
        return {
            "topic": self._topic,
            "evidence": self._evidence,
            "modality": lambda: self._listed("new.modality", get_args(Modality), "modality"),
            "bearer": lambda: self.asking.several("new.bearer", self._choices(get_args(Bearer), "bearer"), ["ASN"]),
            "statement": lambda: self._texts("statement"),
            "standing": lambda: self._listed("new.standing", get_args(Standing), "standing", "official-explanation"),
            "instruments": self._instruments,
            "valid": self._valid,
            "id": self._id,
            "status": self._status,
        }

    def _topic(self) -> str:
        """Ask for a topic; for an item for one that has rules."""
        askable = {rule.topic for rule in self.rules.values() if rule.status != "retired"}
        known = [
            Choice(name, title[self.language])
            for name, title in self.topics.items()
            if self.what == "rule" or name in askable
        ]
        return self.asking.one("new.topic", known)

    def _rules(self) -> list[str]:
        """Ask for the rules of an item, those of one topic after the topic was asked for; approved ones first."""
        while True:
            topic = self.topic or self._topic()
            here = [rule for rule in self.rules.values() if rule.topic == topic and rule.status != "retired"]
            here.sort(key=lambda rule: rule.status != "approved")
            if here:
                choices = [Choice(rule.id, self._told(rule)) for rule in here]
                return self.asking.several("new.rules", choices, [here[0].id] if len(here) == 1 else [])
            self.asking.tell("new.no_rules", style="bad", topic=topic)
            self.topic = ""

    def _told(self, rule: Rule) -> str:
        told = f"{rule.statement[self.language]} ({self._word('modality', rule.modality)})"
        return told if rule.status == "approved" else f"{told} [{self._word('status', rule.status)}]"

    def _verdict(self) -> str:
        modalities = {self.rules[name].modality for name in self.answers["rules"] if name in self.rules}
        default = _KEY_OF.get(modalities.pop(), "") if len(modalities) == 1 else ""
        choices = [Choice(name, say(self.language, f"quiz.verdict.{name}")) for name in VERDICTS]
        return self.asking.one("new.key", choices, default)

    def _rationale(self) -> dict[str, str]:
        return self._texts("rationale")

    def _other_rationale(self) -> dict[str, str]:
        return self._texts("distractor_rationale", "other_rationale", optional=True)

    def _texts(self, key: str, message: str = "", optional: bool = False) -> dict[str, str]:
        """Ask for a text in the languages in which it is not told yet."""
        into = self.answers[key] = dict(self.answers.get(key) or {})
        try:
            self.asking.both(f"new.{message or key}", into, self._old.get(key, {}), optional)
        finally:
            if not into:
                del self.answers[key]
        return into

    def _options(self) -> dict[str, Any]:
        """Ask for what the options lack, all of them begun at once, so that it is known how many they are to be."""
        old: Mapping[str, Any] = self._old.get("options", {})
        begun: Mapping[str, Any] = self.answers.get("options") or {one: {} for one in self._letters(len(old) or 4)}
        options = self.answers["options"] = {letter: _copied(option) for letter, option in begun.items()}
        for letter, option in options.items():
            if not _is_whole(option):
                self.asking.console.line()
                self.asking.tell("new.option", style="bold", letter=letter)
                self.asking.both("new.option.text", option, old.get(letter, {}))
                why = option.setdefault("rationale", {})
                self.asking.both("new.option.why", why, old.get(letter, {}).get("rationale", {}))
        return options

    def _letters(self, default: int) -> str:
        """Ask how many options there are; gives their letters."""

        def wrong(typed: str) -> str:
            fits = typed.isascii() and typed.isdigit() and _LEAST <= int(typed) <= _MOST
            return "" if fits else self.asking.say("new.count.wrong", least=_LEAST, most=_MOST)

        return "abcdefgh"[: int(self.asking.text("new.count", str(default), wrong))]

    def _is_told(self, key: str) -> bool:
        """Tell whether an answer is there, and whole."""
        if key not in self.answers:
            return False
        if key == "options":
            return all(map(_is_whole, self.answers[key].values()))
        return key not in _TEXTS or self.answers[key].keys() >= _LANGUAGES

    def _key(self) -> str | list[str]:
        options: Mapping[str, Any] = self.answers["options"]
        choices = [Choice(letter, one[self.language]) for letter, one in options.items()]
        if self.answers["kind"] == "single":
            return self.asking.one("new.key", choices)
        while True:
            keys = sorted(self.asking.several("new.keys", choices, least=2))
            if len(keys) < len(choices):
                return keys
            self.asking.tell("new.keys.all", style="bad")

    def _evidence(self) -> list[dict[str, str]]:
        sources = {one.record.id: one.record for one in self.reading.sources}
        pieces: list[dict[str, str]] = []
        choices = [Choice(name, f"{one.title} ({one.published})") for name, one in sources.items()]
        while not pieces or self.asking.yes("new.more_evidence", default=False):
            source = self.asking.one("new.source", choices, next(iter(sources)) if len(sources) == 1 else "")
            source, quote = self._quote(source)
            pieces.append({"source": source, "quote": quote})
            self.answers["evidence"] = pieces
            if speaker := self.asking.text("new.speaker", optional=True):
                pieces[-1]["speaker"] = speaker
        return pieces

    def _quote(self, source: str) -> tuple[str, str]:
        """Ask for a quote until it is verbatim in the source, or in another one to which it then belongs."""
        texts = stored_texts(self.reading)
        while True:
            quote = self.asking.passage("new.quote")
            found = astray(quote, texts.get(source, ""))
            if found is None:
                self.asking.tell("new.quote.found", style="good")
                return source, quote
            if elsewhere := best_source(quote, texts):
                self.asking.tell("new.quote.elsewhere", id=elsewhere)
                if self.asking.yes("new.quote.take_elsewhere", default=True):
                    return elsewhere, quote
                continue
            key = "new.quote.astray" if found.fits else "new.quote.nowhere"
            self.asking.tell(key, style="bad", fits=found.fits, typed=found.typed, source=found.source)

    def _instruments(self) -> list[str]:
        known = [one.record for one in self.reading.instruments]
        if not known:
            return []
        named = [(one, f"{one.number}, {one.article}" if one.article else one.number) for one in known]
        choices = [Choice(one.id, f"{name}: {one.title[self.language]}") for one, name in named]
        return self.asking.several("new.instruments", choices, least=0)

    def _valid(self) -> dict[str, str]:
        def wrong(typed: str) -> str:
            return "" if iso(typed) else say(self.language, "cli.bad_date", date=typed)

        begin = self.asking.text("new.valid.from", wrong=wrong, optional=True)
        until = self.asking.text("new.valid.until", wrong=wrong, optional=True)
        return {key: day for key, day in (("from", begin), ("until", until)) if day}

    def _id(self) -> str:
        taken = self.reading.seen.get(Rule if self.what == "rule" else Item, set())

        def wrong(typed: str) -> str:
            if not _ID.fullmatch(typed):
                return self.asking.say("new.id.wrong", id=typed)
            return self.asking.say("new.id.taken", id=typed) if typed in taken else ""

        return self.asking.text("new.id", suggested_id(self.reading, self.what, self.answers), wrong)

    def _status(self) -> str:
        return self._listed("new.status", [one for one in get_args(Status) if one != "retired"], "status", "draft")

    def _listed(self, message: str, names: Iterable[str], kind: str, default: str = "") -> str:
        return self.asking.one(message, self._choices(names, kind), default)

    def _choices(self, names: Iterable[str], kind: str) -> list[Choice]:
        return [Choice(name, self._word(kind, name)) for name in names]

    def _word(self, kind: str, name: str) -> str:
        if kind == "bearer":
            return say(self.language, f"paper.bearer.{name}")
        return self.asking.say(f"kind.{name}") if kind == "kind" else say(self.language, f"review.{kind}.{name}")

    def _short(self, value: Any) -> str:
        """Give an answer in a few words: a text, or the texts of a list or a mapping one after the other."""
        if isinstance(value, Mapping):
            value = value.get(self.language) or list(value.values())
        text = value if isinstance(value, str) else ", ".join(map(self._short, value))
        return text if len(text) <= 60 else text[:57] + "..."


def _is_whole(option: Mapping[str, Any]) -> bool:
    return option.keys() >= _LANGUAGES and option.get("rationale", {}).keys() >= _LANGUAGES


def _copied(option: Mapping[str, Any]) -> dict[str, Any]:
    """Copy an option, which may be one that was read, so that it can be added to."""
    return {key: dict(one) if isinstance(one, Mapping) else one for key, one in option.items()}


def stored_texts(reading: Reading) -> dict[str, str]:
    """Give the texts of the registered sources by id."""
    files = {one.record.id: one.record.file for one in reading.sources}
    return {name: reading.files.seeds.get(file, b"").decode("utf-8", "replace") for name, file in files.items()}
