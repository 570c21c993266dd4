"""Good pairs with one thing broken that readers click or see; and what it should be again.

Links of real pairs are written as references on both sides, and notes put behind paragraphs, since
few articles have both.
"""

from __future__ import annotations

import re
import tarfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from random import Random

import polib

from tests.figures.markdown import corpus
from transpipe.links.mapping import LinkMap
from transpipe.markdown.inline import links
from transpipe.markdown.scan import What, scan
from transpipe.markdown.segments import parse
from transpipe.model import Policy, State, Unit
from transpipe.publish.article import from_source
from transpipe.text.han import is_han

_LINK = re.compile(r"(?<![!\\])\[([^\[\]!`]+)\]\((https?://[^\s()]+|[\w./-]+\.md)\)")
_IMAGE = re.compile(r"(?<!\[)!\[([^\[\]]*)\]\(([^\s()]+)\)")
_STRONG = re.compile(r"(?<![*\\])\*\*([\u4e00-\u9fff][^*`\n\[\]]{0,40}?[\u4e00-\u9fff])\*\*(?!\*)")


@dataclass(frozen=True)
class Pair:
    """An article and its translation."""

    name: str
    source: str
    target: str


@dataclass(frozen=True)
class Broken:
    """A translation with one thing broken; `wanted` is how it should be again."""

    kind: str
    pair: Pair
    text: str
    wanted: str
    line: int


@lru_cache
def pairs(data: Path) -> tuple[Pair, ...]:
    """The pairs of the corpora, as they are."""
    found = [
        Pair(f"align-dev/{folder.name}", _read(folder / "en.md"), _read(folder / "zh.md"))
        for folder in sorted((data / "align-dev").iterdir())
        if (folder / "en.md").exists() and not folder.name.startswith("hard-")
    ]
    files = {name: content.decode("utf-8", "replace") for name, content in corpus(data)}
    for name, text in sorted(files.items()):
        english = files.get(name.replace("/zh/", "/en/"))
        if "/zh/" in name and english is not None and "fastapi-tutorial" not in name:
            found.append(Pair(name, english, text))
    found += _of_catalogue(data, files)
    for name in ("12-factor", "index"):
        texts = (_read(data / "lint-dev" / f"{name}.{side}.md") for side in ("en", "zh"))
        found.append(Pair(f"lint-dev/{name}", *texts))
    return tuple(found)


def _read(path: Path) -> str:
    return path.read_text("utf-8")


def _of_catalogue(data: Path, files: dict[str, str]) -> Iterator[Pair]:
    """The English articles of a book with the words of its catalogue."""
    with tarfile.open(data / "corpus" / "markdown-corpora.tar.xz") as tar:
        file = next(tar.extractfile(m) for m in tar if m.name.endswith("/zh_CN.po"))
        assert file is not None
        entries = polib.pofile(file.read().decode("utf-8"))
    words = {" ".join(e.msgid.split()): e.msgstr for e in entries if e.translated()}
    for name, text in sorted(files.items()):
        if "comprehensive-rust" not in name:
            continue
        source = parse(text)
        units = {
            number: Unit(segment.text, words[segment.text], State.TRANSLATED)
            for number, segment in source.segments()
            if segment.text in words
        }
        built = from_source(source, units, LinkMap(name, name), Policy())
        if len(units) > 2 and not built.findings:
            yield Pair(name, text, built.text)


# ── As good pairs may be written ────────────────────────────────────────────────────────────


def referenced(pair: Pair) -> Pair | None:
    """The pair with the first links that both sides have as references, defined at the end."""
    common = [m[2] for m in _LINK.finditer(pair.target) if f"]({m[2]})" in pair.source]
    names = {url: f"ref {n}" for n, url in enumerate(list(dict.fromkeys(common))[:4], 1)}
    if not names or len(definitions_of(pair.target) | definitions_of(pair.source)):
        return None
    source, target = (_referenced(text, names) for text in (pair.source, pair.target))
    return replace(pair, source=source, target=target)


def definitions_of(text: str) -> set[str]:
    return set(re.findall(r"^ {0,3}\[[^\]^]+\]:", text, re.MULTILINE))


def _referenced(text: str, names: dict[str, str]) -> str:
    def named(found: re.Match[str]) -> str:
        label = names.get(found[2])
        return f"[{found[1]}][{label}]" if label else found[0]

    lines = "\n".join(f"[{label}]: {url}" for url, label in names.items())
    return f"{_outside_code(text, lambda part: _LINK.sub(named, part)).rstrip()}\n\n{lines}\n"


def shortened(pair: Pair) -> Pair | None:
    """The same with labels that are the words of the English: `[Config Guide]`."""
    found = next((m for m in _LINK.finditer(pair.source) if f"]({m[2]})" in pair.target), None)
    if not found or definitions_of(pair.target) or "\n" in found[1] or found[1] in "0123456789":
        return None
    url = found[2]
    sides = []
    for text in (pair.source, pair.target):
        ours = lambda m: m[0] if m[2] != url else _short(m[1], found[1])  # noqa: E731
        text = _outside_code(text, lambda part, ours=ours: _LINK.sub(ours, part))
        sides.append(f"{text.rstrip()}\n\n[{found[1]}]: {url}\n")
    return Pair(pair.name, *sides)


def _short(words: str, label: str) -> str:
    return f"[{label}]" if words == label else f"[{words}][{label}]"


def noted(pair: Pair) -> Pair | None:
    """The pair with a note behind its first paragraphs."""
    if "[^" in pair.source + pair.target:
        return None
    sides = []
    for text, note in ((pair.source, "A note."), (pair.target, "一条注释。")):
        document = parse(text, source=False)
        blocks = [b for b in document.blocks if b.kind == "paragraph" and b.segment and not b.path]
        if len(blocks) < 3 or text.count("\n```") % 2 or document.lines == "keep":
            return None
        for number, block in reversed(list(enumerate(blocks[:2], 1))):
            end = block.segment.fragments[-1].end if block.segment else 0
            text = text[:end] + f"[^n{number}]" + text[end:]
        sides.append(f"{text.rstrip()}\n\n[^n1]: {note}\n\n[^n2]: {note}\n")
    return Pair(pair.name, *sides)


def _outside_code(text: str, f: Callable[[str], str]) -> str:
    """A text with `f` of its prose: the blocks that have words."""
    document = parse(text, source=False)
    out, at = [], 0
    for block in document.blocks:
        for span in block.segment.fragments if block.segment else ():
            if span.start >= at:
                out += [text[at : span.start], f(span.of(text))]
                at = span.end
    return "".join([*out, text[at:]])


# ── One thing broken ────────────────────────────────────────────────────────────────────────

Breaking = Callable[[str, Random], tuple[str, str] | None]
"""Gives what is broken and what should stand there again, of the text of a match."""


def _links(text: str) -> list[re.Match[str]]:
    rendered = {l.span.of(text) for l in links(text)}  # noqa: E741
    return [m for m in _LINK.finditer(text) if m[0] in rendered and _in_prose(text, m)]


def _in_prose(text: str, found: re.Match[str]) -> bool:
    spans = [p.span for p in scan(text) if p.what in (What.CODE, What.HTML, What.MATH)]
    return not any(s.start < found.end() and found.start() < s.end for s in spans)


def _link(form: str) -> Callable[[str], list[tuple[int, int, str, str]]]:
    """The links of a text in another form: {w} are the words, {u} the address."""

    def found(text: str) -> list[tuple[int, int, str, str]]:
        return [(*m.span(), form.format(w=m[1], u=m[2]), m[0]) for m in _links(text)]

    return found


def _titled(text: str) -> list[tuple[int, int, str, str]]:
    new = [(m, f'[{m[1]}]({m[2]} "{m[1].replace(chr(34), "")}') for m in _links(text)]
    return [(*m.span(), f"{said}”)", f'{said}")') for m, said in new]


def _image(form: str) -> Callable[[str], list[tuple[int, int, str, str]]]:
    def found(text: str) -> list[tuple[int, int, str, str]]:
        images = [m for m in _IMAGE.finditer(text) if _in_prose(text, m)]
        return [(*m.span(), form.format(w=m[1] or "图", u=m[2]), _imaged(m)) for m in images]

    return found


def _imaged(found: re.Match[str]) -> str:
    return f"![{found[1] or '图'}]({found[2]})"


def _strong(form: str) -> Callable[[str], list[tuple[int, int, str, str]]]:
    def found(text: str) -> list[tuple[int, int, str, str]]:
        runs = [m for m in _STRONG.finditer(text) if _in_prose(text, m)]
        return [(*m.span(), form.format(w=m[1]), m[0]) for m in runs if text.count("**") == 2]

    return found


def _inside(text: str) -> list[tuple[int, int, str, str]]:
    """A stop behind emphasis, before Chinese, has gone into it."""
    out = []
    for m in _STRONG.finditer(text):
        stop, after = text[m.end() : m.end() + 1], text[m.end() + 1 : m.end() + 2]
        if stop and stop in "：，。；！？" and after and is_han(after) and _in_prose(text, m):
            out.append((m.start(), m.end() + 1, f"**{m[1]}{stop}**", f"**{m[1]}**{stop}"))
    return out


def _quoted(text: str) -> list[tuple[int, int, str, str]]:
    """Emphasis of words within quotes has taken the quotes in, between Chinese."""
    out = []
    for m in _STRONG.finditer(text):
        sides = text[m.start() - 1 : m.start()], text[m.end() : m.end() + 1]
        if all(side and is_han(side) for side in sides) and _in_prose(text, m):
            out.append((*m.span(), f"**“{m[1]}”**", f"“**{m[1]}**”"))
    return out


def _reference(form: str, wanted: str) -> Callable[[str], list[tuple[int, int, str, str]]]:
    pattern = re.compile(r"\[([^\[\]]+)\]\[(ref \d)\]")

    def found(text: str) -> list[tuple[int, int, str, str]]:
        parts = [(m, {"w": m[1], "l": m[2], "n": m[2][-1]}) for m in pattern.finditer(text)]
        single = [(m, p) for m, p in parts if not m[1].isascii()]
        return [(*m.span(), form.format(**p), wanted.format(**p)) for m, p in single]

    return found


def _shortcut(text: str) -> list[tuple[int, int, str, str]]:
    """A label that the source uses as words has been translated: `[配置指南]`."""
    found = re.finditer(r"\[([^\[\]]*[\u4e00-\u9fff][^\[\]]*)\]\[([^\[\]]+)\]", text)
    return [(*m.span(), f"[{m[1]}]", m[0]) for m in found]


def _note(form: str) -> Callable[[str], list[tuple[int, int, str, str]]]:
    def found(text: str) -> list[tuple[int, int, str, str]]:
        notes = re.finditer(r"\[\^(n\d)\](?!:)", text)
        return [(*m.span(), form.format(l=m[1]), m[0]) for m in notes]

    return found


_REF, _DEFINED = r"\[(ref \d)\]: (.*)", r"\[\^(n\d)\]: (.*)"


def _whole(form: str, new: str, wanted: str) -> Callable[[str], list[tuple[int, int, str, str]]]:
    """Lines of the whole file: definitions."""
    pattern = re.compile(form, re.MULTILINE)

    def found(text: str) -> list[tuple[int, int, str, str]]:
        return [(*m.span(), m.expand(new), m.expand(wanted)) for m in pattern.finditer(text)]

    return found


# By kind: how a pair is written before, whether the whole file is asked, and what is broken.
Made = Callable[[Pair], Pair | None]
KINDS: dict[str, tuple[Made, bool, Callable[[str], list[tuple[int, int, str, str]]]]] = {
    "link: （）": (lambda p: p, False, _link("[{w}]（{u}）")),
    "link: 【】": (lambda p: p, False, _link("【{w}】({u})")),
    "link: ［］": (lambda p: p, False, _link("［{w}］({u})")),
    "link: blank": (lambda p: p, False, _link("[{w}] ({u})")),
    "link: one （": (lambda p: p, False, _link("[{w}]（{u})")),
    "link: open": (lambda p: p, False, _link("[{w}]({u}")),
    "link: title": (lambda p: p, False, _titled),
    "image: ！": (lambda p: p, False, _image("！[{w}]({u})")),
    "image: ！（）": (lambda p: p, False, _image("！[{w}]（{u}）")),
    "image: ！［］": (lambda p: p, False, _image("！［{w}］({u})")),
    "emphasis: stop": (lambda p: p, False, _inside),
    "emphasis: quotes": (lambda p: p, False, _quoted),
    "emphasis: ＊＊": (lambda p: p, False, _strong("＊＊{w}＊＊")),
    "emphasis: blanks": (lambda p: p, False, _strong("** {w} **")),
    "emphasis: one star": (lambda p: p, False, _strong("**{w}*")),
    "reference: label": (referenced, False, _reference("[{w}][参考 {n}]", "[{w}][{l}]")),
    "reference: 【】": (referenced, False, _reference("【{w}】[{l}]", "[{w}][{l}]")),
    "reference: blank": (referenced, False, _reference("[{w}] [{l}]", "[{w}][{l}]")),
    "reference: words": (shortened, False, _shortcut),
    "definition: ：": (referenced, True, _whole(rf"^{_REF}$", r"[\1]：\2", r"[\1]: \2")),
    "definition: gone": (referenced, True, _whole(rf"^{_REF}\n", "", r"[\1]: \2\n")),
    "note: ［］": (noted, False, _note("［^{l}］")),
    "note: label": (noted, False, _note("[^注]")),
    "note: ：": (noted, True, _whole(rf"^{_DEFINED}$", r"[^\1]：\2", r"[^\1]: \2")),
    "note: 【】": (noted, True, _whole(rf"^{_DEFINED}$", r"【^\1】: \2", r"[^\1]: \2")),
}  # fmt: skip


def broken(found: list[Pair], count: int, seed: int) -> Iterator[Broken]:
    """So many breakages, each kind as often as the others as far as there are enough places."""
    random = Random(seed)
    pools = {kind: _places(kind, found) for kind in KINDS}
    for pool in pools.values():
        random.shuffle(pool)
    given = 0
    while given < count and any(pools.values()):
        for kind in [kind for kind, pool in pools.items() if pool]:
            if given < count:
                given += 1
                yield pools[kind].pop()


def _places(kind: str, found: list[Pair]) -> list[Broken]:
    make, whole, breaking = KINDS[kind]
    out = []
    for pair in found:
        made = make(pair)
        if made is not None:
            out += [_broken(kind, made, *place) for place in _in(made.target, whole, breaking)]
    return out


def _broken(kind: str, pair: Pair, start: int, end: int, new: str, wanted: str) -> Broken:
    text = pair.target
    line = text.count("\n", 0, start) + 1
    good = text[:start] + wanted + text[end:]
    pair = replace(pair, target=good)
    return Broken(kind, pair, text[:start] + new + text[end:], good, line)


def _in(
    text: str, whole: bool, breaking: Callable[[str], list[tuple[int, int, str, str]]]
) -> Iterator[tuple[int, int, str, str]]:
    if whole:
        yield from breaking(text)
        return
    for block in parse(text, source=False).blocks:
        for span in block.segment.fragments if block.segment else ():
            for start, end, new, wanted in breaking(span.of(text)):
                yield span.start + start, span.start + end, new, wanted
