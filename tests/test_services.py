"""Services as they speak and fail on the wire: no answer lost, none mixed up, none too late."""

from __future__ import annotations

import os
import shutil
import signal
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.figures.sent import is_name, sent
from tests.layouts import LAYOUTS, read
from tests.loopback import CASES, RIGHT, Loopback, serving, source, translated
from tests.repository import ENVIRONMENT, Repository, small
from transpipe import wiring
from transpipe.draft.suggest import drafts
from transpipe.engines.answers import Answers
from transpipe.engines.asking import Patience, Service
from transpipe.engines.command import Command
from transpipe.engines.deepl import DeepL
from transpipe.engines.libre import Libre
from transpipe.engines.openai import OpenAI
from transpipe.engines.patient import Patient
from transpipe.engines.pseudo import Pseudo
from transpipe.engines.wire import seconds_of
from transpipe.errors import EngineFault
from transpipe.model import Heard, Known, Locale, Question, Wording

CANARY = "sk-canary-7f3a9c21e8"
KEYS = {"LIBRE_API_KEY": CANARY, "DEEPL_AUTH_KEY": CANARY, "OPENAI_API_KEY": CANARY}
SERVICES: dict[str, Callable[[str], Service]] = {
    "libre": Libre,
    "deepl": DeepL,
    "openai": lambda base: OpenAI("small", f"{base}/v1"),
}
DEADLINE = 1.2
HASTY = Patience(attempts=2, pause=0.01, deadline=DEADLINE, connections=4)
BAD = source(3)
TEXTS = [source(number) for number in range(8)]
# After these a service is asked no more: what was not asked by then has no answer.
CLOSED = {"401", "403", "404", "456", "captcha", "redirect", "redirect to itself"}
_QUICK = ("truncated", "none", "500")
ALL = [(name, case) for case in (*_QUICK, *(c for c in CASES if c not in _QUICK))
       for name in SERVICES]  # fmt: skip


@pytest.fixture(autouse=True, scope="module")
def loaded() -> None:
    """The library, which takes its time on a busy machine, is there before a deadline runs."""
    with serving(Loopback()) as service:
        Patient(Libre(service.base)).translate(asked(BAD), Locale.ZH_CN)


@pytest.fixture(autouse=True)
def keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)


def asked(*texts: str) -> list[Question]:
    return [Question(text) for text in texts]


def faulty(case: str) -> Loopback:
    return Loopback(lambda texts, _time: case if any("Worker 3 " in t for t in texts) else "")


@pytest.mark.first(3)
@pytest.mark.parametrize(("name", "case"), ALL)
def test_one_text_that_fails_is_all_that_is_lost(name: str, case: str) -> None:
    with serving(faulty(case)) as service:
        engine = Patient(SERVICES[name](service.base), HASTY)
        start = time.monotonic()
        try:
            found = drafts(asked(*TEXTS), engine, Locale.ZH_CN)
        except EngineFault:
            assert case in CLOSED
            return
        assert time.monotonic() - start < 2.5 * DEADLINE
    said = {draft.source: draft.text for draft in found}
    assert list(said) == TEXTS
    # Of fewer answers by name that one may be there.
    assert said.pop(BAD) in ("", translated(BAD) if case == "fewer" else "")
    wrong = {text: draft for text, draft in said.items() if draft not in ("", translated(text))}
    assert not wrong
    if case not in CLOSED:
        assert all(said.values()), [draft for draft in found if not draft.text]
    assert CANARY not in repr(found)


@pytest.mark.first(1)
@pytest.mark.parametrize("name", SERVICES)
@pytest.mark.parametrize("case", RIGHT)
def test_other_ways_to_say_it(name: str, case: str) -> None:
    with serving(Loopback(lambda _texts, _time: case)) as service:
        engine = Patient(SERVICES[name](service.base), HASTY)
        found = drafts(asked(*TEXTS), engine, Locale.ZH_CN)
    assert [draft.text for draft in found] == [translated(text) for text in TEXTS]


@pytest.mark.first(2)
@pytest.mark.parametrize("name", SERVICES)
@pytest.mark.parametrize("case", ["503", "429 0", "reset", "429 0.05"])
def test_what_passes_is_asked_again(name: str, case: str) -> None:
    with serving(Loopback(lambda _texts, nth: case if nth == 1 else "")) as service:
        patience = Patience(attempts=4, pause=0.01, deadline=5)
        engine = Patient(SERVICES[name](service.base), patience)
        found = drafts(asked(*TEXTS), engine, Locale.ZH_CN)
    assert [draft.text for draft in found] == [translated(text) for text in TEXTS]


@pytest.mark.first(1)
@pytest.mark.parametrize("name", SERVICES)
@pytest.mark.parametrize("case", ["401", "456", "captcha", "redirect"])
def test_a_closed_service_says_what_to_do_and_no_key(name: str, case: str) -> None:
    with serving(Loopback(lambda _texts, _time: case)) as service:
        engine = Patient(SERVICES[name](service.base), HASTY)
        with pytest.raises(EngineFault) as fault:
            drafts(asked(*TEXTS), engine, Locale.ZH_CN)
    assert CANARY not in str(fault.value)
    assert fault.value.__cause__ is None


def test_keys_go_where_they_belong() -> None:
    for name, service_of in SERVICES.items():
        with serving(Loopback()) as service:
            Patient(service_of(service.base), HASTY).translate(asked(BAD), Locale.ZH_CN)
        headers = service.headers[0].get("Authorization", "")
        wanted = {"libre": "", "deepl": f"DeepL-Auth-Key {CANARY}", "openai": f"Bearer {CANARY}"}
        assert headers == wanted[name]
        assert (CANARY.encode() in service.bodies[0]) == (name == "libre")


def test_a_model_gets_what_it_may_know_as_data() -> None:
    question = Question(
        BAD, wrong="no Chinese", before="Before.", after="After.",
        words=(Wording("job", ("任务",), ("工作",)),), alike=(Known("A", "甲"),),
        old=Known("B", "乙"),
    )  # fmt: skip
    with serving(Loopback()) as service:
        Patient(OpenAI("small", service.base + "/v1"), HASTY).translate([question], Locale.ZH_CN)
    body = service.bodies[0].decode().replace("\\\\u", "\\u")
    for said in ("no Chinese", "Before.", "After.", "job", "response_format"):
        assert said in body


def test_answers_are_kept_and_not_asked_again(tmp_path: Path) -> None:
    heard: list[Heard] = []
    with serving(Loopback()) as service:
        for _ in range(2):
            libre = Libre(service.base)
            kept = Answers(tmp_path / "answers.db", libre.identity)
            engine = Patient(libre, HASTY, kept, heard.append)
            found = engine.translate(asked(*TEXTS), Locale.ZH_CN)
            assert list(found) == [translated(text) for text in TEXTS]
    assert sorted(service.asked) == sorted(TEXTS)
    assert (heard[-1].asked, heard[-1].known, heard[-1].sent) == (8, 8, 0)
    assert CANARY.encode() not in (tmp_path / "answers.db").read_bytes()
    (tmp_path / "answers.db").write_bytes(b"no such file " * 100)
    assert Answers(tmp_path / "answers.db", "x").recall(Question("a"), Locale.ZH_CN) is None


@pytest.mark.parametrize(
    ("header", "least", "most"),
    [
        ("7", 7, 7), ("0", 0, 0), ("-3", 0, 0), ("soon", 0, 0), ("", 0, 0), ("1e400", 0, 1e400),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 0, 0), ("Fri, 31 Dec 2199 23:59:59 GMT", 1e9, 1e10),
    ],
)  # fmt: skip
def test_how_long_a_service_wants_to_be_left_alone(header: str, least: float, most: float) -> None:
    assert least <= seconds_of(header) <= most


@pytest.mark.more
def test_requests_are_as_many_a_minute_as_are_allowed() -> None:
    with serving(Loopback()) as service:
        patience = Patience(connections=4, a_minute=1200, deadline=5)
        start = time.monotonic()
        Patient(Libre(service.base), patience).translate(asked(*TEXTS), Locale.ZH_CN)
        assert time.monotonic() - start >= 7 * 60 / 1200


# ── programs ────────────────────────────────────────────────────────────────────────────────────

PROGRAM = """
import json, sys
for line in sys.stdin:
    row = json.loads(line)
    if "Worker 3 " not in row["text"]:
        text = "工作进程 " + row["text"].split()[1] + " 等待。"
        print(json.dumps({"id": row["id"], "text": text}))
"""


def test_a_program_answers_what_it_can() -> None:
    engine = Patient(Command((sys.executable, "-c", PROGRAM)), Patience(deadline=20))
    found = engine.translate(asked(*TEXTS), Locale.ZH_CN)
    assert found == [None if n == 3 else f"工作进程 {n} 等待。" for n in range(8)]


@pytest.mark.parametrize("words", [("/no/such/program",), (sys.executable, "-c", "1/0"), ()])
def test_a_program_that_does_not_run_is_named(words: tuple[str, ...]) -> None:
    with pytest.raises(EngineFault) as fault:
        Patient(Command(words), HASTY).translate(asked("a"), Locale.ZH_CN)
    assert not words or words[0] in str(fault.value)


@pytest.mark.more
def test_a_program_that_hangs_is_ended() -> None:
    engine = Patient(Command((sys.executable, "-c", "import time; time.sleep(60)")), HASTY)
    start = time.monotonic()
    with pytest.raises(EngineFault):
        engine.translate(asked("a"), Locale.ZH_CN)
    assert time.monotonic() - start < 5


# ── signs that say nothing ──────────────────────────────────────────────────────────────────────


def test_pseudo_passes_the_guard() -> None:
    texts = (
        "Call `flush()` as the [manual](https://example.org/m) says, **twice** in 3 seconds.",
        "Line one.<br>Then {name} gets 50% of GitHub's API, isn't it?",
        "The first of two thousand threads, and the rest; see [^1].",
        "Words",
    )
    found = drafts(asked(*texts), Pseudo(), Locale.ZH_CN)
    assert not [draft for draft in found if draft.reason]


# ── as a user runs it ───────────────────────────────────────────────────────────────────────────

ARTICLE = "\n\n".join(TEXTS) + "\n"


def made(folder: Path, base: str, more: str = "") -> Repository:
    # One connection, so that one text alone is on the way when the program is ended.
    repository = replace(small(folder / "r", {"原文/a.md": ARTICLE}), environment=KEYS)
    repository.steps("init", "sync")
    settings = f'\n[draft]\nengine = "libre"\nurl = "{base}"\nconnections = 1\n{more}'
    repository.write("transpipe.toml", repository.read("transpipe.toml") + settings)
    return repository


@pytest.mark.first(1)
@pytest.mark.parametrize(
    ("engine", "said"),
    [
        ("nosuch", "`engine` in [draft]"),
        ("openai", "`model` in [draft]"),
        ("command", "`command` in [draft]"),
        ("libre", "`url` in [draft]"),
    ],
)
def test_what_is_missing_is_one_line_with_what_to_do(
    tmp_path: Path, engine: str, said: str
) -> None:
    repository = replace(small(tmp_path / "r", {"原文/a.md": ARTICLE}), environment={})
    repository.steps("init", "sync")
    settings = '\n[draft]\nurl = "http://127.0.0.1:9"\ntimeout = 0.5\n'
    repository.write("transpipe.toml", repository.read("transpipe.toml") + settings)
    ran = repository.transpipe("draft", "-e", engine)
    assert (ran.code, ran.err.count("\n"), said in ran.err) == (3, 1, True), ran.err


def test_a_dry_run_asks_nobody_and_says_what_it_would_cost(tmp_path: Path) -> None:
    with serving(Loopback()) as service:
        repository = made(tmp_path, service.base, "price = 20.0\n")
        ran = repository.transpipe("draft", "--dry-run")
        size = sum(map(len, TEXTS))
        assert service.asked == []
        said = f"at most 8 texts would be sent to libre: {size} characters; about"
        assert said in ran.out, ran.out + ran.err
        ran = repository.transpipe("draft", "-e", "libre")
        assert f"8 texts sent, {size} characters; 0 known from before; about" in ran.out
    assert {u.target for u in repository.units("原文/a.md").values()} == {*map(translated, TEXTS)}


@pytest.mark.more
def test_progress_is_told_as_events(tmp_path: Path) -> None:
    with serving(Loopback()) as service:
        ran = made(tmp_path, service.base).transpipe("-v", "draft", "-e", "libre", "--json")
    assert '"event": "progress"' in ran.err.replace('":"', '": "')
    assert '"event"' not in ran.out


@pytest.mark.first(1)
@pytest.mark.parametrize("case", ["401", "456", "captcha", "reset", "429 31536000"])
def test_no_key_is_ever_seen(tmp_path: Path, case: str) -> None:
    with serving(faulty(case)) as service:
        repository = made(tmp_path, service.base, "timeout = 0.5\n")
        ran = repository.transpipe("-v", "draft", "-e", "libre")
    assert CANARY not in ran.out + ran.err
    for path in repository.root.rglob("*"):
        if path.is_file():
            assert CANARY.encode() not in path.read_bytes(), path


def test_a_service_that_refuses_everything_is_one_line(tmp_path: Path) -> None:
    with serving(Loopback(lambda _texts, _time: "401")) as service:
        ran = made(tmp_path, service.base).transpipe("draft", "-e", "libre")
    assert (ran.code, "LIBRE_API_KEY" in ran.err, len(ran.err.splitlines())) == (3, True, 1)


def test_a_service_that_closes_on_the_way_is_told_of_and_its_answers_stay(tmp_path: Path) -> None:
    with serving(
        Loopback(lambda texts, _time: "456" if "Worker 3 " in texts[0] else "")
    ) as service:
        repository = made(tmp_path, service.base)
        ran = repository.transpipe("draft", "-e", "libre")
    assert (ran.code, ran.err.splitlines()[-1]) == (3, "engine libre: the quota is used up")
    targets = [unit.target for unit in repository.units("原文/a.md").values()]
    assert targets == [translated(text) for text in TEXTS[:3]] + [""] * 5


def test_an_answer_is_kept_before_the_next_is_asked_for(tmp_path: Path) -> None:
    class Slow(Answers):
        def keep(self, question: Question, locale: Locale, answer: str) -> None:
            time.sleep(0.05)
            super().keep(question, locale, answer)

    answers, kept = Slow(tmp_path / "answers.db", "libre"), list[bool]()

    def look(texts: list[str], _time: int) -> str:
        before = TEXTS[: TEXTS.index(texts[0])]
        known = (answers.recall(Question(text), Locale.ZH_CN) for text in before)
        kept.append(None not in known)
        return ""

    with serving(Loopback(look)) as service:
        patient = Patient(Libre(service.base), replace(HASTY, connections=1), answers)
        patient.translate(asked(*TEXTS), Locale.ZH_CN)
    assert kept == [True] * len(TEXTS)


def test_an_interruption_is_heeded_whoever_gets_the_signal() -> None:
    """One that comes between the last look at it and the wait is the same: nothing wakes up."""
    with serving(faulty("hang")) as service:

        def interrupt() -> None:
            while BAD not in service.asked:
                time.sleep(0.01)
            time.sleep(0.05)
            signal.pthread_kill(threading.get_ident(), signal.SIGINT)

        patient = Patient(Libre(service.base), replace(HASTY, deadline=20, connections=1))
        threading.Thread(target=interrupt, daemon=True).start()
        start = time.monotonic()
        with pytest.raises(KeyboardInterrupt):
            patient.translate(asked(*TEXTS), Locale.ZH_CN)
    assert time.monotonic() - start < 5
    assert service.asked[-1] == BAD


@pytest.mark.more
@pytest.mark.parametrize("ended", [signal.SIGKILL, signal.SIGINT])
def test_nothing_is_paid_for_twice_where_it_was_ended(tmp_path: Path, ended: int) -> None:
    hung = {"on": True}
    fault = lambda texts, _time: "hang" if hung["on"] and "Worker 5 " in texts[0] else ""  # noqa: E731
    with serving(Loopback(fault)) as service:
        repository = made(tmp_path, service.base)
        environment = os.environ | ENVIRONMENT | KEYS | {"PYTHONUNBUFFERED": "1"}
        program = subprocess.Popen(
            [sys.executable, "-m", "transpipe", "draft", "-e", "libre"],
            cwd=repository.root,
            env=environment,
        )
        end = time.monotonic() + 60
        while source(5) not in service.asked and time.monotonic() < end:
            time.sleep(0.05)
        program.send_signal(ended)
        assert program.wait(10) in (-signal.SIGKILL, 130)
        hung["on"] = False
        assert repository.transpipe("draft", "-e", "libre").code == 0
    counts = {text: service.asked.count(text) for text in TEXTS}
    assert counts == {text: 1 + (text == source(5)) for text in TEXTS}
    assert {u.target for u in repository.units("原文/a.md").values()} == {*map(translated, TEXTS)}


@pytest.mark.first(1)
@pytest.mark.parametrize("path", LAYOUTS[1::5], ids=lambda path: path.stem)
def test_no_name_is_sent(path: Path) -> None:
    assert [text for text in sent(read(path)) if is_name(text)] == []


# ── what is said of them ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "page", ["README.md", "原文/keeping-translations-fresh.md", "译文/让译文保持新鲜.md"]
)
def test_every_engine_is_named_where_users_look(page: str) -> None:
    text = (Path(__file__).parent.parent / page).read_text("utf-8")
    assert [name for name in wiring.ENGINES if f"`{name}`" not in text] == []


def test_help_names_every_engine(tmp_path: Path) -> None:
    said = " ".join(small(tmp_path / "r", {}).transpipe("draft", "--help").out.split())
    assert all(name in said for name in wiring.ENGINES)


def test_a_program_of_the_settings_runs_for_nobody_who_did_not_say_so(tmp_path: Path) -> None:
    repository = small(tmp_path / "r", {"原文/a.md": ARTICLE})
    repository.steps("init", "sync")
    program = f'\n[draft]\nengine = "command"\ncommand = ["touch", "{tmp_path}/ran"]\n'
    repository.write("transpipe.toml", repository.read("transpipe.toml") + program)
    ran = repository.transpipe("draft")
    assert (ran.code, (tmp_path / "ran").exists()) == (2, False)
    repository.transpipe("draft", "--engine", "command")
    assert (tmp_path / "ran").exists()


def test_a_key_goes_nowhere_by_itself_where_the_settings_say_where_to(tmp_path: Path) -> None:
    with serving(Loopback()) as service:
        repository = made(tmp_path, service.base)
        ran = repository.transpipe("draft")
        assert (ran.code, len(ran.err.splitlines()), service.asked) == (2, 1, [])
        assert "LIBRE_API_KEY" in ran.err
        without = replace(repository, environment={"LIBRE_API_KEY": ""})
        assert without.transpipe("draft", "--limit", "1").code == 0  # no key, nothing to lose
        assert service.asked == TEXTS[:1]
        chosen = repository.read("transpipe.toml").replace("url", 'api_key_env = "HOME"\nurl')
        repository.write("transpipe.toml", chosen)
        ran = without.transpipe("draft")
        assert (ran.code, "HOME" in ran.err, service.asked) == (2, True, TEXTS[:1])


def self_signed(folder: Path) -> Path:
    """A certificate that nobody has signed, with its key, for this machine."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    path = folder / "own.pem"
    make = (
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=x -days 2"
    )
    names = ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(path), "-out", f"{path}.crt"]
    subprocess.run([*make.split(), *names], check=True, capture_output=True)
    path.write_bytes(path.read_bytes() + Path(f"{path}.crt").read_bytes())
    return path


def test_a_certificate_that_is_not_trusted_is_one_line(tmp_path: Path) -> None:
    own, tls = self_signed(tmp_path), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(own)
    with serving(Loopback(), tls) as service:
        repository = made(tmp_path, service.base)
        ran = repository.transpipe("draft", "-e", "libre")
        assert (ran.code, len(ran.err.splitlines()), service.bodies) == (3, 1, [])
        assert "SSL_CERT_FILE" in ran.err
        assert CANARY not in ran.err
        trusting = replace(repository, environment=KEYS | {"SSL_CERT_FILE": f"{own}.crt"})
        assert trusting.transpipe("draft", "-e", "libre", "--limit", "1").code == 0
    assert service.asked == TEXTS[:1]
