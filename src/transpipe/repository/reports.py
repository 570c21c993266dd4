"""Files outside the repository: what a CI host reads of a job, and what another job has left."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from transpipe.errors import FileFault, NoSuchFile
from transpipe.repository.refusals import reason


def leave(folder: Path, texts: Mapping[str, str]) -> None:
    """Writes texts into a folder by their names, and makes it. Raises FileFault."""
    with _named(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            (folder / name).write_bytes(_spelt(text))


def append(place: Path, write: Callable[[int], str]) -> None:
    """Adds to a file what is written for one that holds so many bytes. Raises FileFault."""
    with _named(place):
        held = place.stat().st_size if place.exists() else 0
        with place.open("ab") as file:
            file.write(_spelt(write(held)))


def take(place: Path, most: int) -> bytes:
    """The first bytes of a file, `most` of them. Raises NoSuchFile, for links too; FileFault."""
    with _named(place):
        if place.is_symlink() or not place.is_file():
            raise NoSuchFile(str(place))
        with place.open("rb") as file:
            return file.read(most)


def _spelt(text: str) -> bytes:
    """UTF-8; bytes of a file's name that are none are spelt as JSON spells them."""
    return text.encode("utf-8", "backslashreplace")


@contextmanager
def _named(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise FileFault(str(place), reason(error)) from error
