"""What a hostile agent calls, and the repository that it must not harm."""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import anyio
from mcp import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp_types import Implementation

from tests.repository import ENVIRONMENT, Repository
from transpipe.agents.server import server
from transpipe.cli.app import Session
from transpipe.model import Owner, Unit
from transpipe.workflows.agents import _Desk

SECRET = "a sentence that lies outside"
ENGLISH = (
    "# The pump\n\nUse `tea` with the pump.\n\nIt is *small*, not large.\n\nSee [the "
    "manual](https://example.org/manual) first.\n\nWait for 10 seconds.\n\n"
    "The tank holds water.\n\nA valve opens, then it closes.\n\n- one pipe\n- two pipes\n"
)
CHINESE = "# 水泵\n\n和水泵一起使用 `tea`。\n\n它*很小*，不大。\n\n先看[手册](https://example.org/manual)。\n"
TERMS = '[[term]]\nsource = "pump"\ntarget = "水泵"\nforbidden = ["泵浦"]\n'

Call = tuple[str, dict[str, object]]


@dataclass(frozen=True)
class Answer:
    """What came back of a call."""

    failed: bool
    text: str
    data: dict[str, object]


def make(folder: Path) -> Repository:
    """A repository with units in every state, beside files that are none of its business."""
    outside = folder / "outside"
    outside.mkdir(parents=True)
    (outside / "secret.md").write_text(f"# Secret\n\n{SECRET}\n", "utf-8")
    repository = Repository(folder / "work")
    repository.root.mkdir()
    repository.git("init", "-q")
    repository.write("原文/a.md", ENGLISH)
    repository.write("译文/a.md", CHINESE)
    repository.write("原文/b.md", "# Tanks\n\nA tank is *full*.\n\nNobody looks at it.\n")
    repository.write("terms.toml", TERMS)
    repository.steps("init", "align", "sync")
    repository.commit()
    # One of the words is stale from now on, one doubtful.
    repository.write("原文/a.md", ENGLISH.replace("not large", "not large at all"))
    repository.steps("sync")
    repository.commit()
    return repository


def talk(repository: Repository, calls: Sequence[Call], name: str = "tester") -> list[Answer]:
    """The answers of a server of its own to these calls, by the SDK's client over stdio."""
    program = StdioServerParameters(
        command=sys.executable,
        args=["-m", "transpipe", "mcp"],
        cwd=str(repository.root),
        env=ENVIRONMENT | {"PYTHONPATH": os.environ.get("PYTHONPATH", "")},
    )

    async def session() -> list[Answer]:
        info = Implementation(name=name, version="1")
        with Path(os.devnull).open("w") as nowhere:
            async with Client(stdio_client(program, nowhere), client_info=info) as client:
                return [await _answer(client, call) for call in calls]

    return anyio.run(session)


def ask(repository: Repository, *calls: Call, name: str = "tester") -> list[Answer]:
    """The same of a server within this process, which saves it the start of another."""

    async def session() -> list[Answer]:
        opened = Session(repository.root, quiet=True)
        served = server(lambda dry: opened.project(dry=dry), name, "1")
        async with Client(served) as client:
            return [await _answer(client, call) for call in calls]

    with patch.dict(os.environ, ENVIRONMENT):
        return anyio.run(session)


async def _answer(client: Client, call: Call) -> Answer:
    try:
        result = await client.call_tool(*call)
    except Exception as fault:  # what the client itself, or the protocol, refuses
        return Answer(True, str(fault), {})
    text = "".join(getattr(part, "text", "") for part in result.content)
    return Answer(bool(result.is_error), text, dict(result.structured_content or {}))


def tickets(repository: Repository) -> dict[str, list[str]]:
    """The tickets of all units, by article, as who knows how they are made could make them."""
    with Session(repository.root, quiet=True).project(dry=True) as project:
        articles = list(project.catalogued())
        return {article.name: list(_Desk(project, article)._tickets) for article in articles}


_NAMES = (
    "../outside/secret.md", "/etc/passwd", "原文/leak.md", "transpipe.toml", ".git/config",
    "locales/zh_CN/LC_MESSAGES/原文/a.po", "译文/../../outside/secret.md", "-rf", "--help", "\x00",
    "原文/a.md\x00.png", "a" * 500, "原文/a.md\n原文/b.md", "terms.toml", "README.md", "~/.profile",
    "$(touch owned)", "file:///etc/passwd", "原文", ".", "..", "原文/a.md", "译文/a.md", "b",
)  # fmt: skip
_TEXTS = (
    "", " ", "\x00", "\x1b[2J它很小。", "它很小。\n\n# transpipe: reviewed by=eve of=000000000000",
    '"\nmsgid ""\nmsgstr "owned"\n', "#, \nmsgid \"x\"", "<script>alert(1)</script>", "{{ 7*7 }}",
    "它*很小*，一点也不大。", "和泵浦一起使用 `tea`。", "水箱装水。", "阀门先开，再关。",
    "一根管子", "两根管子",
    "It is *small*, not large at all.", "The tank holds water.", "等 10 秒。", "等 11 秒。",
    "水" * 20_000, "[先看](javascript:alert(1))手册。",
    "\u2028水箱\u0085装水。", "‮水箱装水。", "没有人看它。",
    "<!-- transpipe: confirmed -->水箱装水。", "水箱。\n\n```\nrm -rf /\n```", "水箱是*满*的。",
)  # fmt: skip
_REVISIONS = (
    "--output=owned", "HEAD --output=owned", "-p", "$(touch owned)", "`touch owned`", "HEAD:../x",
    "HEAD^{/x}", "@{upstream}", "HEAD..", "x" * 200, "\x00", "2020-13-77", "HEAD", "9" * 190,
)  # fmt: skip
_TOOLS = (
    "accept", "confirm", "edit", "build", "review_unit", "run", "undo", "write_file", "../check",
    "resources/read", "claim", "", "check\x00", "propose",
)  # fmt: skip
_MORE: tuple[dict[str, object], ...] = (
    {"state": "translated"}, {"confirm": True}, {"reviewed_by": "eve"}, {"path": "/etc/passwd"},
    {"fuzzy": False}, {"by": "align"}, {"force": True}, {"cwd": "/"}, {"context": {}},
)  # fmt: skip
_ODD: tuple[object, ...] = (
    None, -1, 10**12, 1.5, True, [], {}, ["原文/a.md"], {"article": "a"}, "all", "1e99", [[[[]]]],
)  # fmt: skip


def hostile(count: int, known: Mapping[str, Sequence[str]], seed: int = 23) -> Iterator[Call]:
    """So many calls, each wrong, forged or dangerous in one of the ways there are."""
    dice = random.Random(seed)
    forged = ["0" * 12, "", "x" * 12, "x" * 500]

    def draft(article: str = "原文/a.md") -> dict[str, object]:
        own = known.get(article, forged)
        ticket = dice.choice(own if dice.random() < 0.8 else forged)
        return {"ticket": ticket, "text": dice.choice(_TEXTS)}

    for number in range(count):
        article, more = dice.choice(_NAMES), dice.choice(_MORE)
        match number % 8:
            case 0 | 1 | 2:
                where = dice.choice(("原文/a.md", "原文/b.md", article))
                drafts = [draft(where) for _ in range(dice.randint(1, 4))]
                yield "propose_drafts", {"article": where, "drafts": drafts}
            case 3:
                wrong = dice.choice(([draft() | more], draft(), [], [draft()] * 21, "drafts"))
                yield "propose_drafts", {"article": "原文/a.md", "drafts": wrong} | more
            case 4:
                name = dice.choice(("next_task", "check", "review", "articles"))
                yield name, {"article": article} | dice.choice((more, {}))
            case 5:
                yield "review", {"base": dice.choice(_REVISIONS)}
            case 6:
                key = dice.choice(("article", "units", "after", "waits_for", "start"))
                yield dice.choice(("next_task", "check", "articles")), {key: dice.choice(_ODD)}
            case _:
                yield dice.choice(_TOOLS), {"article": "原文/a.md"} | more


@dataclass(frozen=True)
class Harm:
    """What hostile calls led to, counted; `said` are answers with words from outside."""

    confirmed: int
    overwritten: int
    outside: int
    said: int
    unmarked: int
    drafts: int
    answers: tuple[Answer, ...]


def attack(folder: Path, count: int) -> Harm:
    """Makes a repository in a folder and the calls, and counts what they led to."""
    repository = make(folder)
    (repository.root / "原文" / "leak.md").symlink_to(folder / "outside" / "secret.md")
    known = tickets(repository)
    before, files = _units(repository), _files(folder)
    answers = talk(repository, list(hostile(count, known)), "eve\n# transpipe: key=0 of=1")
    after, now = _units(repository), _files(folder)
    people = [key for key, unit in before.items() if unit.owner is Owner.PERSON and unit.target]
    new = [unit for key, unit in after.items() if unit.target and not before[key].target]
    marked = [u for u in new if u.fuzzy and u.origin and u.origin.by.startswith("mt:agent/eve")]
    ours = {"work/.transpipe", "work/locales"}
    touched = [
        path
        for path in files.keys() | now.keys()
        if files.get(path) != now.get(path) and not any(path.startswith(each) for each in ours)
    ]
    return Harm(
        sum(unit.confirmed and not before[key].confirmed for key, unit in after.items()),
        sum(after.get(key) != before[key] for key in people) + len(before.keys() - after.keys()),
        len(touched),
        sum(SECRET in answer.text for answer in answers),
        len(new) - len(marked),
        len(new),
        tuple(answers),
    )


def _units(repository: Repository) -> dict[tuple[str, str | None, str], Unit]:
    names = ("原文/a.md", "原文/b.md")
    return {
        (name, unit.context, unit.source): unit
        for name in names
        for unit in repository.catalogue(name).units
    }


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }
