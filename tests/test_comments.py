"""What a translator meets first in a PO editor: kind, place, and the reason of a doubt."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest

from tests.repository import Repository, small
from tests.test_workflows import run, steady
from transpipe.model import Doubt, State
from transpipe.publish.comments import reason
from transpipe.publish.language import speak

ARTICLE, FILE = "原文/a.md", "译文/a.md"
PO = "locales/zh_CN/LC_MESSAGES/原文/a.po"
ENGLISH = """# Caches

A cache keeps answers that were expensive to find.

## Eviction

- Old entries are dropped first.

| Name | Meaning |
| --- | --- |
| ttl | The time that an entry lives. |

<!-- i18n:comment: Not a person. -->
A reader asks the nearest replica.
"""
CHINESE = """# 缓存

缓存保存那些很难得到的答案。

## 淘汰

- 最旧的条目先被丢弃。

| 名称 | 含义 |
| --- | --- |
| ttl | 一个条目存活的时间。 |

读者询问最近的副本。
"""


@pytest.fixture
def made(tmp_path: Path) -> Repository:
    repository = small(tmp_path / "work", {ARTICLE: ENGLISH, FILE: CHINESE})
    for command in ("init", "align"):
        run(repository, command)
    return repository


def comments(repository: Repository) -> dict[str, str]:
    """What polib, and with it every editor built on it, shows beside each text."""
    file = polib.pofile(str(repository.root / PO))
    return {entry.msgid: entry.comment for entry in file if not entry.obsolete}


def test_each_unit_says_what_it_is_and_where(made: Repository) -> None:
    said = comments(made)
    assert said["Caches"].startswith("§ 标题")
    assert said["A cache keeps answers that were expensive to find."].startswith("§ 段落")
    assert said["Old entries are dropped first."].startswith("§ 列表项 · 在「Eviction」下")
    assert said["Meaning"].startswith("§ 单元格 · 在「Eviction」下")
    first, *rest = said["A reader asks the nearest replica."].split("\n")
    assert first.startswith("§ 段落 · 在「Eviction」下")
    assert rest == ["Not a person."]


def test_it_speaks_the_language_of_the_project(tmp_path: Path) -> None:
    made = small(tmp_path / "work", {ARTICLE: ENGLISH, FILE: CHINESE})
    made.write("transpipe.toml", 'language = "en"\n')
    run(made, "align")
    said = comments(made)["Old entries are dropped first."]
    assert said.startswith("§ list item · under “Eviction”")


def test_a_stale_unit_says_so_until_it_is_confirmed(made: Repository) -> None:
    made.confirm(ARTICLE)
    run(made, "sync")
    new = ENGLISH.replace("are dropped first", "are never dropped at all")
    made.write(ARTICLE, new)
    run(made, "sync")
    text = "Old entries are never dropped at all."
    assert "已过期" in comments(made)[text]
    made.translate(ARTICLE, {text: "旧的条目从不被丢弃。"})
    made.write(ARTICLE, new.replace("nearest replica", "nearest replica of all"))
    run(made, "sync")
    assert "已过期" not in comments(made)[text]


def test_a_draft_says_whose_it_is(made: Repository) -> None:
    made.write(ARTICLE, ENGLISH + "\nErrors are never kept.\n")
    run(made, "sync")
    run(made, "draft", "--engine", "echo")
    assert "echo 的草稿" in comments(made)["Errors are never kept."]


def test_every_doubt_has_a_reason(made: Repository) -> None:
    units = made.catalogue(ARTICLE).active()
    doubtful = [u for u in units if u.state is State.FUZZY]
    assert all(u.origin is not None and u.origin.doubt for u in doubtful)
    chinese = speak("zh_CN")
    words = {reason(doubt, chinese) for doubt in Doubt}
    assert len(words) == len(Doubt)
    assert all(any("一" <= c <= "鿿" for c in word) for word in words)


def test_comments_alone_write_nothing(made: Repository) -> None:
    """A catalogue without them, as another tool left it, stays as it is."""
    made.confirm(ARTICLE)
    run(made, "sync")
    text = made.read(PO)
    bare = "".join(x for x in text.splitlines(keepends=True) if not x.startswith("#. §"))
    assert bare != text
    made.write(PO, bare)
    run(made, "sync")
    assert made.read(PO) == bare
    made.write(ARTICLE, ENGLISH.replace("nearest replica", "nearest replica of all"))
    run(made, "sync")
    assert comments(made)["Caches"].startswith("§ 标题")
    steady(made, "sync")
