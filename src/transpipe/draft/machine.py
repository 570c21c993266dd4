"""Drafts by an engine: markup masked, in batches, each answer guarded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from gettext import gettext as _

from transpipe.draft.guard import fit
from transpipe.errors import EngineFault
from transpipe.markdown.inline import mask, unmask
from transpipe.model import Draft, Locale, Unit
from transpipe.ports import Translator

# Small enough that little is lost when an engine stops answering.
_BATCH = 16


def drafts(units: Sequence[Unit], translator: Translator, locale: Locale) -> tuple[Draft, ...]:
    """One draft for each different source of the units, in order.

    A draft that was refused, or not answered, has no text but a reason. Where the engine fails
    after it has answered something, what it answered is kept; EngineFault where it had not.
    """
    sources = tuple(dict.fromkeys(unit.source for unit in units))
    found: list[Draft] = []
    for start in range(0, len(sources), _BATCH):
        batch = sources[start : start + _BATCH]
        try:
            found.extend(_ask(batch, translator, locale))
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
