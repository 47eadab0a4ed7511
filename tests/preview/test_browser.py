"""The preview in a real browser: an item is opened and answered, its file saved, and the page follows."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.preview.test_command import Preview

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-dev-shm-usage --window-size=1400,900"
)
BOUND = 5.0
"""Seconds within which a saved file must be on the page; a third of one is usual, here the machine may be busy."""

pytestmark = pytest.mark.skipif(
    not (CHROMIUM and DRIVER), reason="no Chromium with chromedriver here (Debian: chromium chromium-driver)"
)


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Any]:
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for flag in (*FLAGS.split(), f"--user-data-dir={tmp_path / 'profile'}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(str(DRIVER)))
    yield driver
    driver.quit()


def wait(browser: Any, script: str, seconds: float = 20.0) -> float:
    """Wait until a script gives true, looking every hundredth of a second; gives the seconds that it took."""
    started = time.monotonic()
    while not browser.execute_script(f"return {script}"):
        assert time.monotonic() - started < seconds, seen(browser)
        time.sleep(0.01)
    return time.monotonic() - started


def seen(browser: Any) -> dict[str, Any]:
    """Give what a failure is understood by: the address, and what is in the page and on the paper."""
    script = "return {at: location.href, paper: FRAME.outerHTML, on_paper: FRAME.contentDocument?.body?.innerText}"
    found: dict[str, Any] = browser.execute_script(script.replace("FRAME", "document.querySelector('iframe')"))
    return found | {"log": browser.get_log("browser"), "page": browser.execute_script("return document.body.innerText")}


QUIZ = "document.querySelector('.quiz .stem').textContent"
PAPER = "document.querySelector('.sheet[data-lang=id] iframe').contentDocument?.body?.innerText || ''"


def test_a_page_is_opened_answered_and_follows_what_is_saved(
    browser: Any, tiny_folder: Path, record_property: Callable[[str, object], None]
) -> None:
    file = tiny_folder / "question_bank/items/atribut.yaml"
    preview = Preview(tiny_folder)
    try:
        browser.get(preview.address)
        wait(browser, f"({PAPER}).includes('Bolehkah ASN memakai atribut calon?')")
        browser.find_element("css selector", "[data-set^='item=atribut-2']").click()
        wait(browser, f"{QUIZ}.includes('topi')")
        wait(browser, f"({PAPER}).includes('topi bergambar calon')")
        browser.find_element("css selector", ".quiz .option[data-letter=A]").click()
        wait(browser, "document.querySelector('.feedback').innerText.includes('KELIRU.')")
        assert "B. Menolaknya" not in browser.find_element("css selector", ".feedback").text
        assert "A keliru: Tetap atribut." in browser.find_element("css selector", ".feedback").text
        browser.execute_script("document.querySelector('.feedback details').open = true; window.scrollTo(0, 150)")
        scrolled = browser.execute_script("return window.scrollY")
        assert scrolled > 0

        text = file.read_text("utf-8")
        file.write_text(text.replace("topi bergambar calon", "<b>kaus</b> bergambar"), "utf-8")
        took = wait(browser, f"{QUIZ} === 'Anda diberi <b>kaus</b> bergambar. Apa yang Anda lakukan?'")
        took += wait(browser, f"({PAPER}).includes('<b>kaus</b> bergambar')")
        record_property("seconds from saving to seeing", f"{took:.2f}")
        print(f"seen {took:.2f} s after it was saved")
        assert took < BOUND
        wait(browser, "document.querySelector('.option[data-letter=A]').classList.contains('missed')")
        assert browser.execute_script("return document.querySelector('.feedback details').open")
        assert browser.execute_script("return window.scrollY") == scrolled

        file.write_text(text.replace("kind: single", "kind: 'single"), "utf-8")
        wait(browser, "document.querySelector('.problems')?.innerText.includes('E111')")
        wait(browser, f"{QUIZ}.includes('<b>kaus</b>')")
        file.write_text(text, "utf-8")
        wait(browser, f"!document.querySelector('.problems') && {QUIZ}.includes('topi')")

        browser.find_element("css selector", "[data-set='view=both']").click()
        wait(browser, "document.querySelectorAll('.quiz').length === 2")
        browser.find_element("css selector", "[data-set='sheet=key']").click()
        wait(browser, f"({PAPER}).includes('Itu yang diminta.')")
        assert [entry for entry in browser.get_log("browser") if entry["level"] != "INFO"] == []
    finally:
        code, _ = preview.end()
    assert code == 0
    wait(browser, "!document.querySelector('.lost').hidden")
