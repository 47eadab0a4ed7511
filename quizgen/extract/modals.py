"""Modals and directives: `ASN dilarang ...`, `Camat mengimbau ASN agar ...`, and which of two wins."""

from __future__ import annotations

from quizgen.extract.clauses import (
    NEGATIONS,
    STATES,
    Sentence,
    back_over_adverbs,
    chunk_end,
    chunk_start,
    has_predicate,
    in_condition,
    is_condition_over,
    is_verb,
    skip_adverbs,
    trim_left,
)
from quizgen.extract.cues import Hit
from quizgen.extract.drafts import (
    Draft,
    Findings,
    after_directive,
    floor_of,
    last_draft,
    no_boundary,
    open_draft,
    waits,
)
from quizgen.extract.lexicon import CueRow, Lexicon
from quizgen.extract.subjects import subject_start

BAN = CueRow("larangan", "prohibition", "noun")
_POSTPOSED = frozenset({"jangan", "silakan", "boleh", "dilarang", "tidak-boleh", "tidak-diperbolehkan", "hak"})
_CLOSES = frozenset({".", "!", ">>", ",", ";", ""})
_ESCALATES = frozenset({"sampai", "apalagi", "ikut", "atau", "bahkan"})
_NEEDS_SUBJECT = frozenset({"obligation", "prohibition", "permission"})
_ORDERS = frozenset({"jangan", "silakan", "hendaknya"})
_NOT = NEGATIONS | {"bukan", "bukanlah"}
_FOLLOWS = frozenset({"berarti", "lantas", "lalu", "otomatis", "serta-merta", "kemudian"})
_STRONG = frozenset({"obligation", "prohibition"})


def _unless_negated(s: Sentence, hit: Hit, floor: int, lexicon: Lexicon) -> Hit:
    """Turn a permission whose clause is negated into the prohibition it is (`tak satu pun ASN boleh memihak`)."""
    if hit.row.modality == "prohibition" and _is_denied(s, hit.start, floor):
        return Hit(hit.start, hit.end, CueRow(hit.row.id, "permission", hit.row.kind))
    if hit.row.modality != "permission" or hit.row.id.startswith("tidak-"):
        return hit
    for i in range(hit.start - 1, max(floor, hit.start - 7) - 1, -1):
        if (
            not s.words[i].is_word
            or s.tags[i] & {"contrast", "condition"}
            or s.low(i) in STATES
            or is_verb(s, i, lexicon)
        ):
            break
        described = any(s.low(k) == "yang" for k in range(chunk_start(s, i, floor), i))
        plain = s.low(i) in NEGATIONS and s.low(i + 1) not in ("hanya", "cuma")
        if (plain or _denies(s, i, hit.start)) and not described:
            return Hit(hit.start, hit.end, CueRow(hit.row.id, "prohibition", hit.row.kind))
    return hit


def _denies(s: Sentence, i: int, at: int) -> bool:
    """Tell whether a word denies what follows (`Bukan berarti ASN boleh`, `bukan lantas boleh`, `ASN mana boleh`)."""
    if s.low(i) == "mana":
        return i == at - 1 and s.low(i - 1) not in ("yang", "di", "ke", "dari")
    return s.low(i) in ("bukan", "bukanlah") and s.low(i + 1) in _FOLLOWS


def _is_denied(s: Sentence, at: int, floor: int) -> bool:
    """Tell whether a prohibition is said not to follow (`Netral bukan berarti pegawai dilarang memilih`)."""
    begin = max(chunk_start(s, at, floor), at - 7)
    return any(s.low(i) == "berarti" and s.low(i - 1) in _NOT for i in range(begin + 1, at))


def none_before(s: Sentence, hit: Hit) -> int:
    """Give where a clause begins that allows something to nobody (`Tidak ada guru yang | boleh membawa`), or -1."""
    yang = back_over_adverbs(s, hit.start, 0) - 1
    if hit.row.modality != "permission" or s.low(yang) != "yang":
        return -1
    for i in range(yang - 1, max(chunk_start(s, yang, 0), yang - 8) - 1, -1):
        if s.low(i) in NEGATIONS and s.low(i + 1) == "ada":
            return i
    return -1


def _drop_act(s: Sentence, hit: Hit, found: Findings) -> None:
    """A directive in front of a postposed prohibition was an act (`mengajak teman memilih juga dilarang`)."""
    last = last_draft(found)
    postposed = hit.row.modality == "prohibition" and all(
        not s.words[i].is_word or s.low(i) in ("bagi", "asn", "pns")
        for i in range(hit.end, min(hit.end + 3, len(s.words)))
    )
    closed = hit.row.modality == "prohibition" and _stands_last(s, hit.end) and _opens_sentence(s, last)
    if last and last.row.kind == "directive" and (postposed or closed) and no_boundary(s, last.cue_end, hit.start):
        found.drafts.pop()
        found.note(last.cue_start, last.row.id, "dropped", "an-act")


def _opens_sentence(s: Sentence, last: Draft | None) -> bool:
    """Tell whether nobody speaks before a directive, so that its verb can be an act (`Mengajak warga ... dilarang`)."""
    if last is None or not s.low(last.cue_start).startswith("me"):
        return False
    return trim_left(s, chunk_start(s, last.cue_start, 0), last.cue_start) == last.cue_start


def _drop_announcement(s: Sentence, hit: Hit, found: Findings, lexicon: Lexicon) -> None:
    """A directive in front of a colon only announces what follows (`menitip dua pesan: jangan ...`)."""
    last = last_draft(found)
    colon = last and any(s.low(i) == ":" for i in range(last.cue_end, hit.start))
    if last and colon and last.row.kind == "directive" and waits(s, last, hit.start, lexicon):
        found.drafts.pop()
        found.note(last.cue_start, last.row.id, "dropped", "repeated-directive")


def take_modal(s: Sentence, hit: Hit, found: Findings, lexicon: Lexicon) -> None:
    """A modal rules its own clause, or the directive that has not yet said what it asks for."""
    _drop_act(s, hit, found)
    _drop_announcement(s, hit, found, lexicon)
    last = last_draft(found)
    if (none := none_before(s, hit)) >= floor_of(found):
        open_draft(s, Hit(hit.start, hit.end, CueRow(hit.row.id, "prohibition", hit.row.kind)), none, found)
        return
    hit = _unless_negated(s, hit, floor_of(found), lexicon)
    if _is_supposed(s, hit, floor_of(found), lexicon):
        found.note(hit.start, hit.row.id, "dropped", "in-condition")
    elif last and _is_weaker(s, last, hit, lexicon):
        _overrule(s, last, hit, found)
    elif last and (last.modality != "reporting" or in_subject(s, last)) and no_boundary(s, last.cue_end, hit.start):
        found.note(hit.start, hit.row.id, "dropped", "nested")
    elif hit.row.id == "termasuk-pelanggaran" and s.low(hit.start) in ("itu", "ini") and s.low(hit.start - 1) == ",":
        begin = chunk_start(s, hit.start - 1, floor_of(found))
        open_draft(s, hit, trim_left(s, begin, hit.start), found)
    elif s.low(hit.end - 1) == "larangan" and _forbids(s, hit.end, lexicon):
        open_draft(s, Hit(hit.end - 1, hit.end, BAN), hit.end - 1, found)
    elif hit.row.id == "termasuk-pelanggaran" and _lacks_subject(s, hit, floor_of(found), lexicon):
        found.note(hit.start, hit.row.id, "dropped", "no-subject")
    elif last and last.row.kind == "scope" and _is_second_half(s, last, hit):
        found.note(hit.start, hit.row.id, "dropped", "scope")
    else:
        open_draft(s, hit, _modal_begin(s, hit, floor_of(found), lexicon), found)


def _modal_begin(s: Sentence, hit: Hit, floor: int, lexicon: Lexicon) -> int:
    """Give where the clause of a modal begins: its subject, or what stands before a modal that comes last."""
    told = s.low(hit.start) == "yang" and s.low(hit.start - 1) == ","
    begin = hit.start if told else subject_start(s, hit.start, floor, lexicon)
    if floor:
        parted = s.low(floor) == ";" or any(s.low(i) in (";", ".") for i in range(floor, hit.start))
        closes = parted and hit.row.id in _POSTPOSED and _stands_last(s, hit.end)
        return _stretch_before(s, hit.start, floor) if closes else begin
    if hit.row.kind == "modal" and hit.row.modality in _NEEDS_SUBJECT and not _orders(s, hit):
        begin = _topic_before(s, begin, hit.start, lexicon)
    last = hit.row.id in _POSTPOSED and _stands_last(s, hit.end)
    return _stretch_before(s, hit.start, floor) if last and not has_predicate(s, begin, hit.start, lexicon) else begin


def _is_supposed(s: Sentence, hit: Hit, floor: int, lexicon: Lexicon) -> bool:
    """Tell whether a modal stands in a condition, and so states no rule."""
    start = chunk_start(s, hit.start, 0)
    breaks = hit.row.id == "termasuk-pelanggaran" and s.low(hit.start).startswith("me")
    if breaks and any("condition" in s.tags[i] for i in range(start, hit.start)):
        return True
    if in_condition(s, hit.start, floor, lexicon) != "condition":
        return False
    if hit.row.modality in _STRONG and is_condition_over(s, hit.start):
        return False
    bare = "condition" in s.tags[hit.start - 1] and s.low(chunk_end(s, hit.end, len(s.words))) == ","
    bare = bare and hit.row.id not in ("silakan", "hak")  # `Andai boleh memilih, ...`
    conceded = bare or s.low(trim_left(s, start, hit.start)) == s.low(hit.start) or _is_whose_case(s, hit, lexicon)
    return hit.row.modality != "permission" or conceded


def _is_whose_case(s: Sentence, hit: Hit, lexicon: Lexicon) -> bool:
    """Tell whether a condition is no more than that somebody may (`Kalau ASN | punya hak pilih, ...`)."""
    opened = next((i for i in range(hit.start - 1, 0, -1) if "condition" in s.tags[i]), 0)
    bearer = lexicon.bearers.find(s.words, opened + 1, hit.start)
    alone = bearer is not None and bearer[0] <= opened + 2 and not has_predicate(s, opened + 1, hit.start, lexicon)
    comma = chunk_end(s, hit.end, len(s.words))
    return alone and hit.row.id != "silakan" and s.low(comma) == "," and comma + 2 < len(s.words)


def _orders(s: Sentence, hit: Hit) -> bool:
    """Tell whether a cue speaks to somebody and needs no subject; a passive behind it does (`jangan dipakai`)."""
    verb = skip_adverbs(s, hit.end, len(s.words))
    return hit.row.id in _ORDERS and not (s.low(verb).startswith("di") and len(s.low(verb)) > 5)


def _topic_before(s: Sentence, begin: int, at: int, lexicon: Lexicon) -> int:
    """Give where what a modal without a subject speaks of begins: the stretch before (`Menerima calon, ya boleh`)."""
    stop = back_over_adverbs(s, at, 0)
    stop = stop - 1 if s.low(stop - 1) == "ya" else stop
    if s.low(stop - 1) != "," or begin < stop:
        return begin
    start = chunk_start(s, stop - 1, 0)
    opens = start == 0 or s.low(start - 1) in ("<<", ".")
    told = any(s.low(i) in lexicon.frame_verbs | lexicon.tail_verbs for i in range(start, stop))
    first = trim_left(s, start, stop - 1)
    odd = {"reason", "contrast"} & s.tags[first] or stop - first > 14 or stop - first < 3
    return begin if told or odd or not opens else first


def _forbids(s: Sentence, i: int, lexicon: Lexicon) -> bool:
    """Tell whether an act follows a `larangan` (`termasuk larangan | untuk memasang baliho`)."""
    return s.low(i) in ("untuk", "bagi") or is_verb(s, i, lexicon)


def _lacks_subject(s: Sentence, hit: Hit, floor: int, lexicon: Lexicon) -> bool:
    """Tell whether no act stands before a judgement, or only a stretch that a comma parts from it."""
    begin = subject_start(s, hit.start, floor, lexicon)
    named = lexicon.bearers.match(s.words, begin)
    pronoun = s.low(begin) in ("ia", "dia", "mereka") and begin + 1 == hit.start
    described = any(s.low(i) == "yang" for i in range(begin, hit.start))
    person = pronoun or (named is not None and named[0] < hit.start and not described)
    points = s.low(hit.start) == "itu" and s.words[hit.start - 1].is_word
    if (person or points) and not has_predicate(s, begin, hit.start, lexicon):
        return True
    before = chunk_start(s, hit.start - 1, floor) if s.low(hit.start - 1) == "," else hit.start
    return begin >= before


def in_subject(s: Sentence, last: Draft) -> bool:
    """Tell whether a report stands in the relative clause of a subject (`Warga yang hendak mengadu | diminta ...`)."""
    return last.row.kind == "reporting" and any(s.low(i) == "yang" for i in range(last.begin, last.cue_start))


def _stands_last(s: Sentence, i: int) -> bool:
    return i >= len(s.words) or s.low(i) in _CLOSES or (s.low(i) in ("saja", "ya") and s.low(i + 1) in _CLOSES)


def _stretch_before(s: Sentence, at: int, floor: int) -> int:
    """Give where the words before a cue that stands last begin (`Menyebut nama calon di kelas, jangan!`)."""
    i = at - 1 if s.low(at - 1) in (":", "?") else at
    while i > floor and s.low(i - 1) not in ("<<", ">>", ".", ":", ";", "?", "!"):
        if s.low(i - 1) == "," and s.low(i) in ("kini", "sekarang"):
            break
        i -= 1
    return trim_left(s, i, at)


def _is_weaker(s: Sentence, last: Draft, hit: Hit, lexicon: Lexicon) -> bool:
    """Tell whether the cue before is a hortative whose request this modal states (`hendaknya harus netral`)."""
    if last.row.id == "hendaknya":
        return hit.row.modality in _STRONG and no_boundary(s, last.cue_end, hit.start)
    return waits(s, last, hit.start, lexicon)


def _is_second_half(s: Sentence, last: Draft, hit: Hit) -> bool:
    return any(s.low(i) in ("juga", "pun") for i in range(last.cue_end, hit.start + 1))


def _overrule(s: Sentence, last: Draft, hit: Hit, found: Findings) -> None:
    """A strong modal beats the hortative it stands under; the mention then begins at the bearer."""
    if last.row.kind == "directive":
        last.begin = after_directive(s, last, hit.start)
    last.modality, last.row = hit.row.modality, hit.row
    last.cue_start, last.cue_end = hit.start, hit.end
    found.note(hit.start, hit.row.id, "mention")


def take_directive(s: Sentence, hit: Hit, found: Findings, lexicon: Lexicon) -> None:
    """A directive opens a draft that waits for what it asks; of two in a row the later one counts."""
    last = last_draft(found)
    if last and _forbids_to_hinder(s, last, hit, found, lexicon):
        return
    timed = hit.row.kind == "passive" and "time" in s.tags[back_over_adverbs(s, hit.start, 1) - 1]
    case = in_condition(s, hit.start, floor_of(found), lexicon) == "condition" and s.low(hit.end) != "dulu"
    if timed or case:
        found.note(hit.start, hit.row.id, "dropped", "in-condition")
        return
    if last and waits(s, last, hit.start, lexicon):
        between = range(last.cue_end, hit.start)
        told = lexicon.bearers.find(s.words, last.cue_end, hit.start) and all(s.words[i].is_word for i in between)
        if told or any("complement" in s.tags[i] for i in between):
            found.note(hit.start, hit.row.id, "dropped", "nested")
            return
        found.note(last.cue_start, last.row.id, "dropped", "repeated-directive")
        found.drafts.pop()
        last = last_draft(found)
    if last and _is_part_of(s, last, hit, lexicon):
        found.note(hit.start, hit.row.id, "dropped", "nested")
        return
    an_act = last is not None and last.modality == "prohibition" and s.low(hit.start - 1) in _ESCALATES
    joined = last is not None and last.row.kind in ("modal", "negation") and last.modality in _STRONG
    shares = s.low(hit.start - 1) == "dan" and hit.row.modality == "permission"
    an_act = an_act or (joined and (shares or s.low(hit.start - 1) in ("serta", "atau", "ataupun", "maupun")))
    an_act = an_act or s.low(back_over_adverbs(s, hit.start, 0) - 1) in NEGATIONS
    if an_act or (last and last.row.kind == "modal" and no_boundary(s, last.cue_end, hit.start)):
        found.note(hit.start, hit.row.id, "dropped", "nested")
        return
    begin = hit.start
    if hit.row.kind in ("passive", "imperative"):
        begin = subject_start(s, hit.start, floor_of(found), lexicon)
        before = chunk_start(s, begin - 1, floor_of(found)) if s.low(begin - 1) == "," else begin
        if hit.row.kind == "imperative" and begin < hit.start and s.low(before) == "yang":
            begin = before  # `Yang masih jadi admin, malam ini juga keluar`
    elif hit.row.kind == "directive":
        begin = _directive_begin(s, hit, floor_of(found), lexicon)
    open_draft(s, hit, begin, found)


def _forbids_to_hinder(s: Sentence, last: Draft, hit: Hit, found: Findings, lexicon: Lexicon) -> bool:
    """Let somebody be asked not to hinder (`meminta camat | tidak menghalangi staf`), which allows them nothing."""
    asked = s.low(hit.start) in NEGATIONS and waits(s, last, hit.start, lexicon)
    if hit.row.id == "tidak-melarang" and asked:
        last.modality = "prohibition"
        found.note(hit.start, hit.row.id, "mention")
        return True
    return False


def _is_part_of(s: Sentence, last: Draft, hit: Hit, lexicon: Lexicon) -> bool:
    """Tell whether a directive belongs to the subject of the cue before it, or is its second verb."""
    told = in_subject(s, last) and no_boundary(s, last.cue_end, hit.start)
    return told or (last.row.kind in ("modal", "negation") and _shares_object(s, hit.start, lexicon))


def _shares_object(s: Sentence, at: int, lexicon: Lexicon) -> bool:
    """Tell whether the word is the second of two verbs with one object (`memantau dan mengingatkan keluarga`)."""
    return s.low(at - 1) in ("dan", "atau", "serta") and is_verb(s, at - 2, lexicon)


def _directive_begin(s: Sentence, hit: Hit, floor: int, lexicon: Lexicon) -> int:
    """Begin at the directive, or at a bearer in front of it (`semua ASN telah saya ingatkan agar ...`)."""
    start = subject_start(s, hit.start, floor, lexicon)
    if s.low(back_over_adverbs(s, hit.start, floor) - 1) in ("saya", "kami") and lexicon.bearers.match(
        s.words, start + 1
    ):
        return start
    verb = skip_adverbs(s, hit.end, len(s.words))
    asked = s.low(verb).startswith("di") and len(s.low(verb)) > 5 and not s.low(hit.start).startswith("me")
    if asked and s.words[start].is_word and not has_predicate(s, start, hit.start, lexicon):
        return start  # `Spanduk di pagar mohon diturunkan`
    return hit.start
