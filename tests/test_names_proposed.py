"""What is proposed as a name that a machine translated, and what is not."""

from __future__ import annotations

import pytest

from transpipe import wiring
from transpipe.check.names import propose
from transpipe.config import names
from transpipe.markdown.segments import parse
from transpipe.model.product import ProductName

WORDS = wiring.speller().words
TITLES = "".join(
    f"- {name} 架构-怎样做到\n" for name in ("Redis", "Kafka", "Etcd", "Hive", "Nginx")
)
FOUND = {
    "a link to a home page": (
        "用[蜂巢](https://hive.example.org/)来存。\n", "蜂巢", "hive.example.org"),
    "a link to a home page of one word": (
        "见[薄](http://a.example.org/thin/)。\n", "薄", "a.example.org/thin"),
    "a short item": ("* 卡夫卡\n* Redis\n* 的 MySQL\n", "卡夫卡", ""),
    "before the word behind a name": (f"{TITLES}- 洋葱架构-怎样做到\n", "洋葱", ""),
    "in a row behind other words": ("安装 Atom、崇高文本、Vim 和 Emacs。\n", "崇高文本", ""),
    "a word for its sound in a link": (
        "见[卡地亚](https://cartier.example.org/)。\n", "卡地亚", "cartier.example.org"),
    "beside a name that stands alone": ("* LucidDB\n* 库弗德\n* 数据库\n", "库弗德", ""),
    "before the sign behind a name": (f"{TITLES}- 条带-怎样收钱\n", "条带", ""),
    "in a row": ("用了：条带、Redis 和 Kafka。\n", "条带", ""),
    "what titles begin with": (
        f"{TITLES}- 阿尔及利亚怎样做搜索\n- 阿尔及利亚的网络\n", "阿尔及利亚", ""),
    "a title written by its sound": (f"{TITLES}- 普恩斯的教训-早期\n", "普恩斯", ""),
    "behind the sign of a title": (f"{TITLES}- 坏之前先看看自己-鳄梨的五个阶段\n", "鳄梨", ""),
    "a row that goes on with other words": (
        "用这些做成:闭包,Redis,Kafka,Nginx,快速周转\n", "闭包", ""),
}  # fmt: skip
INNOCENT = {
    "a page of a site": "见[缓存](https://a.example.org/docs/cache.html)。\n",
    "a page with a query": "见[缓存](https://a.example.org/?p=3)。\n",
    "a picture": "见[大图](https://a.example.org/big.jpg)。\n",
    "items of which none is a name": "* 文件\n* 流程\n* TCP 端口\n* 用户\n",
    "a kind of title": f"{TITLES}- 策略:先写缓存\n- 策略:后写磁盘\n",
    "titles without names": "- 洋葱-怎样做\n- 条带-怎样做\n- 细分-怎样做\n",
    "words that stand elsewhere, too": f"{TITLES}- 我们如何搜索\n- 我们如何存储\n\n我们这样做。\n",
    "what prose often says": "见[服务](https://a.example.org/services/)。\n",
    "a phrase for a page": "先[联系我们](https://example.org/contact/)吧。\n",
    "accounts on one site": "看[硒](https://t.example/selen)，也看[硅](https://t.example/silic)。\n",
    "one site, linked with other words": "用[硒](https://se.example/)或[元素](https://se.example)。\n",
    "the beginning of a sentence": "不幸的是，Logstash 和 Fluentd 只有一个。\n",
    "a part of a word": "用 Cinder、奥克塔维亚网络服务、Kuryr、Swift 等。\n",
    "what is short for words": "这里有棱镜、GPU、NAT 和 DNS。\n",
    "numbers of chapters": "* 十四、React 和 Django\n* 十五、Vue 和 Flask\n",
    "lists that are no titles": "* Redis 文件\n* Kafka 文件\n* 指向项目文件\n" + "* 段落\n" * 9,
    "a part of a sentence before a row": "网站变多，包括安德玛、Lacoste、Stripe。\n",
    "the rest of a sentence before a row": "就像它在火狐、Safari 和 Opera 中一样。\n",
    "one name twice": "关注 Rancher，上个月，Rancher 发布了它。\n",
    "an office between a person and a company": "Xavier Amatriain，算法工程总监，Netflix。\n",
    "what a person speaks of": f"{TITLES}- 神话:埃里克·布鲁尔谈银行\n",
    "several in a row": "用了：缓存、队列、Redis 和 Kafka。\n",
}


PERHAPS = {
    "a title that is a word and its ending": (f"{TITLES}- 洋葱架构\n", "洋葱"),
    "common words": ("用[运行范围](https://runscope.example/)。\n", "运行范围"),
    "what holds sentences together": (
        "见[康斯坦丁的博客](https://slisenko.example.org/)。\n", "康斯坦丁的博客"),
    "of a kind that links of several hosts are": (
        "见[火炬主页](https://torch.example/)、[薄主页](https://thin.example/a.html)、"
        "[书的主页](https://b.example/a.html)。\n", "火炬主页"),
    "a title of several words": (
        "发表于[机器学习研究期刊](https://jmlr.example/)。\n", "机器学习研究期刊"),
    "a phrase beside what is short for words": ("* ANPR\n* 板材检测\n* 文件\n", "板材检测"),
}  # fmt: skip


@pytest.mark.parametrize("kind", PERHAPS)
def test_perhaps_a_name(kind: str) -> None:
    text, said = PERHAPS[kind]
    found = propose({"a.md": parse(text, source=False)}, WORDS)
    assert [(each.said, each.certain) for each in found] == [(said, False)]


def test_the_certain_ones_come_first_and_one_place_is_enough() -> None:
    text = f"用[运行范围](https://runscope.example/)。\n\n{TITLES}- 洋葱架构\n"
    more = f"{text}- 洋葱架构-怎样做到\n"
    for each, said in ((text, ["运行范围", "洋葱"]), (more, ["洋葱", "运行范围"])):
        found = propose({"a.md": parse(each, source=False)}, WORDS)
        assert [name.said for name in found] == said
    assert [name.certain for name in found] == [True, False]


@pytest.mark.parametrize("kind", FOUND)
def test_proposed(kind: str) -> None:
    text, said, hint = FOUND[kind]
    found = propose({"a.md": parse(text, source=False)}, WORDS)
    assert [(each.said, each.hint, each.certain) for each in found] == [(said, hint, True)]


@pytest.mark.parametrize("kind", INNOCENT)
def test_left_alone(kind: str) -> None:
    assert not propose({"a.md": parse(INNOCENT[kind], source=False)}, WORDS)


def test_what_is_decided_is_not_proposed_again() -> None:
    text = FOUND["a short item"][0]
    assert not propose({"a.md": parse(text, source=False)}, WORDS, ["卡夫卡"])


def test_the_table_says_what_is_not_certain() -> None:
    perhaps = ProductName("运行范围", "", ("a.md:1",), certain=False)
    found = [ProductName("薄", "", ("a.md:3",)), perhaps]
    rows = names.added("", found).splitlines()[-2:]
    assert rows == ['"薄" = ""  # a.md:3', '"运行范围" = ""  # perhaps; a.md:1']
