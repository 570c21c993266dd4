"""A Chinese file or a unit with everything that the rules can mend by themselves."""

from __future__ import annotations

from dataclasses import replace

from transpipe.markdown import segments
from transpipe.markdown.splice import splice
from transpipe.model import Document, Maker, Origin, Owner, State, Unit
from transpipe.rules import Context, Scope
from transpipe.rules.mending import mend, mended_lines


def mend_file(context: Context) -> str:
    """The text of the Chinese file of a context: first its definitions, then its prose."""
    article = context.article or Document.blank()
    text = mended_lines(article.text, context)
    if text != article.text:
        article = segments.parse(text, article.cut, source=False)
        context = replace(context, article=article)
    words = {
        number: mend("", block.text, Scope.TEXT, context)
        for number, block in enumerate(article.blocks)
        if block.segment
    }
    changed = {n: text for n, text in words.items() if text != article.blocks[n].text}
    return splice(article, changed, context.path).text if changed else article.text


def mend_unit(unit: Unit, context: Context) -> Unit:
    """A unit with a person's words mended; its state and its doubts stay."""
    if not unit.words or unit.owner is not Owner.PERSON or unit.conflict:
        return unit
    text = mend(unit.source, unit.target, Scope.TEXT, context)
    text = mend(unit.source, text, Scope.PAIR, context)
    if text == unit.target:
        return unit
    new = replace(unit, target=text)
    return new.marked(Origin(Maker.FIX)) if unit.state is State.TRANSLATED else new
