"""A catalogue as people read it: what `git diff` compares (textconv)."""

from __future__ import annotations

from collections.abc import Iterator
from gettext import gettext as _

from transpipe.model import Catalogue, State, Unit


def describe(catalogue: Catalogue) -> str:
    """The units of a catalogue, a paragraph each."""
    head = f"{catalogue.article} · {catalogue.locale.value} · {catalogue.layout.value}\n"
    return "\n".join((head, *("".join(_described(unit)) for unit in catalogue.units)))


def _described(unit: Unit) -> Iterator[str]:
    signs: list[str] = []
    if unit.state is not State.TRANSLATED:
        signs.append(unit.state.value)
    if unit.origin:
        signs.append(unit.origin.by)
    if unit.review:
        signs.append(_("reviewed by {name}").format(name=unit.review.by))
    if unit.context is not None:
        yield f"@ {unit.context}\n"
    yield from _shown("原 ", unit.source)
    yield from _shown("译 ", unit.target)
    if signs:
        yield f"   [{', '.join(signs)}]\n"
    rows: tuple[tuple[str, str | None], ...] = (
        ("旧 ", unit.previous),
        ("彼 ", unit.conflict.text if unit.conflict else None),
        ("注 ", "\n".join(unit.notes) or None),
    )
    for sign, text in rows:
        if text is not None:
            yield from _shown(sign, text)


def _shown(sign: str, text: str) -> Iterator[str]:
    for number, line in enumerate(text.split("\n")):
        yield f"{sign if not number else '   '}{line}\n"
