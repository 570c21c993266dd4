"""A Chinese file or a unit with everything that the rules can mend by themselves."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from transpipe.check.noqa import Unwanted, unwanted
from transpipe.check.run import place
from transpipe.markdown import segments
from transpipe.markdown.inline import replace_spans
from transpipe.markdown.splice import splice
from transpipe.model import Block, Document, Maker, Origin, Owner, Span, State, Unit
from transpipe.model.codes import meant
from transpipe.rules import CODES, Context, Scope
from transpipe.rules.definitions import noted
from transpipe.rules.mending import mend, mended_lines
from transpipe.rules.notes import relabelled
from transpipe.rules.setting import set_right
from transpipe.text.similarity import opcodes


def mend_file(context: Context, known: Collection[str] = ()) -> str:
    """The text of the Chinese file of a context: first its definitions, then its prose.

    Blocks whose words are `known` stay as they are.
    """
    article = context.article or Document.blank()
    text = mended_lines(article.text, context)
    if text != article.text:
        article = segments.parse(text, article.cut, source=False)
        context = replace(context, article=article)
    refused = unwanted(article.text)
    words = {
        number: _mended(block, context, refused)
        for number, block in enumerate(article.blocks)
        if block.segment and block.text not in known
    }
    changed = {n: text for n, text in words.items() if text != article.blocks[n].text}
    return _written(article, changed, context.path) if changed else article.text


def _mended(block: Block, context: Context, refused: Unwanted) -> str:
    """The words of a block with what its file does not refuse mended."""
    named = [refused[line] for line in range(block.lines[0], block.lines[1] + 1) if line in refused]
    if any(not codes for codes in named):
        return block.text
    left = (code for names in named for name in names for code in meant(name, CODES))
    return set_right(mend("", block.text, Scope.TEXT, context), (*context.unwanted, *left))


def _written(article: Document, changed: Mapping[int, str], path: str) -> str:
    """The file with other words, its lines as they are wherever a mend lies within one."""
    patches = [patch for n, text in changed.items() for patch in _patches(article.blocks[n], text)]
    new = replace_spans(article.text, patches)
    grown = segments.parse(new, article.cut, source=False)
    said = [changed.get(n, block.text) for n, block in enumerate(article.blocks)]
    if [block.text for block in grown.blocks] == said:
        return new
    return splice(article, changed, path).text


def _patches(block: Block, text: str) -> Iterator[tuple[Span, str]]:
    """The changes of a block's words where they stand in the file."""
    for tag, a, a_end, b, b_end in opcodes(block.text, text):
        if tag != "equal" and block.segment:
            yield place(block.segment, Span(a, a_end)), text[b:b_end]


def mend_definitions(context: Context) -> str:
    """The text of the file with its definitions mended, and who asks for notes by their labels."""
    if context.article is None:
        return ""
    text = mended_lines(context.article.text, context)
    article = segments.parse(text, context.article.cut, source=False)
    asked = {n: relabelled(b.text, context) for n, b in enumerate(article.blocks) if b.segment}
    changed = {n: new for n, new in asked.items() if new != article.blocks[n].text}
    return _written(article, changed, context.path) if changed else text


def mend_unit(unit: Unit, context: Context) -> Unit:
    """A unit with a person's words mended; its state and its doubts stay."""
    if not unit.words or unit.owner is not Owner.PERSON or unit.conflict:
        return unit
    text = noted(unit.source, unit.target, context)
    text = set_right(mend(unit.source, text, Scope.TEXT, context), context.unwanted)
    text = mend(unit.source, text, Scope.PAIR, context)
    if text == unit.target:
        return unit
    new = replace(unit, target=text)
    return new.marked(Origin(Maker.FIX)) if unit.state is State.TRANSLATED else new
