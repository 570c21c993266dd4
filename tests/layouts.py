"""Small repositories in the layouts that real ones have, as `cases/layouts` says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from tests.conftest import CASES
from tests.repository import Repository

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
    """The pairs that there are, those that are offered, and the rest."""

    name: str
    pairs: tuple[tuple[str, str], ...]
    offered: tuple[tuple[str, str], ...]
    alone: tuple[str, ...]
    others: tuple[tuple[str, str], ...]
    settings: str


def read(path: Path) -> Layout:
    """A layout as its file says."""
    pairs, offered, alone, others, settings = [], [], [], [], []
    for line in path.read_text("utf-8").splitlines():
        if found := re.fullmatch(r"(.+) → \((.+)\)", line):
            offered.append((found[1], found[2]))
        elif found := re.fullmatch(r"(.+) → (.+)", line):
            pairs.append((found[1], found[2]))
        elif line.endswith(" ↛"):
            alone.append(line.removesuffix(" ↛"))
        else:
            kind, _colon, rest = line.partition(": ")
            (settings if kind == "set" else others).append(rest if kind == "set" else (kind, rest))
    text = "".join(f"{line}\n" for line in settings)
    return Layout(path.stem, *map(tuple, (pairs, offered, alone, others)), text)


def article(path: str, language: str, number: int) -> str:
    """An article of its own for each number, the same in every language."""
    sentences = _TEXTS[language]
    chosen = [sentences[(number * 3 + step) % len(sentences)] for step in range(3)]
    title = _TITLES[language].format(n=number)
    return "\n\n".join((f"# {title}", *chosen)) + "\n"


def lay(layout: Layout, root: Path) -> Repository:
    """A repository with the files of a layout, committed."""
    files = {}
    for number, (source, target) in enumerate(layout.pairs, 1):
        files[source] = article(source, "en", number)
        files[target] = article(target, "zh", number)
    for path in (*(source for source, _target in layout.offered), *layout.alone):
        files[path] = article(path, "en", 100 + crc32(path.encode()) % 100)
    for language, path in layout.others:
        files[path] = article(path, language, 200 + crc32(path.encode()) % 100)
    if layout.settings:
        files["transpipe.toml"] = layout.settings
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    repository = Repository(root)
    repository.git("init", "-q", "-b", "main")
    repository.git("add", "-A")
    repository.git("commit", "-q", "-m", "as it was")
    return repository
