"""Where the files of derived locales stand: as the layout of their translations has it.

`docs/zh-TW/x.md` beside `docs/zh/x.md`, `x.zh-TW.md` beside `x.zh-CN.md`, 译文/zh_TW/x.md in a
folder whose name is no language's; a pattern of the settings says otherwise.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from transpipe.model import Locale
from transpipe.pairs.naming import CHINESE, Tongue, cuts, take_apart, tongue_of
from transpipe.pairs.patterns import LOCALE, Pattern
from transpipe.pairs.tags import counterpart, locale_of, others, tongues_of
from transpipe.pairs.tree import Places


@dataclass(frozen=True)
class DerivedNames:
    """The files there are, and what the settings say of the folder of translations and of pairs."""

    files: Collection[str]
    places: Places

    def path(self, target: str, locale: Locale) -> str:
        """The file of a locale for a translation: one that is there already, else a new name."""
        for wanted in self._set_by_hand(target, locale):
            return wanted
        names = (_before(target, locale, self.places.target_dir), *self._laid_out(target, locale))
        return next((name for name in names if name in self.files), names[-1])

    def is_derived(self, path: str, locales: Iterable[Locale]) -> bool:
        """Whether a file is what `build` makes of these locales: no article, no translation."""
        by_name = not self._in_plain_folder(path) and path not in self._translated
        return any(
            authored_path(path, locale, self.places.target_dir)
            or (by_name and _is_laid_out_for(path, locale) and not self._ends_by_chance(path))
            or (by_name and self._is_simplified(path, locale))
            or any(True for _value in self._fitting(path, locale))
            for locale in locales
        )

    def _in_plain_folder(self, path: str) -> bool:
        """Whether a file is in the folder of translations, where no name tells a language."""
        inside = path.startswith(f"{self.places.target_dir}/")
        return inside and not any(cuts(f"{self.places.target_dir}/x"))

    def _ends_by_chance(self, path: str) -> bool:
        """Whether only the end of a folder's name names a locale, and none there is Chinese.

        `20-tc/` is a chapter on `tc`, `docs-tw/` stands beside `docs-cn/`.
        """
        whole = (*path.split("/")[:-1], _tag_of(path))
        if any(locale_of(word) in self._others for word in whole):
            return False
        return not any(before in self._tagged for before, _tag in _tagged_folders(path))

    @cached_property
    def _tagged(self) -> frozenset[str]:
        """What stands before the tag of Chinese at the end of a folder's name, with its place."""
        found = ((before, tag) for path in self.files for before, tag in _tagged_folders(path))
        return frozenset(before for before, tag in found if tongue_of(tag) in self._own)

    def _set_by_hand(self, target: str, locale: Locale) -> Iterator[str]:
        for pair in self.places.pairs:
            pattern = Pattern(pair.target)
            own = dict(pair.derived).get(locale, "")
            values = pattern.match(target)
            if values is None or not (own or LOCALE in pattern.variables):
                continue
            tag = values.get(LOCALE, "")
            if not tag or tongue_of(tag) in CHINESE:
                yield Pattern(own or pair.target).fill({**values, LOCALE: counterpart(tag, locale)})

    def _fitting(self, path: str, locale: Locale) -> Iterator[str]:
        """The patterns of a locale's files that fit a path."""
        for pair in self.places.pairs:
            own = dict(pair.derived).get(locale, "")
            if own and Pattern(own).match(path) is not None:
                yield own
            values = Pattern(pair.target).match(path) or {}
            if locale_of(values.get(LOCALE, "")) is locale:
                yield pair.target

    def _laid_out(self, target: str, locale: Locale) -> tuple[str, ...]:
        """The names that the layout of a translation has for a locale, the usual one last."""
        if self._in_plain_folder(target):
            return (_before(target, locale, self.places.target_dir),)
        for head, folder, rest in cuts(target):
            if tongue_of(folder) in CHINESE:
                usual, there = counterpart(folder, locale), self._folders(head, locale)
                plain = [name for name in there if tongue_of(name) is Tongue.CHINESE]
                new = plain[0] if plain and usual not in there else usual
                return tuple(f"{head}{name}/{rest}" for name in (usual, *there, new))
        tag = _tag_of(target)
        if tongue_of(tag) in CHINESE:
            stem, dot, ending = target.rpartition(".")
            own = self._spelt.get((tag, locale)) or counterpart(tag, locale)
            usual = f"{stem.removesuffix(tag)}{own}{dot}{ending}"
        else:
            usual = _in_tagged_folder(target, locale) or _before(
                target, locale, self.places.target_dir
            )
        return (*self._beside(target, locale), usual)

    def _folders(self, head: str, locale: Locale) -> list[str]:
        """The folders of a locale that there are at a place."""
        found = {
            folder
            for path in self._elsewhere
            for above, folder, _rest in cuts(path)
            if above == head and self._names(folder, path, locale)
        }
        return sorted(found)

    def _beside(self, target: str, locale: Locale) -> list[str]:
        """The files of a locale beside a translation, by their names."""
        own = take_apart(target)
        return [
            path
            for path in self._elsewhere
            if (named := take_apart(path)).tongue in CHINESE
            and (named.folder, named.stem) == (own.folder, own.stem)
            and self._names(_tag_of(path), path, locale)
        ]

    @cached_property
    def _spelt(self) -> Mapping[tuple[str, Locale], str]:
        """The tag of a locale that stands most often beside a tag of translations in file names."""
        found: dict[tuple[str, Locale], Counter[str]] = defaultdict(Counter)
        tags: dict[str, list[str]] = defaultdict(list)
        for path in self.files if self._elsewhere else ():
            if tongue_of(tag := _tag_of(path)) in CHINESE:
                tags[_less(path, tag)].append(tag)
        for path in self._elsewhere:
            tag = _tag_of(path)
            if (locale := locale_of(tag)) is not None:
                for own in tags[_less(path, tag)]:
                    found[own, locale][tag] += 1
        return {key: min(counts, key=lambda t: (-counts[t], t)) for key, counts in found.items()}

    @cached_property
    def _translated(self) -> frozenset[str]:
        """The paths above the folders of Chinese whose rest is below them: `docs/tw/x.md` there."""
        return frozenset(
            head + rest
            for path in self.files
            for head, folder, rest in cuts(path)
            if tongue_of(folder) in self._own
        )

    @property
    def _own(self) -> tuple[Tongue, Tongue]:
        """What the names of translations say."""
        return tongues_of(self.places.authored)

    @property
    def _others(self) -> tuple[Locale, ...]:
        return others(self.places.authored)

    @cached_property
    def _elsewhere(self) -> tuple[str, ...]:
        """The files whose names say that they are in another locale, sorted."""
        return tuple(
            path
            for path in sorted(self.files)
            if any(self.is_for(path, locale) for locale in self._others)
        )

    def is_for(self, path: str, locale: Locale) -> bool:
        """Whether the name of a file says, where it stands, that it is in a locale."""
        return is_named_for(path, locale) or self._is_simplified(path, locale)

    def _is_simplified(self, path: str, locale: Locale) -> bool:
        """Whether a file that is called Chinese alone stands beside those of another script.

        `docs/zh/` is for zh_CN where people write `docs/zh-TW/`.
        """
        if locale is not Locale.ZH_CN or self.places.authored is locale:
            return False
        plain = (place for place, tag in _tags_of(path) if tongue_of(tag) is Tongue.CHINESE)
        return any(place in self._own_places for place in plain)

    def _names(self, tag: str, path: str, locale: Locale) -> bool:
        """Whether a tag in a path says that the file is for a locale."""
        plain = tongue_of(tag) is Tongue.CHINESE
        return locale_of(tag) is locale or (plain and self._is_simplified(path, locale))

    @cached_property
    def _own_places(self) -> frozenset[str]:
        """The places where files are named for the authored locale."""
        found = (each for path in self.files for each in _tags_of(path))
        return frozenset(place for place, tag in found if locale_of(tag) is self.places.authored)


def _is_laid_out_for(path: str, locale: Locale) -> bool:
    """The same, where no folder of another language is above: `docs/zh/tw/` is about Taiwan."""
    first = next((folder for _head, folder, _rest in cuts(path)), "")
    return is_named_for(path, locale) and (not first or locale_of(first) is locale)


def is_named_for(path: str, locale: Locale) -> bool:
    """Whether a folder or the name of a file says that it is in a locale."""
    return any(locale_of(word) is locale for word in (*_folder_tags(path), _tag_of(path)))


def written_in(path: str, authored: Locale) -> Locale:
    """The locale that a translation is in, by its name: the authored one where it names none."""
    return next((locale for locale in others(authored) if is_named_for(path, locale)), authored)


def _tags_of(path: str) -> Iterator[tuple[str, str]]:
    """What may be the tag of a language: folders and the end of a name, each behind its place."""
    yield from ((head, folder) for head, folder, _rest in cuts(path))
    named = take_apart(path)
    yield f"{named.folder}/{named.stem}", named.ending[1:]


def _folder_tags(path: str) -> Iterator[str]:
    """The names of folders, and what stands at their ends: `zh-TW` of `docs-zh-TW/x.md`."""
    for folder in path.split("/")[:-1]:
        yield folder
        yield from (folder[found.end() :] for found in re.finditer(r"[-_.]", folder))


def _tagged_folders(path: str) -> Iterator[tuple[str, str]]:
    """What may be a tag at the end of a folder's name, behind all that stands before it."""
    start = 0
    for folder in path.split("/")[:-1]:
        for found in re.finditer(r"[-_.]", folder):
            yield path[: start + found.end()], folder[found.end() :]
        start += len(folder) + 1


def _tag_of(path: str) -> str:
    """The tag at the end of a file's name, '' for none."""
    return take_apart(path).ending[1:]


def _less(path: str, tag: str) -> str:
    """A path without the tag at the end of its name."""
    stem, dot, ending = path.rpartition(".")
    return f"{stem.removesuffix(tag)}{dot}{ending}"


def _in_tagged_folder(target: str, locale: Locale) -> str:
    """The same below the folder of a locale, where a folder's name ends with that of Chinese."""
    parts = target.split("/")
    for depth, folder in enumerate(parts[:-1]):
        for tag in [*_folder_tags(f"{folder}/")][1:]:
            if tongue_of(tag) in CHINESE:
                made = folder.removesuffix(tag) + counterpart(tag, locale)
                return "/".join((*parts[:depth], made, *parts[depth + 1 :]))
    return ""


def _before(target: str, locale: Locale, target_dir: str) -> str:
    """The name that every translation had once, and has where no language is in its path."""
    folder = f"{target_dir}/"
    if target.startswith(folder):
        return f"{folder}{locale.value}/{target.removeprefix(folder)}"
    stem, dot, end = target.rpartition(".")
    return f"{stem}.{locale.value}{dot}{end}" if dot else f"{target}.{locale.value}"


def authored_path(path: str, locale: Locale, target_dir: str) -> str:
    """The translation that a file with a name of that kind stands beside, '' for any other file."""
    folder = f"{target_dir}/"
    if path.startswith(folder):
        inside = path.removeprefix(folder)
        name = f"{locale.value}/"
        return folder + inside.removeprefix(name) if inside.startswith(name) else ""
    stem, dot, end = path.rpartition(".")
    if dot and stem.endswith(f".{locale.value}"):
        return f"{stem.removesuffix(f'.{locale.value}')}.{end}"
    return stem if dot and end == locale.value and "." not in stem else ""


def used(files: Iterable[str], places: Places) -> tuple[Locale, ...]:
    """The derived locales that are set, and those that have catalogues of some time ago.

    Where people write in another than zh_CN, names tell which files are not theirs: all others.
    """
    found = set(places.derived)
    if places.authored is not Locale.ZH_CN:
        found.update(others(places.authored))
    for path in files:
        found |= {x for x in others(places.authored) if path.startswith(_catalogues(x))}
    return tuple(locale for locale in others(places.authored) if locale in found)


def _catalogues(locale: Locale) -> str:
    return f"locales/{locale.value}/LC_MESSAGES/"
