"""Repositories whose English lies elsewhere, in each of the ways there are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.layouts import article
from tests.repository import Repository, small

NAMES = ("pumps", "tanks", "valves", "deep/pipes")
ENGLISH = {f"docs/{name}.md": article(name, "en", number) for number, name in enumerate(NAMES, 1)}
LOCAL = ("-c", "protocol.file.allow=always")


@dataclass(frozen=True)
class World:
    """A repository of translations, and the one of the English; `source` is what settings say.

    The English is seen here in `folder`, the translations stand in `targets`. `arrive` brings here
    what was committed there.
    """

    work: Repository
    english: Repository
    source: str
    folder: str
    targets: str
    arrive: Callable[[], object]

    def target(self, name: str) -> str:
        """The translation of an article of that name."""
        return f"{self.targets}/{name}.md"

    def seen(self, name: str) -> str:
        """The English of that name, as it is called here."""
        return f"{self.folder}/docs/{name}.md"

    def begin(self) -> None:
        """Translations of all articles but the last, and the settings, committed."""
        for number, name in enumerate(NAMES[:-1], 1):
            self.work.write(self.target(name), article(name, "zh", number))
        settings = f'[[pairs]]\nsource = {self.source}\ntarget = "{self.targets}/**/*.md"\n'
        self.work.write("transpipe.toml", settings)
        self.work.commit()

    def adopt(self) -> None:
        """All that, with catalogues."""
        self.begin()
        self.work.steps("init", "align", "sync")
        self.work.commit()

    def change(self, name: str, old: str, new: str) -> None:
        """The English says something else, committed there and brought here."""
        text = self.english.read(f"docs/{name}.md")
        assert old in text
        self.english.write(f"docs/{name}.md", text.replace(old, new))
        self.commit()

    def commit(self) -> None:
        """Commits there what there is, and brings it here."""
        self.english.commit()
        self.arrive()


def _nothing() -> None:
    return None


def _outside(place: Path) -> tuple[Repository, Repository]:
    return small(place / "work", {"README.txt": "work\n"}), small(place / "upstream", {**ENGLISH})


def work_tree(place: Path) -> World:
    """Another work tree, as it is on disk."""
    work, english = _outside(place)
    source = '{ git = "../upstream", path = "docs/**/*.md" }'
    return World(work, english, source, "upstream", "译文", _nothing)


def ref(place: Path) -> World:
    """A branch of another repository, whatever is checked out there."""
    work, english = _outside(place)
    source = '{ git = "../upstream", rev = "main", path = "docs/**/*.md", as = "en" }'
    return World(work, english, source, "en", "译文", _nothing)


def submodule(place: Path) -> World:
    """A submodule of this repository."""
    work, _english = _outside(place)
    work.git(*LOCAL, "submodule", "--quiet", "add", "../upstream", "third_party/book")
    source = '{ git = "third_party/book", path = "docs/**/*.md" }'
    book = Repository(work.root / "third_party/book")
    return World(work, book, source, "third_party/book", "译文", _nothing)


def remote(place: Path) -> World:
    """A remote of this repository, as it was when it was fetched last."""
    work, english = _outside(place)
    work.git("remote", "add", "upstream", "../upstream")

    def fetch() -> str:
        return work.git("fetch", "--quiet", "upstream")

    fetch()
    source = '{ git = "upstream", rev = "main", path = "docs/**/*.md" }'
    return World(work, english, source, "upstream", "译文", fetch)


def in_place(place: Path) -> World:
    """The branch that the translation left: both have the same paths."""
    work, english = _on_two_branches(place)
    return World(work, english, '{ rev = "main" }', "english", "docs", _nothing)


def branch(place: Path) -> World:
    """Another branch of this repository, where the English has other paths."""
    work, english = _on_two_branches(place)
    work.git("rm", "--quiet", "-r", "docs")
    source = '{ rev = "main", path = "docs/**/*.md", as = "main" }'
    return World(work, english, source, "main", "译文", _nothing)


def _on_two_branches(place: Path) -> tuple[Repository, Repository]:
    work = small(place / "work", {**ENGLISH})
    work.git("switch", "--quiet", "--create", "zh")
    work.git("worktree", "add", "--quiet", "../upstream", "main")
    return work, Repository(place / "upstream")


def around(place: Path) -> World:
    """The work tree that this repository lies in, which ignores it."""
    english = small(place / "upstream", {**ENGLISH, ".gitignore": "/work/\n"})
    work = small(place / "upstream/work", {"README.txt": "work\n"})
    source = '{ git = "..", path = "docs/**/*.md" }'
    return World(work, english, source, "english", "译文", _nothing)


WORLDS: Mapping[str, Callable[[Path], World]] = {
    made.__name__: made
    for made in (
        work_tree,
        ref,
        submodule,
        remote,
        in_place,
        branch,
        around,
    )
}
