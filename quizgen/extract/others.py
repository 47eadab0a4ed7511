"""Who else than the servants of a text a rule speaks of: their family, citizens, or their chief."""

from __future__ import annotations

from typing import cast

from quizgen.extract.clauses import Sentence, skip_adverbs
from quizgen.extract.drafts import Draft
from quizgen.extract.lexicon import Lexicon
from quizgen.extract.words import stems

_CALLS = frozenset("mengajak meminta mengimbau menghimbau mengingatkan mempersilakan".split())
_CHIEFS_OF = frozenset("atasan pimpinan atasannya pimpinannya atasanmu pimpinanmu bos".split())
_PRESSES = frozenset(
    "pindah mutasi ganti geser lantik kerah mobilisasi takut nakut intimidasi perintah suruh paksa tekan ancam".split()
)
_STAFF_OBJECTS = frozenset(
    "pegawai pegawainya staf stafnya bawahan bawahannya honorer guru guru-guru anak asn pejabat jabatan".split()
)


def is_relative(s: Sentence, draft: Draft, head: int, lexicon: Lexicon) -> bool:
    """Tell whether a rule is for the family of a servant (`Istri lurah tidak boleh ...`)."""
    if draft.row.kind not in ("modal", "negation", "bare") or draft.cue_start - head < 1:
        return False
    told = next((i + 1 for i in range(head, min(head + 4, draft.cue_start)) if s.low(i) in lexicon.frame_verbs), head)
    found = lexicon.classes["relative"].match(s.words, told)
    if found is None or found[0] > draft.cue_start:
        return False
    act = skip_adverbs(s, draft.cue_end, draft.end)
    own = s.low(act + 1).endswith("nya") and lexicon.classes["relative"].match(s.words, act + 1)
    if own and found[0] == draft.cue_start:
        return False  # `Suami jangan memaksa istrinya` speaks of the servant
    return not s.low(act).startswith("di")


def calls_citizens(s: Sentence, draft: Draft, lexicon: Lexicon) -> bool:
    """Tell whether citizens are those who are asked right before a cue (`Camat mengajak warga tidak ...`)."""
    for at, stop, value in lexicon.bearers.find_all(s.words, draft.begin, draft.cue_start):
        if stop == draft.cue_start and cast("tuple[int, str]", value)[1] == "masyarakat" and s.low(at - 1) in _CALLS:
            return True
    return False


def of_another_chief(s: Sentence, draft: Draft) -> bool:
    """Tell whether a rule speaks of the chief of those it binds (`Bila atasan memaksa, tolak`)."""
    return any(s.low(i) in _CHIEFS_OF for i in range(draft.begin, draft.end))


def over_staff(s: Sentence, draft: Draft) -> bool:
    """Tell whether an act is one that is done to staff, and so by their chief (`memindahkan pegawai`)."""
    acts = (draft.begin, skip_adverbs(s, draft.cue_end, draft.end))
    return any(s.low(i + 1) in _STAFF_OBJECTS and not _PRESSES.isdisjoint(stems(s.low(i))) for i in acts)


def to_a_chief(s: Sentence, draft: Draft) -> bool:
    """Tell whether a complaint goes to one's own chief (`lapor ke atasan`)."""
    return any(
        s.low(i) in _CHIEFS_OF and s.low(i - 1) in ("ke", "kepada", "pada") for i in range(draft.begin, draft.end)
    )
