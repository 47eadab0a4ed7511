"""A workspace around the tiny bank, and documents of several kinds made on the spot."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path

import pytest

from quizgen.cli import main
from tests.tiny import HERE

ARTICLE = """\
ASN Kota Contoh Diminta Jauhi Panggung Kampanye

Kabarcontoh.com, CONTOH - Sekretaris Daerah Kota Contoh mengumpulkan lurah dan camat di balai kota, Jumat (2/2/2024).

"ASN dilarang memasang spanduk calon di kantor kelurahan," kata Sekda.

Ia juga mengingatkan, ASN tidak boleh memakai atribut calon. Menurut dia, setiap pegawai wajib melayani semua warga.
"""

PAGE = """\
<!doctype html><html lang="id"><head><meta charset="{charset}">
<title>ASN Kota Contoh Diminta Jauhi Panggung Kampanye</title>
<meta property="og:site_name" content="Kabar Contoh">
<meta property="article:published_time" content="2024-02-03T08:00:00+07:00">
</head><body><nav><a href="/">Beranda</a> <a href="/politik">Politik</a></nav>
<article><h1>ASN Kota Contoh Diminta Jauhi Panggung Kampanye</h1>
<p>Sekretaris Daerah Kota Contoh mengumpulkan lurah dan camat di balai kota untuk membahas kampanye yang akan mulai.</p>
<p>“ASN dilarang memasang spanduk calon di kantor kelurahan,” kata Sekda kepada para camat yang hadir sejak pagi.</p>
<p>Ia juga mengingatkan, ASN tidak boleh memakai atribut calon. Setiap pegawai wajib melayani semua warga.</p>
</article><footer>Hak cipta Kabar Contoh</footer></body></html>
"""

LETTER = [
    "SURAT EDARAN TENTANG NETRALITAS PEGAWAI",
    "Menjelang pemilihan umum, setiap pegawai di lingkungan Pemerintah Kota Contoh agar memperhatikan hal berikut ini.",
    "Pegawai dilarang memasang spanduk calon di kantor kelurahan.",
    "Pegawai wajib melayani semua warga.",
    "Ditetapkan di Contoh pada tanggal 5 Januari 2024",
]


def workspace(folder: Path) -> Path:
    """Make a workspace with the tiny bank in a folder."""
    shutil.copytree(HERE / "question_bank", folder / "question_bank")
    shutil.copytree(HERE / "seeds", folder / "seeds")
    return folder


def content(folder: Path) -> dict[str, bytes]:
    """Give all files of a workspace by path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def run(capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Run quizgen; give its exit code, what it wrote to stdout, and what to stderr."""
    code = main(arguments)
    said = capfd.readouterr()
    return code, said.out, said.err


def docx(paragraphs: list[str], numbered: tuple[int, ...] = ()) -> bytes:
    """Make a Word document; the paragraphs of these numbers (0-based) are points of a list."""
    import docx

    document = docx.Document()
    for number, words in enumerate(paragraphs):
        paragraph = document.add_paragraph(words)
        if number in numbered:
            paragraph._p.get_or_add_pPr()._add_numPr()
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def bomb(size: int) -> bytes:
    """Make a small file that says of itself that it is a Word document and unpacks to many bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("word/document.xml", "w") as part:
        for _ in range(size >> 20):
            part.write(b" " * (1 << 20))
    return made.getvalue()


def pdf(paragraphs: list[str], user: str = "") -> bytes:
    """Make a PDF with text of hard-wrapped lines in a standard font; with a password if one is given."""
    import pikepdf

    lines = [line for words in paragraphs for line in wrapped(words)]
    shown = " ".join(f"({line.replace('(', '').replace(')', '')}) Tj T*" for line in lines)
    return _pdf(f"BT /F1 11 Tf 14 TL 60 780 Td {shown} ET".encode("latin-1"), pikepdf.Dictionary(), user)


def scan() -> bytes:
    """Make a PDF whose only page is a picture."""
    import pikepdf

    with pikepdf.Pdf.new() as empty:
        grey = pikepdf.Name("/DeviceGray")
        picture = pikepdf.Stream(empty, bytes(range(64)))
        picture.stream_dict = pikepdf.Dictionary(
            Type=pikepdf.Name("/XObject"), Subtype=pikepdf.Name("/Image"), Width=8, Height=8, ColorSpace=grey,
            BitsPerComponent=8,
        )  # fmt: skip
        return _pdf(b"q 400 0 0 400 60 300 cm /Im1 Do Q", pikepdf.Dictionary(Im1=picture), "", empty)


def wrapped(words: str, width: int = 60) -> list[str]:
    lines = [""]
    for word in words.split():
        lines = [*lines[:-1], f"{lines[-1]} {word}".strip()] if len(lines[-1]) + len(word) < width else [*lines, word]
    return lines


def _pdf(content: bytes, pictures: object, user: str, made: object = None) -> bytes:
    import pikepdf

    document = made if isinstance(made, pikepdf.Pdf) else pikepdf.Pdf.new()
    page = document.add_blank_page(page_size=(595, 842))
    font = pikepdf.Dictionary(
        Type=pikepdf.Name("/Font"), Subtype=pikepdf.Name("/Type1"), BaseFont=pikepdf.Name("/Helvetica")
    )
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font), XObject=pictures)
    page.Contents = document.make_stream(content)
    written = io.BytesIO()
    if user:
        document.save(written, encryption=pikepdf.Encryption(user=user, owner=user))
    else:
        document.save(written)
    return written.getvalue()
