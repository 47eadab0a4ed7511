"""A small bank for drafts: an invented office, an invented circular, and the lore that comes with quizgen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from quizgen.draft.batch import Request, draft_batch
from quizgen.draft.lore import DraftKind, Lore, load_lore
from quizgen.draft.safety import Graph, graph_of
from quizgen.model.bank import Bank, Settings
from quizgen.model.item import Item
from quizgen.model.rule import Evidence, Rule
from quizgen.model.source import Source
from quizgen.model.words import Bearer, Bilingual, Modality, Standing, Status
from quizgen.shipped import data

LORE: Lore = load_lore(lambda name: data("draft/data", name))
TOPICS = (
    "atribut",
    "kampanye",
    "hak_pilih",
    "waktu_tempat",
    "netralitas_umum",
    "pelayanan_publik",
    "sanksi",
    "pelaporan",
)
SOURCE = Source(
    id="kabar",
    file="kabar.txt",
    title="Kabar Kota",
    publisher="Kabar Kota",
    published="Selasa, 9 Januari 2024",
    sha256="0" * 64,
    place="Kota Contoh",
)


def rule(
    name: str,
    modality: Modality,
    topic: str,
    indonesian: str,
    english: str,
    bearer: tuple[Bearer, ...] = ("ASN",),
    standing: Standing = "official-explanation",
    status: Status = "approved",
    speaker: str = "Budi Contoh, Wali Kota Contoh",
) -> Rule:
    """Make a rule with one piece of evidence, whose quote is its statement without the full stop."""
    return Rule(
        id=name,
        modality=modality,
        bearer=bearer,
        topic=topic,
        statement=Bilingual(indonesian, english),
        standing=standing,
        evidence=(Evidence("kabar", indonesian.rstrip("."), speaker),),
        status=status,
    )


RULES = (
    rule("atribut-calon", "prohibition", "atribut", "ASN dan PHL tidak boleh memakai atribut calon.",
         "ASN and PHL may not wear a candidate's attributes.", ("ASN", "PHL")),
    rule("tidak-mengampanyekan", "prohibition", "kampanye", "ASN dilarang mengampanyekan calon.",
         "ASN may not campaign for a candidate."),
    rule("hak-memilih", "permission", "hak_pilih", "ASN berhak memberikan suara dalam pemilu.",
         "ASN have the right to cast a vote in the election."),
    rule("antar-lansia", "permission", "hak_pilih", "ASN boleh mengantar warga lanjut usia sampai pintu TPS.",
         "ASN may walk elderly residents to the door of the polling station."),
    rule("netral-di-luar-dinas", "obligation", "waktu_tempat", "Netralitas dijaga di dalam dan di luar jam kerja.",
         "Neutrality holds inside and outside working hours."),
    rule("netral-wajib-asn", "obligation", "netralitas_umum", "ASN, yaitu PNS dan PPPK, wajib menjaga netralitas.",
         "ASN, that is PNS and PPPK, must keep neutrality.", ("ASN", "PNS", "PPPK"), "norm"),
    rule("pelayanan-adil", "obligation", "pelayanan_publik", "Pegawai ASN wajib melayani antrean menurut nomor urut.",
         "ASN staff must serve the queue in the order of numbers."),
    rule("sanksi-kampanye", "sanction", "sanksi",
         "ASN yang ikut berkampanye dikenai hukuman disiplin menurut peraturan.",
         "ASN who campaign are sanctioned under the disciplinary regulations."),
    rule("laporan", "reporting", "pelaporan", "Laporan warga tentang ASN ditindaklanjuti oleh Bawaslu dan inspektorat.",
         "Reports of residents about ASN are followed up by Bawaslu and the inspectorate.", ("Bawaslu",)),
)  # fmt: skip


def bank(rules: Iterable[Rule] = RULES, items: Mapping[str, Item] | None = None) -> Bank:
    """Make a bank of rules and items."""
    return Bank(
        settings=Settings(
            title=Bilingual("Contoh", "Example"),
            version="1",
            topics={topic: Bilingual(topic, topic) for topic in TOPICS},
        ),
        sources={"kabar": SOURCE},
        instruments={},
        rules={one.id: one for one in rules},
        items=items or {},
        version="1-000000",
    )


def graph(*further: Rule) -> Graph:
    """Make the graph of the rules, and further ones."""
    return graph_of([*RULES, *further], LORE)


def drafts(
    seed: str = "1", count: int = 1000, kinds: tuple[DraftKind, ...] = (), rules: Iterable[Rule] = RULES
) -> list[Item]:
    """Draw drafts from the bank."""
    return list(draft_batch(bank(rules), LORE, Request(seed, count, kinds=kinds)).items)
