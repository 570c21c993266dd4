"""What people's overrides say that conversion should write: proposals for `words.toml`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from transpipe.config.own_words import WORDS, added
from transpipe.convert.learn import Cut, Habit, Overridden, habits
from transpipe.convert.prose import convert_prose
from transpipe.editions.opening import defined_labels
from transpipe.editions.outcome import Outcome
from transpipe.editions.project import Project
from transpipe.editions.termbase import Termed
from transpipe.model import Edition, Locale, Orphan, Owner, State, Unit
from transpipe.model.term import OwnWord
from transpipe.ports import Converter
from transpipe.text.diff import excerpt, word_diff


@dataclass(frozen=True, slots=True)
class Touched:
    """A derived unit that a proposal would change; its `article`, and its words then and now."""

    article: str
    before: str
    after: str

    @property
    def change(self) -> str:
        """What changes in it, on one line."""
        return " ".join(excerpt(word_diff(self.before, self.after)).split())


@dataclass(frozen=True, slots=True)
class Proposed:
    """A row for `words.toml`: how often people wrote so, or not, and the units it would change."""

    locale: Locale
    word: str
    form: str
    count: int
    kept: int
    touched: tuple[Touched, ...] = ()


def learn(
    project: Project, name: str | None, converter: Converter, cut: Cut
) -> tuple[Proposed, ...]:
    """What is to be learnt from the overrides of an article, or of all. Writes nothing.

    A word that has a form in `words.toml` or `terms.toml` is no proposal: people have decided.
    """
    found: list[Proposed] = []
    for locale in project.config.derived:
        termed = Termed(converter, project.terms)
        sides = tuple(_sides(project, locale))
        asked = [each for each in sides if name is None or each.named(name)]
        persons = [o for each in asked for o in each.overridden(termed, locale)]
        known = project.terms.forms.becomes.get(locale, {})
        for habit in habits(persons, cut, termed, locale):
            if habit.word not in known:
                row = OwnWord(habit.word, habit.form, locale)
                tried = Termed(converter, replace(project.terms, more=(row,)))
                touched = (one for each in sides for one in each.touched(habit, tried, locale))
                row_of = (habit.word, habit.form, habit.count, habit.kept)
                found.append(Proposed(locale, *row_of, tuple(touched)))
    return tuple(found)


def write(project: Project, proposed: Sequence[Proposed]) -> Outcome:
    """Puts proposals into `words.toml`, behind what is there."""
    workspace = project.workspace
    with workspace.locked():
        text = workspace.read_text(WORDS) if workspace.exists(WORDS) else ""
        words = (OwnWord(each.word, each.form, each.locale) for each in proposed)
        return Outcome(workspace.write(WORDS, added(text, words)))


@dataclass(frozen=True)
class _Sides:
    """An edition in a derived locale beside the one that it follows."""

    parent: Edition | Orphan
    child: Edition | Orphan

    def named(self, name: str) -> bool:
        return name in (self.parent.name, self.parent.pair.target, self.child.pair.target)

    def overridden(self, converter: Converter, locale: Locale) -> Iterator[Overridden]:
        """What people wrote, and stand by."""
        mine = [unit for unit in self.child.catalogue.active() if _is_override(unit)]
        above = self.parent.catalogue.find()
        pairs = [(unit, _beside(unit, above.get(unit.id))) for unit in mine]
        labels = defined_labels(self.parent)
        made = convert_prose([text for _unit, text in pairs], converter, locale, labels)
        for (unit, text), converted in zip(pairs, made, strict=True):
            if text:
                yield Overridden(unit.target, text, converted)

    def touched(self, habit: Habit, converter: Converter, locale: Locale) -> Iterator[Touched]:
        """The derived units that are converted otherwise with what was learnt."""
        parents = {u.id: u for u in self.parent.catalogue.active() if habit.word in u.target}
        mine = [u for u in self.child.catalogue.active() if u.id in parents]
        mine = [unit for unit in mine if unit.owner is not Owner.PERSON]
        texts = [parents[unit.id].target for unit in mine]
        made = convert_prose(texts, converter, locale, defined_labels(self.parent))
        for unit, text in zip(mine, made, strict=True):
            if unit.target != text:
                yield Touched(self.parent.name, unit.target, text)


def _is_override(unit: Unit) -> bool:
    return unit.owner is Owner.PERSON and unit.state is State.TRANSLATED and not unit.conflict


def _beside(unit: Unit, parent: Unit | None) -> str:
    """The authored words that an override was made beside."""
    return unit.parent or (parent.target if parent else "")


def _sides(project: Project, locale: Locale) -> Iterator[_Sides]:
    for article in project.catalogued():
        child = project.derived(article, locale)
        if child is not None:
            yield _Sides(article, child)
