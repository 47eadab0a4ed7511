"""Sources: the stored texts that evidence is quoted from; and instruments: the legal basis behind a rule."""

from __future__ import annotations

import re
from typing import Annotated

from msgspec import Meta, field

from quizgen.model.words import Bearer, Bilingual, Confidence, Id, IsoDate, Line, Record

_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")


class Source(Record, frozen=True):
    """Sumber: satu naskah yang disimpan byte demi byte di folder seeds/."""

    id: Id
    file: Annotated[
        str,
        Meta(
            pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$(?!\n)",
            extra={"form": "file"},
            description="Nama berkas di folder seeds/.",
        ),
    ]
    title: Annotated[str, Meta(min_length=1, description="Judul seperti tertulis di sumber.")]
    publisher: Annotated[str, Meta(min_length=1, description="Penerbit, misalnya nama media atau instansi.")]
    published: Annotated[
        str,
        Meta(min_length=1, description="Tanggal terbit: 2024-01-28, atau dengan hari: Minggu, 28 Januari 2024."),
    ]
    sha256: Annotated[
        str,
        Meta(
            pattern=r"^[0-9a-f]{64}$(?!\n)",
            extra={"form": "sha256"},
            description="Sidik SHA-256 dari byte berkas sumber.",
        ),
    ]
    place: Annotated[str, Meta(description="Tempat terbit atau tempat kejadian.")] = ""
    note: Annotated[
        Bilingual | None, Meta(description="Catatan untuk pemeriksa: kekeliruan sumber dan sebagainya.")
    ] = None


class Period(Record, frozen=True):
    """Masa berlaku: dari dan sampai tanggal itu, keduanya termasuk; salah satu boleh tidak ada."""

    from_: Annotated[IsoDate | None, Meta(description="Hari pertama berlaku.")] = field(default=None, name="from")
    until: Annotated[IsoDate | None, Meta(description="Hari terakhir berlaku.")] = None

    def covers(self, day: str) -> bool:
        """Tell whether an ISO day lies within the period; both ends belong to it."""
        return (self.from_ is None or self.from_ <= day) and (self.until is None or day <= self.until)


class Instrument(Record, frozen=True):
    """Dasar hukum: satu peraturan, atau satu pasal dari peraturan."""

    id: Id
    number: Annotated[str, Meta(min_length=1, description="Nomor resmi, misalnya PP Nomor 94 Tahun 2021.")]
    title: Annotated[Bilingual, Meta(description="Judul peraturan (tentang apa).")]
    confidence: Annotated[Confidence, Meta(description="Tingkat keyakinan data ini: high atau medium.")]
    fact: Annotated[Line, Meta(description="Dari mana data ini diambil.")]
    in_force: Annotated[
        Period, Meta(description="Masa berlaku peraturan; sisi yang tidak diketahui tidak ditulis.")
    ] = Period()
    article: Annotated[str, Meta(description="Pasal, ayat, huruf; kosong bila seluruh peraturan.")] = ""
    replaced_by: Annotated[Id | None, Meta(description="Pengenal dasar hukum penggantinya.")] = None
    binds: Annotated[tuple[Bearer, ...], Meta(description="Siapa yang diikat.")] = ()
    note: Annotated[Bilingual | None, Meta(description="Catatan satu baris.")] = None

    @property
    def begins(self) -> str:
        """The first day on which it can have been in force (ISO).

        Where that day is not known it is New Year's Day of the year in the number: no instrument is older than that.
        Empty where there is no year either.
        """
        if self.in_force.from_:
            return self.in_force.from_
        year = _YEAR.search(self.number)
        return f"{year.group()}-01-01" if year else ""

    def covers(self, day: str) -> bool:
        """Tell whether it was, or may have been, in force on an ISO day."""
        return self.begins <= day and self.in_force.covers(day)
