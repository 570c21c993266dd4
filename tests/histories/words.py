"""What the articles of random histories say: English sentences and what people make of them."""

from __future__ import annotations

import re
from random import Random

# Each with its translation; none is a part of another.
SENTENCES = (
    ("The cache keeps every answer for ten minutes.", "缓存把每个答案保留十分钟。"),
    ("A reader asks the nearest replica first.", "读者先询问最近的副本。"),
    ("Writes go through the leader only.", "写操作只经过主节点。"),
    ("Set `timeout` before the first request is sent.", "在发送第一个请求之前设置 `timeout`。"),
    ("The queue must not grow without a limit.", "队列不能无限制地增长。"),
    ("Each shard holds a range of the keys.", "每个分片持有一段键的范围。"),
    ("See the [manual](https://example.org/manual) for the details.",
     "详情见[手册](https://example.org/manual)。"),
    ("A lost message is sent again after 30 seconds.", "丢失的消息在 30 秒后重新发送。"),
    ("Logs are rotated at midnight and kept for a week.", "日志在午夜轮换，并保留一周。"),
    ("The index is rebuilt when the schema changes.", "模式改变时会重建索引。"),
    ("Backups should be tested, not only made.", "备份应当经过测试，而不只是做出来。"),
    ("Two nodes may disagree for a short while.", "两个节点可能在短时间内不一致。"),
    ("Call `close()` when the stream ends.", "流结束时调用 `close()`。"),
    ("The balancer sends traffic to healthy servers.", "负载均衡器把流量发给健康的服务器。"),
    ("Clients retry with a growing delay.", "客户端以递增的延迟重试。"),
    ("A **quorum** needs more than half of the votes.", "**法定人数**需要超过一半的票。"),
    ("The garbage collector stops the world for 200 ms.", "垃圾回收器使程序停顿 200 毫秒。"),
    ("Metrics are sampled once a second.", "指标每秒采样一次。"),
    ("Passwords are never stored in plain text.", "密码绝不以明文存储。"),
    ("The job runs on three machines at once.", "该任务同时在三台机器上运行。"),
    ("Old versions stay readable for a year.", "旧版本在一年内仍可读取。"),
    ("A token expires after an hour.", "令牌在一小时后过期。"),
    ("The pipeline drops events that arrive too late.", "流水线会丢弃来得太晚的事件。"),
    ("Compression saves bandwidth but costs time.", "压缩节省带宽，但要花时间。"),
)  # fmt: skip
TITLES = (("Caching", "缓存"), ("Sharding", "分片"), ("Recovery", "恢复"), ("Limits", "限制"))
_HAN = "甲乙丙丁戊己庚辛"
TOKEN = re.compile("〖[甲乙丙丁戊己庚辛]+〗")


def token(number: int) -> str:
    """A sign by which one text that a person wrote is known wherever it stands."""
    digits = ""
    while number or len(digits) < 3:
        digits, number = _HAN[number % 8] + digits, number // 8
    return f"〖{digits}〗"


def article(random: Random, count: int, first: int) -> tuple[str, str, int]:
    """English and Chinese of some blocks, and the number of the next token."""
    title = random.choice(TITLES)
    english, chinese = [f"# {title[0]}"], [f"# {title[1]}{token(first)}"]
    number = first + 1
    pool = random.sample(SENTENCES, len(SENTENCES))
    for _ in range(count):
        chosen = [pool.pop() for _ in range(min(len(pool), random.choice((1, 1, 2, 3))))]
        if not chosen:
            break
        mark = random.choice(("", "", "", "- ", "> "))
        english.append(mark + " ".join(source for source, _ in chosen))
        if random.random() < 0.85:
            chinese.append(mark + "".join(target for _, target in chosen) + token(number))
            number += 1
        if random.random() < 0.1:
            chinese.append(f"（译注：此处另有说明。{token(number)}）")
            number += 1
    return "\n\n".join(english) + "\n", "\n\n".join(chinese) + "\n", number
