"""A server on the loopback that speaks as translation services do, and fails as they do.

It translates "Worker 7 waits." by rule, so that an answer says which text it belongs to. Run as a
program (`python -m tests.loopback SECONDS PAUSE`) it prints its address, and ends by itself.
"""

from __future__ import annotations

import gzip
import json
import re
import socket
import ssl
import struct
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

NUMBER = re.compile(r"\d+")
Reply = tuple[int, dict[str, str], bytes]
JSON = {"Content-Type": "application/json"}
HTML = {"Content-Type": "text/html; charset=utf-8"}
CAPTCHA = b"<html><title>Sorry...</title>unusual traffic from your computer network</html>"


def source(number: int) -> str:
    return f"Worker {number} waits for its next job to come in."


def translated(text: str) -> str:
    """What the server makes of a text: its number, and all of its placeholders and tags."""
    if text.startswith("<u "):
        head, inner, tail = re.fullmatch(r'(<u id="\d+">)(.*)(</u>)', text, re.DOTALL).groups()  # type: ignore[union-attr]
        return str(head) + translated(inner) + str(tail)
    found = NUMBER.search(text)
    return f"工作进程 {found[0] if found else ''} 等待下一个任务到来。"


# ── the formats ─────────────────────────────────────────────────────────────────────────────────


def texts_of(path: str, sent: Any) -> list[str]:
    """The texts of a request."""
    if path == "/translate":
        return [sent["q"]] if isinstance(sent["q"], str) else list(sent["q"])
    if path == "/v2/translate":
        return list(sent["text"])
    rows = json.loads(sent["messages"][-1]["content"])["texts"]
    return [row["text"] for row in rows.values()]


def reply(path: str, answers: list[Any], keys: list[str] | None = None) -> Any:
    """What a service answers, as JSON."""
    if path == "/translate":
        return {"translatedText": answers[0] if len(answers) == 1 else answers}
    if path == "/v2/translate":
        return {"translations": [{"detected_source_language": "EN", "text": a} for a in answers]}
    names = keys or [str(n) for n in range(1, len(answers) + 1)]
    content = json.dumps(dict(zip(names, answers, strict=False)), ensure_ascii=False)
    message = {"role": "assistant", "content": content}
    return {
        "id": "c", "object": "chat.completion", "created": 1, "model": "m",
        "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 9, "completion_tokens": 2, "total_tokens": 11},
    }  # fmt: skip


def _error(path: str, status: int, text: str) -> Reply:
    body: Any = {"error": text}
    if path == "/v2/translate":
        body = {"message": text}
    elif path != "/translate":
        body = {"error": {"message": text, "type": "x", "param": None, "code": "y"}}
    return status, dict(JSON), json.dumps(body).encode()


# ── what goes wrong ─────────────────────────────────────────────────────────────────────────────

Case = Callable[[str, list[Any]], Reply]
STATUSES = (400, 401, 403, 404, 413, 422, 429, 456, 500, 502, 503, 504, 529)
WAITS = ("0", "-3", "soon", "31536000", formatdate(4e9, usegmt=True), "0.05")


def _said(change: Callable[[list[Any]], list[Any]]) -> Case:
    def case(path: str, answers: list[Any]) -> Reply:
        return 200, dict(JSON), json.dumps(reply(path, change(answers))).encode()

    return case


def _each(change: Callable[[str], Any]) -> Case:
    """Of all answers that of worker 3."""
    return _said(lambda answers: [change(a) if "工作进程 3 " in a else a for a in answers])


def _body(data: Callable[[bytes], bytes], **headers: str) -> Case:
    def case(path: str, answers: list[Any]) -> Reply:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return 200, JSON | named, data(json.dumps(reply(path, answers)).encode())

    return case


def _status(status: int, **headers: str) -> Case:
    def case(path: str, _answers: list[Any]) -> Reply:
        answer = _error(path, status, "Invalid key KEY" if status < 404 else "xx not supported")
        return status, answer[1] | {n.replace("_", "-"): v for n, v in headers.items()}, answer[2]

    return case


def _shifted(answers: list[Any]) -> list[Any]:
    return [*answers[1:], answers[0]] if len(answers) > 1 else ["工作进程 9999 等待。"]


CASES: dict[str, Case] = {
    "drip": _body(lambda data: data, X_Drip="1"),
    "hang": _body(lambda data: data, X_Hang="1"),
    "reset": _body(lambda data: data, X_Reset="1"),
    "cut": _body(lambda data: data[:20], Content_Length="500"),
    "truncated": _body(lambda data: data[: len(data) // 2]),
    "captcha": lambda _path, _answers: (200, dict(HTML), CAPTCHA),
    "error inside": lambda path, _answers: (200, *_error(path, 200, "model failure")[1:]),
    "quota inside": _each(lambda _answer: "MYMEMORY WARNING: QUOTA FINISHED"),
    "redirect": _status(302, Location="http://example.invalid/"),
    "redirect to itself": _status(307, Location="/translate"),
    "huge": _body(lambda _data: b" " * 50_000_000),
    "zeros": _body(lambda _data: gzip.compress(bytes(30_000_000)), Content_Encoding="gzip"),
    "fewer": _said(lambda answers: answers[:-1]),
    "more": _said(lambda answers: [*answers, "多余的。"]),
    "reordered": _said(_shifted),
    "none": _each(lambda _answer: None),
    "empty": _each(lambda _answer: ""),
    "ten times": _each(lambda answer: answer * 10),
    "error text": _each(lambda _answer: "Error 500 (Server Error)!!1"),
    "decoy": _each(lambda _answer: "😉"),
    "missing": lambda _path, _answers: (200, dict(JSON), b"{}"),
    "a list": lambda _path, _answers: (200, dict(JSON), b"[1, [2]]"),
    "latin-1": _body(lambda data: data.replace(b"\\", b"\xe9\\"), Content_Type="text/plain"),
    "half a character": _each(lambda answer: f"{answer}\ud83d"),
    "nested": lambda _path, _answers: (200, dict(JSON), b"[" * 100_000),
    **{f"{status}": _status(status) for status in STATUSES},
    **{f"429 {wait}": _status(429, Retry_After=wait) for wait in WAITS},
}
# Another way to write what is right.
RIGHT: dict[str, Case] = {
    "a mark in front": _body(lambda data: b"\xef\xbb\xbf" + data),
    "no type": _body(lambda data: data, Content_Type="application/octet-stream"),
}


# ── the server ──────────────────────────────────────────────────────────────────────────────────


@dataclass
class Loopback:
    """`fault` says which case a request for some texts is, the nth time; '' for none."""

    fault: Callable[[list[str], int], str] = lambda _texts, _time: ""
    pause: float = 0.0
    base: str = ""
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    answered: list[str] = field(default_factory=list)
    done: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def times(self, texts: list[str]) -> int:
        """How often the first of these texts has been asked."""
        return self.asked.count(texts[0])


def _handler(it: Loopback) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            languages = [{"code": "en", "targets": ["en", "zh-Hans", "zh-Hant"]}]
            self.send((200, dict(JSON), json.dumps(languages).encode()))

        def do_POST(self) -> None:
            data = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            path = self.path.removeprefix("/v1")
            texts = texts_of(path, json.loads(data))
            with it.lock:
                it.asked += texts
                it.headers.append(dict(self.headers))
                it.bodies.append(data)
                case = it.fault(texts, it.times(texts))
            it.done.wait(it.pause)
            answers: list[Any] = [translated(text) for text in texts]
            known = CASES | RIGHT
            fine = (200, dict(JSON), json.dumps(reply(path, answers)).encode())
            self.send(known[case](path, answers) if case else fine)
            if not case:
                it.answered.extend(texts)

        def send(self, answer: Reply) -> None:
            status, headers, body = answer
            if "X-Hang" in headers:
                it.done.wait(30)
            if "X-Reset" in headers:
                off = struct.pack("ii", 1, 0)
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, off)
                self.close_connection = True
                return
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            if "X-Drip" not in headers:
                self.wfile.write(body)
                self.close_connection = int(headers.get("Content-Length", len(body))) != len(body)
                return
            for byte in body:
                self.wfile.write(bytes([byte]))
                if it.done.wait(0.1):
                    return

        def log_message(self, *_: object) -> None:
            pass

    return Handler


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, *_: object) -> None:
        """A client that went away is what this is about."""


@contextmanager
def serving(it: Loopback, tls: ssl.SSLContext | None = None) -> Iterator[Loopback]:
    """The server at `it.base`, until the end of the block."""
    server = _Quiet(("127.0.0.1", 0), _handler(it))
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    it.base = f"http{'s' if tls else ''}://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield it
    finally:
        it.done.set()
        server.shutdown()
        server.server_close()


if __name__ == "__main__":
    with serving(Loopback(pause=float(sys.argv[2]))) as loopback:
        sys.stdout.write(loopback.base + "\n")
        sys.stdout.flush()
        time.sleep(float(sys.argv[1]))
