"""The names that a site gives headings: of words a name, and numbers for names that repeat.

`RULES` is where to start: what each kind of site does. Every rule is tried against the real thing
(tests/generators), whose answers are cases.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum

from transpipe.links import heading_words as words
from transpipe.model import AnchorStyle

# Names that are taken; of those that were wanted again, the number given last.
Taken = dict[str, int]

# Letters that Unicode puts among its symbols: Ⓐ and its like.
_CIRCLED = ((0x24B6, 0x24E9), (0x1F130, 0x1F149), (0x1F150, 0x1F169), (0x1F170, 0x1F189))
_SPECIAL = re.compile(r"""[\s~`!@#$%^&*()\-_+=[\]{}|\\;:"'“”‘’<>,.?/]+""")
_MARKS = re.compile(r"""[\u2000-\u206f\u2e00-\u2e7f\\'!"#$%&()*+,./:;<=>?@[\]^`{|}~]""")
_OPTION = re.compile(r"(?:^|\s):([\w-]+:?)=?([\w%-]+)?", re.ASCII)  # of docsify: `:id=name`
_COMBINING = re.compile(r"[\u0000-\u001f\u0300-\u036f]")
_NUMBERED = re.compile(r"(.*)_([0-9]+)", re.DOTALL)


# ── of words a name ────────────────────────────────────────────────────────────────────────────


def github(text: str) -> str:
    """Letters, marks, digits, `_` and `-`; a blank is a hyphen."""
    return _joined(c for c in text.lower() if c in " -\n" or _is_word(c))


def jekyll(text: str) -> str:
    """The same, in small letters as Ruby has them: one by one."""
    return _joined(c for c in _lower(text) if c in " -\t\n" or _is_word(c)).replace("\t", "-")


def hugo(text: str) -> str | None:
    """Letters, digits of ten, `_` and `-`; a blank is a hyphen. Where no word is, no name is."""
    lower = (c.lower()[0] for c in text)
    kept = _joined(c for c in lower if c in " -_\n" or _category(c)[0] == "L" or c.isdecimal())
    return kept or ("heading" if text else None)


def vitepress(text: str) -> str:
    """Everything but ASCII's marks, with letters in their plain forms; none begins with a digit."""
    text = _COMBINING.sub("", unicodedata.normalize("NFKD", text))
    return re.sub(r"^([0-9])", r"_\1", _SPECIAL.sub("-", text).strip("-")).lower()


def mkdocs(text: str) -> str:
    """What ASCII has of the letters and digits: nothing of Chinese."""
    text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", text).strip().lower())


def mkdocs_unicode(text: str) -> str:
    """Letters and digits of every script; what looks like a tag is none."""
    text = re.sub(r"</?[^>]*>", "", unicodedata.normalize("NFC", text)).strip().lower()
    return re.sub(r"[^\w\- ]", "", text).replace(" ", "-")


def kramdown(text: str) -> str:
    """ASCII's letters and digits from the first letter on: nothing of Chinese."""
    text = re.sub(r"^[^a-zA-Z]+", "", text, flags=re.MULTILINE)
    return re.sub(r"[^a-zA-Z0-9 -]", "", text).replace(" ", "-").lower() or "section"


def pandoc(text: str) -> str:
    """Letters and digits of every script, `_`, `-` and `.`, from the first letter on."""
    kept = "".join(c for c in text if c in "_-." or c.isspace() or _category(c)[0] in "LN")
    kept = "".join(c for c in _lower("-".join(kept.split())) if _category(c)[0] != "M")
    first = next((at for at, c in enumerate(kept) if c.isalpha()), len(kept))
    return kept[first:] or "section"


def docsify(text: str) -> str:
    """Everything but ASCII's marks and those of typesetting; none begins with a digit."""
    options = {name: value for name, value in _OPTION.findall(text) if not name.endswith(":")}
    text = options.get("id") or _OPTION.sub(lambda m: m[0] if m[1].endswith(":") else "", text)
    text = _MARKS.sub("", re.sub(r"[A-Z]+", lambda found: found[0].lower(), text.strip()))
    return re.sub(r"^([0-9])", r"_\1", re.sub(r"[\s-]+", "-", text))


def _joined(characters: Iterable[str]) -> str:
    return "".join(characters).replace(" ", "-").replace("\n", "-")


def _lower(text: str) -> str:
    """Small letters one by one: the last sigma of a word is as any other."""
    return "".join(c.lower() for c in text)


def _category(character: str) -> str:
    return unicodedata.category(character)


def _is_word(character: str) -> bool:
    """What Ruby and JavaScript call a part of a word: alphabetic, a mark, a digit, a connector."""
    category = _category(character)
    if category[0] in "LM" or category in ("Nd", "Nl", "Pc"):
        return True
    return any(first <= ord(character) <= last for first, last in _CIRCLED)


# ── numbers for names that repeat ──────────────────────────────────────────────────────────────


def until_free(name: str, taken: Taken) -> str:
    """`name-1`, `name-2` …: the next that no heading has."""
    found = name
    while found in taken:
        taken[name] += 1
        found = f"{name}-{taken[name]}"
    taken.setdefault(found, 0)
    return found


def by_count(name: str, taken: Taken) -> str:
    """`name-1`, `name-2` …: as often as it was wanted, whether a heading has that or not."""
    taken[name] = taken.get(name, -1) + 1
    return f"{name}-{taken[name]}" if taken[name] else name


def with_underscore(name: str, taken: Taken) -> str:
    """`name_1`, or the number that it ends with counted on; no name is empty."""
    found = name
    if name in taken or not name:
        numbered = _NUMBERED.fullmatch(name)
        base, count = (numbered[1], int(numbered[2])) if numbered else (name, 0)
        number = max(count, taken.get(name, 0)) + 1
        while (found := f"{base}_{number}") in taken:
            number += 1
        taken[name] = number
    taken.setdefault(found, 0)
    return found


# ── what each kind of site does ────────────────────────────────────────────────────────────────


class Pinned(Enum):
    """What an explicit id is to the names of other headings."""

    APART = "apart"  # nothing: two headings may have one name
    TAKEN = "taken"  # a name that no later heading gets
    RESERVED = "reserved"  # a name that no other heading gets


@dataclass(frozen=True, slots=True)
class SlugRule:
    """How a kind of site names headings.

    `read` gives the words of a heading, `name` their name (None for none), `number` the one that is
    free. `pins` is what an id must be to be written as `{#id}`; None where the site does not read
    that.
    """

    read: Callable[[str], str]
    name: Callable[[str], str | None]
    number: Callable[[str, Taken], str] = until_free
    pinned: Pinned = Pinned.TAKEN
    pins: re.Pattern[str] | None = None

    def slug(self, heading_text: str) -> str | None:
        """The name of a heading by its inline Markdown, before it is numbered."""
        return self.name(self.read(heading_text))


# Ids as each reads them: nothing that is Markdown by itself, such as emphasis.
_PLAIN = r"(?!_.*_)"
_ANY = re.compile(_PLAIN + r"[^\s!\"#$%&'*:;<=>?@\[\\\]^`{|}~]+")
_HUGO = re.compile(_PLAIN + r"[^\s!-,/;-@\[-^`{-~]+")
_PANDOC = re.compile(_PLAIN + r"[\w.:-]+")
_XML = "A-Za-z_\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff"
_XML += "\u3001-\uabff\uac00-\ud7a3\ud7a4-\ud7ff"
_XML_NAME = re.compile(f"{_PLAIN}[{_XML}][{_XML}0-9.\u00b7\u0300-\u036f-]*")

RULES = {
    AnchorStyle.GITHUB: SlugRule(words.shown, github),
    AnchorStyle.DOCUSAURUS: SlugRule(words.in_mdx, github, pinned=Pinned.APART, pins=_ANY),
    AnchorStyle.VITEPRESS: SlugRule(words.in_vitepress, vitepress, pins=_ANY),
    AnchorStyle.HUGO: SlugRule(words.in_hugo, hugo, pins=_HUGO),
    AnchorStyle.MKDOCS: SlugRule(
        words.in_python, mkdocs, with_underscore, pinned=Pinned.RESERVED, pins=_ANY
    ),
    AnchorStyle.MKDOCS_UNICODE: SlugRule(
        words.in_python, mkdocs_unicode, with_underscore, pinned=Pinned.RESERVED, pins=_ANY
    ),
    AnchorStyle.KRAMDOWN: SlugRule(words.written, kramdown, by_count, Pinned.APART, _XML_NAME),
    AnchorStyle.JEKYLL: SlugRule(words.in_jekyll, jekyll, by_count, Pinned.APART, _XML_NAME),
    AnchorStyle.DOCSIFY: SlugRule(words.in_docsify, docsify, by_count, Pinned.APART),
    AnchorStyle.PANDOC: SlugRule(words.in_pandoc, pandoc, pins=_PANDOC),
}
