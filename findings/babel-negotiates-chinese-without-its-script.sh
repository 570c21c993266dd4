#!/usr/bin/env bash
# Babel's negotiate_locale, which web frameworks ask for the catalogue of a reader, does not know
# that zh_Hant_TW and zh_TW are one, nor that zh is not what a reader of zh_Hant asks for.
#
# Package: Babel 2.19.0 from PyPI.
# Seen: with catalogues zh_CN and zh_TW, who asks for zh_Hant_TW, zh_Hant or zh_HK gets none; with
# zh and en, who asks for zh_Hant gets zh, which is simplified by Babel's own likely subtags.
# Expected: Babel parses zh_TW as a locale of the script Hant, and finds it for zh_Hant_TW.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check Babel==2.19.0

cat > "$work/asked.py" <<'PY'
from babel.core import Locale, get_global, negotiate_locale

for wanted in ("zh_Hant_TW", "zh_Hant", "zh_HK"):
    print(wanted, negotiate_locale([wanted], ["zh_CN", "zh_TW"]))
print("zh_Hant of zh, en:", negotiate_locale(["zh_Hant"], ["zh", "en"]))
print("zh is", get_global("likely_subtags")["zh"])
print("zh_TW is", Locale.parse("zh_TW"))
PY
"$work/venv/bin/python" "$work/asked.py" | tee "$work/said.txt"

for wanted in zh_Hant_TW zh_Hant zh_HK; do grep -qx "$wanted None" "$work/said.txt"; done
grep -qx 'zh_Hant of zh, en: zh' "$work/said.txt"
grep -qx 'zh is zh_Hans_CN' "$work/said.txt"
grep -qx 'zh_TW is zh_Hant_TW' "$work/said.txt"
echo "as described"
