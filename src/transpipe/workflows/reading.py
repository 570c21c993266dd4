"""How an existing translation is read: against which English, and as whose words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from gettext import gettext as _

from transpipe.align.beads import align
from transpipe.align.bilingual import is_bilingual, read_bilingual
from transpipe.align.known import Known, known
from transpipe.align.machine import signs
from transpipe.errors import BadArgument, NotText
from transpipe.markdown.language import is_chinese
from transpipe.model import Bead, Document, Finding, Locale, Pair, Severity
from transpipe.ports import Converter
from transpipe.text.han import count_han, mostly_han
from transpipe.workflows.base import Based, Fold, made_from
from transpipe.workflows.project import AUTHORED, Article, Project

_HARDLY = 0.02  # the share of Chinese texts up to which an article counts as untranslated
_LEAST = 10  # Chinese characters of a translation that has been begun
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
PERSON = "align"


@dataclass(frozen=True)
class How:
    """What a user says of translations: from which English they were made, and by whom.

    `base` is a revision or `auto`, `bilingual` that the English stands inside, `machine` the
    `mt:NAME` that wrote them; empty where nothing is said. `alone` leaves aside what the
    catalogues of other articles teach.
    """

    base: str = ""
    bilingual: bool = False
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


def taught(project: Project, article: Article, converter: Converter) -> Known:
    """What the confirmed pairs of all other articles teach, as their catalogues are on disk.

    An article's own catalogue has no say: it would prove itself right. What the same run adopts
    has none either, so that the order of the articles does not matter.
    """
    return _known(tuple(_confirmed(project, article)), folded(converter))


@lru_cache(maxsize=2)
def _known(pairs: tuple[tuple[str, str], ...], fold: Fold) -> Known:
    return known(pairs, fold)


def _confirmed(project: Project, article: Article) -> Iterator[tuple[str, str]]:
    for pair in project.authored():
        if pair.article == article.name:
            continue
        try:
            catalogue = project.catalogue(pair, AUTHORED)
        except NotText:  # said elsewhere, and no reason not to align this one
            continue
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


def read(project: Project, article: Article, converter: Converter, how: How) -> Reading:
    """A translation beside the English it was made from. Raises BadArgument for a bad wish."""
    assert article.source is not None
    assert article.file is not None
    by = machine(project, article, how)
    found = tuple(_proposed(article)) if by == PERSON else ()
    if how.bilingual or is_bilingual(article.file):
        inside = read_bilingual(article.file)
        if inside is not None:
            said = _("the English stands inside: {count} pairs").format(count=inside.pairs)
            found = (*found, _info(article.pair, "bilingual", said))
            return Reading(inside.source, inside.beads, by, findings=found)
        said = _("no English stands inside; aligned with the source")
        found = (*found, _info(article.pair, "bilingual", said, Severity.WARNING))
    memory = Known() if how.alone else taught(project, article, converter)
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


def _based(
    project: Project, article: Article, converter: Converter, wanted: str, memory: Known
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


def machine(project: Project, article: Article, how: How) -> str:
    """Whose words a translation is: `align` for a person's, `mt:NAME`. Raises BadArgument."""
    said = how.machine or project.config.metadata(article.name).adopt_as
    if not said:
        return PERSON
    if not said.startswith("mt:") or not said[3:].strip():
        message = _("{name} is no machine: mt:NAME, such as mt:google").format(name=said)
        raise BadArgument(message)
    return said


def _proposed(article: Article) -> Iterator[Finding]:
    """A word about a text that looks like a machine's: whoever knows may say so."""
    assert article.file is not None
    if found := signs(article.file):
        said = _("looks machine translated ({signs}): `transpipe align --as mt:NAME {article}`")
        message = said.format(signs="; ".join(found), article=article.name)
        yield _info(article.pair, "machine-text", message, Severity.WARNING)


# ── What cannot be read ─────────────────────────────────────────────────────────────────────


def readable(project: Project, name: str | None) -> tuple[Project, tuple[Finding, ...]]:
    """The project without the pairs whose files are no text, and a finding for each of those."""
    found: list[Finding] = []
    kept: list[Pair] = []
    wanted = set(project.named(name))
    for pair in project.pairs.pairs:
        faults = [said for path in _files(project, pair) if (said := _fault(project, path))]
        if not faults:
            kept.append(pair)
        elif pair in wanted:
            found += faults
    if len(kept) == len(project.pairs.pairs):
        return project, ()
    return replace(project, pairs=replace(project.pairs, pairs=tuple(kept))), tuple(found)


def _files(project: Project, pair: Pair) -> list[str]:
    paths = filter(None, (pair.source, pair.target))
    return [path for path in paths if project.workspace.exists(path)]


def _fault(project: Project, path: str) -> Finding | None:
    try:
        project.workspace.read_text(path)
    except NotText as fault:
        said = str(fault).removeprefix(f"{path}:{fault.line}: ")
        return Finding("not-text", Severity.ERROR, said, path, fault.line)
    return None


def untranslated(article: Article) -> Finding | None:
    """A finding for a translation that holds no Chinese: there is nothing to align."""
    if article.file is None:
        return None
    texts = [block.text for block in article.file.blocks if block.segment is not None]
    chinese = sum(mostly_han(text) for text in texts)
    kana = len(_KANA.findall("".join(texts)))
    enough = sum(count_han(text) for text in texts if mostly_han(text)) > max(_LEAST, 4 * kana)
    if chinese > _HARDLY * len(texts) and (is_chinese(article.file.text) or enough):
        return None
    said = _("is not in Chinese yet: nothing to adopt")
    return _info(article.pair, "untranslated", said, Severity.WARNING)


def inside_only(project: Project, pair: Pair) -> Finding | None:
    """A finding for an article without a source that keeps the English inside."""
    file = project.article(pair).file
    inside = read_bilingual(file) if file is not None and is_bilingual(file) else None
    if inside is None:
        return None
    said = _("the English stands inside ({count} pairs), but there is no source article of it")
    return _info(pair, "bilingual", said.format(count=inside.pairs))


def _info(pair: Pair, code: str, said: str, severity: Severity = Severity.INFO) -> Finding:
    return Finding(code, severity, said, pair.target, 1)
