"""What other tools do to a catalogue: each takes the file and leaves what it would leave."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path
from random import Random

import polib
from babel.messages import pofile

from tests.histories import po_text
from tests.histories.po_text import Entry
from tests.repository import ENVIRONMENT

Tool = Callable[[Path, Random], None]


class Unreadable(Exception):
    """A tool of gettext refused a catalogue; nothing was written."""


def no_obsolete(path: Path, _random: Random) -> None:
    """`msgattrib --no-obsolete`: our last entry goes with the obsolete ones."""
    _gettext(path, "msgattrib", "--no-obsolete")


def no_fuzzy(path: Path, _random: Random) -> None:
    """`msgattrib --no-fuzzy`: entries that wait for a person are no longer there."""
    _gettext(path, "msgattrib", "--no-fuzzy")


def wrapped(path: Path, _random: Random) -> None:
    """`msgcat -w 60`."""
    _gettext(path, "msgcat", "-w", "60")


def unwrapped(path: Path, _random: Random) -> None:
    """`msgcat --no-wrap`."""
    _gettext(path, "msgcat", "--no-wrap")


def merged(path: Path, _random: Random) -> None:
    """`msgmerge` with the same texts: `#|` is lost."""
    _merged(path)


def merged_previous(path: Path, _random: Random) -> None:
    """`msgmerge --previous` with the same texts."""
    _merged(path, "--previous")


def babel(path: Path, random: Random) -> None:
    """Read and written by Babel, which knows no field of ours and no `#|`."""
    with path.open("rb") as file, redirect_stdout(io.StringIO()):  # it warns there
        catalogue = pofile.read_po(file)
    out = io.BytesIO()
    pofile.write_po(out, catalogue, ignore_obsolete=random.random() < 0.3)
    path.write_bytes(out.getvalue())


def saved_by_polib(path: Path, _random: Random) -> None:
    """Read and written by polib, as many scripts do."""
    file = polib.pofile(str(path), encoding="utf-8")
    file.save(str(path))


def poedit(path: Path, _random: Random) -> None:
    """Saved as Poedit saves: wrapped, dated, with its name in the header."""
    _gettext(path, "msgcat", "-w", "79")
    text = path.read_text("utf-8")
    text = re.sub(
        r'"PO-Revision-Date: .*\\n"', '"PO-Revision-Date: 2026-11-28 10:00+0000\\\\n"', text
    )
    named = '"X-Generator: Poedit 3.4\\n"\n'
    if named not in text:
        text = text.replace('"X-Transpipe: ', named + '"X-Transpipe: ', 1)
    path.write_text(text, "utf-8")


def uncommented(path: Path, _random: Random) -> None:
    """`sed '/^#/d'`: no comment, no flag, no obsolete entry is left."""
    lines = path.read_text("utf-8").split("\n")
    path.write_text("\n".join(line for line in lines if not line.startswith("#")), "utf-8")


def emptied_one(path: Path, random: Random) -> None:
    """The msgstr of one unit is empty."""
    found = [n for n, entry in _entries(path) if entry.live and entry.target]
    _emptied(path, set(random.sample(found, min(1, len(found)))))


def emptied_all(path: Path, _random: Random) -> None:
    """Every msgstr is empty, as in a catalogue that was begun anew."""
    _emptied(path, {n for n, entry in _entries(path) if entry.live})


def emptied_fuzzy(path: Path, _random: Random) -> None:
    """As OmegaT writes: what was fuzzy is empty, and no longer fuzzy."""
    _emptied(path, {n for n, entry in _entries(path) if entry.live and entry.fuzzy})


def no_fields(path: Path, _random: Random) -> None:
    """The header has lost the fields that only we know."""
    lines = path.read_text("utf-8").split("\n")
    path.write_text("\n".join(line for line in lines if not line.startswith('"X-')), "utf-8")


def compiled(path: Path, _random: Random) -> None:
    """A .mo stands beside it."""
    _run("msgfmt", "-o", str(path.with_suffix(".mo")), str(path))


def crlf(path: Path, _random: Random) -> None:
    """Saved on Windows."""
    data = path.read_bytes().replace(b"\r\n", b"\n")
    path.write_bytes(data.replace(b"\n", b"\r\n"))


def cut_off(path: Path, random: Random) -> None:
    """The disk was full: the file ends somewhere in its middle."""
    data = path.read_bytes()
    path.write_bytes(data[: random.randrange(len(data) // 3, len(data))])


TOOLS: tuple[Tool, ...] = (
    no_obsolete, no_obsolete, no_fuzzy, no_fuzzy, wrapped, unwrapped, merged, merged_previous,
    babel, babel, saved_by_polib, poedit, uncommented, uncommented, emptied_one, emptied_all,
    emptied_fuzzy, no_fields, compiled, crlf, cut_off,
)  # fmt: skip


def _entries(path: Path) -> list[tuple[int, Entry]]:
    return list(enumerate(po_text.read(path.read_text("utf-8"))))


def _emptied(path: Path, numbers: set[int]) -> None:
    def change(number: int, entry: Entry) -> Entry:
        return entry.said("") if number in numbers else entry

    path.write_text(po_text.changed(path.read_text("utf-8"), change), "utf-8")


def _merged(path: Path, *options: str) -> None:
    pot = path.with_suffix(".pot")
    pot.write_text(po_text.template(path.read_text("utf-8")), "utf-8")
    try:
        _run("msgmerge", "-q", *options, "-o", str(path), str(path), str(pot))
    finally:
        pot.unlink()


def _gettext(path: Path, *command: str) -> None:
    _run(*command, "-o", str(path), str(path))


def _run(*command: str) -> None:
    environment = {**ENVIRONMENT, "PATH": "/usr/bin:/bin"}
    done = subprocess.run(command, capture_output=True, env=environment, check=False, text=True)
    if done.returncode:
        raise Unreadable(f"{command[0]}: {done.stderr.strip()}")
