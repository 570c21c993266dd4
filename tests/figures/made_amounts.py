"""Pairs of one amount in both languages, made from a seed: right ones, and each broken once.

An oracle by itself: an amount is chosen first, then spelt in each language; nothing is read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_HAN = "零一二三四五六七八九"
_MONTHS = "January February March April May June July August September October November December"
_PARTS = {2: "half", 3: "third", 4: "quarter", 5: "fifth", 8: "eighth", 10: "tenth"}
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SENTENCES = (
    ("The job reads {} in all.", "该任务共读取 {}。"),
    ("We saw {} here.", "我们在这里看到了 {}。"),
    ("According to the report, it was {}.", "报告说，是 {}。"),
    ("It is **{}** now.", "现在是 **{}**。"),
)


@dataclass(frozen=True)
class Made:
    """A pair and the same pair broken."""

    kind: str
    source: str
    target: str
    broken: str


Forms = tuple[list[str], list[str]]
"""Everything that an amount may be called in English, and in Chinese."""


def made(seed: int, count: int) -> list[Made]:
    """So many pairs, of every kind as many."""
    random = Random(seed)
    kinds = list(KINDS.items())
    return [_one(random, *kinds[n % len(kinds)]) for n in range(count)]


def _one(random: Random, kind: str, make: Callable[[Random], tuple[Forms, Forms]]) -> Made:
    (english, chinese), (_other, wrong) = make(random)
    en, zh = random.choice(_SENTENCES)
    return Made(
        kind,
        en.format(random.choice(english)),
        zh.format(random.choice(chinese)),
        zh.format(random.choice([w for w in wrong if w not in chinese])),
    )


def _han(number: int) -> str:
    """A number below 10,000 in Chinese."""
    out, rest, gap = "", number, False
    for size, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, rest = divmod(rest, size)
        if digit:
            out += ("零" if gap else "") + _HAN[digit] + name
            gap = False
        else:
            gap = bool(out)
    return out.removeprefix("一") if 10 <= number < 20 else out or "零"


def _english(number: int) -> str:
    """A number below 1,000 in English."""
    if number < 20:
        return _ONES.split()[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS.split()[tens - 2] + (f"-{_ONES.split()[ones]}" if ones else "")
    hundreds, rest = divmod(number, 100)
    return f"{_ONES.split()[hundreds]} hundred" + (f" and {_english(rest)}" if rest else "")


def _two(
    random: Random, of: Callable[..., Forms], choose: Callable[[], object]
) -> tuple[Forms, Forms]:
    """The forms of an amount, and those of another one."""
    first = choose()
    other = choose()
    while other == first:
        other = choose()
    return of(first), of(other)


def _times(random: Random) -> tuple[Forms, Forms]:
    def forms(at: object) -> Forms:
        hour, minute = at if isinstance(at, tuple) else (0, 0)
        late, twelve = hour >= 12, (hour - 1) % 12 + 1
        sign, day = (
            "pm" if late else "am",
            "下午" if 13 <= hour < 18 else "晚上" if hour >= 18 else "上午",
        )
        tail = f":{minute:02}" if minute else ""
        said = f" {minute} 分" if minute else ""
        said = "半" if minute == 30 else said
        english = [f"{twelve}{tail} {sign}", f"{twelve}{tail} {sign[0]}.m.", f"{hour}:{minute:02}"]
        chinese = [
            f"{day} {twelve} 点{said}",
            f"{hour}:{minute:02}",
            f"{day}{_han(twelve)}点{said}",
        ]
        return english, chinese

    hours = [h for h in range(6, 24) if h != 12]
    return _two(random, forms, lambda: (random.choice(hours), random.choice([0, 15, 30, 45])))


def _decades(random: Random) -> tuple[Forms, Forms]:
    def forms(year: object) -> Forms:
        assert isinstance(year, int)
        century, decade = year // 100 + 1, year % 100
        english = [f"in the {year}s", f"in the early {year}s"]
        chinese = [f"{century} 世纪 {decade} 年代", f"{year} 年代"]
        if century == 20:
            chinese += [f"上世纪 {decade} 年代", f"{_HAN[decade // 10]}十年代"]
        return english, chinese

    return _two(random, forms, lambda: random.choice([19, 18]) * 100 + random.randrange(2, 10) * 10)


def _ranges(random: Random) -> tuple[Forms, Forms]:
    def forms(ends: object) -> Forms:
        low, high, kind = ends if isinstance(ends, tuple) else (0, 0, 0)
        if kind == 0:
            return (
                [
                    f"{low}-{high} nodes",
                    f"{low} to {high} nodes",
                    f"between {low} and {high} nodes",
                ],
                [
                    f"{low}-{high} 个节点",
                    f"{low} 到 {high} 个节点",
                    f"{low}~{high} 个节点",
                    f"{_han(low)}到{_han(high)}个节点",
                ],
            )
        if kind == 1:
            return (
                [f"{low}-{high} million", f"{low} million to {high} million"],
                [f"{low * 100} 万到 {high * 100} 万", f"{low * 100}-{high * 100} 万"],
            )
        if kind == 2:
            return [f"{low}–{high}%", f"{low}% to {high}%"], [
                f"{low}%-{high}%",
                f"{low}% 到 {high}%",
            ]
        small = low % 7 + 2
        return (
            [
                f"{small}-{small + 1} days",
                f"{_ONES.split()[small]} or {_ONES.split()[small + 1]} days",
            ],
            [f"{'两' if small == 2 else _HAN[small]}{_HAN[small + 1]}天"]
            if small < 9
            else ["九到十天"],
        )

    kind = random.randrange(4)

    def choose() -> object:
        low = random.randrange(2, 60)
        return low, low + random.randrange(2, 30), kind

    first = choose()
    other = choose()
    while isinstance(first, tuple) and isinstance(other, tuple) and other[0] % 7 == first[0] % 7:
        other = choose()
    return forms(first), forms(other)


def _dates(random: Random) -> tuple[Forms, Forms]:
    def forms(day: object) -> Forms:
        year, month, number = day if isinstance(day, tuple) else (0, 0, 0)
        name = _MONTHS.split()[month - 1]
        if year:
            english = [
                f"{name} {number}, {year}",
                f"{number} {name} {year}",
                f"{name[:3]} {number}, {year}",
                f"{year}-{month:02}-{number:02}",
            ]
            return english, [
                f"{year} 年 {month} 月 {number} 日",
                f"{year}-{month:02}-{number:02}",
                f"{year}年{month}月{number}日",
            ]
        return [
            f"{name} {number}",
            f"{name[:3]} {number}",
            f"the {number}th of {name}" if 3 < number < 21 else f"{number} {name}",
        ], [f"{month} 月 {number} 日", f"{_han(month)}月{_han(number)}日"]

    with_year = random.random() < 0.6
    return _two(
        random,
        forms,
        lambda: (
            random.randrange(1950, 2030) if with_year else 0,
            random.randrange(1, 13),
            random.randrange(1, 29),
        ),
    )


def _fractions(random: Random) -> tuple[Forms, Forms]:
    def forms(part: object) -> Forms:
        top, bottom = part if isinstance(part, tuple) else (1, 2)
        name = _PARTS[bottom]
        whole = f"a {name}" if top == 1 else f"{_ONES.split()[top]} {name}s"
        return [whole + " of it", f"{top}/{bottom}", f"{top} out of {bottom}"], [
            f"{_han(bottom)}分之{_han(top)}",
            f"{top}/{bottom}",
            f"{bottom} 个中的 {top} 个",
        ]

    def choose() -> object:
        bottom = random.choice([3, 4, 5, 8, 10])
        odd = [n for n in range(1, bottom) if n % 2 or bottom % 2]
        odd = [n for n in odd if not (bottom == 10 and n == 5)]
        return random.choice(odd), bottom

    return _two(random, forms, choose)


def _scales(random: Random) -> tuple[Forms, Forms]:
    def forms(amount: object) -> Forms:
        number, scale = amount if isinstance(amount, tuple) else (1, "million")
        value = number * _SCALES[scale]
        english = [f"{number} {scale} rows", f"{value:,} rows", f"{_english(number)} {scale} rows"]
        chinese = [f"{_in_myriads(value)}行", f"{value:,} 行"]
        return english, chinese

    number, scale = random.randrange(2, 9), random.choice(list(_SCALES))
    other = random.choice([number * 10, number * 100, number + 1, number + 2])
    return forms((number, scale)), forms((other, scale))


def _in_myriads(value: int) -> str:
    for size, name in ((10**12, "万亿"), (10**8, "亿"), (10**4, "万")):
        if value >= size:
            shown = f"{value / size:.4f}".rstrip("0").rstrip(".")
            return f"{shown} {name}" if value % (size // 10**4) == 0 else f"{value:,} "
    return f"{value} "


def _spoken(random: Random) -> tuple[Forms, Forms]:
    kind = random.randrange(5)

    def forms(number: object) -> Forms:
        assert isinstance(number, int)
        ones = number % 9 + 1
        if kind == 0:
            return [f"{ones}50 items", f"{_english(ones * 100 + 50)} items"], [f"{_HAN[ones]}百五"]
        if kind == 1:
            return [f"{ones}5,000 items"], [f"{_HAN[ones]}万五"]
        if kind == 2:
            return [f"{ones}.5 points", f"{ones}.5"], [f"{_HAN[ones]}点五", f"{ones}.5"]
        if kind == 3:
            return [f"{ones},{number % 8 + 1}00 items"], [f"{ones}千{number % 8 + 1}百"]
        return [f"{_english(number)} items", f"{number} items"], [
            f"{_han(number)}个",
            f"{number} 个",
        ]

    first = random.randrange(11, 900)
    other = first + random.choice([1, 2, 3, 4])
    return forms(first), forms(other)


_UNITS = {
    "time": (
        ("milliseconds", "ms", "毫秒"),
        ("seconds", "s", "秒"),
        ("minutes", "min", "分钟"),
        ("hours", "h", "小时"),
    ),
    "size": (
        ("kilobytes", "KB", "KB"),
        ("megabytes", "MB", "MB"),
        ("gigabytes", "GB", "GB"),
        ("terabytes", "TB", "TB"),
    ),
    "length": (
        ("millimeters", "mm", "毫米"),
        ("centimeters", "cm", "厘米"),
        ("meters", "meters", "米"),
        ("kilometers", "km", "公里"),
        ("miles", "miles", "英里"),
    ),
    "mass": (("grams", "g", "克"), ("kilograms", "kg", "公斤"), ("tons", "t", "吨")),
    "money": (("dollars", "USD", "美元"), ("euros", "EUR", "欧元"), ("yuan", "CNY", "元")),
    "calendar": (
        ("days", "days", "天"),
        ("weeks", "weeks", "周"),
        ("months", "months", "个月"),
        ("years", "years", "年"),
    ),
}


def _units(random: Random) -> tuple[Forms, Forms]:
    units = _UNITS[random.choice(list(_UNITS))]
    number = random.randrange(2, 400)

    def forms(amount: tuple[int, tuple[str, str, str]]) -> Forms:
        count, (word, sign, han) = amount
        english = [f"{count} {word}", f"{count} {sign}"]
        chinese = [f"{count} {han}", f"{count}{han}"]
        if han == "毫秒" and count % 10 == 0:
            chinese.append(f"{count / 1000:g} 秒")
        if han == "秒":
            chinese.append(f"{count * 1000:,} 毫秒")
        return english, chinese

    unit = random.choice(units)
    if random.random() < 0.5:
        return forms((number, unit)), forms(
            (number, random.choice([u for u in units if u != unit]))
        )
    return forms((number, unit)), forms((number + random.choice([1, 10, 100]), unit))


def _percents(random: Random) -> tuple[Forms, Forms]:
    def forms(number: object) -> Forms:
        assert isinstance(number, int)
        chinese = [f"{number}%", f"百分之{_han(number)}"]
        if number % 10 == 0:
            chinese.append(f"{_HAN[number // 10]}成")
        return [f"{number}%", f"{number} percent", f"{_english(number)} percent"], chinese

    return _two(random, forms, lambda: random.randrange(2, 100))


KINDS: dict[str, Callable[[Random], tuple[Forms, Forms]]] = {
    "times": _times,
    "decades": _decades,
    "ranges": _ranges,
    "dates": _dates,
    "fractions": _fractions,
    "scales": _scales,
    "spoken": _spoken,
    "units": _units,
    "percents": _percents,
}
