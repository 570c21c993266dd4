"""Edits of a Chinese file into its catalogue: the last agreed text, the file, the catalogue."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from gettext import ngettext

from transpipe.editions.committed import Committed
from transpipe.editions.context import Context
from transpipe.editions.differing import (
    as_converted,
    differing,
    still_derived,
    translated_anew,
    translates,
    unconverted,
)
from transpipe.editions.grown import grown
from transpipe.editions.guarded import elsewhere
from transpipe.editions.merge_base import asks_of_file
from transpipe.editions.project import Project
from transpipe.editions.put_back import PutBack, put_back
from transpipe.editions.settle import only_patched
from transpipe.editions.typed_anew import typed_anew
from transpipe.markdown import inline
from transpipe.model import (
    Catalogue,
    Document,
    Edition,
    Finding,
    MergeBase,
    Owner,
    Severity,
    Unit,
    UnitId,
    Words,
)
from transpipe.target_edits.edits import Edited, edited
from transpipe.target_edits.others_words import for_others
from transpipe.target_edits.same_article import is_same_article
from transpipe.target_edits.take_in import Meant, WholeFile, is_cut, meant, obsolete, take_in
from transpipe.target_edits.told_apart import Standing, apart, doubting, given, joining
from transpipe.text.sentences import paragraphs
from transpipe.units.bare import stands
from transpipe.units.placement import bare, place, spoken


@dataclass(frozen=True)
class Taken:
    """A catalogue with the edits of its file, and what both say now: the base of the next build.

    `back` is what git has put back on either side, `meant` how the edits were read, `ended` the
    other texts of conflicts that the file has settled, and patches that it has other words for.
    `strange` where the file is perhaps another one's, and nobody has said yet.
    """

    current: Catalogue
    then: Catalogue
    back: PutBack = field(default_factory=PutBack)
    meant: Meant = field(default_factory=lambda: Meant(Edited({}, ())))
    ended: frozenset[str] = frozenset()
    strange: bool = False

    @property
    def given_up(self) -> frozenset[str]:
        """Words that need not stand in the catalogue any more."""
        return self.back.committed | self.ended

    def findings(self, article: Edition) -> tuple[Finding, ...]:
        """What was not taken in as it looks."""
        return (*self.back.findings(article), *_questions(article, self.meant))


def take_in_edits(
    article: Edition, words: Words | None, base: MergeBase | None, context: Context
) -> Taken:
    """The catalogue with the edits of the file; a derived one follows the edition of its `words`.

    Without a state in which both agreed, what differs becomes a conflict, never a guess.
    """
    project, links = context.project, context.links_of(article)
    if base is None:
        both = differing(article, links, context.converter)
        return Taken(both.current, both.then, ended=both.over, strange=both.strange)
    if base.file is article.file:
        return _unedited(article, base, context)
    agreed, held = _apart(article, base)
    understood = _understood(article, agreed, held, context)
    edits, plain = understood.edits, frozenset[UnitId]()
    if words is not None:
        plain = unconverted(words, held, edits, context.converter)
        plain |= as_converted(words, held, edits, context.converter)
    derived = {unit.id for unit in held.units if unit.owner is Owner.DERIVED}
    understood = understood.less(plain & derived)
    made = [key for key in derived if understood.copied or key in plain]
    back = put_back(project, article, base, edits).asking(understood.asked | plain, made)
    held = back.catalogue(held, lambda key: inline.map_targets(edits.words[key], links.back))
    alone = given(article.source, agreed.catalogue, edits, held)
    patched = only_patched(held, agreed.catalogue)
    joined, heard, was = article.holding(joining(held, alone)), back.edits(edits), agreed.catalogue
    take = partial(take_in, agreed=was, to_source=links.back, patched=patched)
    anew = typed_anew(joined, was, heard, partial(take, joined.catalogue), context)
    current = doubting(take(joined.catalogue, edits=anew.less(heard)), alone)
    then = still_derived(take(was, edits=anew.emptied(edits)), was, back.following)
    then = _without_own(then, was, current)
    taken = Taken(current, then, back, understood, _typed_over(held, patched, current))
    taken = _settled(project, article, base, taken)
    doubtful = understood.strange and understood.asked - back.newer
    same = base.file.text == article.file.text
    if doubtful or (base.strange and (same or asks_of_file(taken.current))):
        return replace(taken, strange=True)
    current, then = grown(article, (taken.current, taken.then), edits.added, anew, context)
    return replace(taken, current=current, then=then)


def _adds(before: Document, now: Document) -> bool:
    """Whether a file says anything that it did not say before."""
    said = {block.text for block in before.blocks if block.segment}
    return any(block.segment and block.text not in said for block in now.blocks)


def _understood(article: Edition, agreed: Standing, held: Catalogue, context: Context) -> Meant:
    """How the edits of the file are read, from what both said and the catalogue as it is."""
    typed = edited(agreed.file, agreed.placement, article.file)
    typed = for_others(typed, agreed.catalogue, held, article.file)
    typed = replace(typed, cut=is_cut(agreed.file, article.file))
    whole = WholeFile(
        partial(context.project.copies.has, article, agreed.file.text),
        lambda: (
            is_same_article(agreed.file, article.file, article.source)
            or translates(article, context.converter)
        ),
        partial(_adds, agreed.file, article.file),
    )
    found = meant(typed, agreed.catalogue, held, article.source, whole)
    if not found.anew:
        return found
    links = context.links_of(article)
    edits = translated_anew(article, found.edits, links, context.converter)
    return replace(found, edits=edits)


def _unedited(article: Edition, base: MergeBase, context: Context) -> Taken:
    """The same, where nobody has typed in the file: git may have put the catalogue back."""
    back = put_back(context.project, article, base, Edited({}, ()))
    current = back.catalogue(article.catalogue, lambda _key: "")
    then = _without_own(base.catalogue, base.catalogue, current)
    taken = _settled(context.project, article, base, Taken(current, then, back))
    return replace(taken, strange=base.strange)


def _typed_over(held: Catalogue, patched: Collection[UnitId], current: Catalogue) -> frozenset[str]:
    """The patches that no build has published, where somebody typed other words."""
    had, now = held.find(), current.find()
    both = (key for key in patched if key in now and now[key].target != had[key].target)
    return frozenset(had[key].target for key in both)


def _settled(project: Project, article: Edition, base: MergeBase, taken: Taken) -> Taken:
    """With the conflicts that the file has settled."""
    asked = settled_by_file(article, base, taken.current)
    back = {unit.id: settled(unit) for unit in asked}
    current, then = (
        replace(side, units=tuple(back.get(u.id, u) if u.active else u for u in side.units))
        for side in (taken.current, taken.then)
    )
    ended = frozenset(u.conflict.text for u in asked if u.conflict)
    current = replace(current, units=(*current.units, *not_given_up(project, article, base, asked)))
    ended |= taken.ended
    return replace(taken, current=current, then=then, ended=ended) if back else taken


def _questions(article: Edition, understood: Meant) -> Iterator[Finding]:
    """What the file says that is no translation, or of another article."""
    if count := understood.untranslated:
        said = ngettext(
            "{count} unit is in English again in the file; its words stay as obsolete",
            "{count} units are in English again in the file; their words stay as obsolete",
            count,
        )
        yield _finding(article, "untranslated", said.format(count=count))
    if count := understood.gone:
        said = ngettext(
            "most of the file is gone: the words of {count} unit stay as obsolete",
            "most of the file is gone: the words of {count} units stay as obsolete",
            count,
        )
        yield _finding(article, "removed", said.format(count=count))
    if count := len(understood.asked):
        said = ngettext(
            "the file has no translation of {count} unit; both texts are in the catalogue",
            "the file has no translation of {count} units; both texts are in the catalogue",
            count,
        )
        if understood.cut:
            said = ngettext(
                "the file is cut off: {count} unit keeps its words, and asks",
                "the file is cut off: {count} units keep their words, and ask",
                count,
            )
        elif understood.strange:
            said = ngettext(
                "is this the right file? {count} unit says something else altogether; "
                "both texts are in the catalogue",
                "is this the right file? {count} units say something else altogether; "
                "both texts are in the catalogue",
                count,
            )
        yield _finding(article, "strange-file", said.format(count=count))


def _finding(article: Edition, code: str, said: str) -> Finding:
    return Finding(code, Severity.WARNING, said, article.pair.target, 1)


def _apart(article: Edition, base: MergeBase) -> tuple[Standing, Catalogue]:
    """What both said, and the catalogue, with own units for places of a text edited alone."""
    then = Standing(base.file, base.catalogue, base.placement)
    return apart(article.source, then, article.file, article.catalogue)


def _without_own(then: Catalogue, before: Catalogue, current: Catalogue) -> Catalogue:
    """What both say, less what was typed where a unit without words has left the source since.

    That is the translator's own.
    """
    empty = {unit.id for unit in before.units if not unit.words}
    gone = empty - {unit.id for unit in current.units}
    return replace(then, units=tuple(unit for unit in then.units if unit.id not in gone))


def settled_by_file(article: Edition, base: MergeBase, catalogue: Catalogue) -> Sequence[Unit]:
    """The units whose words came back to the file, in the place of the other text of a conflict."""
    was, there = ({text for _kind, text in spoken(f)} for f in (base.file, article.file))
    asked = [u for u in catalogue.active() if u.conflict and u.conflict.side == "md"]
    asked = [u for u in asked if u.conflict and not stands(u.conflict.text, there)]
    asked = [u for u in asked if not stands(u.words, was)]
    here = place(catalogue, article.file).places() if asked else {}
    return [u for u in asked if u.id in here and stands(u.words, there)]


def settled(unit: Unit) -> Unit:
    """A unit whose conflict is over; what waited for a person before that still does."""
    doubtful = unit.origin is not None and unit.origin.confidence is not None
    waits = doubtful or unit.previous is not None
    return replace(unit, conflict=None) if waits else unit.changed(unit.target)


def not_given_up(
    project: Project, article: Edition, base: MergeBase, asked: Sequence[Unit]
) -> Iterator[Unit]:
    """The texts in conflicts that nobody gave up, since git put the file back, as obsolete units.

    What a commit or another article has is no one's loss.
    """
    commits = Committed(project, article)
    if not asked or not base.ours or not commits.has_file(article.file.text):
        return
    typed = [replace(u, target=u.conflict.text, conflict=None) for u in asked if u.conflict]
    unknown = [unit for unit in typed if unit.target and not commits.knows(unit.target)]
    path = project.workspace.catalogue_path(article.name, article.locale)
    others = frozenset(elsewhere(project, path)) if unknown else frozenset()
    for unit in unknown:
        if not {bare(part) for part in paragraphs(unit.target)} <= others:
            yield obsolete(unit)
