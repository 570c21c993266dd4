"""Articles moved, added and taken out at random, and each undone: the tree to the last byte."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from random import Random

from tests.repository import Repository, after

_NAMES = ("a", "b", "deep/c", "deep/d e", "f")
# What belongs to a process or keeps earlier answers.
_UNSEEN = ("/.git/", "/_site/", "/.transpipe/before/", "/.transpipe/again", "/.transpipe/memo",
           "/.transpipe/lock", "/.transpipe/holder", "/.transpipe/lost.json")  # fmt: skip


def files() -> dict[str, str | bytes]:
    """Five articles that link to each other and show pictures, two of them alone."""
    found: dict[str, str | bytes] = {"原文/shared.png": b"\x89PNG shared"}
    index = ["# 清单\n\n## 一\n\n"]
    for number, name in enumerate(_NAMES):
        up = "../" * name.count("/")
        other = _NAMES[(number + 1) % len(_NAMES)]
        link, stem = (up + other).replace(" ", "%20"), name.rpartition("/")[2].replace(" ", "%20")
        found[f"原文/{name}.md"] = (
            f"# Title {number}\n\nSee [that]({link}.md#title) and [site](https://e.org/{number}).\n\n"
            f"![own](./{stem}/p.png) ![all]({up}shared.png)\n\n"
            f"[ref]: {link}.md\n\nA [ref] stands here.\n"
        )
        found[f"译文/{name}译.md"] = (
            f"# 标题{number}\n\n见[那个]({link}译.md#标题)和[网站](https://e.org/{number})。\n\n"
            f"![自己](../{up}原文/{up and 'deep/'}{stem}/p.png) ![都用](../{up}原文/shared.png)\n\n"
            f"[ref]: {link}译.md\n\n这里有[ref]。\n"
        )
        found[f"原文/{name}/p.png"] = b"\x89PNG" + name.encode()
        spelt = name.replace(" ", "%20")
        row = f" | [原文](./原文/{spelt}.md) | [译文](./译文/{spelt}译.md)\n"
        index.append(f"* [题{number}](https://e.org/{number}){row}")
    return {**found, "README.md": "".join(index)}


def begun(place: Path) -> Repository:
    """All of it adopted, one article also in traditional Chinese, everything committed."""
    made = after(place, files(), "init", "align", "convert --add zh_TW", "run", "build")
    made.commit()
    return made


def tree(repository: Repository) -> dict[str, str]:
    """What every file says, by its path; empty folders count too."""
    found: dict[str, str] = {}
    for path in sorted(repository.root.rglob("*")):
        name = f"/{path.relative_to(repository.root).as_posix()}"
        if not any(each in f"{name}/" or name.startswith(each) for each in _UNSEEN):
            empty = path.is_dir() and not any(path.iterdir())
            if path.is_file() or (empty and not name.startswith("/.transpipe")):
                found[name] = hashlib.sha1(path.read_bytes()).hexdigest() if path.is_file() else "-"
    return found


def progress(repository: Repository) -> list[tuple[int, ...]]:
    """How far each article is, whatever it is called."""
    rows = map(json.loads, repository.transpipe("status", "--json").out.splitlines())
    names = ("total", "confirmed", "derived", "doubtful", "stale", "draft", "conflict", "obsolete")
    return sorted(tuple(row[name] for name in names) for row in rows)


def step(repository: Repository, random: Random, number: int) -> list[str]:
    """One more wish: what to move where, to take out, or to take in."""
    there = repository.root
    sources = sorted(p.relative_to(there).as_posix() for p in (there / "原文").rglob("*.md"))
    targets = [p.relative_to(there) for p in sorted((there / "译文").rglob("*.md"))]
    chinese = [p.as_posix() for p in targets if "zh_TW" not in p.parts]
    folder = random.choice(["", "deep/", "new/", "x y/"])
    kind = random.choice(["source", "source", "target", "rm", "add"])
    if kind == "add" or len(sources) < 2:
        outside = repository.root.parent / f"coming-{number}"
        outside.mkdir(exist_ok=True)
        (outside / f"new{number}.md").write_text(f"# New {number}\n\nSomething.\n", "utf-8")
        return ["add", str(outside / f"new{number}.md"), "--row", "一"]
    if kind == "rm":
        return ["rm", random.choice(sources), "--force"]
    if kind == "target" and chinese:
        return ["mv", random.choice(chinese), f"译文/{folder}译{number}.md"]
    return ["mv", random.choice(sources), f"原文/{folder}m{number}.md"]


def play(place: Path, seed: int, steps: int = 3) -> list[str]:
    """What went wrong in a sequence of wishes, each undone and done again."""
    random, repository = Random(seed), begun(place)
    wrong: list[str] = []
    edits = ""
    for number in range(steps):
        wish = step(repository, random, number)
        edits += _edited(repository, random, number)
        quiet = not edits and repository.transpipe("build", "--check").code == 0
        before, far = tree(repository), progress(repository)
        ran = repository.transpipe(*wish)
        if ran.code != 0:
            wrong.append(f"{wish}: exit {ran.code}: {ran.err}")
            break
        later = tree(repository)
        if later == before:
            wrong.append(f"{wish}: changed nothing")
        wrong += _undone(repository, wish, before, later)
        if wish[0] == "mv" and progress(repository) != far:
            wrong.append(f"{wish}: articles are not as far as before")
        if wish[0] == "mv" and quiet and repository.transpipe("build", "--check").code:
            wrong.append(f"{wish}: a build would write")
        if wish[0] == "rm":
            edits = " ".join(edit for edit in edits.split() if _said(repository, edit))
        elif not all(_said(repository, edit) for edit in edits.split()):
            wrong.append(f"{wish}: an edit is lost")
    return wrong


def _edited(repository: Repository, random: Random, number: int) -> str:
    """Sometimes somebody has typed in a translation, and no sync has taken it in yet."""
    path = random.choice(sorted((repository.root / "译文").rglob("*译*.md")))
    if number == 0 or "zh_TW" in path.parts or random.random() < 0.6:
        return ""
    path.write_text(path.read_text("utf-8").replace("站](", f"站改{number}](", 1), "utf-8")
    return f"站改{number} " if f"站改{number}" in path.read_text("utf-8") else ""


def _said(repository: Repository, words: str) -> bool:
    """Whether a translation says this, or the last wish took its article out."""
    there = [path.read_text("utf-8") for path in (repository.root / "译文").rglob("*.md")]
    return any(words in text for text in there)


def _undone(
    repository: Repository, wish: list[str], before: dict[str, str], later: dict[str, str]
) -> list[str]:
    """Undone the tree is what it was; undone again, what it came to be."""
    wrong = []
    for wanted in (before, later):
        repository.transpipe("undo")
        now = tree(repository)
        if now != wanted:
            differ = sorted(p for p in {*now, *wanted} if now.get(p) != wanted.get(p))
            wrong.append(f"{wish}: after undo {differ}")
    return wrong
