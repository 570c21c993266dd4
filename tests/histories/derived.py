"""Random histories of a derived edition: both are edited, the one derived again, upgraded.

People write zh_CN, and zh_TW is derived; or it is the other way round. The oracle reads files
alone. What a person wrote in the derived one stands in its catalogue or its file for
as long as that person has not written something else over it; and where the text beside it
has changed since, or the English, its unit is fuzzy until somebody has looked.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from random import Random
from unittest.mock import patch

from tests.histories import po_text, tools
from tests.histories.places import a_place
from tests.histories.po_text import Entry
from tests.repository import Repository, small
from transpipe import po, wiring
from transpipe.editions.project import Project, opened
from transpipe.engines.git import Git
from transpipe.engines.opencc import OpenCC
from transpipe.errors import Refused, TranspipeError
from transpipe.model import Locale, State
from transpipe.repository import Workspace
from transpipe.workflows.build import planned, policy, written
from transpipe.workflows.convert import convert
from transpipe.workflows.sync import sync
from transpipe.workflows.upgrade import upgrade

ARTICLE, TARGET = "原文/a.md", "译文/a.md"
CN, TW = Locale.ZH_CN, Locale.ZH_TW
_WORDS = {
    CN: {"file": "文件", "menu": "菜单", "network": "网络", "program": "程序", "string": "字符串"},
    TW: {"file": "檔案", "menu": "選單", "network": "網路", "program": "程式", "string": "字串"},
}
_THINGS = tuple(_WORDS[CN])
_SENTENCES = {CN: "第{number}号讲的是{thing}。", TW: "第{number}號講的是{thing}。"}
_PERSONS = {CN: "这是{token}写的。", TW: "這是{token}寫的。"}
_TOKEN = re.compile(r"甲\d+乙")
_TOOLS = (tools.merged, tools.merged_previous, tools.unwrapped, tools.wrapped, tools.poedit,
          tools.saved_by_polib)  # fmt: skip


class Release(OpenCC):
    """A converter of which every second release says something else of a menu."""

    def __init__(self, number: int) -> None:
        self.number = number

    @property
    def version(self) -> str:
        return f"release {self.number}"

    def convert(self, texts: Sequence[str], locale: Locale) -> Sequence[str]:
        """As OpenCC does, but for a word."""
        found = super().convert(texts, locale)
        if not self.number % 2:
            return found
        return [text.replace("選單", "目錄").replace("菜单", "目录") for text in found]


@dataclass
class Typed:
    """What a person wrote in the derived locale: the text and the English that it stands beside.

    `unsure` says that these changed before anything was synced: which of the two it was written
    beside nobody can know.
    """

    beside: str = ""
    english: str = ""
    unsure: bool = False


@dataclass
class Game:
    """A repository with a derived edition, and all that people wrote in it."""

    here: Repository
    random: Random
    parent: Locale = CN
    release: int = 0
    count: int = 0
    typed: dict[str, Typed] = field(default_factory=dict)
    fresh: set[str] = field(default_factory=set)
    done: list[str] = field(default_factory=list)

    @property
    def child(self) -> Locale:
        """The locale that is derived."""
        return TW if self.parent is CN else CN

    @property
    def file(self) -> str:
        """The file of the derived edition."""
        return f"译文/{self.child.value}/a.md"

    # ── what is there ───────────────────────────────────────────────────────────────────────

    def entries(self, locale: Locale) -> list[Entry]:
        return po_text.read(self.here.read(Workspace.catalogue_path(ARTICLE, locale)))

    def blocks(self, path: str) -> list[str]:
        return self.here.read(path).rstrip("\n").split("\n\n")

    def project(self) -> Project:
        workspace = Workspace(self.here.root)
        return opened(workspace, workspace.config(), Git(self.here.root))

    def token(self) -> str:
        self.count += 1
        return f"甲{self.count}乙"

    # ── what people do ──────────────────────────────────────────────────────────────────────

    def english(self) -> None:
        """Another thing in a paragraph, a paragraph more or one less."""
        blocks = self.blocks(ARTICLE)
        which, act = self.random.randrange(len(blocks)), self.random.random()
        if act < 0.2:
            blocks.insert(which, self._sentence())
        elif act < 0.35 and len(blocks) > 3:
            del blocks[which]
        else:
            words = [word for word in _THINGS if word in blocks[which]]
            others = [word for word in _THINGS if word not in words]
            old, new = self.random.choice(words), self.random.choice(others)
            blocks[which] = blocks[which].replace(old, new)
        self.here.write(ARTICLE, "\n\n".join(blocks) + "\n")

    def _sentence(self) -> str:
        thing = self.random.choice(_THINGS)
        return f"Number {self.random.randrange(10**6)} tells what the {thing} is about."

    def authored_file(self) -> None:
        """Words of the authored locale, in the file."""
        self._in_file(TARGET, self._authored())

    def authored_catalogue(self) -> None:
        """The same in the catalogue."""
        self._in_catalogue(self.parent, self._authored())

    def derived_file(self) -> None:
        """Words of the derived locale, in the file."""
        self._in_file(self.file, self._persons())

    def derived_catalogue(self) -> None:
        """The same in the catalogue."""
        self._in_catalogue(self.child, self._persons())

    def _authored(self) -> str:
        thing = self.random.choice(list(_WORDS[self.parent].values()))
        return _SENTENCES[self.parent].format(number=self.random.randrange(10**6), thing=thing)

    def _persons(self) -> str:
        return _PERSONS[self.child].format(token=self.token())

    def _in_file(self, path: str, words: str) -> None:
        blocks = self.blocks(path)
        chinese = [n for n, block in enumerate(blocks) if re.search("[\u4e00-\u9fff]", block)]
        if not chinese:
            return
        which = self.random.choice(chinese)
        self._write_over(blocks[which])
        blocks[which] = words
        self._note(words)
        self.here.write(path, "\n\n".join(blocks) + "\n")

    def _in_catalogue(self, locale: Locale, words: str) -> None:
        live = [entry for entry in self.entries(locale) if entry.live]
        if not live:
            return
        entry = self.random.choice(live)
        self._write_over("\n".join(entry.lines))
        self._note(words)
        self.here.translate(ARTICLE, {entry.source: words}, locale)

    def _write_over(self, text: str) -> None:
        for token in _TOKEN.findall(text):
            self.typed.pop(token, None)
            self.fresh.discard(token)

    def _note(self, words: str) -> None:
        for token in _TOKEN.findall(words):
            self.typed[token] = Typed()
            self.fresh.add(token)

    def confirm(self) -> None:
        """Somebody has looked at a fuzzy unit of the derived locale, and lets it stand."""
        catalogue = self.here._catalogue(ARTICLE, self.child)
        fuzzy = [u for u in catalogue.active() if u.state is State.FUZZY and not u.conflict]
        if not fuzzy:
            return
        chosen = self.random.choice(fuzzy)
        units = (
            replace(u, state=State.TRANSLATED) if u.id == chosen.id else u for u in catalogue.units
        )
        path = Workspace.catalogue_path(ARTICLE, self.child)
        self.here.write(path, po.render(replace(catalogue, units=tuple(units))))
        for token in _TOKEN.findall(chosen.target):
            if token in self.typed:
                self.typed[token] = Typed()
                self.fresh.add(token)

    def tool(self) -> None:
        """Another tool saves the derived catalogue."""
        chosen = self.random.choice(_TOOLS)
        chosen(self.here.root / Workspace.catalogue_path(ARTICLE, self.child), self.random)

    def commit(self) -> None:
        self.here.commit()

    # ── what transpipe does ─────────────────────────────────────────────────────────────────

    def newer(self) -> None:
        """A new release is installed."""
        self.release += 1

    def upgraded(self) -> None:
        """The command that a new release asks for; refused where words wait, and then nothing."""
        try:
            upgrade(self.project(), None, Release(self.release), wiring.cut_words)
        except Refused:
            self.done.append("(refused)")

    def run(self) -> None:
        """sync, convert and build, as `run` does."""
        converter = Release(self.release)
        sync(self.project(), None, converter)
        convert(self.project(), None, [self.child], converter)
        project = self.project()
        written(project, planned(project, None, policy(project.config), converter))
        self.look()

    # ── what must hold ──────────────────────────────────────────────────────────────────────

    def look(self) -> None:
        """Raises AssertionError for words that are lost, or silently stale."""
        catalogue = self.here.read(Workspace.catalogue_path(ARTICLE, self.child))
        whole = catalogue + self.here.read(self.file)
        lost = [token for token in self.typed if token not in whole]
        assert not lost, f"lost: {lost}"
        authored = {entry.source: entry for entry in self.entries(self.parent) if entry.live}
        for entry in self.entries(self.child):
            if entry.live:
                self._judge(entry, authored.get(entry.source))
        self.fresh.clear()

    def _judge(self, entry: Entry, parent: Entry | None) -> None:
        beside = parent.target if parent else ""
        for token in _TOKEN.findall(entry.target):
            known = self.typed.get(token)
            if known is None:
                continue
            if token in self.fresh:
                self.typed[token] = Typed(beside, entry.source, entry.fuzzy)
                continue
            stale = (beside, entry.source) != (known.beside, known.english)
            if stale and not entry.fuzzy and not known.unsure:
                raise AssertionError(f"silently stale: {token} beside {beside}, {known}")


STEPS: tuple[tuple[Callable[[Game], None], int], ...] = (
    (Game.english, 3),
    (Game.authored_file, 3),
    (Game.authored_catalogue, 3),
    (Game.derived_file, 4),
    (Game.derived_catalogue, 4),
    (Game.confirm, 2),
    (Game.tool, 2),
    (Game.newer, 1),
    (Game.upgraded, 2),
    (Game.commit, 1),
    (Game.run, 6),
)


def broken(seed: int, authored: Locale = CN) -> str:
    """What a history breaks, '' if nothing. The same for the same seed."""
    random = Random(seed)
    with a_place() as place, patch.object(os, "fsync", lambda _descriptor: None):
        game = Game(small(place / "work", dict(_begun(random, authored))), random, authored)
        try:
            game.here.steps("init", "align", f"convert --add {game.child.value}", "run")
            for step in _steps(random):
                game.done.append(step.__name__)
                step(game)
            game.run()
        except (AssertionError, TranspipeError) as error:
            return f"{' '.join(game.done)}: {type(error).__name__}: {error}"
    return ""


def _begun(random: Random, authored: Locale) -> Iterator[tuple[str, str | bytes]]:
    things = [random.choice(_THINGS) for _ in range(random.randint(4, 6))]
    said, words = _SENTENCES[authored], _WORDS[authored]
    english = (f"Number {n} tells what the {thing} is about." for n, thing in enumerate(things))
    chinese = (said.format(number=n, thing=words[thing]) for n, thing in enumerate(things))
    yield ARTICLE, "\n\n".join(english) + "\n"
    yield TARGET, "\n\n".join(chinese) + "\n"


def _steps(random: Random) -> Iterator[Callable[[Game], None]]:
    names = [step for step, weight in STEPS for _ in range(weight)]
    yield from (random.choice(names) for _ in range(random.randint(6, 16)))
