"""Pairs: every folder of cases/pairs is a small repository and what is found in it."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import CASES
from transpipe.config import Config
from transpipe.errors import BadLink, NotText
from transpipe.markdown.source import is_chinese
from transpipe.model import PairKind, Pairs
from transpipe.pairs import find, suffix_start
from transpipe.pairs.index import resolve, rows
from transpipe.pairs.naming import file_name, take_apart
from transpipe.pairs.tree import bare_address, upstream
from transpipe.repository import Workspace

REPOSITORIES = sorted((CASES / "pairs").glob("*/"))


def pairs_of(files: Mapping[str, str]) -> Pairs:
    """What is found in files that are only in memory."""
    sizes = {path: len(text.encode()) for path, text in files.items()}
    return find(sizes, files.__getitem__, Config())


def told(root: Path) -> str:
    """What is found in a repository, as a translator would read it."""
    workspace = Workspace(root)
    try:
        found = find(workspace.files(), workspace.read_text, workspace.config())
    except BadLink as error:
        return f"refused: {error}\n"
    lines = []
    for pair in found.pairs:
        lines.append(f"{pair.kind.value}: {pair.source or ''} → {pair.target}")
        row = [f"row {pair.index}" if pair.index else "", pair.title, pair.url]
        lines += [f"    {'; '.join(filter(None, row))}"] if any(row) else []
    for finding in found.findings:
        where = f"{finding.file}:{finding.line}" if finding.line else finding.file
        lines.append(f"{finding.severity.value} {finding.code}: {where}: {finding.message}")
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("case", REPOSITORIES, ids=lambda case: case.name)
def test_find(case: Path) -> None:
    assert told(case / "tree") == (case / "expected.txt").read_text("utf-8")


# ── the real repository ─────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def clone(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real repository, with the images it has upstream."""
    root = tmp_path_factory.mktemp("real") / "clone"
    bundle = data / "corpus" / "awesome-scalability-zh.bundle"
    subprocess.run(["git", "clone", "-q", str(bundle), str(root)], check=True)
    for line in (data / "lint-dev" / "index.tree.tsv").read_text("utf-8").splitlines():
        path = root / line.partition("\t")[2]
        if path.suffix == ".png":
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"\x89PNG\r\n\x1a\n")
    return root


def test_everything_in_the_real_repository_is_found(clone: Path) -> None:
    workspace = Workspace(clone)
    found = find(workspace.files(), workspace.read_text, workspace.config())
    by_source = {pair.source: pair for pair in found.pairs}
    articles = {
        path for path in workspace.files() if path.startswith("原文/") and path.endswith(".md")
    }
    assert len(articles) == 7
    assert by_source.keys() == articles | {"README_EN.md", None}
    assert len(found.pairs) == 9
    both = {pair.target for pair in found.pairs if pair.kind is PairKind.BOTH}
    assert both == {"README.md", "译文/12-factor应用.md"}
    assert by_source["README_EN.md"].target == "README.md"
    assert by_source[None].target.startswith("引文翻译/HotSpot")
    interview = by_source["原文/Anatomy of a System Design Interview.md"]
    assert interview.target == "译文/系统设计面试的剖析.md"
    assert (interview.index, interview.url[:23]) == (743, "https://hackernoon.com/")
    assert by_source["原文/Eventually_Consistent.md"].target == "译文/Eventually_Consistent.md"
    assert all(pair.index and pair.url for pair in found.pairs if pair.title)


def test_what_is_odd_in_the_real_repository_is_said(clone: Path) -> None:
    workspace = Workspace(clone)
    found = find(workspace.files(), workspace.read_text, workspace.config())
    codes = [(finding.code, finding.file, finding.line) for finding in found.findings]
    assert codes == [
        *(("empty-target", "README.md", line) for line in (70, 149, 577, 755)),
        ("sourceless", "引文翻译/HotSpot Java虚拟机的内存管理.md", 0),
        ("unlisted-article", "原文/Eventually_Consistent.md", 0),
        ("unlinked-target", "译文/高吞吐低延时Java应用的GC优化.md", 0),
    ]


# ── links that leave the repository ─────────────────────────────────────────────────────────

HOSTILE = [
    prefix + link
    for prefix in ("", "./", "原文/../", "%2e/")
    for link in (
        "../x.md", "../../x.md", "..%2fx.md", "%2e%2e/x.md", "%2E%2E%2Fx.md", ".%2e/x.md",
        "原文/../../x.md", "a/b/../../../x.md", ".git/x.md", ".GIT/x.md", "%2egit/x.md",
        ".git./x.md", "git~1/x.md", "a\\..\\x.md", "..\\..\\x.md", "a%5cx.md", "a.md%00.md",
        "原文/../.git/hooks/x.md", "x/../../原文/a.md",
    )
] + [
    "/etc/passwd", "/x.md", "//host/share/x.md", "///x.md", "C:\\x.md", "c:/x.md", "C:x.md",
    "\\\\host\\share\\x.md", "\\x.md", "%2fetc%2fpasswd", "%5c%5chost%5cx.md", "file:///etc/passwd",
    "FILE:///x.md", "file:x.md", "/dev/zero", "%00", "/", "\\\\?\\C:\\x.md",
]  # fmt: skip


@pytest.mark.parametrize("label", ["原文", "译文", "英文"])
def test_hostile_links_are_refused(label: str) -> None:
    assert len(HOSTILE) * 3 > 200
    for link in HOSTILE:
        with pytest.raises(BadLink) as refused:
            pairs_of({"README.md": f"# 目录\n\n* [题](https://e.org) | [{label}]({link})\n"})
        assert (refused.value.path, refused.value.line) == ("README.md", 3), link


def test_nothing_outside_is_opened(tmp_path: Path) -> None:
    root, opened, watching = tmp_path / "repository", list[str](), [True]

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if watching and event == "open":  # a hook cannot be taken away again
            opened.append(str(arguments[0]))

    root.mkdir()
    (tmp_path / "x.md").write_text("# 秘密\n")
    sys.addaudithook(hook)
    for link in HOSTILE:
        (root / "README.md").write_text(f"# 目录\n\n* [题](https://e.org) | [原文]({link})\n")
        assert told(root).startswith("refused: README.md:3: ")
    watching.clear()
    inside = [path for path in opened if path.startswith(str(tmp_path))]
    assert inside
    assert {path for path in inside if not path.startswith(str(root))} == set()


def test_symbolic_links_that_lead_out_are_refused(tmp_path: Path) -> None:
    root = tmp_path / "repository"
    (root / "原文").mkdir(parents=True)
    (tmp_path / "secret.md").write_text("# A secret\n")
    (root / "原文" / "out.md").symlink_to(tmp_path / "secret.md")
    (root / "译文").symlink_to(tmp_path)
    row = "# 目录\n\n* [题](https://e.org) | [原文](./原文/{}) | [译文](./译文/{})\n"
    (root / "README.md").write_text(row.format("out.md", "a.md"))
    assert told(root).startswith("refused: README.md:3: the link ./原文/out.md leaves")
    (root / "原文" / "in.md").write_text("# In\n\nWords of an article.\n")
    (root / "README.md").write_text(row.format("in.md", "secret.md"))
    assert told(root).startswith("refused: README.md:3: the link ./译文/secret.md leaves")


def test_links_inside_resolve() -> None:
    assert resolve("./原文/a%20b.md#t", "") == ("原文/a b.md#t", "原文/a b.md")
    assert resolve("../README.md", "docs") == ("README.md",)
    assert resolve("https://e.org/../x", "") == resolve("#top", "") == resolve("", "") == ()
    assert resolve("原文/C#.md", "") == ("原文/C#.md", "原文/C")


# ── rows, names, languages ──────────────────────────────────────────────────────────────────


def test_a_file_that_is_not_text_is_said_and_an_index_refused() -> None:
    def read(path: str) -> str:
        if path.endswith("坏.md"):
            raise NotText(path, 2, "GB18030")
        return "# 目录\n"

    found = find({"README.md": 9, "笔记/坏.md": 9}, read, Config())
    assert [(f.code, f.file, f.line) for f in found.findings] == [("not-text", "笔记/坏.md", 2)]
    with pytest.raises(NotText):
        find({"坏.md": 9}, read, Config(index=("坏.md",)))


def test_composed_and_decomposed_names_are_one() -> None:
    source = unicodedata.normalize("NFD", "原文/café.md")
    row = "* [题](https://e.org) | [原文](./原文/caf%C3%A9.md)\n"
    found = pairs_of({"README.md": row, source: "# Coffee\n\nWords about coffee.\n"})
    assert found.pairs[0].source == source
    assert found.pairs[0].index == 1


def test_a_name_with_a_number_is_found_again() -> None:
    row = "* [题](https://e.org) | [原文](./原文/b.md) | [译文](./译文/a.md)\n"
    files = {"README.md": row, "译文/a.md": "# 锁\n"}
    files |= {f"原文/{name}.md": f"# {name}\n\nWords of an article.\n" for name in "ab"}

    def target(**more: str) -> str:
        found = {pair.source: pair.target for pair in pairs_of(files | more).pairs}
        assert found["原文/b.md"] == "译文/a.md"
        return found["原文/a.md"]

    assert target() == "译文/a-2.md"
    written, catalogue = {"译文/a-2.md": "# 甲\n"}, {"locales/zh_CN/LC_MESSAGES/原文/a.po": ""}
    assert target(**written, **catalogue) == "译文/a-2.md"
    # Without a catalogue it is somebody's file of that name; another's is never taken.
    assert target(**written) == "译文/a-3.md"
    second = {"原文/a-2.md": "# Two\n\nWords of an article.\n"}
    assert target(**written, **catalogue, **second) == "译文/a-3.md"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[题](https://e.org) | [原文](a.md) |  [译文](b.md)", "[题](https://e.org)"),
        ("[题](https://e.org)[原文](a.md)", "[题](https://e.org)"),
        ("[题](https://e.org) | [译文](b.md", "[题](https://e.org)"),
        ("[题](https://e.org) - 一句话", "[题](https://e.org) - 一句话"),
        ("", ""),
    ],
)
def test_the_suffix_of_a_row(text: str, words: str) -> None:
    assert text[: suffix_start(text)] == words


@given(st.text(alphabet="[]()（）|*- \t\n\\`<>!#原译文a./:\"'~", max_size=200))
def test_any_text_is_read_as_rows(text: str) -> None:
    for row in rows(text):
        assert row.links
        assert all(1 <= link.line <= text.count("\n") + 1 for link in row.links)
    assert 0 <= suffix_start(text) <= len(text)


@given(st.text(max_size=300))
def test_any_title_makes_a_file_name(title: str) -> None:
    name = file_name(title)
    assert len(name.encode()) <= 160
    assert not set(name) & set('/\\:*?"<>|\0\n')
    assert name not in {".", ".."}


@pytest.mark.parametrize(
    ("path", "stem", "tongue"),
    [
        ("README_EN.md", "readme", "ENGLISH"),
        ("README.zh-CN.md", "readme", "SIMPLIFIED"),
        ("README-zh-Hans.md", "readme", "SIMPLIFIED"),
        ("README_zh.md", "readme", "CHINESE"),
        ("README-zh-TW.md", "readme", "TRADITIONAL"),
        ("README-ja.md", "readme", "OTHER"),
        ("README.md", "readme", "PLAIN"),
        ("docs/12-factor应用.md", "12-factor应用", "PLAIN"),
        ("en.md", "en", "PLAIN"),
    ],
)
def test_names_taken_apart(path: str, stem: str, tongue: str) -> None:
    named = take_apart(path)
    assert (named.stem, named.tongue.name) == (stem, tongue)


@pytest.mark.parametrize(
    ("text", "chinese"),
    [
        ("# 缓存\n\n缓存让服务更快。\n", True),
        ("# Caching\n\nCaches (缓存) make services faster.\n", False),
        ("# 缓存\n\n```\nmany words of code, which is not prose at all\n```\n\n更快。", True),
        ("# キャッシュ\n\nこれはサービスを運用する人のための記事です。\n", False),
        ("* [缓存](https://example.org/a/long/address/with/words)\n", True),
        ("", False),
    ],
)
def test_which_language(text: str, chinese: bool) -> None:
    assert is_chinese(text) is chinese


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("# 题\n\n> 原文: [https://e.org/a](https://e.org/a)\n", "https://e.org/a"),
        ("# 题\n\n原文链接：<https://e.org/a>\n", "https://e.org/a"),
        ("# 题\n\n> * **英文原文**：[A Title](https://e.org/a)，作者某人\n", "https://e.org/a"),
        ("---\nsource: 'https://e.org/a'\n---\n正文\n", "https://e.org/a"),
        ("# 题\n\n译自 https://e.org/a。\n", "https://e.org/a"),
        ("# 题\n\n原文见 [这里](./a.md)。参考 https://e.org/other\n", ""),
        ("# 题\n\n正文 [原文](https://e.org/a)\n", ""),
    ],
)
def test_the_address_an_article_gives(text: str, url: str) -> None:
    assert upstream(text) == url


def test_the_addresses_of_one_article() -> None:
    assert bare_address("http://www.E.org/a/") == bare_address("https://e.org/a#top")
    assert bare_address("https://e.org/a?utm_source=x&id=1") == bare_address("https://e.org/a?id=1")
    assert bare_address("https://e.org/a?id=2") != bare_address("https://e.org/a?id=1")
    assert bare_address("") == ""


def test_pairs_do_not_depend_on_the_order_of_files() -> None:
    files = {f"原文/{name}.md": "# A\n\nWords.\n" for name in "dacb"}
    files |= {"README_EN.md": "# A\n\nWords.\n", "README.md": "# 甲\n\n几句话。\n"}
    assert pairs_of(files) == pairs_of(dict(sorted(files.items())))
