"""What published files say of themselves when they are not current, as far as the settings want."""

from __future__ import annotations

from collections.abc import Callable

from transpipe.editions.attribution import with_attribution
from transpipe.editions.metadata import facts, template
from transpipe.editions.project import Project
from transpipe.editions.staleness import stale_units, too_stale
from transpipe.markdown import segments
from transpipe.model import (
    Catalogue,
    Edition,
    Locale,
    Placement,
    Standing,
    Unit,
    UnitId,
    Weight,
    standing,
)
from transpipe.publish.notices import (
    PLACEHOLDERS,
    rendered,
    with_banner,
    with_marks,
    without_banner,
)
from transpipe.stale.progress import exceeds, weigh
from transpipe.text.published_marks import Mark, has_fuzzy_marks, mark, without_fuzzy_marks
from transpipe.text.sentences import paragraphs
from transpipe.units.placement import place

_COUNT = "stale"  # what a banner knows beyond a head: how many units are staler than is allowed


def noticed(
    project: Project,
    article: Edition,
    says: Catalogue,
    text: str,
    convert: Callable[[str], str] = str,
) -> str:
    """The text of a published file with attribution, banner and marks as the settings ask for.

    `says` is what the file says; how its units stand tells the catalogue. `convert` puts the
    banner into the script of a derived locale. Without these settings nothing is put on, and what
    they once put on is taken off again, to the very character.
    """
    config = project.config
    text = with_attribution(project, article, says, text, convert)
    if config.mark_fuzzy or has_fuzzy_marks(text):
        document = segments.parse(text, says.cut, source=False)
        wanted = _marks(project, article.catalogue) if config.mark_fuzzy else {}
        text = with_marks(document, _places(place(says, document), wanted))
    count = too_stale(stale_units(article.catalogue), config.tolerate)
    if not config.stale_banner or not count:
        return without_banner(text, says.cut)
    known = {**facts(project, article), _COUNT: str(count)}
    words = template(project, "stale_banner", (*PLACEHOLDERS, _COUNT))
    return with_banner(text, convert(rendered(words, known)), says.cut)


def _marks(project: Project, catalogue: Catalogue) -> dict[UnitId, str]:
    """The mark of each unit that has one, by its id."""
    config = project.config
    chinese = config.language in set(Locale)
    language = catalogue.locale.value if chinese else config.language
    found = ((unit, _mark(unit, config.tolerate)) for unit in catalogue.active())
    return {unit.id: mark(which, language) for unit, which in found if which is not None}


def _mark(unit: Unit, limit: Weight) -> Mark | None:
    match standing(unit):
        case Standing.STALE if exceeds(weigh(unit), limit):
            return Mark.STALE
        case Standing.DOUBTFUL | Standing.CONFLICT:
            return Mark.FUZZY
    return None


def _places(placement: Placement, wanted: dict[UnitId, str]) -> dict[int, str]:
    """The mark of each block that holds units, '' for none: behind the last paragraph of each.

    A block whose words end like a mark because a person wrote so is left alone.
    """
    marks: dict[int, str] = {}
    for number, held in enumerate(placement.blocks):
        if held and all(without_fuzzy_marks(unit.words) == unit.words for unit in held):
            marks[number] = ""
    for key, numbers in placement.places().items():
        unit = next(unit for unit in placement.blocks[numbers[0]] if unit.id == key)
        span = max(1, len(paragraphs(unit.words)))
        for last in numbers[span - 1 :: span]:
            if last in marks and key in wanted:
                marks[last] = wanted[key]
    return marks
