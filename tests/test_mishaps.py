"""Odd states of a repository × commands: one line, a sensible exit code, never a traceback."""

from __future__ import annotations

import json
import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest

from tests.mishaps import ARTICLES, MISHAPS, TARGETS
from tests.repository import Ran, Repository, small
from transpipe.repository import files

EN = (
    "# Title {0}\n\nThe first paragraph says {0}.\n\n## More\n\n* See [b](./b.md#more).\n* `code`\n"
)
ZH = "# 标题{0}\n\n第一段说的是{0}，你好。\n\n## 更多\n\n* 见[乙](./乙.md#更多)。\n* `code`\n"
FILES: dict[str, str | bytes] = {
    "README.md": (
        "# 文章\n\n* [A](https://a.org) | [原文](./原文/a.md) | [译文](./译文/甲.md)\n"
        "* [B](https://b.org) | [原文](./原文/b.md) | [译文](./译文/乙.md)\n"
    ),
    **{path: EN.format(path[-4]) for path in ARTICLES},
    **{path: ZH.format(path[3]) for path in TARGETS},
}
COMMANDS = (
    "init", "align", "sync", "draft --engine echo", "convert --add zh_TW", "convert", "check",
    "status", "review", "build", "build --fill", "build --diff", "pages", "run", "",
    "align --doubtful", "align --base auto", "review --base HEAD --markdown",
)  # fmt: skip
NAMED = (
    "align {0}", "sync {0}", "check {0}", "status {0}", "review {0}", "build {0}", "pages {0}",
    "convert {0}", "build --relayout {0}", "align {0} --explain 1", "segments {0}",
    "stale --map {0} {1}", "align {0} {1} --json", "check {1} --source {0}", "merge {2} {2}",
    "git textconv {2}", "git merge-driver {2} {2} {2}",
)  # fmt: skip
PLAIN = ("draft", "init", "status", "check", "review", "")  # have no --dry-run, or write nothing


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = small(tmp_path_factory.mktemp("mishaps") / "repository", FILES)
    for step in ("init", "align", "convert --add zh_TW", "sync", "build", "pages"):
        assert made.transpipe(*step.split()).code == 0
    made.commit()
    return made.root


def command(random: Random) -> list[str]:
    """A command line."""
    if random.random() < 0.6:
        words = random.choice(COMMANDS).split()
    else:
        n = random.randrange(len(ARTICLES))
        catalogue = f"locales/zh_CN/LC_MESSAGES/{ARTICLES[n].removesuffix('.md')}.po"
        words = random.choice(NAMED).format(ARTICLES[n], TARGETS[n], catalogue).split()
    if random.random() < 0.3 and words and "--json" not in words and words[0] != "git":
        words.append("--json")
    return words


@contextmanager
def ended_soon(seconds: int) -> Iterator[None]:
    """Whoever waits for a pipe for ever is woken."""

    def wake(_number: int, _frame: object) -> None:
        raise TimeoutError("it hangs")

    before = signal.signal(signal.SIGALRM, wake)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def lived(seed: int, model: Path, place: Path) -> str:
    """What a history of mishaps and commands broke, '' for nothing."""
    random, done = Random(seed), []
    repository = Repository(shutil.copytree(model, place, symlinks=True))
    for _ in range(random.randint(1, 3)):
        for mishap in random.choices(MISHAPS, k=random.randint(1, 3)):
            try:
                mishap(repository, random)
            except OSError:  # the mishaps before it left no place for this one
                continue
            done.append(mishap.__name__)
        words = command(random)
        done.append(f"`{' '.join(words)}`")
        before = _articles(repository)
        try:
            with ended_soon(60):
                ran = repository.transpipe(*words)
        except Exception as error:
            return f"seed {seed}: {' '.join(done)}: {type(error).__name__}: {error}"
        if wrong := _wrong(repository, words, ran, before):
            return f"seed {seed}: {' '.join(done)}: {wrong}"
    return ""


def _articles(repository: Repository) -> dict[str, bytes]:
    found = {}
    for folder, _folders, names in os.walk(repository.root):
        for name in names:
            path = Path(folder) / name
            if name.endswith(".md") and path.is_file() and "_site" not in path.parts:
                found[str(path.relative_to(repository.root))] = path.read_bytes()
    return found


def _wrong(repository: Repository, words: list[str], ran: Ran, before: dict[str, bytes]) -> str:
    """What of an outcome no user should see."""
    if ran.code not in (0, 1, 2, 3, 4):
        return f"exit code {ran.code}"
    if "Traceback" in ran.err:
        return ran.err
    if ran.code in (2, 3) and (ran.err.count("\n") != 1 or ran.out):
        return f"{ran.code} is said in more than a line: {ran.out}{ran.err}"
    said = ran.err.count("\n") == 1 or "error" in ran.out + ran.err
    if ran.code == 4 and not said:
        return f"nobody says why: {ran.out}{ran.err}"
    if "--json" in words and ran.code in (0, 1, 4):
        try:
            for line in ran.out.splitlines():
                json.loads(line)
        except ValueError:
            return f"no JSON: {ran.out}"
    after = _articles(repository)
    if lost := [path for path in before if path not in after]:
        return f"gone: {lost}"
    sources = [path for path in before if path.startswith("原文/") and before[path] != after[path]]
    if sources:
        return f"a source was written: {sources}"
    left = [name for _f, _d, names in os.walk(repository.root) for name in names]
    return "a temporary file is left" if any(map(files.is_leftover, left)) else ""


@pytest.mark.parametrize("seed", range(24))
def test_mishaps(seed: int, model: Path, tmp_path: Path) -> None:
    assert lived(seed, model, tmp_path / "repository") == ""


@pytest.mark.long
@pytest.mark.parametrize("seed", range(1000, 2000))
def test_more_mishaps(seed: int, model: Path, tmp_path: Path) -> None:
    assert lived(seed, model, tmp_path / "repository") == ""
    shutil.rmtree(tmp_path / "repository")
