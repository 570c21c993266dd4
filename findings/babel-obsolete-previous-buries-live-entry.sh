#!/usr/bin/env bash
# Babel's PO reader: a `#~|` line (the previous msgid of an obsolete entry, as gettext writes it)
# right behind a live entry takes that entry out of the catalogue.
#
# Packages: Babel 2.19.0 from PyPI; gettext's msgfmt says that the file is valid.
# Seen: of two live entries and one obsolete entry, read_po finds one live entry; the entry above the
# `#~|` line has become obsolete. With a plain comment line before `#~|` both are found.
# Expected: both files have the same two live entries, as msgattrib --no-obsolete prints them.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check Babel==2.19.0

write() { # $1: the line before the obsolete entry
  cat <<PO
msgid ""
msgstr ""
"Language: zh_CN\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"

msgid "one"
msgstr "一"

msgid "two"
msgstr "二"

$1#~| msgid "tree"
#~ msgid "three"
#~ msgstr "三"
PO
}
write "" > "$work/bare.po"
write "# a note
" > "$work/noted.po"

if command -v msgattrib >/dev/null; then
  for name in bare noted; do
    msgfmt --check-format --output-file=/dev/null "$work/$name.po"
    test "$(msgattrib --no-obsolete "$work/$name.po" | grep -c '^msgid "[a-z]')" -eq 2
  done
fi

cat > "$work/read.py" <<'PY'
import sys
from babel.messages.pofile import read_po

with open(sys.argv[1], "rb") as file:
    catalogue = read_po(file)
print("live:", sorted(message.id for message in catalogue if message.id))
print("obsolete:", sorted(catalogue.obsolete))
PY
for name in bare noted; do
  echo "$name"
  "$work/venv/bin/python" "$work/read.py" "$work/$name.po" | tee "$work/$name.txt"
done

grep -qx "live: \['one'\]" "$work/bare.txt"
grep -qx "live: \['one', 'two'\]" "$work/noted.txt"
echo "as described"
