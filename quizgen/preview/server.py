"""The server of the preview: on 127.0.0.1 only, for its own pages only, and nothing can be changed through it."""

from __future__ import annotations

import json
import os
import socket
import sys
from collections.abc import Callable
from functools import cache, partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from quizgen.preview.board import Board
from quizgen.preview.page import Page
from quizgen.preview.paper import FONTS, paper_html
from quizgen.preview.query import query_of
from quizgen.render.fonts import FACES, font_folder
from quizgen.shipped import shipped

HERE = "127.0.0.1"
PULSE = 15.0
"""Seconds after which a page that waits is sent a sign of life, so that one that is gone is noticed."""

_SHEET = "default-src 'none'; style-src 'unsafe-inline'; font-src 'self'; img-src data:; frame-ancestors 'self'"
_PAGE = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; frame-src 'self'; frame-ancestors 'none'"
)
_ALWAYS = "; base-uri 'none'; form-action 'none'"
_STATIC = {"/preview.css": "text/css", "/preview.js": "text/javascript"}


class Server(ThreadingHTTPServer):
    """Serves the preview from a board; raises OSError where the port cannot be had (0: any free one)."""

    daemon_threads = True
    # On Windows the same option lets a second program take the port.
    allow_reuse_address = os.name != "nt"

    def __init__(self, board: Board, page: Page, port: int = 0) -> None:
        self.board = board
        self.page = page
        super().__init__((HERE, port), Handler)
        self.port = int(self.server_address[1])
        self.names = {f"{HERE}:{self.port}", f"localhost:{self.port}"}
        self.names |= {HERE, "localhost"} if self.port == 80 else set()

    def server_bind(self) -> None:
        """Take the port without asking a name server who we are."""
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        TCPServer.server_bind(self)
        self.server_name, self.server_port = HERE, int(self.server_address[1])

    def service_actions(self) -> None:
        """End with a fault of quizgen's own that ended the watching."""
        if self.board.failure is not None:
            raise self.board.failure

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Keep quiet about a browser that went away; it says nothing of the bank."""


class Handler(BaseHTTPRequestHandler):
    """Answers one browser's requests."""

    server: Server
    protocol_version = "HTTP/1.1"
    timeout = 60
    server_version, sys_version = "quizgen", ""

    def do_GET(self) -> None:
        """Answer a request for one of our addresses, from one of our own pages or the user."""
        if self.headers.get("Host", "").lower() not in self.server.names:
            self._send(HTTPStatus.MISDIRECTED_REQUEST, "text/plain", b"quizgen\n")
            return
        if self.headers.get("Content-Length", "0") != "0" or self.headers.get("Transfer-Encoding"):
            self.close_connection = True  # what follows is no request
        address = urlsplit(self.path)
        try:
            fields = parse_qs(address.query, max_num_fields=20)
            answer = self._answers().get(address.path)
            if answer is None:
                self._send(HTTPStatus.NOT_FOUND, "text/plain", b"quizgen\n")
            else:
                answer(fields)
        except (ConnectionError, TimeoutError):
            self.close_connection = True
        except ValueError:
            self._send(HTTPStatus.BAD_REQUEST, "text/plain", b"quizgen\n")
        except Exception as error:
            self._own_fault(error)

    def _refuse(self) -> None:
        """Refuse to do anything but show."""
        self.close_connection = True
        self._send(HTTPStatus.METHOD_NOT_ALLOWED, "text/plain", b"quizgen\n", Allow="GET")

    do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_CONNECT = _refuse  # noqa: N815  http.server names them so

    def log_message(self, format: str, *args: Any) -> None:
        """Write no log: the terminal belongs to the user."""

    def _answers(self) -> dict[str, Callable[[dict[str, list[str]]], None]]:
        """Give what answers to which path; there are no others, so no path leads to a file that is not named here."""
        return {
            "/": self._whole,
            "/parts": self._parts,
            "/paper": self._paper,
            "/feedback": self._feedback,
            "/events": self._events,
            **{path: partial(self._static, path, media) for path, media in _STATIC.items()},
            **{f"{FONTS}{face.file}": partial(self._font, face.file) for face in FACES},
        }

    def _whole(self, fields: dict[str, list[str]]) -> None:
        self._html(self.server.page.whole(self.server.board.shown, query_of(fields)))

    def _parts(self, fields: dict[str, list[str]]) -> None:
        parts = self.server.page.parts(self.server.board.shown, query_of(fields))
        self._send(HTTPStatus.OK, "application/json", json.dumps(parts).encode())

    def _paper(self, fields: dict[str, list[str]]) -> None:
        shown, query = self.server.board.shown, query_of(fields)
        item = shown.bank.items.get(query.item)
        if item is None:
            self._send(HTTPStatus.NOT_FOUND, "text/plain", b"quizgen\n")
        else:
            self._html(paper_html(shown, item, query.languages[0], query.sheet), _SHEET)

    def _feedback(self, fields: dict[str, list[str]]) -> None:
        query, letters = query_of(fields), "".join(fields.get("chosen", ()))[:20]
        told = self.server.page.feedback(self.server.board.shown, query.item, query.languages[0], letters)
        if told is None:
            self._send(HTTPStatus.NOT_FOUND, "text/plain", b"quizgen\n")
        else:
            self._html(told)

    def _events(self, _fields: dict[str, list[str]]) -> None:
        """Tell the number of each new snapshot, at once the present one, until the page goes away."""
        self.close_connection = True
        self._head(HTTPStatus.OK, "text/event-stream", {})
        self.wfile.write(b"retry: 1000\n\n")
        board, told = self.server.board, 0
        while not board.is_closed:
            number = board.number_after(told, PULSE)
            self.wfile.write(f"data: {number}\n\n".encode() if number != told else b": \n\n")
            told = number

    def _static(self, path: str, media: str, _fields: dict[str, list[str]]) -> None:
        self._send(HTTPStatus.OK, media, _template(path.removeprefix("/")))

    def _font(self, file: str, _fields: dict[str, list[str]]) -> None:
        self._send(HTTPStatus.OK, "font/ttf", _font_file(file))

    def _own_fault(self, error: Exception) -> None:
        """Say on the page that a fault of our own keeps it from being shown; the others go on."""
        self.close_connection = True
        if os.environ.get("QUIZGEN_DEBUG"):
            import traceback

            traceback.print_exception(error, file=sys.stderr)
        reason = f"{type(error).__name__}: {error}".splitlines()[0][:200]
        content = self.server.page.fault(reason).encode()
        self._send(HTTPStatus.INTERNAL_SERVER_ERROR, "text/html", content)

    def _html(self, text: str, policy: str = _PAGE) -> None:
        self._send(HTTPStatus.OK, "text/html", text.encode("utf-8", "replace"), policy)

    def _send(self, status: HTTPStatus, media: str, content: bytes, policy: str = _PAGE, **more: str) -> None:
        self._head(status, media, more | {"Content-Length": str(len(content))}, policy)
        if self.command != "HEAD":
            self.wfile.write(content)

    def _head(self, status: HTTPStatus, media: str, more: dict[str, str], policy: str = _PAGE) -> None:
        self.send_response(status)
        fields = {
            "Content-Type": media if media == "font/ttf" else f"{media}; charset=utf-8",
            "Content-Security-Policy": policy + _ALWAYS,
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cross-Origin-Opener-Policy": "same-origin",
            **more,
        }
        for name, value in fields.items():
            self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()


def _template(name: str) -> bytes:
    return (shipped("templates") / name).read_bytes()


@cache
def _font_file(name: str) -> bytes:
    return (font_folder() / name).read_bytes()
