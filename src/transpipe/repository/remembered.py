"""What a Chinese file and its catalogue said when they last agreed, as this machine remembers it.

A build changes the file before it remembers it. What it is about to leave is written down even
before that, or a build that was killed in between would look like somebody's edit.

Beside it: each whole catalogue as transpipe last left it, and by their hashes the states before.
What is in the first and not in the file, a tool took out, unless the file is one of the others:
then somebody has put it back.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from hashlib import blake2b

from transpipe.model import Locale
from transpipe.repository.workspace import Workspace

_LAST, _COMING, _LEFT = "base", "coming", "left"
_EARLIER = 50  # so many states of a catalogue are known again
_STATES = 2  # so many of them are kept whole
_LONGEST = 255  # bytes of a name, on most file systems
# What a state says that is damaged, or of another format.
DAMAGED = (ValueError, KeyError, TypeError, AttributeError, RecursionError)

Seen = tuple[tuple[str, str, str], ...]
"""Contexts ('' for none), texts of the source and words."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """The texts of a Chinese file and its catalogue, and of the source that the latter is for.

    The source is '' where an older version has remembered them. `strange` says that the file is
    perhaps another one's: most of what it says is in no unit. `before` is what stood there when
    the state was announced. `followed` is an older source, of which the file may still have code;
    '' where it has none that this clone knows of. `seen` are words as a sync saw them
    last, by context and text: somebody typed others, and a build came before a sync. `at` is the
    commit that was checked out, '' where that is not known.
    """

    file: str
    catalogue: str
    source: str = ""
    strange: bool = False
    before: str = ""
    followed: str = ""
    seen: Seen = ()
    at: str = ""


def recalled(
    workspace: Workspace, article: str, locale: Locale, file: str = ""
) -> Remembered | None:
    """What a Chinese file and its catalogue said when they last agreed, None if unknown.

    `file` is what stands there now. Where that is what a build was about to leave, or was made of
    that by somebody, the build got so far: the answer is what it would have remembered.
    """
    last = _read(workspace, _LAST, article, locale)
    if file and (last is None or last.file != file):
        coming = _read(workspace, _COMING, article, locale)
        if coming is not None and _is_made_of(file, coming):
            return replace(coming, before="")
    return last


def _is_made_of(file: str, coming: Remembered) -> bool:
    """Whether a file was announced so, or differs less from that than from what stood before.

    The two differ in what the build did alone, and a file is replaced as a whole.
    """
    if coming.file == file:
        return True
    return bool(coming.before) and _apart(file, coming.file) < _apart(file, coming.before)


def _apart(one: str, other: str) -> int:
    """How many lines with words two texts do not share, wherever they stand."""
    ours, theirs = (
        Counter(filter(None, map(str.strip, text.split("\n")))) for text in (one, other)
    )
    return (ours - theirs).total() + (theirs - ours).total()


def announce(workspace: Workspace, article: str, locale: Locale, state: Remembered) -> None:
    """Writes down what file and catalogue will say, before the file is changed."""
    workspace.write_state(path_of(_COMING, article, locale), _text(state))


def remember(workspace: Workspace, article: str, locale: Locale, state: Remembered) -> None:
    """Keeps what file and catalogue say now, as one file; what was announced is done with."""
    workspace.write_state(path_of(_LAST, article, locale), _text(state))
    workspace.drop_state(path_of(_COMING, article, locale))


def forget(workspace: Workspace, article: str, locale: Locale) -> None:
    """Nothing is remembered of an article any more: it is gone, or has another name."""
    for kind in (_LAST, _COMING, _LEFT):
        workspace.drop_state(path_of(kind, article, locale))


@dataclass(frozen=True, slots=True)
class Left:
    """A catalogue as it was left here last; `earlier` are the hashes of what it was before.

    `last` is how it was left before that, the newest first: killed before it was written, the file
    is still made of such a state.
    """

    text: str
    earlier: tuple[str, ...] = ()
    last: tuple[str, ...] = ()

    def knows(self, text: str) -> bool:
        """Whether a catalogue once was so, with nothing taken out."""
        return text == self.text or _hash(text) in self.earlier


def left(workspace: Workspace, article: str, locale: Locale) -> Left | None:
    """How a catalogue was left, None if unknown."""
    data = workspace.read_state(path_of(_LEFT, article, locale))
    if data is not None:
        with suppress(*DAMAGED):  # nothing is remembered
            said = json.loads(data)
            earlier, last = (tuple(map(str, said.get(name, ()))) for name in ("earlier", "last"))
            return Left(str(said["catalogue"]), earlier, last)
    return None


def leave(
    workspace: Workspace, article: str, locale: Locale, text: str, before: Sequence[str] = ()
) -> None:
    """Keeps a catalogue as it is left now; `before` are texts that it had, nothing taken out."""
    last = left(workspace, article, locale)
    if last is not None and last.text == text and all(map(last.knows, before)):
        return
    texts = (*((last.text,) if last else ()), *before)
    earlier = (*(last.earlier if last else ()), *map(_hash, texts))
    kept = list(dict.fromkeys(reversed(earlier)))[:_EARLIER]
    states = (last.text, *last.last) if last else ()
    states = tuple(state for state in dict.fromkeys(states) if state != text)
    said = {"catalogue": text, "earlier": kept[::-1], "last": states[:_STATES]}
    data = json.dumps(said, ensure_ascii=False, indent=0) + "\n"
    workspace.write_state(path_of(_LEFT, article, locale), data)


def _hash(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogateescape"), digest_size=12).hexdigest()


def path_of(kind: str, article: str, locale: Locale) -> str:
    """Where in `.transpipe/` something of one kind is kept of an article in a locale."""
    return f"{kind}/{locale.value}/{fitted(article.removesuffix('.md'), '.json')}"


def fitted(path: str, suffix: str) -> str:
    """A path with a suffix, its name cut where file systems would not take it."""
    folder, slash, name = path.rpartition("/")
    spelt = os.fsencode(name)
    if len(spelt) + len(suffix) > _LONGEST:
        mark = blake2b(spelt, digest_size=8).hexdigest()
        room = _LONGEST - len(suffix) - len(mark) - 1
        name = f"{spelt[:room].decode('utf-8', 'ignore')}-{mark}"
    return folder + slash + name + suffix


def _text(state: Remembered) -> str:
    said = asdict(state)
    for name in ("strange", "before", "followed", "seen", "at"):
        if not said[name]:
            del said[name]
    return json.dumps(said, ensure_ascii=False, indent=0) + "\n"


def _read(workspace: Workspace, kind: str, article: str, locale: Locale) -> Remembered | None:
    data = workspace.read_state(path_of(kind, article, locale))
    if data is not None:
        with suppress(*DAMAGED):  # nothing is remembered
            said = dict(json.loads(data))
            texts = (said["file"], said["catalogue"], said.get("source", ""))
            more = {name: str(said.get(name, "")) for name in ("before", "followed", "at")}
            seen = tuple((str(c), str(s), str(words)) for c, s, words in said.get("seen", ()))
            strange = said.get("strange") is True
            state = Remembered(*texts, strange=strange, seen=seen, **more)
            return state if all(isinstance(text, str) for text in texts) else None
    return None
