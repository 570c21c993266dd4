"""Repositories of any number of small articles with their translations, always the same."""

from __future__ import annotations

from pathlib import Path
from random import Random

from tests.repository import Repository, small

_NOUNS = (
    ("cache", "缓存"), ("server", "服务器"), ("queue", "队列"), ("database", "数据库"),
    ("thread", "线程"), ("network", "网络"), ("message", "消息"), ("index", "索引"),
    ("request", "请求"), ("session", "会话"), ("token", "令牌"), ("cluster", "集群"),
    ("backup", "备份"), ("buffer", "缓冲区"), ("schema", "模式"), ("compiler", "编译器"),
    ("registry", "注册表"), ("scheduler", "调度器"), ("gateway", "网关"), ("certificate", "证书"),
    ("container", "容器"), ("pipeline", "流水线"), ("partition", "分区"), ("replica", "副本"),
)  # fmt: skip
_VERBS = (
    ("reads", "读取"), ("writes", "写入"), ("checks", "检查"), ("deletes", "删除"),
    ("copies", "复制"), ("sorts", "排序"), ("compresses", "压缩"), ("encrypts", "加密"),
    ("restarts", "重启"), ("monitors", "监控"), ("rejects", "拒绝"), ("forwards", "转发"),
)  # fmt: skip
_QUALITIES = (
    ("slow", "缓慢"), ("large", "大型"), ("remote", "远程"), ("shared", "共享"),
    ("broken", "损坏"), ("private", "私有"), ("empty", "空"), ("stable", "稳定"),
)  # fmt: skip
_CODE = "\n```sh\nrun --job {number}\n```\n"


def files(count: int) -> dict[str, str | bytes]:
    """`count` articles of five blocks in folders of forty, each of which links another one."""
    found: dict[str, str | bytes] = {}
    for number in range(count):
        random, path = Random(number), path_of(number)
        other = path_of(random.randrange(count))
        title = _title(random, number)
        rows = [_sentence(random) for _ in range(3)]
        rows[2] = _linking(random, f"../{other}")
        for side, folder in enumerate(("原文", "译文")):
            words = [row[side] for row in rows]
            text = f"# {title[side]}\n\n{words[0]}\n\n- {words[1]}\n\n{words[2]}\n"
            found[f"{folder}/{path}"] = text + _CODE.format(number=number)
    return found


def repository(place: Path, count: int) -> Repository:
    """All of them committed."""
    return small(place, files(count))


def path_of(number: int) -> str:
    return f"part{number // 40}/article{number}.md"


def _title(random: Random, number: int) -> tuple[str, str]:
    noun, verb = random.choice(_NOUNS), random.choice(_VERBS)
    return f"Job {number}: how it {verb[0]} a {noun[0]}", f"任务 {number}：如何{verb[1]}{noun[1]}"


def _clause(random: Random) -> tuple[str, str]:
    quality, verb = random.choice(_QUALITIES), random.choice(_VERBS)
    one, two = random.sample(_NOUNS, 2)
    return (
        f"the {quality[0]} {one[0]} {verb[0]} the {two[0]}",
        f"{quality[1]}的{one[1]}{verb[1]}{two[1]}",
    )


def _sentence(random: Random) -> tuple[str, str]:
    """A sentence that hardly ever comes twice, and its translation."""
    one, two, number = _clause(random), _clause(random), random.randrange(2, 9000)
    english = f"After {number} seconds {one[0]}, and {two[0]}."
    return english, f"{number} 秒之后，{one[1]}，而{two[1]}。"


def _linking(random: Random, path: str) -> tuple[str, str]:
    clause = _clause(random)
    return f"See [that job]({path}): {clause[0]}.", f"参见[该任务]({path})：{clause[1]}。"
