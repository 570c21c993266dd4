"""Edits of a Chinese file that nobody can have meant as they look.

A text put back into English says that it is not translated; prose in another language is no
translation; and where most of a file says something else at once it is perhaps another file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from transpipe.catalogue.edits import Edited
from transpipe.catalogue.names import foreign, small_words
from transpipe.catalogue.placement import bare
from transpipe.model import Catalogue, Document, Unit
from transpipe.text.similarity import ratio

UnitId = tuple[str | None, str]
# How alike a text is at least to what it was before; two that have nothing to do with each other
# are so in one case of a hundred (measured on real articles).
_ALIKE = 0.3
# So much of an article that says something else is more than its translator has rewritten.
_MOST, _LEAST = 0.5, 2


@dataclass(frozen=True, slots=True)
class Meant:
    """The edits as they are to be read.

    `edits` has no words for what is English again; `asked` are units whose new text is no
    translation, or of another article (`strange`); `untranslated` counts those in English again.
    """

    edits: Edited
    asked: frozenset[UnitId] = frozenset()
    strange: bool = False
    untranslated: int = 0


def meant(edits: Edited, then: Catalogue, now: Catalogue, source: Document | None) -> Meant:
    """Edits of the file that agreed with `then`, as somebody who works on it has meant them.

    What the catalogue says `now` is no edit to be asked about.
    """
    if source is None or not edits.words:
        return Meant(edits)
    had, here, small = then.find(), now.find(), small_words(source)
    new = {k: said for k, said in edits.words.items() if k in had and not _said(said, here, k)}
    english = {key for key, said in new.items() if said and _is_source(said, had[key])}
    prose = {key for key, said in new.items() if said and foreign(said, small)}
    # A name may stand as it is, but not where everything around it is in English again.
    english = english if english & prose else set()
    words = {key: "" if key in english else said for key, said in edits.words.items()}
    other = prose - english
    # Where there were no words English is as good as none.
    words = {key: said for key, said in words.items() if key not in other or had[key].words}
    unlike = {key: said for key, said in words.items() if key in new and key not in english}
    strange = _strange(unlike, had.values(), len(edits.added))
    asked = (other & words.keys()) | strange
    lost = sum(bool(had[key].words) for key in english)
    return Meant(replace(edits, words=words), frozenset(asked), bool(strange), lost)


def _said(said: str, now: Mapping[UnitId, Unit], key: UnitId) -> bool:
    """Whether a unit says a text already, whatever its links lead to."""
    unit = now.get(key)
    return unit is not None and bool(said) and bare(unit.target) == bare(said)


def _is_source(said: str, unit: Unit) -> bool:
    """Whether a text is the unit's own source, and was not kept so on purpose."""
    return bare(said).split() == bare(unit.source).split() and unit.words != unit.source


def _strange(words: Mapping[UnitId, str], units: Iterable[Unit], added: int) -> set[UnitId]:
    """The units that say something else, where most of an article says something else altogether.

    Then those that look alike are no edits either. `added` blocks may be what stands there now.
    """
    had = {unit.id: unit for unit in units if unit.words and not unit.displaced}
    unlike = {
        key for key, said in words.items() if key in had and ratio(had[key].words, said) < _ALIKE
    }
    total = sum(len(unit.words) for unit in had.values())
    many = sum(bool(words[key]) for key in unlike) + added >= _LEAST
    most = sum(len(had[key].words) for key in unlike) > _MOST * total
    return set(words) & had.keys() if many and most else set()
