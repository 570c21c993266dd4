"""The termbase and a pair of texts: terms are called what it says, and names are spelt so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from gettext import gettext as _

from transpipe.markdown.inline import plain, words
from transpipe.model import Severity, Span, Term
from transpipe.rules.rule import Context, Hit, Rule, Scope
from transpipe.text.han import has_han
from transpipe.text.terms import outside, spans_of


def _missing(source: str, target: str, context: Context) -> Iterator[Hit]:
    """A term of the source that the target calls nothing that the termbase says."""
    shown = plain(target) if context.terms.termbase.terms else ""
    if not has_han(shown):
        return  # not translated, which is another matter
    for term, place in _asked(source, context).items():
        wanted = _allowed(term)
        if not any(any(spans_of(form, shown)) for form in wanted):
            message = _("{term} is {target} here").format(term=term.source, target=wanted[0])
            yield Hit(message, order=place.start)


def _forbidden(source: str, target: str, context: Context) -> Iterator[Hit]:
    """A form that the termbase does not want for a term of the source."""
    prose = words(target) if context.terms.termbase.terms else ""
    asked = _asked(source, context)
    wanted = [form for term in asked for form in _allowed(term)]
    right = [span for form in wanted for span in spans_of(form, prose)]
    for term, place in asked.items():
        for form in term.forbidden:
            if any(outside(spans_of(form, prose), right)):
                message = _("{term} is not to be called {form}, but {target}")
                target_form = _allowed(term)[0]
                said = message.format(term=term.source, form=form, target=target_form)
                yield Hit(said, order=place.start)


def _case(source: str, target: str, context: Context) -> Iterator[Hit]:
    """A name in other capitals than it has."""
    prose = words(target) if context.terms.termbase.terms else ""
    for term, place in _asked(source, context).items():
        if term.exact_case:
            for form in _allowed(term):
                said = [span.of(prose) for span in spans_of(form, prose)]
                wrong = next((text for text in said if text != form), None)
                if wrong is not None:
                    message = _("{name} is written {target}")
                    yield Hit(message.format(name=wrong, target=form), order=place.start)


def _gloss(_source: str, _target: str, context: Context) -> Iterator[Hit]:
    """The first use of a term in an article, where its English should stand behind it."""
    article, glossed = context.article, [t for t in context.terms.termbase.terms if t.gloss]
    if article is None or not glossed:
        return
    blocks = [(block.lines[0], words(block.text)) for block in article.blocks if block.segment]
    for term in glossed:
        form = _allowed(term)[0]
        uses = ((line, text, span) for line, text in blocks for span in spans_of(form, text))
        first = next(uses, None)
        if first is not None and not _has_gloss(first[1][first[2].end :], term):
            message = _("{target} is used for the first time: {target}（{term}）")
            said = message.format(target=form, term=term.source)
            yield Hit(said, line=first[0], target=form)


def _has_gloss(behind: str, term: Term) -> bool:
    inner = behind.lstrip(" *_")[1 : len(term.source) + 3].casefold()
    return behind.lstrip(" *_")[:1] in ("（", "(") and term.source.casefold() in inner


def _asked(source: str, context: Context) -> Mapping[Term, Span]:
    """The terms of a source, each with its first place; what is code is no term."""
    if not context.terms.termbase.terms:
        return {}
    found: dict[Term, Span] = {}
    for term, span in context.terms.found(words(source)):
        found.setdefault(term, span)
    return found


def _allowed(term: Term) -> tuple[str, ...]:
    """What a term may be called, the best first."""
    return term.targets or (term.source,)


def _has_terms(context: Context) -> bool:
    """Whether there is a termbase with anything in it."""
    return bool(context.terms.termbase.terms)


RULES = (
    Rule(
        "glossary",
        Severity.WARNING,
        "a term that is not called what the termbase says",
        _missing,
        given=_has_terms,
    ),
    Rule(
        "term-forbidden",
        Severity.ERROR,
        "a form that the termbase forbids for a term",
        _forbidden,
        given=_has_terms,
    ),
    Rule(
        "term-case",
        Severity.WARNING,
        "a name with other capitals than it has",
        _case,
        given=_has_terms,
    ),
    Rule(
        "term-gloss",
        Severity.INFO,
        "a term whose English should stand behind its first use",
        _gloss,
        of=Scope.ARTICLE,
        given=_has_terms,
    ),
)
