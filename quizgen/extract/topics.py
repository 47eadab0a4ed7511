"""The topic of a mention: its own words, then those around it."""

from __future__ import annotations

from typing import cast

from quizgen.extract.bearers import SERVANTS, all_in
from quizgen.extract.clauses import Sentence, chunk_end, skip_adverbs
from quizgen.extract.drafts import Draft
from quizgen.extract.lexicon import Lexicon

_GENERIC = frozenset({"netralitas_umum", "kode_etik"})
_YIELDS = frozenset({"", "kampanye", "politik_praktis", "keberpihakan", "mengarahkan_pilihan"})
_RANK = {"netralitas_umum": 0, "gestur": 1, "foto_konten": 1, "media_sosial": 2, "intimidasi": 2}
_ADJUNCT = frozenset(
    """termasuk tanpa asal
    asalkan sepanjang sambil sekalipun walau walaupun meski meskipun karena sebelum saat ketika selama
    dengan jika bila apabila kalau kecuali""".split()
)
_INSTRUMENTS = frozenset({"penyalahgunaan_wewenang", "gestur"})
_WEARS = frozenset({"mengenakan", "memakai", "menggunakan"})
_BEHAVES = frozenset({"bersikap", "menjaga", "tetap"})
_AID = frozenset({"bantuan", "bansos", "blt"})
_AID_TOPICS = {"obligation": "pelayanan_publik", "prohibition": "penyalahgunaan_wewenang"}
_EVERYBODY = frozenset({"semua", "seluruh", "setiap", "siapa", "segenap"})
_WHEN = frozenset({"saat", "ketika", "jam", "waktu", "kapan", "mana", "selama"})
_PLAIN = (("plain-duty", 1), ("plain-work", 4))
_ASIDE = 4
"""The tier beyond which a form only stands in what goes with the act."""
_RUNS = frozenset({"berlaku", "libur", "melekat"})


def topic_of(s: Sentence, draft: Draft, lexicon: Lexicon, carried: str, general: str = "lainnya") -> str:
    """Give the topic: sanctions and reporting have their own; else the best form of topics.yaml in the words.

    carried is the topic the paragraph has just spoken of, for words that say nothing themselves (`Boleh.`);
    general is what is left where nothing tells.
    """
    fixed = {"sanction": "sanksi", "reporting": "pelaporan"}.get(draft.modality)
    if fixed:
        return fixed
    found = _topics_in(s, draft, lexicon)
    if draft.row.kind == "scope":
        return _of_scope(s, draft, lexicon, found)
    best = _best(s, draft, found)
    if draft.row.kind in ("pledge", "item", "coordinate") and draft.row.id == "ikrar" and best in ("", *_GENERIC):
        return "ikrar_pakta"
    if draft.row.kind == "item":
        carried = ""
    only_aside = bool(found) and min(found)[0] > _ASIDE
    if carried and (only_aside or (carried == "keluarga" and best in _YIELDS)):
        return carried
    return best or carried or topic_of_sentence(s, lexicon) or general


def goes_on(topic: str) -> str:
    """Give a topic that the next words may still be about, or nothing for those that every text returns to."""
    return "" if topic in ("sanksi", "pelaporan", "netralitas_umum", "lainnya") else topic


def _best(s: Sentence, draft: Draft, found: list[tuple[int, int, int, str]]) -> str:
    """Give the topic of the best form, or nothing; aid that is given is service, aid that is misused is misuse."""
    best = min(found)[3] if found else ""
    if best in _AID_TOPICS.values() and not _AID.isdisjoint(_lows(s, draft)):
        return _AID_TOPICS.get(draft.modality, best)
    return "waktu_tempat" if best == "netralitas_umum" and _says_when(s, draft, found) else best


def _of_scope(s: Sentence, draft: Draft, lexicon: Lexicon, found: list[tuple[int, int, int, str]]) -> str:
    """Give the topic of how far a rule reaches: neutrality where it says for whom, else where and when."""
    topics = {topic for _, _, _, topic in found}
    when = "waktu_tempat" in topics or not _WHEN.isdisjoint(_lows(s, draft))
    whom = [b for b in all_in(s, draft.cue_start, draft.end, lexicon) if b in SERVANTS]
    everybody = s.low(draft.cue_end - 1) in _EVERYBODY
    if everybody or (len(whom) > 1 and not when):
        return "ikrar_pakta" if "ikrar_pakta" in topics else "netralitas_umum"
    return "waktu_tempat"


def _lows(s: Sentence, draft: Draft) -> list[str]:
    return s.lows[draft.begin : draft.end]


def _says_when(s: Sentence, draft: Draft, found: list[tuple[int, int, int, str]]) -> bool:
    """Tell whether neutrality is only said to hold at a time or a place (`netralitas tidak kenal hari libur`)."""
    times = any(topic == "waktu_tempat" for _, _, _, topic in found)
    return times and any(s.low(i) in _RUNS for i in range(draft.begin, draft.end))


def topic_of_sentence(s: Sentence, lexicon: Lexicon) -> str:
    """Give the topic that the words of a sentence speak of most clearly, or nothing."""
    all_words = [cast("tuple[int, str]", value) for _, _, value in lexicon.topics.find_all(s.words, 0, len(s.words))]
    clear = [(tier, _RANK.get(topic, 3), topic) for tier, topic in all_words if topic != "-" and tier < 3]
    return _family(s, lexicon) or (min(clear)[2] if clear else "")


def _family(s: Sentence, lexicon: Lexicon) -> str:
    """Give `keluarga` where a relative runs for office (`pegawai yang iparnya mencalonkan diri`)."""
    n = len(s.words)
    runs = lexicon.classes["runs-for-office"].find(s.words, 0, n)
    return "keluarga" if runs and lexicon.classes["relative"].find(s.words, 0, n) else ""


def _topics_in(s: Sentence, draft: Draft, lexicon: Lexicon) -> list[tuple[int, int, int, str]]:
    """Give (tier, rank, place, topic) of the topic forms.

    Neutrality as the first thing asked for counts as an act; what only goes with the act counts less than the act.
    """
    out: list[tuple[int, int, int, str]] = []
    head = skip_adverbs(s, draft.cue_end, draft.end) + 4
    aside, scene = _adjunct(s, draft), _scene(s, draft)
    for at, after, tier, topic in _forms_in(s, draft, lexicon):
        if draft.row.kind == "directive" and draft.cue_start <= at < draft.cue_end:
            continue
        if topic == "-":
            continue
        if at < scene or (tier > 1 and at < draft.cue_start and draft.end > draft.cue_end + 1):
            tier += 2
        elif topic == "netralitas_umum" and at < head:
            tier = 1 if draft.modality in ("obligation", "advice") else 2
        behaves = topic == "netralitas_umum" and s.low(at - 1) in _BEHAVES
        worn = topic == "atribut" and draft.modality == "prohibition" and s.low(at - 1) in _WEARS
        if at > aside and topic not in _INSTRUMENTS and not behaves and not worn:
            tier += 4
        bare = after == at + 1 and s.low(at) == "foto"
        out.append((tier, 2 if bare else _RANK.get(topic, 3), at, topic))
    if _names_running_relative(s, draft, lexicon):
        out.append((0, 0, draft.begin, "keluarga"))
    return out


def _forms_in(s: Sentence, draft: Draft, lexicon: Lexicon) -> list[tuple[int, int, int, str]]:
    """Give (first word, word after, tier, topic) of every form; plain duties and plain work are about nothing else."""
    named = lexicon.topics.find_all(s.words, draft.begin, draft.end)
    out = [(at, after, *cast("tuple[int, str]", value)) for at, after, value in named]
    for name, tier in _PLAIN:
        found = lexicon.classes[name].find_all(s.words, draft.begin, draft.end)
        out += [(at, after, tier, "lainnya") for at, after, _ in found]
    return out


def _scene(s: Sentence, draft: Draft) -> int:
    """Give the word where the condition or time in front of a rule ends (`Saat difoto, | jangan ...`)."""
    if draft.begin >= draft.cue_start or not {"condition", "time"} & s.tags[draft.begin]:
        return draft.begin
    return min(chunk_end(s, draft.begin, draft.cue_start), draft.cue_start)


def _names_running_relative(s: Sentence, draft: Draft, lexicon: Lexicon) -> bool:
    """Tell whether whom a rule binds is known by a relative who runs (`ASN yang suaminya menjadi calon`)."""
    end = max(draft.cue_start, min(draft.begin + 12, draft.end))
    near = lexicon.classes["relative"].find(s.words, draft.begin, end)
    return near is not None and lexicon.classes["runs-for-office"].find(s.words, near[1], end) is not None


def _adjunct(s: Sentence, draft: Draft) -> int:
    """Give the word where what only goes with the act begins (`hadir | tanpa atribut`), or the end."""
    first = skip_adverbs(s, draft.cue_end, draft.end)
    for i in range(first + 1, draft.end):
        both = s.low(i) == "baik" and s.low(i - 1) == ","
        if (both or s.low(i) in _ADJUNCT) and not draft.cue_start <= i < draft.cue_end:
            return i
    return draft.end
