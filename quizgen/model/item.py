"""Items: what a participant is asked, with the key and a reason for every option."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, field

from quizgen.model.words import Bilingual, Id, Line, Record, Status

Kind = Literal["verdict", "single", "multiple"]
Level = Literal["recall", "apply", "analyse"]

MAY = "boleh"
MAY_NOT = "tidak"
VERDICTS = (MAY, MAY_NOT)
"""The options of a verdict item, in the order in which they are always shown."""


class Option(Record, frozen=True):
    """Pilihan jawaban dengan pembahasannya."""

    id: Annotated[str, Meta(min_length=1, description="Bunyi pilihan, bahasa Indonesia.")]
    en: Annotated[str, Meta(min_length=1, description="Bunyi pilihan, bahasa Inggris.")]
    rationale: Annotated[Bilingual, Meta(description="Mengapa pilihan ini benar atau keliru.")]

    def __getitem__(self, language: str) -> str:
        """Give the option's text in the language `id` or `en`; raises KeyError for another."""
        if language == "id":
            return self.id
        if language == "en":
            return self.en
        raise KeyError(language)


OptionLetter = Annotated[
    str, Meta(pattern=r"^[a-h]$(?!\n)", extra={"form": "letter"}, description="Huruf pilihan di bank soal: a sampai h.")
]


LintCode = Annotated[
    str,
    Meta(
        pattern=r"^W2[0-9]{2}$(?!\n)",
        extra={"form": "lint_code"},
        description="Kode peringatan mutu butir, misalnya W203.",
        examples=["W203"],
    ),
]


class Item(Record, frozen=True):
    """Butir soal."""

    id: Id
    version: Annotated[
        str,
        Meta(
            pattern=r"^[1-9][0-9]{0,5}$(?!\n)",
            extra={"form": "version"},
            description="Nomor versi; dinaikkan bila kunci atau penilaian berubah.",
            extra_json_schema={"type": ["integer", "string"]},
        ),
    ]
    status: Annotated[Status, Meta(description="draft belum disetujui, approved disetujui, retired ditarik.")]
    rules: Annotated[
        tuple[Id, ...], Meta(min_length=1, description="Ketentuan yang ditanyakan; yang pertama menentukan topik.")
    ]
    kind: Annotated[
        Kind, Meta(description="verdict Boleh/Tidak boleh, single satu jawaban, multiple beberapa jawaban.")
    ]
    level: Annotated[Level, Meta(description="recall mengingat, apply menerapkan, analyse menganalisis.")]
    stem: Annotated[Bilingual, Meta(description="Pokok soal.")]
    key: Annotated[
        str | tuple[str, ...],
        Meta(description="Kunci: boleh atau tidak; huruf pilihan; atau daftar huruf untuk multiple."),
    ]
    options: Annotated[
        dict[OptionLetter, Option], Meta(description="Pilihan a, b, c ... untuk single dan multiple.")
    ] = field(default_factory=dict)
    rationale: Annotated[Bilingual | None, Meta(description="Pembahasan kunci; wajib untuk verdict.")] = None
    distractor_rationale: Annotated[
        Bilingual | None, Meta(description="Untuk verdict: mengapa putusan yang lain keliru.")
    ] = None
    scenario: Annotated[
        Literal["true", "false"],
        Meta(
            description="true bila butir ini peristiwa sehari-hari.",
            extra_json_schema={"enum": [True, False, "true", "false"]},
        ),
    ] = "false"
    discussion: Annotated[Bilingual | None, Meta(description="Catatan diskusi untuk pelatih.")] = None
    reason: Annotated[str, Meta(description="Mengapa ditolak atau ditarik, dalam satu baris.")] = ""

    accept: Annotated[
        tuple[Annotated[dict[LintCode, Line], Meta(min_length=1)], ...],
        Meta(description="Peringatan yang diterima beserta alasannya: daftar `W203: alasan`."),
    ] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """The right options: `boleh` or `tidak` of a verdict, else letters as in the bank file, sorted."""
        return (self.key,) if isinstance(self.key, str) else tuple(sorted(self.key))

    @property
    def key_letters(self) -> str:
        """The right options as letters of the bank file; of a verdict the letter that always stands before it."""
        if self.kind == "verdict":
            return "".join("AB"[VERDICTS.index(key)] for key in self.keys if key in VERDICTS)
        return "".join(self.keys)

    @property
    def letters(self) -> tuple[str, ...]:
        """All options as the bank file names them: the two verdicts, else the letters."""
        return VERDICTS if self.kind == "verdict" else tuple(self.options)
