"""The engines, against a small server on the loopback that says what real ones are known to say."""

from __future__ import annotations

import json
import threading
import time
import urllib.parse
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from transpipe.engines.asking import Patience
from transpipe.engines.echo import Echo
from transpipe.engines.libre import Libre
from transpipe.engines.online import SERVICES, Online
from transpipe.engines.opencc import OpenCC
from transpipe.engines.patient import Patient
from transpipe.errors import BadArgument, EngineFault
from transpipe.model import Locale, Question


def asked(*texts: str) -> list[Question]:
    return [Question(text) for text in texts]


HASTY = Patience(attempts=3, pause=0.01, deadline=0.5, connections=1)
SECRET = "k3y-that-nobody-may-see"


@dataclass
class Request:
    """What reached the server."""

    path: str
    body: bytes
    query: dict[str, list[str]]

    @property
    def text(self) -> str:
        return str(self.query["q"][0] if "q" in self.query else json.loads(self.body)["q"])


Answer = tuple[int, dict[str, str], bytes]
LANGUAGES = [{"code": "en", "targets": ["en", "zh", "zt"]}, {"code": "zh"}, {"code": "zt"}]
LISTED: Answer = 200, {"Content-Type": "application/json"}, json.dumps(LANGUAGES).encode()


@dataclass
class Service:
    """A server whose answers a test writes; `answer` may raise TimeoutError to say nothing."""

    answer: Callable[[Request], Answer]
    base: str = ""
    seen: list[Request] = field(default_factory=list)
    done: threading.Event = field(default_factory=threading.Event)


@pytest.fixture
def service() -> Iterator[Service]:
    it = Service(lambda _request: (200, {}, b""))

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            query = urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query)
            request = Request(self.path, self.rfile.read(length), query)
            listed = self.path == "/languages"
            if not listed:
                it.seen.append(request)
            try:
                status, headers, body = LISTED if listed else it.answer(request)
            except TimeoutError:
                it.done.wait(10)
                return
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            if "X-Drip" in headers:
                for byte in body:
                    self.wfile.write(bytes([byte]))
                    self.wfile.flush()
                    if it.done.wait(0.2):
                        return
            else:
                self.wfile.write(body)

        do_POST = do_GET  # noqa: N815 - the names http.server asks for

        def log_message(self, *_: object) -> None:
            pass

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """A client that went away is what these tests are about."""

    server = Quiet(("127.0.0.1", 0), Handler)
    it.base = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield it
    it.done.set()
    server.shutdown()
    server.server_close()


def said(text: object) -> Answer:
    return 200, {"Content-Type": "application/json"}, json.dumps({"translatedText": text}).encode()


def page(text: str) -> Answer:
    body = f'<html><body><div class="result-container">{escape(text)}</div></body></html>'
    return 200, {"Content-Type": "text/html; charset=utf-8"}, body.encode()


def libre(service: Service) -> Patient:
    return Patient(Libre(service.base), HASTY)


def google(service: Service, patience: Patience = HASTY) -> Patient:
    return Patient(Online("google", service.base + "/m"), patience)


def test_echo_says_it_again() -> None:
    assert Echo().translate(asked("Hello ⟦1⟧", ""), Locale.ZH_CN) == [
        "[zh_CN] Hello ⟦1⟧",
        "[zh_CN] ",
    ]


def test_libre_asks_in_the_body(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIBRE_API_KEY", SECRET)
    service.answer = lambda request: said("译" + request.text)
    assert libre(service).translate(asked("one", "two"), Locale.ZH_CN) == ["译one", "译two"]
    first = service.seen[0]
    assert first.path == "/translate"
    assert json.loads(first.body) == {
        "q": "one", "source": "en", "target": "zh", "format": "text", "api_key": SECRET,
    }  # fmt: skip


def test_libre_needs_no_key(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LIBRE_API_KEY", raising=False)
    service.answer = lambda _request: said("你好")
    assert libre(service).translate(asked("Hello"), Locale.ZH_TW) == ["你好"]
    assert "api_key" not in json.loads(service.seen[0].body)
    assert json.loads(service.seen[0].body)["target"] == "zt"


@pytest.mark.parametrize("status", [429, 500, 503])
def test_libre_asks_again_when_the_server_is_busy(service: Service, status: int) -> None:
    def answer(_request: Request) -> Answer:
        if len(service.seen) < 3:
            return status, {"Retry-After": "0"}, b'{"error": "Slowdown: 20 per 1 minute"}'
        return said("你好")

    service.answer = answer
    assert libre(service).translate(asked("Hello"), Locale.ZH_CN) == ["你好"]
    assert len(service.seen) == 3


BAD_ANSWERS: dict[str, Answer] = {
    "garbage": (200, {}, b"\x00\xff garbage"),
    "html": (200, {"Content-Type": "text/html"}, b"<html>log in first</html>"),
    "truncated": (200, {}, '{"translatedText": "你'.encode()),
    "cut": (200, {"Content-Length": "500"}, b'{"translatedText": "'),
    "error inside": (200, {}, b'{"error": "model failure"}'),
    "a number": said(7),
    "a list": (200, {}, b"[1, 2]"),
    "bad request": (400, {}, b'{"error": "xx is not supported"}'),
    "too large": (413, {}, b"<html></html>"),
    "huge": (200, {}, b" " * 5_000_000),
}


@pytest.mark.parametrize("name", BAD_ANSWERS)
def test_libre_leaves_out_what_failed(service: Service, name: str) -> None:
    bad = BAD_ANSWERS[name]
    service.answer = lambda request: bad if request.text == "two" else said("好")
    last = None if name == "html" else "好"  # a page is no item that failed, but the service
    answers = libre(service).translate(asked("one", "two", "three"), Locale.ZH_CN)
    assert answers == ["好", None, last]


def test_libre_does_not_wait_for_ever(service: Service) -> None:
    def answer(request: Request) -> Answer:
        if request.text == "hang":
            raise TimeoutError
        if request.text == "drip":
            status, headers, body = said("滴滴滴滴滴滴滴滴")
            return status, headers | {"X-Drip": "1"}, body
        return said("好")

    service.answer = answer
    start = time.monotonic()
    assert libre(service).translate(asked("hang", "drip", "x"), Locale.ZH_CN) == [
        None,
        None,
        "好",
    ]
    assert time.monotonic() - start < 5


@pytest.mark.parametrize("status", [401, 403, 302])
def test_libre_stops_where_it_is_not_served(
    service: Service, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIBRE_API_KEY", SECRET)
    body = json.dumps({"error": f"Invalid API key {SECRET}"}).encode()
    service.answer = lambda _request: (status, {"Location": service.base + "/other"}, body)
    with pytest.raises(EngineFault) as fault:
        libre(service).translate(asked("one", "two"), Locale.ZH_CN)
    assert str(status) in str(fault.value)
    assert SECRET not in str(fault.value)
    assert len(service.seen) == 1


def test_libre_says_where_nobody_listens() -> None:
    engine = Patient(Libre("http://127.0.0.1:9"), HASTY)
    with pytest.raises(EngineFault, match=r"127\.0\.0\.1:9"):
        engine.translate(asked("one"), Locale.ZH_CN)


def test_a_dead_service_is_left_alone_and_earlier_answers_kept(service: Service) -> None:
    service.answer = lambda request: said("好") if request.text == "0" else (500, {}, b"")
    texts = [str(number) for number in range(10)]
    assert libre(service).translate(asked(*texts), Locale.ZH_CN) == ["好"] + [None] * 9
    assert len(service.seen) == 1 + 3 * HASTY.attempts


def test_google_by_the_library(service: Service) -> None:
    service.answer = lambda request: page("译：" + request.text)
    # The library is imported within the deadline; a busy machine takes its time for that.
    answers = google(service, Patience()).translate(asked("Hello ⟦1⟧ <b>", "two"), Locale.ZH_CN)
    assert answers == ["译：Hello ⟦1⟧ <b>", "译：two"]
    assert service.seen[0].query["tl"] == ["zh-CN"]


BAD_PAGES: dict[str, Answer] = {
    "captcha": (200, {}, b"<html><title>Sorry...</title></html>"),
    "empty": page(""),
    "an error page inside": page("Error 500 (Server Error)!!1500.That’s an error."),
    "too many": (429, {}, b""),
    "server error": (500, {}, b""),
    "the same without letters": page("……"),
    "garbage": (200, {}, b"\xff\xfe\x00"),
}


@pytest.mark.parametrize("name", BAD_PAGES)
def test_google_leaves_out_what_failed(service: Service, name: str) -> None:
    bad = BAD_PAGES[name]
    service.answer = lambda request: bad if request.text == "……" else page("好")
    assert google(service).translate(asked("one", "……", "three"), Locale.ZH_CN) == [
        "好",
        None,
        "好",
    ]


def test_google_does_not_wait_for_ever(service: Service) -> None:
    def answer(request: Request) -> Answer:
        if request.text == "hang":
            raise TimeoutError
        return page("好")

    service.answer = answer
    start = time.monotonic()
    assert google(service).translate(asked("hang", "x"), Locale.ZH_CN) == [None, "好"]
    assert time.monotonic() - start < 3


def test_long_texts_are_asked_in_pieces_and_lines_stay_lines(service: Service) -> None:
    service.answer = lambda _request: page("好。")
    sentence = "word " * 100 + "end."
    answers = google(service).translate(asked(" ".join([sentence] * 6), "a\nb"), Locale.ZH_CN)
    assert answers == ["好。好。", "好。\n好。"]
    assert all(len(request.text) <= Online.limit for request in service.seen)


def test_a_sentence_too_long_is_left_out(service: Service) -> None:
    service.answer = lambda _request: page("好")
    assert google(service).translate(asked("word " * 500, "x"), Locale.ZH_CN) == [None, "好"]


def test_keys_come_from_the_environment(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Patient(Online("baidu", service.base), HASTY)
    monkeypatch.delenv("BAIDU_APPID", raising=False)
    with pytest.raises(EngineFault, match="BAIDU_APPID"):
        engine.translate(asked("Hello"), Locale.ZH_CN)
    monkeypatch.setenv("BAIDU_APPID", "me")
    monkeypatch.setenv("BAIDU_APPKEY", SECRET)
    service.answer = lambda _request: (
        200, {}, json.dumps({"trans_result": [{"src": "Hello", "dst": "你好"}]}).encode(),
    )  # fmt: skip
    engine = Patient(Online("baidu", service.base), HASTY)
    assert engine.translate(asked("Hello"), Locale.ZH_CN) == ["你好"]
    service.answer = lambda _request: (
        200, {}, json.dumps({"error_code": "54001", "error_msg": SECRET}).encode(),
    )  # fmt: skip
    with pytest.raises(EngineFault) as fault:
        engine.translate(asked("Hello"), Locale.ZH_CN)
    assert SECRET not in str(fault.value)


def test_an_unknown_service_is_named() -> None:
    with pytest.raises(BadArgument, match="google"):
        Online("gogle")
    assert list(SERVICES) == sorted(SERVICES)


@pytest.mark.parametrize(
    ("locale", "text", "expected"),
    [
        (Locale.ZH_TW, "服务器软件的内存缓存", "伺服器軟體的記憶體快取"),
        (Locale.ZH_HK, "软件里面", "軟件裏面"),
        (Locale.ZH_CN, "伺服器軟體", "服务器软件"),
        (Locale.ZH_TW, "软\0件\udc80软件 ⟦1⟧", "軟\0件\udc80軟體 ⟦1⟧"),
    ],
)
def test_opencc(locale: Locale, text: str, expected: str) -> None:
    assert OpenCC().convert([text, ""], locale) == [expected, ""]
