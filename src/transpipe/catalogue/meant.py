"""Edits of a Chinese file that nobody can have meant as they look.

A text put back into English says that it is not translated; prose in another language is no
translation; and where most of a file says something else at once it is perhaps another file.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from transpipe.catalogue.edits import Edited
from transpipe.catalogue.names import foreign, small_words
from transpipe.catalogue.placement import bare
from transpipe.model import Catalogue, Document, Unit, UnitId

# So much of a file must have stayed, and so few texts may be others, for it to be the same one.
_MOST, _LEAST = 0.5, 2


@dataclass(frozen=True, slots=True)
class Meant:
    """The edits as they are to be read.

    `edits` has no words for what is English again; `asked` are units whose new text is no
    translation, or of another article (`strange`), whose file it is word for word where it is
    `copied`; `untranslated` counts those in English again. Of a file that is `cut` off nothing is
    an edit.
    """

    edits: Edited
    asked: frozenset[UnitId] = frozenset()
    strange: bool = False
    copied: bool = False
    untranslated: int = 0
    cut: bool = False

    def less(self, known: Collection[UnitId]) -> Meant:
        """The same, where of these units it is known whose text the new one is."""
        asked = self.asked.difference(known)
        return replace(self, asked=asked, strange=self.strange and bool(asked))


def is_cut(before: Document, now: Document) -> bool:
    """Whether a file ends where it went on before, as where the disk was full.

    Its last line has no end and had one, and is the beginning of a longer one or the last of what
    was there; or the whole file is what it was, up to within a block, and more blocks are missing.
    """
    whole, left, count = before.text, now.text.rstrip(), len(now.blocks)
    if not left or left == whole.rstrip() or not count:
        return False
    gone, last = len(before.blocks) - count, now.blocks[-1].text
    unended = whole.endswith(("\n", "\r")) and not now.text.endswith(("\n", "\r"))
    if whole.startswith(left) and gone >= 0:
        within = before.blocks[count - 1].text != last
        return (within and (unended or gone > 0)) or (unended and gone > 1)
    there = {block.text for block in now.blocks}
    begun = (b.text for b in before.blocks if b.text not in there)
    return unended and any(text.startswith(last) for text in begun)


def meant(
    edits: Edited,
    then: Catalogue,
    now: Catalogue,
    source: Document,
    copied: Callable[[], bool] = lambda: False,
) -> Meant:
    """Edits of the file that agreed with `then`, as somebody who works on it has meant them.

    What the catalogue says `now` is no edit to be asked about. `copied` says whether the file is
    word for word another one; it is asked only where something is new.
    """
    if not edits.words:
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
    asked = other & words.keys()
    open_to_doubt = {key for key in words if key in new and key not in english and had[key].words}
    many = len(open_to_doubt) + len(edits.added) >= _LEAST
    other_file = bool(open_to_doubt) and copied()
    if strange := edits.cut or other_file or (many and edits.kept < _MOST):
        asked |= open_to_doubt  # what looks alike in another article is no edit either
    lost = sum(bool(had[key].words) for key in english)
    found = Meant(replace(edits, words=words), frozenset(asked), untranslated=lost)
    return replace(found, strange=strange and bool(asked), copied=other_file, cut=edits.cut)


def _said(said: str, now: Mapping[UnitId, Unit], key: UnitId) -> bool:
    """Whether a unit says a text already, whatever its links lead to."""
    unit = now.get(key)
    return unit is not None and bool(said) and bare(unit.target) == bare(said)


def _is_source(said: str, unit: Unit) -> bool:
    """Whether a text is the unit's own source, and was not kept so on purpose."""
    return bare(said).split() == bare(unit.source).split() and unit.words != unit.source
