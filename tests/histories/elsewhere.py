"""Random histories of a repository whose English lies elsewhere, and moves on by itself.

The English is another work tree, a branch of it, a submodule, or the branch that the translation
left; it is edited, renamed, written anew by force, and goes away for a while.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from random import Random
from unittest.mock import patch

from tests.histories.people import People
from tests.histories.places import a_place
from tests.histories.play import SOURCE, Broken
from tests.histories.words import TOKEN, article
from tests.repository import Repository, small
from transpipe import wiring
from transpipe.editions.project import Project, opened
from transpipe.engines.opencc import OpenCC
from transpipe.errors import NotThere, TranspipeError, WouldOverwrite
from transpipe.markdown import segments
from transpipe.repository import Workspace
from transpipe.units.places import places
from transpipe.workflows.align import align_articles
from transpipe.workflows.build import planned, policy, written
from transpipe.workflows.run import run
from transpipe.workflows.sync import sync

TARGET = ("correct", "correct", "note", "cut", "join", "drop", "edit", "edit")
KINDS = ("work-tree", "ref", "submodule", "in-place")
COMMANDS = ("sync", "sync", "build", "run")
_LOCAL = ("-c", "protocol.file.allow=always")


def broken(seed: int) -> str:
    """What a history breaks, '' if nothing. The same for the same seed, wherever it runs."""
    with a_place() as place:
        return _played(History(place, Random(seed)))


def _played(history: History) -> str:
    try:
        with patch.object(os, "fsync", lambda _descriptor: None):  # nobody pulls the plug here
            history.begin()
            for _ in range(history.random.randint(2, 6)):
                history.step()
            history.end()
    except (Broken, TranspipeError) as error:
        return f"{' '.join(history.done)}: {type(error).__name__}: {error}"
    return ""


class History:
    """A repository of translations and one of the English, step by step."""

    def __init__(self, place: Path, random: Random) -> None:
        self.place = place
        self.random = random
        self.kind = random.choice(KINDS)
        self.done: list[str] = [self.kind]
        self.folder = "译文" if self.kind == "in-place" else "原文"
        self.work = Repository(place / "work")
        self.english = Repository(place / "upstream")

    # ── how it begins ───────────────────────────────────────────────────────────────────────

    def begin(self) -> None:
        """Two or three articles with translations, adopted."""
        english: dict[str, str | bytes] = {}
        chinese: dict[str, str | bytes] = {}
        number = 0
        for name in "abc"[: self.random.randint(2, 3)]:
            count = self.random.randint(2, 6)
            source, target, number = article(self.random, count, number + 1)
            english[f"{self.folder}/{name}.md"] = source
            chinese[f"译文/{name}.md"] = target
        source = self._laid(english)
        for path, text in chinese.items():
            self.work.write(path, text)
        self.work.write("transpipe.toml", f'[[pairs]]\nsource = {source}\ntarget = "译文/*.md"\n')
        self.work.commit()
        self.writers = People(self.english.root, self.random, self.folder)
        self.people = People(self.work.root, self.random, self.folder)
        self.people.number = number
        self.people.words |= self._said("译文")
        self._run("align")
        self.nothing_is_lost()

    def _laid(self, english: dict[str, str | bytes]) -> str:
        if self.kind == "in-place":
            small(self.work.root, english)
            self.work.git("switch", "--quiet", "--create", "zh")
            self.work.git("worktree", "add", "--quiet", "../upstream", "main")
            return '{ rev = "main" }'
        small(self.place / "upstream", english)
        small(self.work.root, {"README.txt": "x\n"})
        if self.kind == "submodule":
            self.work.git(*_LOCAL, "submodule", "--quiet", "add", "../upstream", "book")
            self.english = Repository(self.work.root / "book")
            return '{ git = "book", path = "原文/*.md" }'
        revision = ', rev = "main"' if self.kind == "ref" else ""
        return f'{{ git = "../upstream"{revision}, path = "原文/*.md" }}'

    # ── what happens ────────────────────────────────────────────────────────────────────────

    def step(self) -> None:
        """The English moves on, people edit, then a command runs."""
        for _ in range(self.random.randint(0, 2)):
            self._do(self.writers, self.random.choice(SOURCE))
        if self.random.random() < 0.7:
            self._commit_english()
        for _ in range(self.random.randint(0, 2)):
            self._do(self.people, self.random.choice(TARGET))
        if self.random.random() < 0.4:
            self.done.append("commit")
            self.work.commit()
            if self.random.random() < 0.3:
                self.done.append("clone")  # there nothing is remembered
                shutil.rmtree(self.work.root / ".transpipe", ignore_errors=True)
        if self.random.random() < 0.15:
            self._while_it_is_away()
        command = self.random.choice(COMMANDS)
        with suppress(WouldOverwrite):
            self._run(command)
            if command != "build":
                self._follows()
        self.nothing_is_lost()

    def end(self) -> None:
        """All is brought up to date; done again, nothing is written and nothing lost."""
        self._commit_english()
        self._run("sync")
        self._follows()
        self._writes_nothing("sync")
        self._run("build")
        self._run("sync")
        for command in ("build", "sync"):
            self._writes_nothing(command)
        self._run("run")
        self._writes_nothing("run")
        self.nothing_is_lost()
        if self.english.git("status", "--porcelain"):
            raise Broken("something happened to the repository of the English")

    def _do(self, people: People, what: str) -> None:
        if getattr(people, what)():
            self.done.append(what)

    def _commit_english(self) -> None:
        """A commit; or history written anew, or a branch that is moved back."""
        self.english.git("add", "-A")
        chance = self.random.random()
        if chance < 0.1:
            self.done.append("force")
            self.english.git(
                "commit", "--quiet", "--allow-empty", "--amend", "-m", f"again {chance}"
            )
        elif chance < 0.17:
            self.done.append("anew")
            tree = self.english.git("write-tree").strip()
            commit = self.english.git("commit-tree", tree, "-m", "anew").strip()
            self.english.git("reset", "--quiet", "--hard", commit)
        else:
            self.done.append("commit-english")
            self.english.git("commit", "--quiet", "--allow-empty", "-m", "state")
        if chance > 0.93 and self.english.git("rev-list", "--count", "HEAD").strip() != "1":
            self.done.append("back")
            self.english.git("reset", "--quiet", "--hard", "HEAD~1")

    def _while_it_is_away(self) -> None:
        """A command refuses while the English is not there, and writes nothing."""
        self.done.append("away")
        if self.kind in ("ref", "in-place"):
            self.english.git("branch", "--move", "main", "trunk")
            self._refuses()
            self.english.git("branch", "--move", "trunk", "main")
        else:
            aside = self.place / "aside"
            self.english.root.rename(aside)
            self._refuses()
            aside.rename(self.english.root)

    def _refuses(self) -> None:
        before = self.work.state()
        try:
            self._run(self.random.choice(COMMANDS))
        except NotThere:
            if self.work.state() != before:
                raise Broken("it refused, and wrote") from None
            return
        raise Broken("it did not refuse")

    # ── what must hold ──────────────────────────────────────────────────────────────────────

    def nothing_is_lost(self) -> None:
        """Every text that somebody stands by is in a catalogue or a translation."""
        lost = self.people.words - self._said("locales") - self._said("译文")
        if lost:
            raise Broken(f"lost {sorted(lost)}")

    def _follows(self) -> None:
        """The live units of each article are the texts of its English, as it is there now."""
        project = self._opened()
        there = self._english()
        for pair in project.authored():
            article = project.article(pair)
            text = there.pop((pair.source or "").rpartition("/")[2], "")
            wanted = {place.text for place in places(segments.parse(text))}
            catalogue = getattr(article, "catalogue", None)
            said = {unit.source for unit in catalogue.active()} if catalogue else set()
            if wanted != said:
                raise Broken(f"{pair.source} does not follow: {sorted(wanted ^ said)}")
        if there:
            raise Broken(f"nobody translates {sorted(there)}")

    def _english(self) -> dict[str, str]:
        """What the English says by name: on disk, or as it was committed."""
        if self.kind in ("work-tree", "submodule"):
            files = (self.english.root / self.folder).glob("*.md")
            return {path.name: path.read_text("utf-8") for path in files}
        names = self.english.git("ls-tree", "--name-only", "-z", "main", f"{self.folder}/")
        paths = [name for name in names.split("\0") if name.endswith(".md")]
        return {p.rpartition("/")[2]: self.english.git("show", f"main:{p}") for p in paths}

    def _writes_nothing(self, command: str) -> None:
        before = self.work.state()
        self._run(command)
        after = self.work.state()
        changed = [path for path in {**before, **after} if before.get(path) != after.get(path)]
        if changed:
            raise Broken(f"{command} again writes {changed}")

    # ── inside ──────────────────────────────────────────────────────────────────────────────

    def _run(self, command: str) -> None:
        self.done.append(command.upper())
        before = self._there()
        COMMAND[command](self._opened())
        if self._there() != before:
            raise Broken(f"{command} wrote to the English")

    def _there(self) -> object:
        return self.english.state() if self.english.root.exists() else None

    def _opened(self) -> Project:
        workspace = Workspace(self.work.root)
        config = workspace.config()
        history, mounted = wiring.history(workspace.root, config)
        workspace.mount(mounted)
        return opened(workspace, config, history)

    def _said(self, folder: str) -> set[str]:
        found = (self.work.root / folder).rglob("*")
        texts = (path.read_text("utf-8") for path in found if path.suffix in (".md", ".po"))
        return {word for text in texts for word in TOKEN.findall(text)}


def _build(project: Project) -> None:
    written(project, planned(project, None, policy(project.config), OpenCC()))


COMMAND: Mapping[str, Callable[[Project], object]] = {
    "align": lambda project: align_articles(project, None, OpenCC()),
    "sync": lambda project: sync(project, None, OpenCC()),
    "build": _build,
    "run": lambda project: run(project, OpenCC()),
}
