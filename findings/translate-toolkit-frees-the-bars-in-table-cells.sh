#!/usr/bin/env bash
# translate-toolkit's md2po and po2md: a bar that is escaped in the cell of a table comes back bare.
#
# Packages: translate-toolkit 3.20.4 with its extra `markdown`, polib 1.2.0 and markdown-it-py 3.0.0
# from PyPI.
# Seen: a table whose heading has a cell `b \| c`, with each text translated as itself. po2md writes
# `b | c`: the heading has three cells above two columns, and GFM shows no table any more. A bar
# escaped in a code span of a body cell comes back bare as well.
# Expected: what is taken out of a cell without its escapes is put back with them.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check \
  'translate-toolkit[markdown]==3.20.4' polib==1.2.0 markdown-it-py==3.0.0

cd "$work"
printf '| a | b \\| c |\n|---|---|\n| `x\\|y` | long |\n' > page.md
venv/bin/md2po --progress=none page.md same.pot
cat > same.py <<'PY'
import polib

catalogue = polib.pofile("same.pot")
for entry in catalogue:
    entry.msgstr = entry.msgid
catalogue.save("same.po")
PY
venv/bin/python same.py
venv/bin/po2md --progress=none -t page.md same.po written.md
cat page.md written.md

cat > shown.py <<'PY'
from pathlib import Path
from markdown_it import MarkdownIt

render = MarkdownIt("commonmark").enable("table").render
for name in ("page.md", "written.md"):
    print(name, render(Path(name).read_text()).count("<table>"))
PY
venv/bin/python shown.py | tee shown.txt

grep -qE '^\| a +\| +b \| c +\|$' written.md
grep -qE '^\| `x\|y` +\| long +\|$' written.md
grep -qx 'page.md 1' shown.txt
grep -qx 'written.md 0' shown.txt
echo "as described"
