"""Settings beside the files that they speak of: what names nothing, and what is an article too."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from gettext import gettext as _

from transpipe.config import TEMPLATES, Config
from transpipe.errors import BadSetting, TranspipeError
from transpipe.model import Finding, Locale, PairKind, Pairs, Severity, Weight
from transpipe.model.codes import meant
from transpipe.pairs import CODES as OF_PAIRS
from transpipe.pairs import Heirs, find
from transpipe.pairs.derived import DerivedNames, used
from transpipe.pairs.expand import faults
from transpipe.pairs.tree import Tree
from transpipe.po.header import CONVERTER, FORMAT
from transpipe.text.similarity import nearest

# What is said of the pairs once, by `init`: it holds until somebody changes the files.
NOTICES = (
    *("duplicate-row", "empty-target", "english-target", "sourceless"),
    *("unlinked-target", "unlisted-article"),
)

Faults = tuple[TranspipeError, ...]


def known_codes() -> tuple[str, ...]:
    """Every code of what `check` lists."""
    weights = (f"stale-{w}" for w in Weight)
    others = ("not-current", "conflict", "two-flag-lines", "unused-noqa", "unused-baseline")
    return (*weights, *others, *_of_files(), *OF_PAIRS)


def _of_files() -> tuple[str, ...]:
    """The codes of the rules; these are much to load, and most commands need not know them."""
    from transpipe.rules import CODES

    return CODES


def is_notice(finding: Finding) -> bool:
    """Whether a finding is said of the pairs, and is no fault: later commands count it only."""
    return finding.code in NOTICES and finding.severity is not Severity.ERROR


def is_fault(finding: Finding) -> bool:
    """Whether a finding says why something is left alone, and not what is wrong with a text."""
    if finding.severity is not Severity.ERROR or finding.code.startswith("stale-"):
        return False
    return finding.code not in (*_of_files(), "conflict")


def paired(
    files: Mapping[str, int], read: Callable[[str], str], config: Config, heirs: Heirs
) -> Pairs:
    """The pairs among some files; the templates of the settings are none.

    A setting that names nothing gets a finding. Raises BadSetting where nothing is found for that
    reason, where a pattern of pairs is wrong or fits nothing, where a template is an article, or
    where a check to be ignored is not known.
    """
    for key, code in config.check.named():
        if not meant(code, known_codes()):
            said = _("there is no check {name}").format(name=code) + _meant(code, known_codes())
            raise _bad(config, f"check.{key}", said)
    for number, key, said in faults(Tree(files, read, config)):
        raise _bad(config, f"pairs.{number}.{key}", said)
    templates = {getattr(config, key): key for key in TEMPLATES}
    others = {path: size for path, size in files.items() if path not in templates}
    if len(others) < len(files):
        _check_templates(config, templates, find(files, read, config))
    found = find(others, read, config, heirs)
    missing = tuple(_missing(config, files))
    if missing and not any(pair.source for pair in found.pairs):
        raise BadSetting(missing[0].file, missing[0].line, missing[0].message)
    return replace(found, findings=(*found.findings, *missing))


def underived(
    files: Mapping[str, int], read: Callable[[str], str], config: Config, heirs: Heirs
) -> Pairs:
    """The pairs among some files, those of derived locales apart; what `paired` raises.

    Raises BadSetting, too, where nothing is left: all translations that there are would be derived,
    and there is none that they could be derived from; and where the catalogues say that people
    write in another locale than the settings do.
    """
    _check_authored(files, read, config)
    names, locales = DerivedNames(files, config), used(files, config)
    ours = {p: size for p, size in files.items() if not names.is_derived(p, locales)}
    found = paired(ours, read, config, heirs)
    if len(ours) == len(files) or any(pair.source for pair in found.pairs):
        return found
    both = (pair for pair in find(files, read, config).pairs if pair.kind is PairKind.BOTH)
    for path in (pair.target for pair in both if pair.target not in ours):
        said = _(
            "{path} is in {locale} already, and no translation is in {authored}: people write in "
            '{locale}, so set `authored = "{locale}"`'
        )
        locale = next(each for each in locales if names.is_derived(path, [each]))
        told = said.format(path=path, locale=locale.value, authored=config.authored.value)
        raise _bad(config, "derived", told)
    return found


def _check_authored(files: Mapping[str, int], read: Callable[[str], str], config: Config) -> None:
    """Raises BadSetting where the catalogues of the authored locale are derived, or are not there
    but those of another one are, and are not derived.

    The first of each tells: a project changes over with all of them.
    """
    others = (locale for locale in Locale if locale is not config.authored)
    if _is_derived(files, read, config.authored) in (True, None):
        for locale in others:
            if _is_derived(files, read, locale) is False:
                said = _(
                    "people wrote {locale} so far, and their words are in {folder}: set it to "
                    "{locale} again; or, to change over, give the folder locales another name, and "
                    "`transpipe align` takes in the files of {authored}, "
                    "`transpipe convert --add {locale}` those of {locale}"
                )
                names = {"locale": locale.value, "authored": config.authored.value}
                folder = f"locales/{locale.value}"
                raise _bad(config, "authored", said.format(folder=folder, **names))


def _is_derived(files: Iterable[str], read: Callable[[str], str], locale: Locale) -> bool | None:
    """Whether the first catalogue of a locale that says it is derived; None where there is none."""
    folder = f"locales/{locale.value}/LC_MESSAGES/"
    found = [path for path in files if path.startswith(folder) and path.endswith(".po")]
    for path in found:
        with suppress(TranspipeError):
            head = read(path).partition("\n\n")[0]
            if f'"{FORMAT}: ' in head:
                return f'"{CONVERTER}: ' in head
    return False if found else None


def _check_templates(config: Config, templates: Mapping[str, str], found: Pairs) -> None:
    for pair in found.pairs:
        if pair.kind is PairKind.BOTH or pair.index:
            for path in filter(None, (pair.source, pair.target)):
                if path in templates:
                    said = _("{path} is an article").format(path=path)
                    raise _bad(config, templates[path], said)


def _missing(config: Config, files: Collection[str]) -> Iterator[Finding]:
    """What the settings name and is not there; the defaults need not be."""
    usual = Config()
    if config.source_dir != usual.source_dir and not any(
        path.startswith(f"{config.source_dir}/") for path in files
    ):
        folders = {path.rpartition("/")[0] for path in files} - {""}
        said = _("there is no folder {path}").format(path=config.source_dir)
        yield _lost(config, "source_dir", said + _meant(config.source_dir, folders))
    for path in config.index:
        if path not in usual.index and path not in files:
            said = _("there is no file {path}").format(path=path)
            yield _lost(config, "index", said + _meant(path, files))


def _lost(config: Config, key: str, said: str) -> Finding:
    line = dict(config.origins).get(key, 1)
    return Finding("missing-path", Severity.WARNING, f"{key}: {said}", config.path, line)


def _bad(config: Config, key: str, said: str) -> BadSetting:
    lines = dict(config.origins)
    line = lines.get(key, lines.get(key.partition(".")[0], 1))
    named = re.sub(r"\.\d+", "", key)
    return BadSetting(config.path, line, f"{named}: {said}")


def _meant(word: str, names: Collection[str]) -> str:
    near = nearest(word, sorted(names))
    return _(" (did you mean {nearest}?)").format(nearest=near) if near else ""
