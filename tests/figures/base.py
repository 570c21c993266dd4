"""Finding the base: the revision a translation was made from, given the bare translation.

`python -m tests.figures.base` computes the lowest costs by brute force and writes LOWEST; that
takes a quarter of an hour, and is to be done again when the aligner has changed.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path

from tests.conftest import CASES, SHARED
from tests.figures.histories import PAIRS, history
from tests.repository import cloned
from transpipe.align.base import EXACT, base, shortlist, summed, text_of
from transpipe.align.differences import traits
from transpipe.editions.reading import aligned, folded
from transpipe.engines.git import Git
from transpipe.engines.opencc import OpenCC
from transpipe.markdown import segments
from transpipe.markdown.source import is_chinese
from transpipe.model import Bead, Document, Revision

FASTAPI = "corpus/fastapi-tutorial.bundle"
REAL = "corpus/awesome-scalability-zh.bundle"
ENGLISH = "121ad41"
LOWEST = CASES / "align" / "base" / "lowest.json"
MACHINE = 1770508800  # 2026-02-08: from then on a machine wrote the Chinese pages
CONVERTER = OpenCC()
FOLD = folded(CONVERTER)


def cost(
    source: Document, target: Document, beads: Sequence[Bead], fold: Callable[[str], str]
) -> float:
    """The exact alignment cost: all that one side has and the other lacks, bead by bead."""
    return summed(traits(source, str), traits(target, fold), beads, source, target)


@dataclass(frozen=True)
class Translation:
    """A Chinese page at a commit, and the revisions of its English page with different texts."""

    revision: Revision
    text: str
    english: tuple[Revision, ...]
    documents: tuple[Document, ...]

    @property
    def name(self) -> str:
        """Path and commit."""
        return f"{self.revision.path}@{self.revision.commit[:10]}"

    @property
    def document(self) -> Document:
        """The page, cut."""
        return segments.parse(self.text, source=False)


def figures(data: Path) -> list[tuple[str, str, str | float, bool]]:
    """The three figures of the issue, and the most revisions that were aligned for one."""
    with tempfile.TemporaryDirectory() as folder:
        found = list(_bundle(data, Path(folder)))
        real = _real(data, Path(folder))
    right, count = sum(ok for ok, _n in found), len(found)
    with ProcessPoolExecutor() as pool:
        made = list(pool.map(seeded, repeat(data), range(100)))
    known = sum(ok for ok, _n in made)
    most = max(n for _ok, n in (*found, *made))
    return [
        (
            f"base found: lowest cost of all, {count} real translations",
            "≥ 95 % of ≥ 60",
            f"{right / count:.1%}",
            right >= 0.95 * count and count >= 60,
        ),
        ("base found: 100 seeded histories", "≥ 95 %", f"{known} %", known >= 95),
        ("base of the real README", ENGLISH, real, real == ENGLISH),
        ("revisions aligned for one article", f"≤ {EXACT}", f"{most}", most <= EXACT),
    ]


# ── Real translations ───────────────────────────────────────────────────────────────────────


def _bundle(data: Path, folder: Path) -> Iterator[tuple[bool, int]]:
    """For each translation of the table: whether its base was found, and how many were aligned."""
    lowest = json.loads(LOWEST.read_text("utf-8"))
    for translation in translations(data, folder):
        if translation.name not in lowest:
            continue
        target = translation.document
        found = base(translation.documents, target, _align, FOLD)
        assert found is not None
        commit = translation.english[found.revision].commit
        yield commit.startswith(lowest[translation.name]), len(found.costs)


def _align(source: Document, target: Document) -> Sequence[Bead]:
    return aligned(source, target, CONVERTER)


def translations(data: Path, folder: Path) -> Iterator[Translation]:
    """The last page a person wrote of each article, and of every other article the first too."""
    git = Git(cloned(data / FASTAPI, folder / "fastapi").root)
    pages = sorted(path for path in git.files() or () if "/zh/docs/" in path)
    for number, path in enumerate(pages):
        english, documents = _different(git, path.replace("docs/zh/", "docs/en/"))
        human = [r for r in git.revisions(path) if r.time < MACHINE]
        texts = [(data or b"").decode() for data in git.read([(r.commit, r.path) for r in human])]
        chinese = [(r, t) for r, t in zip(human, texts, strict=True) if is_chinese(t)]
        wanted = chinese[:1] if number % 2 or len(chinese) < 2 else [chinese[0], chinese[-1]]
        if len(documents) > 1:
            for revision, text in wanted:
                yield Translation(revision, text, english, documents)


def _different(git: Git, path: str) -> tuple[tuple[Revision, ...], tuple[Document, ...]]:
    revisions = git.revisions(path)
    data = git.read([(r.commit, r.path) for r in revisions])
    found: dict[object, tuple[Revision, Document]] = {}
    for revision, raw in zip(revisions, data, strict=True):
        document = segments.parse((raw or b"").decode())
        if document.blocks:
            found.setdefault(text_of(document), (revision, document))
    return tuple(r for r, _d in found.values()), tuple(d for _r, d in found.values())


def brute_force(translation: Translation) -> str:
    """The commit whose text has the lowest exact cost, of equals the newest."""
    target = translation.document
    costs = [cost(d, target, _align(d, target), FOLD) for d in translation.documents]
    best = min(range(len(costs)), key=lambda n: (costs[n], n))
    near = shortlist(translation.documents, target, FOLD)
    place = near.index(best) if best in near else -1
    said = f"{translation.name}: {costs[best]:.1f}, place {place} of {len(near)}, {len(costs)}\n"
    sys.stdout.write(said)
    sys.stdout.flush()
    return translation.english[best].commit[:10]


# ── Known bases ─────────────────────────────────────────────────────────────────────────────


def seeded(data: Path, seed: int) -> tuple[bool, int]:
    """Whether the known base of one seeded history was found, and how many were aligned."""
    case, other = (data / "align-dev" / PAIRS[(seed + n * 5) % len(PAIRS)] for n in (0, 1))
    english = (case / "en.md").read_text("utf-8")
    made = history(english, (other / "en.md").read_text("utf-8"), seed)
    documents = [segments.parse(text) for text in made.texts]
    target = segments.parse((case / "zh.md").read_text("utf-8"), documents[0].cut, source=False)
    found = base(documents, target, _align, FOLD)
    assert found is not None
    right = text_of(documents[found.revision]) == text_of(documents[made.base])
    return right, len(found.costs)


def _real(data: Path, folder: Path) -> str:
    """The commit that `align --base auto` notes for the real README."""
    clone = cloned(data / REAL, folder / "real")
    clone.transpipe("init")
    clone.transpipe("align", "README.md", "--base", "auto")
    text = clone.read("locales/zh_CN/LC_MESSAGES/README_EN.po")
    noted = text.partition("X-Transpipe-Source-Commit: ")[2][:7]
    return noted or "-"


def main() -> None:
    """Writes the table of lowest costs."""
    with tempfile.TemporaryDirectory() as folder:
        found = {t.name: brute_force(t) for t in translations(SHARED, Path(folder))}
    LOWEST.parent.mkdir(parents=True, exist_ok=True)
    LOWEST.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
