"""P10 and P4 on every real pair: adoption is quiet, and one changed unit changes one block."""

from __future__ import annotations

import json
import re
import tempfile
from collections import Counter
from pathlib import Path

import polib

from tests.figures import Figure
from tests.figures.main_job import BUNDLE
from tests.repository import Repository, cloned, small
from transpipe.markdown import inline
from transpipe.markdown.segments import parse
from transpipe.text.han import count_han

PREFIXES = ("asz-12factor-", "sdp-", "fa-")
WORDS = "换掉的译文在这里。"


def figures(data: Path) -> list[Figure]:
    """Figure 4 of the main job, over the real clone and every real pair."""
    cases = sorted(p for p in (data / "align-dev").iterdir() if p.name.startswith(PREFIXES))
    quiet = changed = units = kept = 0
    with tempfile.TemporaryDirectory() as folder:
        repositories = [cloned(data / BUNDLE, Path(folder) / "real")]
        repositories += [pair(case, Path(folder) / case.name) for case in cases]
        for repository in repositories:
            quiet += adopts_quietly(repository)
            right, tried = changes_one_block(repository)
            changed, units = changed + right, units + tried
            kept += relayout_loses_nothing(repository)
    count = len(repositories)
    return [
        ("build after init + align writes nothing", f"{count}", str(quiet), quiet == count),
        (
            "one changed unit changes its block's lines alone",
            "100 %",
            f"{changed} of {units}",
            changed == units,
        ),
        ("--relayout loses no Chinese text", f"{count}", str(kept), kept == count),
    ]


def pair(case: Path, place: Path) -> Repository:
    """A case as a small repository."""
    files: dict[str, str | bytes] = {
        "原文/article.md": (case / "en.md").read_bytes(),
        "译文/article.md": (case / "zh.md").read_bytes(),
    }
    return small(place, files)


def adopts_quietly(repository: Repository) -> bool:
    """Whether init, align and build leave everything but settings and locales as it is."""
    before = repository.state()
    codes = [repository.transpipe(step).code for step in ("init", "align")]
    middle = repository.state()
    codes.append(repository.transpipe("build").code)
    same = all(repository.state()[path] == value for path, value in before.items())
    return not any(codes) and same and repository.state() == middle


def changes_one_block(repository: Repository, most: int = 4) -> tuple[int, int]:
    """Units changed one by one: (how often only the lines of its block changed, tried)."""
    right = tried = 0
    for path in sorted(repository.root.glob("locales/zh_CN/LC_MESSAGES/**/*.po")):
        entries = polib.pofile(str(path), wrapwidth=0)
        plain = [e for e in entries if e.msgstr and len(e.msgstr) > 8 and "\n" not in e.msgstr]
        for entry in plain[:: max(1, len(plain) // most)][:most]:
            tried += 1
            right += _one(repository, path, entry.msgid, entry.msgstr, entry.msgctxt)
    return right, tried


def _one(repository: Repository, path: Path, msgid: str, msgstr: str, context: str | None) -> bool:
    before = path.read_bytes()
    files = repository.state()
    catalogue = polib.pofile(str(path), wrapwidth=0)
    entry = next(e for e in catalogue if e.msgid == msgid and e.msgctxt == context)
    entry.msgstr = WORDS
    catalogue.save()
    ran = repository.transpipe("build")
    after = repository.state()
    own = str(path.relative_to(repository.root))
    touched = [p for p in after if p != own and after[p][0] != files.get(p, (b"", 0))[0]]
    fine = (
        ran.code == 0
        and len(touched) == 1
        and _lines(files[touched[0]][0], after[touched[0]][0], msgstr)
    )
    path.write_bytes(before)
    repository.transpipe("build")
    return fine and repository.state()[touched[0]][0] == files[touched[0]][0]


def _lines(before: bytes, after: bytes, msgstr: str) -> bool:
    """Whether only lines that held the old words changed, and the new words stand there."""
    import difflib

    old, new = before.decode().splitlines(), after.decode().splitlines()
    groups = [
        op
        for op in difflib.SequenceMatcher(None, old, new, False).get_opcodes()
        if op[0] != "equal"
    ]
    words = set(re.findall(r"[一-鿿]", msgstr))
    for _tag, a, b, c, d in groups:
        gone = "".join(old[a:b])
        if not any(WORDS in line for line in new[c:d]) or (words and not words & set(gone)):
            return False
    return bool(groups)


def relayout_loses_nothing(repository: Repository) -> bool:
    """Whether every Chinese text of every article is still there after `build --relayout`."""
    pairs = json.loads(repository.transpipe("init", "--json").out)["pairs"]
    for found in (pair for pair in pairs if pair["kind"] == "both"):
        before = spoken(repository, found["target"])
        ran = repository.transpipe("build", "--relayout", found["source"])
        after = spoken(repository, found["target"])
        if ran.code != 0 or before - after:
            return False
    return True


def spoken(repository: Repository, path: str) -> Counter[str]:
    """The Chinese texts of a file, counted: what its blocks say, prose and opaque ones alike."""
    document = parse(repository.read(path), source=False)
    texts = (fold(block.text) for block in document.blocks)
    return Counter(text for text in texts if count_han(text))


def fold(text: str) -> str:
    """A text without blanks and link targets, which the other layout may write differently."""
    return "".join(inline.map_targets(text, lambda _target: "").split())
