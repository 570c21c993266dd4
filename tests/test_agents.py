"""Agents: they are offered what waits, and what they hand in is a draft, whatever they call."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.agents import ENGLISH, Answer, ask, attack, make, talk
from tests.repository import Repository
from tests.snapshot import made_once
from transpipe.model import Locale, Maker, Origin, State
from transpipe.po.marks import format_mark, parse_mark
from transpipe.repository import Workspace
from transpipe.repository.suggestions import suggested
from transpipe.workflows.agents import named
from transpipe.workflows.skill import SKILL

TOOLS = {"how_to_translate", "articles", "next_task", "propose_drafts", "check", "review"}


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """One with units in every state."""
    return Repository(made_once("agents", tmp_path / "here", make) / "work")


def task(repository: Repository, **wanted: object) -> dict[str, dict[str, object]]:
    """The units that are offered, by their source."""
    (answer,) = ask(repository, ("next_task", {"article": "原文/a.md", "units": 20, **wanted}))
    assert not answer.failed, answer.text
    units = answer.data["units"]
    assert isinstance(units, list)
    return {unit["source"]: unit for unit in units}


def propose(repository: Repository, ticket: object, text: str, name: str = "tester") -> Answer:
    """What becomes of a draft."""
    drafts = [{"ticket": ticket, "text": text}]
    (answer,) = ask(
        repository, ("propose_drafts", {"article": "原文/a.md", "drafts": drafts}), name=name
    )
    return answer


def judged(answer: Answer) -> dict[str, object]:
    """What is said of the one draft."""
    assert not answer.failed, answer.text
    found = answer.data["result"]
    assert isinstance(found, list)
    return dict(found[0])


@pytest.mark.more
def test_over_stdio_an_agent_drafts_what_it_was_offered(repository: Repository) -> None:
    ticket = task(repository)["Wait for 10 seconds."]["ticket"]
    drafts = [{"ticket": ticket, "text": "等待 10 秒。"}]
    offered, told, rows, terms, done = talk(
        repository,
        [
            ("next_task", {"article": "a", "units": 1}),
            ("check", {}),
            ("articles", {}),
            ("how_to_translate", {}),
            ("propose_drafts", {"article": "a", "drafts": drafts}),
        ],
        "Some Agent/2",
    )
    (unit,) = offered.data["units"]  # type: ignore[misc]
    assert (unit["ticket"], unit["open"]) == (ticket, True)
    assert unit["before"] == "See [the manual](https://example.org/manual) first."
    assert offered.data["left"] == 4
    assert "stale-content" in told.text
    assert '"article": "原文/a.md"' in rows.text
    assert "| pump | 水泵 | 泵浦 |" in terms.text
    assert judged(done)["drafted"]
    now = repository.units("原文/a.md")["Wait for 10 seconds."]
    assert (now.target, now.state) == ("等待 10 秒。", State.FUZZY)
    assert now.origin is not None
    assert now.origin.by == "mt:agent/Some-Agent-2"


def test_what_waits_for_a_person_is_shown_and_stays(repository: Repository) -> None:
    before = repository.units("原文/a.md")
    waiting = task(repository, waits_for="person")
    (stale,) = (unit for unit in waiting.values() if unit["state"] == "stale")
    assert stale["was"] == "It is *small*, not large."
    assert not stale["open"]
    assert judged(propose(repository, stale["ticket"], "它很小。"))["reason"]
    said = judged(propose(repository, stale["ticket"], "它*很小*，一点也不大。"))
    assert (said["drafted"], said["suggested"]) == (False, True)
    assert repository.units("原文/a.md") == before
    shown = repository.process("edit", "--json-lines", "--state", "stale").out
    offered = json.loads(shown.splitlines()[0])["suggestions"]
    assert ("它*很小*，一点也不大。", "mt:agent/tester") in [
        (o["text"], o["origin"]) for o in offered
    ]


def test_nothing_is_suggested_beside_words_that_somebody_stands_by(repository: Repository) -> None:
    (stale,) = (u for u in task(repository, waits_for="person").values() if u["state"] == "stale")
    repository.steps("accept 原文/a.md:5")
    said = judged(propose(repository, stale["ticket"], "它*很小*，一点也不大。"))
    assert (said["drafted"], said["suggested"]) == (False, False)
    assert suggested(Workspace(repository.root), "原文/a.md", Locale.ZH_CN) == {}


@pytest.mark.more
def test_a_ticket_is_void_once_its_source_or_a_term_has_changed(repository: Repository) -> None:
    ticket = task(repository)["The tank holds water."]["ticket"]
    repository.write("terms.toml", '[[term]]\nsource = "tank"\ntarget = "水箱"\n')
    assert "changed" in str(judged(propose(repository, ticket, "罐子装水。"))["reason"])
    unit = task(repository)["The tank holds water."]
    assert unit["terms"] == [{"source": "tank", "targets": ["水箱"], "not_these": []}]
    repository.write("原文/a.md", ENGLISH.replace("holds water", "holds no water"))
    repository.steps("sync")
    assert "changed" in str(judged(propose(repository, unit["ticket"], "水箱装水。"))["reason"])


def test_an_agent_betters_its_own_draft_and_no_other(repository: Repository) -> None:
    ticket = task(repository)["The tank holds water."]["ticket"]
    first = judged(propose(repository, ticket, "水箱里装着水。"))
    other = judged(propose(repository, first["ticket"], "水箱里有水。", "b"))
    assert (other["drafted"], other["suggested"]) == (False, True)
    second = judged(propose(repository, first["ticket"], "水箱装水。"))
    assert second["text"] == "水箱装水。"
    repository.steps("accept 原文/a.md:11")
    assert "changed" in str(judged(propose(repository, second["ticket"], "罐。"))["reason"])
    now = repository.units("原文/a.md")["The tank holds water."]
    assert (now.target, now.confirmed) == ("水箱装水。", True)


def test_what_damages_the_source_is_refused_with_its_reason(repository: Repository) -> None:
    unit = task(repository)["Wait for 10 seconds."]
    for text in ("等待 11 秒。", "", "等待 10 秒。\n\n# 标题", "等待 `10` 秒。"):
        said = judged(propose(repository, unit["ticket"], text))
        assert not said["drafted"], text
        assert said["reason"], text
    assert not repository.units("原文/a.md")["Wait for 10 seconds."].target


@pytest.mark.more
def test_units_are_given_out_in_parts(repository: Repository) -> None:
    call = {"article": "原文/a.md", "units": 2}
    (first,) = ask(repository, ("next_task", call))
    tickets = [unit["ticket"] for unit in first.data["units"]]  # type: ignore[attr-defined]
    (rest,) = ask(repository, ("next_task", call | {"after": tickets[-1]}))
    assert len(tickets) == 2
    assert not set(tickets) & {u["ticket"] for u in rest.data["units"]}  # type: ignore[attr-defined]
    (odd,) = ask(repository, ("next_task", call | {"after": "0" * 12}))
    assert odd.failed


def test_unknown_arguments_and_tools_are_refused(repository: Repository) -> None:
    calls = [("next_task", {"confirm": True}), ("accept", {}), ("check", {"path": "/etc/passwd"})]
    assert all(answer.failed for answer in ask(repository, *calls))


@pytest.mark.more
def test_hostile_calls_do_no_harm(tmp_path: Path) -> None:
    harm = attack(tmp_path, 300)
    assert len(harm.answers) == 300
    assert harm.drafts > 2, "some of what is proposed is fit to be a draft"
    wrong = (harm.confirmed, harm.overwritten, harm.outside, harm.said, harm.unmarked)
    assert wrong == (0, 0, 0, 0, 0)


@pytest.mark.more
def test_lines_that_are_no_requests_do_no_harm(repository: Repository) -> None:
    """What the SDK's client would not even send."""
    before = repository.state()
    lines = [b"{", b"\xff\xfe", b"null", b"[]", b'{"jsonrpc": "2.0", "id": 1, "method": "x"}']
    arguments = {"article": "原文/a.md", "drafts": [{"ticket": "0" * 12, "text": "\ud800"}]}
    call = {"name": "propose_drafts", "arguments": arguments}
    lines.append(json.dumps({"id": 2, "method": "tools/call", "params": call}).encode())
    done = repository.process("mcp", stdin=b"\n".join([*lines, b""]))
    assert done.code == 0, done.err
    assert repository.state() == before


@settings(max_examples=50)
@given(st.text(max_size=60))
def test_no_name_of_an_agent_says_more_than_a_name(said: str) -> None:
    made = Origin(Maker.MT, f"agent/{named(said)}", key="0" * 12, out="1" * 12)
    assert parse_mark(format_mark(made)) == made
    assert named(named(said)) == named(said)


def test_without_the_extra_it_says_which(repository: Repository) -> None:
    ours = [name for name in sys.modules if name.startswith("transpipe.agents.")]
    theirs = ["mcp", *(name for name in sys.modules if name.startswith("mcp."))]
    with patch.dict(sys.modules):
        for name in ours:
            del sys.modules[name]
        sys.modules.update(dict.fromkeys(theirs))  # type: ignore[arg-type]
        ran = repository.transpipe("mcp")
    assert (ran.code, ran.out) == (3, "")
    assert ran.err.count("\n") == 1
    assert "pip install 'transpipe[agents]'" in ran.err


def test_the_page_for_agents_follows_the_settings_until_somebody_changes_it(
    repository: Repository,
) -> None:
    repository.steps("init --agents")
    assert "水泵" in repository.read(SKILL)
    before = repository.state()
    repository.steps("init --agents")
    assert repository.state() == before
    repository.write("terms.toml", '[[term]]\nsource = "a|b"\ntarget = "甲"\n')
    repository.steps("init --agents")
    assert "| a\\|b | 甲 |" in repository.read(SKILL)
    own = repository.read(SKILL).replace("甲", "乙")
    repository.write(SKILL, own)
    assert repository.transpipe("init", "--agents").code == 4
    assert repository.read(SKILL) == own
