"""Figures of the lossless Markdown core: bytes that come back, structure that stays."""

from __future__ import annotations

import json
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from random import Random

from tests.figures import Figure
from transpipe.markdown.segments import outline, parse
from transpipe.markdown.source import read, write
from transpipe.markdown.splice import splice
from transpipe.model import WRAPPED, Document

BUNDLES = {"awesome-scalability-zh.bundle": "main", "fastapi-tutorial.bundle": "master"}
SEED = 20_000
# What random bytes seldom are, so that they hit the rules.
_ATOMS = (
    b"# ", b"> ", b"- ", b"1. ", b"\n", b"\r\n", b"\r", b"\n\n", b"    ", b"\t", b"```\n", b"~~~",
    b"|a|b|\n|-|-|\n", b"[a]: b", b"[^1]: ", b"$$", b"---\n", b"===", b"<!--", b"-->", b"<div>",
    b"\\", b"**", b"`", b"{{x}}", b"/// a\n", b"!!! a\n", b"\xef\xbb\xbf", b"\xe4\xb8\xad",
    b"\xff", b"\0", b"\x0b", b"\xe2\x80\xa8", b"a", b" ", b": b\n", b"- [ ] ", b"> [!NOTE]\n",
)  # fmt: skip


def figures(data: Path) -> list[Figure]:
    """Figure 1 of the main job."""
    files = dict(corpus(data))
    inputs = [*files.values(), *spec(data), *random_bytes(SEED)]
    same = crashes = 0
    for content in inputs:
        try:
            same += untouched(content)
        except Exception:
            crashes += 1
    kept, refused, total = 0, 0, 0
    for name, content in files.items():
        try:
            whole, number = translated(read(content), name)
            kept, refused, total = kept + whole, refused + bool(number), total + 1
        except Exception:
            crashes += 1
    share = kept / max(total, 1)
    return [
        ("P1: files and byte strings written back byte for byte", f"{len(inputs)}",
         f"{same}", same == len(inputs)),
        ("P3: corpus files with every segment in Chinese whose structure is equal", "≥ 99.9 %",
         f"{100 * share:.2f} % of {total}, {refused} with refusals", share >= 0.999),
        ("crashes of the Markdown core", "0", f"{crashes}", crashes == 0),
    ]  # fmt: skip


@lru_cache
def corpus(data: Path) -> tuple[tuple[str, bytes], ...]:
    """Every Markdown file of the real corpora, the two repositories and the labelled articles."""
    found = [*_tar(data / "corpus" / "markdown-corpora.tar.xz")]
    for bundle, branch in BUNDLES.items():
        found += _bundle(data / "corpus" / bundle, branch)
    found += [(f"lint-dev/{p.name}", p.read_bytes()) for p in sorted(data.glob("lint-dev/*.md"))]
    return tuple(found)


def _tar(path: Path) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(path) as tar:
        for member in tar:
            file = tar.extractfile(member) if member.name.endswith(".md") else None
            if file:
                yield member.name, file.read()


def _bundle(path: Path, branch: str) -> Iterator[tuple[str, bytes]]:
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder) / "clone"
        command = ["git", "clone", "-q", "-c", "core.autocrlf=false", "-b", branch]
        subprocess.run([*command, str(path), str(clone)], check=True, capture_output=True)
        for file in sorted(clone.rglob("*.md")):
            yield f"{path.stem}/{file.relative_to(clone).as_posix()}", file.read_bytes()


def spec(data: Path) -> tuple[bytes, ...]:
    """The examples of the CommonMark spec."""
    lines = (data / "corpus" / "commonmark-spec.jsonl").read_text("utf-8").splitlines()
    return tuple(write(json.loads(line)["markdown"]) for line in lines)


def random_bytes(count: int) -> Iterator[bytes]:
    """Short byte strings, always the same: half of them noise, half of them bits of Markdown."""
    random = Random(SEED)
    for number in range(count):
        if number % 2:
            yield random.randbytes(random.randrange(24))
        else:
            yield b"".join(random.choices(_ATOMS, k=random.randrange(8)))


def untouched(content: bytes) -> bool:
    """Whether reading, cutting, splicing nothing and writing gives the same bytes."""
    document = outline(read(content), WRAPPED)
    return write(splice(document, {}).text) == content and _sound(document)


def _sound(document: Document) -> bool:
    """Whether the spans of the segments lie in order within the text."""
    end = 0
    for block in document.blocks:
        for span in block.segment.fragments if block.segment else ():
            if not end <= span.start < span.end <= len(document.text):
                return False
            end = span.end
    return True


def translated(text: str, path: str = "") -> tuple[bool, int]:
    """Whether an article with all its words replaced has its structure, and how many refused.

    A target that was refused must have file and line, and must have stayed in the source.
    """
    document = parse(text, source=False)
    targets = {n: f"译文{n}。" for n, block in enumerate(document.blocks) if block.segment}
    result = splice(document, targets, path)
    new = outline(result.text, document.cut)
    wanted = [
        targets[n] if n in result.blocks else block.text
        for n, block in enumerate(document.blocks)
        if block.segment
    ]
    read_back = [block.text for block in new.blocks if block.segment]
    named = all(f.file == path and f.line and f.code == "structure" for f in result.findings)
    whole = new.shape == document.shape and read_back == wanted and named
    return whole and not result.findings, len(result.findings)
