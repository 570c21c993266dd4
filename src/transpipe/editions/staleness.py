"""What is stale, how much, and since when: for status, check and build."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from gettext import gettext as _
from gettext import ngettext

from transpipe.editions.adopted import COMMIT
from transpipe.editions.opening import find_words
from transpipe.editions.project import Project
from transpipe.editions.settle import settle
from transpipe.model import (
    Behind,
    Catalogue,
    Catalogued,
    Document,
    Edition,
    Finding,
    Owner,
    Pair,
    Revision,
    Severity,
    StaleUnit,
    Standing,
    Unit,
    UnitId,
    Weight,
    made_for,
    standing,
)
from transpipe.source_edits.merge import merge
from transpipe.stale.progress import (
    PRESSING,
    behind,
    exceeds,
    kept_by_wording,
    pressing,
    ranked,
    weigh,
)
from transpipe.stale.slips import NO_PROJECT, Vocabulary
from transpipe.text.diff import excerpt, word_diff
from transpipe.units.build import unit_of
from transpipe.units.placement import place
from transpipe.units.places import fits

_CODE = "stale-"


def stale_units(catalogue: Catalogue) -> list[Unit]:
    """The units that are stale and nothing worse."""
    return [unit for unit in catalogue.active() if standing(unit) is Standing.STALE]


def too_stale(units: Sequence[Unit], limit: Weight) -> int:
    """How many stale units are staler than an article may be that is published as current."""
    return sum(exceeds(weigh(unit), limit) for unit in units)


def listed(
    article: Catalogued, catalogue: Catalogue
) -> tuple[tuple[StaleUnit, ...], tuple[StaleUnit, ...]]:
    """The stale units of an article with their places, the most pressing first; those kept.

    Words derived from others are left out: they follow where these are looked at.
    """
    late = [unit for unit in stale_units(catalogue) if unit.owner is not Owner.DERIVED]
    kept = [unit for unit in catalogue.active() if kept_by_wording(unit)]
    lines = dict(_lines(article, catalogue)) if late or kept else {}
    return (
        ranked(_listed(unit, *lines.get(unit.id, (article.name, 0))) for unit in late),
        tuple(_listed(unit, *lines.get(unit.id, (article.name, 0))) for unit in kept),
    )


def _listed(unit: Unit, file: str, line: int) -> StaleUnit:
    before = made_for(unit)[0]
    edits = word_diff(before, unit.source)
    texts = before, unit.source, unit.target
    return StaleUnit(weigh(unit), file, line, *texts, edits, unit.key)


def _lines(article: Catalogued, catalogue: Catalogue) -> Iterator[tuple[UnitId, tuple[str, int]]]:
    """The place of each unit: of its words if they stand in the file, else of its source."""
    if isinstance(article, Edition):
        for number, unit in unit_of(article.source, catalogue).items():
            yield unit.id, (article.name, article.source.blocks[number].lines[0])
    same = article.catalogue is catalogue
    placement = find_words(article) if same else place(catalogue, article.file)
    for key, numbers in placement.places().items():
        yield key, (article.pair.target, article.file.blocks[numbers[0]].lines[0])


def since(project: Project, pair: Pair, catalogue: Catalogue) -> Behind | None:
    """How far the stale words of an article are behind, by git; None without stale ones or git."""
    history, units = project.history, stale_units(catalogue)
    if pair.source is None or not units:
        return None

    def read(revisions: Sequence[Revision]) -> Iterator[str | None]:
        for raw in history.read([(revision.commit, revision.path) for revision in revisions]):
            yield None if raw is None else raw.decode("utf-8", "replace")

    return behind(
        [made_for(unit)[0] for unit in units],
        history.revisions(pair.source),
        read,
        catalogue.header(COMMIT),
        shallow=history.shallow,
    )


def findings(article: Catalogued, vocabulary: Vocabulary, limit: Weight) -> Iterator[Finding]:
    """A finding for each stale unit, and one for an article that has some beyond the limit."""
    catalogue = article.catalogue
    if isinstance(article, Edition):
        patches = not article.is_derived  # a sync leaves what people wrote there as it is
        catalogue = followed(article.source, catalogue, vocabulary=vocabulary, patches=patches)
    for unit in listed(article, catalogue)[0]:
        said = _("the source has changed: {edits}").format(edits=excerpt(unit.edits))
        severity = pressing(unit.weight)
        code, place = _CODE + unit.weight, (unit.file, unit.line)
        yield Finding(code, severity, said, *place, source=unit.source, target=unit.target)
    if (finding := not_current(article.pair, catalogue, limit)) is not None:
        yield finding


def most_pressing_first(found: Iterable[Finding]) -> list[Finding]:
    """Findings of stale units by how much these matter; all others behind them."""
    codes = [_CODE + weight for weight in PRESSING]

    def rank(finding: Finding) -> tuple[int, str, int]:
        place = codes.index(finding.code) if finding.code in codes else len(codes)
        return place, finding.file, finding.line

    return sorted(found, key=rank)


def not_current(pair: Pair, catalogue: Catalogue, limit: Weight) -> Finding | None:
    """A finding for an article that has units staler than the settings allow."""
    count = too_stale(stale_units(catalogue), limit)
    if not count:
        return None
    said = ngettext(
        "{n} unit is staler than the settings allow (tolerate = {limit})",
        "{n} units are staler than the settings allow (tolerate = {limit})",
        count,
    )
    message = said.format(n=count, limit=limit)
    return Finding("not-current", Severity.INFO, message, pair.target, 1)


def followed(
    source: Document,
    catalogue: Catalogue,
    before: Document | None = None,
    vocabulary: Vocabulary = NO_PROJECT,
    *,
    patches: bool = True,
) -> Catalogue:
    """The catalogue as `sync` would leave it for the source of now; nothing is written.

    What was edited in the source since the last one keeps its Chinese. `before` is the source
    that the catalogue was made for, where that is known. Without `patches` every text is one that
    stands in the catalogue.
    """
    if fits(source, catalogue):
        return catalogue
    merged = merge(source, catalogue, before=before)
    if merged.catalogue.units == catalogue.units:
        return catalogue
    return settle(merged, catalogue, vocabulary, patches=patches)[0].catalogue


def current(project: Project, pair: Pair, catalogue: Catalogue) -> Catalogue:
    """The catalogue of an article for its source as it is now, as `followed` has it."""

    def made() -> tuple[Catalogue, Catalogue]:
        source = project.source(pair, catalogue)
        if source is None:
            return catalogue, catalogue
        known = project.vocabulary(pair, source)
        return catalogue, followed(source, catalogue, vocabulary=known)

    return project.synced.get((pair, id(catalogue)), made)[1]
