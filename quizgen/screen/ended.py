"""The screen at the end: the score, a bar for each topic, what was missed and why, and what to read again."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.quiz.engine import Feedback, State, missed
from quizgen.quiz.paper import Question
from quizgen.quiz.score import score
from quizgen.screen.told import RIGHT, WRONG, proof_blocks, reason_blocks
from quizgen.screen.view import GAP, Bar, Block
from quizgen.screen.words import Words
from quizgen.terminal.citing import day_told
from quizgen.terminal.wording import Wording


def end_blocks(
    wording: Wording, words: Words, state: State, form: str, *, cut: int | None, timed_out: bool
) -> list[Block | Bar]:
    """Tell how it went; `cut` is the cut score in percent where one was asked for."""
    tally = score(state, wording.bank.settings.topics)
    whole = tally.whole
    blocks: list[Block | Bar] = []
    if timed_out:
        blocks += [Block(wording.say("time.up"), "note"), GAP]
    told = wording.say("end.score", right=whole.right, total=whole.total, percent=whole.percent)
    blocks += [Block(told, "strong", anchor=True), Bar("", whole.right, whole.total, "")]
    if cut is not None:
        blocks.append(_against_cut(wording, whole.percent, cut))
    if tally.unanswered:
        blocks.append(Block(wording.say("end.unanswered", count=tally.unanswered)))
    if any(question.kind == "multiple" for question in state.questions):
        blocks.append(Block(wording.say("end.several"), "quiet"))
    blocks += [Block(wording.say("end.form", form=form), "quiet"), GAP, Block(wording.say("end.topics"), "heading")]
    for topic, part in tally.topics:
        count = words.say("bar", right=part.right, total=part.total)
        blocks.append(Bar(wording.topic(topic), part.right, part.total, count))
    return [*blocks, GAP, *_missed(wording, words, state)]


def _against_cut(wording: Wording, percent: int, cut: int) -> Block:
    if percent >= cut:
        return Block(f"{RIGHT} {wording.say('cut.reached', cut=cut)}", "good")
    return Block(f"{WRONG} {wording.say('cut.not_reached', cut=cut)}", "bad")


def _missed(wording: Wording, words: Words, state: State) -> Iterator[Block]:
    questions = missed(state)
    if not questions:
        yield Block(f"{RIGHT} {wording.say('end.all_right')}", "good")
        return
    again = "again.one" if len(questions) == 1 else "again.many"
    yield Block(words.say(again, count=len(questions)), "strong", first="› ", rest="  ", act="again")
    yield GAP
    yield Block(wording.say("end.missed"), "heading")
    for question in questions:
        yield GAP
        yield from _one_missed(wording, words, state, question)
    yield GAP
    yield from _to_read(wording, words, questions)


def _one_missed(wording: Wording, words: Words, state: State, question: Question) -> Iterator[Block]:
    """Tell a question again with answer and key in words, because its options are no longer on the screen."""
    number = f"{state.place(question)}. "
    yield Block(wording.stem(question), "strong", first=number, rest="   ")
    response = state.answers.get(question.item)
    chosen = response.chosen if response else ()
    for option in chosen:
        told = wording.say("wrong.answer", answer=_named(wording, question, option))
        yield Block(told, "quiet", first=f"   {RIGHT if option in question.keys else WRONG} ", rest="     ")
    if not chosen:
        yield Block(wording.say("wrong.none"), "quiet", first=f"   {WRONG} ", rest="     ")
    for option in question.keys:
        told = wording.say("wrong.key", key=_named(wording, question, option))
        yield Block(told, "good", first=f"   {RIGHT} ", rest="     ")
    for block in reason_blocks(wording, Feedback(question, chosen, right=False)):
        yield Block(block.text, block.manner, first=f"   {block.first}", rest=f"   {block.rest}")
    if state.mode == "exam":
        for block in proof_blocks(wording, words, question):
            if not block.act:  # the context is opened from a question, not from the list of all
                yield Block(block.text, block.manner, first=f"   {block.first}", rest=f"   {block.rest}")


def _named(wording: Wording, question: Question, option: str) -> str:
    return f"{question.letter(option)}. {wording.option(question, option)}"


def _to_read(wording: Wording, words: Words, questions: tuple[Question, ...]) -> Iterator[Block]:
    """Name the rules behind what was missed, each once, and the sources in which they stand."""
    bank, language = wording.bank, wording.language
    names = dict.fromkeys(rule for question in questions for rule in bank.items[question.item].rules)
    rules = [bank.rules[name] for name in names if name in bank.rules]
    if not rules:
        return
    yield Block(words.say("read_again"), "heading")
    for rule in rules:
        yield Block(rule.statement[language], first="• ", rest="  ")
        for name in dict.fromkeys(evidence.source for evidence in rule.evidence):
            if source := bank.sources.get(name):
                unnamed = source.publisher.startswith("(")
                publisher = wording.say("quote.unnamed") if unnamed else source.publisher
                told = f"“{source.title}”, {publisher}, {day_told(language, source.published)}"
                yield Block(told, "quiet", first="  – ", rest="    ")
