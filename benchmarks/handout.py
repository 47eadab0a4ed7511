"""The question form: quizgen against bare WeasyPrint, and our bubbles against flex boxes; alternating rounds, ratios.

    .venv/bin/python benchmarks/handout.py [--runs 15] [--count 20]

Processor time, because other work on the machine disturbs wall time; all in one process, after one round that does
not count.
Exit code 1 where a ratio is over its limit.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from quizgen.open_bank import open_bank
from quizgen.quiz.assemble import assemble
from quizgen.render.handout import Handout
from quizgen.render.page import style_names
from quizgen.render.pdf import font_configuration, style_sheets, weasyprint
from quizgen.render.questions import questions_html
from quizgen.render.registry import renderer
from quizgen.shipped import shipped

STEADY_LIMIT, TEMPLATE_LIMIT = 1.10, 0.85
# The bubble alone as a flex box, to centre its letter; and each option as one too, to hang its text beside the bubble.
FLEX_BUBBLES = ".mark { display: inline-flex; align-items: center; justify-content: center; height: 4.7mm }"
FLEX_OPTIONS = f"{FLEX_BUBBLES} .options li {{ display: flex; padding-left: 0; text-indent: 0 }} .mark {{ flex: none }}"


def order(count: int) -> Handout:
    """Draw a form of the shipped bank."""
    opened = open_bank(shipped("question_bank"))
    form = assemble(
        opened.candidates("2024-02-01"),
        count=count,
        weights={},
        seed="benchmark",
        bank=opened.version,
        as_of="2024-02-01",
    )
    return Handout(form, opened.pick([slot.item for slot in form.variants["A"]]), ("A",))


def bare(html: str, extra: str = "") -> bytes:
    """Render with WeasyPrint and nothing around it, style sheets and fonts parsed before, as we do."""
    sheets = [*style_sheets(("sheet.css", "questions.css", "paper-a4.css"))]
    if extra:
        sheets.append(_flex(extra))
    page = weasyprint().HTML(string=html)
    made: bytes = page.write_pdf(stylesheets=sheets, font_config=font_configuration(), pdf_variant="pdf/ua-1")
    return made


_FLEX: dict[str, object] = {}


def _flex(text: str) -> object:
    if text not in _FLEX:
        _FLEX[text] = weasyprint().CSS(string=text, font_config=font_configuration())
    return _FLEX[text]


def alternating(tasks: Mapping[str, Callable[[], object]], runs: int) -> dict[str, list[float]]:
    """Run each task in turn, `runs` rounds after one that does not count; milliseconds of processor time of each."""
    times: dict[str, list[float]] = {name: [] for name in tasks}
    for round_ in range(runs + 1):
        for name, task in tasks.items():
            start = time.process_time()
            task()
            if round_:
                times[name].append((time.process_time() - start) * 1000)
    return times


def ratio(above: list[float], below: list[float]) -> float:
    """Median of the ratios of each round, so that what slows a whole round falls out."""
    return statistics.median(one / other for one, other in zip(above, below, strict=True))


def main() -> int:
    arguments = argparse.ArgumentParser(description="the question form against bare WeasyPrint and flex-box bubbles")
    arguments.add_argument("--runs", type=int, default=15)
    arguments.add_argument("--count", type=int, default=20)
    given = arguments.parse_args()
    handout = order(given.count)
    html = questions_html(handout, "A")
    assert style_names("questions", handout) == ("sheet.css", "questions.css", "paper-a4.css")
    start = time.perf_counter()
    pages = renderer("questions", "pdf").render(handout).pages
    cold = (time.perf_counter() - start) * 1000
    times = alternating(
        {
            "quizgen, data to PDF": lambda: renderer("questions", "pdf").render(handout),
            "WeasyPrint, same HTML": lambda: bare(html),
            "WeasyPrint, flex-box bubbles": lambda: bare(html, FLEX_BUBBLES),
            "WeasyPrint, flex-box options": lambda: bare(html, FLEX_OPTIONS),
        },
        given.runs,
    )
    ours, same, flex, all_flex = times.values()
    print(f"{given.count} items, {pages} pages; first form of the process, WeasyPrint's import included: {cold:.0f} ms")
    for name, values in times.items():
        print(f"{name:30} {statistics.median(values):7.1f} ms")
    steady, template = ratio(ours, same), ratio(same, flex)
    print(f"quizgen / same HTML            {steady:7.2f}   limit {STEADY_LIMIT}")
    print(f"our bubbles / flex-box bubbles {template:7.2f}   limit {TEMPLATE_LIMIT}")
    print(f"our bubbles / flex-box options {ratio(same, all_flex):7.2f}")
    return int(steady > STEADY_LIMIT or template > TEMPLATE_LIMIT)


if __name__ == "__main__":
    sys.exit(main())
