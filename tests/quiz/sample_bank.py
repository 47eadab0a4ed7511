"""A bank of twelve invented items over three topics, with all kinds, two sources and a repealed instrument."""

from __future__ import annotations

import msgspec

from quizgen.model.attempt import Mode, Run
from quizgen.model.bank import Bank, Settings
from quizgen.model.form import Slot
from quizgen.model.item import Item
from quizgen.model.rule import Rule
from quizgen.model.source import Instrument, Source

_TOPICS = {
    "atribut": {"id": "Atribut calon", "en": "Candidates' attributes"},
    "media_sosial": {"id": "Media sosial", "en": "Social media"},
    "kampanye": {"id": "Kampanye", "en": "Campaigns"},
}
_SOURCES = [
    {
        "id": "koran-contoh",
        "file": "contoh.txt",
        "title": "Pegawai diminta netral",
        "publisher": "Koran Contoh",
        "place": "Kota Contoh",
        "published": "Senin, 8 Januari 2024",
        "sha256": "0" * 64,
    },
    {
        "id": "tanpa-nama",
        "file": "tanpa.txt",
        "title": "Seminar",
        "publisher": "(tidak disebut dalam naskah)",
        "published": "2024-01-09",
        "sha256": "1" * 64,
    },
]
_INSTRUMENTS = [
    {
        "id": "lama",
        "number": "Peraturan Contoh Nomor 1 Tahun 2010",
        "title": {"id": "Disiplin Pegawai", "en": "Staff Discipline"},
        "in_force": {"from": "2010-01-01", "until": "2021-08-30"},
        "replaced_by": "baru",
        "confidence": "high",
        "fact": "rekaan",
    },
    {
        "id": "baru",
        "number": "Peraturan Contoh Nomor 2 Tahun 2021",
        "article": "Pasal 5 huruf n",
        "title": {"id": "Disiplin Pegawai", "en": "Staff Discipline"},
        "in_force": {"from": "2021-08-31"},
        "binds": ["PNS"],
        "confidence": "high",
        "fact": "rekaan",
    },
]
_HEAD = "Kepala Badan Contoh"
_QUOTES = {
    "atribut": (
        "koran-contoh",
        "pegawai tidak memakai atribut calon – apa pun bentuknya",
        "Kepala Badan Contoh",
        ["baru"],
    ),
    "media_sosial": ("tanpa-nama", '"jangan menyukai unggahan calon"', "", ["lama", "baru"]),
    "kampanye": ("koran-contoh", "tidak ikut berkampanye", _HEAD, []),
}


def _rule(topic: str) -> dict[str, object]:
    source, quote, speaker, instruments = _QUOTES[topic]
    return {
        "id": topic.replace("_", "-"),
        "modality": "prohibition",
        "bearer": ["ASN"],
        "topic": topic,
        "statement": {"id": "Dilarang.", "en": "Forbidden."},
        "standing": "official-explanation",
        "evidence": [{"source": source, "quote": quote, "speaker": speaker}],
        "instruments": instruments,
        "status": "approved",
    }


def _verdict(number: int, topic: str, key: str) -> dict[str, object]:
    return _item(number, topic, "verdict", key) | {
        "rationale": {"id": f"Begitulah ketentuan nomor {number}.", "en": f"So says rule number {number}."},
        "distractor_rationale": {"id": f"Pilihan itu melanggar nomor {number}.", "en": f"That breaks number {number}."},
    }


def _choice(number: int, topic: str, key: str | list[str], letters: str) -> dict[str, object]:
    options = {
        letter: {
            "id": f"Pilihan {letter} untuk soal nomor {number}, “cukup panjang” untuk dua baris pada layar sempit",
            "en": f"Option {letter} of question number {number}, “long enough” for two lines on a narrow screen",
            "rationale": {
                "id": f"Alasan {letter} pada nomor {number}.",
                "en": f"Reason {letter}, number {number}.",
            },
        }
        for letter in letters
    }
    return _item(number, topic, "single" if isinstance(key, str) else "multiple", key) | {"options": options}


def _item(number: int, topic: str, kind: str, key: str | list[str]) -> dict[str, object]:
    return {
        "id": f"{topic.replace('_', '-')}-{number:03}",
        "version": "1",
        "status": "approved",
        "rules": [topic.replace("_", "-")],
        "kind": kind,
        "level": "apply",
        "stem": {
            "id": f"Soal nomor {number}: bolehkah Anda memakai kaus bergambar calon di rumah sepupu Anda?",
            "en": f"Question number {number}: can you wear a shirt with a candidate's face at your cousin's house?",
        },
        "key": key,
    }


_ITEMS = [
    _verdict(1, "atribut", "tidak"),
    _choice(2, "atribut", "b", "abc"),
    _choice(3, "atribut", ["a", "c"], "abcd"),
    _verdict(4, "media_sosial", "boleh"),
    _choice(5, "media_sosial", "a", "abcd"),
    _choice(6, "media_sosial", ["b", "c", "d"], "abcd"),
    _verdict(7, "kampanye", "tidak"),
    _choice(8, "kampanye", "c", "abc"),
    _verdict(9, "kampanye", "boleh"),
    _choice(10, "atribut", "c", "abc"),
    _verdict(11, "media_sosial", "tidak"),
    _choice(12, "kampanye", ["a", "b"], "abc"),
]

BANK = Bank(
    settings=msgspec.convert(
        {"title": {"id": "Netralitas (contoh)", "en": "Neutrality (example)"}, "version": "1", "topics": _TOPICS},
        Settings,
    ),
    sources={source.id: source for source in msgspec.convert(_SOURCES, list[Source])},
    instruments={one.id: one for one in msgspec.convert(_INSTRUMENTS, list[Instrument])},
    rules={rule.id: rule for rule in msgspec.convert([_rule(topic) for topic in _TOPICS], list[Rule])},
    items={item.id: item for item in msgspec.convert(_ITEMS, list[Item])},
    version="1+test",
)

_ORDERS = {2: "cab", 3: "dbca", 5: "abcd", 6: "badc", 8: "acb", 10: "bca", 12: "cba"}
SLOTS = tuple(
    Slot(item=item.id, version="1", order=_ORDERS.get(number, "")) for number, item in enumerate(BANK.items.values(), 1)
)


def run(mode: Mode = "practice", slots: tuple[Slot, ...] = SLOTS) -> Run:
    """A run over the sample bank."""
    return Run("K7Q2M4", "A", BANK.version, "2024-01-10", mode, slots)
