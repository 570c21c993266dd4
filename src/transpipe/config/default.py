"""The settings file that `init` writes, and the one to which a locale is added."""

import json
import re
from collections.abc import Iterable


def with_locales(text: str, locales: Iterable[str]) -> str:
    """The text of a `transpipe.toml` with `locales` set; every other line stays.

    A list that goes over several lines becomes one line.
    """
    setting = f"locales = {_value(tuple(map(str, locales)))}"
    there = re.search(r"^[ \t]*locales[ \t]*=[ \t]*\[[^\]]*\]", text, re.MULTILINE)
    first_table = re.search(r"^[ \t]*\[", text, re.MULTILINE)
    end = first_table.start() if first_table else len(text)
    if there and there.start() < end:
        return text[: there.start()] + setting + text[there.end() :]
    above = text[:end].rstrip("\r\n")
    return f"{above}\n\n{setting}\n".lstrip("\n") + (f"\n{text[end:]}" if text[end:] else "")


# ── the file that `init` writes ─────────────────────────────────────────────────────────────

_HEADS = {
    "zh_CN": "transpipe 的设置。每一项都可以省略，这里写的是默认值。",
    "en": "Settings of transpipe. Each may be left out; these are the defaults.",
}
_NOTES = {
    "language": (
        "页面、注释和模板所用的语言：zh_CN 或 en",
        "the language of pages, comments and templates: zh_CN or en",
    ),
    "source_dir": ("英文原文所在的文件夹", "where the English articles are"),
    "target_dir": ("中文译文所在的文件夹", "where their Chinese translations are"),
    "index": (
        "目录文件：其中 `| [原文](…) | [译文](…)` 的各行说明谁是谁的译文",
        "files whose rows `| [原文](…) | [译文](…)` say whose translation a file is",
    ),
    "exclude": ('不是文章的文件，例如 "drafts/**"', 'what is no article, such as "drafts/**"'),
    "locales": ('由 zh_CN 转换而来："zh_TW"、"zh_HK"', 'made from zh_CN: "zh_TW", "zh_HK"'),
    "missing": (
        "没有译文的段落：source 显示原文，omit 略去，mark 标明",
        "what has no translation: source shows the English, omit leaves it out, mark says so",
    ),
    "keep": (
        "译出的段落不到这个百分比，就不写出译文",
        "below this percentage of translated paragraphs no translation is written",
    ),
    "current_up_to": (
        "原文改到哪一级译文仍算最新：same markup link spelling code number modality content",
        "the gravest change of the source that leaves a translation current: same markup\n"
        "# link spelling code number modality content",
    ),
    "stale_banner": (
        "译文过期时放在文首的模板文件；空着就不放",
        "a template that stands above a translation that is not current; none if empty",
    ),
    "mark_fuzzy": (
        "译文中过期、存疑或有冲突的段落是否加上标记",
        "whether stale, doubtful and conflicting words carry a mark in the translation",
    ),
    "pairs": ("文件名和目录都看不出的对应关系", "pairs that neither names nor the index tell"),
}
_LISTED = {
    "source_dir": "原文",
    "target_dir": "译文",
    "index": ("README.md",),
    "exclude": (),
    "locales": (),
    "missing": "source",
    "keep": 0,
    "current_up_to": "spelling",
    "stale_banner": "",
    "mark_fuzzy": False,
}


def render_default(
    language: str = "zh_CN",
    *,
    source_dir: str = "原文",
    exclude: Iterable[str] = (),
    pairs: Iterable[tuple[str, str]] = (),
) -> str:
    """A short settings file with comments in `language`; read again it gives these values."""
    chinese = language == "zh_CN"
    given = {
        "language": language,
        **_LISTED,
        "source_dir": source_dir,
        "exclude": tuple(exclude),
    }
    lines = [f"# {line}" for line in _HEADS["zh_CN" if chinese else "en"].splitlines()]
    for key, value in given.items():  # in the order a reader wants them
        lines += ["", f"# {_NOTES[key][not chinese]}", f"{key} = {_value(value)}"]
    named = list(pairs)
    lines += ["", f"# {_NOTES['pairs'][not chinese]}"]
    lines += [] if named else ["# [[pairs]]", '# source = "README_EN.md"', '# target = "README.md"']
    for source, target in named:
        lines += ["[[pairs]]", f"source = {_value(source)}", f"target = {_value(target)}", ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def _value(value: object) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(_value(item) for item in value)}]"
    # What JSON writes of texts, numbers and flags is TOML too, but for DEL.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
