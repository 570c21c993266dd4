"""A Chinese file in the layout of its parent: the source's blocks, or those of the zh_CN file."""

from __future__ import annotations

from transpipe.catalogue.build import unit_of
from transpipe.model import Edition, Policy, Publication
from transpipe.publish.article import from_source
from transpipe.workflows.context import Context
from transpipe.workflows.derived import derived
from transpipe.workflows.metadata import with_frame


def follow_parent(
    edition: Edition, words: Edition | None, policy: Policy, context: Context
) -> Publication:
    """The blocks of the source with the edition's words; or of the edition that has its `words`."""
    if words is not None:
        text = derived(words.file, words.catalogue, edition, context.links, context.converter)
        return Publication(text)
    units = unit_of(edition.source, edition.catalogue)
    links, path = context.links_of(edition), edition.pair.target
    built = from_source(edition.source, units, links, policy, path)
    return with_frame(context.project, edition, built)
