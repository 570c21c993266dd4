"""The net under every write: what a person wrote stands somewhere after it, or it is not done.

It knows nothing of how catalogues and files are made, only which texts stood before and which will
stand after. That it refuses is a fault of ours; that it may, is what it is for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from transpipe.errors import WouldLose
from transpipe.model import Held

Texts = Callable[[], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Keeping:
    """What must stand after a file is written: `held` are the words of people that stand now.

    `places` give the texts that will stand there and beside it, those first that cost least;
    `other` names the place beside it. `replaced` takes those that would stand nowhere and answers
    with the ones that nobody took back: what a person wrote others in the place of may go. `far`
    are texts of other articles, asked for last: words move between them.
    """

    held: tuple[Held, ...]
    places: tuple[Texts, ...]
    other: str
    replaced: Callable[[Sequence[Held]], Sequence[Held]] = tuple
    far: Texts = tuple


def check(path: str, keeping: Keeping) -> None:
    """Raises WouldLose where words of a person would stand nowhere once `path` is written."""
    left = _absent(keeping.held, keeping.places)
    left = keeping.replaced(left) if left else ()
    left = _absent(left, (keeping.far,))
    if left:
        first = left[0]
        raise WouldLose(path, first.text, first.unit, first.place, keeping.other)


def _absent(held: Sequence[Held], places: Sequence[Texts]) -> Sequence[Held]:
    """The texts that stand in none of these places, however they were split, merged or joined."""
    left, whole = held, ""
    for texts in places if left else ():
        there = tuple(texts())
        known = set(there)
        left = [each for each in left if each.text not in known]
        if not left:
            return ()
        whole += "\n" + squeezed("".join(there))
    return [each for each in left if squeezed(each.text) not in whole]


def squeezed(text: str) -> str:
    """A text without blanks and line ends."""
    return "".join(text.split())
