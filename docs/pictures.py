"""Pictures of all papers of a kit for the documentation, from the real renderers and the shipped bank.

    PYTHONPATH=. .venv/bin/python docs/pictures.py

Writes docs/img/KIND.png: the first page of each kind (of the card both sides), 64 dots per inch, 24 colours.
"""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import msgspec
import pypdfium2
from PIL import Image

from quizgen.model.form import Form, Slot
from quizgen.model.session import Participant, Session
from quizgen.open_bank import OpenBank, open_bank
from quizgen.quiz.assemble import assemble
from quizgen.render.handout import Handout
from quizgen.render.registry import KINDS, renderer
from quizgen.shipped import shipped

FOLDER = Path(__file__).resolve().parent / "img"
DAY, COUNT, INCH, COLOURS = "2024-02-01", 15, 64, 24
SCALES = {"poster": 0.6, "questions": 1.3, "key": 1.3}
"""Kinds drawn larger or smaller than others."""
SESSION = {
    "title": {
        "id": "Sosialisasi Netralitas ASN Menjelang Pemilihan Umum",
        "en": "Briefing on the Neutrality of Civil Servants before the Elections",
    },
    "date": DAY,
    "place": "Aula Kantor Bupati Contoh",
    "city": "Kota Contoh",
    "start": "08.30",
    "letterhead": {
        "lines": [
            "PEMERINTAH KABUPATEN CONTOH",
            "BADAN KEPEGAWAIAN DAN SUMBER DAYA MANUSIA",
            "Jalan Merdeka Nomor 1, Kota Contoh",
        ]
    },
    "signer": {"name": "Nama Pejabat, S.Sos., M.Si.", "office": "Kepala Badan Kepegawaian"},
}


def form(opened: OpenBank) -> Form:
    """Draw a form with two variants of each test, without shared items."""
    pool = opened.candidates(DAY)
    variants: dict[str, tuple[Slot, ...]] = {}
    for letters in ("AB", "CD"):
        drawn = assemble(pool, count=COUNT, weights={}, seed=letters, bank=opened.version, as_of=DAY, variants="AB")
        variants |= dict(zip(letters, drawn.variants.values(), strict=True))
        used = {slot.item for slot in drawn.variants["A"]}
        pool = [one for one in pool if one.item not in used]
    return msgspec.structs.replace(drawn, variants=variants)


def order() -> Handout:
    """Give the order of which all kinds are printed."""
    opened = open_bank(shipped("question_bank"))
    people = tuple(Participant(one, f"Peserta Contoh {one}", f"Kecamatan {one % 5 + 1}") for one in range(1, 31))
    session = msgspec.convert(SESSION, Session)
    items = [one.item for one in opened.candidates(DAY)]
    return Handout(form(opened), opened.pick(items), tuple("ABCD"), paper="f4", session=session, people=people)


def picture(data: bytes, pages: int, scale: float) -> Image.Image:
    """Draw the first pages of a PDF one under the other, white paper on a gray edge."""
    with pypdfium2.PdfDocument(data) as document:
        drawn = [document[page].render(scale=INCH / 72 * scale).to_pil().convert("RGB") for page in range(pages)]
    size = (drawn[0].width + 2, sum(page.height + 2 for page in drawn))
    whole, top = Image.new("RGB", size, "#9a9a9a"), 1
    for page in drawn:
        whole.paste(page, (1, top))
        top += page.height + 2
    return whole.quantize(COLOURS, dither=Image.Dither.NONE)


def main() -> None:
    """Write all pictures."""
    made = order()
    for kind in KINDS:
        variants = ("A",) if kind in ("questions", "sheet") else made.variants
        printed = renderer(kind, "pdf").render(replace(made, variants=variants))
        out = io.BytesIO()
        picture(printed.data, 2 if kind == "card" else 1, SCALES.get(kind, 1.0)).save(out, "PNG", optimize=True)
        (FOLDER / f"{kind}.png").write_bytes(out.getvalue())
        print(f"docs/img/{kind}.png {len(out.getvalue()) // 1024} kB")


if __name__ == "__main__":
    main()
