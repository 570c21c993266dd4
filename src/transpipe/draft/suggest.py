"""What can be suggested for a catalogue: an engine is asked, in batches, and each answer guarded.

A draft that is not fit to be shown is refused, never mended by a guess. A person's words are never
replaced.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from gettext import gettext as _

from transpipe.errors import EngineFault
from transpipe.markdown.inline import mask, unmask
from transpipe.model import Catalogue, Draft, Locale, State, Unit
from transpipe.ports import Translator
from transpipe.rules import NOWHERE
from transpipe.rules.drafts import RULES

# What the echo engine says: a rehearsal in which nothing is translated.
_REHEARSAL = re.compile(r"\[zh_[A-Z]{2}\] ")
# Small enough that little is lost when an engine stops answering.
_BATCH = 16


def fit(source: str, answer: str) -> str:
    """Why an answer is not fit to be a draft of the source; '' where nothing speaks against it.

    Both are Markdown as it stands in an article, placeholders put back.

    >>> fit("Use `tea`.", "使用 `tea`。")
    ''
    >>> bool(fit("Use `tea`.", ""))
    True
    """
    if not answer.strip():
        return _("an empty answer")
    if answer.strip() == source.strip():
        return _("the source came back")
    if _REHEARSAL.sub("", answer, count=1) == source:
        return ""
    hits = (hit for rule in RULES for hit in rule.find(source, answer, NOWHERE))
    return next((hit.message for hit in hits), "")


def drafts(units: Sequence[Unit], translator: Translator, locale: Locale) -> tuple[Draft, ...]:
    """One draft for each different source of the units, in order.

    A draft that was refused, or not answered, has no text but a reason. Where the engine fails
    after it has answered something, what it answered is kept; EngineFault where it had not.
    """
    sources = tuple(dict.fromkeys(unit.source for unit in units))
    found: list[Draft] = []
    for start in range(0, len(sources), _BATCH):
        try:
            found.extend(_ask(sources[start : start + _BATCH], translator, locale))
        except EngineFault as fault:
            if not any(draft.text for draft in found):
                raise
            rest = sources[start:]
            found.extend(Draft(source, "", translator.name, fault.reason) for source in rest)
            break
    return tuple(found)


def _ask(sources: Sequence[str], translator: Translator, locale: Locale) -> Iterator[Draft]:
    masked = [mask(source) for source in sources]
    answers = translator.translate([text for text, _slots in masked], locale)
    if len(answers) != len(sources):
        # Which answer belongs to which text would be a guess.
        raise EngineFault(
            translator.name,
            _("{got} answers to {asked} texts").format(got=len(answers), asked=len(sources)),
        )
    for source, (_text, slots), answer in zip(sources, masked, answers, strict=True):
        yield _guarded(source, slots, answer, translator.name)


def _guarded(source: str, slots: tuple[str, ...], answer: str | None, engine: str) -> Draft:
    if answer is None:
        return Draft(source, "", engine, _("no answer"))
    text = unmask(answer.strip(), slots)
    if text is None:
        return Draft(source, "", engine, _("a placeholder is lost or doubled"))
    reason = fit(source, text)
    return Draft(source, "" if reason else text, engine, reason)


def open_units(catalogue: Catalogue) -> tuple[Unit, ...]:
    """The units that have no words at all: the only ones a draft is made for."""
    return tuple(unit for unit in catalogue.units if unit.state is State.EMPTY and not unit.target)


def suggest(
    catalogue: Catalogue, translator: Translator, limit: int | None = None
) -> tuple[Draft, ...]:
    """Drafts for the empty units of a catalogue, the first `limit` of them.

    The catalogue is not touched: who puts a draft into it marks it as a machine's, and fuzzy.
    """
    return drafts(open_units(catalogue)[:limit], translator, catalogue.locale)
