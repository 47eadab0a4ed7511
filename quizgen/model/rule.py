"""Rules: one norm each, with the evidence that it is stated."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from msgspec import Meta

from quizgen.model.source import Instrument, Period
from quizgen.model.words import Bearer, Bilingual, Id, Line, Modality, Record, Standing, Status


class Evidence(Record, frozen=True):
    """Bukti: kutipan kata demi kata dari satu sumber."""

    source: Annotated[Id, Meta(description="Pengenal sumber di sources.yaml.")]
    quote: Annotated[Line, Meta(description="Kutipan kata demi kata; harus ada persis di dalam sumber.")]
    speaker: Annotated[str, Meta(description="Siapa yang mengatakannya, bila sumber menyebutnya.")] = ""


class Rule(Record, frozen=True):
    """Ketentuan: satu norma dengan bukti-buktinya."""

    id: Id
    modality: Annotated[
        Modality,
        Meta(
            description="Jenis: prohibition larangan, obligation kewajiban, permission kebolehan, sanction sanksi, "
            "reporting pelaporan, advice imbauan."
        ),
    ]
    bearer: Annotated[tuple[Bearer, ...], Meta(min_length=1, description="Bagi siapa ketentuan ini.")]
    topic: Annotated[Id, Meta(description="Topik; sama dengan nama berkas dan terdaftar di bank.yaml.")]
    statement: Annotated[Bilingual, Meta(description="Bunyi ketentuan dalam satu kalimat.")]
    standing: Annotated[
        Standing,
        Meta(
            description="Kedudukan: norm norma hukum, official-explanation penjelasan pejabat, news-case kasus berita."
        ),
    ]
    evidence: Annotated[
        tuple[Evidence, ...], Meta(description="Bukti dari sumber; ketentuan yang disetujui wajib punya.")
    ]
    status: Annotated[Status, Meta(description="draft belum disetujui, approved disetujui, retired ditarik.")]
    instruments: Annotated[tuple[Id, ...], Meta(description="Pengenal dasar hukum di instruments.yaml.")] = ()
    valid: Annotated[Period | None, Meta(description="Masa berlaku, hanya bila sumber membatasinya.")] = None
    note: Annotated[Bilingual | None, Meta(description="Catatan untuk penyunting.")] = None
    reason: Annotated[str, Meta(description="Mengapa ditolak atau ditarik, dalam satu baris.")] = ""

    def in_force_on(self, day: str, instruments: Mapping[str, Instrument]) -> bool:
        """Tell whether the rule binds on an ISO day: its own period, and one of its instruments if it rests on any."""
        if self.valid is not None and not self.valid.covers(day):
            return False
        known = [instruments[name] for name in self.instruments if name in instruments]
        return not known or any(instrument.covers(day) for instrument in known)
