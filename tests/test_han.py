"""Which characters are Chinese, and that no editor can change what a class of characters holds."""

from __future__ import annotations

import ast
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

import transpipe
from tests.repository import small
from transpipe.markdown.source import is_chinese
from transpipe.text.han import HAN, WIDE, is_han, is_wide, mostly_han

MODULES = sorted(Path(transpipe.__file__).parent.rglob("*.py"))
_RANGE = re.compile(
    r"(\\u[0-9a-f]{4}|\\U[0-9a-f]{8}|[^\x00-\x7f])-(\\u[0-9a-f]{4}|\\U[0-9a-f]{8}|.)"
)
KOREAN = "# 캐시\n\n캐시는 비싼 답을 보관합니다. 漢字를 조금 씁니다.\n\n오래된 항목은 지워집니다.\n"
JAPANESE = "# 定義\n\n関数は値を返します。設定を変更してください。\n\nエラーは保存されません。\n"
VIETNAMESE = "# Bộ nhớ đệm\n\nBộ nhớ đệm giữ câu trả lời.\n\nKhông bao giờ lưu lỗi.\n"


@pytest.mark.parametrize("character", "中國〇々㐀䶿一\u9fff\uf900\ufaff\U00020000\U000323af")
def test_these_are_chinese(character: str) -> None:
    assert is_han(character)


@pytest.mark.parametrize("character", "한글가\ud7a3\u1100\u3131のカ\u4dc0\ua000\ue000ạZ。")
def test_these_are_not(character: str) -> None:
    assert not is_han(character)


def test_a_hangul_syllable_is_not_wide_either() -> None:
    assert not is_wide("한")


@pytest.mark.parametrize("text", [KOREAN, JAPANESE, VIETNAMESE])
def test_articles_of_the_neighbours_are_not_chinese(text: str) -> None:
    assert not is_chinese(text)
    assert not any(map(mostly_han, text.split("\n\n")[1:]))


@pytest.mark.parametrize("text", ["缓存保存答案。", "任天堂の游戏机很好用。", "使用 Redis 缓存"])
def test_chinese_with_a_foreign_word_is_chinese(text: str) -> None:
    assert mostly_han(text)


@pytest.mark.parametrize("text", [KOREAN, JAPANESE, VIETNAMESE])
def test_they_are_no_translation_to_adopt(tmp_path: Path, text: str) -> None:
    english = "# Cache\n\nA cache keeps answers that were expensive.\n\nOld entries are dropped.\n"
    made = small(tmp_path / "work", {"原文/a.md": english, "译文/a.md": text, "transpipe.toml": ""})
    said = made.transpipe("align")
    assert "not in Chinese" in said.out + said.err
    assert not (made.root / "locales").exists()


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_no_character_of_a_module_is_another_after_normalisation(module: Path) -> None:
    text = module.read_text("utf-8")
    assert unicodedata.normalize("NFC", text) == text


def _ranges(module: Path) -> Iterator[tuple[int, int]]:
    """The ranges of characters beyond ASCII in the strings of a module."""
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            for ends in _RANGE.findall(node.value):
                first, last = (ord(e) if len(e) == 1 else int(e[2:], 16) for e in ends)
                if first < last:
                    yield first, last


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_a_range_takes_in_hangul_or_private_letters_only_on_its_own(module: Path) -> None:
    for first, last in _ranges(module):
        for start, end in ((0xAC00, 0xD7A3), (0xE000, 0xF8FF)):
            assert (first, last) == (start, end) or last < start or first > end


def test_what_is_wide_is_all_that_is_han() -> None:
    assert WIDE.startswith(HAN)
