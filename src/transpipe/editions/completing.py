"""Catalogues whose files hold overrides alone, as everybody reads them: with all that follows.

What another release of the converter made of the same words stands until an upgrade. Such a file
does not say it: this clone remembers it, else the derived file does, as it was committed with the
words that it was made of. What people have typed there since is in no such commit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial

from transpipe.config import Config
from transpipe.convert.prose import convert_prose
from transpipe.convert.variants import (
    NOTHING,
    Standing,
    complete,
    is_of_another,
    made_of,
    overrides,
)
from transpipe.editions import cache
from transpipe.editions.opening import defined_labels
from transpipe.editions.termbase import Termed, Terms
from transpipe.errors import GitFault
from transpipe.markdown.inline import map_targets
from transpipe.markdown.references import Defined
from transpipe.model import (
    Article,
    Catalogue,
    Catalogued,
    DerivedCatalogues,
    Document,
    Edition,
    Locale,
    Owner,
    UnitId,
)
from transpipe.model.inputs import Inputs, gathered, repeat
from transpipe.po.header import holds_overrides
from transpipe.ports import Converter, History
from transpipe.repository import Workspace, remembered
from transpipe.units.placement import bare, place

Fold = Callable[[Sequence[str]], Sequence[str]]
_Made = tuple[tuple[Catalogue | Document, ...], Catalogue, Inputs]


def as_held(catalogue: Catalogue) -> Catalogue:
    """A catalogue as its file is to hold it."""
    return overrides(catalogue) if holds_overrides(catalogue) else catalogue


@dataclass(frozen=True, eq=False)
class Completing:
    """What completes the catalogues of derived locales, each once for what it is made of.

    Without a `converter` it can't, and then none is begun that would need it. `path` says where
    the file of a derived locale stands that follows an authored one.
    """

    converter: Converter | None
    terms: Terms
    workspace: Workspace
    history: History
    path: Callable[[str, Locale], str]
    _known: dict[tuple[str, Locale], _Made] = field(default_factory=dict, init=False)

    def form(self, config: Config) -> DerivedCatalogues:
        """What derived catalogues are to hold."""
        return config.derived_catalogues if self.converter else DerivedCatalogues.FULL

    def whole(self, held: Catalogue, parent: Callable[[], Article]) -> Catalogue:
        """The catalogue that a file stands for; as it is where there is no parent."""
        if self.converter is None or not holds_overrides(held):
            return held
        above = parent()
        if not isinstance(above, Catalogued):
            return held
        source = above.source if isinstance(above, Edition) else above.file
        made_of = (held, above.catalogue, above.file, source)
        known = self._known.get((held.article, held.locale))
        if known is None or any(one is not two for one, two in zip(known[0], made_of, strict=True)):
            with gathered() as inputs:
                made = self._completed(held, above, self.converter)
            known = self._known[held.article, held.locale] = made_of, made, inputs
        repeat(known[2])
        return known[1]

    def _completed(self, held: Catalogue, parent: Catalogued, converter: Converter) -> Catalogue:
        termed, labels = Termed(converter, self.terms), defined_labels(parent)
        if not is_of_another(held, termed.version):
            return complete(parent.catalogue, held, termed, labels)
        return complete(parent.catalogue, held, termed, labels, self._standing(held, parent))

    def at(self, held: Catalogue, parent: Catalogued, file: Document) -> Catalogue:
        """The catalogue that a file of overrides stood for once, beside what its parent was.

        `file` is the derived one of then.
        """
        if self.converter is None or not holds_overrides(held):
            return held
        termed, labels = Termed(self.converter, self.terms), defined_labels(parent)
        if not is_of_another(held, termed.version):
            return complete(parent.catalogue, held, termed, labels)
        standing = self._standing(held, parent)
        made = complete(parent.catalogue, held, termed, labels, standing)
        found = dict(_in_file(made, file, self._folded(parent)))
        then = {key: said for key, said in found.items() if key not in standing}
        return complete(parent.catalogue, held, termed, labels, {**standing, **then})

    def converted(self, texts: Sequence[str], edition: Edition) -> Sequence[str]:
        """Words of the parent of an edition, as they follow in it; as they are without a converter.

        Labels of links are those of the source.
        """
        if self.converter is None:
            return texts
        termed, labels = Termed(self.converter, self.terms), Defined.of(edition.source).links
        return convert_prose(texts, termed, edition.locale, labels)

    def _folded(self, parent: Catalogued) -> Fold:
        """What makes texts comparable: all of them as they are in the locale of the parent."""
        engine, locale = self.converter, parent.locale
        return partial(engine.convert, locale=locale) if engine is not None else lambda texts: texts

    def _standing(self, held: Catalogue, parent: Catalogued) -> Standing:
        """What another release made of words, as far as that is known."""
        stored = remembered.recalled(self.workspace, held.article, held.locale)
        if stored is not None:
            path = Workspace.catalogue_path(held.article, held.locale)
            then = cache.readable(stored.catalogue, path, held.article, held.locale)
            return made_of(then.catalogue) if then is not None else NOTHING
        if self.converter is None:
            return NOTHING
        termed = Termed(self.converter, self.terms)
        made = complete(parent.catalogue, held, termed, defined_labels(parent))
        text = self._made_with(held, parent)
        file = cache.document(text, held.cut, source=False) if text else None
        return dict(_in_file(made, file, self._folded(parent))) if file is not None else NOTHING

    def _made_with(self, held: Catalogue, parent: Catalogued) -> str:
        """The derived file of the newest commit that has other words for it; '' for none.

        One that no such commit has is as it is.
        """
        target = self.path(parent.pair.target, held.locale)
        catalogues = (
            Workspace.catalogue_path(held.article, x) for x in (parent.locale, held.locale)
        )
        with suppress(GitFault):
            newest = [r for path in catalogues for r in self.history.revisions(path)[:1]]
            last = max(newest, key=lambda revision: revision.time, default=None)
            if last is not None:
                data = self.history.read([(last.commit, target)])[0]
                if data is not None:
                    return data.decode("utf-8", "replace")
        return self.workspace.read_text(target) if self.workspace.exists(target) else ""


def _in_file(
    made: Catalogue, file: Document, folded: Fold
) -> Iterator[tuple[tuple[UnitId, str], str]]:
    """What a derived file says instead of words that follow, which the parent's script has alike.

    Its links are those of the units: a file has them as they are there.
    """
    placed = place(made, file)
    lost = [u for u in placed.lost if u.owner is Owner.DERIVED and u.origin is not None]
    blocks = zip(file.blocks, placed.blocks, strict=True)
    texts = [block.text for block, units in blocks if block.segment is not None and not units]
    said = dict(zip(folded([bare(text) for text in texts]), texts, strict=True))
    wanted = folded([bare(unit.target) for unit in lost])
    for unit, words in zip(lost, wanted, strict=True):
        if unit.origin is not None and (text := said.get(words)):
            yield (unit.id, unit.origin.base), _with_targets(text, unit.target)


def _with_targets(text: str, other: str) -> str:
    """A text with the addresses of another one, in order."""
    found: list[str] = []

    def note(target: str) -> str:
        found.append(target)
        return target

    map_targets(other, note)
    left = iter(found)
    return map_targets(text, lambda target: next(left, target))
