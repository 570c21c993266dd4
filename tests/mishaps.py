"""What happens to repositories: each mishap leaves one odd, broken, or half there."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

from tests.repository import Repository
from transpipe.model import Locale
from transpipe.repository import Workspace

Mishap = Callable[[Repository, Random], None]

ARTICLES = ("原文/a.md", "原文/b.md", "docs/c.md")
TARGETS = ("译文/甲.md", "译文/乙.md", "docs/c.zh.md")
LOCALES = (Locale.ZH_CN, Locale.ZH_TW)
CATALOGUES = tuple(Workspace.catalogue_path(a, loc) for a in ARTICLES for loc in LOCALES)
DERIVED = ("译文/zh_TW/甲.md", "译文/zh_TW/乙.md", "docs/c.zh-TW.md")
OURS = ("README.md", "transpipe.toml", ".gitattributes")
STATES = (".transpipe/base", ".transpipe/base/zh_CN", ".transpipe/base/zh_CN/原文/a.json",
          ".transpipe/coming", ".transpipe/lock", ".transpipe/holder", ".transpipe/.gitignore",
          ".transpipe")  # fmt: skip
PLACES = (*ARTICLES, *TARGETS, *CATALOGUES, *DERIVED, *OURS, *STATES, "locales", "译文", "原文",
          "_site", "_site/index.html", "_site/原文/a.html", "docs")  # fmt: skip

CONTENTS: tuple[bytes, ...] = (
    b"", b"\n", b"\xef\xbb\xbf", b" \t\r\n", b"\0", b"\xff\xfe\0\0", b"---\ntitle: x\n---\n",
    b"---\n", b"```\n", b"<!--", b"# \n", b"{", b"[[pairs]]\n", b'msgid ""\nmsgstr ""\n',
    b"<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n", b"[" * 5000, b"# x\n" * 2000, b"\r", b"\x1b[31m\n",
    "# 标题\n\n中文。\n".encode("gb18030"), "# 标题\n\n中文。\n".encode("utf-16"),
    "# 标题\n\n中文。\n".encode()[:-3], b"a" * 200_000,
)  # fmt: skip
NAMES: tuple[bytes, ...] = (
    b"new\nline.md", b"tab\tname.md", b'quo"te.md', b"per%20cent.md", b"ha#sh.md", b"-dash.md",
    b" blank .md", b"back\\slash.md", b"\xd4\xad.md", b"A.md", "\xe9.md".encode(),
    "e\u0301.md".encode(),
    "\u202erlo.md".encode(), b"n" * 252 + b".md", b".md", b"x.md.md", b"con.md", b"*.md", b"x;y.md",
    b"a.markdown", b"\x01\x02.md", "甲.zh_TW.md".encode(),
)  # fmt: skip


def _free(place: Path) -> Path:
    """Takes away what is there."""
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place)
    elif os.path.lexists(place):
        place.unlink()
    _folder(place.parent)
    return place


def _folder(folder: Path) -> None:
    for above in reversed((folder, *folder.parents)):
        if os.path.lexists(above) and not above.is_dir():
            above.unlink()
    folder.mkdir(parents=True, exist_ok=True)


def _place(repository: Repository, random: Random) -> Path:
    return repository.root / random.choice(PLACES)


def gone(repository: Repository, random: Random) -> None:
    _free(_place(repository, random))


def filled(repository: Repository, random: Random) -> None:
    _free(_place(repository, random)).write_bytes(random.choice(CONTENTS))


def cut(repository: Repository, random: Random) -> None:
    place = _place(repository, random)
    if place.is_file():
        data = place.read_bytes()
        place.write_bytes(data[: random.randrange(len(data) + 1)])


def spoilt(repository: Repository, random: Random) -> None:
    """One byte becomes another."""
    place = _place(repository, random)
    if place.is_file() and place.stat().st_size:
        data = bytearray(place.read_bytes())
        data[random.randrange(len(data))] = random.randrange(256)
        place.write_bytes(data)


def folder(repository: Repository, random: Random) -> None:
    place = _free(_place(repository, random))
    place.mkdir()
    if random.random() < 0.5:
        (place / "x.md").write_bytes(random.choice(CONTENTS))


def link(repository: Repository, random: Random) -> None:
    """To nowhere, to itself, out of the repository, to another file, to a folder."""
    place = _free(_place(repository, random))
    there = random.choice(["nowhere", place.name, "/etc/hostname", "/etc", "..", "a.md", "."])
    place.symlink_to(there)


def pipe(repository: Repository, random: Random) -> None:
    os.mkfifo(_free(_place(repository, random)))


def swapped(repository: Repository, random: Random) -> None:
    """One file stands in the place of another."""
    one, other = _place(repository, random), _place(repository, random)
    if one.is_file() and other.is_file() and one != other:
        other.write_bytes(one.read_bytes())


def named(repository: Repository, random: Random) -> None:
    """A new article with an odd name, and perhaps a translation."""
    name = os.fsdecode(random.choice(NAMES))
    for folder_name, text in (
        ("原文", "# Odd\n\nIt says so.\n"),
        ("译文", "# 怪\n\n它这么说的。\n"),
    ):
        if folder_name == "原文" or random.random() < 0.5:
            place = _free(repository.root / folder_name / name)
            place.write_text(text)


def reworded(repository: Repository, random: Random) -> None:
    """Nothing odd: somebody works."""
    place = repository.root / random.choice((*ARTICLES, *TARGETS))
    if place.is_file():
        place.write_bytes(place.read_bytes() + f"\nMore 更多 {random.randrange(9)}.\n".encode())


def mixed_ends(repository: Repository, random: Random) -> None:
    place = _place(repository, random)
    if place.is_file():
        place.write_bytes(
            place.read_bytes().replace(b"\n", random.choice([b"\r\n", b"\r", b"\n\n"]))
        )


def renamed(repository: Repository, random: Random) -> None:
    place = repository.root / random.choice((*ARTICLES, *TARGETS))
    if place.is_file():
        place.rename(_free(place.with_name(random.choice(["moved.md", "a.md", "甲.md"]))))


def git_gone(repository: Repository, random: Random) -> None:
    _free(repository.root / ".git")
    if random.random() < 0.5:
        (repository.root / ".git").write_text(random.choice(["", "gitdir: nowhere\n", "x"]))


def git_spoilt(repository: Repository, random: Random) -> None:
    name = random.choice(["HEAD", "index", "config", "objects", "refs", "packed-refs"])
    place = _free(repository.root / ".git" / name)
    if random.random() < 0.5:
        place.write_bytes(random.choice(CONTENTS))


def git_locked(repository: Repository, random: Random) -> None:
    if (repository.root / ".git").is_dir():
        (repository.root / ".git" / "index.lock").touch()


def settings(repository: Repository, random: Random) -> None:
    lines = random.choice(
        [
            'source_dir = "译文"', 'source_dir = "docs"', 'target_dir = "docs"',
            "min_translated = 100", 'index = ["docs/c.md"]', 'exclude = ["**"]',
            'head = "docs/c.md"', 'foot = "nowhere"',
            '[[pairs]]\nsource = "docs/c.md"\ntarget = "译文/甲.md"', "missing = 3",
            "mark_fuzzy = true",
            '[[pairs]]\nsource = "nowhere.md"\ntarget = "x/y/z.md"', 'missing = "omit"', "",
            'derived = []', 'language = "en"', '[articles."原文/a.md"]\nlines = "keep"', "[", "\0",
            '[articles."原文/a.md"]\nas = "nobody"', 'stale_banner = "README.md"',
        ]
    )  # fmt: skip
    _free(repository.root / "transpipe.toml").write_text(lines + "\n")


MISHAPS: tuple[Mishap, ...] = (
    gone, gone, filled, filled, filled, cut, spoilt, spoilt, folder, link, link, pipe, swapped,
    named, named, reworded, reworded, reworded, mixed_ends, renamed, git_gone, git_spoilt,
    git_locked, settings,
)  # fmt: skip
