"""Whether texts deny: *not*, *never*, *without*; 不, 没有, 未 and what denies without them."""

from __future__ import annotations

import re

# Signs of what denies and what binds: these only ask for more to be looked at, or to be shown.
DENIES = re.compile(
    r"\b(?:not|never|cannot|none|nothing|nobody|neither|nor|without)\b|n['’]t\b|\bno(?=\s+\w)", re.I
)
DENIES_IN_CHINESE = re.compile("[不没沒未无無非勿别別莫禁]|(?<![一-鿿])否(?![一-鿿])")
BINDS = re.compile(r"\b(?:must|shall|should|may|might|only|required?)\b", re.I)
BINDS_IN_CHINESE = re.compile("必[须須要]|[务務]必|[须須]|[应應]|可以|可能|[仅僅只]")

# English: what surely denies; what may deny, or hold a denial that is no word of its own.
_FIRM = re.compile(
    r"\b(?:not(?=\s+\w)(?!\s+only\b|\s+just\b)|never|cannot|neither|nobody|nowhere)\b|\b\w+n['’]t\b",
    re.IGNORECASE,
)
_IDLE = re.compile(
    r"\b(?:whether|or)\s+(?:or\s+)?not\b|\bif\s+not\b|\bnot\s+(?:until|to\s+mention|necessarily|too\s+long)\b"
    r"|\b(?:is|are|was|does|do|did|would|wo|ca|could|should|has|have)n['’]t\s+\w+[^.]*\?"
    r"|\b(?:do\s+not|don['’]t)\s+(?:forget|hesitate|worry)\b|\bif\s+you\s+(?:haven|don|didn)['’]t\b"
    r"|\bnot\s+(?:un|in|im|dis|a\s+bad)\w*|\b(?:can(?:not|['’]t)|couldn['’]t)\s+(?:wait|help|be\s+\w+er)\b"
    r"|\bwhy\s+not\b|\b(?:not|n['’]t)\b[^.;]*\b(?:until|unless|without|but)\b",
    re.IGNORECASE,
)
_HINTS = re.compile(
    r"\b(?:no|not|non|never|none|nor|neither|nothing|nobody|nowhere|without|cannot|only|just|except|"
    r"unless|instead|rather|avoid\w*|prevent\w*|stop\w*|fail\w*|lack\w*|miss\w*|refus\w*|den[iy]\w*|"
    r"hard(?:ly)?|few\w*|little|less|rare\w*|seldom|barely|exclud\w*|ignor\w*|skip\w*|omit\w*|"
    r"too|than|before|until|free|off|out|null|empty|absent|wrong|differ\w*|forbid\w*|forbidden|"
    r"prohibit\w*|reject\w*|but|however|although|though|despite|regardless|otherwise|else|whether|"
    r"safe\w*|silent\w*|still|yet|any|even|away|beyond|past|invalid\w*|guarantee\w*|leav\w*|"
    r"constant\w*|optional\w*|simply|directly|alone|keep\w*|remain\w*|remov\w*|drop\w*|anonymous|raw|"
    r"(?:un|in|im|ir|il|dis|non|mis|de|anti)[-a-z]{3,}|[a-z]+less\w*|\w+n['’]t)\b",
    re.IGNORECASE,
)
_ANY_HAN = re.compile(
    r"[不没沒未无無非别別勿莫否免禁拒缺除失难難防才仅僅只少反负負外停忽甭漏跳脱零]|而是|取消|丢弃|停用|关闭|二选一|互斥"
)
_FIRM_HAN = re.compile(
    r"不要|不能|不得|不应|不該|不该|禁止|切勿|请勿|勿|不会|不會|绝不|从不|從不|永不|不允许|不支持|不需要|无法"
)
# What each of these has in it.
_DENYING = ("not", "never", "neither", "nobody", "nowhere", "n't", "n’t")
_DENYING_HAN = re.compile("[不禁勿无]")

# What a translation denies is what somebody can, must, may or is to do.
_MODAL = re.compile(
    r"\b(?:can|could|must|shall|should|may|might|will|would|need|have\s+to|has\s+to|allow\w*|"
    r"support\w*|enabl\w*|requir\w*|always)\b",
    re.IGNORECASE,
)


def may_deny(source: str, target: str) -> bool:
    """Whether a look at the sentences of two texts is worth while."""
    said = source.lower()
    english = any(each in said for each in _DENYING) and _FIRM.search(source)
    return bool(english or (_DENYING_HAN.search(target) and _FIRM_HAN.search(target)))


def is_denial_lost(source: str, target: str) -> bool:
    """Whether a sentence denies, and its translation in no way.

    >>> is_denial_lost("It must not be shared.", "它必须共享。")
    True
    >>> is_denial_lost("It is not only fast.", "它很快。")
    False
    """
    firm = _FIRM.search(source) and not _IDLE.search(source)
    return bool(firm) and not _ANY_HAN.search(target) and not _FIRM.search(target)


def is_denial_new(source: str, target: str) -> bool:
    """Whether a translation surely denies, and its source in no way.

    >>> is_denial_new("You can share it.", "你不能共享它。")
    True
    """
    asked = _MODAL.search(source) and not _HINTS.search(source)
    return bool(asked) and bool(_FIRM_HAN.search(target))
