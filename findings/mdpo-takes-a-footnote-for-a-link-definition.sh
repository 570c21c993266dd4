#!/usr/bin/env bash
# mdpo takes the text of a footnote for the address and the title of a link.
#
# Package: mdpo 2.1.4 from PyPI (with polib, which it brings).
# Seen: of two notes, `[^1]: Deprecated` is no text to translate but a definition at the end of the
# catalogue, already translated by itself. The second is a paragraph and, once more, a definition
# there, with quotes around its last words that the page does not have. po2md, with each text
# translated as itself, writes the second note twice, once with those quotes, and moves the
# first behind it.
# Expected: notes are texts like others, or are left as they stand.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check mdpo==2.1.4

cd "$work"
printf 'A claim.[^1] Another.[^2]\n\n[^1]: Deprecated\n[^2]: The note itself, with words.\n' > page.md
venv/bin/md2po page.md --quiet --save --po-filepath same.po
cat > same.py <<'PY'
import polib

catalogue = polib.pofile("same.po")
for entry in catalogue:
    print(repr((entry.msgid, entry.msgstr)))
    entry.msgstr = entry.msgid
catalogue.save()
PY
venv/bin/python same.py | tee entries.txt
venv/bin/po2md page.md --po-files same.po | tee written.md

grep -qxF "('[^1]: Deprecated', '[^1]: Deprecated')" entries.txt
grep -qxF "('[^2]: The note itself, with words.', '')" entries.txt
test "$(grep -c '^\[^2\]: ' written.md)" -eq 2
grep -qxF '[^2]: The "note itself, with words."' written.md
echo "as described"
