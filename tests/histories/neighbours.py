"""Random histories of articles that depend on each other, with what is kept of each and without.

The whole answers are mostly thrown away before a command, so that what is kept of single articles
decides: they link to each other, are renamed, copied and derived; settings change; git puts files
back; clocks lie; what is kept is cut off, replaced, or of another time.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random

from tests.histories.play import Broken
from tests.histories.twice import Twice
from tests.repository import Repository

ANSWERS, MEMO = (f".transpipe/{name}" for name in ("again.json", "memo.db"))
COMMANDS = (
    *("run", "run", "run", "sync", "build", "status", "check", "pages"),
    *("run --json", "sync --json", "check --json", "status --json", "convert"),
    *("run --dry-run", "build --diff"),
    *(
        "status 原文/a.md",
        "check 原文/b.md",
        "sync 原文/a.md",
        "build 原文/b.md",
        "pages 原文/a.md",
    ),
    *("build --fill", "convert --add zh_TW", "status --all"),
)
SETTINGS = (
    "",
    "",
    'derived = ["zh_TW"]\n',
    'language = "zh_CN"\n',
    'tolerate = "number"\n',
    '[check]\nignore = ["dead-link"]\n',
    'derived = ["zh_TW", "zh_HK"]\n[build]\nmissing = "mark"\n',
)
_HEADING = re.compile(r"(?m)^(#+) (.+)$")


class Neighbours(Twice):
    """A repository whose articles depend on each other."""

    def step(self) -> None:
        """All is kept; then something changes, most often one text, and some commands are run."""
        for command in ("run", "run", self.random.choice(COMMANDS)):
            self._forget()
            Repository(self.root).transpipe(*command.split())
        for _ in range(self.random.choice((1, 1, 1, 2, 3))):
            if self.random.random() < 0.4:
                self.edits(1)
            else:
                seldom = self.random.random() < 0.2
                act = self.random.choice(self._world() if seldom else self._texts())
                self.done.append(act.__name__)
                act()
        if self.git and self.random.random() < 0.2:
            self._commit()
        for _ in range(self.random.randint(1, 2)):
            self._forget()
            self._compare(self.random.choice(COMMANDS))

    def end(self) -> None:
        """All is brought up to date, and said again."""
        for command in ("run", "run", "run", "status", "check", "build"):
            self._forget()
            self._compare(command)

    def _texts(self) -> tuple[Callable[[], object], ...]:
        """What may happen to single texts."""
        own = (self.link, self.anchor, self.heading, self.heading, self.code, self.recode)
        own += (self.local, self.strip, self.edit_there, self.copy)
        return (*own, self.back) if self.git else own

    def _world(self) -> tuple[Callable[[], object], ...]:
        """What may happen to all."""
        return (self.settings, self.gone, self.new, self.image, self.touch, self.memo, self.index)

    def _forget(self) -> None:
        if self.random.random() < 0.85:
            (self.root / ANSWERS).unlink(missing_ok=True)
        if self.random.random() < 0.2 and (self.root / MEMO).exists():
            shutil.copy(self.root / MEMO, self.root.with_name("memo.old"))

    def _some(self, folder: str) -> Path | None:
        found = sorted((self.root / folder).rglob("*.md"))
        return self.random.choice(found) if found else None

    def _append(self, path: Path, text: str) -> None:
        with suppress(FileNotFoundError):
            path.write_text(f"{path.read_text('utf-8')}\n{text}\n", "utf-8")

    def _both(self, english: str, chinese: str) -> None:
        source = self._some("原文")
        if source is not None:
            self._append(source, english)
            if self.random.random() < 0.8:
                self._append(self.root / "译文" / source.name, chinese)

    def link(self) -> None:
        """An article links to another one."""
        to = self.random.choice("abcd")
        self._both(f"A link leads to [that]({to}.md).", f"链接通往[那里]({to}.md)。")

    def anchor(self) -> None:
        """An article links to a heading of another one."""
        other, to = self._some("原文"), "caching"
        if other is not None:
            found = _HEADING.findall(other.read_text("utf-8"))
            to = self.random.choice(found)[1].lower().replace(" ", "-") if found else to
            name = other.name
            self._both(f"See [there]({name}#{to}).", f"见[彼处]({name}#{to})。")

    def heading(self) -> None:
        """A heading is another one."""
        path = self._some(self.random.choice(("原文", "译文")))
        if path is not None:
            text = path.read_text("utf-8")
            word = self.random.choice(("Walls", "Doors", "门窗"))
            path.write_text(_HEADING.sub(rf"\1 {word} \2", text, count=1), "utf-8")

    def code(self) -> None:
        """Code comes on both sides."""
        self._both("## Part\n\n```py\nx = 1  # one\n```", "## 部分\n\n```py\nx = 1  # one\n```")

    def recode(self) -> None:
        """Code of a source changes."""
        path = self._some("原文")
        if path is not None:
            text = path.read_text("utf-8")
            path.write_text(text.replace("x = ", "x = 1 + "), "utf-8")

    def copy(self) -> None:
        """A file is copied over another one."""
        folder = self.random.choice(("原文", "译文"))
        one, other = self._some(folder), self._some(folder)
        if one is not None and other is not None and one != other:
            shutil.copy(one, other)

    def settings(self) -> None:
        """The settings are others."""
        (self.root / "transpipe.toml").write_text(self.random.choice(SETTINGS), "utf-8")

    def gone(self) -> None:
        """A file gets another name."""
        path = self._some(self.random.choice(("原文", "译文")))
        if path is not None:
            path.rename(path.with_name(f"{self.random.choice('abcde')}.md"))

    def new(self) -> None:
        """An article comes that has no translation."""
        text = "# Fresh\n\nA queue must not grow.\n\nSee [it](a.md#caching).\n"
        (self.root / "原文" / "d.md").write_text(text, "utf-8")

    def image(self) -> None:
        """A file that is no article comes, and is linked to."""
        self._both("![image](pic.png)", "![图](pic.png)")
        (self.root / "原文" / "pic.png").write_bytes(self.random.choice((b"", b"png")))

    def touch(self) -> None:
        """All clocks say the same."""
        for path in [*(self.root / "原文").rglob("*"), *(self.root / "译文").rglob("*")]:
            os.utime(path, (1_700_000_000, 1_700_000_000))

    def local(self) -> None:
        """What is remembered here of an article is gone, or nobody can read it."""
        found = sorted(p for p in (self.root / ".transpipe").rglob("*.json") if p.is_file())
        if found:
            path = self.random.choice(found)
            path.unlink() if self.random.random() < 0.5 else path.write_text("{", "utf-8")

    def strip(self) -> None:
        """A tool takes our comments out of a catalogue, or a person's flag."""
        found = sorted((self.root / "locales").rglob("*.po"))
        if found:
            path = self.random.choice(found)
            wanted = self.random.choice(("# transpipe", "#, fuzzy", '"X-Transpipe-L'))
            lines = path.read_text("utf-8").split("\n")
            path.write_text("\n".join(x for x in lines if not x.startswith(wanted)), "utf-8")

    def memo(self) -> None:
        """What is kept is cut off, no cache at all, gone, or that of an earlier time."""
        path, old = self.root / MEMO, self.root.with_name("memo.old")
        if path.exists():
            data = path.read_bytes()
            cut = data[: self.random.randint(0, len(data))]
            torn = bytearray(data)
            for _ in range(20):
                torn[self.random.randrange(len(torn))] ^= 255
            path.write_bytes(self.random.choice((cut, b"no cache", bytes(torn), data)))
        if old.exists() and self.random.random() < 0.5:
            shutil.copy(old, path)

    def index(self) -> None:
        """An index names the articles."""
        rows = "".join(f"| [原文](原文/{x}.md) | [译文](译文/{x}.md) |\n" for x in "ab")
        head = f"# {self.random.choice('甲乙')}\n\n| | |\n| --- | --- |\n"
        (self.root / "README.md").write_text(head + rows, "utf-8")

    def edit_there(self) -> None:
        """Somebody types in a derived file."""
        found = sorted((self.root / "译文" / "zh_TW").rglob("*.md"))
        if found:
            path = self.random.choice(found)
            path.write_text(
                path.read_text("utf-8").replace("快取", "緩存", 1) + "\n註。\n", "utf-8"
            )

    def back(self) -> None:
        """Git puts files back."""
        with suppress(Exception):
            self._git(*self.random.choice((("checkout", "-q", "--", "."), ("stash", "-q"))))


def broken(seed: int) -> str:
    """What a history breaks, '' if nothing."""
    place = Path(tempfile.mkdtemp(prefix="transpipe-"))
    try:
        history = Neighbours(place / "work", Random(seed))
        try:
            history.begin()
            for _ in range(history.random.randint(3, 6)):
                history.step()
            history.end()
        except Broken as error:
            return f"{' · '.join(history.done)}: {error}"
        return ""
    finally:
        shutil.rmtree(place, ignore_errors=True)
