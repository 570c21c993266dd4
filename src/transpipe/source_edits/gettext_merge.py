"""Two PO files as `msgmerge` merges them, but for what is found again.

The previous text is looked for only among what vanished, one to one and by neighbourhood; split
and merged texts keep their words. Strings that nothing happens to stay as they are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from gettext import gettext as _

from transpipe.errors import CatalogueDamaged
from transpipe.model.text import digest
from transpipe.po.grammar import Entry, Key, forms, parse
from transpipe.po.spelling import strings_of, text_of

Words = tuple[str, ...]
_SEAL = "X-Transpipe-Seal"
_DATE = re.compile(r'"POT-Creation-Date:[^"\\]*\\n"\n')
_COUNT = re.compile(r"nplurals\s*=\s*(\d+)")
# A comment line that is neither extracted nor a reference.
_OWN = re.compile(r"^#(?![.:])[^\n]*\n", re.MULTILINE)
_OF_SOURCE = ("wrap", "no-wrap")


def merge(old: str, new: str, old_path: str = "", new_path: str = "") -> str:
    """The text of a PO file with the entries of `new` and the translations of `old`.

    Unchanged entries keep everything; edited ones are fuzzy, with the previous msgid; what is gone
    is obsolete if it was translated, under a name of its own where a live entry or another has its
    name. Merged again nothing changes. Raises CatalogueDamaged.
    """
    had, wanted = parse(old, old_path), parse(new, new_path)
    _check_end(had, old_path)
    alive = [entry for entry in had[1:] if not entry.obsolete]
    asleep = [entry for entry in had[1:] if entry.obsolete]
    count = int((_COUNT.search(had[0].translation) or ["", "2"])[1])
    here = [_empty(entry, count) for entry in wanted[1:] if not entry.obsolete]
    known = {entry.key: entry for entry in alive}
    back = {e.key: e for e in reversed(asleep) if e.key not in known}
    exact = {e.key: known.get(e.key) or back.get(e.key) for e in here}
    changed = _changed(alive, asleep, here, exact)
    head = _header(had[0], wanted[0])
    blocks = [head] if head else []
    used: set[int] = set()
    for entry in here:
        same = exact[entry.key]
        if same is not None:
            used |= set() if _drops_forms(same, entry) else {id(same)}
            blocks.append(_kept(same, entry))
        elif entry.key in changed:
            taken, block = changed[entry.key]
            used.update(map(id, taken))
            blocks.append(block)
        else:
            blocks.append(f"{_comments(entry, entry, False, '')}{_keyed(entry)}{entry.translation}")
    gone = [entry for entry in (*alive, *asleep) if id(entry) not in used]
    gone = [entry for entry in gone if entry.obsolete or entry.filled]
    left = {id(entry) for entry in gone}
    stands = {e.key: () if id(exact[e.key]) in left else _words(exact[e.key]) for e in here}
    blocks += (_obsolete(entry) for entry in _named_apart(gone, stands))
    return "\n".join(blocks)


def _named_apart(gone: Iterable[Entry], stands: Mapping[Key, Words]) -> Iterator[Entry]:
    """Obsolete entries, each under a name that no other has; gettext takes no name twice.

    `stands` are the words of the live ones, by name. Those that say what the holder of their name
    says, and no more, are left out.
    """
    taken = dict(stands)
    for entry in gone:
        key, words, count = entry.key, _words(entry), 1
        while key in taken and taken[key] != words:
            suffix = f" #{count}" if count > 1 else ""
            key, count = (f"old {digest(*words)}{suffix}", entry.key[1]), count + 1
        if key not in taken:
            taken[key] = words
            context = entry.context if key == entry.key else strings_of(key[0] or "")
            yield replace(entry, key=key, context=context)


def _words(entry: Entry | None) -> Words:
    """What is lost with an entry: its words, and what people noted beside them."""
    if entry is None:
        return ()
    said = (text_of(text) for _form, text in forms(entry.translation))
    notes = (line for line in _own(entry) if not line.startswith(("#,", "#|")))
    return (*said, *notes)


def _check_end(entries: Sequence[Entry], path: str) -> None:
    """A catalogue of ours that was cut off between two lines can be told by its last entry."""
    if _SEAL not in entries[0].translation:
        return
    from transpipe.po.header import is_sealed
    from transpipe.po.units import END

    lines = text_of(forms(entries[0].translation)[0][1]).split("\n")
    fields = [(name, value.strip()) for name, _colon, value in (x.partition(":") for x in lines)]
    sealed = is_sealed(tuple(field for field in fields if field[0]))
    if sealed and not any(entry.key == END[:2] for entry in entries):
        reason = _("cut off: the entry that ends every catalogue is missing")
        raise CatalogueDamaged(path, entries[-1].line, reason)


# ── Finding ─────────────────────────────────────────────────────────────────────────────────


def _changed(
    alive: Sequence[Entry],
    asleep: Sequence[Entry],
    here: Sequence[Entry],
    exact: dict[Key, Entry | None],
) -> dict[Key, tuple[list[Entry], str]]:
    """New entries whose words were found: the old entries that these become, and the text."""
    if all(exact.values()):
        return {}
    # Loaded only where there is something to look for.
    from transpipe.source_edits.successors import heirs

    number = {id(entry): n for n, entry in enumerate(alive)}
    pairs = ((j, exact[entry.key]) for j, entry in enumerate(here))
    known = {j: number[id(e)] for j, e in pairs if e is not None and id(e) in number}
    used = {id(e) for e in exact.values() if e is not None}
    before = ["" if id(e) in used else e.key[1] for e in alive]
    after = ["" if exact[e.key] else e.key[1] for e in here]
    found: dict[Key, tuple[list[Entry], str]] = {}
    for heir in heirs(before, after, known):
        olds, news = [alive[i] for i in sorted(heir.old)], [here[j] for j in heir.new]
        found |= _carried(olds, news)
    after = ["" if entry.key in found else text for entry, text in zip(here, after, strict=True)]
    resting = [e for e in asleep if id(e) not in used]
    for heir in heirs([e.key[1] for e in resting], after, {}, sure=True):
        entry, new = resting[heir.old[0]], here[heir.new[0]]
        found[new.key] = ([], _edited(entry, new))
    return found


def _carried(olds: Sequence[Entry], news: Sequence[Entry]) -> dict[Key, tuple[list[Entry], str]]:
    """Edited: the old entry becomes the new one. Split, merged: it stays, its words are copied."""
    plural = any(entry.plural for entry in (*olds, *news))
    if len(olds) == len(news) == 1 or plural:
        old, new = olds[0], news[0]
        taken = [] if _drops_forms(old, new) else [old]
        return {new.key: (taken, _edited(old, new))} if old.filled else {}
    from transpipe.text.han import joined
    from transpipe.units.shares import shares

    givers = [old for old in olds if old.filled]
    if not givers:
        return {}
    words = [text_of(forms(old.translation)[0][1]) for old in givers]
    if len(news) == 1:
        new = news[0]
        return {new.key: ([], _fuzzy(givers, new, f"msgstr {strings_of(joined(words))}"))}
    news = sorted(news, key=lambda entry: entry.line)
    parts = shares(givers[0].key[1], words[0], [new.key[1] for new in news])
    return {
        new.key: ([], _fuzzy(givers, new, f"msgstr {strings_of(part)}"))
        for new, part in zip(news, parts, strict=True)
        if part
    }


# ── Writing ─────────────────────────────────────────────────────────────────────────────────


def _header(old: Entry, new: Entry) -> str:
    """The old header, with the date of the new template; the template's where there is none."""
    if not old.line:
        return f"{new.comments}msgid {new.source}{new.translation}" if new.line else ""
    translation = old.translation
    date = _DATE.search(new.translation)
    if date and _DATE.search(translation):
        translation = _DATE.sub(lambda _match: date[0], translation, count=1)
    return f"{old.comments}msgid {old.source}{translation}"


def _kept(old: Entry, new: Entry) -> str:
    """The old entry with the new one's references and comments."""
    if _is_plain(old) and _is_plain(new) and bool(old.plural) == bool(new.plural):
        return f"{new.comments}{_keyed(old)}{old.translation}"
    if bool(old.plural) != bool(new.plural):
        return _edited(old, new) if old.filled else f"{new.comments}{_keyed(new)}{new.translation}"
    return f"{_comments(old, new, old.fuzzy, _previous_of(old))}{_keyed(old)}{old.translation}"


def _edited(old: Entry, new: Entry) -> str:
    """The new entry with the old words, fuzzy."""
    return _fuzzy([old], new, _fitted(old, new))


def _fuzzy(olds: Sequence[Entry], new: Entry, translation: str) -> str:
    if len(olds) == 1:
        old = olds[0]
        previous = (old.fuzzy and _previous_of(old)) or _as_previous(old)
    else:
        previous = "#| msgid " + _marked(strings_of("\n\n".join(o.key[1] for o in olds)))
    return f"{_comments(olds[0], new, True, previous)}{_keyed(new)}{translation}"


def _fitted(old: Entry, new: Entry) -> str:
    """The old words in the new entry's number of forms."""
    if bool(old.plural) == bool(new.plural):
        return old.translation
    said = forms(old.translation)
    if not new.plural:
        return f"msgstr {said[0][1]}"
    return "".join(f"msgstr[{form}] {said[0][1]}" for form, _text in forms(new.translation))


def _drops_forms(old: Entry, new: Entry) -> bool:
    """Whether a plural that became a singular has words that find no room there."""
    if new.plural or not old.plural:
        return False
    first, *others = (text_of(text) for _form, text in forms(old.translation))
    return any(text not in ("", first) for text in others)


def _empty(new: Entry, count: int) -> Entry:
    """An entry of the template without words, in as many forms as the language has."""
    blank = "".join(f'msgstr[{n}] ""\n' for n in range(count)) if new.plural else 'msgstr ""\n'
    return new if new.translation == blank else replace(new, translation=blank)


def _obsolete(entry: Entry) -> str:
    """Comments of people and flags, then every line behind `#~`; the sources' comments go."""
    own = [line for line in _own(entry) if not line.startswith("#|")]
    previous = _previous_of(entry).replace("#|", "#~|")
    lines = f"{_keyed(entry)}{entry.translation}"
    return "".join(own) + previous + "".join(f"#~ {line}" for line in lines.splitlines(True))


def _keyed(entry: Entry) -> str:
    context = f"msgctxt {entry.context}" if entry.context else ""
    plural = f"msgid_plural {entry.plural}" if entry.plural else ""
    return f"{context}msgid {entry.source}{plural}"


def _as_previous(entry: Entry) -> str:
    return "".join(f"#| {line}" for line in _keyed(entry).splitlines(True))


def _marked(strings: str) -> str:
    first, *rest = strings.splitlines(True)
    return first + "".join(f"#| {line}" for line in rest)


def _own(entry: Entry) -> list[str]:
    return _OWN.findall(entry.comments)


def _previous_of(entry: Entry) -> str:
    return "".join(line for line in _own(entry) if line.startswith("#|"))


def _is_plain(entry: Entry) -> bool:
    return not _OWN.search(entry.comments)


def _comments(old: Entry, new: Entry, fuzzy: bool, previous: str) -> str:
    """People's notes of the old entry, the source's comments of the new one, the flags of both."""
    notes = [line for line in _own(old) if not line.startswith(("#,", "#=", "#|"))]
    of_source = [line for line in new.comments.splitlines(True) if line.startswith(("#.", "#:"))]
    flags = dict.fromkeys(["fuzzy"] if fuzzy else [])
    flags |= dict.fromkeys(flag for flag in _flags(new) if flag != "fuzzy")
    flags |= dict.fromkeys(flag for flag in _flags(old) if not _is_of_source(flag))
    line = f"#, {', '.join(flags)}\n" if flags else ""
    return "".join([*notes, *of_source, line, previous if fuzzy else ""])


def _flags(entry: Entry) -> Iterable[str]:
    lines = (line[2:] for line in _own(entry) if line.startswith(("#,", "#=")))
    return (flag.strip() for line in lines for flag in line.split(",") if flag.strip())


def _is_of_source(flag: str) -> bool:
    """Whether a flag says something about the source, so that the template decides."""
    return flag == "fuzzy" or flag in _OF_SOURCE or flag.endswith("-format") or ":" in flag
