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

from transpipe.model import AUTHORED, Locale
from transpipe.pairs.naming import CHINESE, Tongue, cuts, take_apart, tongue_of
from transpipe.pairs.patterns import LOCALE, Pattern
from transpipe.pairs.tree import Places

# What stands for simplified Chinese in a tag, and for each derived locale.
_PARTS = {
    "cn": ("tw", "hk"), "hans": ("hant", "hant"), "chs": ("cht", "cht"), "sc": ("tc", "tc"),
    "zhcn": ("zhtw", "zhhk"), "zhs": ("zht", "zht"), "simplified": ("traditional", "traditional"),
    "schinese": ("tchinese", "tchinese"), "简体": ("繁體", "繁體"),
    "简体中文": ("繁體中文", "繁體中文"), "sg": ("tw", "hk"),
}  # fmt: skip
# What names the language alone, where that is not `zh`.
_LANGUAGE: dict[str, dict[Locale, str]] = {
    "zh": {},
    "chinese": {Locale.ZH_TW: "traditional-chinese"},
    "中文": {Locale.ZH_TW: "繁體中文"},
}
_AUTHORED = (Tongue.SIMPLIFIED, Tongue.CHINESE)
_REGIONS = {Locale.ZH_TW: "TW", Locale.ZH_HK: "HK"}


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
        if any(tongue_of(word) is Tongue.TRADITIONAL for word in whole):
            return False
        return not any(before in self._tagged for before, _tag in _tagged_folders(path))

    @cached_property
    def _tagged(self) -> frozenset[str]:
        """What stands before the tag of Chinese at the end of a folder's name, with its place."""
        found = ((before, tag) for path in self.files for before, tag in _tagged_folders(path))
        return frozenset(before for before, tag in found if tongue_of(tag) in _AUTHORED)

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
                usual = f"{head}{counterpart(folder, locale)}/{rest}"
                others = (f"{head}{name}/{rest}" for name in self._folders(head, locale))
                return (usual, *others, usual)
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
            for path in self._traditional
            for above, folder, _rest in cuts(path)
            if above == head and locale_of(folder) is locale
        }
        return sorted(found)

    def _beside(self, target: str, locale: Locale) -> list[str]:
        """The files of a locale beside a translation, by their names."""
        own = take_apart(target)
        return [
            path
            for path in self._traditional
            if (named := take_apart(path)).tongue is Tongue.TRADITIONAL
            and (named.folder, named.stem) == (own.folder, own.stem)
            and locale_of(_tag_of(path)) is locale
        ]

    @cached_property
    def _spelt(self) -> Mapping[tuple[str, Locale], str]:
        """The tag of a locale that stands most often beside a tag of translations in file names."""
        found: dict[tuple[str, Locale], Counter[str]] = defaultdict(Counter)
        tags: dict[str, list[str]] = defaultdict(list)
        for path in self.files if self._traditional else ():
            if tongue_of(tag := _tag_of(path)) in CHINESE:
                tags[_less(path, tag)].append(tag)
        for path in self._traditional:
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
            if tongue_of(folder) in _AUTHORED
        )

    @cached_property
    def _traditional(self) -> tuple[str, ...]:
        """The files whose names say that they are in traditional Chinese, sorted."""
        return tuple(
            path
            for path in sorted(self.files)
            if any(is_named_for(path, locale) for locale in _REGIONS)
        )


def locale_of(tag: str) -> Locale | None:
    """The derived locale that a tag names, None for any other."""
    if tongue_of(tag) is not Tongue.TRADITIONAL:
        return None
    return Locale.ZH_HK if re.search(r"hk|mo$", tag, re.IGNORECASE) else Locale.ZH_TW


def counterpart(tag: str, locale: Locale) -> str:
    """A tag of simplified Chinese as it would be for a derived locale, in the same style."""
    if tag.casefold() in _LANGUAGE:
        return _LANGUAGE[tag.casefold()].get(locale, f"zh-{_REGIONS[locale]}")
    place = list(_REGIONS).index(locale)
    parts = [
        _styled(_PARTS[part.casefold()][place], part) if part.casefold() in _PARTS else part
        for part in re.split(r"([-_])", tag)
    ]
    made = "".join(parts)
    if locale_of(made) is locale:
        return made
    named = f"{made}-{_styled(_REGIONS[locale], tag)}"
    return named if locale_of(named) is locale else f"zh-{_REGIONS[locale]}"


def _styled(word: str, like: str) -> str:
    """A word in the case of another one."""
    if like.isupper():
        return word.upper()
    return word.capitalize() if like.istitle() else word.lower()


def _is_laid_out_for(path: str, locale: Locale) -> bool:
    """The same, where no folder of another language is above: `docs/zh/tw/` is about Taiwan."""
    first = next((folder for _head, folder, _rest in cuts(path)), "")
    return is_named_for(path, locale) and (not first or locale_of(first) is locale)


def is_named_for(path: str, locale: Locale) -> bool:
    """Whether a folder or the name of a file says that it is in a locale."""
    return any(locale_of(word) is locale for word in (*_folder_tags(path), _tag_of(path)))


def written_in(path: str) -> Locale:
    """The locale that a translation is in, by its name: the authored one where it names none."""
    return next((locale for locale in DERIVED if is_named_for(path, locale)), AUTHORED)


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


DERIVED = tuple(locale for locale in Locale if locale is not AUTHORED)


def used(files: Iterable[str], set_: Iterable[Locale]) -> tuple[Locale, ...]:
    """The derived locales that are set, and those that have catalogues of some time ago."""
    found = set(set_)
    for path in files:
        found |= {locale for locale in DERIVED if path.startswith(_catalogues(locale))}
    return tuple(locale for locale in DERIVED if locale in found)


def _catalogues(locale: Locale) -> str:
    return f"locales/{locale.value}/LC_MESSAGES/"
