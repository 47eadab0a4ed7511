"""Whom a mention binds: named in its clause, or remembered from the text."""

from __future__ import annotations

from typing import NamedTuple, cast

from quizgen.extract.clauses import Sentence, chunk_end, first_predicate, is_verb, skip_adverbs, trim_left
from quizgen.extract.drafts import Draft
from quizgen.extract.lexicon import Lexicon
from quizgen.extract.others import calls_citizens, is_relative, of_another_chief, over_staff, to_a_chief

_CHIEF = ("pejabat",)
_CITIZENS = ("masyarakat",)
_GIVEN_TO = frozenset(
    {"ke", "kepada", "oleh", "dari", "lewat", "melalui", "dengan", "pada", "bersama", "pak", "bu", "di"}
    | {"soal", "tentang", "terkait", "mengenai", "menyangkut"}
)
_BEFORE_NAMED = frozenset("bagi oleh para semua seluruh ada setiap pula juga lagi kepada".split())
_PASSED_ON = frozenset("diteruskan dilimpahkan berkasnya".split())
_OURS = frozenset({"kami", "kita", "saya", "pihaknya", "lembaganya"})
_AT_WORK = frozenset(
    """atasan pimpinan atasannya pimpinannya bos disuruh dipaksa ditekan diajak diperintah diintimidasi rekan sekantor
    diminta""".split()
)
SERVANTS = frozenset(
    {"ASN", "PNS", "PPPK", "non_ASN", "PHL", "THL", "honorer", "pejabat", "kepala_desa", "perangkat_desa", "TNI_Polri"}
)
_STAFF = frozenset({"ASN", "PNS", "PPPK", "non_ASN", "honorer", "THL", "PHL"})
_OUTSIDE = frozenset({"non_ASN", "honorer", "THL", "PHL"})
_UNDER = frozenset({"pegawai", "staf"})
_VILLAGE = frozenset({"kepala_desa", "perangkat_desa"})
_AID = frozenset("bantuan bansos blt".split())
_STAFF_NOUNS = frozenset(
    """guru dosen bidan perawat dokter penyuluh pendidik pengajar nakes petugas operator admin bendahara
    sekretaris satpam sopir""".split()
)
PRONOUNS = frozenset(
    """saudara bapak ibu kalian kamu mereka anda staf bawahan pegawai kita teman-teman rekan-rekan
    anggota anggotanya satuannya jajaran jajarannya bawahannya pegawainya personel
    personelnya stafnya     aparat""".split()
)
_NOT_HEAD = frozenset(
    """oleh milik soal tentang mengenai perihal nama identitas pilihan pemilihan kantor rumah ruang halaman perintah
    instruksi arahan keputusan peraturan menurut disiplin manajemen istri suami anak keluarga""".split()
)
_JOINS = frozenset(
    {
        ",",
        "baik",
        "para",
        "yang",
        "terdiri",
        "dari",
        "sebagai",
        "seluruh",
        "semua",
        "anggota",
        "pegawai",
        "/",
        "ini",
        "itu",
        "unsur",
        "beserta",
        "bersama",
        "termasuk",
        "khususnya",
    }
)


class Desk(NamedTuple):
    """Who has to do with complaints where nobody is named.

    speaks is the office whose people speak (`kami`), told the one that complaints were last said to go to, pending
    that of this sentence; at_work tells that the text has just spoken of servants who are pressed at work, apart that
    the next sentence says what befalls those outside the civil service.
    """

    speaks: str = "Bawaslu"
    told: str = "Bawaslu"
    pending: str = ""
    at_work: bool = False
    apart: bool = False
    home: str = ""


DESK = Desk()
"""What holds before a text has named any office."""


def bearer_of(
    s: Sentence,
    draft: Draft,
    lexicon: Lexicon,
    carried: tuple[str, ...],
    default: tuple[str, ...],
    desk: Desk = DESK,
) -> tuple[str, ...]:
    """Give who is bound: named before the cue, or after a directive; else whoever the text spoke of last."""
    if draft.row.kind in ("item", "pledge") and draft.modality != "sanction":
        return carried
    if carried == _CITIZENS and s.low(draft.begin) == "mereka":
        return carried
    last = carried if carried != _CHIEF or (s.zone == "body" and not of_another_chief(s, draft)) else default
    if last == _CITIZENS and draft.row.id not in ("jangan", "jangan-sampai", "perintah"):
        last = default
    carried = default if carried in (_CHIEF, _CITIZENS) else carried
    if draft.modality == "reporting":
        return _reporter(s, draft, lexicon, carried, desk)
    if draft.modality == "sanction":
        punished = _punished(s, draft, lexicon, carried) or carried
        return _but_outside(punished, carried) if desk.apart or _sets_apart(s, draft, lexicon) else punished
    if draft.parent is not None and draft.begin == draft.cue_start and draft.row is draft.parent.row:
        return bearer_of(s, draft.parent, lexicon, last, default)
    if s.low(draft.cue_end - 1) in ("bagi", "untuk") and (named := _after_cue(s, draft, lexicon)):
        return named
    named = _named(s, draft, lexicon, carried)
    if not named and draft.parent is not None and draft.parent.row.kind != "item":
        return bearer_of(s, draft.parent, lexicon, last, default)
    named = named or _after_cue(s, draft, lexicon)
    return named or (_CHIEF if over_staff(s, draft) else _opening(s, draft, lexicon) or _with_hands(s, draft, last))


def _with_hands(s: Sentence, draft: Draft, last: tuple[str, ...]) -> tuple[str, ...]:
    """Give all of a village's people where aid is what is spoken of, as it goes through all their hands."""
    aid = any(s.low(i) in _AID for i in range(draft.begin, draft.cue_start))
    return ("kepala_desa", "perangkat_desa") if aid and last and set(last) < _VILLAGE else last


def _named(s: Sentence, draft: Draft, lexicon: Lexicon, carried: tuple[str, ...]) -> tuple[str, ...]:
    """Give the bearers that the clause of a draft names as those who are to act."""
    start = _after_scene(s, draft, lexicon)
    if s.low(start) == "saya" and draft.row.kind == "modal":
        return _CHIEF
    if is_relative(s, draft, start, lexicon) or calls_citizens(s, draft, lexicon):
        return _CITIZENS
    named = _of_subject(s, draft, start, lexicon, group(s, start, draft.cue_end, lexicon, carried))
    if draft.row.kind in ("directive", "noun", "passive"):
        end = first_predicate(s, draft.cue_end, draft.end, lexicon)
        asked = group(s, draft.cue_end, end, lexicon, carried)
        named = asked or _but_offices(named) if draft.row.kind == "directive" else named or asked
    elif is_verb(s, start, lexicon) and start < draft.cue_start:
        named = ()
    called = draft.row.kind != "imperative" or s.low(start) in ("bagi", "para", "untuk", "kepada")
    return named if called or not SERVANTS.isdisjoint(named) else ()


def _opening(s: Sentence, draft: Draft, lexicon: Lexicon) -> tuple[str, ...]:
    """Give the servants whom the sentence of a draft begins with (`Yang namanya PNS diawasi, jadi jangan ...`)."""
    at = trim_left(s, 0, len(s.words) - 1)
    while s.low(at) in ("untuk", "bagi", "yang", "namanya", "para", "setiap", "seluruh", "semua"):
        at += 1
    found = lexicon.bearers.match(s.words, at)
    if found is None or found[0] >= draft.begin or all(s.low(i) in PRONOUNS for i in range(at, found[0])):
        return ()
    return tuple(b for b in group(s, at, draft.begin, lexicon, ()) if b in SERVANTS and b != "pejabat")


def _after_scene(s: Sentence, draft: Draft, lexicon: Lexicon) -> int:
    """Give where the subject begins: after a condition or a time in front, unless only that names who is bound."""
    if not {"condition", "time"} & s.tags[draft.begin] or s.low(draft.begin) in ("bagi", "terhadap"):
        return draft.begin
    comma = chunk_end(s, draft.begin, draft.cue_start)
    if s.low(comma) != ",":
        return draft.begin
    inside = [name for name in all_in(s, draft.begin, comma, lexicon) if name in SERVANTS]
    after = all_in(s, comma, draft.cue_end, lexicon)
    others = not inside or inside[0] == "pejabat"
    return comma + 1 if after or others else draft.begin


def _of_subject(s: Sentence, draft: Draft, head: int, lexicon: Lexicon, named: tuple[str, ...]) -> tuple[str, ...]:
    """Keep citizens, candidates and offices only where they act: as head of the subject, and not of a passive."""
    if not named or not SERVANTS.isdisjoint(named) or draft.row.kind not in ("modal", "negation", "bare"):
        return named
    while s.low(head) in ("para", "semua", "seluruh", "setiap", "bagi", "tim", "pihak"):
        head += 1
    verb = s.low(skip_adverbs(s, draft.cue_end, draft.end))
    acts = lexicon.bearers.match(s.words, head) is not None and not verb.startswith("di")
    return named if acts else ()


def _punished(s: Sentence, draft: Draft, lexicon: Lexicon, carried: tuple[str, ...]) -> tuple[str, ...]:
    """Give who is punished: the servants named, but for the chief who punishes or is told."""
    if "paslon" in all_in(s, draft.begin, draft.begin + 1, lexicon):
        return ("paslon",)
    named = group(s, draft.begin, draft.end, lexicon, carried, all_groups=True)
    servants = tuple(b for b in named if b in SERVANTS)
    if servants != _CHIEF:
        return tuple(b for b in servants if b != "pejabat")
    found = lexicon.bearers.find(s.words, draft.begin, draft.end)
    head = found is not None and found[0] <= draft.begin + 2 and s.low(found[0] - 1) not in _GIVEN_TO
    return servants if head else ()


def _sets_apart(s: Sentence, draft: Draft, lexicon: Lexicon) -> bool:
    """Tell whether a sentence goes on with those outside the civil service (`..., dan bagi honorer ...`)."""
    for i in range(draft.cue_end, len(s.words) - 1):
        if s.low(i) in ("bagi", "untuk", "sedangkan", "kalau"):
            found = lexicon.bearers.match(s.words, i + 1)
            if found and not _OUTSIDE.isdisjoint(cast("tuple[int, str]", found[1])[1].split()):
                return True
    return False


def _but_outside(named: tuple[str, ...], carried: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out those outside the civil service, where somebody is left."""
    inside = tuple(b for b in named if b not in _OUTSIDE) or tuple(b for b in carried if b not in _OUTSIDE)
    return inside or named


def _reporter(s: Sentence, draft: Draft, lexicon: Lexicon, default: tuple[str, ...], desk: Desk) -> tuple[str, ...]:
    """Give who reports or handles a report: the subject, else the office that speaks or whoever may complain."""
    begin = _after_condition(s, draft, lexicon)
    end = draft.cue_start if draft.cue_start > begin else begin + 4
    named = tuple(b for b in _subjects(s, begin, min(end, draft.end), lexicon, default) if b != "-")
    ours = any(s.low(i) in _OURS for i in range(draft.begin, draft.end))
    submits = any(_has(s, draft, name, lexicon) for name in ("submitting", "submitting-weak"))
    handles = _has(s, draft, "handling", lexicon) or (_has(s, draft, "handling-weak", lexicon) and not submits)
    passed = any(s.low(i) in _PASSED_ON for i in range(draft.begin, draft.end))
    if ours and handles:
        return (desk.speaks,)
    if named and named != ("instansi",):
        return named
    if passed and not named:
        return (desk.told,)
    if draft.row.id == "lapor" or (submits and not handles):
        own = desk.at_work or _at_work(s, draft) or to_a_chief(s, draft)
        return named or (default if own else ("masyarakat",))
    if handles or ours:
        return named or _handler(s, draft, lexicon) or (desk.speaks if ours else desk.told,)
    return named or ("masyarakat" if draft.row.kind == "statement" else desk.speaks,)


def _after_condition(s: Sentence, draft: Draft, lexicon: Lexicon) -> int:
    """Give where the subject of a report begins: after a condition that names no servant but the chief."""
    if "condition" not in s.tags[draft.begin] or s.low(draft.begin) in ("bagi", "terhadap"):
        return draft.begin
    comma = chunk_end(s, draft.begin, draft.end)
    named = set(all_in(s, draft.begin, comma, lexicon)) & SERVANTS - {"pejabat"}
    return comma + 1 if s.low(comma) == "," and not named and comma + 1 < draft.end else draft.begin


def _subjects(s: Sentence, start: int, end: int, lexicon: Lexicon, default: tuple[str, ...]) -> tuple[str, ...]:
    """Give the bearers at the head of a clause, those left out that something is given to (`lapor ke atasan`)."""
    found = lexicon.bearers.find(s.words, start, end)
    if found is None or s.low(found[0] - 1) in _GIVEN_TO or found[0] > start + 3:
        return ()
    if lexicon.classes["witness"].match(s.words, found[0] - 1):
        return ()  # `bila menemukan anggota yang tidak netral, laporkan`
    return group(s, start, end, lexicon, default)


def _at_work(s: Sentence, draft: Draft) -> bool:
    """Tell whether a complaint is a servant's own (`Bila atasan menyuruh ..., laporkan`)."""
    return pressed_at_work(s, draft.begin, draft.end)


def pressed_at_work(s: Sentence, start: int, end: int) -> bool:
    """Tell whether words [start, end) speak of what is done to a servant at work."""
    if _AT_WORK.isdisjoint(s.lows):
        return False
    return any(s.low(i) in _AT_WORK and s.low(i - 1) not in _GIVEN_TO for i in range(start, end))


def _handler(s: Sentence, draft: Draft, lexicon: Lexicon) -> tuple[str, ...]:
    """Give the office that handles a complaint, named as agent (`diperiksa tim`, `oleh Bawaslu`)."""
    for name in ("handling", "handling-weak"):
        for _, after, _ in lexicon.classes[name].find_all(s.words, draft.begin, draft.end):
            at = after + 1 if s.low(after) in ("oleh", "bersama", "bersama-sama") else after
            at = at + 1 if s.low(at) == "di" else at
            found = lexicon.bearers.match(s.words, at)
            names = cast("tuple[int, str]", found[1])[1] if found and found[0] <= draft.end else ""
            if not names and s.low(after) == "oleh" and lexicon.classes["handler"].match(s.words, at):
                return ("instansi",)
            if names in ("Bawaslu", "instansi"):
                return (names,)
    return ()


def _has(s: Sentence, draft: Draft, name: str, lexicon: Lexicon) -> bool:
    return lexicon.classes[name].find(s.words, draft.begin, draft.end) is not None


def _but_offices(named: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out the office that asks (`kami harapkan ...`)."""
    return tuple(b for b in named if b != "instansi")


def all_in(s: Sentence, start: int, end: int, lexicon: Lexicon) -> list[str]:
    """Give every bearer named in [start, end), in order."""
    found = lexicon.bearers.find_all(s.words, start, end)
    return [name for _, _, value in found for name in cast("tuple[int, str]", value)[1].split()]


def _after_cue(s: Sentence, draft: Draft, lexicon: Lexicon) -> tuple[str, ...]:
    """Give a bearer that follows its cue at once (`jangan sampai ASN ikut ...`, `dilarang bagi ASN`)."""
    i = draft.cue_end
    while i < draft.end and s.low(i) in _BEFORE_NAMED:
        i += 1
    if lexicon.bearers.match(s.words, i) is None:
        return ()
    return tuple(b for b in group(s, i, min(i + 9, draft.end), lexicon, ()) if b in SERVANTS)


def group(
    s: Sentence, start: int, end: int, lexicon: Lexicon, carried: tuple[str, ...], all_groups: bool = False
) -> tuple[str, ...]:
    """Give the first group of bearers joined by `dan`, commas or the like in [start, end)."""
    named: list[str] = []
    only_pronoun = staff = False
    last = -1
    for at, stop, value in lexicon.bearers.find_all(s.words, start, end):
        names = cast("tuple[int, str]", value)[1].split()
        if names == ["-"]:
            continue
        if names == ["instansi"] and named:
            continue
        noun = (s.low(at) in _STAFF_NOUNS and stop == at + 1) or (s.low(at) == "tenaga" and names == ["ASN"])
        if noun and carried and set(carried) <= _STAFF:
            names = list(carried)
        if last >= 0 and ((only_pronoun and last == at) or _narrows(s, named, names, last, at)):
            named, last = [], at
        if last >= 0 and not all_groups and not _joined(s, last, at):
            if not (only_pronoun and SERVANTS & set(names)):
                break
            named = []
        if at and (s.low(at - 1) in lexicon.tail_verbs or s.low(at - 1) in _NOT_HEAD):
            continue
        pronoun = all(s.low(i) in PRONOUNS for i in range(at, stop))
        only_pronoun = (pronoun or noun) and (only_pronoun or not named)
        if pronoun:
            staff = staff or s.low(at) in ("pegawai", "aparatur")
            own = [b for b in carried if b not in _VILLAGE] if s.low(at) == "pegawai" else []
            own = ["ASN"] if tuple(carried) == _CHIEF and s.low(at) in _UNDER else own
            named = named or own or [*carried]
        else:
            named = _with_staff(named, names) if staff and last >= 0 else named
            named += [name for name in names if name not in named]
        last = stop
    return tuple(b for b in named if b not in ("PNS", "PPPK")) if "ASN" in named and last >= 0 else tuple(named)


def _with_staff(named: list[str], names: list[str]) -> list[str]:
    """Take `pegawai` beside a village's people for the civil service (`Pegawai dan Perangkat Desa`)."""
    if not set(names) <= _VILLAGE:
        return named
    return ["ASN", *(name for name in named if name not in ("ASN", *names))]


def _narrows(s: Sentence, named: list[str], names: list[str], start: int, end: int) -> bool:
    """Tell whether a relative clause says which servants are meant (`tenaga kesehatan yang merupakan PPPK`)."""
    kinds = named == ["ASN"] and set(names) <= _STAFF and end - start <= 4
    return kinds and s.low(start - 1) != "asn" and any(s.low(i) in ("yang", "berstatus") for i in range(start, end))


def _joined(s: Sentence, start: int, end: int) -> bool:
    """Tell whether only words that join nouns stand in [start, end), or `termasuk` at its end."""
    if s.low(end - 1) == "termasuk" and end - start <= 10:
        return True
    return all("joint" in s.tags[i] or s.low(i) in _JOINS or s.words[i].depth for i in range(start, end))
