"""What a wish led to, and what is told of it; how one article that is refused lets others go on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from gettext import gettext as _
from gettext import ngettext

from transpipe.errors import (
    CatalogueDamaged,
    FileFault,
    NotAFile,
    NotText,
    Refused,
    TranspipeError,
    UnfinishedMerge,
    WouldOverwrite,
)
from transpipe.model import Carry, Catalogue, Edition, Finding, Merged, Severity
from transpipe.target_edits.stripped import Restored, asks
from transpipe.text.diff import beginning

_CODES: dict[type[TranspipeError], str] = {
    NotText: "not-text",
    NotAFile: "no-file",
    CatalogueDamaged: "damaged-catalogue",
    UnfinishedMerge: "unfinished-merge",
    WouldOverwrite: "would-overwrite",
    FileFault: "unreadable",
}

_SHOWN = 60  # characters of a text in a message


@dataclass(frozen=True)
class Outcome:
    """What a wish led to: files written (or, in a dry run, to be written), and findings.

    `refused` says that something was left alone, to protect someone's work.
    """

    written: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    refused: bool = False

    def __add__(self, other: Outcome) -> Outcome:
        return Outcome(
            self.written + other.written,
            self.findings + other.findings,
            self.refused or other.refused,
        )


def finding(fault: TranspipeError) -> Finding:
    """An error about one file, said as a finding."""
    path, line = getattr(fault, "path", ""), getattr(fault, "line", 1)
    said = str(fault).removeprefix(f"{path}:{line}: ").removeprefix(f"{path}: ")
    return Finding(_CODES.get(type(fault), "refused"), Severity.ERROR, said, path, line)


def refused(faults: Iterable[TranspipeError]) -> Outcome:
    """What was left alone for these faults."""
    found = tuple(dict.fromkeys(map(finding, faults)))
    return Outcome(findings=found, refused=bool(found))


def one_of_many(name: str | None, act: Callable[[], Outcome]) -> Outcome:
    """What was done for one article. Refused, it is left alone, and the others go on.

    The one that was asked for by `name` raises instead, and so does a fault that would meet all.
    """
    try:
        return act()
    except (Refused, FileFault) as fault:
        if name is not None or (isinstance(fault, FileFault) and fault.general):
            raise
        return refused([fault])


def tell_restored(restored: Restored, path: str, target: str) -> Iterator[Finding]:
    """The findings of one catalogue at `path`, whose Chinese file is `target`."""
    if restored.anything:
        said = _("left out by another tool, and put back: {what}").format(what=_what(restored))
        yield Finding("restored", Severity.WARNING, said, path, 1)
    if count := restored.copies:
        said = ngettext(
            "{count} unit says only its own source: that is no translation",
            "{count} units say only their own source: that is no translation",
            count,
        )
        yield Finding("untranslated", Severity.WARNING, said.format(count=count), path, 1)
    if count := restored.english:
        said = ngettext(
            "{count} unit is in English; both texts are in the catalogue",
            "{count} units are in English; both texts are in the catalogue",
            count,
        )
        yield Finding("untranslated", Severity.WARNING, said.format(count=count), path, 1)
    for unit in restored.asked:
        said = _(
            "emptied in the catalogue, but {file} still says it, so the words are back, fuzzy: "
            "clear the flag to keep them, or empty it once more; {words}"
        ).format(file=target, words=" ".join(unit.target.split()))
        yield Finding("emptied", Severity.WARNING, said, path, 1, source=unit.source)
    for unit in restored.let_go:
        said = _("emptied; the words stay in the catalogue as obsolete")
        yield Finding("emptied", Severity.INFO, said, path, 1, source=unit.source)


def _what(restored: Restored) -> str:
    counts = (
        (restored.units, ngettext("{n} unit", "{n} units", restored.units)),
        (restored.obsolete, ngettext("{n} obsolete unit", "{n} obsolete units", restored.obsolete)),
        (
            restored.words,
            ngettext("the words of {n} unit", "the words of {n} units", restored.words),
        ),
        (
            restored.marks,
            ngettext("marks or flags of {n} unit", "marks or flags of {n} units", restored.marks),
        ),
    )
    parts = [said.format(n=count) for count, said in counts if count]
    parts += [_("header fields")] if restored.header else []
    return _(", ").join(parts)


def tell_changes(
    edition: Edition, catalogue: Catalogue, merged: Merged, names: tuple[str, ...]
) -> tuple[Finding, ...]:
    """What became of the units, the articles that words came from, and what is in conflict.

    Of a derived locale, in which the first is the same, only the last.
    """
    moved = () if edition.is_derived else _moved(catalogue, merged, names)
    return (*moved, *_conflicts(edition.holding(catalogue)))


def _counted(how: Carry, count: int) -> str:
    """`3 edited`: how many units got their words so."""
    words = {
        Carry.EDITED: _("{n} edited"),
        Carry.SPLIT: _("{n} split"),
        Carry.MERGED: _("{n} merged"),
        Carry.REVIVED: _("{n} revived"),
        Carry.MOVED: _("{n} moved"),
        Carry.NEW: _("{n} new"),
        Carry.GONE: _("{n} gone"),
    }
    return words[how].format(n=count)


def _moved(catalogue: Catalogue, merged: Merged, names: tuple[str, ...]) -> Iterator[Finding]:
    changed = [step.how for step in merged.carried if step.how is not Carry.SAME]
    begun_now = set(changed) == {Carry.NEW} and len(changed) == len(catalogue.units)
    if changed and not begun_now:
        parts = [_counted(how, changed.count(how)) for how in Carry if how in changed]
        yield _finding(catalogue, "changed", Severity.INFO, _(", ").join(parts))
    for unit in merged.replaced:
        said = _(
            "“{source}” is gone, and with it “{words}”; other text stands in its place"
        ).format(source=beginning(unit.source, _SHOWN), words=beginning(unit.words, _SHOWN))
        yield _finding(catalogue, "replaced", Severity.WARNING, said)
    if names:
        said = _("texts came from {articles}").format(articles=", ".join(names))
        yield _finding(catalogue, "moved", Severity.INFO, said)


def _conflicts(edition: Edition) -> Iterator[Finding]:
    catalogue = edition.catalogue
    count = sum(unit.conflict is not None and not asks(unit) for unit in catalogue.active())
    if not count:
        return
    if not edition.is_derived:
        said = ngettext(
            "{count} unit was changed on both sides; both texts are in the catalogue",
            "{count} units were changed on both sides; both texts are in the catalogue",
            count,
        )
    else:
        said = ngettext(
            "{locale}: {count} unit was changed on both sides; both texts are in the catalogue",
            "{locale}: {count} units were changed on both sides; both texts are in the catalogue",
            count,
        )
    said = said.format(locale=catalogue.locale.value, count=count)
    yield _finding(catalogue, "conflict", Severity.WARNING, said)


def _finding(catalogue: Catalogue, code: str, severity: Severity, message: str) -> Finding:
    return Finding(code, severity, message, catalogue.article, 1)
