"""The bank: its settings, and everything in it by id."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from quizgen.model.item import Item
from quizgen.model.rule import Rule
from quizgen.model.source import Instrument, Source
from quizgen.model.words import Bilingual, Id, Language, Line, Record

Paper = Literal["a4", "f4"]
Number = Annotated[
    str,
    Meta(
        pattern=r"^[1-9][0-9]{0,3}$(?!\n)",
        extra={"form": "number"},
        description="Bilangan bulat.",
        extra_json_schema={"type": ["integer", "string"]},
    ),
]

Percent = Annotated[
    str,
    Meta(
        pattern=r"^(100|[1-9]?[0-9])$(?!\n)",
        extra={"form": "percent"},
        description="Bilangan bulat 0 sampai 100.",
        extra_json_schema={"type": ["integer", "string"]},
    ),
]


class Blueprint(Record, frozen=True):
    """Kisi-kisi: berapa butir, dan bobot tiap topik."""

    count: Annotated[Number, Meta(description="Jumlah butir dalam satu paket.")] = "20"
    weights: Annotated[dict[Id, Number], Meta(description="Bobot per topik; topik yang tidak disebut berbobot 1.")] = (
        field(default_factory=dict)
    )


class Letterhead(Record, frozen=True):
    """Kop surat: dua atau tiga baris, dan lambang bila ada."""

    lines: Annotated[tuple[Line, ...], Meta(min_length=1, max_length=4, description="Baris-baris kop surat.")]
    emblem: Annotated[
        str,
        Meta(
            pattern=r"^$(?!\n)|^[A-Za-z0-9][A-Za-z0-9._-]*\.(svg|png|jpg)$(?!\n)",
            extra={"form": "emblem"},
            description="Berkas lambang di sebelah bank.yaml.",
        ),
    ] = ""


class Settings(Record, frozen=True):
    """Setelan bank soal."""

    title: Annotated[Bilingual, Meta(description="Judul bank soal; tercetak di kepala lembar.")]
    version: Annotated[str, Meta(min_length=1, max_length=20, description="Versi bank soal menurut penyunting.")]
    topics: Annotated[dict[Id, Bilingual], Meta(min_length=1, description="Topik dan namanya, menurut urutan tampil.")]
    languages: Annotated[tuple[Language, ...], Meta(min_length=1, description="Bahasa yang tersedia.")] = ("id", "en")
    blueprint: Annotated[Blueprint, Meta(description="Kisi-kisi baku.")] = Blueprint()
    cut_score: Annotated[
        Percent | None, Meta(description="Batas lulus dalam persen; tidak dipakai bila tidak ditulis.")
    ] = None
    paper: Annotated[Paper, Meta(description="Kertas: a4 atau f4.")] = "a4"
    letterhead: Annotated[Letterhead | None, Meta(description="Kop surat.")] = None


class Bank(Struct, frozen=True):
    """A bank whose files were read; `version` is the editor's version and a short hash of all its files."""

    settings: Settings
    sources: Mapping[str, Source]
    instruments: Mapping[str, Instrument]
    rules: Mapping[str, Rule]
    items: Mapping[str, Item]
    version: str

    def topic_of(self, item: Item) -> str:
        """The topic of an item: that of its first rule; empty where the rule is unknown."""
        rule = self.rules.get(item.rules[0])
        return rule.topic if rule else ""
