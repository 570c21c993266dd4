"""Damage of form alone that has one way back: what the source has in its place says which.

Each step changes nothing where the source does not say what should stand there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from html import unescape
from unicodedata import normalize
from urllib.parse import unquote, urlsplit

from transpipe.draft.masking import FIELD
from transpipe.markdown.emphasis import unrendered_emphasis
from transpipe.markdown.emphasis_mends import mended_emphasis
from transpipe.markdown.inline import links, replace_spans
from transpipe.markdown.scan import What, scan
from transpipe.model import Span
from transpipe.text.han import joint
from transpipe.text.similarity import ratio

BLOCK = re.compile(r"(?:#{1,6}|>|[-*+•]|\d{1,9}[.)])[ \t]+(?=\S)")
_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_LINKED = re.compile(
    r"[\[［【](?P<words>[^\[\]［］【】\n]*)[\]］】]\s*[（(]\s*"
    r"(?P<target>[^\n（）()]+(?:\([^\n()]*\)[^\n（）()]*)?)[）)]"
)
_TITLE = re.compile(r"""\s+["“'‘].*$""")
_FULL = str.maketrans("。，、；！？“”‘’", ".,,;!?\"\"''")
# Letters of other scripts that look like Latin ones.
_LOOKALIKE = str.maketrans("асеорхуіјѕԁвкмнтАВСЕНКМОРТХІЅοαν", "aceopxyijsdbkmhtABCEHKMOPTXISoav")
_QUOTED = r"[｀“”\"'‘’「『《〈]\s*{}\s*[｀“”\"'‘’」』》〉]"
_ALIKE = 0.6

Place = tuple[Span, str]


def mended(source: str, text: str) -> str:
    """The text with everything in its form put right that the source says how to put right."""
    for step in STEPS:
        text = step(source, text)
    return text


def _one_line(source: str, text: str) -> str:
    lines = [line.strip() for line in text.split("\n")]
    if "\n" in source or not all(lines) or any(BLOCK.match(line) for line in lines[1:]):
        return text
    joined = lines[0]
    for line in lines[1:]:
        joined += joint(joined, line) + line
    return joined


def _no_block(source: str, text: str) -> str:
    mark = BLOCK.match(text)
    return text[mark.end() :] if mark and not BLOCK.match(source) else text


def _no_entities(source: str, text: str) -> str:
    own = set(_ENTITY.findall(source))
    return _ENTITY.sub(lambda m: m[0] if m[0] in own else unescape(m[0]), text)


def _no_escapes(source: str, text: str) -> str:
    own = set(_ESCAPED.findall(source))
    code = [piece.span for piece in scan(text) if piece.what is What.CODE]
    inside = any(_ESCAPED.search(span.of(text)) for span in code)
    if inside or "\\" not in text:
        return text
    return _ESCAPED.sub(lambda m: m[0] if m[1] in own else m[1], text)


def _images(source: str, text: str) -> str:
    pictures = sum(link.image for link in links(source))
    if sum(link.image for link in links(text)) < pictures:
        return re.sub(r"！\s*(?=[\[［])", "!", text)
    return text


def _linked(source: str, text: str) -> str:
    """Links whose brackets or addresses are written otherwise, as long as the source has these."""
    known = {_plain(link.target): link.target for link in links(source) if link.target}
    if not known or _linked_to(source) == _linked_to(text):
        return text

    def put(found: re.Match[str]) -> str:
        title = _TITLE.search(found["target"])
        address = found["target"][: title.start()] if title else found["target"]
        target = known.get(_plain(address))
        if target is None:
            return found[0]
        return f"[{found['words']}]({target}{title[0] if title else ''})"

    return _LINKED.sub(put, text)


def _linked_to(text: str) -> Counter[str]:
    """Where the links lead that have words of their own."""
    kinds = (What.LINK, What.IMAGE)
    return Counter(p.target.of(text) for p in scan(text) if p.what in kinds and p.target)


def _plain(text: str) -> str:
    """What two spellings of an address or of code have in common."""
    straight = normalize("NFKC", unquote(unescape(text)).translate(_FULL)).translate(_LOOKALIKE)
    return "".join(straight.split()).casefold()


def _autolinks(source: str, text: str) -> str:
    """Addresses in angle brackets that have others, or none, each as often as the source has it."""
    lost = Counter(t for _s, t in _pieces(source, What.AUTOLINK))
    lost -= Counter(t for _s, t in _pieces(text, What.AUTOLINK))
    for address, count in lost.items():
        bare = r"\s*".join(map(re.escape, address[1:-1]))
        written = re.compile(rf"(?:[<＜〈《]\s*)?(?<![\w(/]){bare}(?:\s*[>＞〉》])?")
        if len(written.findall(text)) == count:
            text = written.sub(lambda _m, address=address: address, text)  # type: ignore[misc]
    return text


def _addresses(source: str, text: str) -> str:
    """One address that is another one, where it leads into the same site."""
    there = [link.target for link in links(source) if link.target]
    here = list(_address_places(text))
    lost = list((Counter(there) - Counter(t for _span, t in here)).elements())
    new = [place for place in here if place[1] not in there]
    if len(lost) == len(new) == 1 and _same_site(lost[0], new[0][1]):
        return replace_spans(text, [(new[0][0], lost[0])])
    return text


def _address_places(text: str) -> Iterator[Place]:
    for piece in scan(text):
        if piece.what in (What.LINK, What.IMAGE, What.URL, What.AUTOLINK) and not piece.label:
            span = piece.target or piece.span
            yield span, span.of(text)


def _same_site(one: str, other: str) -> bool:
    try:
        a, b = urlsplit(_plain(one)), urlsplit(_plain(other))
    except ValueError:
        return False
    return (a.scheme, a.netloc) == (b.scheme, b.netloc) and ratio(one, other) >= _ALIKE


def _code_in_quotes(source: str, text: str) -> str:
    """Code that stands in quotes, each as often as the source has it."""
    lost = Counter(t for _s, t in _pieces(source, What.CODE))
    lost -= Counter(t for _s, t in _pieces(text, What.CODE))
    for code, count in lost.items():
        quoted = re.compile(_QUOTED.format(re.escape(code.strip("`").strip())))
        if len(quoted.findall(text)) == count:
            text = quoted.sub(lambda _m, code=code: code, text)  # type: ignore[misc]
    return text


def _pieces(text: str, what: What) -> Iterator[Place]:
    return ((p.span, p.span.of(text)) for p in scan(text) if p.what is what)


def _labels(text: str) -> Iterator[Place]:
    for piece in scan(text):
        if piece.label and piece.target is not None and piece.target.of(text):
            yield piece.target, piece.target.of(text)


def _fields(text: str) -> Iterator[Place]:
    covered = [piece.span for piece in scan(text) if piece.what in (What.CODE, What.TEMPLATE)]
    for found in FIELD.finditer(text):
        if not any(span.start <= found.start() < span.end for span in covered):
            yield Span(*found.span()), found[0]


KINDS: tuple[Callable[[str], Iterator[Place]], ...] = (
    lambda text: _pieces(text, What.CODE),
    lambda text: _pieces(text, What.FOOTNOTE),
    lambda text: _pieces(text, What.TEMPLATE),
    _labels,
    _fields,
)


def _known(source: str, text: str) -> str:
    """Code, notes, labels and fields: those spelt otherwise, and one alone that is another."""
    for places in KINDS:
        there, here = [t for _span, t in places(source)], list(places(text))
        if not there or not here:
            continue
        changes = list(_changes(there, here))
        text = replace_spans(text, changes) if changes else text
    return text


def _changes(there: Sequence[str], here: Sequence[Place]) -> Iterator[tuple[Span, str]]:
    lost = list((Counter(there) - Counter(t for _span, t in here)).elements())
    spare = Counter(t for _span, t in here) - Counter(there)
    new = [place for place in here if spare[place[1]]]
    if len(new) != len(lost):
        return
    for span, text in list(new):
        same = [known for known in lost if _plain(known) == _plain(text)]
        if len(set(same)) == 1:
            lost.remove(same[0])
            new.remove((span, text))
            yield span, same[0]
    if len(lost) == len(new) == 1:
        yield new[0][0], lost[0]


def _emphasis(source: str, text: str) -> str:
    """Emphasis that renders: blanks inside of it, a stop at its end, low lines beside Chinese."""
    if unrendered_emphasis(source):
        return text
    for _ in range(text.count("*") + text.count("_")):
        spans = unrendered_emphasis(text)
        if not spans:
            break
        new = _rendering(text, spans[0])
        if new is None:
            break
        text = new
    return text


def _rendering(text: str, span: Span) -> str | None:
    whole = span.of(text)
    if whole[0] == "_":
        size = len(whole) - len(whole.lstrip("_"))
        starred = "*" * size + whole[size:-size] + "*" * size
        new = replace_spans(text, [(span, starred)])
        if len(unrendered_emphasis(new)) < len(unrendered_emphasis(text)):
            return new
    mend = mended_emphasis(text, span)
    return None if mend is None else replace_spans(text, [(span, mend)])


Step = Callable[[str, str], str]
STEPS: tuple[Step, ...] = (
    *(_one_line, _no_block, _no_entities, _no_escapes, _images, _linked, _autolinks),
    *(_addresses, _code_in_quotes, _known, _emphasis),
)
