"""Where a clause begins and ends: frames of sentences filled with many subjects and acts, each cut exactly."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from quizgen.extract import Lexicon, extract

LEAD = "Pemkab Sungai Elok menggelar apel netralitas ASN menjelang pilkada.\n\n"
FRAMES = [
    line
    for line in Path(__file__).with_name("frames.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
SUBJECTS = [
    "ASN",
    "para lurah dan camat",
    "pegawai yang sedang cuti",
    "guru honorer di Kecamatan Sungai Elok",
    "seluruh jajaran Dinas Perhubungan",
    "staf kelurahan",
    "tenaga kesehatan di puskesmas",
]
FORBIDDEN = [
    "memasang spanduk calon di pagar kantor",
    "mengunggah foto bersama kandidat ke akun pribadinya",
    "ikut dalam rombongan pasangan calon saat jam kerja",
    "menjadi pembawa acara pada kegiatan partai",
    "mengarahkan warga penerima bantuan untuk memilih calon tertentu",
    "meminjamkan mobil dinas kepada tim sukses",
    "menyebarkan brosur kandidat di ruang tunggu",
    "duduk di deretan kursi tim pemenangan",
]
ASKED = [
    "menjaga jarak yang sama dengan semua kandidat",
    "melayani warga tanpa membedakan pilihan politiknya",
    "menolak setiap ajakan bergabung dengan tim sukses",
    "menurunkan stiker calon dari kendaraan dinas",
]
ALLOWED = [
    "menghadiri debat terbuka sebagai penonton",
    "menyimpan brosur calon di rumahnya sendiri",
    "bertanya soal program kepada semua kandidat",
]
_MENTION = re.compile(r"\[(.*?)\|(\w+)\]")


def _filled(frame: str, seed: int) -> tuple[str, list[tuple[str, str]]]:
    """Give a text and its mentions: each its words and its modality."""
    draw = random.Random(seed)
    acts, asked = draw.sample(FORBIDDEN, 3), draw.sample(ASKED, 2)
    subject = draw.choice(SUBJECTS)
    words = frame.format(
        S=subject[0].upper() + subject[1:],
        s=subject,
        A=acts[0],
        A2=acts[1],
        A3=acts[2],
        Acap=acts[0].capitalize(),
        B=asked[0],
        B2=asked[1],
        P=draw.choice(ALLOWED),
    )
    return LEAD + _MENTION.sub(r"\1", words) + "\n", [(m.group(1), m.group(2)) for m in _MENTION.finditer(words)]


@pytest.mark.parametrize("frame", FRAMES)
def test_a_frame_is_cut_alike_whatever_fills_it(frame: str, lexicon: Lexicon) -> None:
    for seed in range(4):
        text, stated = _filled(frame, seed)
        found = [(text[m.start : m.end], m.modality) for m in extract(text, lexicon).mentions]
        assert [modality for _, modality in found] == [modality for _, modality in stated], text
        for (words, _), (wanted, _) in zip(found, stated, strict=True):
            assert len(words) / len(wanted) > 0.79, (words, wanted)
            assert len(words) / len(wanted) < 1.26, (words, wanted)
            assert words in wanted or wanted in words, (words, wanted)
