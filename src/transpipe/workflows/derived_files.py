"""Where the files of derived locales stand, and which files are such: one rule, read both ways."""

from __future__ import annotations

from collections.abc import Iterable

from transpipe.model import Locale

DERIVED = tuple(locale for locale in Locale if locale is not Locale.ZH_CN)


def derived_path(target: str, locale: Locale, target_dir: str) -> str:
    """The file of a locale beside a translation: 译文/zh_TW/X.md, README.zh_TW.md."""
    folder = f"{target_dir}/"
    if target.startswith(folder):
        return f"{folder}{locale.value}/{target.removeprefix(folder)}"
    stem, dot, end = target.rpartition(".")
    return f"{stem}.{locale.value}{dot}{end}" if dot else f"{target}.{locale.value}"


def authored_path(path: str, locale: Locale, target_dir: str) -> str:
    """The translation that a file of a locale stands beside, '' for any other file."""
    folder = f"{target_dir}/"
    if path.startswith(folder):
        inside = path.removeprefix(folder)
        name = f"{locale.value}/"
        return folder + inside.removeprefix(name) if inside.startswith(name) else ""
    stem, dot, end = path.rpartition(".")
    if dot and stem.endswith(f".{locale.value}"):
        return f"{stem.removesuffix(f'.{locale.value}')}.{end}"
    return stem if dot and end == locale.value and "." not in stem else ""


def is_derived(path: str, target_dir: str, locales: Iterable[Locale]) -> bool:
    """Whether a file is what `build` makes of these locales: no article, and no translation."""
    return any(authored_path(path, locale, target_dir) for locale in locales)


def used(files: Iterable[str], set_: Iterable[Locale]) -> tuple[Locale, ...]:
    """The derived locales that are set, and those that have catalogues of some time ago."""
    found = set(set_)
    for path in files:
        found |= {locale for locale in DERIVED if path.startswith(_catalogues(locale))}
    return tuple(locale for locale in DERIVED if locale in found)


def _catalogues(locale: Locale) -> str:
    return f"locales/{locale.value}/LC_MESSAGES/"
