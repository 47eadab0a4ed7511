"""A small bank and forms to print, made from plain data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from quizgen.model.bank import Bank
from quizgen.model.form import Form
from quizgen.quiz.assemble import Candidate, assemble
from quizgen.render.handout import Handout

SOURCE = {
    "id": "warta-2024-01-28",
    "file": "warta.txt",
    "title": "Pegawai diminta menjaga jarak",
    "publisher": "WARTA CONTOH",
    "place": "Kota Contoh",
    "published": "Minggu, 28 Januari 2024",
    "sha256": "0123456789abcdef" * 4,
    "note": {"id": "Tanggal terbit tidak tercetak.", "en": "No date of publication is printed."},
}
INSTRUMENTS = [
    {
        "id": "pp-1",
        "number": "PP Nomor 1 Tahun 2001",
        "article": "Pasal 2 huruf c",
        "title": {"id": "Contoh Peraturan", "en": "An Example Regulation"},
        "in_force": {"from": "2001-02-03"},
        "confidence": "high",
        "fact": "contoh",
        "binds": ["PNS"],
    },
    {
        "id": "uu-9",
        "number": "UU Nomor 9 Tahun 1999",
        "title": {"id": "Contoh Lama", "en": "An Old Example"},
        "in_force": {"from": "1999-01-01", "until": "2023-10-30"},
        "replaced_by": "pp-1",
        "confidence": "high",
        "fact": "contoh",
    },
]
STANDINGS = ("official-explanation", "norm", "news-case")
STEMS = (
    "Bolehkah Anda memakai kaus bergambar seorang calon saat kerja bakti di kampung?",
    "Di grup percakapan kantor, seorang rekan meminta Anda meneruskan poster calon. Apa yang paling tepat?",
    "Manakah yang termasuk sikap netral seorang pegawai selama masa kampanye?",
    "Paman Anda mencalonkan diri dan mengajak berfoto dengan jari membentuk angka nomor urutnya. Bolehkah Anda ikut?",
    "Di loket, Anda diminta mengumpulkan tanda pengenal warga untuk seorang calon. Apa tindakan Anda?",
)


def options(letters: str, item: str) -> dict[str, Any]:
    return {
        letter: {
            "id": f"Pilihan {letter} dari {item}, yang menyebut satu tindakan yang dapat dibayangkan pegawai",
            "en": f"Option {letter} of {item}, which names one deed that a civil servant can picture",
            "rationale": {"id": f"Alasan {letter} untuk {item}.", "en": f"Reason {letter} for {item}."},
        }
        for letter in letters
    }


def item(number: int) -> dict[str, Any]:
    """Make an item; every third one is a verdict, a single, a multiple."""
    name = f"contoh-{number:03}"
    made: dict[str, Any] = {
        "id": name, "version": "1", "status": "approved", "rules": [f"aturan-{number % 3}"], "level": "apply",
        "stem": {"id": f"{STEMS[number % len(STEMS)]} (butir {number})", "en": f"Stem {number}: may you do this?"},
    }  # fmt: skip
    if number % 3 == 0:
        return made | {
            "kind": "verdict", "key": "tidak" if number % 2 else "boleh",
            "rationale": {"id": f"Alasan kunci {name}.", "en": f"Reason of the key, {name}."},
            "distractor_rationale": {"id": f"Alasan lawan {name}.", "en": f"Reason against, {name}."},
        }  # fmt: skip
    if number % 3 == 1:
        return made | {"kind": "single", "key": "b", "options": options("abcd" if number % 2 else "abc", name)}
    return made | {
        "kind": "multiple", "key": ["a", "c"], "options": options("abcd", name),
        "rationale": {"id": f"Simpulan {name}.", "en": f"Closing word, {name}."},
        "discussion": {"id": f"Bahas {name} bersama.", "en": f"Talk about {name}."},
    }  # fmt: skip


def rule(number: int) -> dict[str, Any]:
    return {
        "id": f"aturan-{number}",
        "modality": "prohibition",
        "bearer": ["ASN", "PHL"],
        "topic": "contoh",
        "statement": {"id": f"Bunyi ketentuan {number}.", "en": f"Statement of rule {number}."},
        "standing": STANDINGS[number],
        "evidence": [
            {"source": SOURCE["id"], "quote": f"kutipan ketentuan {number}", "speaker": "Kepala Kantor Contoh"}
        ],
        "instruments": ["pp-1", "uu-9"] if number == 1 else ["pp-1"],
        "status": "approved",
        "valid": {"until": "2024-02-14"} if number == 2 else None,
    }


def settings(**changes: object) -> dict[str, Any]:
    return {
        "title": {"id": "Netralitas Pegawai dalam Pemilu", "en": "Civil Servants' Neutrality in Elections"},
        "version": "2026.1",
        "topics": {"contoh": {"id": "Contoh", "en": "Example"}},
        "cut_score": "70",
        "letterhead": {
            "lines": ["PEMERINTAH KABUPATEN CONTOH", "BADAN KEPEGAWAIAN DAN PENGEMBANGAN SUMBER DAYA MANUSIA",
                      "Jalan Merdeka Nomor 1, Kota Contoh 12345, telepon (021) 555-0100"],
        },
    } | changes  # fmt: skip


def bank(items: Sequence[Mapping[str, Any]], **changes: object) -> Bank:
    """Make a bank of these items; `changes` go into its settings."""
    return msgspec.convert(
        {
            "settings": settings(**changes),
            "sources": {SOURCE["id"]: SOURCE},
            "instruments": {one["id"]: one for one in INSTRUMENTS},
            "rules": {f"aturan-{number}": rule(number) for number in range(3)},
            "items": {one["id"]: one for one in items},
            "version": "2026.1+abc123",
        },
        Bank,
    )


def form(of: Bank, variants: Sequence[str]) -> Form:
    pool = [
        Candidate(one.id, one.version, "contoh", "" if one.kind == "verdict" else "".join(one.options), one.key_letters)
        for one in of.items.values()
    ]
    return assemble(pool, count=len(pool), weights={}, seed="1", variants=variants, bank=of.version, as_of="2024-02-01")


def handout(items: Sequence[Mapping[str, Any]], variants: str = "A", **how: Any) -> Handout:
    """Make a printing order for a form of these items; `how` are further fields of the order."""
    made = bank(items)
    return Handout(form(made, tuple(variants)), made, tuple(variants), **how)


def items(count: int) -> list[dict[str, Any]]:
    return [item(number) for number in range(count)]


def page_texts(data: bytes) -> list[str]:
    """Text of each page of a PDF, line ends as one character."""
    import pypdfium2

    with pypdfium2.PdfDocument(data) as document:
        return [page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in document]
