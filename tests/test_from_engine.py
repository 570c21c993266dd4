"""What engines are shown beside a text, and what they make of stale units."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from tests.loopback import Loopback, serving, source, translated
from tests.repository import Repository, small
from tests.test_services import KEYS
from transpipe.model import State

ARTICLE = "原文/a.md"
# Nothing that the memory could make of another text.
THIRD = "Nobody counts the idle threads of job 3 here."
OLD = "工作进程 2 等着下一个任务。"


def made(folder: Path, base: str) -> Repository:
    files = {ARTICLE: f"{source(1)}\n\n{source(2)}\n\n{THIRD}\n"}
    repository = replace(small(folder / "r", dict(files)), environment=KEYS)
    repository.steps("init", "sync")
    settings = f'\n[draft]\nengine = "openai"\nmodel = "small"\nurl = "{base}/v1"\n'
    repository.write("transpipe.toml", repository.read("transpipe.toml") + settings)
    terms = '[[term]]\nsource = "job"\ntarget = ["任务"]\nforbidden = ["工单"]\n'
    repository.write("terms.toml", terms)
    repository.translate(ARTICLE, {source(1): translated(source(1)), source(2): OLD})
    # No machine can follow that, and no rule patch it.
    changed = source(2).replace("next job to come in", "first job of the whole day")
    repository.write(ARTICLE, files[ARTICLE].replace(source(2), changed))
    repository.steps("sync")
    return repository


def shown(service: Loopback) -> dict[str, dict[str, object]]:
    """What a model got for each text."""
    rows = {}
    for body in service.bodies:
        texts = json.loads(json.loads(body)["messages"][-1]["content"])["texts"]
        rows |= {row["text"]: row for row in texts.values()}
    return rows


def test_a_model_is_shown_words_neighbours_and_what_was(tmp_path: Path) -> None:
    with serving(Loopback()) as service:
        repository = made(tmp_path, service.base)
        ran = repository.transpipe("draft", "-e", "openai")
    assert ran.code == 0, ran.out + ran.err
    rows = shown(service)
    stale = next(text for text in rows if "whole day" in text)
    assert rows[THIRD]["before"] == stale
    assert rows[THIRD]["words"] == [{"term": "job", "use": ["任务"], "never": ["工单"]}]
    assert rows[stale]["alike"] == [{"source": source(1), "target": translated(source(1))}]
    assert rows[stale]["old"] == {"source": source(2), "target": OLD}


def test_words_of_a_person_stay_and_the_suggestion_stands_beside(tmp_path: Path) -> None:
    with serving(Loopback()) as service:
        repository = made(tmp_path, service.base)
        before = repository.units(ARTICLE)
        ran = repository.transpipe("draft", "-e", "openai")
    assert translated(source(2)) in ran.out
    units = repository.units(ARTICLE)
    stale = next(text for text in units if "whole day" in text)
    assert units[stale] == before[stale]
    assert units[stale].target == OLD
    assert units[THIRD].state is State.FUZZY
    assert units[THIRD].target == translated(THIRD)


def test_texts_are_asked_once_for_engines_that_see_no_neighbours(tmp_path: Path) -> None:
    files = {f"原文/{name}.md": f"# {name * 3}\n\n{source(1)}\n\nEnd of {name}.\n" for name in "ab"}
    with serving(Loopback()) as service:
        repository = replace(small(tmp_path / "r", dict(files)), environment=KEYS)
        repository.steps("init", "sync")
        settings = f'\n[draft]\nengine = "libre"\nurl = "{service.base}"\n'
        repository.write("transpipe.toml", repository.read("transpipe.toml") + settings)
        repository.transpipe("draft", "-e", "libre", "--no-memory")
    assert service.asked.count(source(1)) == 1


def test_a_dry_run_counts_what_would_be_asked_for_stale_units(tmp_path: Path) -> None:
    with serving(Loopback()) as service:
        repository = made(tmp_path, service.base)
        said = repository.transpipe("draft", "-e", "openai", "--dry-run").out
        assert (service.asked, service.bodies) == ([], [])
        repository.transpipe("draft", "-e", "openai")
    sent = shown(service)
    assert len(sent) == 2
    assert f"at most 2 texts would be sent to openai: {sum(map(len, sent))} characters" in said
