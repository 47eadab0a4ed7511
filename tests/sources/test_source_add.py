"""`quizgen source add`: what is stored and registered, and what is said where that cannot be."""

from __future__ import annotations

import builtins
import hashlib
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from quizgen.bank.checks import check
from quizgen.bank.reading import read_bank
from quizgen.files import bank_files, write_whole
from quizgen.language import lines_of
from tests.sources.workspace import ARTICLE, LETTER, PAGE, bomb, content, docx, pdf, run, scan, workspace

needs_documents = pytest.mark.skipif(
    any(find_spec(name) is None for name in ("trafilatura", "docx", "pypdfium2")),
    reason="needs the extra quizgen[documents]",
)


@pytest.fixture(autouse=True)
def at_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a workspace with the tiny bank."""
    folder = workspace(tmp_path / "kerja")
    monkeypatch.chdir(folder)
    return folder


def problems(folder: Path) -> list[str]:
    found = check(read_bank(bank_files(folder / "question_bank", folder)))
    return [line for problem in found for line in lines_of("id", problem)]


def give(name: str, data: bytes | str) -> str:
    Path(name).write_bytes(data.encode() if isinstance(data, str) else data)
    return name


def stored(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "seeds").iterdir())


def test_a_text_is_stored_byte_for_byte_and_registered_with_what_it_tells(
    at_work: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    before = (at_work / "question_bank/sources.yaml").read_bytes()
    article = b"\xef\xbb\xbf" + ARTICLE.replace("\n", "\r\n").encode()
    assert run(capfd, "source", "add", give("a.txt", article)) == (
        0,
        (
            "kabarcontoh-2024-02-02: terdaftar, naskahnya di seeds/kabarcontoh-2024-02-02.txt (365 huruf)\n"
            "  judul: ASN Kota Contoh Diminta Jauhi Panggung Kampanye\n"
            "  penerbit: Kabarcontoh.com\n"
            "  tempat: Contoh\n"
            "  tanggal: Jumat, 2 Februari 2024\n"
        ),
        "",
    )
    assert (at_work / "seeds/kabarcontoh-2024-02-02.txt").read_bytes() == article
    assert (at_work / "question_bank/sources.yaml").read_bytes() == before + (
        "\n"
        "- id: kabarcontoh-2024-02-02\n"
        "  file: kabarcontoh-2024-02-02.txt\n"
        "  title: ASN Kota Contoh Diminta Jauhi Panggung Kampanye\n"
        "  publisher: Kabarcontoh.com\n"
        "  place: Contoh\n"
        "  published: Jumat, 2 Februari 2024\n"
        f"  sha256: {hashlib.sha256(article).hexdigest()}\n"
    ).encode()
    assert problems(at_work) == []


def test_the_same_file_twice_changes_nothing_and_says_so(at_work: Path, capfd: pytest.CaptureFixture[str]) -> None:
    run(capfd, "source", "add", give("a.txt", ARTICLE))
    before = content(at_work)
    assert run(capfd, "source", "add", "a.txt") == (
        0,
        (
            "a.txt sudah terdaftar sebagai kabarcontoh-2024-02-02 (seeds/kabarcontoh-2024-02-02.txt); "
            "tidak ada yang diubah\n"
        ),
        "",
    )
    assert content(at_work) == before


def test_what_the_text_does_not_tell_is_said_and_what_the_user_tells_counts(
    at_work: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    give("a.txt", "Semua pegawai wajib netral, kata camat kepada para lurah.\n")
    assert run(capfd, "source", "add", "a.txt") == (
        1,
        "",
        "quizgen: a.txt: tanggal terbit tidak dapat dipastikan dari naskah; sebutkan dengan --published TTTT-BB-HH\n",
    )
    code, out, err = run(capfd, "source", "add", "a.txt", "--published", "2024-02-05", "--place", "Contoh")
    assert (code, out.splitlines()[0]) == (
        0,
        "contoh-2024-02-05: terdaftar, naskahnya di seeds/contoh-2024-02-05.txt (58 huruf)",
    )
    assert err == "quizgen: tidak dapat dipastikan dari naskah: judul, penerbit; lengkapi di sources.yaml\n"
    assert "title: (tanpa judul) Semua pegawai wajib netral, kata camat kepada\n" in (
        at_work / "question_bank/sources.yaml"
    ).read_text("utf-8")
    assert problems(at_work) == []


def test_a_weekday_that_does_not_fit_is_said_and_the_date_kept_without_it(
    at_work: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    code, _, err = run(capfd, "source", "add", give("a.txt", ARTICLE.replace("Jumat (2/2/2024)", "Senin (2/2/2024)")))
    assert (code, err) == (
        0,
        'quizgen: naskah menulis "Senin (2/2/2024", padahal tanggal itu hari Jumat; periksa, lalu jelaskan di note\n',
    )
    assert "published: 2024-02-02\n" in (at_work / "question_bank/sources.yaml").read_text("utf-8")
    assert problems(at_work) == []


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("kemarin", 'quizgen: "kemarin" bukan tanggal; tulis TTTT-BB-HH, misalnya 2024-02-14\n'),
        ("Senin, 2 Februari 2024", 'quizgen: "Senin, 2 Februari 2024" salah hari: tanggal itu hari Jumat\n'),
    ],
)
def test_a_date_given_wrongly_is_a_wrong_usage(
    at_work: Path, capfd: pytest.CaptureFixture[str], given: str, said: str
) -> None:
    before = content(at_work) | {"a.txt": ARTICLE.encode()}
    assert run(capfd, "source", "add", give("a.txt", ARTICLE), "--published", given) == (2, "", said)
    assert content(at_work) == before


def test_outside_a_workspace_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(capfd, "source", "add", give("a.txt", ARTICLE)) == (
        2,
        "",
        (
            "quizgen: sumber dan ketentuan hanya dapat ditulis di folder kerja yang punya question_bank/bank.yaml; "
            "buat dahulu dengan: quizgen init FOLDER, lalu kerjakan di dalamnya (bank bawaan quizgen tidak diubah)\n"
        ),
    )


def test_a_name_that_is_taken_gets_a_number(capfd: pytest.CaptureFixture[str]) -> None:
    run(capfd, "source", "add", give("a.txt", ARTICLE))
    code, out, _ = run(capfd, "source", "add", give("b.txt", ARTICLE + "Pemutakhiran.\n"))
    assert (code, out.splitlines()[0]) == (
        0,
        "kabarcontoh-2024-02-02-2: terdaftar, naskahnya di seeds/kabarcontoh-2024-02-02-2.txt (371 huruf)",
    )


def test_a_text_that_lies_in_seeds_without_being_registered_stays_where_it_is(
    at_work: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(capfd, "source", "add", give("seeds/tersisa.txt", ARTICLE))
    assert (code, out.splitlines()[0]) == (
        0,
        "kabarcontoh-2024-02-02: terdaftar, naskahnya di seeds/tersisa.txt (357 huruf)",
    )
    assert stored(at_work) == ["kabar.txt", "tersisa.txt"]


def test_a_file_of_a_hostile_name_is_stored_under_a_safe_one(at_work: Path, capfd: pytest.CaptureFixture[str]) -> None:
    name = "..; rm -rf \x1b[31m\n$(x) " + "n" * 150 + ".txt"
    assert run(capfd, "source", "add", give(name, ARTICLE))[0] == 0
    assert stored(at_work) == ["kabar.txt", "kabarcontoh-2024-02-02.txt"]
    code, out, _ = run(capfd, "source", "add", name)
    assert (code, out.count("\n"), "\x1b" in out) == (0, 1, False)


def test_sources_that_changed_meanwhile_are_left_alone_and_no_text_stays_behind(
    at_work: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from quizgen import edits

    sources = at_work / "question_bank/sources.yaml"
    write = write_whole

    def write_and_edit(path: Path, data: bytes) -> None:
        write(path, data)
        sources.write_bytes(sources.read_bytes() + b"# disunting\n")

    monkeypatch.setattr(edits, "write_whole", write_and_edit)
    assert run(capfd, "source", "add", give("a.txt", ARTICLE)) == (
        6,
        "",
        (
            f"quizgen: {sources} berubah sejak dibaca (mungkin sedang disunting); tidak ada yang ditulis. "
            "Simpan, lalu ulangi\n"
        ),
    )
    assert stored(at_work) == ["kabar.txt"]
    assert sources.read_bytes().endswith(b"# disunting\n")


def test_sources_with_faults_are_shown_and_nothing_is_stored(at_work: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (at_work / "question_bank/sources.yaml").write_text("- id: a\n  id: b\n")
    code, out, err = run(capfd, "source", "add", give("a.txt", ARTICLE))
    assert (code, out) == (1, "")
    assert err.startswith('question_bank/sources.yaml:2:3: E107 isian "id" ditulis dua kali; yang pertama di baris 1\n')
    assert stored(at_work) == ["kabar.txt"]


@needs_documents
@pytest.mark.parametrize("charset", ["utf-8", "windows-1252"])
def test_a_page_gives_its_main_text_and_its_metadata(
    at_work: Path, capfd: pytest.CaptureFixture[str], charset: str
) -> None:
    code, out, err = run(capfd, "source", "add", give("b.html", PAGE.format(charset=charset).encode(charset)))
    assert (code, out.splitlines()[1:], err) == (
        0,
        [
            "  judul: ASN Kota Contoh Diminta Jauhi Panggung Kampanye",
            "  penerbit: Kabar Contoh",
            "  tanggal: 2024-02-03",
        ],
        "quizgen: tidak dapat dipastikan dari naskah: tempat; lengkapi di sources.yaml\n",
    )
    text = (at_work / "seeds/kabar-contoh-2024-02-03.txt").read_text("utf-8")
    assert text.startswith("ASN Kota Contoh Diminta Jauhi Panggung Kampanye\n")
    assert "“ASN dilarang memasang spanduk calon di kantor kelurahan,” kata Sekda" in text
    assert "Beranda" not in text
    assert "Hak cipta" not in text
    assert problems(at_work) == []


@needs_documents
def test_a_word_document_keeps_its_paragraphs_and_points(at_work: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(capfd, "source", "add", give("c.docx", docx(LETTER, numbered=(2, 3))))[0] == 0
    text = (at_work / "seeds/contoh-2024-01-05.txt").read_text("utf-8")
    assert text == "\n".join([*LETTER[:2], f"- {LETTER[2]}", f"- {LETTER[3]}", LETTER[4]]) + "\n"
    assert problems(at_work) == []


@needs_documents
def test_a_pdf_gives_its_text_with_the_lines_of_a_paragraph_joined(
    at_work: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(capfd, "source", "add", give("d.pdf", pdf(LETTER)))[0] == 0
    text = (at_work / "seeds/contoh-2024-01-05.txt").read_text("utf-8")
    assert text.splitlines()[:2] == LETTER[:2]
    assert problems(at_work) == []


REFUSED: list[tuple[str, bytes, str]] = [
    ("e.doc", b"x", "jenis berkas ini tidak dikenal; yang dikenal: .txt, .html, .htm, .pdf, .docx"),
    ("f.txt", "é".encode("latin-1"), "bukan teks UTF-8 (byte ke-0); simpan sebagai UTF-8"),
    ("g.txt", b"ASN\0netral", "bukan teks UTF-8 (byte ke-3); simpan sebagai UTF-8"),
    ("h.txt", b" \r\n", "tidak ada teks di dalamnya"),
]
REFUSED_DOCUMENTS = [
    (
        "i.html",
        b"<html><body></body></html>",
        "isi utama halaman tidak ditemukan; salin isinya ke berkas .txt (UTF-8)",
    ),
    ("j.html", b"", "tidak ada teks di dalamnya"),
    ("k.pdf", b"%PDF-1.7 rusak", "berkas rusak atau bukan jenis yang disebut akhirannya"),
    ("l.docx", b"PK\3\4rusak", "berkas rusak atau bukan jenis yang disebut akhirannya"),
    (
        "m.docx",
        b"\xd0\xcf\x11\xe0" + bytes(600),
        "dokumen Word lama atau terkunci kata sandi; simpan sebagai .docx tanpa kata sandi",
    ),
]


@pytest.mark.parametrize(("name", "data", "said"), REFUSED)
def test_a_file_without_usable_text_is_one_line_and_nothing_is_written(
    at_work: Path, capfd: pytest.CaptureFixture[str], name: str, data: bytes, said: str
) -> None:
    before = content(at_work) | {name: data}
    assert run(capfd, "source", "add", give(name, data)) == (1, "", f"quizgen: {name}: {said}\n")
    assert content(at_work) == before


@needs_documents
@pytest.mark.parametrize(("name", "data", "said"), REFUSED_DOCUMENTS)
def test_a_damaged_document_is_one_line_and_nothing_is_written(
    at_work: Path, capfd: pytest.CaptureFixture[str], name: str, data: bytes, said: str
) -> None:
    test_a_file_without_usable_text_is_one_line_and_nothing_is_written(at_work, capfd, name, data, said)


@needs_documents
def test_a_scan_a_password_and_a_bomb_are_told_apart(at_work: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(capfd, "source", "add", give("n.pdf", scan())) == (
        1,
        "",
        (
            "quizgen: n.pdf: PDF ini hanya berisi gambar (1 halaman), tidak ada teksnya; jalankan OCR dahulu, "
            "atau minta berkas aslinya\n"
        ),
    )
    assert run(capfd, "source", "add", give("o.pdf", pdf(LETTER, user="rahasia"))) == (
        1,
        "",
        "quizgen: o.pdf: PDF ini terkunci kata sandi; simpan dahulu tanpa kata sandi\n",
    )
    assert run(capfd, "source", "add", give("p.docx", bomb(65 << 20))) == (
        1,
        "",
        "quizgen: p.docx: isinya bila dibuka lebih dari 64 MB; tidak dibaca\n",
    )
    assert stored(at_work) == ["kabar.txt"]


def test_a_huge_file_is_refused_before_it_is_read(at_work: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with Path("q.txt").open("wb") as huge:
        huge.truncate((64 << 20) + 1)
    assert run(capfd, "source", "add", "q.txt") == (1, "", "quizgen: q.txt: lebih dari 64 MB\n")
    assert stored(at_work) == ["kabar.txt"]


def test_a_file_that_is_not_there_is_a_fault_of_the_disk(capfd: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capfd, "source", "add", "tiada.txt")
    assert (code, out) == (5, "")
    assert err.startswith("quizgen: tidak dapat membaca atau menulis tiada.txt: ")


@pytest.mark.parametrize(("name", "library"), [("r.html", "trafilatura"), ("r.pdf", "pypdfium2"), ("r.docx", "docx")])
def test_a_missing_library_is_said_with_how_to_install_it(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str, library: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    assert run(capfd, "source", "add", give(name, b"<p>x")) == (
        3,
        "",
        (
            f"quizgen: untuk membaca {Path(name).suffix} perlu pustaka tambahan; "
            'pasang dengan: pip install "quizgen[documents]"\n'
        ),
    )


def test_the_libraries_are_imported_only_where_they_are_needed(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    really = builtins.__import__

    def watching(name: str, *rest: object, **named: object) -> object:
        asked.append(name.split(".")[0])
        return really(name, *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", watching)
    assert run(capfd, "source", "add", give("a.txt", ARTICLE))[0] == 0
    assert {"trafilatura", "pypdfium2", "docx", "lxml", "joblib"}.isdisjoint(asked)


@needs_documents
def test_points_that_are_such_by_their_style_are_points(at_work: Path, capfd: pytest.CaptureFixture[str]) -> None:
    import docx as library

    document = library.Document()
    document.add_heading(LETTER[0], 1)
    for words, style in ((LETTER[2], "List Number"), (LETTER[3], "List Bullet"), (LETTER[4], "Normal")):
        document.add_paragraph(words, style=style)
    document.save("s.docx")
    assert run(capfd, "source", "add", "s.docx")[0] == 0
    text = (at_work / "seeds/contoh-2024-01-05.txt").read_text("utf-8")
    assert text.splitlines() == [LETTER[0], f"- {LETTER[2]}", f"- {LETTER[3]}", LETTER[4]]


@pytest.mark.parametrize(("encoding", "name"), [("cp1252", "Windows-1252"), ("utf-16", "UTF-16")])
def test_a_text_of_an_older_windows_editor_is_stored_as_utf8_and_that_is_said(
    at_work: Path, capfd: pytest.CaptureFixture[str], encoding: str, name: str
) -> None:
    words = ARTICLE.replace('"ASN', "“ASN").replace(',"', ",”").replace("\n", "\r\n")
    code, _, err = run(capfd, "source", "add", give("t.txt", words.encode(encoding)))
    assert (code, err) == (
        0,
        f"quizgen: naskah ini semula {name} dan disimpan sebagai UTF-8; periksa tanda kutip dan huruf beraksennya\n",
    )
    assert (at_work / "seeds/kabarcontoh-2024-02-02.txt").read_bytes() == words.encode()
    assert problems(at_work) == []
    assert run(capfd, "source", "add", "t.txt")[1].startswith("t.txt sudah terdaftar")
    assert "“ASN" not in run(capfd, "extract", "t.txt")[2]


def test_marks_that_nobody_sees_in_a_text_do_not_reach_sources_yaml(
    at_work: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    hidden = "\ufeffCon\u200btoh, 5 Januari 2024\r\n\r\nPegawai\u200b wajib netral, kata camat kepada lurah.\r\n"
    assert run(capfd, "source", "add", give("b.txt", hidden))[0] == 0
    assert hidden.encode() in content(at_work).values()
    assert problems(at_work) == []


@needs_documents
def test_what_a_news_page_puts_between_its_paragraphs_is_left_out(
    at_work: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    between = (
        "<p>Baca juga: <a href='#'>Harga beras wajib turun</a></p>"
        "<div>ADVERTISEMENT<br>SCROLL TO CONTINUE WITH CONTENT</div>"
        "<table><tr><th>Pelanggaran</th><th>Sanksi</th></tr><tr><td>Ikut kampanye</td><td>Ditegur</td></tr></table>"
    )
    page = PAGE.format(charset="utf-8").replace("<p>Ia juga", f"{between}<p>Ia juga")
    assert run(capfd, "source", "add", give("p.html", page))[0] == 0
    text = (at_work / "seeds/kabar-contoh-2024-02-03.txt").read_text("utf-8")
    assert "| Ikut kampanye | Ditegur |\nIa juga mengingatkan" in text
    for words in ("Baca juga", "ADVERTISEMENT", "SCROLL", "---"):
        assert words not in text


@needs_documents
def test_frames_tracked_changes_and_fields_of_a_word_document_lose_no_words(
    at_work: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    import docx as library
    from docx.oxml import parse_xml

    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    document = library.Document()
    document.add_paragraph("Contoh, 5 Januari 2024")
    frame = document.add_table(rows=1, cols=1).cell(0, 0)
    frame.text = "Pegawai dilarang:"
    frame.add_paragraph("memasang spanduk calon;", style="List Number")
    sanctions = document.add_table(rows=1, cols=2)
    sanctions.cell(0, 0).text = sanctions.cell(0, 1).text = "Ditegur"
    changed = (
        "<w:r><w:t>Pegawai </w:t></w:r><w:del><w:r><w:delText>boleh</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>wajib</w:t></w:r></w:ins><w:r><w:tab/><w:t>netral.</w:t></w:r>"
    )
    body = document.element.body
    body.insert(-1, parse_xml(f"<w:p {space}>{changed}</w:p>"))
    filled = "<w:sdtContent><w:p><w:r><w:t>Isian formulir.</w:t></w:r></w:p></w:sdtContent>"
    body.insert(-1, parse_xml(f"<w:sdt {space}>{filled}</w:sdt>"))
    document.save("w.docx")
    assert run(capfd, "source", "add", "w.docx")[0] == 0
    (text,) = [path.read_text("utf-8") for path in (at_work / "seeds").glob("contoh-*")]
    assert text.splitlines() == [
        "Contoh, 5 Januari 2024",
        "Pegawai dilarang:",
        "- memasang spanduk calon;",
        "Ditegur | Ditegur",
        "Pegawai wajib\tnetral.",
        "Isian formulir.",
    ]
