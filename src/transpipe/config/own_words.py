"""The project's own words, `words.toml`: a table for each derived locale, a word and its form.

Pure: the text is handed in. What people wrote in the file stays; new rows come behind those that
their table has.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from gettext import gettext as _

from transpipe.config.toml_file import line_of, load, places_in
from transpipe.errors import BadSetting
from transpipe.model import Locale
from transpipe.model.term import OwnWord

WORDS = "words.toml"
_BREAK = re.compile(r"[\x00-\x1f]")


def parse(text: str, authored: Locale = Locale.ZH_CN, path: str = WORDS) -> tuple[OwnWord, ...]:
    """The words in a text, in its order; none is for the authored locale.

    Raises BadSetting, which names the line.
    """
    found = load(text, path)
    places = dict(reversed(list(places_in(text))))
    known = {locale.value: locale for locale in Locale if locale is not authored}
    words: list[OwnWord] = []
    for name, rows in found.items():
        if name not in known or not isinstance(rows, dict):
            said = _("{name}: there are the tables {tables}")
            tables = " ".join(f"[{locale}]" for locale in known)
            what = said.format(name=name, tables=tables)
            raise BadSetting(path, line_of(places, (name,)), what)
        for word, form in rows.items():
            line = line_of(places, (name, word))
            if not isinstance(form, str) or not form.strip() or _BREAK.search(form):
                said = _("{word}: should be a word in quotes").format(word=word)
                raise BadSetting(path, line, said)
            words.append(OwnWord(word, form, known[name], line))
    return tuple(words)


def added(text: str, words: Iterable[OwnWord]) -> str:
    """The text with words behind those that the table of their locale has."""
    rows: dict[Locale, list[str]] = {}
    for each in words:
        quoted = (json.dumps(part, ensure_ascii=False) for part in (each.word, each.form))
        rows.setdefault(each.locale, []).append(" = ".join(quoted))
    for locale, lines in rows.items():
        text = _with_rows(text, locale, lines)
    return text


def _with_rows(text: str, locale: Locale, lines: list[str]) -> str:
    head = re.search(rf"^[ \t]*\[{locale.value}\][^\n]*\n?", text, re.MULTILINE)
    if head is None:
        above = f"{text.rstrip()}\n\n" if text.strip() else ""
        return f"{above}[{locale.value}]\n" + "".join(f"{line}\n" for line in lines)
    following = re.compile(r"^[ \t]*\[", re.MULTILINE).search(text, head.end())
    end = following.start() if following else len(text)
    above = text[:end].rstrip() + "\n"
    below = f"\n{text[end:]}" if following else ""
    return above + "".join(f"{line}\n" for line in lines) + below
