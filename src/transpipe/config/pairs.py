"""`[[pairs]]`: sources and targets, by paths or patterns, here or elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from gettext import gettext as _
from posixpath import basename, normpath
from unicodedata import normalize

from transpipe.config.values import Wrong, article, below, folder, many, words
from transpipe.model import Locale, Mount, PairPattern

_LOCALES = {locale.value: locale for locale in Locale}
# Where the English of this repository's own history is seen.
_IN_PLACE = "english"
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://|[^/]+@[^/]+:", re.IGNORECASE)


def pairs(value: object) -> tuple[PairPattern, ...]:
    """A list of tables, each with source and target, perhaps with where derived files stand."""
    found = []
    for number, item in enumerate(many(lambda each: each)(value)):
        with below(number):
            known = {"source", "target", *_LOCALES}
            if not isinstance(item, Mapping) or not {"source", "target"} <= set(item) <= known:
                said = _("should have source and target, and no more but {locales}")
                raise Wrong(said.format(locales=", ".join(_LOCALES)))
            with below("target"):
                target = article(item["target"])
            with below("source"):
                source, mount = _source(item["source"], target)
            found.append(PairPattern(source, target, tuple(_derived(item)), number, mount))
    return tuple(found)


def _source(value: object, target: str) -> tuple[str, Mount | None]:
    """The path or pattern of sources, and where these lie if that is elsewhere."""
    if not isinstance(value, Mapping):
        return article(value), None
    if not {"git", "rev"} & set(value) or not set(value) <= {"git", "rev", "path", "as"}:
        raise Wrong(_("should be a path, or have git or rev, perhaps path and as, and no more"))
    git, revision = (_named(value, key) for key in ("git", "rev"))
    git = "" if git in (".", "./") else git
    if _ADDRESS.match(git):
        with below("git"):
            raise Wrong(_("should be a folder or a remote's name: nothing is fetched; clone it"))
    if not git and not revision:
        raise Wrong(_("should have rev too: files of this work tree need no git"))
    with below("as"):
        seen = folder(value["as"]) if "as" in value else _seen_in(git)
    with below("path"):
        path = article(value["path"]) if "path" in value else target
    mount = Mount(seen, git, revision)
    return mount.seen(path), mount


def check_pairs(pairs: Iterable[PairPattern], authored: Locale) -> None:
    """No file is in two pairs, none its own translation or in another locale. Raises Wrong.

    None is derived for the authored locale: the target is in that.
    """
    pairs = tuple(pairs)
    for pair in pairs:
        if authored in dict(pair.derived):
            said = _("is what people write, as `authored` says: its file is the target")
            raise Wrong(said, "pairs", pair.number, authored.value)
    _check_mounts(pairs)
    known: dict[str, tuple[int, str]] = {}
    for number, pair in enumerate(pairs):
        for key, path in (("source", pair.source), ("target", pair.target), *pair.derived):
            place = number, str(key)
            first = known.setdefault(normalize("NFC", path), place)
            if first != place:
                said = _clash(first, place).format(path=path)
                raise Wrong(said, "pairs", *place)


def _clash(first: tuple[int, str], place: tuple[int, str]) -> str:
    if first[0] == place[0] and place[1] == "target":
        return _("{path} is its own source")
    if first[0] != place[0] and first[1] == "source":
        return _("{path} is the source of another pair")
    if first[0] != place[0] and first[1] == "target":
        return _("{path} is the target of another pair")
    return _("{path} stands in two places")


def _check_mounts(pairs: tuple[PairPattern, ...]) -> None:
    """Each tree elsewhere has a folder of its own, in which there are no targets. Raises Wrong."""
    known = {pair.mount: pair.number for pair in reversed(pairs) if pair.mount}
    for mount, number in known.items():
        with below("pairs"), below(number), below("source"):
            if any(_overlap(mount.folder, other.folder) for other in known if other != mount):
                said = _("two sources elsewhere are seen in {path}; give one another name with as")
                raise Wrong(said.format(path=f"{mount.folder}/"))
        for pair in pairs:
            with below("pairs"), below(pair.number), below("target"):
                if _overlap(mount.folder, pair.target):
                    said = _(
                        "{path} lies in the folder of a source elsewhere; nothing is written there"
                    )
                    raise Wrong(said.format(path=pair.target))


def _overlap(folder: str, path: str) -> bool:
    one, other = (f"{normalize('NFC', each)}/" for each in (folder, path))
    return one.startswith(other) or other.startswith(one)


def _named(table: Mapping[str, object], key: str) -> str:
    """What a key of a table names, '' where it is not there."""
    if key not in table:
        return ""
    with below(key):
        said = words(table[key])
        if not said or not said.isprintable():
            raise Wrong(_("should name something"))
    return said


def _seen_in(git: str) -> str:
    """The folder in which a tree is seen if nothing else is said: a submodule where it lies."""
    whole = normpath(git)
    if git and not whole.startswith(("/", "..")):
        with suppress(Wrong):
            return folder(whole)
    return folder((basename(whole) if git else "").lstrip(".") or _IN_PLACE)


def _derived(item: Mapping[str, object]) -> Iterator[tuple[Locale, str]]:
    for key, locale in _LOCALES.items():
        if key in item:
            with below(key):
                yield locale, article(item[key])
