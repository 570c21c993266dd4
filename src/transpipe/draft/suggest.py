"""What can be suggested for a catalogue: an engine is asked, in batches, and each answer guarded.

A draft that is not fit to be shown is refused, never mended by a guess; an engine that can make
use of it is told why, and asked once more. A person's words are never replaced.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from gettext import gettext as _

from transpipe.draft.guard import REHEARSAL, Guarded, guard
from transpipe.draft.masking import Masked, mask
from transpipe.errors import EngineFault
from transpipe.model import Catalogue, Draft, Locale, Question, State, Unit
from transpipe.ports import Translator
from transpipe.rules import NOWHERE
from transpipe.rules.answers import is_nameable
from transpipe.rules.drafts import RULES

# What was answered is kept as it comes; of a batch, the drafts are judged at its end.
_BATCH = 64


def fit(source: str, answer: str) -> str:
    """Why a known text is not fit to be a draft of the source; '' where nothing speaks against it.

    Both are Markdown as it stands in an article. Words that somebody once chose may do more than
    those of a machine, which `guard` judges.

    >>> fit("Use `tea`.", "使用 `tea`。")
    ''
    >>> bool(fit("Use `tea`.", ""))
    True
    """
    if not answer.strip():
        return _("an empty answer")
    if answer.strip() == source.strip():
        return _("the source came back")
    if REHEARSAL.sub("", answer, count=1) == source:
        return ""
    hits = (hit for rule in RULES for hit in rule.find(source, answer, NOWHERE))
    return next((hit.message for hit in hits), "")


def drafts(
    questions: Sequence[Question], translator: Translator, locale: Locale
) -> tuple[Draft, ...]:
    """One draft for each different text that is asked, in order; what names something is not sent.

    A draft that was refused, or not answered, has no text but a reason. Where the engine fails
    after it has answered something, what it answered is kept; EngineFault where it had not.
    """
    wanted = to_be_asked(questions)
    found: list[Draft] = []
    for start in range(0, len(wanted), _BATCH):
        batch = wanted[start : start + _BATCH]
        try:
            found.extend(_ask(batch, translator, locale))
        except EngineFault as fault:
            if not any(draft.text for draft in found):
                raise
            rest = wanted[start:]
            found.extend(Draft(each.text, "", translator.name, fault.reason) for each in rest)
            break
    return tuple(found)


def to_be_asked(questions: Sequence[Question]) -> tuple[Question, ...]:
    """Each text once, in order; none that names something, and stays as it is."""
    asked = dict[str, Question]()
    for question in questions:
        if not is_nameable(question.text):
            asked.setdefault(question.text, question)
    return tuple(asked.values())


def sent(questions: Sequence[Question]) -> Iterator[str]:
    """The texts as they would be sent."""
    return (mask(question.text).text for question in questions)


def _ask(batch: Sequence[Question], translator: Translator, locale: Locale) -> Iterator[Draft]:
    masked = [mask(each.text) for each in batch]
    questions = [replace(q, text=m.text) for q, m in zip(batch, masked, strict=True)]
    found = _guarded(masked, questions, translator, locale)
    wrong = [n for n, (answer, one) in enumerate(found) if answer is not None and one.reason]
    if wrong and translator.heeds:
        again = [replace(questions[n], wrong=found[n][1].reason) for n in wrong]
        try:
            better = _guarded([masked[n] for n in wrong], again, translator, locale)
        except EngineFault:
            better = []  # whoever asks next is told
        for n, (answer, one) in zip(wrong, better, strict=False):
            found[n] = (answer, one)
    for source, (_answer, one) in zip(masked, found, strict=True):
        yield Draft(source.source, one.text, translator.name, one.reason)


def _guarded(
    masked: Sequence[Masked], questions: Sequence[Question], translator: Translator, locale: Locale
) -> list[tuple[str | None, Guarded]]:
    answers = translator.translate(questions, locale)
    if len(answers) != len(questions):
        # Which answer belongs to which text would be a guess.
        said = _("{got} answers to {asked} texts").format(got=len(answers), asked=len(questions))
        raise EngineFault(translator.name, said)
    rows = zip(masked, questions, answers, strict=True)
    return [(answer, guard(each, answer, locale, q.old)) for each, q, answer in rows]


def open_units(catalogue: Catalogue) -> tuple[Unit, ...]:
    """The units that have no words at all: the only ones a draft is made for."""
    return tuple(unit for unit in catalogue.units if unit.state is State.EMPTY and not unit.target)


def suggest(
    catalogue: Catalogue, translator: Translator, limit: int | None = None
) -> tuple[Draft, ...]:
    """Drafts for the empty units of a catalogue, the first `limit` of them.

    The catalogue is not touched: who puts a draft into it marks it as a machine's, and fuzzy.
    """
    around = neighbours(catalogue)
    units = open_units(catalogue)[:limit]
    return drafts([around[unit.source] for unit in units], translator, catalogue.locale)


def neighbours(catalogue: Catalogue) -> Mapping[str, Question]:
    """For each source text the question with the texts that stand before and after it."""
    sources = [unit.source for unit in catalogue.units if unit.state is not State.OBSOLETE]
    sides = zip(["", *sources], sources, [*sources[1:], ""], strict=False)
    return {here: Question(here, before=before, after=after) for before, here, after in sides}
