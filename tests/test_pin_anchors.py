"""Ids of the source's headings on translated ones: links with them live on, whoever renames."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.pinned import PINNING, Renamed, renames, settings
from tests.repository import Repository, small
from transpipe.model import AnchorStyle


@pytest.mark.first(1)
@pytest.mark.parametrize("style", PINNING)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_heading_renamed_in_either_language_breaks_no_link(
    tmp_path: Path, style: AnchorStyle, seed: int
) -> None:
    for step, state in enumerate(renames(tmp_path / "tea", style, seed)):
        assert state == Renamed((), frozenset()), step


TEA = "# Tea\n\nSee [how](#how-it-is-made).\n\n## How it is made\n\nBoil the water first.\n"
TEE = "# 茶\n\n参见[做法](#做法)。\n\n## 做法\n\n先把水烧开。\n"
WORDS = {
    "Tea": "茶", "See [how](#how-it-is-made).": "参见[做法](#how-it-is-made)。",
    "How it is made": "做法", "Boil the water first.": "先把水烧开。",
}  # fmt: skip


def tea(tmp_path: Path, target: str = "", more: str = "") -> Repository:
    """A repository for Hugo with one article, translated or not."""
    files = {"原文/tea.md": TEA, "transpipe.toml": settings(AnchorStyle.HUGO) + more}
    return small(tmp_path / "tea", files | ({"译文/tea.md": target} if target else {}))


def test_a_file_in_the_sources_blocks_has_its_names_in_every_locale(tmp_path: Path) -> None:
    repository = tea(tmp_path, more='derived = ["zh_TW"]\n')
    repository.steps("sync")
    repository.translate("原文/tea.md", WORDS)
    repository.steps("convert", "build", "check")
    wanted = "# 茶 {#tea}\n\n参见[做法](#how-it-is-made)。\n\n## 做法 {#how-it-is-made}\n\n先把水"
    assert repository.read("译文/tea.md").startswith(wanted)
    derived = next(repository.root.joinpath("译文").rglob("*TW*/tea.md"), None)
    derived = derived or next(repository.root.joinpath("译文").glob("tea*TW*"))
    assert derived.read_text("utf-8").startswith(wanted.replace("参见", "參見"))
    repository.steps("run")
    assert "nothing to write" in repository.transpipe("run").out


def test_an_adopted_file_gets_no_id_by_itself(tmp_path: Path) -> None:
    repository = tea(tmp_path, TEE)
    repository.steps("align")
    repository.confirm("原文/tea.md")
    assert "nothing to write" in repository.transpipe("build").out
    assert repository.read("译文/tea.md") == TEE


def test_an_adopted_file_gets_the_id_of_a_heading_that_is_written_anew(tmp_path: Path) -> None:
    repository = tea(tmp_path, TEE)
    repository.steps("align")
    repository.confirm("原文/tea.md")
    repository.translate("原文/tea.md", {"How it is made": "制作方法"})
    repository.steps("build")
    wanted = TEE.replace("## 做法", "## 制作方法 {#how-it-is-made}")
    assert repository.read("译文/tea.md") == wanted.replace("(#做法)", "(#how-it-is-made)")
    repository.translate("原文/tea.md", {"How it is made": "怎样制作"})
    repository.steps("build", "check")
    assert repository.read("译文/tea.md").count("{#") == 1
    assert "## 怎样制作 {#how-it-is-made}\n" in repository.read("译文/tea.md")


def test_relayout_gives_every_heading_its_id(tmp_path: Path) -> None:
    repository = tea(tmp_path, TEE)
    repository.steps("align")
    repository.confirm("原文/tea.md")
    repository.steps("build --relayout 原文/tea.md")
    said = repository.read("译文/tea.md")
    assert ("# 茶 {#tea}\n" in said, "## 做法 {#how-it-is-made}\n" in said) == (True, True)
    repository.steps("build", "check")
    assert repository.read("译文/tea.md") == said.replace("(#做法)", "(#how-it-is-made)")


@pytest.mark.parametrize("tag", ['<a id="made"></a>', "<a name='made'/>", "{#made}",
                                 "{/* #made */}", "<!-- #made -->", "%{#made}%"])  # fmt: skip
def test_what_gives_a_heading_an_id_is_no_part_of_its_words(tmp_path: Path, tag: str) -> None:
    source = TEA.replace("## How it is made", f"## How it is made {tag}")
    source = source.replace("#how-it-is-made", "#made")
    repository = small(
        tmp_path / "tea", {"原文/tea.md": source, "transpipe.toml": 'anchors = "docusaurus"\n'}
    )
    repository.steps("sync")
    assert "How it is made" in repository.units("原文/tea.md")
    repository.translate("原文/tea.md", WORDS | {"See [how](#made).": "参见[做法](#made)。"})
    repository.steps("build")
    said = repository.read("译文/tea.md")
    assert f"## 做法 {tag}\n" in said
    assert "参见[做法](#made)。" in said
    assert "dead-anchor" not in repository.transpipe("check").out


def test_an_id_that_the_translation_lacks_leads_to_the_heading(tmp_path: Path) -> None:
    source = TEA.replace("## How", '## <a id="made"></a>How').replace("#how-it-is-made", "#made")
    files = {"原文/tea.md": source, "译文/tea.md": TEE, "transpipe.toml": ""}
    repository = small(tmp_path / "tea", files)
    repository.steps("align")
    repository.confirm("原文/tea.md")
    assert repository.units("原文/tea.md")["See [how](#made)."].target == "参见[做法](#made)。"
    assert "nothing to write" in repository.transpipe("build").out


def test_a_catalogue_of_before_keeps_its_words(tmp_path: Path) -> None:
    source = TEA.replace("## How", '## <a id="made"></a>How')
    target = TEE.replace("## 做法", '## <a id="made"></a>做法')
    files = {"原文/tea.md": source, "译文/tea.md": target, "transpipe.toml": ""}
    repository = small(tmp_path / "tea", files)
    repository.steps("align")
    path = "locales/zh_CN/LC_MESSAGES/原文/tea.po"
    old = repository.read(path).replace(
        "X-Transpipe-Syntax: markdown ids", "X-Transpipe-Syntax: markdown"
    )
    for words in ("How it is made", "做法"):
        old = old.replace(f'"{words}"', f'"<a id=\\"made\\"></a>{words}"')
    old = re.sub(r'"X-Transpipe-Seal: .*\n', "", old)
    repository.write(path, old)
    repository.steps("run")
    assert '<a id="made"></a>How it is made' in repository.units("原文/tea.md")
    assert repository.read("译文/tea.md") == target


def test_pinning_is_refused_where_the_site_reads_no_ids(tmp_path: Path) -> None:
    repository = small(tmp_path / "tea", {"transpipe.toml": "pin_anchors = true\n"})
    ran = repository.transpipe("status")
    assert (ran.code, "transpipe.toml:1: pin_anchors: needs a site" in ran.err) == (2, True)


SITES = [
    ({"website/docusaurus.config.ts": "export default {}"}, "docusaurus"),
    ({"docs/.vitepress/config.mts": "export default {}", "docs/x.md": "# x"}, "vitepress"),
    ({"docs/.vitepress/config/index.ts": "export default {}", "docs/x.md": "# x"}, "vitepress"),
    ({"docs/index.html": "<script>window.$docsify = {}</script>\n"}, "docsify"),
    ({"docs/index.html": "<html></html>\n"}, "github"),
    ({"hugo.toml": ""}, "hugo"),
    ({"config.toml": 'baseURL = "/"\nlanguageCode = "zh-cn"\n'}, "hugo"),
    ({"config.toml": 'base_url = "/"\n'}, "github"),
    ({"mkdocs.yml": "site_name: x\n"}, "mkdocs"),
    ({"mkdocs.yml": "markdown_extensions:\n  - toc:\n      slugify: !!python/object/apply:"
      "pymdownx.slugs.slugify\n        kwds:\n          case: lower\n"}, "mkdocs-unicode"),
    ({"mkdocs.yml": "markdown_extensions:\n- toc:\n    slugify: !!python/name:my.own\n"}, "github"),
    ({"_config.yml": "remote_theme: x/y\n"}, "jekyll"),
    ({"_config.yml": "markdown: kramdown\nkramdown:\n  input: kramdown\n"}, "kramdown"),
    ({"_config.yml": "theme: landscape\ndeploy:\n  type: git\n"}, "github"),
    ({"mkdocs.yml": "site_name: x\n", "hugo.yaml": "title: x\n"}, "github"),
]  # fmt: skip


@pytest.mark.parametrize(("files", "style"), SITES)
def test_init_knows_a_site_by_its_files(tmp_path: Path, files: dict[str, str], style: str) -> None:
    repository = small(tmp_path / "site", {"原文/tea.md": TEA} | files)
    ran = repository.transpipe("init")
    assert f'\nanchors = "{style}"\n' in repository.read("transpipe.toml")
    assert (f'anchors = "{style}"' in ran.out) == (style != "github")


def test_pages_have_the_names_of_the_site(tmp_path: Path) -> None:
    target = TEE.replace("## 做法", "## 做法：一步").replace("#做法", "#做法-一步")
    files = {"原文/tea.md": TEA, "译文/tea.md": target, "transpipe.toml": 'anchors = "vitepress"\n'}
    repository = small(tmp_path / "tea", files)
    repository.steps("align", "pages", "check")
    page = repository.read("_site/原文/tea.html")
    assert 'id="how-it-is-made"' in page
    assert 'id="做法-一步"' in page
    repository.write("transpipe.toml", 'anchors = "jekyll"\n')
    assert "dead-anchor" in repository.transpipe("check").out
