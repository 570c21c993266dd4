"""Our own messages: extracted with xgettext, merged, compiled. `make messages` runs it.

Those in traditional characters are converted from the others, as any catalogue is: nobody edits
them, and only their compiled form is kept.

python -m tests.messages          brings the catalogue up to date and compiles both
python -m tests.messages --check  says what is missing, and changes nothing
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

from tests import completions
from tests.conftest import ROOT
from transpipe import wiring
from transpipe.convert.po_file import convert_po
from transpipe.model import Locale

PACKAGE = ROOT / "src" / "transpipe"
CATALOGUE = PACKAGE / "messages" / "zh_CN" / "LC_MESSAGES" / "transpipe.po"
DERIVED = PACKAGE / "messages" / "zh_TW" / "LC_MESSAGES" / "transpipe.mo"
_HAN = re.compile(r"[\w./]*[\u4e00-\u9fff][\w./]*")


def extracted(folder: Path) -> Path:
    """A template of every message in the code and its templates."""
    names = sorted(str(p.relative_to(ROOT)) for p in PACKAGE.rglob("*.py"))
    template = folder / "transpipe.pot"
    options = ["--from-code=UTF-8", "--language=Python", "--keyword=_", "--no-location"]
    options += ["--keyword=Rule:3"]  # what a rule says of itself
    options += ["--package-name=transpipe", "--sort-output", "--no-wrap", f"--output={template}"]
    subprocess.run(["xgettext", *options, *names], cwd=ROOT, check=True, capture_output=True)
    return template


def compiled(catalogue: Path) -> bytes:
    """The catalogue as gettext reads it at run time."""
    done = subprocess.run(
        ["msgfmt", "--check", "--no-hash", "--output-file=-", str(catalogue)],
        check=True,
        capture_output=True,
    )
    return done.stdout


def derived(catalogue: Path) -> bytes:
    """The same in traditional characters. What a message quotes of files (译文/X.md) stays."""
    converter = wiring.converter()
    here = polib.pofile(convert_po(catalogue.read_text("utf-8"), converter, Locale.ZH_TW))
    for entry in here:
        for name in _HAN.findall(entry.msgid):
            (other,) = converter.convert([name], Locale.ZH_TW)
            entry.msgstr = entry.msgstr.replace(other, name)
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "zh_TW.po"
        here.save(str(made))
        return compiled(made)


def problems() -> list[str]:
    """What is missing, stale or not compiled."""
    with tempfile.TemporaryDirectory() as folder:
        wanted = {(e.msgid, e.msgid_plural) for e in polib.pofile(str(extracted(Path(folder))))}
    here = polib.pofile(str(CATALOGUE))
    known = {(e.msgid, e.msgid_plural) for e in here if e.translated() and not e.obsolete}
    found = [f"not translated: {msgid!r}" for msgid, _plural in sorted(wanted - known)]
    found += [f"not in the code: {msgid!r}" for msgid, _plural in sorted(known - wanted)]
    binary = CATALOGUE.with_suffix(".mo")
    if not binary.exists() or binary.read_bytes() != compiled(CATALOGUE):
        found.append("transpipe.mo is not that of transpipe.po: make messages")
    if not DERIVED.exists() or DERIVED.read_bytes() != derived(CATALOGUE):
        found.append("that of zh_TW is not converted from transpipe.po: make messages")
    if not completions.written():
        found.append("completions.json is not that of the commands: make messages")
    return found


def update() -> None:
    """Merges new messages in (no guesses) and compiles."""
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        template = extracted(Path(folder))
        if not CATALOGUE.exists():
            text = template.read_text("utf-8").replace("charset=CHARSET", "charset=UTF-8")
            CATALOGUE.write_text(text, "utf-8")
        options = ["--quiet", "--no-fuzzy-matching", "--no-wrap", "--sort-output", "--update"]
        options += ["--backup=none"]
        subprocess.run(["msgmerge", *options, str(CATALOGUE), str(template)], check=True)
    options = ["--no-obsolete", "--no-wrap", "--sort-output", f"--output-file={CATALOGUE}"]
    subprocess.run(["msgattrib", *options, str(CATALOGUE)], check=True)
    text = CATALOGUE.read_text("utf-8")
    # A date that moves by itself would be a change without one.
    text = re.sub(r'^"POT-Creation-Date:.*\n', "", text, flags=re.MULTILINE)
    CATALOGUE.write_text(
        text.replace('#, fuzzy\nmsgid ""\nmsgstr ""\n', 'msgid ""\nmsgstr ""\n'), "utf-8"
    )
    CATALOGUE.with_suffix(".mo").write_bytes(compiled(CATALOGUE))
    DERIVED.parent.mkdir(parents=True, exist_ok=True)
    DERIVED.write_bytes(derived(CATALOGUE))
    completions.write()


if __name__ == "__main__":
    if sys.argv[1:] != ["--check"]:
        update()
    found = problems()
    sys.stdout.write("".join(f"{line}\n" for line in found))
    sys.exit(1 if found else 0)
