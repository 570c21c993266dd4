"""Articles to measure with: real English ones and light variants of them, and adopted pairs."""

from __future__ import annotations

import re
import shutil
import tarfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

import polib

from benchmarks.timing import transpipe
from tests import many
from tests.repository import Repository, small
from tests.shadow.checkout import Code

ARCHIVE = Path("corpus") / "markdown-corpora.tar.xz"
SOURCES, TARGETS = "原文", "译文"
# What po4a refuses, and with it the whole run: it is left out for everybody.
_REFUSED = re.compile(r"/reference/|/release-notes\.md$")
_FENCE = re.compile(r"\s*(```|~~~)")
_WORD = re.compile(r"(?<= )[a-z]{5,}(?= )")
_LONG, _SHARE = 50, 0.25


def english(data: Path) -> list[tuple[str, str]]:
    """The English articles of the archive by their paths, in order."""
    with tarfile.open(data / ARCHIVE) as archive:
        members = [m for m in archive.getmembers() if m.name.endswith(".md") and m.isfile()]
        files = ((m.name.removeprefix("./"), archive.extractfile(m)) for m in members)
        texts = {path: file.read().decode("utf-8") for path, file in files if file}
    return sorted(
        (path, text)
        for path, text in texts.items()
        if "/zh/" not in path and not _REFUSED.search(f"/{path}")
    )


def articles(data: Path, count: int, only: str = "") -> dict[str, str | bytes]:
    """So many English articles: all of the archive, then variants with other words here and there.

    Those whose path begins with `only`. Each depends on nothing but the archive and its number.
    """
    known = [(path, text) for path, text in english(data) if path.startswith(only)]
    found: dict[str, str | bytes] = {}
    for number in range(count):
        copy, place = divmod(number, len(known))
        path, text = known[place]
        found[f"{SOURCES}/{copy}/{path}"] = _varied(text, Random(number)) if copy else text
    return found


def _varied(text: str, random: Random) -> str:
    return "".join(_varied_lines(text.splitlines(keepends=True), random))


def _varied_lines(lines: list[str], random: Random) -> Iterator[str]:
    in_code = False
    for line in lines:
        in_code ^= bool(_FENCE.match(line))
        words = [] if in_code or len(line) < _LONG else list(_WORD.finditer(line))
        if words and random.random() < _SHARE:
            word = random.choice(words)
            line = f"{line[: word.end()]}{random.randrange(1000)}{line[word.end() :]}"
        yield line


def untranslated(data: Path, place: Path, count: int, only: str = "") -> Repository:
    """A repository of English articles that nobody has translated yet."""
    return small(place, articles(data, count, only))


def pairs(place: Path, count: int) -> Repository:
    """A repository of small articles and their translations, to be adopted."""
    return many.repository(place, count)


def real_pairs(data: Path, place: Path, copies: int = 1) -> Repository:
    """A repository of real articles and translations, to be adopted; several times."""
    files: dict[str, str | bytes] = {}
    with tarfile.open(data / ARCHIVE) as archive:
        for member in archive.getmembers():
            path = member.name.removeprefix("./")
            file = archive.extractfile(member) if path.endswith(".md") else None
            if file is not None and path.startswith("fastapi/docs/"):
                _start, _docs, locale, _again, name = path.split("/", 4)
                text = file.read()
                files |= {f"docs/{locale}/{copy}/{name}": text for copy in range(copies)}
    return small(place, files)


def begun(repository: Repository, place: Path, code: Code) -> Path:
    """A copy of a repository for which a version has written its own settings."""
    copied(repository, place)
    transpipe(place, "init", code=code)
    return place


def copied(repository: Repository, place: Path) -> Repository:
    """A repository as it is now, elsewhere; what was at that place is gone."""
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(repository.root, place, symlinks=True)
    return Repository(place)


def filled(place: Path) -> None:
    """Every message of the catalogues below a folder says its source, with a mark of Chinese."""
    paths = [place] if place.is_file() else [*place.rglob("*.po"), *place.rglob("*.pot")]
    for path in paths:
        catalogue = polib.pofile(str(path), wrapwidth=0)
        for entry in catalogue:
            breaks = "\n" if entry.msgid.endswith("\n") else ""
            entry.msgstr = f"{entry.msgid.removesuffix(breaks)}（译）{breaks}"
        catalogue.save()
