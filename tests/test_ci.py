"""`transpipe ci`: what lets a change in, what it leaves for later, and what hosts are handed."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options

from tests.conftest import later
from tests.reports import FINE, FORGED, HEAD, HOME, PULL, forged_everywhere, put, raw
from tests.repository import Ran, Repository, adopted, cloned
from transpipe.model import Asked, Finding, Gate, Severity, Verdict
from transpipe.publish.ci import handover
from transpipe.publish.ci.beside_lines import annotate
from transpipe.publish.ci.handover import NotOurs
from transpipe.publish.ci.sarif import sarif
from transpipe.publish.ci.summary import COMMENT, SUMMARY, fitting, summary
from transpipe.publish.quoting import one_line

EN = """# Sharding

You must not restart the server while 3 jobs run.

See [the manual](https://example.org/manual) for more.

Use `fetch()` to read, and write to `/dev/null` if nobody reads.

A cache helps where most requests only read.

Move large files to another store first.

Small tables gain nothing.

Choose the key before you split the data.

Every node holds several partitions.
"""
ZH = """# 分片

有 3 个任务在运行时，不能重启服务器。

详见[手册](https://example.org/manual)。

用 `fetch()` 读取；没有人读，就写到 `/dev/null`。

大多数请求只是读取时，缓存会有帮助。

先把大文件移到别的存储。

小表得不到任何好处。

拆分数据之前，先选好键。

每个节点都有若干分区。
"""
HALF = ZH[: ZH.index("大多数")]


@pytest.fixture
def made(tmp_path: Path) -> Repository:
    """A repository whose translation was adopted and confirmed."""
    return adopted(tmp_path / "work", {"原文/a.md": EN, "译文/a.md": ZH}, ["原文/a.md"])


def ci(made: Repository, *arguments: str) -> tuple[Ran, dict[str, object]]:
    """What `ci` says of the last commit in a fresh clone, and the verdict."""
    made.commit()
    before = made.state()
    ran = made.transpipe("ci", "--base", "HEAD~1", "--json", *arguments)
    assert ran.err == ""
    assert made.state() == before
    return ran, json.loads(ran.out)


def reasons(verdict: dict[str, object], asked: Asked) -> list[str]:
    gates = verdict["gates"]
    assert isinstance(gates, list)
    (found,) = (gate["reasons"] for gate in gates if gate["asked"] == asked)
    assert isinstance(found, list)
    return found


def codes(found: object) -> list[str]:
    assert isinstance(found, list)
    return [finding["code"] for finding in found]


# ── What lets a change in ───────────────────────────────────────────────────────────────────


@pytest.mark.more
def test_a_change_of_the_translation_alone_may_go_in(made: Repository) -> None:
    made.write("译文/a.md", ZH.replace("会有帮助", "很有用"))
    ran, verdict = ci(made)
    assert ran.code == 0
    assert (verdict["findings"], verdict["late"]) == ([], [])


def test_a_change_of_the_source_alone_may_go_in_and_says_what_becomes_stale(
    made: Repository,
) -> None:
    replaced = EN.replace("See [the manual](https://example.org/manual)", "Ask somebody")
    made.write("原文/a.md", replaced.replace("must not", "may"))
    ran, verdict = ci(made)
    assert ran.code == 0
    assert verdict["findings"] == []
    assert {"stale-modality", "replaced"} <= set(codes(verdict["late"]))
    assert "negation" not in codes(verdict["late"])  # it is what makes the unit stale: once


def test_half_a_translation_that_is_gone_fails(made: Repository) -> None:
    made.write("译文/a.md", HALF)
    ran, verdict = ci(made)
    assert ran.code == 1
    assert reasons(verdict, Asked.COVERAGE)
    made.write("transpipe.toml", "[ci]\ncoverage = 30\n")
    assert ci(made)[0].code == 0


@pytest.mark.more
@pytest.mark.parametrize("gone", ["file", "words", "both"])
def test_a_translation_that_is_gone_fails(made: Repository, gone: str) -> None:
    """Also where its catalogue still says all, or where that is gone, too."""
    target = made.root / "译文/a.md"
    target.unlink() if gone != "words" else target.write_text("", "utf-8")
    if gone == "both":
        shutil.rmtree(made.root / "locales")
    ran, verdict = ci(made)
    assert ran.code == 1
    assert reasons(verdict, Asked.COVERAGE)


@pytest.mark.more
def test_what_left_the_source_may_leave_the_translation(made: Repository) -> None:
    made.write("原文/a.md", EN[: EN.index("A cache")])
    made.write("译文/a.md", HALF)
    assert ci(made)[0].code == 0


@pytest.mark.more
def test_only_a_new_mistake_fails(made: Repository) -> None:
    made.write("译文/a.md", ZH + "\n[那里](./nowhere.md)有一个。\n")
    ran, verdict = ci(made)
    assert ran.code == 1
    assert codes(verdict["findings"]) == ["dead-link"]
    made.write("译文/a.md", ZH.replace("分片", "分片法") + "\n[那里](./nowhere.md)有一个。\n")
    ran, verdict = ci(made)
    assert ran.code == 0
    assert (verdict["findings"], verdict["known"]) == ([], 1)
    assert made.transpipe("ci").code == 1  # compared with nothing, all count


def test_a_wrong_character_that_was_there_is_no_news(tmp_path: Path) -> None:
    """Nor in a traditional text, of which only a dictionary tells which characters are wrong."""
    en = "# Tea\n\nPour the tea.\n\nCups are merged.\n"
    zh = "# 茶\n\n倒進茶壺裡。\n\n會合並這幾個溫熱過的茶壺與盤碟。\n"
    files = {"原文/a.md": en, "译文/a.md": zh, "transpipe.toml": 'authored = "zh_CN"\n'}
    made = adopted(tmp_path / "work", files, ["原文/a.md"])
    assert '"script-mixed"' in made.transpipe("check", "--json").out
    made.write("译文/a.md", zh.replace("倒進", "斟進"))
    _ran, verdict = ci(made)
    assert verdict["findings"] == []


def test_an_article_with_another_name_is_compared_with_what_it_was(made: Repository) -> None:
    """What was wrong is no news; what the change makes wrong is told, and what it loses counts."""
    made.write("译文/a.md", ZH.replace("详见", "详见,") + "\n[那里](./nowhere.md)有一个。\n")
    made.commit()
    for folder in ("原文", "译文"):
        (made.root / folder / "deep").mkdir()
        (made.root / folder / "a.md").rename(made.root / folder / "deep" / "b.md")
    ran, verdict = ci(made)
    assert (ran.code, verdict["findings"]) == (0, [])
    assert made.transpipe("check", "--base", "HEAD~1").code == 0
    renamed = (made.root / "译文/deep/b.md").read_text("utf-8")
    made.write("译文/deep/b.md", renamed.replace("不能重启", "可以重启"))
    made.commit()
    found = json.loads(made.transpipe("ci", "--base", "HEAD~2", "--json").out)
    assert codes(found["findings"]) == ["denied-otherwise"]
    made.write("译文/deep/b.md", HALF)
    made.commit()
    found = json.loads(made.transpipe("ci", "--base", "HEAD~3", "--json").out)
    assert reasons(found, Asked.COVERAGE)


@pytest.mark.more
@pytest.mark.parametrize("name", ["a-new.md", "b.md"])
def test_a_source_alone_may_have_another_name(tmp_path: Path, name: str) -> None:
    """Its words are in the catalogue, and the Chinese file stands where it stood."""
    pattern = '[[pairs]]\nsource = "docs/**/{name}.md"\ntarget = "docs/**/{name}.zh.md"\n'
    files = {"docs/a.md": EN, "docs/a.zh.md": ZH, "transpipe.toml": pattern}
    made = adopted(tmp_path / "work", files, ["docs/a.md"])
    (made.root / "docs" / "a.md").unlink()
    made.write(f"docs/{name}", EN.replace("Small tables", "Some small tables"))
    ran, verdict = ci(made)
    assert (ran.code, reasons(verdict, Asked.COVERAGE)) == (0, [])
    said = made.transpipe("review", "--base", "HEAD~1").out
    assert f"docs/a.md → docs/{name}" in said
    assert "[-Small-]{+Some small+}" in said


@pytest.mark.more
def test_a_warning_fails_where_it_is_asked_for(made: Repository) -> None:
    made.write("译文/a.md", ZH.replace("3 个", "4 个"))
    assert ci(made)[0].code == 0
    made.write("transpipe.toml", "[ci]\nstrict = true\nnew_only = false\n")
    ran, verdict = ci(made)
    assert (ran.code, codes(verdict["findings"])) == (1, ["wrong-number"])


@pytest.mark.parametrize(
    ("old", "new"),
    [("不能重启服务器", "可以重启服务器"), ("不能重启服务器", "能重启服务器"),
     ("小表得不到任何好处", "小表得到许多好处"), ("不能重启服务器", "禁止重启服务器"),
     ("会有帮助", "没有帮助")],
)  # fmt: skip
def test_a_not_that_comes_or_goes_in_chinese_alone_is_annotated(
    made: Repository, tmp_path: Path, old: str, new: str
) -> None:
    made.write("译文/a.md", ZH.replace(old, new))
    ran, verdict = ci(made)
    wanted = [] if new.startswith("禁") else ["denied-otherwise"]
    assert (ran.code, codes(verdict["findings"]), verdict["known"]) == (0, wanted, 0)
    said = on_github(made, tmp_path).transpipe("ci").out
    line = 1 + ZH[: ZH.index(old)].count("\n")
    shown = f"::warning title=transpipe denied-otherwise,file=译文/a.md,line={line}::"
    assert (shown in said) == bool(wanted)


@pytest.mark.more
def test_a_ban_that_is_lifted_in_chinese_alone_is_told(made: Repository) -> None:
    made.write("译文/a.md", ZH.replace("不能重启", "禁止重启"))
    made.commit()
    made.write("译文/a.md", ZH.replace("不能重启", "允许重启"))
    assert codes(ci(made)[1]["findings"]) == ["denied-otherwise"]
    made.write("原文/a.md", EN.replace("must not restart", "may restart"))
    made.write("译文/a.md", ZH.replace("不能重启", "可以重启"))
    made.commit()
    assert (
        codes(json.loads(made.transpipe("ci", "--base", "HEAD~2", "--json").out)["findings"]) == []
    )


@pytest.mark.more
def test_what_the_settings_ask_for_besides(made: Repository) -> None:
    made.write("译文/a.md", ZH.replace("会有帮助", "很有用"))
    made.write("原文/b.md", "# Another\n\nNobody has translated it.\n")
    said = "fail_under = 90\nsync_check = true\nreviewers = ['王']\n"
    made.write("transpipe.toml", f"[ci]\n{said}")
    ran, verdict = ci(made)
    assert ran.code == 1
    failing = [asked for asked in Asked if reasons(verdict, asked)]
    assert failing == [Asked.FAIL_UNDER, Asked.SYNC, Asked.REVIEWERS]


@pytest.mark.more
def test_no_change_names_its_own_reviewers(made: Repository) -> None:
    made.write("transpipe.toml", "[ci]\nreviewers = ['王']\n")
    made.commit()
    base = made.git("rev-parse", "HEAD").strip()

    def said() -> list[str]:
        made.commit()
        verdict = json.loads(made.transpipe("ci", "--base", base, "--json").out)
        return reasons(verdict, Asked.REVIEWERS)

    made.write("译文/a.md", ZH.replace("会有帮助", "很有用"))
    made.write("transpipe.toml", "[ci]\nreviewers = ['李']\n")
    made.steps("accept 原文/a.md --review 李")
    assert "王" in said()[0]
    made.write("transpipe.toml", "")
    assert said()
    made.steps("accept 原文/a.md --review 王")
    assert not said()


@pytest.mark.more
def test_a_file_that_build_would_write_fails_where_that_is_asked(made: Repository) -> None:
    made.translate("原文/a.md", {"Sharding": "数据分片"})
    made.write("transpipe.toml", "[ci]\nbuild_check = true\n")
    ran, verdict = ci(made)
    assert ran.code == 1
    assert "译文/a.md" in reasons(verdict, Asked.BUILD)[0]
    made.steps("run")
    assert ci(made)[0].code == 0


@pytest.mark.more
def test_it_is_judged_as_in_a_fresh_clone(made: Repository) -> None:
    """What this clone remembers of its own last sync decides nothing."""
    made.write("译文/a.md", HALF)
    made.steps("sync")
    made.git("checkout", "-q", "locales")
    ran, verdict = ci(made)
    assert ran.code == 1
    assert reasons(verdict, Asked.COVERAGE)


@pytest.mark.more
def test_it_speaks_the_language_of_the_repository(made: Repository) -> None:
    made.write("transpipe.toml", 'language = "zh_CN"\n')
    made.commit()
    assert made.transpipe("ci", "--base", "HEAD").out.endswith("可以合入\n")


# ── What is left for hosts ──────────────────────────────────────────────────────────────────


def on_github(made: Repository, tmp_path: Path, head: str = HEAD) -> Repository:
    """The same repository in a job of a pull request."""
    made.git("update-ref", "refs/remotes/origin/main", "HEAD~1")
    event = tmp_path / "event.json"
    event.write_text(json.dumps({"pull_request": {"number": 7, "head": {"sha": head}}}))
    said = {
        "GITHUB_ACTIONS": "true", "GITHUB_EVENT_PATH": str(event), "GITHUB_BASE_REF": "main",
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"), "GITHUB_WORKSPACE": str(made.root),
        "GITHUB_SERVER_URL": "https://github.com", "GITHUB_REPOSITORY": "a/b",
    }  # fmt: skip
    return replace(made, environment=said)


def test_github_gets_annotations_a_summary_and_files(made: Repository, tmp_path: Path) -> None:
    made.write("译文/a.md", ZH.replace("会有帮助", "很有用") + "\n[那里](./nowhere.md)有。\n")
    made.commit()
    out = tmp_path / "out"
    ran = on_github(made, tmp_path).transpipe("ci", "--out", str(out))
    assert ran.code == 1
    assert re.search(r"^::error title=transpipe dead-link,file=译文/a.md,line=19,", ran.out)
    shown = (tmp_path / "summary.md").read_text("utf-8")
    comment = (out / "comment.md").read_text("utf-8")
    for text in (shown, comment):
        assert "译文/a.md:19" in text
        assert "A cache helps where most requests only read." in text
    report = handover.read((out / "report.json").read_bytes())
    assert (report.number, report.head, report.verdict.passed) == (7, HEAD, False)
    assert handover.comment(report, handover.link(report, HEAD, raw(PULL))) == comment
    found = json.loads((out / "findings.sarif").read_text("utf-8"))["runs"][0]["results"]
    assert [each["ruleId"] for each in found] == ["dead-link"]
    assert (out / "review.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert json.loads((out / "verdict.json").read_text("utf-8"))["gates"][0]["reasons"]


@pytest.mark.more
def test_the_comment_holds_what_review_shows(made: Repository, tmp_path: Path) -> None:
    """Both sides are synced once for the verdict, and shown as `review` would sync them."""
    made.write("译文/a.md", ZH.replace("会有帮助", "很有用"))
    made.write("原文/a.md", EN.replace("must not", "may").replace("# Sharding", "# Shards"))
    made.write("原文/b.md", "# Another\n\nA new one.\n")
    made.write("译文/b.md", "# 另一篇\n\n新的一篇。\n")
    made.commit()
    out = tmp_path / "out"
    assert made.transpipe("ci", "--base", "HEAD~1", "--out", str(out)).code == 0
    base = made.git("rev-parse", "HEAD~1").strip()[:12]
    clone = cloned(made.root, tmp_path / "clone")
    shown = clone.transpipe("review", "--base", base, "--markdown").out
    assert "A cache helps" in shown
    assert "新的一篇" in shown
    assert (out / "comment.md").read_text("utf-8").endswith(shown)


@pytest.mark.more
def test_paths_begin_where_the_host_has_checked_out(made: Repository, tmp_path: Path) -> None:
    made.write("译文/a.md", ZH + "\n[那里](./nowhere.md)有。\n")
    made.commit()
    there = on_github(made, tmp_path)
    above = {**there.environment, "GITHUB_WORKSPACE": str(made.root.parent)}
    ran = replace(there, environment=above).transpipe("ci")
    assert "file=work/译文/a.md," in ran.out


# ── Texts that would be something else ──────────────────────────────────────────────────────

ACTIVE = (
    "::error::x", "x\n::add-mask::secret", "##[group]x", "%0A::set-output name=a::b",
    "\r::debug::x",
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<a href='javascript:x'>y</a>",
    "@everyone", "a #12 b", "GH-3", "![x](https://e.example/p.png)", "[x](javascript:alert(1))",
    "</td></tr></table><h1>x", "<!-- transpipe:ci -->", "</ul>\n\n# big", "\u202eevil\u2066",
    "\u2028::error::x", "`</code>`", "&lt;script&gt;", "&#64;everyone", "www.e.example/x",
    "https://e.example/x", "<details open onload=x>", "\x1b[31mred", "[a]: https://e.example",
)  # fmt: skip
HOSTILE = tuple(
    f"{before}{text}{after}"
    for text in ACTIVE
    for before, after in (("", ""), ("字", "。"), ("a,b:c", "\n"), ("\n\n", "%"), ("# ", " | "),
                          ("- ", "\t"), ("```\n", "\n```"), ("<b>", "</b>"))
)  # fmt: skip


def verdict_of(texts: tuple[str, ...]) -> Verdict:
    found = tuple(
        Finding(text[:40], severity, text, f"译文/{text}.md", 1, 2, 5, text, text)
        for text in texts
        for severity in Severity
    )
    return Verdict(HEAD, (Gate(Asked.COVERAGE, texts),), found, found[:40], 3)


def test_no_text_is_a_workflow_command() -> None:
    assert len(HOSTILE) >= 200
    for text in HOSTILE:
        for line in annotate(verdict_of((text,)), "zh_CN"):
            assert re.fullmatch(r"::(error|warning|notice) [^\r\n\u2028\u2029]*", line)
            head, _colons, _said = line[2:].partition("::")
            names = [part.partition("=")[0] for part in head.split(" ", 1)[1].split(",")]
            assert set(names) <= {"title", "file", "line", "col", "endColumn"}
            assert len(names) == len(set(names))
            assert not re.search(r"%(?!25|0D|0A|3A|2C)", line)


def tags(markdown: str) -> set[str]:
    """The tags that GitHub's own Markdown makes of a text, with its attributes."""
    html = cmarkgfm.github_flavored_markdown_to_html(markdown, options=Options.CMARK_OPT_UNSAFE)
    return set(re.findall(r"<[a-zA-Z/!?][^>]*>", html))


OURS = {"<!-- transpipe:ci -->", "<h2>", "</h2>", "<p>", "</p>", "<ul>", "</ul>", "<li>", "</li>",
        "<b>", "</b>", "<code>", "</code>"}  # fmt: skip


def test_no_text_is_html_markdown_or_a_mention() -> None:
    for text in HOSTILE:
        said = summary(verdict_of((text,)), "zh_CN", 10)
        assert tags(said) <= OURS, text
        assert not re.search(r"(?<!\w)[@#]\w", re.sub(r"&#x?\w+;", "", said)), text


def test_what_turns_a_line_around_is_seen_in_json(made: Repository, tmp_path: Path) -> None:
    made.write("译文/a.md", ZH + "\n[那\u202e里\u200b](./nowhere\u202e.md)有一个。\n")
    made.commit()
    out = tmp_path / "out"
    ran = on_github(made, tmp_path).transpipe("ci", "--out", str(out), "--json")
    files = [path.read_text("utf-8") for path in out.iterdir()]
    assert len(files) == 5
    for said in (ran.out, *files):
        assert not {"\u202e", "\u200b" if said.startswith("{") else "\u202e"} & set(said)
    found = json.loads((out / "findings.sarif").read_text("utf-8"))["runs"][0]["results"]
    assert any("<U+202E>" in each["message"]["text"] for each in found)
    assert any("\u202e" in each["message"] for each in json.loads(ran.out)["findings"])


def test_ten_thousand_findings_keep_every_limit() -> None:
    many = verdict_of(tuple(f"{n} {HOSTILE[n % 200]}" for n in range(3_400)))
    assert len(many.findings) == 10_200
    lines = annotate(many, "zh_CN")
    kinds = [line.split(" ")[0] for line in lines]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "::error": 10,
        "::warning": 10,
        "::notice": 10,
    }
    assert len(summary(many, "zh_CN", 10)) < COMMENT // 4
    assert len(fitting(many, "zh_CN", SUMMARY // 2).encode()) <= SUMMARY // 2
    results = sarif(many.findings, "1")["runs"][0]["results"]
    assert len(results) == 5_000
    assert all(each["locations"][0]["physicalLocation"]["region"]["startLine"] for each in results)


@pytest.mark.more
def test_what_is_printed_of_a_file_is_no_command(made: Repository, tmp_path: Path) -> None:
    made.write("译文/::add-mask::x.md", "# 标题\n")
    made.write("译文/##[group]x.md", "[没有](./::error::y.md)\n")
    made.commit()
    there = on_github(made, tmp_path)
    for command in ("status", "check", "ci"):
        said = there.transpipe(command, *(("--all",) if command != "ci" else ()))
        for line in (said.out + said.err).splitlines():
            assert "##[" not in line
            if line.lstrip().startswith("::"):
                assert command == "ci"
                assert re.match(r"::(error|warning|notice) title=", line)


# ── What a job that comments believes ───────────────────────────────────────────────────────


@pytest.mark.parametrize("name", FORGED)
def test_a_report_that_we_have_not_written_is_refused(name: str) -> None:
    with pytest.raises(NotOurs):
        handover.read(raw(FORGED[name]))


@pytest.mark.parametrize(
    "pull",
    [
        PULL | {"number": 8},
        PULL | {"head": {"sha": "f" * 40}},
        PULL | {"state": "closed"},
        {"message": "Not Found"},
        [],
        b"",
    ],
)
def test_a_report_of_another_pull_request_is_refused(pull: object) -> None:
    report = handover.read(raw(FINE))
    handover.link(report, HEAD, raw(PULL))
    with pytest.raises(NotOurs):
        handover.link(report, HEAD, raw(pull))


def passed_on(said: object) -> str:
    """The comment that is written of a report."""
    report = handover.read(raw(said))
    return handover.comment(report, handover.link(report, HEAD, raw(PULL)))


def test_where_links_lead_the_host_says() -> None:
    with pytest.raises(NotOurs):
        handover.link(handover.read(raw(FINE)), "f" * 40, raw(PULL))
    said = passed_on(FINE)
    assert set(re.findall(r'href="([^"]*)"', said)) == {
        f"{HOME}/blob/{HEAD}/docs/{quote(name)}.md#L{line}"
        for name, line in (("原文/a", 4), ("译文/a", 3), ("译文/c", 2))
    }
    for path in ("../../x/a.md", "/x/a.md", "a/./b.md", "a//b.md"):
        moved = put("review.changes.0.source_file", path)
        assert f"/{path}" not in passed_on(moved)
        assert f"{path}:4</code>" in passed_on(moved).replace("<wbr>", "")
    odd = {**PULL, "base": {"repo": {"html_url": "javascript:x"}}}
    report = handover.read(raw(FINE))
    assert "href" not in handover.comment(report, handover.link(report, HEAD, raw(odd)))


ALL = OURS | {"<h3>", "</h3>", "<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "<details>",
              "</details>", "<summary>", "</summary>", "<th width=\"50%\">", "</th>", "<br>",
              "<details open>", "<tr valign=\"top\">", "<td colspan=\"2\">", "<i>", "</i>", "<del>",
              "</del>", "<ins>", "</ins>", "<wbr>", "</a>", "<!-- transpipe:review -->",
              "</wbr>"}  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE[: 8 * len(ACTIVE) : 9] + tuple(later(*HOSTILE[1::3])))
def test_whatever_a_report_says_is_a_text(text: str) -> None:
    """A comment is written of it as of any other: in each place that has a text, and any text."""
    count = 0
    for data in forged_everywhere(text):
        try:
            said = passed_on(data)
        except NotOurs:
            continue
        count += 1
        links = {tag for tag in tags(said) if tag.startswith("<a ")}
        assert all(link.startswith(f'<a href="{HOME}/blob/{HEAD}/docs/') for link in links)
        assert not any("/.." in link for link in links)
        assert tags(said) - links <= ALL
        assert not re.search(r"[@#]\w", re.sub(r"&#x?\w+;|#L\d+", "", said))
        assert not {"\x1b", "\u202e", "\u2028"} & set(said)
    assert count > 15


@pytest.mark.more
def test_the_command_refuses_with_four(made: Repository, tmp_path: Path) -> None:
    folder = tmp_path / "artifact"
    folder.mkdir()
    pull = tmp_path / "pull.json"
    pull.write_bytes(raw(PULL))
    asked = ("ci", "--comment", str(folder))
    assert made.transpipe(*asked).code == 2  # nothing there
    (folder / "report.json").write_bytes(raw(FINE))
    assert made.transpipe(*asked).out == "7\n"
    ran = made.transpipe(*asked, "--head", HEAD, "--pull", str(pull))
    assert (ran.code, ran.out) == (0, passed_on(FINE))
    (folder / "report.json").write_bytes(raw(FORGED["a comment of its own"]))
    refused = made.transpipe(*asked, "--head", HEAD, "--pull", str(pull))
    assert (refused.code, refused.out) == (4, "")
    (folder / "report.json").unlink()
    (folder / "report.json").symlink_to(pull)
    assert made.transpipe(*asked).code == 2


def test_quoted_texts_stay_readable() -> None:
    assert one_line("一个 `a < b` 的例子，见 #3 与 @x") == (
        "一个 `a &lt; b` 的例子，见 #\u200b3 与 @\u200bx"
    )
