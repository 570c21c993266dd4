"""What renders in an article or a text, and what looks like it and does not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from posixpath import basename

from transpipe.markdown.inline import addresses, in_place, links, may_link
from transpipe.markdown.pointers import pointers
from transpipe.markdown.references import Defined, uses
from transpipe.markdown.scan import What
from transpipe.markdown.slips import Form, Slip, slips
from transpipe.model import Document


@dataclass(frozen=True, eq=False)
class Shown:
    """What renders: addresses of links and images, the labels and notes that are asked for.

    `labels` gives each label its address, as far as that is known, `counts` how often it is asked
    for. `literal` are the labels, notes
    and addresses that stand there as text.
    """

    links: frozenset[str] = frozenset()
    images: frozenset[str] = frozenset()
    labels: Mapping[str, str] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    notes: frozenset[str] = frozenset()
    literal: frozenset[str] = frozenset()

    @staticmethod
    def of(texts: Iterable[str], defined: Defined | None = None) -> Shown:
        """That of some texts; without definitions every label that is no mere word has one."""
        found: dict[str, set[str]] = {"links": set(), "images": set(), "notes": set()}
        labels, counts, literal = dict[str, str](), Counter[str](), set[str]()
        for text in filter(may_link, texts):
            for link in links(text):
                if link.target:
                    found["images" if link.image else "links"].add(link.target)
            for use in uses(text):
                note = use.what is What.FOOTNOTE
                if not _is_defined(use.label, note, use.short, defined):
                    literal.add(f"^{use.label}" if note else use.label)
                elif note:
                    found["notes"].add(use.label)
                else:
                    counts[use.label] += 1
                    labels[use.label] = defined.links[use.label] if defined else ""
            found_as_text = (s for s in slips(text) if s.evident or s.form is Form.ADDRESS)
            literal.update(slip.target for slip in found_as_text)
        sets = {name: frozenset(held) for name, held in found.items()}
        return Shown(labels=labels, counts=counts, literal=frozenset(literal), **sets)

    def has(self, slip: Slip) -> bool:
        """Whether what a slip was meant for renders here: its address, or a file of that name."""
        meant = self.images if slip.image else self.links | self.images
        return slip.target in meant or basename(slip.target) in map(basename, meant)


def _is_defined(label: str, note: bool, short: bool, defined: Defined | None) -> bool:
    if defined is None:
        return not short
    return label in (defined.notes if note else defined.links)


def texts_of(document: Document) -> Iterator[str]:
    """The prose of every block."""
    return (block.text for block in document.blocks if block.segment)


def note_labels(article: Document, english: Document) -> Mapping[str, str]:
    """The labels of notes that are others than the source's, each with that one as it is written.

    What both ask for aside, they are taken in the order in which they are asked for: where there
    are as many on both sides. Which of two is which does not matter, as each leads to its own note.
    """
    ours, theirs = ({label.casefold(): label for label in _asked(d)} for d in (article, english))
    new = [label for label in ours if label not in theirs]
    lost = [written for label, written in theirs.items() if label not in ours]
    return dict(zip(new, lost, strict=True)) if len(new) == len(lost) else {}


def _asked(document: Document) -> Iterator[str]:
    """The labels of notes that a document asks for, in order."""
    for text in texts_of(document):
        found = (use.span for use in uses(text) if use.what is What.FOOTNOTE)
        yield from (text[span.start + 2 : span.end - 1] for span in found)


def all_addresses(document: Document) -> frozenset[str]:
    """Every address that an article names."""
    found = (address for text in texts_of(document) for _span, address in addresses(text))
    return frozenset((*found, *(pointer.address for pointer in pointers(document))))


def within(document: Document) -> Iterator[str]:
    """The links of an article to its own headings, in order."""
    for text in texts_of(document):
        yield from (address for _span, address in addresses(text) if address.startswith("#"))


# `:name[…]` and `::name[…]`, by which a source shows that its site reads directives.
_DIRECTIVE = re.compile(r"(?<![\w:]):{1,2}[a-z][\w-]*(?:\[[^\]\n]*\]|\{[^}\n]*\})")

_NAMED = re.compile(r":[a-z][\w-]*[\[{]")


def has_directives(document: Document) -> bool:
    """Whether a text has directives within its lines, which shows that its site reads them."""
    texts = (block.text for block in document.blocks if _NAMED.search(block.text))
    return any(_DIRECTIVE.search(in_place(text)) for text in texts)
