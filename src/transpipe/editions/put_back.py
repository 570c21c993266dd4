"""What git has put back: a file or a catalogue as a commit has it, beside words that none has.

`git checkout -- locales`, a stash or a merge leaves one side older than the state that is
remembered. That is nobody's edit: words that stand in no commit are not given up for it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from gettext import ngettext

from transpipe.editions import cache
from transpipe.editions.committed import Committed
from transpipe.editions.project import Project
from transpipe.model import Catalogue, Edition, Finding, MergeBase, Owner, Severity, Unit, UnitId
from transpipe.po.header import ASKS
from transpipe.repository import Workspace, remembered
from transpipe.target_edits.edits import Edited
from transpipe.target_edits.split_words import contested
from transpipe.target_edits.take_in import obsolete
from transpipe.target_edits.told_apart import Given, joining
from transpipe.units.places import places


@dataclass(frozen=True)
class PutBack:
    """Units of which one side says what a commit says, and the other what none does.

    `again` are as they were before the catalogue was put back, which had `committed` words then;
    `newer` keep the catalogue's words though the file says others; of those `asked` it might be
    somebody's edit, and of those words that the file has `beside` the catalogue's it might be that.
    `gone` are units that the catalogue has not any more since it was put back, and `left` have
    left the source since, with words that the catalogue had before.
    """

    again: dict[UnitId, Unit] = field(default_factory=dict)
    committed: frozenset[str] = frozenset()
    newer: frozenset[UnitId] = frozenset()
    asked: frozenset[UnitId] = frozenset()
    following: frozenset[UnitId] = frozenset()
    beside: Mapping[UnitId, str] = field(default_factory=dict)
    gone: Given = ()
    left: tuple[Unit, ...] = ()

    @property
    def has_newer(self) -> bool:
        """Whether the file says what git has taken out of the catalogue."""
        return bool(self.again or self.beside)

    def asking(self, units: Collection[UnitId], made: Collection[UnitId] = ()) -> PutBack:
        """The same, with more units of which it is not sure that the file is meant so.

        Of those `made` by conversion nobody is asked: they follow their parent.
        """
        asked = set(units) - set(made) - self.newer
        return replace(self, asked=self.asked | asked, following=frozenset(made) & set(units))

    def edits(self, edits: Edited) -> Edited:
        """The edits of the file that are somebody's."""
        not_mine = self.newer | self.asked | self.following
        words = {key: said for key, said in edits.words.items() if key not in not_mine}
        return replace(edits, words=words)

    def catalogue(self, catalogue: Catalogue, said: Callable[[UnitId], str]) -> Catalogue:
        """The catalogue with the words that git took out of it, and what the file has instead."""

        def restored(unit: Unit) -> Unit:
            if unit.active and unit.id in self.again:
                had = self.again[unit.id]
                return replace(had, extracted=unit.extracted, references=unit.references)
            other = self.beside.get(unit.id)
            other = said(unit.id) if unit.id in self.asked else other
            if not unit.active or other is None or other == unit.target:
                return unit
            if unit.conflict and unit.conflict.side == "md" and unit.conflict.text:
                return unit  # words that somebody typed are no less than what is in doubt
            return contested(unit, other)

        units = (*map(restored, catalogue.units), *self.left)
        catalogue = replace(catalogue, units=units)
        here = catalogue.find()
        gone = tuple(e for e in self.gone if e[0].id not in here)
        return joining(catalogue, gone) if gone else catalogue

    def findings(self, article: Edition) -> tuple[Finding, ...]:
        """What was put back, in words."""
        found: list[Finding] = []
        if count := len(self.again) + len(self.gone) + len(self.left):
            said = ngettext(
                "the catalogue was put back: {count} unit has the newer words of the file again",
                "the catalogue was put back: {count} units have the newer words of the file again",
                count,
            )
            found.append(_finding(article, said.format(count=count)))
        if count := len(self.newer):
            said = ngettext(
                "the file was put back: {count} unit keeps the newer words of the catalogue",
                "the file was put back: {count} units keep the newer words of the catalogue",
                count,
            )
            found.append(_finding(article, said.format(count=count)))
        return tuple(found)


def _finding(article: Edition, said: str) -> Finding:
    return Finding("put-back", Severity.WARNING, said, article.pair.target, 1)


def put_back(project: Project, article: Edition, base: MergeBase, edits: Edited) -> PutBack:
    """What git has put back since file and catalogue agreed, as this clone remembers it."""
    if not base.ours:
        return PutBack()
    here = article.catalogue.find()
    both = [(unit, here[unit.id]) for unit in base.catalogue.active() if unit.id in here]
    moved = [
        (before, now)
        for before, now in both
        if before.words and before.words != now.target and before.id not in edits.words
        if before.owner is Owner.PERSON and now.conflict is None
    ]
    moved = _older(project, article, base, moved) if moved else []
    left = _left(project, article) if moved else ""
    if left and _stands(project, article, left):
        moved = []
    typed = [now for before, now in both if _as_it_was(now, before) and now.id in edits.words]
    # Those that the source has not any more, since it was split or merged there.
    typed += [u for u in base.catalogue.active() if u.id not in here and u.id in edits.words]
    commits = Committed(project, article)
    again = [(before, now) for before, now in moved if commits.took_back(before, now)]
    known = {before.id for before, _now in again}
    rest = [(b, now) for b, now in moved if b.id not in known and commits.never_took_in(b, now)]
    asked = _asked(article, left, moved)
    beside = {key: words for key, words in asked.items() if key not in known}
    for before, now in _as_left(article, left, rest) if rest else ():
        if commits.whole and commits.spoke(now.target):
            again.append((before, now))
        else:
            beside[before.id] = before.words
    return replace(
        _kept(article, [unit for unit in typed if _in_file(unit)], edits, commits),
        beside=beside,
        again={before.id: before for before, _now in again},
        committed=frozenset(now.target for _before, now in again),
        gone=_gone(article, base, edits, commits),
        left=_no_more(article, base, edits, commits),
    )


def _older(
    project: Project, article: Edition, base: MergeBase, moved: list[tuple[Unit, Unit]]
) -> list[tuple[Unit, Unit]]:
    """Those whose words of now a commit had when file and catalogue agreed.

    What somebody has committed here since is an edit: git had nothing of it to put back.
    """
    newest = project.workspace.answers.newest()
    if base.at in ("", newest) or not project.history.made_here(base.at):
        return moved
    path = project.workspace.catalogue_path(article.name, article.locale)
    asked = [(r.commit, r.path) for r in project.history.revisions(path, base.at)]
    texts = (raw.decode("utf-8", "replace") for raw in project.history.read(asked) if raw)
    had = {unit.target for text in texts for unit in _read(article, text).units}
    return [(before, now) for before, now in moved if now.target in had or not now.target]


def _left(project: Project, article: Edition) -> str:
    """The text of a catalogue as it was left here last, '' if unknown."""
    stored = remembered.left(project.workspace, article.name, article.locale)
    return stored.text if stored is not None else ""


def _stands(project: Project, article: Edition, text: str) -> bool:
    """Whether a catalogue says this text on disk.

    As it was left here git has put back nothing of it. What a patch has just made of it may be
    what a commit says, too: the source was put back.
    """
    path = project.workspace.catalogue_path(article.name, article.locale)
    return project.workspace.exists(path) and project.workspace.read_text(path) == text


def _read(article: Edition, text: str) -> Catalogue:
    """A catalogue as it was left, without units where nobody can read it."""
    path = Workspace.catalogue_path(article.name, article.locale)
    found = cache.readable(text, path, article.name, article.locale)
    return found.catalogue if found else Catalogue(article.name, article.locale)


def _asked(article: Edition, left: str, moved: Sequence[tuple[Unit, Unit]]) -> dict[UnitId, str]:
    """What the file says of units that were in conflict with it when the catalogue was left.

    Who settles a conflict by hand leaves in the header that there was one.
    """
    if not moved or ASKS not in left or article.catalogue.header(ASKS):
        return {}
    had = _read(article, left)
    if not had.header(ASKS):
        return {}
    held = {unit.id: unit.conflict for unit in had.active() if unit.conflict}
    asked = ((before, held[before.id]) for before, _now in moved if before.id in held)
    return {
        before.id: before.words
        for before, conflict in asked
        if conflict.side == "md" and conflict.text == before.words
    }


def _as_left(
    article: Edition, left: str, moved: Sequence[tuple[Unit, Unit]]
) -> list[tuple[Unit, Unit]]:
    """Those units whose words of before the catalogue had when it was left, and no others beside.

    The words of a file that a commit has were taken from there once, and would be again.
    """
    had = _read(article, left).find()
    return [
        (before, now)
        for before, now in moved
        if before.id in had
        and had[before.id].target == before.words
        and not had[before.id].conflict
    ]


def _gone(article: Edition, base: MergeBase, edits: Edited, commits: Committed) -> Given:
    """The units of one place alone whose words the file still has, and no commit."""
    source, here = article.source, article.catalogue.find()
    names = {p.id for p in places(source)}
    missing = [u for u in base.catalogue.active() if u.id in names and u.id not in here]
    missing = [u for u in missing if u.words and u.owner is Owner.PERSON and not u.conflict]
    missing = [u for u in missing if u.id not in edits.words]
    if not missing or not commits.whole:  # which asks git, while most often nothing is missing
        return ()
    return tuple((unit, source) for unit in missing if not commits.knows(unit.words))


def _no_more(
    article: Edition, base: MergeBase, edits: Edited, commits: Committed
) -> tuple[Unit, ...]:
    """Units that the source has not any more, with the words that git took out of the catalogue.

    The file has them, until it is built.
    """
    here = article.catalogue.find()
    there = {unit.source: unit for unit in article.catalogue.units if not unit.active}
    left = [unit for unit in base.catalogue.active() if unit.id not in here]
    left = [unit for unit in left if unit.words and unit.owner is Owner.PERSON]
    pairs = [(u, there[u.source]) for u in left if u.source in there and u.id not in edits.words]
    known = {unit.target for unit in article.catalogue.units}
    return tuple(
        obsolete(unit)
        for unit, now in pairs
        if unit.words not in known and commits.took_back(unit, now)
    )


def _in_file(unit: Unit) -> str:
    """What the file says of a unit, as far as the catalogue knows."""
    return unit.conflict.text if unit.conflict and unit.conflict.side == "md" else unit.words


def _as_it_was(now: Unit, before: Unit) -> bool:
    """Whether a catalogue still has the words that the file had."""
    return _in_file(now) == before.words


def _kept(article: Edition, typed: Sequence[Unit], edits: Edited, commits: Committed) -> PutBack:
    """The units whose words the file has not any more, since it says what a commit has.

    One alone may have been typed, over words that nobody has contested, and so may all where the
    rest of the file is another: these are asked about, and so is what was typed beside them, since
    a commit's words may have stood there by then.
    """
    if not typed:
        return PutBack()
    whole, said = commits.has_file(article.file.text), edits.words
    ahead = {unit.id for unit in typed if commits.is_ahead(unit, said[unit.id])}
    back = [
        unit
        for unit in typed
        if whole or commits.said(unit.id, said[unit.id]) or (said[unit.id] and unit.id in ahead)
    ]
    unknown = [unit for unit in back if unit.id in ahead or not commits.knows(_in_file(unit))]
    persons = [unit for unit in unknown if unit.owner is Owner.PERSON]
    derived = {unit.id for unit in unknown if unit.owner is not Owner.PERSON}
    alone = not whole or (len(persons) == 1 and not persons[0].conflict)
    asked = {unit.id for unit in persons if alone and edits.words[unit.id]}
    newer = derived | {unit.id for unit in persons} - asked
    over = [unit for unit in typed if persons and unit not in back and said[unit.id]]
    over = [unit for unit in over if unit.owner is Owner.PERSON]
    asked |= {unit.id for unit in over if not commits.knows(_in_file(unit))}
    return PutBack(newer=frozenset(newer), asked=frozenset(asked))
