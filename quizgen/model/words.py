"""The vocabulary of the model: languages, topics' names, modalities, bearers, and text in two languages."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

Language = Literal["id", "en"]
Modality = Literal["prohibition", "obligation", "permission", "sanction", "reporting", "advice"]
Standing = Literal["norm", "official-explanation", "news-case"]
Status = Literal["draft", "approved", "retired"]
Confidence = Literal["high", "medium"]
Bearer = Literal[
    "ASN", "PNS", "PPPK", "non_ASN", "PHL", "THL", "honorer", "pejabat", "kepala_desa", "perangkat_desa",
    "TNI_Polri", "masyarakat", "paslon", "Bawaslu", "instansi",
]  # fmt: skip

Id = Annotated[
    str,
    Meta(
        pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$(?!\n)",
        extra={"form": "id"},
        description="Pengenal: huruf kecil, angka, tanda hubung; ditulis sekali dan tidak pernah diubah.",
        examples=["atribut-003"],
    ),
]
Line = Annotated[str, Meta(min_length=1, description="Teks yang tidak boleh kosong.")]
IsoDate = Annotated[
    str,
    Meta(
        pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$(?!\n)",
        description="Tanggal TTTT-BB-HH.",
        examples=["2024-02-14"],
        extra={"form": "date"},
    ),
]


class Record(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The common manner of everything in the model: frozen, compared by value, unknown keys refused."""


class Bilingual(Record, frozen=True):
    """Teks dalam dua bahasa; keduanya wajib ada."""

    id: Annotated[str, Meta(min_length=1, description="Teks bahasa Indonesia.")]
    en: Annotated[str, Meta(min_length=1, description="Teks bahasa Inggris.")]

    def __getitem__(self, language: str) -> str:
        """Give the text in the language `id` or `en`; raises KeyError for another."""
        if language == "id":
            return self.id
        if language == "en":
            return self.en
        raise KeyError(language)
