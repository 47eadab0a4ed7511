"""The server over real sockets: only for this machine, only for its own pages, only to look."""

from __future__ import annotations

import http.client
import json
import socket
import threading
from collections.abc import Iterator
from http.client import HTTPResponse

import pytest

from quizgen.preview.board import Board
from quizgen.preview.page import Page
from quizgen.preview.server import Server
from quizgen.render.fonts import FACES
from tests.preview.shown import shown
from tests.tiny import replaced


class Browser:
    """Asks a running server."""

    def __init__(self, server: Server) -> None:
        self.port = server.port
        self.board = server.board

    def ask(self, path: str, method: str = "GET", **headers: str) -> tuple[HTTPResponse, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request(method, path, headers=headers)
            answer = connection.getresponse()
            return answer, answer.read()
        finally:
            connection.close()

    def raw(self, request: bytes) -> bytes:
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as wire:
            wire.sendall(request)
            wire.shutdown(socket.SHUT_WR)
            return b"".join(iter(lambda: wire.recv(65536), b""))


@pytest.fixture
def browser() -> Iterator[Browser]:
    board = Board()
    board.publish(shown())
    server = Server(board, Page("id"))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield Browser(server)
    board.close()
    server.shutdown()
    server.server_close()
    thread.join(10)


PAGES = ["/", "/parts?item=atribut-2", "/paper?item=atribut-2&sheet=key", "/feedback?item=atribut-2&chosen=A"]
FILES = ["/preview.css", "/preview.js", *(f"/font/{face.file}" for face in FACES)]


@pytest.mark.parametrize("path", PAGES + FILES)
def test_each_address_answers_and_nothing_is_kept_or_taken_from_elsewhere(browser: Browser, path: str) -> None:
    answer, content = browser.ask(path)
    assert answer.status == 200
    assert len(content) == int(answer.headers["Content-Length"])
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "script-src 'unsafe" not in policy
    assert "http" not in policy
    if not path.startswith("/font"):
        assert b"http://" not in content.replace(b"http://www.w3.org/2000/svg", b"")
        assert b"https://" not in content


@pytest.mark.parametrize("path", ["/paper?item=atribut-2", "/paper?item=atribut-2&sheet=key"])
def test_on_a_paper_no_script_runs(browser: Browser, path: str) -> None:
    assert "script-src" not in browser.ask(path)[0].headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost", "", "127.0.0.1:1", "evil.example:80"]
)
def test_a_name_that_is_not_ours_is_refused(browser: Browser, host: str) -> None:
    answer, content = browser.ask("/", Host=host)
    assert (answer.status, content) == (421, b"quizgen\n")


def test_our_other_name_is_ours(browser: Browser) -> None:
    assert browser.ask("/", Host=f"localhost:{browser.port}")[0].status == 200


def test_a_request_without_a_name_is_refused(browser: Browser) -> None:
    assert browser.raw(b"GET / HTTP/1.0\r\n\r\n").startswith(b"HTTP/1.1 421 ")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"])
def test_whatever_is_not_looking_is_refused(browser: Browser, method: str) -> None:
    answer, _ = browser.ask("/", method)
    assert (answer.status, answer.headers["Allow"]) == (405, "GET")


@pytest.mark.parametrize(
    "path",
    [
        "/../pyproject.toml", "/font/../../../etc/passwd", "/font/%2e%2e/x", "/..%2f..%2fetc/passwd", "//etc/passwd",
        "/preview.html.j2", "/question_bank/bank.yaml", "/font/", "/sheet.css", "/favicon.ico",
    ],
)  # fmt: skip
def test_no_path_leads_to_any_other_file(browser: Browser, path: str) -> None:
    answer, content = browser.ask(path)
    assert (answer.status, content) == (404, b"quizgen\n")


@pytest.mark.parametrize(
    "request_",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\r\n\r\n",
        b"GET /?" + b"a=1&" * 40 + b" HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n\r\n",
        b"GET " + b"/" * 70_000 + b" HTTP/1.1\r\n\r\n",
        b"BREW / HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 300 + b"\r\n",
        b"GET http://[ HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n\r\n",
    ],
    ids=["TLS", "many fields", "long", "unknown method", "many headers", "no address"],
)  # fmt: skip
def test_nonsense_is_refused_and_the_server_goes_on(browser: Browser, request_: bytes) -> None:
    answer = browser.raw(request_.replace(b"%d", b"%d" % browser.port))
    assert b" 200 " not in answer.split(b"\r\n")[0]
    assert b"Traceback" not in answer
    assert browser.ask("/")[0].status == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/paper?item=none", 404), ("/paper", 404), ("/feedback?item=none&chosen=A", 404),
        ("/feedback?item=atribut-1&chosen=%00", 200), ("/parts?item=%ff%00&page=99999&view=x&q=%22", 200),
        ("/?page=-1&kind=%3Cscript%3E", 200), ("/?page=%D9%A3", 200),
    ],
)  # fmt: skip
def test_asking_for_what_there_is_not_is_no_fault(browser: Browser, path: str, status: int) -> None:
    assert browser.ask(path)[0].status == status


def test_a_waiting_page_is_told_of_a_new_state_and_then_gets_it(browser: Browser) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", browser.port, timeout=10)
    connection.request("GET", "/events")
    answer = connection.getresponse()
    assert answer.headers["Content-Type"].startswith("text/event-stream")
    assert [answer.readline() for _ in range(4)] == [b"retry: 1000\n", b"\n", b"data: 1\n", b"\n"]
    changed = replaced("items/atribut.yaml", "Bolehkah ASN", "Apakah boleh ASN")
    browser.board.publish(shown(changed, browser.board.shown))
    assert answer.readline() == b"data: 2\n"
    connection.close()
    parts = json.loads(browser.ask("/parts?item=atribut-1")[1])
    assert parts["number"] == 2
    assert "Apakah boleh ASN memakai atribut calon?" in parts["parts"]["quiz"]


def test_a_part_that_cannot_be_made_says_so_and_the_others_go_on(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> str:
        raise RuntimeError("<b>of our own</b>")

    monkeypatch.setattr("quizgen.preview.server.paper_html", broken)
    answer, content = browser.ask("/paper?item=atribut-1")
    assert answer.status == 500
    assert "RuntimeError: &lt;b&gt;of our own&lt;/b&gt;" in content.decode()
    assert browser.ask("/")[0].status == 200


def test_the_server_is_not_to_be_reached_from_other_machines(browser: Browser) -> None:
    addresses = {one[4][0] for one in socket.getaddrinfo(socket.gethostname(), browser.port, socket.AF_INET)}
    for address in addresses - {"127.0.0.1"}:
        with pytest.raises(OSError, match=r".+"):
            socket.create_connection((str(address), browser.port), timeout=2).close()
