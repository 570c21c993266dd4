"""What each check finds, by an example: a source, a target with the fault, and one without it.

They are shown by `check --explain`; a test holds every rule against its own.
"""

from __future__ import annotations

EXAMPLES: dict[str, tuple[str, str, str]] = {
    "dropped-link": ("See [leases](lease.md).", "参见租约。", "参见[租约](lease.md)。"),
    "changed-url": (
        "See [it](https://a.org/x).",
        "见[它](https://b.org/x)。",
        "见[它](https://a.org/x)。",
    ),
    "dropped-code": ("Run `sync --all`.", "运行全部同步。", "运行 `sync --all`。"),
    "changed-code": ("Run `make test`.", "运行 `make tset`。", "运行 `make test`。"),
    "wrong-number": ("It waits 5 minutes.", "等 5 小时。", "等 5 分钟。"),
    "missing-placeholder": ("Hello {name}.", "你好。", "你好，{name}。"),
    "dropped-emphasis": ("A **short** lease.", "一个短租约。", "一个**短**租约。"),
    "extra-newline": ("It waits and stops.", "它等待，\n然后停止。", "它等待，然后停止。"),
    "untranslated": (
        "It waits until the queue is empty.",
        "It waits until the queue is empty.",
        "它等到队列清空。",
    ),
    "wrong-bracket": ("A queue (FIFO).", "队列（FIFO)。", "队列（FIFO）。"),
    "omission": (
        "Stop it. Clear the cache. Start it again.",
        "停止它。重新启动。",
        "停止它，清空缓存，再启动。",
    ),
    "extra-link": ("See leases.", "参见[租约](lease.md)。", "参见租约。"),
    "extra-code": ("See the lease.", "参见 `lease`。", "参见租约。"),
    "changed-image": (
        "![A queue](https://a.org/q.png)",
        "![队列](https://a.org/r.png)",
        "![队列](https://a.org/q.png)",
    ),
    "missing-image": ("Look: ![a queue](q.png)", "请看：队列", "请看：![队列](q.png)"),
    "negation": ("It must not be shared.", "它必须共享。", "它不能共享。"),
    "doubled-word": ("We can start it.", "我们可以可以启动它。", "我们可以启动它。"),
    "swapped-code": (
        "Rename `a.md` to `b.md`.",
        "把 `b.md` 重命名为 `a.md`。",
        "把 `a.md` 重命名为 `b.md`。",
    ),
    "swapped-number": (
        "It fell from 40 to 8 ms.",
        "从 8 毫秒降到 40 毫秒。",
        "从 40 毫秒降到 8 毫秒。",
    ),
    "swapped-url": (
        "[Leases](a.md) and [locks](b.md).",
        "[租约](b.md)和[锁](a.md)。",
        "[租约](a.md)和[锁](b.md)。",
    ),
    "added-text": ("Set the zone.", "设置时区。它区分大小写。", "设置时区。"),
    "swapped-emphasis": ("**Keys** and *values*.", "*键*和**值**。", "**键**和*值*。"),
    "emphasis-unbalanced": ("A **key** here.", "这里有**键。", "这里有**键**。"),
    "emphasis-broken": ("A **key:** here.", "这里有**键：**它。", "这里有**键**：它。"),
    "emphasis-boundary": ("**Most** of it.", "它**的大部分**。", "它的**大部分**。"),
    "flattened-list": ("One item.", "第一项。* 第二项。", "第一项。"),
    "malformed-link": ("See [it](a.md).", "见[它]（a.md）。", "见[它](a.md)。"),
    "escaped-emphasis": ("The *env*.", "\\*环境\\* 变量。", "*环境* 变量。"),
    "tilde-range": ("10~20, and 30~40.", "10~20 次，峰值 30~40 次。", "10–20 次，峰值 30–40 次。"),
    "address-runs-on": ("See https://a.org now.", "见 https://a.org吧。", "见 https://a.org 吧。"),
    "empty-alt": ("![A queue](q.png)", "![](q.png)", "![队列](q.png)"),
    "stray-text": ("It stops.", "它停止。?", "它停止。"),
    "homoglyph": ("Run `pay`.", "运行 `p\u0430y`。", "运行 `pay`。"),
    "unsafe-link": ("Click.", "[点](javascript:a)。", "点这里。"),
    "kangxi-radical": ("A user.", "⽤户在此。", "用户在此。"),
    "halfwidth-punct": ("In fact, it is fast.", "实际上,它很快。", "实际上，它很快。"),
    "halfwidth-bracket": ("Resources (memory).", "资源(内存)。", "资源（内存）。"),
    "halfwidth-dash": ("One thing: do it.", "一件事--去做。", "一件事——去做。"),
    "space-around-punct": ("It is fast.", "它很快 。", "它很快。"),
    "space-between-cjk": ("The oldest.", "最旧的 一个。", "最旧的一个。"),
    "missing-cjk-latin-space": ("Answers of Redis.", "Redis的答案。", "Redis 的答案。"),
    "missing-code-space": ("Run `sync`.", "运行`sync`。", "运行 `sync`。"),
    "truncated-text": ("Stop it, then wait.", "停止它，", "停止它，然后等待。"),
}

# What only a whole article shows; a case of the same name holds the rule.
IN_ARTICLES: dict[str, tuple[str, str, str]] = {
    "inconsistent-term": ("[Leases](a.md) … [leases](a.md)", "[租约](a.md)……[租期](a.md)",
                          "[租约](a.md)……[租约](a.md)"),
    "untranslated-word": ("A lease ends.", "lease 到期。", "租约到期。"),
    "accidental-directive": ("Set the name.", "设置 {名称}。", "设置 \\{名称}。"),
    "coverage": ("# Leases", "# Leases", "# 租约"),
}  # fmt: skip
