#!/usr/bin/env bash
# mdpo, with a catalogue in which each translation is the source itself, writes other Markdown.
#
# Package: mdpo 2.1.4 from PyPI (with polib, which it brings).
# Seen: the msgid of a paragraph with ~~struck~~ words has the tildes, and po2md writes it without
# them, so that what was taken back stands there as if it held. An alert of GitHub, whose first line
# is [!NOTE] alone, becomes one line with its text, which is no alert; so does a definition list.
# Expected: a translation that is the source gives the source.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check mdpo==2.1.4

cd "$work"
printf 'The price is ~~10~~ 12.\n\n> [!NOTE]\n> Ask first.\n\nTerm\n: What it means.\n' > page.md
venv/bin/md2po page.md --quiet --save --po-filepath same.po
cat > same.py <<'PY'
import polib

catalogue = polib.pofile("same.po")
for entry in catalogue:
    print(entry.msgid)
    entry.msgstr = entry.msgid
catalogue.save()
PY
venv/bin/python same.py | tee ids.txt
venv/bin/po2md page.md --po-files same.po | tee written.md

grep -qxF 'The price is ~~10~~ 12.' ids.txt
grep -qxF 'The price is 10 12.' written.md
grep -qxF '> [!NOTE] Ask first.' written.md
grep -qxF 'Term : What it means.' written.md
echo "as described"
