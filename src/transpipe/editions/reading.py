"""How an existing translation is read: against which English, and as whose words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from gettext import gettext as _

from transpipe.align.beads import align
from transpipe.align.bilingual import Bilingual, is_bilingual, read_bilingual
from transpipe.align.lexicon import Known, known
from transpipe.align.machine import signs
from transpipe.align.witness import settle
from transpipe.editions.project import Project
from transpipe.editions.source_revision import Based, Fold, made_from
from transpipe.errors import BadArgument
from transpipe.model import (
    Bead,
    Document,
    Finding,
    Locale,
    Orphan,
    Pair,
    ReadFrom,
    Severity,
    Sourceless,
    Unread,
)
from transpipe.ports import Converter, Witness
from transpipe.text.han import count_han

PERSON = "align"


@dataclass(frozen=True)
class How:
    """What a user says of translations: from which English they were made, and by whom.

    `base` is a revision or `auto`, `read_from` where the English is, `machine` the `mt:NAME` that
    wrote them; empty where nothing is said. `alone` leaves aside what the catalogues of other
    articles teach.
    """

    base: str = ""
    read_from: ReadFrom | None = None
    machine: str = ""
    alone: bool = False


@dataclass(frozen=True)
class Reading:
    """The beads of a translation with the English it was made from, and who wrote it.

    `source` is the article's own where nothing else is known; `commit` the one it is from.
    `now` are the beads with the article as it is, where `source` is an older one: for what was
    translated since.
    """

    source: Document
    beads: tuple[Bead, ...]
    by: str = PERSON
    commit: str = ""
    now: tuple[Bead, ...] = ()
    findings: tuple[Finding, ...] = ()


def aligned(
    source: Document, target: Document, converter: Converter | None, memory: Known | None = None
) -> tuple[Bead, ...]:
    """The beads between two articles; traditional Chinese is compared by its simplified form."""
    return align(source, target, memory, folded(converter) if converter else _same)


def _same(text: str) -> str:
    return text


@dataclass(frozen=True)
class Asked:
    """All that the beads of a translation and its source of now are made of, as values."""

    name: str
    source: Document
    target: Document
    converter: Converter
    memory: Known
    witness: Witness | None


def beads_of(asked: Asked) -> tuple[Bead, ...]:
    """The beads, those in doubt settled where there is a second witness."""
    source, target = asked.source, asked.target
    beads = aligned(source, target, asked.converter, asked.memory)
    return settle(beads, source, target, asked.witness) if asked.witness else beads


def asked(
    project: Project, article: Unread, converter: Converter, how: How, taught: Taught
) -> Asked | None:
    """What is to be asked of a translation, None where more than its beads is to be found out."""
    if how.base or _is_inside(project, article, how):
        return None
    memory = Known() if how.alone else taught.to(article)
    source, target = article.source, article.file
    return Asked(article.name, source, target, converter, memory, project.witness)


def read_alone(project: Project, article: Unread, how: How, beads: tuple[Bead, ...]) -> Reading:
    """A translation of which nothing but the beads was to be found out. Raises BadArgument."""
    by = machine(project, article, how)
    found = tuple(_proposed(article)) if by == PERSON else ()
    return Reading(article.source, beads, by, findings=found)


@dataclass(frozen=True, eq=False)
class Taught:
    """What the confirmed pairs of all articles teach, as their catalogues are on disk; read once.

    What the same run adopts has no say, so that the order of the articles does not matter.
    """

    project: Project
    fold: Fold

    def to(self, article: Unread) -> Known:
        """All of it but what the article's own catalogue says: it would prove itself right."""
        if article.name not in self._pairs:
            return self._everything
        return self._known(name for name in self._pairs if name != article.name)

    @cached_property
    def _everything(self) -> Known:
        return self._known(self._pairs)

    def _known(self, names: Iterable[str]) -> Known:
        return known([pair for name in names for pair in self._pairs[name]], self.fold)

    @cached_property
    def _pairs(self) -> dict[str, list[tuple[str, str]]]:
        """By article, its confirmed pairs, where it has any."""
        found = {pair.article: list(self._confirmed(pair)) for pair in self.project.authored()}
        return {name: pairs for name, pairs in found.items() if pairs}

    def _confirmed(self, pair: Pair) -> Iterator[tuple[str, str]]:
        catalogue = self.project.catalogue(pair, pair.authored)
        for unit in catalogue.units if catalogue else ():
            if unit.confirmed and count_han(unit.target):
                yield unit.source, unit.target


@dataclass(frozen=True)
class _Folded:
    converter: Converter

    def __call__(self, text: str) -> str:
        return self.converter.convert([text], Locale.ZH_CN)[0]


def folded(converter: Converter) -> Fold:
    """A converter as what makes Chinese texts comparable: all of it simplified."""
    return _Folded(converter)


def read(
    project: Project,
    article: Unread,
    converter: Converter,
    how: How,
    taught: Taught | None = None,
) -> Reading:
    """A translation beside the English it was made from. Raises BadArgument for a bad wish.

    `taught` saves who reads many articles from asking all catalogues for each. Where there is a
    second witness it settles what it can.
    """
    reading = _read(project, article, converter, how, taught)
    if project.witness is None:
        return reading
    beads = settle(reading.beads, reading.source, article.file, project.witness)
    now = settle(reading.now, article.source, article.file, project.witness)
    return replace(reading, beads=beads, now=now)


def _read(
    project: Project,
    article: Unread,
    converter: Converter,
    how: How,
    taught: Taught | None,
) -> Reading:
    by = machine(project, article, how)
    found = tuple(_proposed(article)) if by == PERSON else ()
    taught = taught or Taught(project, folded(converter))
    memory = Known() if how.alone else taught.to(article)
    if _is_inside(project, article, how):
        inside = read_bilingual(article.file, article.source)
        if inside is not None:
            said = _("the English stands inside: {count} pairs").format(count=inside.pairs)
            found = (*found, _info(article.pair, "bilingual", said))
            rest = _rest(inside, article.source, converter, memory)
            return Reading(inside.source, inside.beads, by, now=rest, findings=found)
        said = _("no English stands inside; aligned with the source")
        found = (*found, _info(article.pair, "bilingual", said, Severity.WARNING))
    if how.base:
        based, said = _based(project, article, converter, how.base, memory)
        found = (*found, _info(article.pair, "base", said))
    else:
        based = None
    now = based.now if based is not None else ()
    beads = now or aligned(article.source, article.file, converter, memory)
    if based is not None and based.document.text != article.source.text:
        return Reading(based.document, based.beads, by, based.commit, beads, found)
    commit = based.commit if based is not None else ""
    return Reading(article.source, beads, by, commit, findings=found)


def _is_inside(project: Project, article: Unread, how: How) -> bool:
    """Whether the English of a translation stands inside it: so it is said, or so it looks."""
    wanted = how.read_from or project.config.read_from_of(article.name)
    if wanted is ReadFrom.AUTO:
        return is_bilingual(article.file, article.source)
    return wanted is ReadFrom.BILINGUAL


def _rest(
    inside: Bilingual, source: Document, converter: Converter, memory: Known
) -> tuple[Bead, ...]:
    """The beads of what keeps no English inside, with what of the source is not inside either."""
    said = {block.text for block in inside.source.blocks}
    numbers = [n for n, b in enumerate(source.blocks) if b.segment and b.text not in said]
    ours = replace(source, blocks=tuple(source.blocks[n] for n in numbers))
    theirs = replace(inside.target, blocks=tuple(inside.target.blocks[n] for n in inside.rest))
    beads = aligned(ours, theirs, converter, memory) if numbers and inside.rest else ()
    return tuple(
        replace(
            bead,
            source=tuple(numbers[n] for n in bead.source),
            target=tuple(inside.rest[n] for n in bead.target),
        )
        for bead in beads
    )


def _based(
    project: Project, article: Unread, converter: Converter, wanted: str, memory: Known
) -> tuple[Based | None, str]:
    """The revision a translation was made from, and what is to be said of it."""

    def beads(source: Document, target: Document) -> tuple[Bead, ...]:
        return aligned(source, target, converter, memory)

    found = made_from(project, article, wanted, beads, folded(converter))
    if found is None:
        return None, _("no other English text in the history; aligned with what is there")
    if not found.commit:
        return found, _("made from the English as it is now")
    return found, _("made from the English of {commit}").format(commit=found.commit[:10])


def machine(project: Project, article: Unread, how: How) -> str:
    """Whose words a translation is: `align` for a person's, `mt:NAME`. Raises BadArgument."""
    said = how.machine or project.config.metadata(article.name).adopt_as
    if not said:
        return PERSON
    if not said.startswith("mt:") or not said[3:].strip():
        message = _("{name} is no machine: mt:NAME, such as mt:google").format(name=said)
        raise BadArgument(message)
    return said


def _proposed(article: Unread) -> Iterator[Finding]:
    """A word about a text that looks like a machine's: whoever knows may say so."""
    if found := signs(article.file):
        said = _("looks machine translated ({signs}): `transpipe align --as mt:NAME {article}`")
        message = said.format(signs="; ".join(found), article=article.name)
        yield _info(article.pair, "machine-text", message, Severity.WARNING)


def inside_only(project: Project, pair: Pair) -> Finding | None:
    """A finding for an article without a source that keeps the English inside."""
    article = project.article(pair)
    file = article.file if isinstance(article, Orphan | Sourceless) else Document.blank()
    inside = read_bilingual(file) if is_bilingual(file) else None
    if inside is None:
        return None
    said = _("the English stands inside ({count} pairs), but there is no source article of it")
    return _info(pair, "bilingual", said.format(count=inside.pairs))


def _info(pair: Pair, code: str, said: str, severity: Severity = Severity.INFO) -> Finding:
    return Finding(code, severity, said, pair.target, 1)
