"""A sosialisasi session: what session.yaml says, and who comes."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, field

from quizgen.model.bank import Letterhead, Number, Paper
from quizgen.model.item import Level
from quizgen.model.words import Bilingual, Id, IsoDate, Line, Record

KitPaper = Literal[
    "questions", "sheet", "key", "guide", "attendance", "pledge", "card", "poster", "certificate", "coverage"
]
"""The kinds of paper of a kit, in the order in which a trainer needs them."""
Flag = Annotated[Literal["true", "false"], Meta(extra_json_schema={"enum": [True, False, "true", "false"]})]
Part = Literal["pre", "post"]
"""A test before the session, and one after it."""


class SessionBlueprint(Record, frozen=True):
    """Kisi-kisi satu tes: berapa butir, bobot tiap topik, dan berapa butir tiap tingkat."""

    count: Annotated[Number, Meta(description="Jumlah butir dalam satu tes.")] = "20"
    weights: Annotated[
        dict[Id, Number], Meta(description="Bobot per topik; bila kosong, bobot dari bank.yaml yang dipakai.")
    ] = field(default_factory=dict)
    levels: Annotated[
        dict[Level, Number],
        Meta(description="Jumlah butir per tingkat: recall, apply, analyse; bila kosong, tingkat tidak diatur."),
    ] = field(default_factory=dict)


class Signer(Record, frozen=True):
    """Pejabat yang menandatangani sertifikat dan ikrar."""

    name: Annotated[Line, Meta(description="Nama pejabat.")]
    office: Annotated[Line, Meta(description="Jabatan.")]
    number: Annotated[str, Meta(description="Nomor induk, bila perlu tercetak.")] = ""


class AgendaLine(Record, frozen=True):
    """Satu acara dalam susunan acara."""

    minutes: Annotated[Number, Meta(description="Lamanya dalam menit.")]
    what: Annotated[Bilingual, Meta(description="Nama acara.")]


class Session(Record, frozen=True):
    """Satu sesi sosialisasi."""

    title: Annotated[Bilingual, Meta(description="Judul kegiatan; tercetak pada semua lembar.")]
    date: Annotated[IsoDate, Meta(description="Tanggal kegiatan; hanya ketentuan yang berlaku hari itu yang dipakai.")]
    place: Annotated[Line, Meta(description="Tempat kegiatan.")]
    city: Annotated[str, Meta(description="Nama kota di depan tanggal tanda tangan.")] = ""
    start: Annotated[
        str,
        Meta(pattern=r"^([01][0-9]|2[0-3])[.:][0-5][0-9]$(?!\n)|^$(?!\n)", description="Jam mulai, misalnya 08.30."),
    ] = ""
    letterhead: Annotated[Letterhead | None, Meta(description="Kop surat; bila kosong, kop bank.yaml.")] = None
    paper: Annotated[Paper, Meta(description="Kertas: a4 atau f4.")] = "f4"
    language: Annotated[
        Literal["id", "en", "both"], Meta(description="Bahasa lembar: id, en, atau both (dua bahasa).")
    ] = "id"
    print: Annotated[Literal["normal", "large"], Meta(description="Huruf biasa, atau besar (18 pt).")] = "normal"
    ink: Annotated[Literal["colour", "gray"], Meta(description="Berwarna, atau hitam putih.")] = "colour"
    blueprint: Annotated[SessionBlueprint, Meta(description="Kisi-kisi tiap tes.")] = SessionBlueprint()
    tests: Annotated[
        tuple[Part, ...], Meta(min_length=1, description="Tes yang dicetak: pre (sebelum), post (sesudah).")
    ] = ("pre", "post")
    variants: Annotated[str, Meta(description="Varian tiap tes, misalnya A-D.")] = "A-B"
    roster: Annotated[str, Meta(description="Daftar peserta: berkas CSV atau XLSX di sebelah berkas ini.")] = ""
    anonymous: Annotated[
        Flag,
        Meta(
            description="true: lembar tes memakai kode, bukan nama; daftar hadir, ikrar, dan sertifikat tetap "
            "memakai nama."
        ),
    ] = "false"
    spare: Annotated[
        str,
        Meta(
            pattern=r"^(0|[1-9][0-9]{0,3})$(?!\n)",
            extra={"form": "number"},
            description="Salinan cadangan tanpa nama, untuk tiap tes.",
            extra_json_schema={"type": ["integer", "string"]},
        ),
    ] = "5"
    papers: Annotated[
        tuple[KitPaper, ...], Meta(min_length=1, description="Lembar yang dicetak; bila kosong, semuanya.")
    ] = ("questions", "sheet", "key", "guide", "attendance", "pledge", "card", "poster", "certificate", "coverage")
    signer: Annotated[Signer | None, Meta(description="Penanda tangan sertifikat.")] = None
    agenda: Annotated[
        tuple[AgendaLine, ...], Meta(description="Susunan acara; bila kosong, susunan baku yang dipakai.")
    ] = ()
    seed: Annotated[str, Meta(max_length=60, description="Benih undian butir; benih sama, paket sama.")] = ""


class Participant(Record, frozen=True):
    """A row of the roster: `place` counts from 1; `code` stands instead of the name on tests of an anonymous session.

    `line` is the line of the roster that it stands on (from 1).
    """

    place: int
    name: str
    unit: str = ""
    number: str = ""
    code: str = ""
    line: int = 0

    @property
    def shown(self) -> str:
        """What stands for the person on a test: the code if there is one."""
        return self.code or self.name
