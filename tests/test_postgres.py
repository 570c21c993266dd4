"""The shared memory, on a real server: its answers are SQLite's, and each keeps to its own.

`make test-postgres` runs these.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from sqlalchemy import create_engine, text

from tests.conftest import ROOT
from tests.postgres import programs, server
from tests.repository import Repository, small
from tests.test_memory import PAIRS, Rows, articles, changes, texts
from transpipe.draft.memory import nearest
from transpipe.engines.postgres import Copied, Postgres
from transpipe.engines.postgres import memory as module
from transpipe.engines.sqlite import Sqlite
from transpipe.errors import EngineFault
from transpipe.model import Remembered
from transpipe.ports import Memory
from transpipe.workflows.memory import find

pytestmark = pytest.mark.postgres
NAMES = count()
ENGLISH = "# Gardening\n\nTea leaves unfold in warm water.\n"
CHINESE = "# 园艺\n\n茶叶在温水里舒展。\n"


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    if programs() is None:
        if os.environ.get("CI") == "true":
            pytest.fail("PostgreSQL is not installed")
        pytest.skip("PostgreSQL is not installed")
    with server() as address:
        yield address


@pytest.fixture
def address(host: str) -> str:
    """A database of its own for each test."""
    return made(host)


def made(host: str, options: str = "") -> str:
    """A new database."""
    name = f"base{next(NAMES)}"
    ordered(host.format("postgres"), f"create database {name} {options}")
    return host.format(name)


def ordered(address: str, *orders: str) -> None:
    """Has the server do something, past the memory."""
    engine = create_engine(address.replace("postgresql:", "postgresql+psycopg:"))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for order in orders:
            connection.execute(text(order))
    engine.dispose()


# ── what it answers ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("moderate", [100_000, 0], ids=["as a whole", "piece by piece"])
def test_it_answers_as_sqlite_does(
    address: str, monkeypatch: pytest.MonkeyPatch, moderate: int
) -> None:
    monkeypatch.setattr(module, "_MODERATE", moderate)
    postgres = Postgres(address, "site")

    @given(rows=articles, asked=texts)
    @settings(max_examples=20)
    def holds(rows: Rows, asked: list[str]) -> None:
        sqlite = Sqlite()
        sqlite.update(changes(rows))
        postgres.update(dict.fromkeys(postgres.known()) | changes(rows))  # whatever was there
        assert answers(postgres, asked, rows) == answers(sqlite, asked, rows)
        assert answers(Postgres(address, "site"), asked, rows) == answers(sqlite, asked, rows)

    holds()


def answers(memory: Memory, asked: list[str], rows: Rows) -> list[object]:
    words = " ".join(asked)
    sources = sorted({source for each in rows.values() for source, _target in each})
    return [
        # Of many that share as many words the two may look at others: their order is not the same.
        *map(sorted, memory.similar(words)),
        nearest(words, memory),
        dict(memory.counts()),
        memory.all(),
        [memory.units(source) for source in sources],
        [memory.quoting(word, 5) for word in (words, "TEA", "茶", "%", "_", "\\", "p`x")],
        [memory.rarity(word) for word in (*asked, "nowhere", "。")],
    ]


def test_two_chinese_characters_are_found_and_capitals_make_no_difference(address: str) -> None:
    memory = filled(address, "site", *PAIRS)
    assert memory.quoting("缓存", 9) == (PAIRS[0],)
    assert memory.quoting("TEA", 9) == (PAIRS[2],)
    assert memory.quoting("慢慢舒展", 9) == (PAIRS[2],)
    assert memory.quoting("%", 9) == ()


def filled(address: str, owner: str, *pairs: Remembered) -> Postgres:
    memory = Postgres(address, owner)
    memory.update({"f": ("1", pairs)})
    return memory


def test_what_no_index_takes_is_found_and_what_nothing_can_write_is_left_out(address: str) -> None:
    endless = Remembered("The key is " + "QUJD" * 4000 + ".", "密钥如上。", "a")
    nul = Remembered("A NUL \0 byte.", "一个字节。", "a")
    memory = filled(address, "site", *PAIRS, nul, endless)
    assert memory.all() == (*PAIRS, endless)
    hit = find(endless.source.replace("key", "token"), memory)
    assert hit is not None
    assert hit.source == endless.source
    assert memory.quoting("\0", 9) == ()


# ── who shares it ───────────────────────────────────────────────────────────────────────────────


def test_each_repository_keeps_to_its_own_and_finds_what_others_have(address: str) -> None:
    one, two = filled(address, "one", PAIRS[0]), filled(address, "two", *PAIRS)
    assert (one.known(), two.known()) == ({"f": "1"}, {"f": "1"})
    assert [u.article for u in one.units(PAIRS[0].source)] == ["a", "two:a"]
    assert [u.article for u in two.units(PAIRS[0].source)] == ["a", "one:a"]
    one.update({"f": None})
    assert two.all() == PAIRS
    assert [u.article for u in one.all()] == ["two:a", "two:a", "two:b"]
    two.update({"f": None})
    assert set(one.counts().values()) == {0}


def test_who_comes_at_the_same_time_loses_nothing(address: str) -> None:
    def fill(number: int) -> None:
        memory = Postgres(address, f"site{number}")
        for _ in range(3):
            memory.update({"f": None})
            memory.update({"f": ("1", PAIRS[number % 2 :])})

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(fill, range(4)))
    together, alone = Postgres(address, "site0"), Sqlite()
    alone.update({str(n): ("1", PAIRS[n % 2 :]) for n in range(4)})
    assert together.counts() == alone.counts()
    for pair in PAIRS:
        assert list(together.similar(pair.source)) == list(alone.similar(pair.source))


def test_a_dry_run_changes_nothing_for_anybody(address: str) -> None:
    assert Copied(address, "site").all() == ()
    memory, other = filled(address, "site", *PAIRS), filled(address, "other", *PAIRS[1:])
    dry = Copied(address, "site")
    assert (dry.known(), dry.all()) == (memory.known(), memory.all())
    assert dry.units(PAIRS[1].source) == memory.units(PAIRS[1].source)
    dry.update({"f": None, "g": ("1", PAIRS[:1])})
    memory.update({"f": ("2", PAIRS[:2])})
    assert dry.known() == {"g": "1"}
    assert [unit.article for unit in dry.all()] == ["a", "other:a", "other:b"]
    assert Postgres(address, "other").all()[:2] == other.all()[:2] == PAIRS[1:]


# ── what is no use ──────────────────────────────────────────────────────────────────────────────

OTHER_SCHEMA = ("create schema transpipe", "create table transpipe.tea(leaf text)")
OTHER_FORMAT = ("update transpipe.format set number = 99",)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("postgresql://ada:s3cret@127.0.0.1:9/tea", "127.0.0.1:9/tea"),
        ("postgresql://ada:s3cret@no-such-host.invalid/tea?connect_timeout=3", "invalid/tea"),
        ("postgresql://ada:s3cret@x@127.0.0.1:9/tea", "%40"),
        ("postgresql://ada:s3cret@127.0.0.1:s3cret/tea", "postgresql://USER@HOST/NAME"),
        ("postgresql:///tea?host=/nowhere&password=s3cret", "/nowhere"),
    ],
)
def test_a_server_that_is_not_there_is_one_line_without_a_password(
    tmp_path: Path, address: str, said: str
) -> None:
    refused(shared(tmp_path, address), said)


def test_a_password_that_is_wrong_is_not_shown(tmp_path: Path, host: str) -> None:
    ordered(host.format("postgres"), "create role ada login")
    address = host.replace("postgres@", "ada:s3cret@").format("nowhere")
    refused(shared(tmp_path, address), '"nowhere" does not exist')


@pytest.mark.parametrize("encoding", ["UTF8", "SQL_ASCII"])
def test_chinese_characters_must_be_letters(tmp_path: Path, host: str, encoding: str) -> None:
    locale = f"encoding '{encoding}' lc_ctype 'C' lc_collate 'C' template template0"
    refused(shared(tmp_path, made(host, locale)), "LC_CTYPE C)", "C.UTF-8")


def test_other_tables_are_not_touched(tmp_path: Path, address: str) -> None:
    ordered(address, *OTHER_SCHEMA)
    refused(shared(tmp_path, address), "schema `transpipe`", "another database")


def test_another_format_is_refused(tmp_path: Path, address: str) -> None:
    filled(address, "site", *PAIRS)
    ordered(address, *OTHER_FORMAT)
    refused(shared(tmp_path, address), "format 99")


def test_who_may_not_make_tables_is_told(tmp_path: Path, host: str, address: str) -> None:
    ordered(host.format("postgres"), "create role bob login")
    refused(shared(tmp_path, address.replace("postgres@", "bob@")), "permission denied")


def shared(place: Path, address: str, name: str = "site") -> Repository:
    """A small repository that shares a memory."""
    made = small(place / name, {"原文/a.md": ENGLISH, "译文/a.md": CHINESE})
    made.steps("init", "align")
    settings = made.read("transpipe.toml")
    made.write("transpipe.toml", f'memory = "{address}"\nmemory_name = "{name}"\n{settings}')
    return made


def refused(made: Repository, *said: str) -> None:
    """A memory that cannot be asked stops a draft, unless it was told to do without."""
    made.write("原文/b.md", ENGLISH.replace("warm", "cold"))
    made.steps("sync")
    before = made.state()
    for command in ("draft --engine echo", "tm search 茶叶", "tm stats"):
        ran = made.transpipe(*command.split())
        assert (ran.code, ran.out) == (3, ""), ran
        assert len(ran.err.splitlines()) == 1
        assert "transpipe.toml:1: memory: " in ran.err
        assert all(words in ran.err for words in (*said, "--no-memory")), ran.err
        assert "s3cret" not in ran.err
    assert made.state() == before
    made.steps("draft --engine echo --no-memory")
    assert made.state() != before


def test_it_goes_away_in_between(address: str) -> None:
    memory = filled(address, "site", *PAIRS)
    orders = "select pg_terminate_backend(pid) from pg_stat_activity where datname = '{}'"
    name = address.split("@/")[1].split("?")[0]
    ordered(address.replace(name, "postgres"), orders.format(name))
    with pytest.raises(EngineFault) as fault:
        memory.units(PAIRS[0].source)
    assert "\n" not in str(fault.value)


# ── as a user has it ────────────────────────────────────────────────────────────────────────────


def test_one_site_drafts_from_what_another_has_translated(tmp_path: Path, address: str) -> None:
    one, two = shared(tmp_path, address, "one"), shared(tmp_path, address, "two")
    two.write("原文/b.md", "# Kites\n\nKites need a steady wind to climb.\n")
    two.write("译文/b.md", "# 风筝\n\n风筝要有平稳的风才能升高。\n")
    two.steps("align", "tm stats")
    found = one.transpipe("tm", "search", "风筝")
    assert "two:原文/b.md" in found.out
    one.write("原文/c.md", "# Toys\n\nKites need a steady wind to climb.\n")
    one.steps("sync")
    dry = one.transpipe("draft", "--dry-run")
    assert "draft from memory" in dry.out
    one.steps("draft")
    assert one.units("原文/c.md")["Kites need a steady wind to climb."].target.startswith("风筝")
    one.steps("tm export")
    assert not (one.root / ".transpipe" / "memory").exists()


def test_what_others_have_translated_since_is_drafted(tmp_path: Path, address: str) -> None:
    one, two = shared(tmp_path, address, "one"), shared(tmp_path, address, "two")
    one.write("原文/c.md", "# Toys\n\nKites need a steady wind to climb.\n")
    one.steps("run --draft", "run --draft")
    two.write("原文/b.md", "# Kites\n\nKites need a steady wind to climb.\n")
    two.write("译文/b.md", "# 风筝\n\n风筝要有平稳的风才能升高。\n")
    two.steps("align", "tm stats")
    one.steps("run --draft")
    assert one.units("原文/c.md")["Kites need a steady wind to climb."].target.startswith("风筝")


def test_without_a_name_it_is_called_what_it_was_cloned_from(tmp_path: Path, address: str) -> None:
    made = shared(tmp_path, address)
    settings = made.read("transpipe.toml").replace('memory_name = "site"\n', "")
    made.write("transpipe.toml", settings)
    made.git("remote", "add", "origin", "https://ada:s3cret@example.org/team/docs.git")
    made.steps("tm stats")
    assert Postgres(address, "team/docs").known().keys() == {"locales/zh_CN/LC_MESSAGES/原文/a.po"}


# ── the server of these tests ───────────────────────────────────────────────────────────────────

_ASKS = (
    "from tests.postgres import server\nwith server() as a:\n    print(a, flush=True)\n    input()"
)


def test_the_server_ends_with_who_asked_for_it(host: str) -> None:
    command = [sys.executable, "-c", _ASKS]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, cwd=ROOT, text=True, **pipes) as asking:
        assert asking.stdout is not None
        folder = Path(asking.stdout.readline().strip().partition("?host=")[2])
        assert (folder / "data" / "postmaster.pid").exists()
        pid = int((folder / "data" / "postmaster.pid").read_text().split()[0])
        asking.kill()
    until = time.monotonic() + 30
    while Path(f"/proc/{pid}").exists() or folder.exists():
        assert time.monotonic() < until
        time.sleep(0.05)
