"""P2, P4, P6 and P10 on small repositories made at random; the wishes of the commands themselves.

`make test` takes a sample; TRANSPIPE_EXAMPLES says how many times as many are tried.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections import Counter
from contextlib import suppress
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.repository import Repository
from transpipe.editions.project import opened
from transpipe.engines.echo import Echo
from transpipe.engines.opencc import OpenCC
from transpipe.engines.sqlite import Sqlite
from transpipe.errors import WouldOverwrite
from transpipe.model import Maker, State
from transpipe.repository import Workspace
from transpipe.workflows.align import align_articles
from transpipe.workflows.build import planned, policy, written
from transpipe.workflows.draft import Helpers, draft
from transpipe.workflows.sync import sync

ARTICLE, FILE = "原文/a.md", "译文/a.md"
TIMES = int(os.environ.get("TRANSPIPE_EXAMPLES", "1"))
QUICK = settings(
    derandomize=True,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

# Pairs of blocks that say the same; `{n}` tells repeated ones apart.
PAIRS = [
    ("# Title {n}", "# 标题{n}"),
    ("## Part {n}", "## 部分{n}"),
    ("Words number {n} are here, with `code{n}`.", "第{n}段话在这里，有 `code{n}`。"),
    ("A longer paragraph {n} says\nmore than one line.", "较长的第{n}段话\n不止一行。"),
    ("* Item {n}\n* Second {n}\n  more of {n}", "* 项目{n}\n* 其二{n}\n  更多{n}"),
    ("1. One {n}\n\n   Below {n}.", "1. 其一{n}\n\n   下面{n}。"),
    ("> Quoted {n}.", "> 引用{n}。"),
    ("| Head {n} | B |\n|---|---|\n| cell | x |", "| 表头{n} | 乙 |\n|---|---|\n| 格子 | 叉 |"),
    ("```\ncode {n}\n```", "```\ncode {n}\n```"),
    ("See [link {n}](https://example.org/{n}).", "见[链接{n}](https://example.org/{n})。"),
    ("Same text.", "同样的话。"),
]
NOTES = ["译者：某人", "（译注：这里另有说明。）", "<p>题图</p>"]


@st.composite
def articles(draw: st.DrawFn) -> tuple[str, str]:
    """A source, and a translation that lacks some blocks and has some of its own."""
    chosen = draw(st.lists(st.sampled_from(PAIRS), min_size=2, max_size=7))
    english, chinese = [], []
    for number, (source, target) in enumerate(chosen):
        english.append(source.format(n=number))
        if draw(st.integers(0, 7)):
            chinese.append(target.format(n=number))
        if not draw(st.integers(0, 7)):
            chinese.append(draw(st.sampled_from(NOTES)))
    eol = draw(st.sampled_from(["\n", "\n", "\r\n"]))
    start = draw(st.sampled_from(["", "", "\ufeff"]))
    end = draw(st.sampled_from(["\n", "", "\n\n"]))
    texts = (start + "\n\n".join(blocks) + end for blocks in (english, chinese or ["# 标题"]))
    source, target = (text.replace("\n", eol) for text in texts)
    return source, target


class Small(Repository):
    """A repository in a folder of its own that goes away with it; without git."""

    def __enter__(self) -> Small:
        return self

    def __exit__(self, *_exception: object) -> None:
        shutil.rmtree(self.root, ignore_errors=True)

    def run(self, command: str) -> None:
        """Does what a command does, without a command line around it."""
        workspace = Workspace(self.root)
        project, converter = opened(workspace, workspace.config()), OpenCC()
        match command:
            case "align":
                align_articles(project, None, converter)
            case "sync":
                sync(project, None, converter)
            case "build":
                written(project, planned(project, None, policy(project.config), converter))
            case "draft":
                draft(project, None, Helpers(Echo(), Sqlite()))

    def words(self) -> Counter[str]:
        """Every text of a person that the catalogue holds, whatever its state."""
        units = self.catalogue(ARTICLE).units
        said = Counter(unit.target for unit in units if unit.target)
        said.update(unit.conflict.text for unit in units if unit.conflict)
        return said


def made(source: str, target: str) -> Small:
    repository = Small(Path(tempfile.mkdtemp(prefix="transpipe-")))
    repository.write("transpipe.toml", "")
    repository.write(ARTICLE, source)
    repository.write(FILE, target)
    return repository


def everything(repository: Repository) -> dict[str, tuple[bytes, int]]:
    """Every file with its bytes and time of change, local state too."""
    paths = sorted(path for path in repository.root.rglob("*") if path.is_file())
    known = [path for path in paths if path.name not in ("lock", "holder")]
    return {str(path): (path.read_bytes(), path.stat().st_mtime_ns) for path in known}


@given(articles())
@settings(QUICK, max_examples=12 * TIMES)
def test_adoption_is_quiet_and_every_step_done_twice_is_done_once(pair: tuple[str, str]) -> None:
    """P10 and P6."""
    with made(*pair) as repository:
        repository.run("align")
        texts = repository.read(ARTICLE), repository.read(FILE)
        before = everything(repository)
        for command in ("build", "align", "sync", "build", "sync", "build"):
            repository.run(command)
            assert (repository.read(ARTICLE), repository.read(FILE)) == pair == texts
        states = everything(repository)
        assert {path: states[path] for path in before if "locales" in path} == {
            path: value for path, value in before.items() if "locales" in path
        }


@given(articles(), st.data())
@settings(QUICK, max_examples=12 * TIMES)
def test_outside_of_a_changed_target_no_byte_changes(
    pair: tuple[str, str], data: st.DataObject
) -> None:
    """P2: in a file of its own and in the source's blocks."""
    with made(*pair) as repository:
        repository.run("align")
        units = [u for u in repository.catalogue(ARTICLE).active() if u.words]
        if not units:
            return
        unit = data.draw(st.sampled_from(units))
        new = "全新的译文。"
        repository.translate(ARTICLE, {unit.source: new})
        repository.run("build")
        text = repository.read(FILE)
        pieces = [re.sub(r"\s+", "", part) for part in text.split(new)]
        was = re.sub(r"\s+", "", pair[1])
        assert len(pieces) > 1
        assert was.startswith(pieces[0])
        assert was.endswith(pieces[-1])
        outside = [line for line in text.splitlines(keepends=True) if new not in line]
        assert not Counter(outside) - Counter(pair[1].splitlines(keepends=True))


EDITS = st.lists(
    st.tuples(
        st.sampled_from(["source", "target", "catalogue", "cut", "drop", "note", "sync", "build"]),
        st.integers(0, 30),
    ),
    min_size=1,
    max_size=6,
)


@given(articles(), EDITS)
@settings(QUICK, max_examples=30 * TIMES)
def test_no_words_of_a_person_are_ever_lost(
    pair: tuple[str, str], steps: list[tuple[str, int]]
) -> None:
    """P4, and P6 after any history of edits."""
    with made(*pair) as repository:
        repository.run("align")
        typed = Typist(repository)
        for what, where in steps:
            typed.does(what, where)
        repository.run("sync")
        kept = repository.words()
        said = "".join(kept) + repository.read(FILE)
        assert [words for words in typed.words if words not in said] == []
        repository.run("build")
        repository.run("sync")
        assert not kept - repository.words()
        before = everything(repository)
        repository.run("sync")
        repository.run("build")
        assert everything(repository) == before


class Typist:
    """A person who edits files; `words` are what they typed, as long as they stand by it."""

    def __init__(self, repository: Small) -> None:
        self.repository = repository
        self.words: list[str] = []
        self.count = 0

    def does(self, what: str, where: int) -> None:
        """One edit, or a command in between."""
        if what in ("sync", "build"):
            # A build may be refused, to protect what was not synced.
            with suppress(WouldOverwrite):
                self.repository.run(what)
        elif what == "catalogue":
            self._catalogue(where)
        else:
            self._file(what, where)

    def _new(self) -> str:
        self.count += 1
        return f"新写的第{'一二三四五六七八九'[self.count]}句"

    def _catalogue(self, where: int) -> None:
        units = self.repository.catalogue(ARTICLE).active()
        if units:
            unit, new = units[where % len(units)], self._new()
            self._gives_up(unit.target)
            self.repository.translate(ARTICLE, {unit.source: new})
            self.words.append(new)

    def _file(self, what: str, where: int) -> None:
        path = ARTICLE if what in ("source", "drop") else FILE
        text = self.repository.read(path)
        lines = text.splitlines(keepends=True)
        prose = [n for n, line in enumerate(lines) if re.search(r"[a-z一-鿿]{2}", line)
                 and not re.match(r"\s*[|`]", line) and not line.startswith("code")]  # fmt: skip
        if not prose:
            return
        at = prose[where % len(prose)]
        if what == "note":
            new = self._new()
            self.words.append(new)
            end = "\r\n" if "\r\n" in text else "\n"
            lines.insert(at, f"{end}（译注：{new}）{end}{end}")
        elif what in ("cut", "drop"):
            self._gives_up(lines[at])
            del lines[at]
        elif what == "source":
            lines[at] = re.sub(r"([a-z]{2,})", r"\1 now", lines[at], count=1)
        else:
            new = self._new()
            self._gives_up(lines[at])
            changed = re.sub(r"[一-鿿]{2,}[^\r\n]*", new, lines[at], count=1)
            self.words += [new] if changed != lines[at] else []
            lines[at] = changed
        self.repository.write(path, "".join(lines))

    def _gives_up(self, text: str) -> None:
        """What a person replaces they no longer stand by."""
        self.words = [words for words in self.words if words not in text]


@given(articles(), st.integers(0, 5))
@settings(QUICK, max_examples=8 * TIMES)
def test_drafts_replace_nothing_and_are_not_published(pair: tuple[str, str], drop: int) -> None:
    """P4 and P5: a machine fills what is empty, marked, and the file stays as it is."""
    with made(*pair) as repository:
        repository.run("align")
        units = repository.catalogue(ARTICLE).active()
        dropped = {unit.source: "" for unit in units[drop : drop + 1]}
        repository.translate(ARTICLE, dropped)
        repository.run("build")
        before, words = repository.read(FILE), repository.words()
        repository.run("draft")
        repository.run("build")
        assert repository.read(FILE) == before
        assert not words - repository.words()
        for unit in repository.catalogue(ARTICLE).active():
            drafted = unit.origin is not None and unit.origin.maker in (Maker.MT, Maker.TM)
            assert not drafted or unit.state is State.FUZZY
