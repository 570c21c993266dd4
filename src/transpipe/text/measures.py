"""Units of measure of both languages: what they measure, and how much of it one of them is.

A unit may be read in more than one way (`m`: metre, minute, million): all are given.
"""

from __future__ import annotations

import re
from fractions import Fraction

Measure = tuple[str, Fraction]
"""What is measured, and how much of its base unit."""

# A line each: what is measured; then how much, and the names of a unit that is so much. SI
# brochure (2019) and IEC 80000-13 for bytes, whose everyday names stand for either power.
_TABLE = """
time 1/1000000000: ns nanosecond nanoseconds 纳秒 納秒
time 1/1000000: us μs µs microsecond microseconds 微秒
time 1/1000: ms msec msecs millisecond milliseconds 毫秒
time 1: s sec secs second seconds 秒 秒钟 秒鐘
time 60: m min mins minute minutes 分钟 分鐘
time 3600: h hr hrs hour hours 小时 小時 个小时 個小時 钟头 个钟头
time 86400: d day days 天
time 604800: week weeks 周 星期 个星期 礼拜 週
month 1: month months 个月 個月
month 3: quarter quarters 季度 个季度
month 12: year years yr yrs 年 岁 歲
month 120: decade decades
month 1200: century centuries 个世纪 世纪
byte 1: B byte bytes 字节 位元組
byte 1000: KB kB K k 千字节
byte 1024: KB kB KiB kibibyte kibibytes kilobyte kilobytes K k 千字节
byte 1000000: MB M megabyte megabytes 兆 兆字节
byte 1048576: MB MiB M mebibyte mebibytes megabyte megabytes 兆 兆字节
byte 1000000000: GB G gigabyte gigabytes 吉字节
byte 1073741824: GB GiB G gibibyte gibibytes gigabyte gigabytes 吉字节
byte 1000000000000: TB T terabyte terabytes 太字节
byte 1099511627776: TB TiB T tebibyte tebibytes terabyte terabytes 太字节
byte 1000000000000000: PB petabyte petabytes 拍字节
byte 1125899906842624: PB PiB pebibyte pebibytes petabyte petabytes 拍字节
bit 1: bit bits 比特 位
rate 1: bps bit/s
rate 1000: kbps Kbps kbit/s Kbit/s
rate 1000000: Mbps Mbit/s 兆比特每秒
rate 1000000000: Gbps Gbit/s
length 1/1000000000: nm nanometer nanometers nanometre nanometres 纳米
length 1/1000000: μm µm micron microns micrometer micrometers 微米
length 1/1000: mm millimeter millimeters millimetre millimetres 毫米
length 1/100: cm centimeter centimeters centimetre centimetres 厘米 公分
length 1: m meter meters metre metres 米 公尺
length 1000: km kilometer kilometers kilometre kilometres 公里 千米
length 127/5000: inch inches 英寸
length 381/1250: ft foot feet 英尺
length 1143/1250: yard yards
length 201168/125: mile miles mi 英里
mass 1/1000: mg milligram milligrams 毫克
mass 1: g gram grams 克
mass 1000: kg kilo kilos kilogram kilograms 千克 公斤
mass 1000000: t ton tons tonne tonnes 吨
mass 45359237/100000: lb lbs pound pounds 磅
mass 45359237/1600000: oz ounce ounces 盎司
volume 1/1000: ml mL milliliter milliliters 毫升
volume 1: l L liter liters litre litres 升
frequency 1: Hz hertz 赫兹
frequency 1000: kHz kilohertz 千赫 千赫兹
frequency 1000000: MHz megahertz 兆赫 兆赫兹
frequency 1000000000: GHz gigahertz 吉赫 吉赫兹
power 1/1000: mW milliwatt milliwatts 毫瓦
power 1: W watt watts 瓦 瓦特
power 1000: kW kilowatt kilowatts 千瓦
power 1000000: MW megawatt megawatts 兆瓦
voltage 1/1000: mV millivolt millivolts 毫伏
voltage 1: V volt volts 伏 伏特
pixel 1: px pixel pixels 像素
celsius 1: °C ℃ 摄氏度
fahrenheit 1: °F ℉ 华氏度
usd 1: dollar dollars USD 美元 美金
usd 1/100: cent cents 美分
eur 1: euro euros EUR 欧元
gbp 1: pound pounds GBP 英镑
cny 1: yuan RMB CNY 人民币 元 块钱
jpy 1: yen JPY 日元 日圆
point 1/100: bps 个基点
"""
_SIGNS = {"$": "usd", "€": "eur", "£": "gbp", "¥": "cny", "￥": "cny", "US$": "usd"}


def _read() -> dict[str, tuple[Measure, ...]]:
    found: dict[str, tuple[Measure, ...]] = {}
    for line in _TABLE.strip().splitlines():
        head, _, names = line.partition(": ")
        kind, size = head.split()
        for name in names.split():
            found[name] = (*found.get(name, ()), (kind, Fraction(size)))
    return found


_UNITS = _read()
# Of what is written in full capitals are no matter; of `Mb` and `MB` they are.
_SPELT = {name.lower(): unit for name, unit in _UNITS.items() if len(name) > 4 and name.isascii()}
_LATIN = sorted((name for name in _UNITS if name.isascii()), key=len, reverse=True)
_HAN = sorted((name for name in _UNITS if not name[0].isascii()), key=len, reverse=True)
_LONG = sorted(_SPELT, key=len, reverse=True)
_ANY = rf"{'|'.join(map(re.escape, _LATIN))}|(?i:{'|'.join(_LONG)})"
_BEHIND = re.compile(
    rf"[\s\u00a0-]?(?:(?P<latin>{_ANY})(?![A-Za-z0-9])|(?P<han>{'|'.join(map(re.escape, _HAN))}))"
)
_BEFORE = re.compile(r"(?:US\$|[$€£¥￥])\s?$")


def unit_behind(text: str, at: int) -> tuple[int, tuple[Measure, ...]]:
    """The unit that stands behind a number, and where it ends; none there: `at` itself."""
    found = _BEHIND.match(text, at)
    if not found:
        return at, ()
    name = found["latin"] or found["han"]
    return found.end(), _UNITS.get(name) or _SPELT.get(name.lower(), ())


def unit_before(text: str, at: int) -> tuple[Measure, ...]:
    """The sign of money that stands before a number."""
    found = _BEFORE.search(text, max(0, at - 4), at)
    return ((_SIGNS[found[0].strip()], Fraction(1)),) if found else ()
