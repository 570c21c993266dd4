"""What a project's catalogues teach: word pairs, and texts whose translation they hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from transpipe.align.features import Item, lesson, whole
from transpipe.align.lexicon import Lexicon, learn, starter

MOST = 3000  # pairs that are learnt from


@dataclass(frozen=True)
class Known:
    """A lexicon, and by source text and by target text the token that says "known to be a pair"."""

    lexicon: Lexicon = field(default_factory=starter)
    sources: Mapping[str, str] = field(default_factory=dict)
    targets: Mapping[str, str] = field(default_factory=dict)

    def marked(
        self, left: Sequence[Item], right: Sequence[Item]
    ) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
        """Items whose translation is known carry it as a token, on both sides."""
        if not self.sources:
            return tuple(left), tuple(right)
        return (
            tuple(_with(item, self.sources.get(item.text)) for item in left),
            tuple(_with(item, self.targets.get(whole(item.text))) for item in right),
        )


def _with(item: Item, token: str | None) -> Item:
    return replace(item, tokens=item.tokens | {token}) if token else item


def known(pairs: Sequence[tuple[str, str]], fold: Callable[[str], str]) -> Known:
    """What confirmed pairs of source and target teach, at most MOST of them.

    Of more pairs every n-th is taken, so that all articles have a say.
    """
    taken = [(source, fold(target)) for source, target in pairs[:: -(-len(pairs) // MOST) or 1]]
    tokens = {source: whole(target) for source, target in taken}
    return Known(
        learn(starter(), [lesson(*pair) for pair in taken]) if taken else starter(),
        {source: "k" + token for source, token in tokens.items()},
        {token: "k" + token for token in tokens.values()},
    )
