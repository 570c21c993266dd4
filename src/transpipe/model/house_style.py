"""The house styles of Chinese that a project may follow."""

from __future__ import annotations

from enum import StrEnum


class HouseStyle(StrEnum):
    """How a house wants Chinese set, where houses differ; `HOUSE` is what most of them share."""

    HOUSE = "house"
    COPYWRITING = "copywriting"  # 中文文案排版指北
    MDN = "mdn"
    KUBERNETES = "kubernetes"
    TAIWAN = "taiwan"
