"""What CI says of a change: to a volunteer, of hostile texts, and what its workflows may do."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import cmarkgfm
from cmarkgfm.cmark import Options

from tests import workflow_files
from tests.conftest import CASES, ROOT
from tests.figures import Figure
from tests.reports import FINE, FORGED, HEAD, PULL, forged_everywhere, raw
from tests.repository import Ran, Repository, cloned, small
from tests.test_ci import HOSTILE
from transpipe.model import State
from transpipe.publish.ci import handover
from transpipe.publish.ci.handover import NotOurs
from transpipe.publish.ci.summary import COMMENT, SUMMARY

BUNDLE = "corpus/awesome-scalability-zh.bundle"
TARGET, ARTICLE = "译文/how_sharding_works.md", "原文/how_sharding_works.md"
OTHER, OTHER_TARGET = "原文/The_Twelve-Factor_APP.md", "译文/12-factor应用.md"
EDITS = (
    ("A twelve-factor app never relies on", "A twelve-factor app sometimes relies on"),
    ("In the modern era, software is commonly", "In every company, old software is now"),
)
FINDINGS = 10_000
_SITE = "https://github.com/a/b/blob/"


def figures(data: Path) -> list[Figure]:
    """A volunteer's pull requests, hostile ones, and the workflows themselves."""
    return [*volunteer(data), *hostile(), *many(), *artifacts(), *workflows()]


@dataclass(frozen=True)
class Job:
    """A job of GitHub's for the last commit of a repository, and what it left."""

    ran: Ran
    out: Path
    summary: Path

    @classmethod
    def of(cls, made: Repository) -> Job:
        place = made.root.parent
        out, summary, event = place / "out", place / "summary.md", place / "event.json"
        summary.unlink(missing_ok=True)
        event.write_text(json.dumps({"pull_request": {"number": 7, "head": {"sha": HEAD}}}))
        made.git("update-ref", "refs/remotes/origin/main", "HEAD~1")
        said = {
            "GITHUB_ACTIONS": "true", "GITHUB_EVENT_PATH": str(event), "GITHUB_BASE_REF": "main",
            "GITHUB_STEP_SUMMARY": str(summary), "GITHUB_WORKSPACE": str(made.root),
            "GITHUB_SERVER_URL": "https://github.com", "GITHUB_REPOSITORY": "a/b",
        }  # fmt: skip
        ran = replace(made, environment=said).transpipe("ci", "--out", str(out))
        return cls(ran, out, summary)

    @property
    def comment(self) -> str:
        return (self.out / "comment.md").read_text("utf-8")


# ── A volunteer ─────────────────────────────────────────────────────────────────────────────


def volunteer(data: Path) -> Iterator[Figure]:
    """Three pull requests of somebody who has never heard of catalogues."""
    with tempfile.TemporaryDirectory() as folder:
        made = cloned(data / BUNDLE, Path(folder) / "work")
        made.steps("init", "align", "sync", "build")
        made.commit()
        start = made.git("rev-parse", "HEAD").strip()
        yield from _filled(made)
        made.git("reset", "-q", "--hard", start)
        text = made.read(OTHER)
        for before, after in EDITS:
            assert text.count(before) == 1, before
            text = text.replace(before, after)
        made.write(OTHER, text)
        made.commit()
        job = Job.of(made)
        late = job.ran.out.count("title=transpipe stale-")
        yield ("two paragraphs of the English: passes, and says what becomes stale", "2",
               f"{late}, exit {job.ran.code}", (late, job.ran.code) == (2, 0))  # fmt: skip
        made.git("reset", "-q", "--hard", start)
        lines = made.read(OTHER_TARGET).split("\n")
        made.write(OTHER_TARGET, "\n".join(lines[: len(lines) // 2]) + "\n")
        made.commit()
        job = Job.of(made)
        verdict = json.loads((job.out / "verdict.json").read_text("utf-8"))
        failed = [gate["asked"] for gate in verdict["gates"] if gate["reasons"]]
        yield ("half a translation is gone: fails by", "coverage", ", ".join(failed),
               job.ran.code == 1 and "coverage" in failed)  # fmt: skip


def _filled(made: Repository) -> Iterator[Figure]:
    """A file of no bytes becomes a translation."""
    made.write(TARGET, (CASES / "ci" / "how_sharding_works.md").read_text("utf-8"))
    made.commit()
    job = Job.of(made)
    rows = re.findall(r"<td>(.*?)</td><td>(.*?)</td>", job.comment, re.DOTALL)
    beside = {_plain(source): _plain(target) for source, target in rows}
    for step in ("sync", "build"):
        assert made.process(step).code == 0
    units = made.units(ARTICLE)
    shown = sum(beside.get(_plain(s)) == _plain(unit.target) for s, unit in units.items())
    sure = sum(unit.state is State.TRANSLATED for unit in units.values())
    yield ("an empty file is translated: passes, paragraphs beside their English", "100 %",
           f"{shown} of {len(units)}, exit {job.ran.code}",
           shown == len(units) and job.ran.code == 0)  # fmt: skip
    yield ("of these, confirmed in the catalogue after the merge", "100 %",
           f"{sure} of {len(units)}", sure == len(units))  # fmt: skip


def _plain(html: str) -> str:
    return "".join(unescape(re.sub(r"<[^>]*>", "", html)).replace("\u200b", "").split())


# ── Hostile texts ───────────────────────────────────────────────────────────────────────────


class Active(HTMLParser):
    """What acts, loads or leads elsewhere in a comment."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        ours = "h2 h3 p ul li b i code pre del ins br wbr details summary table tr th td a"
        safe = {"open", "valign", "width", "colspan", "href", "align"}
        if tag not in ours.split():
            self.found.append(tag)
        for name, value in attrs:
            if name not in safe or (name == "href" and not (value or "").startswith(_SITE)):
                self.found.append(f"{tag} {name}={value}")


def active(comment: str) -> list[str]:
    """What acts in a comment as GitHub's own Markdown renders it, before it is cleaned."""
    parser = Active()
    parser.feed(cmarkgfm.github_flavored_markdown_to_html(comment, Options.CMARK_OPT_UNSAFE))
    return parser.found


_COMMAND = re.compile(r"::(?:error|warning|notice) title=[^\r\n]*")


def commands(said: str) -> list[str]:
    """Lines that GitHub would take for commands, but for annotations."""
    lines = (line.lstrip() for line in re.split(r"[\r\n\u2028\u2029]", said))
    odd = [line for line in lines if line.startswith("::") and not _COMMAND.fullmatch(line)]
    return [*odd, *re.findall(r"##\[.*", said)]


def hostile() -> Iterator[Figure]:
    """Articles whose titles and texts would be something else, changed in both languages."""
    with tempfile.TemporaryDirectory() as folder:
        made = small(Path(folder) / "work", {"README.txt": "x\n"})
        texts = HOSTILE[:200]
        for number, text in enumerate(texts):
            line = " ".join(text.split())
            made.write(f"原文/{number}.md", f"# {line}\n\nThe tap {number} is open: {line}\n")
            made.write(f"译文/{number}.md", f"# 标题 {line}\n\n龙头 {number} 开着：{line}\n")
        made.steps("init", "align")
        made.commit()
        for number, text in enumerate(texts):
            source, file = f"原文/{number}.md", f"译文/{number}.md"
            mistake = f"\n{text}\n\n[x](./{number}x.md)\n"
            made.write(file, made.read(file).replace("开着", "关着") + mistake)
            made.write(source, made.read(source).replace("is open", "is not open"))
        made.commit()
        job = Job.of(made)
        bad = commands(job.ran.out + job.ran.err)
        acting = active(job.comment) + active(job.summary.read_text("utf-8"))
        passed = not _refused((job.out / "report.json").read_bytes(), PULL)
    what = f"{len(texts)} hostile titles and texts: "
    yield what + "workflow commands of theirs", "0", str(len(bad)), not bad
    yield what + "active HTML in comment and summary", "0", str(len(acting)), not acting
    yield what + "the comment is one that is passed on", "yes", "yes" if passed else "no", passed
    yield from _forged_texts()


def _forged_texts() -> Iterator[Figure]:
    """The same texts in every text of a report that nobody of ours has written."""
    bad: list[str] = []
    count = 0
    for text in HOSTILE[:200]:
        for data in forged_everywhere(text):
            count += 1
            try:
                report = handover.read(data)
                bad += active(handover.comment(report, handover.link(report, HEAD, raw(PULL))))
            except NotOurs:
                pass
    what = f"{count} reports with a hostile text in a place of its own: active HTML in comments"
    yield what, "0", str(len(bad)), not bad


def many() -> Iterator[Figure]:
    """One commit with ten thousand mistakes."""
    with tempfile.TemporaryDirectory() as folder:
        made = small(Path(folder) / "work", {"译文/a.md": "# 题\n", "译文/b.md": "# 题\n"})
        made.steps("init")
        made.commit()
        for name in "ab":
            links = (f"[第 {n} 个](./{name}{n}.md)。\n" for n in range(FINDINGS // 2))
            made.write(f"译文/{name}.md", "# 题\n\n" + "\n".join(links))
        made.commit()
        job = Job.of(made)
        found = len(json.loads((job.out / "verdict.json").read_text("utf-8"))["findings"])
        kinds = re.findall(r"^::(\w+) ", job.ran.out, re.MULTILINE)
        most = max(kinds.count(kind) for kind in ("error", "warning", "notice"))
        results = json.loads((job.out / "findings.sarif").read_text("utf-8"))["runs"][0]["results"]
        sizes = len(job.comment), job.summary.stat().st_size, most, len(results)
    limits = COMMENT, SUMMARY, 10, 5_000
    good = found >= FINDINGS and all(a <= b for a, b in zip(sizes, limits, strict=True))
    said = f"{found} findings: comment, summary, annotations of a kind, SARIF"
    yield said, "≤ " + ", ".join(map(str, limits)), ", ".join(map(str, sizes)), good


def artifacts() -> Iterator[Figure]:
    """Reports that nobody of ours has written, or of another pull request."""
    refused = sum(_refused(raw(said), PULL) for said in FORGED.values())
    others = (PULL | {"number": 8}, PULL | {"head": {"sha": "f" * 40}}, PULL | {"state": "closed"})
    refused += sum(_refused(raw(FINE), pull) for pull in others)
    count = len(FORGED) + len(others)
    fine = not _refused(raw(FINE), PULL)
    good = refused == count and fine
    yield f"{count} hostile artifacts that are refused", "100 %", f"{refused}", good


def _refused(data: bytes, pull: object) -> bool:
    try:
        handover.link(handover.read(data), HEAD, raw(pull))
    except NotOurs:
        return True
    return False


# ── The workflows ───────────────────────────────────────────────────────────────────────────


def workflows() -> Iterator[Figure]:
    """What a reader of the files can see, and their shell, run with a stand-in for GitHub."""
    texts = [path.read_text("utf-8") for path in workflow_files.FILES]
    targets = sum("pull_request_target" in text for text in texts)
    steps = [step for path in workflow_files.FILES for step in workflow_files.steps(path)]
    inside = sum("${{" in step.script for step in steps)
    used = [action for path in workflow_files.FILES for action in workflow_files.used(path)]
    loose = sum(not re.fullmatch(r"[\w./-]+@[0-9a-f]{40}( # .*)?", action) for action in used)
    name = f"{len(texts)} workflows: "
    yield name + "pull_request_target", "0", str(targets), not targets
    yield name + "texts of events in a shell", "0", f"{inside} of {len(steps)}", not inside
    yield name + "actions that are not pinned", "0", f"{loose} of {len(used)}", not loose
    tests = ["-m", "not long", "-p", "no:cacheprovider", "tests/test_ci_workflows.py"]
    command = [sys.executable, "-m", "pytest", *tests]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    said = done.stdout.strip().splitlines()[-1]
    yield name + "their shell runs", "yes", said, not done.returncode
