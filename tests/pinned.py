"""Articles whose headings are renamed, in either language, where the source's names are pinned."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.repository import Repository, small
from transpipe.links.anchors import all_anchors, slugs
from transpipe.markdown import inline
from transpipe.markdown.segments import parse
from transpipe.model import AnchorStyle, Naming

PINNING = [style for style in AnchorStyle if style is not AnchorStyle.GITHUB]
NAMES = ("kettles", "teapots", "cups")
TOPICS = {
    "Where the water should come from": "水从何来",
    "How the leaves and stems are sorted": "叶与梗怎样分拣",
    "What is said of the right heat": "关于火候的说法",
    "When to store and when to drink": "何时存放何时喝",
    "Which rules there are for guests": "待客有哪些规矩",
    "A short history of the whole house": "全家简史",
    "The most common faults of beginners": "新手最常见的毛病",
    "Tools that nobody should be without": "人人该有的器具",
    "Thanks to everyone who helped us": "感谢所有帮助过我们的人",
}
LATER = ("old", "new", "other", "best", "last", "first", "true", "great")


def settings(style: AnchorStyle) -> str:
    """The settings of a repository that pins."""
    return (
        f'source_dir = "原文"\ntarget_dir = "译文"\nanchors = "{style.value}"\npin_anchors = true\n'
    )


def article(name: str, topics: list[str]) -> str:
    """An article on some topics, each section with links to sections of all articles."""
    sections = [f"# On {name}\n\nThis article says what is known of {name} today.\n"]
    for number, topic in enumerate(topics):
        other = NAMES[(NAMES.index(name) + number) % len(NAMES)]
        sections.append(
            f"## {topic}\n\nThe {name} of section {number} are told of "
            f"[here](./{other}.md#{{{other}:{number}}}) and above.\n"
        )
    return "\n".join(sections)


def linked(texts: dict[str, str], style: AnchorStyle) -> dict[str, str]:
    """Articles whose links name the section of a number by the anchor that it has."""
    found = {name: slugs(parse(text), Naming(style))[1:] for name, text in texts.items()}

    def anchor(match: re.Match[str]) -> str:
        return found[match[1]][int(match[2])]

    return {name: re.sub(r"\{(\w+):(\d+)\}", anchor, text) for name, text in texts.items()}


def translated(text: str) -> str:
    """Its Chinese, as a person would have written it beside pages with the source's names."""
    text = re.sub(r"^# On (\w+)$", r"# 论 \1", text, flags=re.MULTILINE)
    text = re.sub(
        r"This article says what is known of (\w+) today\.", r"本文讲 \1 的已知之事。", text
    )
    text = re.sub(r"The (\w+) of section (\d+) are told of (\[)here(\]\S+) and above\.",
                  r"第 \2 节的 \1 见\3此处\4与上文。", text)  # fmt: skip
    return re.sub(r"^## (.+)$", lambda m: f"## {TOPICS[m[1]]}", text, flags=re.MULTILINE)


def dead(repository: Repository, style: AnchorStyle) -> list[str]:
    """The links of all Chinese files to a heading that is not there."""
    found = []
    names: dict[str, object] = {}
    for name in NAMES:
        document = parse(repository.read(f"译文/{name}.md"), source=False)
        names[f"译文/{name}.md"] = all_anchors(document, Naming(style))
    for path in names:
        for link in inline.urls(repository.read(path)):
            file, _hash, anchor = link.partition("#")
            there = names[posixpath.normpath(posixpath.join("译文", file)) if file else path]
            found += [f"{path}: {link}"] if anchor not in there else []
    return found


def pinned(repository: Repository) -> set[str]:
    """All ids that stand on Chinese headings, with their files."""
    documents = {name: parse(repository.read(f"译文/{name}.md"), source=False) for name in NAMES}
    return {
        f"{name}#{block.anchor}"
        for name, document in documents.items()
        for block in document.blocks
        if block.anchor
    }


@dataclass(frozen=True)
class Renamed:
    """The state after a heading was renamed: dead links, ids that are gone, whether all rests."""

    dead: tuple[str, ...]
    gone: frozenset[str]
    quiet: bool = True


def renames(root: Path, style: AnchorStyle, seed: int, count: int = 6) -> Iterator[Renamed]:
    """The state at first, and after each renaming of a heading by chance."""
    random = Random(f"{style}{seed}")
    topics = {name: [*random.sample([*TOPICS], 4), random.choice([*TOPICS])] for name in NAMES}
    repository = _begun(root, style, topics)
    yield Renamed(tuple(dead(repository, style)), frozenset())
    for step in range(count):
        before = pinned(repository)
        _rename(repository, style, topics, random, step)
        repository.steps("run")
        gone = frozenset(before - pinned(repository))
        quiet = "nothing to write" in repository.transpipe("run").out
        yield Renamed(tuple(dead(repository, style)), gone, quiet)


def _begun(root: Path, style: AnchorStyle, topics: dict[str, list[str]]) -> Repository:
    """Two articles in the blocks of their source, and one that was adopted."""
    plans = {name: article(name, topics[name]) for name in NAMES}
    english = linked(plans, style)
    chinese = translated(english["cups"])  # adopted, in a layout of its own
    target = {"译文/cups.md": chinese, "transpipe.toml": settings(style)}
    source = {f"原文/{name}.md": text for name, text in english.items()}
    repository = small(root, source | target)
    repository.steps("align", "sync")
    assert repository.read("译文/cups.md") == chinese
    for name in NAMES[:2]:
        words = zip(
            parse(english[name]).segments(), _segments(translated(english[name])), strict=True
        )
        repository.translate(f"原文/{name}.md", {s.text: t for (_n, s), t in words})
    repository.steps("run")
    repository.confirm("原文/cups.md")
    return repository


def _rename(
    repository: Repository,
    style: AnchorStyle,
    topics: dict[str, list[str]],
    random: Random,
    step: int,
) -> None:
    """Another name for a heading, in English with the links that lead to it, or in Chinese."""
    name, number = random.choice(NAMES), random.randrange(4)
    if random.random() < 0.5:
        words = topics[name][number].split()
        words[-1] = f"{random.choice(LATER)}{step}"
        topics[name][number] = " ".join(words)
        plans = {each: article(each, topics[each]) for each in NAMES}
        for each, text in linked(plans, style).items():
            repository.write(f"原文/{each}.md", text)
        return
    path = f"译文/{name}.md"
    headings = re.findall(r"^## .*?(?= \{#|$)", repository.read(path), re.MULTILINE)
    renamed = f"## 改题 {random.choice('甲乙丙丁')}{step}"
    repository.write(path, repository.read(path).replace(headings[number], renamed, 1))


def _segments(text: str) -> list[str]:
    return [segment.text for _n, segment in parse(text, source=False).segments()]
