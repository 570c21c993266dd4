"""A Chinese file or a unit with everything that the rules can mend by themselves."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import groupby

from transpipe.check.noqa import Unwanted, unwanted
from transpipe.check.reading import read, reading
from transpipe.check.run import between, line_ends
from transpipe.markdown.inline import replace_spans
from transpipe.markdown.splice import splice
from transpipe.model import Block, Document, Maker, Origin, Owner, Span, State, Unit
from transpipe.model.codes import meant
from transpipe.rules import CODES, Context, Scope
from transpipe.rules.definitions import noted
from transpipe.rules.mending import mend, mended_lines
from transpipe.rules.notes import relabelled
from transpipe.rules.setting import BREAK, set_right
from transpipe.text.han import count_han, count_neighbours, has_letters, joint
from transpipe.text.similarity import opcodes

_ROUNDS = 4
_MARKED = re.compile(r"[*_~`<\[]")
_CHINESE_SHARE = 0.25  # of the texts of an article


def is_chinese(article: Document) -> bool:
    """Whether a file is in Chinese, so far that it can be set as Chinese is.

    One with half as much kana or hangul is Japanese or Korean.
    """
    texts = [block.text for block in article.blocks if block.segment and has_letters(block.text)]
    if sum(map(count_han, texts)) < 2 * sum(map(count_neighbours, texts)):
        return False
    return sum(bool(count_han(text)) for text in texts) > _CHINESE_SHARE * len(texts)


def mend_file(context: Context, known: Collection[str] = ()) -> str:
    """The text of the Chinese file of a context: first its definitions, then its prose.

    Blocks whose words are `known` stay as they are, and so does a file that is not Chinese.
    """
    article = context.article or Document.blank()
    if not is_chinese(article):
        return article.text
    text = mended_lines(article.text, context)
    if text != article.text:
        context = reading(context, text)
        article = read(text, article.cut)
    refused = unwanted(article.text)
    words = {
        number: _mended(block, context, refused)
        for number, block in enumerate(article.blocks)
        if block.segment and block.text not in known
    }
    new = _written(article, words, context.path)
    if new.count("\n") < article.text.count("\n"):  # the ends of lines are blanks there now
        return mend_file(reading(context, new), known)
    return new


def _mended(block: Block, context: Context, refused: Unwanted) -> str:
    """The words of a block, with its line ends, with what its file does not refuse mended."""
    named = [refused[line] for line in range(block.lines[0], block.lines[1] + 1) if line in refused]
    if any(not codes for codes in named):
        return with_breaks(block, block.text)
    left = (code for names in named for name in names for code in meant(name, CODES))
    refuses = (*context.unwanted, *left)
    return _settled(context, refuses, "", block.text, partial(with_breaks, block))


def _settled(
    context: Context,
    unwanted: Collection[str],
    source: str,
    target: str,
    broken: Callable[[str], str] = str,
) -> str:
    """A text mended and set right, until a mend finds no more in what blanks have left of marks.

    `broken` tells the ends of lines from other blanks, as they are in the answer.
    """
    for _round in range(_ROUNDS):
        text = broken(mend(source, target, Scope.TEXT, context))
        text = set_right(text, unwanted, context.wanted)
        before, target = target, text.replace(BREAK, " ")
        if target == before or not _MARKED.search(target):
            break
    return text


def with_breaks(block: Block, text: str) -> str:
    """What became of a block's words, with the ends of its lines told from other blanks."""
    segment = block.segment
    if segment is None or len(segment.fragments) < 2 or BREAK in text:
        return text
    ends = set(line_ends(segment))
    moved = [
        b + end - a
        for tag, a, a_end, b, _b_end in opcodes(block.text, text)
        for end in ends
        if tag == "equal" and a <= end < a_end
    ]
    return replace_spans(text, [(Span(at, at + 1), BREAK) for at in moved])


def _folded(text: str) -> str:
    """Words as they are read where their lines end."""
    first, *others = text.split(BREAK)
    for other in others:
        first += joint(first, other) + other
    return first


def _written(article: Document, words: Mapping[int, str], path: str) -> str:
    """The file with other words, its lines as they are wherever a mend lies within one."""
    broken = {n: with_breaks(article.blocks[n], article.blocks[n].text) for n in words}
    changed = {n: text for n, text in words.items() if text != broken[n]}
    if not changed:
        return article.text
    patches = [
        patch
        for n, text in changed.items()
        for patch in _patches(article.blocks[n], broken[n], text)
    ]
    new = replace_spans(article.text, patches)
    grown = read(new, article.cut)
    said = {n: _folded(text) for n, text in changed.items()}
    if [block.text for block in grown.blocks] == [
        said.get(n, block.text) for n, block in enumerate(article.blocks)
    ]:
        return new
    return splice(article, said, path).text


def _patches(block: Block, old: str, new: str) -> Iterator[tuple[Span, str]]:
    """The changes of a block's words where they stand in the file."""
    for same, steps in groupby(opcodes(old, new), lambda step: step[0] == "equal"):
        if not same and block.segment:
            (_tag, a, _a_end, b, _b_end), *_between, (_tag, _a, a_end, _b, b_end) = 2 * [*steps]
            yield between(block.segment, Span(a, a_end)), new[b:b_end]


def mend_definitions(context: Context) -> str:
    """The text of the file with its definitions mended, and who asks for notes by their labels."""
    if context.article is None:
        return ""
    text = mended_lines(context.article.text, context)
    article = read(text, context.article.cut)
    words = {
        n: with_breaks(b, relabelled(b.text, context))
        for n, b in enumerate(article.blocks)
        if b.segment
    }
    return _written(article, words, context.path)


def mend_unit(unit: Unit, context: Context) -> Unit:
    """A unit with a person's words mended; its state and its doubts stay."""
    if not unit.words or unit.owner is not Owner.PERSON or unit.conflict:
        return unit
    text = noted(unit.source, unit.target, context)
    text = _settled(context, context.unwanted, unit.source, text)
    text = mend(unit.source, text, Scope.PAIR, context)
    if text == unit.target:
        return unit
    new = replace(unit, target=text)
    return new.marked(Origin(Maker.FIX)) if unit.state is State.TRANSLATED else new
