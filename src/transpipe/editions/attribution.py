"""Whose an article is, in its Chinese file: the block that the setting `attribution` asks for."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from gettext import gettext as _

from transpipe.editions import cache
from transpipe.editions.metadata import facts, template
from transpipe.editions.project import Project
from transpipe.model import Catalogue, Edition, Finding, Severity, Standing, standing
from transpipe.publish.attribution import (
    attributed,
    found_in,
    is_touched,
    place_of,
    said_by_hand,
    without_said,
)
from transpipe.publish.notices import rendered

_REVISION = 10  # digits of the name of a source


def with_attribution(
    project: Project,
    article: Edition,
    says: Catalogue,
    text: str,
    convert: Callable[[str], str] = str,
) -> str:
    """The text of a published file with what the settings want to be said of whose it is.

    It stands where its lines are, in the text or in the file as it is now. What a person says in
    lines of their own is not said again.
    """
    words = template(project, "attribution")
    if not words and found_in(article.file) is None:
        return text
    document = cache.document(text, says.cut, source=False)
    left = without_said(words, said_by_hand(document))
    known = {name: " ".join(said.split()) for name, said in facts(project, article).items()}
    if "{revision}" in left and "revision" not in known:
        known["revision"] = _revision(article)
    ours = convert(rendered(left, known)) if left else ""
    return attributed(document, ours, place_of(article.file))


def _revision(article: Edition) -> str:
    """What git calls the source as it is, where all of the translation follows it; '' else."""
    units = map(standing, article.catalogue.active())
    if any(how in (Standing.STALE, Standing.CONFLICT) for how in units):
        return ""
    data = article.source.text.encode("utf-8", "surrogateescape")
    name = hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False)
    return name.hexdigest()[:_REVISION]


def told(article: Edition) -> Iterator[Finding]:
    """A word about an attribution that somebody has changed: it is theirs from then on."""
    found = found_in(article.file)
    if found is not None and is_touched(found):
        said = _(
            "the attribution was changed by hand, so it stays; its facts belong into the settings "
            "(to have it written anew, delete what stands between its two lines, and `out=`)"
        )
        line = article.file.text.count("\n", 0, found.start()) + 1
        yield Finding("attribution", Severity.INFO, said, article.pair.target, line)
