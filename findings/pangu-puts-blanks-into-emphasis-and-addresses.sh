#!/usr/bin/env bash
# pangu, which puts a blank between Chinese and Latin letters, does not know Markdown or HTML.
#
# Packages: pangu 6.1.0 and markdown-it-py 3.0.0 from PyPI.
# Seen: space_text writes `**重要**` between Chinese characters as `** 重要 **`, which CommonMark
# shows with its asterisks, and a blank into the address of a link whose file name is Chinese and
# Latin letters; what stands in code spans and after https:// is left alone.
# Expected: a text that has only blanks more renders with the same emphasis and the same links.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check pangu==6.1.0 markdown-it-py==3.0.0

cat > "$work/spaced.py" <<'PY'
import pangu
from markdown_it import MarkdownIt

render = MarkdownIt().render
for text in ("这是**重要**的一步。", '见<a href="图a.html">这里</a>。', "运行`make构建`即可。"):
    spaced = pangu.space_text(text)
    print(spaced)
    print(render(text).count("<strong>"), render(spaced).count("<strong>"))
PY
"$work/venv/bin/python" "$work/spaced.py" | tee "$work/said.txt"

grep -qxF '这是 ** 重要 ** 的一步。' "$work/said.txt"
grep -qxF '1 0' "$work/said.txt"
grep -qxF '见<a href="图 a.html">这里</a>。' "$work/said.txt"
grep -qxF '运行 `make构建` 即可。' "$work/said.txt"
echo "as described"
