#!/usr/bin/env bash
# Text copied out of a PDF may hold radicals instead of characters (⽤⼾, ⻚⾯). Unicode's
# normalization does not make simplified Chinese of it, and OpenCC leaves it alone.
#
# Packages: opencc 1.4.2 from PyPI; unicodedata of Python's standard library.
# Seen: NFKC maps each of the 214 Kangxi radicals, and those that have two forms to the traditional
# one (⼾ is 戶, ⿓ is 龍), also in a simplified text. Of the radicals supplement, which has the
# simplified forms (⻚ ⻔ ⻓), it maps two and leaves 113: ⻚⾯ becomes ⻚面, which no search finds.
# t2s of OpenCC converts none of them before NFKC, and the supplement's not even after it.
# Expected: a compatibility normalization leaves no radical in a word of a language.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check opencc==1.4.2

cat > "$work/normal.py" <<'PY'
import unicodedata
import opencc

simplified = opencc.OpenCC("t2s").convert


def normal(text):
    return unicodedata.normalize("NFKC", text)


def same(first, last):
    there = [chr(n) for n in range(first, last) if unicodedata.name(chr(n), "")]
    return len(there), sum(normal(sign) == sign for sign in there)


print("kangxi", *same(0x2F00, 0x2FD6))
print("supplement", *same(0x2E80, 0x2EF4))
for word in ("⽤⼾", "⿓⾺", "⻚⾯"):
    print(word, normal(word), simplified(word), simplified(normal(word)))
PY
"$work/venv/bin/python" "$work/normal.py" | tee "$work/said.txt"

grep -qx 'kangxi 214 0' "$work/said.txt"
grep -qx 'supplement 115 113' "$work/said.txt"
grep -qx '⽤⼾ 用戶 ⽤⼾ 用户' "$work/said.txt"
grep -qx '⿓⾺ 龍馬 ⿓⾺ 龙马' "$work/said.txt"
grep -qx '⻚⾯ ⻚面 ⻚⾯ ⻚面' "$work/said.txt"
echo "as described"
