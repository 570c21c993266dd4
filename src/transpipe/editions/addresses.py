"""Addresses that a Chinese file has, and its catalogue has others: they were never published.

Texts are compared without addresses, which differ from folder to folder. Where nobody remembers
what was published, a state in which file and catalogue say the same may be one in which an address
was patched, or typed, in the catalogue alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from transpipe.editions.project import Project
from transpipe.links.mapping import SCHEMES, LinkMap
from transpipe.markdown import inline
from transpipe.model import Catalogue, Document, Edition, MergeBase, Placement, Unit
from transpipe.units.bare import bare
from transpipe.units.placement import place


def as_published(project: Project, article: Edition, base: MergeBase) -> MergeBase:
    """A state that was found in commits, or is the present one, with the addresses of its file."""
    said = _unpublished(project, article, base.catalogue, base.file, base.placement)
    if not said:
        return base
    units = tuple(replace(u, target=said[u]) if u in said else u for u in base.catalogue.units)
    catalogue = replace(base.catalogue, units=units)
    return replace(base, catalogue=catalogue, placement=place(catalogue, base.file))


def has_unpublished(project: Project, article: Edition, placement: Placement) -> bool:
    """Whether the file of an article has other addresses than its catalogue."""
    return bool(_unpublished(project, article, article.catalogue, article.file, placement))


def _unpublished(
    project: Project, article: Edition, catalogue: Catalogue, file: Document, where: Placement
) -> dict[Unit, str]:
    """The units whose block says their words with other addresses, and what it says."""
    links = _links(project, article)
    active = {unit.id for unit in catalogue.units if unit.active and not unit.conflict}
    found: dict[Unit, str] = {}
    for unit, number in _alone(where):
        text = file.blocks[number].text
        same = unit.id in active and bool(unit.words) and bare(text) == bare(unit.target)
        if same and _are_others(text, unit.target, links):
            said = inline.map_targets(text, links.back)
            if said != unit.target:
                found[unit] = said
    return found


def _links(project: Project, article: Edition) -> LinkMap:
    """How the links of an article are written in its locale; their headings are not asked for.

    It may be one of a name that is no more.
    """
    if not article.is_derived:
        return project.links(article.pair, {})
    known = (pair for pair in project.pairs.pairs if pair.article == article.name)
    authored = project.links(next(known, article.pair), {})
    return project.all_links.local(article, authored, {})


def _alone(placement: Placement) -> list[tuple[Unit, int]]:
    """The units that have one block for themselves, and its number."""
    places = placement.places()
    held = ((units[0], n) for n, units in enumerate(placement.blocks) if len(units) == 1)
    return [(unit, number) for unit, number in held if len(places[unit.id]) == 1]


def _are_others(text: str, words: str, links: LinkMap) -> bool:
    """Whether a published text leads to other files or sites than its unit says.

    Headings are another matter, and so is in which language a page is shown.
    """
    if "](" not in text and "<" not in text:
        return False
    here, there = _addresses(text), _addresses(words)
    ours = {_place(address, partial(_article, links)) for address in here}
    theirs = {_place(address, links.file_of_source) for address in there}
    files = links.files
    known = all(place in files or _is_site(place) for place in ours ^ theirs)
    return known and bool(ours - theirs) and bool(theirs - ours)


def _place(address: str, file: Callable[[str], str]) -> str:
    """The file that an address leads to; one of another site, or that leads nowhere, as it is."""
    return address if _is_site(address) else file(address) or address


def _is_site(address: str) -> bool:
    return address.lower().startswith(SCHEMES)


def _article(links: LinkMap, address: str) -> str:
    """The article that a published address leads to, or the file that is none."""
    file = links.file_of(address)
    return next(iter(links.targets.named(file)), file)


def _addresses(text: str) -> set[str]:
    found = (address.partition("#")[0] for _span, address in inline.addresses(text))
    return {address for address in found if address}
