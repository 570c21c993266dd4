"""What marks and addresses make of the Chinese beside them: struck out, or a part of the link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from gettext import gettext as _

from transpipe.markdown.inline import links
from transpipe.markdown.scan import What, scan
from transpipe.model import Cut, Grammar, Severity, Span
from transpipe.rules.guards import has_tilde, may_link
from transpipe.rules.rendering import meant
from transpipe.rules.rule import Context, Hit, Repair, Rule, Scope

UNSAID = Cut()
_TILDE = re.compile(r"(?<!~)~(?!~)")
_RUNS_ON = re.compile(r"[*_~]{0,3}(?P<on>[^\x00-\x7f\s]+)")
_ORIGIN = re.compile(r"(?m)^>?\s*(?:原文|英文原文|原文链接|原文連結)[^\n]*https?://")


def _struck(_source: str, target: str, _context: Context) -> Iterator[Hit]:
    """Two of `~` that GitHub takes for the marks of what is struck out."""
    if target.count("~") < 2:
        return
    holes = [piece.span for piece in scan(target)]
    marks = [
        found.start()
        for found in _TILDE.finditer(target)
        if not any(hole.start <= found.start() < hole.end for hole in holes)
    ]
    for opening, closing in zip(marks[::2], marks[1::2], strict=False):
        inside = target[opening + 1 : closing]
        if inside and not inside[0].isspace() and not inside[-1].isspace():
            message = _("GitHub strikes out {text}").format(text=inside[:40])
            repairs = tuple(_range(target, at) for at in (opening, closing))
            span = Span(opening, closing + 1)
            yield Hit(message, span=span, target=inside, repairs=repairs)


def _range(target: str, at: int) -> Repair:
    """The mark of a range between two amounts; anywhere else the same mark, escaped."""
    around = target[at - 1 : at] + target[at + 1 : at + 2]
    between = len(around) == 2 and all(side.isalnum() or side in "%％°" for side in around)
    return Repair(Span(at, at + 1), "～" if between else "\\~")


def _runs_on(_source: str, target: str, context: Context) -> Iterator[Hit]:
    """A bare address goes on to the next blank, on GitHub; one that was to be a link aside."""
    slips = meant(target, context.there, context) if "://" in target or "www." in target else ()
    pieces = scan(target)
    linked = [piece.span for piece in pieces if piece.what is What.LINK]
    within = [slip.span for slip in slips] + linked
    for piece in pieces:
        found = _RUNS_ON.match(target, piece.span.end) if piece.what is What.URL else None
        inside = any(span.start <= piece.span.start < span.end for span in within)
        if found and not inside and target[: piece.span.start][-1:] != "[":
            message = _("{text} becomes a part of the address").format(text=found["on"][:20])
            span, repairs = Span(piece.span.start, found.end()), _ended(target, piece.span, context)
            yield Hit(message, span=span, target=found[0], repairs=repairs)


def _ended(target: str, address: Span, context: Context) -> tuple[Repair, ...]:
    """A blank where words follow; brackets around the address where a mark does."""
    end, before = Span(address.end, address.end), target[: address.start]
    if before.rfind("<a ") > before.rfind("</a"):
        return ()  # a link in a link is none
    if target[address.end].isalpha():
        dash = Span(address.end - 1, address.end)  # no address ends with it: what it says follows
        return (Repair(dash, " - ") if dash.of(target) == "-" else Repair(end, " "),)
    cut = context.article.cut if context.article is not None else UNSAID
    if cut.syntax.grammar is Grammar.MDX or "://" not in address.of(target):
        return ()
    return Repair(Span(address.start, address.start), "<"), Repair(end, ">")


def _foreign(_source: str, target: str, context: Context) -> Iterator[Hit]:
    """Addresses that begin at the top of the site that an article was taken from."""
    article = context.article
    if article is None or context.english is not None or not _ORIGIN.search(article.text[:2000]):
        return
    for link in links(target):
        path = link.target.partition("#")[0].lstrip("/")
        known = context.files is not None and context.files.has_page(path)
        if link.target.startswith("/") and not link.target.startswith("//") and not known:
            message = _("{target} is an address of the site that the article is from")
            yield Hit(message.format(target=link.target), span=link.span)


def _alt(source: str, target: str, _context: Context) -> Iterator[Hit]:
    theirs, ours = ([x for x in links(text) if x.image] for text in (source, target))
    said = {link.target for link in theirs if link.text.strip()}
    for link in ours:
        if not link.text.strip() and link.target in said:
            yield Hit(_("{target} has lost its words").format(target=link.target))


RULES = (
    Rule(
        "tilde-range",
        Severity.WARNING,
        "two ~ in one paragraph: GitHub strikes out what stands between them",
        _struck,
        of=Scope.TEXT,
        where=has_tilde,
    ),
    Rule(
        "address-runs-on",
        Severity.WARNING,
        "an address that goes on in Chinese, for want of a blank",
        _runs_on,
        of=Scope.TEXT,
        where=may_link,
    ),
    Rule(
        "relative-link",
        Severity.WARNING,
        "a link within the site that the article was taken from",
        _foreign,
        of=Scope.TEXT,
        where=may_link,
    ),
    Rule(
        "empty-alt", Severity.INFO, "an image that has lost the words for it", _alt, where=may_link
    ),
)
