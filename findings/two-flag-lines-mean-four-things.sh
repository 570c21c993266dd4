#!/usr/bin/env bash
# One entry with two flag lines, `#, fuzzy` and then `#, no-wrap`: gettext and the Python libraries
# disagree whether it is translated.
#
# Packages: polib 1.2.0, Babel 2.19.0, translate-toolkit 3.20.4 from PyPI; gettext 0.21 or newer
# where msgfmt is installed.
# Seen: gettext takes the last line whole, so that the entry counts as translated and msgfmt puts it
# into the .mo file; polib, Babel and translate-toolkit read both lines, so that it is fuzzy.
# Whoever writes the second line with one tool publishes what the others show as unfinished.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check \
  polib==1.2.0 Babel==2.19.0 translate-toolkit==3.20.4

cat > "$work/a.po" <<'PO'
msgid ""
msgstr ""
"Language: zh_CN\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"

#, fuzzy
#, no-wrap
msgid "cache"
msgstr "高速缓存"
PO

cat > "$work/read.py" <<'PY'
import sys
import polib
from babel.messages.pofile import read_po
from translate.storage import pypo

path = sys.argv[1]
print("polib fuzzy:", polib.pofile(path)[0].fuzzy)
with open(path, "rb") as file:
    print("Babel fuzzy:", read_po(file).get("cache").fuzzy)
print("translate-toolkit fuzzy:", pypo.pofile.parsefile(path).units[1].isfuzzy())
PY
"$work/venv/bin/python" "$work/read.py" "$work/a.po" | tee "$work/python.txt"
test "$(grep -c 'fuzzy: True' "$work/python.txt")" -eq 3

if command -v msgfmt >/dev/null; then
  LC_ALL=C msgfmt --statistics --output-file="$work/a.mo" "$work/a.po" 2>&1 | tee "$work/gettext.txt"
  grep -q '^1 translated message' "$work/gettext.txt"
  grep -q '高速缓存' "$work/a.mo"
fi
echo "as described"
