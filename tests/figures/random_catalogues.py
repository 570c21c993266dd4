"""Seeded catalogues, damages and edits, for the tests and the scoreboard."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from transpipe.model import (
    Catalogue,
    Conflict,
    Cut,
    Grammar,
    Layout,
    Lines,
    Locale,
    Origin,
    State,
    Syntax,
    Unit,
)

_ENGLISH = (
    "the cache holds what a reader asks for most and is not filled by writes "
    '`GET /users` **must** [link](./b.md#top) 3.14 50% C:\\path say "hi" tab\there'
)
_WORDS = _ENGLISH.split(" ")
_HAN = "缓存里放的是读者最常要的内容写入不会填充它，必须先读后写。服务器、队列与数据库"
_ODD = "\u2028\u2029\x85\x1c\x1d\x1e\x01\x7f\u200b\xa0\u3000🦀é"
# Legal in a string, but msgfmt warns of them.
_LOUD = "\v\f\r\a\b"

_SYNTAXES = (
    *map(Syntax, Grammar),
    Syntax(Grammar.MDX, ("caption", "aria-label"), ("tagline",), html=True),
    Syntax(Grammar.MARKDOWN, comments=True),
    Syntax(Grammar.MARKDOWN, html=True, ids=True),
)


def sentence(random: Random, odd: str = "") -> str:
    """A few English words, sometimes on two lines, sometimes with an odd character."""
    words = [random.choice(_WORDS) for _ in range(random.randint(1, 14))]
    if odd and random.random() < 0.3:
        words.insert(random.randrange(len(words) + 1), random.choice(odd))
    return (random.choice(" \n") if random.random() < 0.1 else " ").join(words)


def chinese(random: Random, odd: str = "") -> str:
    """A few Chinese characters, never empty."""
    text = "".join(random.choice(_HAN) for _ in range(random.randint(1, 30)))
    if odd and random.random() < 0.2:
        text += random.choice(odd) + "完"
    return text.replace("。", "。\n\n", 1).strip("\n") if random.random() < 0.1 else text


def unit(random: Random, number: int, odd: str = "") -> Unit:
    """One unit of any kind that a catalogue can hold; its source is unique by its number."""
    made = Unit(f"{number} {sentence(random, odd)}", references=("原文/a b 100%.md",))
    dice = random.random()
    if dice < 0.15:
        return made
    made = replace(made, target=chinese(random, odd), state=State.TRANSLATED)
    if dice < 0.3:
        made = replace(made, state=State.FUZZY, previous=sentence(random, odd))
    elif dice < 0.4:
        made = replace(made, state=State.OBSOLETE, references=(), previous="before")
        made = replace(made, flags=random.choice(((), ("fuzzy",))))
    elif dice < 0.5:
        draft = replace(made, state=State.FUZZY)
        made = draft.marked(Origin.of(random.choice(("tm", "mt:engine/a model")), confidence=0.5))
    elif dice < 0.55:
        made = made.marked(Origin.of("convert:s2twp", base="0123456789ab"))
        made = replace(made, parent="甲\n\n乙") if random.random() < 0.5 else made
    elif dice < 0.6:
        made = replace(made, state=State.FUZZY, conflict=Conflict("theirs", "彼\n\n方"))
    return _decorated(random, made, odd)


def _decorated(random: Random, made: Unit, odd: str) -> Unit:
    if random.random() < 0.2:
        made = replace(made, context="Heading / 小节 " + random.choice(("", "#2")))
    if random.random() < 0.2:
        made = replace(
            made, notes=("a note", "", "> quoted", chinese(random).split("\n")[0], "\ttab ")
        )
    if random.random() < 0.1:
        made = replace(made, extracted=("for the translator", ""))
    if random.random() < 0.1 and made.active:
        made = replace(made, flags=("no-c-format", "no-wrap"))
    if made.origin:
        made = replace(made, origin=replace(made.origin, key=made.key))
    return made.reviewed("王 小明") if random.random() < 0.1 else made


def catalogue(random: Random, size: int, *, odd: bool = True, loud: bool = False) -> Catalogue:
    """A catalogue of `size` units; `loud` adds characters that msgfmt warns of."""
    characters = (_ODD if odd else "") + (_LOUD if loud else "")
    units = [unit(random, number, characters) for number in range(size)]
    units.sort(key=lambda u: not u.active)
    return Catalogue(
        "原文/a b 100%.md",
        Locale.ZH_CN,
        tuple(units),
        random.choice(list(Layout)),
        Cut(random.choice(_SYNTAXES), random.choice(list(Lines))),
        (("Last-Translator", "王小明"), ("X-Generator", "Poedit 3.4")),
        random.choice(((), ("Translations of an article", "", "© 某人"))),
    )


def damaged(random: Random, data: bytes) -> tuple[str, bytes]:
    """A file as a full disk, a merge by hand or a slip of the hand leaves it, and which it was."""
    kind = random.choice(("cut", "conflict", "byte"))
    if kind == "cut":
        return kind, data[: random.randrange(len(data))]
    if kind == "conflict":
        lines = data.split(b"\n")
        start = random.randrange(len(lines))
        end = random.randrange(start, len(lines))
        mine = [b"<<<<<<< HEAD", *lines[start:end], b"=======", *lines[start:end], b">>>>>>> b"]
        return kind, b"\n".join(lines[:start] + mine + lines[end:])
    place = random.randrange(len(data))
    value = random.choice([b for b in range(256) if b != data[place]])
    if random.random() < 0.5:
        value = random.choice([b for b in b'#~|,.: "\\nm\nfz' if b != data[place]])
    return kind, data[:place] + bytes([value]) + data[place + 1 :]


def branched(random: Random, base: Catalogue, own: set[int], name: str) -> Catalogue:
    """What a branch makes of a catalogue that touches only the units with these numbers."""
    units: list[Unit] = []
    for number, old in enumerate(base.units):
        if number not in own:
            units.append(old)
            continue
        dice = random.random()
        if dice < 0.4:
            units.append(old.changed(f"{name}改{number}") if old.active else old)
        elif dice < 0.55:
            units.append(replace(old, notes=(*old.notes, f"{name} says {number}")))
        elif dice < 0.7 and old.active and old.target:
            units.append(replace(old, state=State.OBSOLETE, references=()))
        elif dice < 0.8:
            units.append(old.reviewed(name))
        else:
            units.append(old)
            units.append(Unit(f"{name} adds {number}", f"{name}增", State.TRANSLATED))
    if random.random() < 0.2:
        units[3], units[4] = units[4], units[3]
    units.sort(key=lambda u: not u.active)
    headers = dict(base.headers) | {f"X-{name}": "1"}
    return replace(base, units=tuple(units), headers=tuple(headers.items()))
