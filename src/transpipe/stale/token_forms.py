"""What a word, a number, code, an operator or a sign looks like in the English of a block."""

from __future__ import annotations

import re

from transpipe.text.han import HAN

_EXTENSIONS = (
    "bash|bat|c|cc|cfg|conf|cpp|cs|css|csv|db|env|exe|go|h|hpp|htm|html|ini|ipynb|java|jpg|js|json|"
    "jsx|kt|lock|log|md|mdx|php|pl|png|po|ps1|py|rb|rs|rst|scala|sh|so|sql|svg|swift|tar|toml|ts|"
    "tsv|tsx|txt|xml|yaml|yml|zip"
)
_N = "A-Za-z0-9_"
# Repetitions that may fail later are bounded, so that reading stays linear.
TOKEN = re.compile(
    r"(?P<plain>[A-Z]?[a-z]+(?=[ ,;!?)]|\.?\s|\.?$))"
    r"|(?P<emoji>:[a-z][a-z0-9_+-]{0,40}:)"
    rf"|(?P<code>(?!_[^_\s]{{1,80}}_(?![{_N}]))(?:[{_N}.-]{{1,60}}/){{0,12}}[{_N}-]{{1,60}}(?:\.[{_N}-]{{1,60}}){{0,6}}"
    rf"\.(?:{_EXTENSIONS})(?![A-Za-z0-9]|_[{_N}])"
    rf"|(?<![{_N}/])(?:\.{{0,2}}|~)/[A-Za-z_](?:[{_N}./-]{{0,200}}[{_N}/])?"
    rf"|(?<![{_N}-])--[a-z][{_N}-]+|(?<![^\s(/|])[-.][A-Za-z][{_N}-]*"
    rf"|[A-Za-z][{_N}]{{0,60}}(?:(?:::|\.)[{_N}]{{1,60}}){{0,8}}\(\)"
    rf"|[A-Za-z][{_N}]{{0,60}}(?:::[{_N}]+)+"
    r"|[A-Za-z0-9]+(?:_+[A-Za-z0-9]+)+|(?<![A-Za-z0-9])[a-z]{1,60}[A-Z][a-z][A-Za-z0-9]*)"
    rf"|(?P<number>(?<![{_N}])[vV]?[0-9]+(?:[.,:/-][0-9]+)*"
    rf"(?:(?:st|nd|rd|th|[A-Za-zµ]{{1,3}})(?![{_N}])|%)?)"
    rf"|(?P<word>e\.g\.|i\.e\.|(?<![{_N}])[A-Z]#(?![{_N}])|[{HAN}]|[^\W_{HAN}]+(?:['’][^\W\d_{HAN}]+)*)"
    r"|(?P<operator>[<>=≤≥≠±×÷&|^$€£%+]+|!=+|[←-⇿∀-⋿]|(?<!\S)-(?=[0-9]))"
    r"|(?P<sign>--+|\.{2,}|[^\s\w*_~\\\[\]])"
)
