"""What a reviewer is shown of real commits and of made ones: all of it, once, the worst first."""

from __future__ import annotations

import os
import random
import re
import shutil
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from markdown_it import MarkdownIt
from rapidfuzz.distance import Indel

from tests.figures import Figure
from tests.figures.review_shown import guided, same
from tests.repository import Repository, cloned
from transpipe import wiring
from transpipe.editions.project import Project, opened
from transpipe.markdown.scan import What, scan
from transpipe.markdown.words import diff, pieces
from transpipe.model import Comparison, Edit
from transpipe.repository import Workspace
from transpipe.workflows.review import Wish, review

BUNDLE = "corpus/fastapi-tutorial.bundle"
ENGLISH, CHINESE = "docs/en/docs/", "docs/zh/docs/"
COMMITS, FILES = 40, 6  # so many commits, of at most so many pages each


def figures(data: Path) -> list[Figure]:
    """Real commits, diffs, the order of what is shown, and what it costs."""
    return [*real(data), *elsewhere(data), *edits(data), *ordered(), *many(), *guided(data)]


def opened_at(root: Path) -> Project:
    """The repository in a folder."""
    workspace = Workspace(root, dry_run=True)
    config = workspace.config()
    history, mounted = wiring.history(root, config)
    workspace.mount(mounted)
    return opened(workspace, config, history)


def compared(root: Path, base: str, head: str = "") -> Comparison:
    """What a review of two states of a repository shows."""
    wish = Wish(base, head)
    return review(opened_at(root), wiring.commits(root), wiring.converter(), wish)


# ── Real commits ────────────────────────────────────────────────────────────────────────────


@dataclass
class Seen:
    """The changed Chinese blocks of real commits: how many, and how they were shown."""

    blocks: int = 0
    once: int = 0
    judged: int = 0
    right: int = 0
    opaque: int = 0
    opaque_shown: int = 0
    missed: list[str] = field(default_factory=list)


def real(data: Path, count: int = COMMITS) -> list[Figure]:
    """Commits that touched Chinese pages, against a parser and a comparison that are not ours."""
    with tempfile.TemporaryDirectory() as folder:
        past = cloned(data / BUNDLE, Path(folder) / "past")
        seen = Seen()
        for commit in _commits(past)[:count]:
            found = compared(past.root, f"{commit}^", commit)
            for path in _changed(past, commit):
                _look(past, commit, path, found, seen)
    once, right = seen.once / max(1, seen.blocks), seen.right / max(1, seen.judged)
    opaque = seen.opaque_shown / max(1, seen.opaque)
    name = f"review of {count} real commits: "
    return [
        (name + "changed Chinese blocks that are shown once", "≥ 99 %",
         f"{once:.1%} of {seen.blocks}", once >= 0.99),
        (name + "those with the right English beside them", "≥ 99 %",
         f"{right:.1%} of {seen.judged}", right >= 0.99),
        (name + "changed code that is shown", "100 %", f"{opaque:.1%} of {seen.opaque}",
         opaque == 1),
    ]  # fmt: skip


def elsewhere(data: Path, count: int = 5) -> list[Figure]:
    """The newest of these commits, reviewed in other places."""
    with tempfile.TemporaryDirectory() as folder:
        past = cloned(data / BUNDLE, Path(folder) / "past")
        return [same(past, _commits(past)[:count])]


def _commits(past: Repository) -> list[str]:
    """The newest commits that changed some Chinese pages that have English, and not too many."""
    log = past.git("log", "--no-merges", "--format=%H", "--", CHINESE).split()
    return [commit for commit in log if 0 < len(_changed(past, commit)) <= FILES]


def _changed(past: Repository, commit: str) -> list[str]:
    names = past.git("show", "--name-only", "--diff-filter=AM", "--format=", commit).split()
    zh = (name for name in names if name.startswith(CHINESE) and name.endswith(".md"))
    return [name for name in zh if _text(past, commit, name.replace(CHINESE, ENGLISH))]


def _text(past: Repository, commit: str, path: str) -> str:
    ran = past._run(["git", "cat-file", "blob", f"{commit}:{path}"], b"")
    return ran.out if ran.code == 0 else ""


def _look(past: Repository, commit: str, path: str, found: Comparison, seen: Seen) -> None:
    """Counts the blocks of one page that a commit has changed, and how they are shown."""
    was, now = _text(past, f"{commit}^", path), _text(past, commit, path)
    english = _text(past, commit, path.replace(CHINESE, ENGLISH))
    pairs = dict(_pairs(english, now))
    changes = [change for change in found.changes if change.target_file == path]
    shown = Counter(_bare(change.after.target) for change in changes if change.after)
    beside = {_bare(c.after.target): _bare(c.after.source) for c in changes if c.after}
    here = Counter(text for _kind, text in _blocks(now))
    for kind, text in (Counter(_blocks(now)) - Counter(_blocks(was))).elements():
        if kind == "fence":
            seen.opaque += 1
            seen.opaque_shown += any(_squeezed(text) in target for target in shown)
            continue
        seen.blocks += 1
        once = 1 <= shown[text] <= here[text]
        seen.once += once
        if not once:
            seen.missed.append(f"{commit[:7]} {path}: {shown[text]} × {text[:80]}")
        if text in pairs and text in beside:
            seen.judged += 1
            seen.right += beside[text] == pairs[text]
            if beside[text] != pairs[text]:
                seen.missed.append(f"{commit[:7]} {text[:60]} | {beside[text][:60]}")


# What stands in a line of its own and is nothing to translate; admonitions and tabs of MkDocs,
# which are no CommonMark, with their titles before their text.
_SYNTAX = re.compile(r"(?://+|:::+|\{[*!].*[*!]\}$|<|\{%)")
_ADMONITION = re.compile(r"!!!(?:[a-z]+|信息)(?:\"[^\"]*\")?|===\"[^\"]*\"")
_HEAD = re.compile(r"\A!!! [^\n]*\n")
_HAN = re.compile("[\u4e00-\u9fff]")


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    """The prose and the code of an article as markdown-it reads it, blanks aside."""
    for kind, said in _all(text):
        if kind == "fence":
            yield kind, said
            continue
        said = _bare(said)
        if _HAN.search(said) and not _SYNTAX.match(said):
            yield "prose", said


def _all(text: str) -> Iterator[tuple[str, str]]:
    before = ""
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type == "fence":
            yield "fence", _squeezed(token.content)
        elif token.type == "inline":
            said = _HEAD.sub("", token.content)
            yield before, _squeezed(re.sub(r"\{ *#[\w-]+ *\}", "", said))
        before = token.type


def _pairs(english: str, chinese: str) -> Iterator[tuple[str, str]]:
    """The English of each Chinese text, where both have the same blocks in the same order."""
    left, right = list(_all(english)), list(_all(chinese))
    if [kind for kind, _text in left] != [kind for kind, _text in right]:
        return
    count = Counter(said for _kind, said in right)
    for (_kind, en), (_also, zh) in zip(left, right, strict=True):
        if count[zh] == 1:
            yield _bare(zh), _bare(en)


def _bare(text: str) -> str:
    return _ADMONITION.sub("", _squeezed(text))


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


# ── Diffs ───────────────────────────────────────────────────────────────────────────────────

EDITS = 20_000
_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]+|\d+(?:[.,]\d+)*")


def edits(data: Path, count: int = EDITS) -> list[Figure]:
    """Edits of real paragraphs: what is shown leads from one to the other, and cuts nothing."""
    texts = _paragraphs(data)
    rng = random.Random(16)
    wrong = cut = shown = least = 0
    for _number in range(count):
        before, after = edited(rng, texts)
        found = diff(before, after)
        wrong += not leads(found, before, after)
        cut += bool(cuts(found, before, after))
        shown += words_shown(found, before, after)
        least += _least(before, after)
    share = shown / max(1, least)
    return [
        (f"{count} edits: shown ones that do not lead to the text", "0", str(wrong), not wrong),
        (f"{count} edits: cuts inside a word, number, character or code", "0", str(cut), not cut),
        (f"{count} edits: words shown, of those that must be", "≤ 1.3 ×", f"{share:.3f}",
         share <= 1.3),
        _quick(texts),
    ]  # fmt: skip


def edited(rng: random.Random, texts: list[str]) -> tuple[str, str]:
    """A real paragraph, and the same with some words taken out, put in or replaced."""
    before = rng.choice(texts)
    parts = list(_parts(before))
    for _edit in range(rng.randint(1, 4)):
        at, other = rng.randrange(len(parts)), list(_parts(rng.choice(texts)))
        start = rng.randrange(len(other))
        new = other[start : start + rng.randint(1, 5)]
        size = rng.choice((0, rng.randint(1, 5)))
        parts[at : at + size] = new if rng.random() < 0.7 else []
        parts = parts or ["x"]
    return before, "".join(parts)


def _parts(text: str) -> Iterator[str]:
    """A text cut anyhow: half words and halves of code are edits too."""
    return (found[0] for found in re.finditer(r"[A-Za-z]{1,4}|\d{1,2}|.", text, re.DOTALL))


def leads(found: tuple[Edit, ...], before: str, after: str) -> bool:
    """Whether the edits applied to the one text give the other, and the other way round."""
    old = "".join(edit.text for edit in found if edit.op != "+")
    new = "".join(edit.text for edit in found if edit.op != "-")
    return (old, new) == (before, after)


def cuts(found: tuple[Edit, ...], before: str, after: str) -> list[int]:
    """Where an edit begins or ends inside a word, a number, a character or a code span."""
    bad: list[int] = []
    for text, op in ((before, "+"), (after, "-")):
        inside = set(_inside(text))
        at = 0
        for edit in found:
            if edit.op != op:
                at += len(edit.text)
                bad += [at] if at in inside else []
    return bad


def _inside(text: str) -> Iterator[int]:
    """The places of a text that nobody may cut at."""
    for match in _WORD.finditer(text):
        yield from range(match.start() + 1, match.end())
    for piece in scan(text):
        if piece.what is What.CODE:
            yield from range(piece.span.start + 1, piece.span.end)
    yield from (n for n, c in enumerate(text) if unicodedata.combining(c) and n)


def words_shown(found: tuple[Edit, ...], before: str, after: str) -> int:
    """How many words of either text the edits show as gone or come."""
    shown = 0
    for text, op in ((before, "-"), (after, "+")):
        changed: set[int] = set()
        at = 0
        for edit in found:
            if edit.op in ("=", op):
                changed.update(range(at, at + len(edit.text)) if edit.op == op else ())
                at += len(edit.text)
        at = 0
        for piece in pieces(text):
            shown += _is_word(piece) and at in changed
            at += len(piece)
    return shown


def _least(before: str, after: str) -> int:
    a, b = ([p for p in pieces(text) if _is_word(p)] for text in (before, after))
    return int(Indel.distance(a, b))


def _is_word(piece: str) -> bool:
    return any(map(str.isalnum, piece))


def _paragraphs(data: Path) -> list[str]:
    found: list[str] = []
    for path in sorted((data / "align-dev").rglob("*.md")):
        for kind, text in _raw(path.read_text("utf-8", "replace")):
            if kind == "paragraph_open" and 40 < len(text) < 2_000:
                found.append(text)
    return found


def _raw(text: str) -> Iterator[tuple[str, str]]:
    before = ""
    for token in MarkdownIt("commonmark").parse(text):
        if token.type == "inline":
            yield before, token.content
        before = token.type


def _quick(texts: list[str]) -> Figure:
    """What a very long unit costs, as a share of the plain comparison of its characters."""
    rng = random.Random(3)
    long = ""
    while len(long) < 20_000:
        long += rng.choice(texts) + " "
    other = "".join(w if rng.random() > 0.05 else rng.choice(texts)[:9] for w in pieces(long))
    ratios = []
    for _run in range(3):
        plain = _seconds(lambda: list(Indel.opcodes(long, other)))
        ratios.append(_seconds(lambda: diff(long, other)) / plain)
    ratio = min(ratios)
    return "a unit of 20,000 characters", "≤ 10 × opcodes", f"{ratio:.1f} ×", ratio <= 10


def _seconds(act: object) -> float:
    start = time.process_time()
    act()  # type: ignore[operator]
    return time.process_time() - start


# ── The worst first ─────────────────────────────────────────────────────────────────────────

REQUESTS, HARMLESS = 200, 20
# Each harms in its own way: what of which file becomes what.
HARMFUL: Mapping[str, tuple[str, str, str]] = {
    "a not comes": ("en", "The tap {n} is open", "The tap {n} is not open"),
    "a not goes": ("en", "must not be opened at {n}", "must be opened at {n}"),
    "a must becomes a may": ("en", "must not be opened at {n}", "may not be opened at {n}"),
    "a number changes": ("en", "after {n} minutes", "after 9{n} minutes"),
    "a Chinese not goes": ("zh", "{n} 时不得打开", "{n} 时得打开"),
    "a Chinese number changes": ("zh", "{n} 分钟后", "8{n} 分钟后"),
    "code changes": ("en", "brew --strength {n}", "brew --strength {n}0"),
    "Chinese code changes": ("zh", "brew --strength {n}", "brew --weak {n}"),
}  # fmt: skip


def ordered(count: int = REQUESTS) -> list[Figure]:
    """Pull requests with one harmful edit among twenty harmless ones."""
    rng = random.Random(200)
    first = 0
    missed: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        tea = made(Path(folder) / "tea")
        for number in range(count):
            name = list(HARMFUL)[number % len(HARMFUL)]
            place = requested(tea, rng, name)
            change = compared(tea.root, "HEAD").changes[0]
            texts = (change.now.source, change.now.target, (change.before or change.now).source)
            good = any(place in text for text in texts)
            first += good
            missed += [] if good else [name]
            tea.git("checkout", "-q", "--", ".")
    said = f"{first / count:.0%}" + (f" ({', '.join(sorted(set(missed)))})" if missed else "")
    what = f"{count} pull requests: the harmful edit of twenty-one is first"
    return [(what, "100 %", said, first == count)]


_EN = (
    "## Section {n}\n\nThe tap {n} is open. Wait and stir the pot gently.\n\n"
    "The lid {n} must not be opened at {n} degrees.\n\nServe the tea after {n} minutes.\n\n"
    "```sh\nbrew --strength {n}\n```\n\nThe colour of cup {n} is a matter of taste.\n"
)
_ZH = (
    "## 第 {n} 节\n\n龙头 {n} 开着。等一等，轻轻搅动茶壶。\n\n"
    "盖子 {n} 在 {n} 时不得打开。\n\n{n} 分钟后上茶。\n\n"
    "```sh\nbrew --strength {n}\n```\n\n杯子 {n} 的颜色因人而异。\n"
)
SECTIONS = range(11, 41)


def made(root: Path) -> Repository:
    """A repository with an article of thirty sections, adopted and committed."""
    tea = Repository(root)
    root.mkdir(parents=True)
    tea.git("init", "-q", "-b", "main", ".")
    tea.write("原文/tea.md", "# Tea\n\n" + "\n".join(_EN.format(n=n) for n in SECTIONS))
    tea.write("译文/tea.md", "# 茶\n\n" + "\n".join(_ZH.format(n=n) for n in SECTIONS))
    tea.write(
        "README.md", "* [茶](./译文/tea.md) | [原文](./原文/tea.md) | [译文](./译文/tea.md)\n"
    )
    tea.steps("init", "align", "accept 原文/tea.md")
    tea.git("add", "-A")
    tea.git("commit", "-qm", "tea")
    return tea


def requested(tea: Repository, rng: random.Random, name: str) -> str:
    """Makes the edits of one pull request; the text by which the harmful one is known."""
    en, zh = tea.read("原文/tea.md"), tea.read("译文/tea.md")
    sections = rng.sample(list(SECTIONS), HARMLESS + 1)
    side, old, new = HARMFUL[name]
    n = sections[-1]
    was, now = old.format(n=n), new.format(n=n)
    if side == "en":
        assert en.count(was) == 1, was
        en = en.replace(was, now)
    else:
        assert zh.count(was) == 1, was
        zh = zh.replace(was, now)
    for n in sections[:-1]:
        en, zh = _harmless(en, zh, n, rng.randrange(6))
    tea.write("原文/tea.md", en)
    tea.write("译文/tea.md", zh)
    return now


def _harmless(en: str, zh: str, n: int, which: int) -> tuple[str, str]:
    """Words that change, on one side or on both, and mean the same."""
    taste, tasted = f"The colour of cup {n} is a matter of taste.", f"杯子 {n} 的颜色因人而异。"
    serve, served = f"Serve the tea after {n} minutes.", f"{n} 分钟后上茶。"
    return [
        (en, zh.replace(tasted, f"杯子 {n} 是什么颜色，各有所好。")),
        (en.replace(taste, f"The colour of the cup {n} is a matter of taste."), zh),
        (en.replace(taste, f"Which colour cup {n} has is up to you."),
         zh.replace(tasted, f"杯子 {n} 用什么颜色由你决定。")),
        (en.replace(serve, f"Serve tea after {n + 500} minutes."),
         zh.replace(served, f"{n + 500} 分钟后上茶。")),
        (en.replace(taste, taste + f"\n\nEnjoy cup {n} with a friend."),
         zh.replace(tasted, tasted + f"\n\n与朋友共享杯子 {n}。")),
        (en.replace(taste, f"The color of cup {n} is a matter of taste."), zh),
    ][which]  # fmt: skip


# ── What it costs ───────────────────────────────────────────────────────────────────────────

_ARTICLES, _EACH = 10, 100


def many() -> list[Figure]:
    """A thousand changed units: what showing them costs, in syncs of the same tree."""
    with tempfile.TemporaryDirectory() as folder:
        big = _big(Path(folder) / "big")
        ratios = []
        for _run in range(3):
            shutil.rmtree(big.root / ".transpipe", ignore_errors=True)
            synced = _of_process(big, "sync", "--dry-run")
            ratios.append(_of_process(big, "review", "--markdown") / synced)
        count = len(compared(big.root, "HEAD").changes)
    ratio = min(ratios)
    return [(f"review of {count} changed units", "≤ 3 × sync", f"{ratio:.2f} ×", ratio <= 3)]


def _big(root: Path) -> Repository:
    """Articles whose every unit was changed after they had been adopted and committed."""
    big = Repository(root)
    root.mkdir(parents=True)
    big.git("init", "-q", "-b", "main", ".")
    rows = ""
    for n in range(_ARTICLES):
        rows += f"* [茶{n}](译文/{n}.md) | [原文](原文/{n}.md) | [译文](译文/{n}.md)\n"
        big.write(f"原文/{n}.md", "\n\n".join(f"Cup {n} {k} is blue today." for k in range(_EACH)))
        big.write(f"译文/{n}.md", "\n\n".join(f"杯子 {n} {k} 今天是蓝的。" for k in range(_EACH)))
    big.write("README.md", rows)
    big.steps("init", "align")
    big.git("add", "-A")
    big.git("commit", "-qm", "tea")
    for n in range(_ARTICLES):
        for path, old, new in (
            ("原文", "is blue", "looks rather blue"),
            ("译文", "是蓝", "看着蓝"),
        ):
            file = f"{path}/{n}.md"
            big.write(file, big.read(file).replace(old, new))
    return big


def _of_process(repository: Repository, *arguments: str) -> float:
    """The seconds of the processor that a command takes."""
    before = os.times()
    ran = repository.process(*arguments)
    assert ran.code == 0, ran.err
    after = os.times()
    return (after.children_user + after.children_system) - (
        before.children_user + before.children_system
    )
