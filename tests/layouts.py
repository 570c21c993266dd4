"""Small repositories in the layouts that real ones have, as `cases/layouts` says."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from tests.conftest import CASES
from tests.repository import Repository, small
from transpipe import wiring
from transpipe.model import Pairs
from transpipe.pairs import find
from transpipe.repository import Workspace

LAYOUTS = tuple(path for path in sorted((CASES / "layouts").glob("*.txt")) if path.stem != "README")
_TEXTS = {
    "en": (
        "The pump starts when the pressure falls below the limit.",
        "Open the valve slowly and watch the gauge.",
        "A tank holds two hundred litres of water.",
        "Never close both valves at the same time.",
        "The controller writes a line to the log each second.",
        "Check the filter once a month and clean it.",
        "If the alarm sounds, press the red button first.",
        "Most faults come from a loose cable.",
    ),
    "zh": (
        "压力低于下限时，水泵启动。",
        "慢慢打开阀门，同时观察压力表。",
        "一个水箱能装两百升水。",
        "切勿同时关闭两个阀门。",
        "控制器每秒向日志写入一行。",
        "每月检查一次滤网并清洗。",
        "如果警报响起，先按红色按钮。",
        "多数故障来自松动的电缆。",
    ),
    "tw": (
        "壓力低於下限時，幫浦啟動。",
        "慢慢打開閥門，同時觀察壓力表。",
        "一個水箱能裝兩百公升水。",
        "切勿同時關閉兩個閥門。",
        "控制器每秒向日誌寫入一行。",
        "每月檢查一次濾網並清洗。",
        "如果警報響起，先按紅色按鈕。",
        "多數故障來自鬆動的電纜。",
    ),
    "ja": (
        "圧力が下限を下回るとポンプが起動します。",
        "バルブをゆっくり開け、圧力計を見てください。",
        "タンクには二百リットルの水が入ります。",
        "二つのバルブを同時に閉めないでください。",
    ),
    "ko": (
        "압력이 하한 아래로 떨어지면 펌프가 시작됩니다.",
        "밸브를 천천히 열고 게이지를 확인하세요.",
        "탱크에는 물 이백 리터가 들어갑니다.",
        "두 밸브를 동시에 닫지 마세요.",
    ),
    "vi": (
        "Máy bơm khởi động khi áp suất giảm xuống dưới giới hạn.",
        "Mở van từ từ và theo dõi đồng hồ.",
        "Một bể chứa hai trăm lít nước.",
        "Đừng bao giờ đóng cả hai van cùng lúc.",
    ),
}
_TITLES = {
    "en": "Water works, part {n}", "zh": "水务，第 {n} 部分", "tw": "水務，第 {n} 部分",
    "ja": "給水設備 その{n}", "ko": "급수 설비 {n}", "vi": "Hệ thống nước, phần {n}",
}  # fmt: skip


@dataclass(frozen=True)
class Layout:
    """The pairs that there are, those that are offered, and the rest.

    `elsewhere` says in which folder the English is seen that lies in another repository, a
    submodule, or on another branch.
    """

    name: str
    pairs: tuple[tuple[str, str], ...]
    offered: tuple[tuple[str, str], ...]
    alone: tuple[str, ...]
    others: tuple[tuple[str, str], ...]
    settings: str
    elsewhere: tuple[str, str] = ("", "")


def read(path: Path) -> Layout:
    """A layout as its file says."""
    pairs, offered, alone, others, settings = [], [], [], [], []
    elsewhere = "", ""
    for line in path.read_text("utf-8").splitlines():
        if found := re.fullmatch(r"(.+) → \((.+)\)", line):
            offered.append((found[1], found[2]))
        elif found := re.fullmatch(r"(.+) → (.+)", line):
            pairs.append((found[1], found[2]))
        elif line.endswith(" ↛"):
            alone.append(line.removesuffix(" ↛"))
        else:
            kind, _colon, rest = line.partition(": ")
            if kind in ELSEWHERE:
                elsewhere = kind, rest
                continue
            (settings if kind == "set" else others).append(rest if kind == "set" else (kind, rest))
    text = "".join(f"{line}\n" for line in settings)
    return Layout(path.stem, *map(tuple, (pairs, offered, alone, others)), text, elsewhere)


def article(path: str, language: str, number: int) -> str:
    """An article of its own for each number, the same in every language."""
    sentences = _TEXTS[language]
    chosen = [sentences[(number * 3 + step) % len(sentences)] for step in range(3)]
    title = _TITLES[language].format(n=number)
    return "\n\n".join((f"# {title}", *chosen)) + "\n"


def lay(layout: Layout, root: Path, more: tuple[str, str] = ("", "")) -> Repository:
    """A repository with the files of a layout, committed; `more` stands below each, by language."""
    files, (english, chinese) = {}, more
    for number, (source, target) in enumerate(layout.pairs, 1):
        files[source] = article(source, "en", number) + english
        files[target] = article(target, "zh", number) + chinese
    for path in (*(source for source, _target in layout.offered), *layout.alone):
        files[path] = article(path, "en", 100 + crc32(path.encode()) % 100) + english
    for language, path in layout.others:
        files[path] = article(path, language, 200 + crc32(path.encode()) % 100)
    if layout.settings:
        files["transpipe.toml"] = layout.settings
    if layout.elsewhere[0]:
        kind, folder = layout.elsewhere
        there = {
            p.removeprefix(f"{folder}/"): t for p, t in files.items() if p.startswith(f"{folder}/")
        }
        here = {path: text for path, text in files.items() if not path.startswith(f"{folder}/")}
        return ELSEWHERE[kind](root, folder, there, here)
    return small(root / "work", dict(files))


def pairs_of(repository: Repository) -> Pairs:
    """What is found in a repository, with its English where that lies elsewhere."""
    workspace = Workspace(repository.root)
    config = workspace.config()
    workspace.mount(wiring.history(workspace.root, config)[1])
    return find(workspace.files(), workspace.read_text, config)


def _outside(
    root: Path, folder: str, there: Mapping[str, str], here: Mapping[str, str]
) -> Repository:
    small(root / folder, dict(there))
    return small(root / "work", dict(here))


def _submodule(
    root: Path, folder: str, there: Mapping[str, str], here: Mapping[str, str]
) -> Repository:
    small(root / "upstream", dict(there))
    made = small(root / "work", dict(here))
    local = ("-c", "protocol.file.allow=always")
    made.git(*local, "submodule", "--quiet", "add", "../upstream", folder)
    made.commit()
    return made


def _in_place(
    root: Path, _folder: str, there: Mapping[str, str], here: Mapping[str, str]
) -> Repository:
    made = small(root / "work", dict(there))
    made.git("switch", "--quiet", "--create", "zh")
    for path, text in here.items():
        made.write(path, text)
    made.commit()
    return made


ELSEWHERE: Mapping[str, Callable[..., Repository]] = {
    "outside": _outside,
    "submodule": _submodule,
    "in-place": _in_place,
}
