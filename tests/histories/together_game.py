"""The table of the fourth game: a repository with two articles, and what must hold there."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from random import Random

from tests.histories import tools
from tests.histories.accepting import accepted
from tests.histories.beginning import chinese_file, compose, confirm, translate
from tests.histories.both_at_once import Both
from tests.histories.branching import branched
from tests.histories.killing import Killed, killed_at
from tests.histories.one_side import Chinese, English
from tests.histories.opaque_edits import Opaque
from tests.histories.oracle import Oracle, Override, findings
from tests.histories.other_tools import Plan, Step, place_of
from tests.histories.rules import Broken, differing, guarded
from tests.histories.two_sides import Article, Files, bare, cut
from tests.repository import Ran, Repository, small

TOOLS = (tools.no_obsolete, tools.no_fuzzy, tools.wrapped, tools.unwrapped, tools.merged,
         tools.merged_previous, tools.babel, tools.saved_by_polib, tools.poedit, tools.uncommented,
         tools.no_fields, tools.crlf)  # fmt: skip

PAIRS = '[[pairs]]\nsource = "原文/*.md"\ntarget = "译文/*.md"\n'
ATTRIBUTES = "locales/**/*.po merge=transpipe diff=transpipe\n"
DRIVER = f"{sys.executable} -m transpipe git merge-driver %O %A %B %P"


class Everybody(English, Chinese, Both, Opaque):
    """All who write on either side."""


class Game:
    """A repository with two articles: one was adopted, of the other transpipe makes the file."""

    def __init__(self, root: Path, plan: Plan) -> None:
        self.root = root
        self.random = Random(f"begin {plan.seed}")
        self.repository = Repository(root)
        self.articles = {name: Article(name) for name in "ab"}
        self.editors = Everybody(root, self.articles)
        self.oracle = Oracle(root, self.articles)
        self.derived = self.random.random() < 1 / 3
        self.touched: dict[Path, bytes] = {}  # by other tools, and what was there before
        self.done: list[str] = []
        self.refused = 0

    # ── how it begins ───────────────────────────────────────────────────────────────────────

    def begin(self) -> None:
        """One article is adopted with its Chinese, the other is translated in its catalogue."""
        files: dict[str, str | bytes] = {"transpipe.toml": PAIRS, ".gitattributes": ATTRIBUTES}
        for article in self.articles.values():
            compose(article, self.editors, self.random)
            files[f"原文/{article.name}.md"] = article.english
        files["译文/a.md"] = chinese_file(self.articles["a"])
        small(self.root, files)
        self.repository.git("config", "merge.transpipe.driver", DRIVER)
        self.command("align")
        self.command("sync")
        confirm(Files(self.root, "a"))
        translate(self.articles["b"], Files(self.root, "b"))
        self.command("build")
        if self.derived:
            self.command("convert", "--add", "zh_TW")
        self.does("run")
        self.committed()

    # ── what is done ────────────────────────────────────────────────────────────────────────

    def step(self, step: Step) -> None:
        """One thing is done."""
        self.random = self.editors.random = Random(step.seed)
        killed, _blank, command = step.name.rpartition(" ")
        if killed:
            self.killed(command)
        elif hasattr(self, step.name):
            getattr(self, step.name)()
        elif step.name.startswith("p_") and self.touched:
            return  # nobody types into a file that another tool has just spoilt
        else:
            self.said(step.name, getattr(self.editors, step.name)())

    def sync(self) -> None:
        self.does("sync")

    def run(self) -> None:
        self.does("run")

    def build(self) -> None:
        self.does("build")

    def check(self) -> None:
        self._only_reads("check")

    def status(self) -> None:
        self._only_reads("status")

    def commit(self) -> None:
        """All there is, is committed: what was typed into a catalogue once a command has seen it.

        Else that might be what a commit had, and git has put back.
        """
        if any(article.window.catalogue for article in self.articles.values()):
            return
        self.done.append("commit")
        self.committed()

    def committed(self) -> None:
        """All there is stands in a commit."""
        self.repository.commit()
        for article in self.articles.values():
            article.commit()

    def killed(self, command: str) -> None:
        """A command comes to its end in the middle."""
        at = self.random.randint(0, 30)
        with suppress(Killed), killed_at(at):
            self.command(command)
        self.done[-1] += f"†{at}"
        self.oracle.heard_nothing()
        if not self.touched:  # what a tool has taken out nothing may have put back yet
            self.oracle.words_stand()

    def accept_article(self) -> None:
        """All of an article stands as it is."""
        self._accepts(self.random.choice(sorted(self.articles)), "")

    def accept_line(self) -> None:
        """What stands at one line of either file stands as it is."""
        name = self.random.choice(sorted(self.articles))
        files = Files(self.root, name)
        file = self.random.choice([f for f in (files.source, files.target) if f.exists()])
        found = [n for n, line in enumerate(file.read_text("utf-8").split("\n"), 1) if line.strip()]
        self._accepts(name, f"{file.relative_to(self.root)}:{self.random.choice(found)}")

    def tool(self) -> None:
        """Another tool writes a catalogue in which nobody has typed since the last command."""
        article = self.articles[self.random.choice(sorted(self.articles))]
        path, tool = Files(self.root, article.name).catalogue, self.random.choice(TOOLS)
        if article.window.catalogue or path in self.touched:
            return
        before = path.read_bytes()
        tool(path, self.random)
        if path.read_bytes() != before:
            self.touched[path] = before
            self.done.append(f"{tool.__name__}({article.name})")

    def override(self) -> None:
        """Somebody writes a text of the derived file anew."""
        article = self.articles[self.random.choice(sorted(self.articles))]
        files = Files(self.root, article.name)
        over = self.oracle.overrides.setdefault(article.name, {})
        blocks = cut(files.derived)
        names = [n.name for n in article.nodes if n.prose and any(n.name in b for b in blocks)]
        names = [name for name in names if all(name not in one.text for one in over.values())]
        if not names or article.window.touched:
            return
        name = self.random.choice(names)
        block, entry = next(b for b in blocks if name in b), files.entry(name)
        if entry is None or entry.fuzzy or files.text(name) != entry.target:
            return
        new = self.editors.token()
        files.derived.write_text(
            "\n\n".join(b + new if b == block else b for b in blocks) + "\n", "utf-8"
        )
        over[new] = Override(bare(block) + new, entry.target, entry.source)
        self.done.append(f"override({article.name}{name})")

    def branch(self) -> None:
        """Two people work on texts of their own, each on a branch; then git merges."""
        branched(self)

    # ── inside ──────────────────────────────────────────────────────────────────────────────

    def _accepts(self, article: str, place: str) -> None:
        self.does("accept", place or f"原文/{article}.md")

    def does(self, *command: str) -> Ran:
        """A command and what must hold after it; where it refuses, what it asks for is done."""
        ran = self.command(*command, "--json")
        self.oracle.heard(ran)
        if ran.code == 4:
            self.refused += 1
            self.done[-1] += "(refused)"
            self._restored(ran)
        elif command[0] != "build":
            self.touched.clear()
        self.oracle.words_stand()
        if ran.code == 0 and command[0] != "build":
            whole = list(self.articles.values())
            if command[0] == "accept":
                whole = [article for article in whole if f"/{article.name}.md" in command[1]]
                accepted(self.oracle, whole[0], ran)
            self._looked(command[0], whole)
        for article in self.articles.values():
            self.oracle.copies_stand(article)
        return ran

    def _looked(self, command: str, whole: list[Article]) -> None:
        """A command has looked at these articles."""
        for article in whole:
            self.oracle.followed(article)
            article.window = type(article.window)()
        found = list(findings(self.command("check", "--json", quiet=True)))
        for article in whole:
            if command == "run":  # until a text is built, code behind it may not be known to be
                self.oracle.copies_follow(article, found)
                self.oracle.published(article)

    def command(self, *command: str, quiet: bool = False) -> Ran:
        """Runs a command; whatever is no orderly refusal is a fault."""
        if not quiet:
            self.done.append(" ".join(word for word in command if word != "--json").upper())
        with guarded() as refusals:
            try:
                ran = self.repository.transpipe(*command)
            except Exception as fault:
                raise Broken("crash", place_of(fault)) from fault
        if refusals:
            raise Broken("guard", refusals[0])
        if ran.code not in (0, 4) and not (command[0] == "check" and ran.code == 1):
            raise Broken("exit", f"{ran.code}: {ran.err.strip() or ran.out.strip()}")
        return ran

    def _restored(self, ran: Ran) -> None:
        """The catalogues that a command cannot read are as they were before the tool came."""
        for path, data in list(self.touched.items()):
            if str(path.relative_to(self.root)) in ran.out + ran.err:
                path.write_bytes(data)
                self.touched.pop(path)
                self.done.append(f"restored({path.stem})")

    def _only_reads(self, command: str) -> None:
        before = self.repository.state()
        self.command(command, "--json")
        self._same(command, before)
        self.oracle.words_stand()

    def _same(self, command: str, before: dict[str, tuple[bytes, int]]) -> None:
        after = self.repository.state()
        if before != after:
            raise Broken("again", f"{command} writes {' '.join(differing(before, after))}")

    def end(self) -> None:
        """All is brought up to date; done again, nothing is written and nothing lost."""
        for _ in range(3):
            if self.does("run").code == 0:
                break
        self.does("run")
        before = self.repository.state()
        self.does("run")
        self._same("run", before)
        for path in sorted((self.root / "locales").rglob("*.po")):
            ran = subprocess.run(
                ["msgfmt", "-c", "-o", os.devnull, str(path)],
                capture_output=True,
                text=True,
                check=False,
            )
            if ran.returncode:
                raise Broken("msgfmt", ran.stderr)

    def said(self, name: str, done: str) -> None:
        if done:
            self.done.append(f"{name}({done})")
