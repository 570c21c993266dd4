"""Where people write traditional Chinese: their files are authored, zh_CN and zh_HK are derived."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.conftest import later
from tests.repository import Repository, after, small
from transpipe import wiring
from transpipe.engines.opencc import OpenCC
from transpipe.model import Locale, Owner

EN = {
    "a.md": (
        '# Cache files\n\nThe program stores data in a "cache" file. '
        "See [other](b.md#defaults).\n\nIt must not exceed 2 million rows.\n\n"
        "- Open the network interface.\n- Close the thread.\n"
    ),
    "b.md": "# Other\n\n## Defaults\n\nNothing here.\n",
}
TW = {
    "a.md": (
        "# 快取檔案\n\n程式將資料儲存在「快取」檔案裡。請參閱[其他](b.md#預設值)。\n\n"
        "資料列不得超過 200 萬筆。\n\n- 開啟網路介面。\n- 關閉執行緒。\n"
    ),
    "b.md": "# 其他\n\n## 預設值\n\n這裡什麼都沒有。\n",
}
CN_A = (
    "# 缓存文件\n\n程序把数据存放在“缓存”文件里。请参见[其他](b.md#默认值)。\n\n"
    "数据行不得超过 200 万行。\n\n- 打开网络接口。\n- 关闭线程。\n"
)


def laid_out(english: str, chinese: str) -> dict[str, str | bytes]:
    """The articles where a layout has them; `{}` stands for the name without its ending."""
    return {
        layout.format(name.removesuffix(".md")): text
        for layout, texts in ((english, EN), (chinese, TW))
        for name, text in texts.items()
    }


FILES = laid_out("docs/en/{}.md", "docs/zh-TW/{}.md")
ALONE = {
    ("docs/en/{}.md", "docs/zh-TW/{}.md"): "zh_TW",
    ("{}.md", "{}.zh-TW.md"): "zh_TW",
    ("docs/{}.md", "i18n/zh-tw/docusaurus-plugin-content-docs/current/{}.md"): "zh_TW",
    ("content/en/{}.md", "content/zh-hant/{}.md"): "zh_TW",
    ("docs/en/{}.md", "docs/zh-HK/{}.md"): "zh_HK",
    ("docs/en/{}.md", "docs/zh/{}.md"): "zh_TW",  # its words tell
    ("原文/{}.md", "译文/{}.md"): "zh_TW",
    ("docs/en/{}.md", "docs/zh-CN/{}.md"): "zh_CN",  # its name tells
}


@pytest.mark.parametrize("layout", [*list(ALONE)[:1], *later(*list(ALONE)[1:])], ids=str)
def test_what_people_write_is_found_out(tmp_path: Path, layout: tuple[str, str]) -> None:
    made = small(tmp_path, laid_out(*layout))
    ran = made.transpipe("init")
    assert f'authored = "{ALONE[layout]}"' in made.read("transpipe.toml")
    assert (f'`authored = "{ALONE[layout]}"`' in ran.out) is (ALONE[layout] != "zh_CN")
    rows = map(json.loads, made.transpipe("status", "--json").out.splitlines())
    assert {row["locale"] for row in rows if "locale" in row} == {ALONE[layout]}


@pytest.mark.more
def test_both_scripts_are_simplified_chinese_with_a_derived_edition(tmp_path: Path) -> None:
    made = small(tmp_path, FILES | {"docs/zh/a.md": CN_A})
    made.steps("init")
    assert 'authored = "zh_CN"' in made.read("transpipe.toml")


def test_from_adoption_to_the_pages_no_byte_of_theirs_changes(tmp_path: Path) -> None:
    made = after(tmp_path / "work", FILES, "init")
    made.steps("align", "sync", "build", "status", "check", "run")
    assert made.status() == [".gitattributes", "locales/", "transpipe.toml"]
    path = "locales/zh_TW/LC_MESSAGES/docs/en/a.po"
    catalogue = made.catalogue("docs/en/a.md", Locale.ZH_TW)
    assert all(unit.owner is Owner.PERSON and unit.confirmed for unit in catalogue.active())
    assert "#. § 標題" in made.read(path)  # our own words, too
    page = made.read("_site/docs/en/a.html")
    assert '<html lang="zh-Hant-TW">' in page
    assert "快取檔案" in page
    first = made.read("_site/index.html")
    assert "繁體中文" in first or "篇" in first
    assert not re.search("[译条译词语]", re.sub("简体中文", "", first))


@pytest.fixture
def derived(tmp_path: Path) -> Repository:
    """With zh_CN and zh_HK, built."""
    steps = ("init", "align", "convert --add zh_CN", "convert --add zh_HK", "build")
    return after(tmp_path / "work", FILES, *steps, commit=True)


def test_the_others_are_derived(derived: Repository) -> None:
    assert derived.read("docs/zh-CN/a.md") == (
        "# 缓存文件\n\n程序将数据保存在“缓存”文件里。请参阅[其他](b.md#默认值)。\n\n"
        "数据列不得超过 200 万笔。\n\n- 打开网络界面。\n- 关闭线程。\n"
    )
    hong_kong = derived.read("docs/zh-HK/a.md")
    assert "「緩存」文件裏" in hong_kong
    assert "打開網絡" in hong_kong
    derived.steps("run")
    assert [path for path in derived.status() if path != "_site/"] == []
    assert 'hreflang="zh-Hans"' in derived.read("_site/docs/en/a.html")


def test_what_a_person_writes_in_one_of_them_stays(derived: Repository) -> None:
    said = derived.read("docs/zh-CN/b.md").replace("这里什么都没有", "这里空空如也")
    derived.write("docs/zh-CN/b.md", said)
    derived.write("docs/zh-TW/b.md", TW["b.md"].replace("什麼都沒有", "還沒有任何內容"))
    derived.steps("run")
    assert derived.read("docs/zh-CN/b.md") == said
    unit = derived.units("docs/en/b.md", Locale.ZH_CN)["Nothing here."]
    assert (unit.owner, unit.confirmed) == (Owner.PERSON, False)  # its parent has changed
    assert "還沒有任何內容" in derived.read("docs/zh-HK/b.md")


@pytest.mark.parametrize("folder", ["docs/zh", *later("docs/zh-CN")])
def test_a_simplified_edition_of_a_person_is_taken_in(tmp_path: Path, folder: str) -> None:
    files = FILES | {f"{folder}/a.md": CN_A, "transpipe.toml": 'authored = "zh_TW"\n'}
    made = after(tmp_path / "work", files, "init", "align", "convert --add zh_CN", "run")
    assert made.read(f"{folder}/a.md") == CN_A
    assert made.read(f"{folder}/b.md").startswith("# 其他\n")
    owners = {unit.owner for unit in made.catalogue("docs/en/a.md", Locale.ZH_CN).active()}
    assert owners == {Owner.PERSON, Owner.DERIVED}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('authored = "zh_TW"\nderived = ["zh_TW"]\n', "transpipe.toml:2: derived: zh_TW is what"),
        ('\nauthored = "zh_MO"\n', "transpipe.toml:2: authored: should be one of zh_CN"),
        (
            'authored = "zh_TW"\n[[pairs]]\nsource = "a.md"\ntarget = "b.md"\nzh_TW = "c.md"\n',
            "transpipe.toml:5: pairs.zh_TW: is what people write",
        ),
    ],
)
def test_settings_that_contradict_each_other_are_refused(
    tmp_path: Path, text: str, said: str
) -> None:
    made = small(tmp_path, {"transpipe.toml": text})
    ran = made.transpipe("status")
    assert ran.code == 2
    assert said in ran.err


@pytest.mark.parametrize("back", [False, *later(True)])
def test_changing_over_is_refused_until_the_catalogues_are_out_of_the_way(
    derived: Repository, back: bool
) -> None:
    """Then the files of both are taken in as they stand."""
    old, new = Locale.ZH_TW, Locale.ZH_CN
    settings = derived.read("transpipe.toml")
    changed = re.sub(r"derived = .*", "derived = []", settings)
    derived.write("transpipe.toml", changed.replace('authored = "zh_TW"', 'authored = "zh_CN"'))
    before = derived.status()
    for command in ("status", "sync", "run"):
        ran = derived.transpipe(command)
        assert ran.code == 2
        assert f"people wrote {old} so far" in ran.err
    assert derived.status() == before
    if back:
        derived.write("transpipe.toml", settings)
        derived.steps("run")
        assert [path for path in derived.status() if path != "_site/"] == []
        return
    (derived.root / "locales").rename(derived.root / "before")
    derived.steps("align", f"convert --add {old}", "run")
    assert [path for path in derived.status() if path.startswith("docs/")] == []
    units = derived.units("docs/en/a.md", new).values()
    assert all(unit.owner is Owner.PERSON for unit in units)


def test_simplified_characters_are_the_wrong_ones(tmp_path: Path) -> None:
    """And so are half-width marks, and code that is lost, in a text of Taiwan."""
    said = TW["a.md"].replace("資料列", "资料列").replace("介面。", "介面.")
    made = after(tmp_path / "work", FILES | {"docs/zh-TW/a.md": said}, "init", "align")
    found = map(json.loads, made.transpipe("check", "--json").out.splitlines())
    told = {(each["code"], each["line"]) for each in found}
    assert {("script-mixed", 5), ("halfwidth-punct", 7)} <= told


@pytest.mark.more
def test_a_file_that_is_all_in_the_other_script_is_told_of(tmp_path: Path) -> None:
    files = laid_out("原文/{}.md", "译文/{}.md")
    settings = 'authored = "zh_TW"\n'
    made = small(tmp_path, files | {"译文/a.md": CN_A, "transpipe.toml": settings})
    made.steps("align")
    out = made.transpipe("check").out
    assert "译文/a.md:1: warning script-mixed: in simplified Chinese" in out
    assert "译文/b.md:1: warning script-mixed" not in out


@pytest.mark.more
def test_memory_and_exchange_are_in_the_authored_locale(derived: Repository) -> None:
    assert '<tuv xml:lang="zh-TW"><seg>快取檔案' in derived.transpipe("tm", "export").out
    export = derived.transpipe("tm", "export", "docs/en/a.md", "--xliff", "2.0").out
    assert f'trgLang="{Locale.ZH_TW.tag}"' in export or 'trgLang="zh-TW"' in export
    derived.write("old.tmx", derived.transpipe("tm", "export").out)
    derived.steps("tm import old.tmx")
    assert "locales/zh_TW/memory/" in " ".join(derived.status())


def test_terms_of_taiwan_become_those_of_the_mainland() -> None:
    """By the shipped table read backwards, where one word has that form; the rest is OpenCC's."""
    said = ["三向交握後，回呼函式擲出例外。", "期望值與垃圾桶都在。", "安全域內的檔案"]
    assert list(OpenCC().convert(said, Locale.ZH_CN)) == [
        "三次握手后，回调函数抛出异常。",
        "期望值与垃圾桶都在。",
        "安全域内的文件",
    ]


@pytest.mark.more
def test_what_people_in_taiwan_wrote_stays_as_it_is(data: Path, tmp_path: Path) -> None:
    """Real articles, from adoption to the pages; the others are derived, again with no change."""
    kinds = (sorted((data / "align-dev").glob(kind)) for kind in ("*-tw-*", "*sdp-hant-*"))
    folders = [folder for found in kinds for folder in found]
    files: dict[str, str | bytes] = {}
    for folder in folders:
        files[f"docs/en/{folder.name}.md"] = (folder / "en.md").read_bytes()
        files[f"docs/zh-TW/{folder.name}.md"] = (folder / "zh.md").read_bytes()
    made = small(tmp_path, files)
    made.steps("init", "align", "sync", "build", "status")
    assert 'authored = "zh_TW"' in made.read("transpipe.toml")
    assert made.status() == [".gitattributes", "locales/", "transpipe.toml"]
    made.steps("convert --add zh_CN", "build")
    assert made.status() == [".gitattributes", "docs/zh-CN/", "locales/", "transpipe.toml"]
    made.commit()
    made.transpipe("run")
    assert made.status() == []
    simplified = "".join(made.read(f"docs/zh-CN/{folder.name}.md") for folder in folders)
    assert wiring.speller().scripts(simplified).is_simplified


@pytest.mark.parametrize("text", ["無法回復的問題", "客製值的檔案"])
def test_words_that_conversion_itself_writes_are_spelt_right(text: str) -> None:
    assert not wiring.speller().wrong(text)
    assert wiring.speller().wrong("面條與回複")  # and others are told still
