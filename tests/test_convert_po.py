"""PO files without Markdown: the translations are converted, and nothing else."""

from __future__ import annotations

from pathlib import Path

import polib
from hypothesis import given
from hypothesis import strategies as st

from tests.repository import Repository
from transpipe import wiring
from transpipe.convert.po_file import convert_po
from transpipe.convert.prose import convert_prose
from transpipe.model import Locale

TW, CONVERTER = Locale.ZH_TW, wiring.converter()
FILE = r"""# 软件
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Language: zh_CN\n"
"Plural-Forms: nplurals=1; plural=0;\n"

#, c-format
msgid "Open file \"%s\""
msgstr "在软件(_S)中打开文件“%s”"

msgid "%d file"
msgid_plural "%d files"
msgstr[0] "%d 个文件"

#. 软件
#: 软件.c
#, fuzzy
msgctxt "软件"
msgid "Two\nlines"
msgstr ""
"默认\n"
"设置 {文件} \"缓存\""

msgid "none"
msgstr ""

#~ msgid "old"
#~ msgstr "信息"
"""
MADE = (
    FILE.replace('"Language: zh_CN', '"Language: zh_TW')
    .replace("在软件(_S)中打开文件“%s”", "在軟體(_S)中開啟檔案「%s」")
    .replace("%d 个文件", "%d 個檔案")
    .replace('"默认', '"預設')
    .replace('"设置 {文件} \\"缓存', '"設定 {文件} \\"快取')
    .replace('msgstr "信息', 'msgstr "資訊')
)


def test_only_the_translations_are_converted() -> None:
    assert convert_po(FILE, CONVERTER, TW) == MADE
    dos = FILE.replace("\n", "\r\n")
    assert convert_po(dos, CONVERTER, TW) == MADE.replace("\n", "\r\n")


WORDS = st.text('软件默认文件"\\\n\t“”%s{名}a#~ ', min_size=1, max_size=12)


@given(st.dictionaries(WORDS, WORDS, max_size=4))
def test_polib_reads_what_was_converted(pairs: dict[str, str]) -> None:
    file = polib.POFile(wrapwidth=0)
    file.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Language": "zh_CN"}
    file.extend(polib.POEntry(msgid=f"x{source}", msgstr=said) for source, said in pairs.items())
    made = polib.pofile(convert_po(f"{file}", CONVERTER, TW))
    assert [entry.msgid for entry in made] == [f"x{source}" for source in pairs]
    assert [e.msgstr for e in made] == list(convert_prose(list(pairs.values()), CONVERTER, TW))
    assert made.metadata["Language"] == "zh_TW"


def test_the_command_needs_no_repository(tmp_path: Path) -> None:
    place = Repository(tmp_path)
    place.write("zh_CN.po", FILE)
    assert place.transpipe("convert", "zh_CN.po", "--to", "zh_TW").out == MADE
    place.steps("convert zh_CN.po --to zh_TW -o zh_TW.po")
    assert place.read("zh_TW.po") == MADE
    assert place.transpipe("convert", "zh_TW.po", "--to", "zh_TW").code == 4
    place.write("cut.po", FILE[:-20])
    assert place.transpipe("convert", "cut.po", "--to", "zh_TW", "-o", "new.po").code != 0
    assert not (tmp_path / "new.po").exists()
    assert place.transpipe("convert", "x.md", "--to", "zh_TW").code == 2
