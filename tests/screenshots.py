"""Pictures of what a reviewer sees: `python -m tests.screenshots FOLDER`.

A pull request is made in a repository of its own; its comment is shown as GitHub renders it, and
its page as it is: light and dark, in a wide window and on a telephone. So are the pages of a small
site, in every view.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

from tests.browser import NARROW, WIDE, Browser, on_github, opened
from tests.repository import Repository, adopted
from tests.site import site

_EN = """# Water for tea

Bring fresh water to the boil. Do not boil it twice: it goes flat.

Let black tea draw for 4 minutes, green tea for 2.

The pot must not be washed with soap.

```sh
kettle --celsius 95
```

| tea | water |
| --- | --- |
| black | boiling |
| green | a little cooler |

Drink it while it is hot.
"""
_ZH = """# 泡茶用水

把新鲜的水烧开。不要烧第二次：反复烧过的水泡茶没有味道。

红茶泡 4 分钟，绿茶泡 2 分钟。

茶壶不得用洗洁精清洗。

```sh
kettle --celsius 95
```

| 茶 | 水 |
| --- | --- |
| 红茶 | 沸水 |
| 绿茶 | 稍凉 |

趁热喝。
"""
_CHANGES = {
    "原文/water.md": (
        ("The pot must not be washed", "The pot may be washed"),
        ("for 4 minutes", "for 3 minutes"),
        ("--celsius 95", "--celsius 90"),
        ("Drink it while it is hot.", "Drink it while it is hot.\n\nShare it with a friend."),
    ),
    "译文/water.md": (
        ("不要烧第二次：反复烧过的水泡茶没有味道。", "不要反复烧：那样的水泡不出味道。"),
        ("趁热喝。", "趁热喝。\n\n与朋友分享。"),
        ("稍凉", "稍微凉一点"),
    ),
}
_LINK = "https://github.com/you/tea/blob/main/{path}#L{line}"


def pull_request(place: Path, language: str = "en") -> Repository:
    """A repository whose work tree differs from its last commit, in both languages."""
    made = adopted(place, {"原文/water.md": _EN, "译文/water.md": _ZH}, ["原文/water.md"])
    made.write("transpipe.toml", f'language = "{language}"\n')
    made.commit()
    for path, changes in _CHANGES.items():
        text = made.read(path)
        for before, after in changes:
            assert text.count(before) == 1, before
            text = text.replace(before, after)
        made.write(path, text)
    return made


def comment(made: Repository) -> str:
    """The comment that a pull request gets."""
    out = made.root.parent / "report"
    made.transpipe("ci", "--base", "HEAD", "--out", str(out))
    return (out / "comment.md").read_text("utf-8")


def page(made: Repository) -> str:
    """The page that goes with it."""
    return made.transpipe("review", "--html", "--link", _LINK).out


def take(browser: Browser, made: Repository, folder: Path) -> None:
    """All pictures, by what they show."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, html in (("comment", on_github(comment(made))), ("page", page(made))):
        for width, window in ((WIDE, "wide"), (NARROW, "narrow")):
            for dark in (False, True):
                scheme = "dark" if dark else "light"
                browser.picture(html, folder / f"{name}-{window}-{scheme}.png", width, dark=dark)


def take_site(browser: Browser, made: Repository, folder: Path) -> None:
    """Pictures of an article of a site: what a window shows of it."""
    address = f"file://{quote(str(made.root / '_site' / '原文/notes.html'))}"
    for view in ("both", "target", "source"):
        for width, window in ((1180, "wide"), (NARROW, "narrow")):
            for scheme in ("light", "dark"):
                page = browser.chromium.new_page(
                    viewport={"width": width, "height": 860}, color_scheme=scheme, offline=True
                )
                page.goto(f"{address}?view={view}")
                if view == "both":
                    page.locator(".t [data-n]", has_text="把水烧开").hover()
                page.screenshot(path=str(folder / f"pages-{view}-{window}-{scheme}.png"))
                page.close()


def main(folder: str) -> None:
    with tempfile.TemporaryDirectory() as place, opened() as browser:
        take(browser, pull_request(Path(place) / "tea"), Path(folder))
        take_site(browser, site(Path(place) / "site"), Path(folder))


if __name__ == "__main__":
    main(sys.argv[1])
