"""Tools that open a catalogue and save it: what they change, with and without an edit in them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import polib

from tests.foreign import Tool, gettext, header, msgmerge

BIN = Path(sys.executable).parent
# A Python with Weblate in it, whose dependencies are too many for the others.
WEBLATE = os.environ.get("TRANSPIPE_WEBLATE", "")

Fact = tuple[str | None, str, str, bool, str | None, str]


@dataclass(frozen=True)
class Editor:
    """A tool that saves a catalogue, and that types other words into one of its entries first."""

    save: Tool
    edit: Callable[[Path, str, str], None]


def facts(file: Path) -> tuple[frozenset[Fact], Mapping[str, str]]:
    """All that we have written of units, and our fields of the header, as polib reads them."""
    text = re.sub(r"(?m)^#= ", "#, ", file.read_text("utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.po"
        copy.write_text(text, "utf-8")
        catalogue = polib.pofile(str(copy))
    entries = frozenset(
        (e.msgctxt, e.msgid, e.msgstr, e.fuzzy, e.previous_msgid or None, e.tcomment)
        for e in catalogue
    )
    ours = {name: said for name, said in catalogue.metadata.items() if name.startswith("X-Tr")}
    return entries, ours


def _in_text(save: Tool) -> Editor:
    """For a tool of the command line: the words are typed into the file before it is run."""

    def edit(file: Path, old: str, new: str) -> None:
        text = file.read_text("utf-8")
        assert text.count(old) == 1, (old, text.count(old))
        file.write_text(text.replace(old, new), "utf-8")
        save(file)

    return Editor(save, edit)


@dataclass
class _Worker:
    """A library in a process of its own, opened once; it ends when its input does."""

    script: str
    python: str
    process: subprocess.Popen[str] | None = None

    def __call__(self, file: Path, old: str, new: str) -> None:
        """Saves the file, with other words where there are old ones. Raises AssertionError."""
        if self.process is None:
            command, pipe = [self.python, "-c", self.script + _TURNS], subprocess.PIPE
            self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True)
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps([str(file), old, new]) + "\n")
        self.process.stdin.flush()
        assert self.process.stdout.readline() == "saved\n", (self.python, file)


def _in_python(script: str, python: str = sys.executable) -> Editor:
    """For a library: `turn` of the script opens a file, and saves it with other words."""
    worker = _Worker(script, python)
    return Editor(lambda file: worker(file, "", ""), worker)


_TURNS = """
import json, sys
for line in sys.stdin:
    turn(*json.loads(line))
    print("saved", flush=True)
"""
_POLIB = """
import polib
def turn(path, old, new):
    catalogue = polib.pofile(path)
    for entry in catalogue:
        if old and old in entry.msgstr and not entry.obsolete:
            entry.msgstr = entry.msgstr.replace(old, new)
    catalogue.save()
"""
_BABEL = """
from babel.messages.pofile import read_po, write_po
def turn(path, old, new):
    with open(path, "rb") as stream:
        catalog = read_po(stream)
    for message in catalog:
        if old and message.id and old in message.string:
            message.string = message.string.replace(old, new)
    with open(path, "wb") as stream:
        write_po(stream, catalog)
"""
_PYPO = """
from translate.storage import pypo
def turn(path, old, new):
    store = pypo.pofile.parsefile(path)
    for unit in store.units:
        if old and not unit.isobsolete() and not unit.isheader() and old in str(unit.target):
            unit.target = str(unit.target).replace(old, new)
    store.savefile(path)
"""
# Weblate's own class for the format; what draws its pictures is not asked for and may be missing.
_WEBLATE = """
import os, sys, types
class Missing(types.ModuleType):
    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Missing(name)
    def __call__(self, *arguments, **named):
        return None
for name in ("cairo", "gi", "gi.repository"):
    try:
        __import__(name)
    except ImportError:
        sys.modules[name] = Missing(name)
os.environ["DJANGO_SETTINGS_MODULE"] = "weblate.settings_example"
import django
django.setup()
from weblate.formats.ttkit import PoFormat
def turn(path, old, new):
    store = PoFormat(path)
    for unit in store.content_units:
        if old and old in unit.target:
            unit.set_target(unit.target.replace(old, new))
            unit.set_state(20)
    store.save()
"""


def _through_xliff(file: Path, old: str, new: str) -> None:
    """translate-toolkit makes XLIFF of the file, somebody works in that, and it comes back."""
    xliff = file.with_suffix(".xlf")
    _toolkit("po2xliff", file, xliff)
    if old:
        text = xliff.read_text("utf-8")
        assert text.count(old) == 1
        xliff.write_text(text.replace(old, new), "utf-8")
    _toolkit("xliff2po", xliff, file)
    xliff.unlink()


def _toolkit(program: str, old: Path, new: Path) -> None:
    command = [str(BIN / program), "--progress=none", str(old), str(new)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def _desktop(name: str, width: str) -> Editor:
    """A program with windows: it wraps as it does, and signs and dates what it saves."""
    date = "2026-11-29 08:00+0800"
    wrap = gettext("msgcat", *width.split())
    return _in_text(header(wrap, PO_Revision_Date=date, X_Generator=name, Last_Translator="王小明"))


EDITORS: dict[str, Editor] = {
    "msgmerge": _in_text(msgmerge()),
    "msgmerge --previous": _in_text(msgmerge("--previous")),
    "msgcat": _in_text(gettext("msgcat")),
    "msgattrib": _in_text(gettext("msgattrib")),
    "polib": _in_python(_POLIB),
    "Babel": _in_python(_BABEL),
    "translate-toolkit": _in_python(_PYPO),
    "translate-toolkit, as XLIFF": Editor(
        lambda file: _through_xliff(file, "", ""), _through_xliff
    ),
    "Poedit": _desktop("Poedit 3.4.2", "-w 79"),
    "Lokalize": _desktop("Lokalize 23.08.5", "-w 80"),
    "Virtaal": _desktop("Virtaal 0.7.1", "--no-wrap"),
}
if WEBLATE:
    EDITORS["Weblate"] = _in_python(_WEBLATE, WEBLATE)
