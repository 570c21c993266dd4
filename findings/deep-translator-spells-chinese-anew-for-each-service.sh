#!/usr/bin/env bash
# deep-translator: no spelling of simplified Chinese is known to all of its services, and Papago is
# sent a name where it wants a code.
#
# Package: deep-translator 1.11.4 from PyPI. Nothing is asked of a service.
# Seen: `zh-CN` is refused for LibreTranslate, DeepL and Baidu, which take `zh`; `zh` is refused for
# Google, MyMemory, Yandex and Papago; Pons takes `zh-cn` alone; `zh-Hans` nobody. Papago, given the
# code zh-CN, puts the word Chinese into its request.
# Expected: one code for one language, and the service's own code in what is sent.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check deep-translator==1.11.4

cat > "$work/codes.py" <<'PY'
from unittest.mock import patch

import deep_translator as known
from deep_translator.exceptions import LanguageNotSupportedException

KEYS = {
    "Libre": {"api_key": "k"}, "Deepl": {"api_key": "k"}, "Yandex": {"api_key": "k"},
    "Baidu": {"appid": "a", "appkey": "k"}, "Papago": {"client_id": "a", "secret_key": "k"},
}


def service(name, target):
    source = "en-GB" if name == "MyMemory" else "en"
    return getattr(known, f"{name}Translator")(source=source, target=target, **KEYS.get(name, {}))


for name in ("Google", "MyMemory", "Yandex", "Papago", "Libre", "Deepl", "Baidu", "Pons"):
    taken = []
    for code in ("zh", "zh-CN", "zh-cn", "zh-Hans"):
        try:
            service(name, code)
            taken.append(code)
        except LanguageNotSupportedException:
            pass
    print(name, *taken)

with patch("requests.post", side_effect=ConnectionError) as post:
    try:
        service("Papago", "zh-CN").translate("A word.")
    except ConnectionError:
        print("Papago is sent", post.call_args.kwargs["data"]["target"])
PY
"$work/venv/bin/python" "$work/codes.py" | tee "$work/said.txt"

for name in Google MyMemory Yandex Papago; do grep -qx "$name zh-CN" "$work/said.txt"; done
for name in Libre Deepl Baidu; do grep -qx "$name zh" "$work/said.txt"; done
grep -qx 'Pons zh-cn' "$work/said.txt"
grep -qx 'Papago is sent Chinese' "$work/said.txt"
echo "as described"
