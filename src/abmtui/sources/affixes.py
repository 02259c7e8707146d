"""What stands before and after the digits of a number: signs, brackets, currencies, percent, words such as "Mio."."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from abmtui.wording import folded

KRONE: Final = "kr"
"""Stands for the krona of an unknown country."""

_CURRENCY_WORDS: Final = """
EUR eur euro euros euroa € teur keur meur | GBP gbp £ pound pounds sterling tgbp kgbp mgbp quid | USD usd $ us$ dollar dollars tusd kusd musd | JPY jpy ¥ yen
SEK sek tsek ksek msek | NOK nok tnok mnok | DKK dkk tdkk mdkk | kr kr kronor kroner kronaa tkr mkr mdkr | CHF chf sfr fr franken tchf kchf mchf | INR inr ₹ rs | CNY cny rmb | PLN pln zl
CZK czk kc | HUF huf ft | RUB rub ₽ | TRY try ₺ tl | KRW krw ₩ | BRL brl r$ | AUD aud a$ au$ | CAD cad c$ ca$ can$ | NZD nzd nz$ | HKD hkd hk$ | SGD sgd s$ | MXN mxn mx$ | ZAR zar
ISK isk | RON ron lei | BGN bgn | ILS ils ₪ | THB thb ฿ | AED aed | SAR sar | UAH uah ₴
"""
_SCALE_WORDS: Final = """
1e3 k t tsd thousand thousands mille tausend millier milliers mil miles tuhatta tuhat tusen duizend mila teur keur tgbp kgbp tusd kusd tsek ksek tnok tdkk tchf kchf tkr
1e6 m mm mn mln mio million millions millionen millones millon milj miljoonaa miljoona miljoner miljon miljoen milioni milione milhoes milhao meur mgbp musd msek mnok mdkk mchf mkr
1e9 b bn bln mrd mia md milliard milliards milliarden miljard miljarder miljardia miliardi billion billions mdkr
1e12 tn trillion trillions
1e5 lakh lakhs lac
1e7 crore crores
"""
_SCALES: Final = {"thousand": 1e3, "million": 1e6}
_MARKS: Final = re.compile(r"[a-z]{0,3}\$|[a-z]+|[€£¥₹₽₩₺₪₴฿]|%|[-−()+]|[.,:*']|\S")
_SILENT: Final = frozenset(".,:*'")


@dataclass(frozen=True, slots=True)
class Affix:
    """How what surrounds the digits changes the number."""

    factor: float = 1.0
    """Sign and scale: the digits are multiplied with it."""
    currency: str = ""
    percent: bool = False


@cache
def _words() -> tuple[dict[str, str], dict[str, float]]:
    """Word -> currency, and word -> scale."""
    groups = [group.split() for group in re.split(r"[|\n]", _CURRENCY_WORDS) if group.strip()]
    currencies = {word: group[0] for group in groups for word in group[1:]}
    scales = {word: float(line.split()[0]) for line in _SCALE_WORDS.strip().splitlines() for word in line.split()[1:]}
    return currencies, scales


def currency_of(words: tuple[str, ...]) -> str:
    """The one currency that folded words or a short text name, else empty."""
    known = _words()[0]
    found = {known[mark] for word in words for mark in _MARKS.findall(folded(word)) if mark in known}
    return found.pop() if len(found) == 1 else ""


def scale_of(words: tuple[str, ...]) -> str:
    """The scale that words of a header name ("thousand", "million"), else empty."""
    text = " ".join(words)
    if "000" in text:
        return "million" if "000 000" in text else "thousand"
    scales = {_words()[1].get(mark, 1.0) for word in words for mark in _MARKS.findall(folded(word))}
    return next((name for name, scale in _SCALES.items() if scale in scales), "")


@cache
def affix(before: str, after: str) -> Affix | None:
    """Return how `before` and `after` change a number, or None when they are no part of one."""
    ahead, behind = _MARKS.findall(folded(before)), _MARKS.findall(folded(after))
    if ahead.count("(") != behind.count(")") or ")" in ahead or "(" in behind:
        return None
    # In `1.234,-` and `50:-` the dash stands for no cents.
    cents = len(behind) > 1 and behind[0] in ".,:" and behind[1] == "-"
    behind = [mark for mark in behind[1:] if mark != "-"] if cents else behind
    credit = behind[-1:] in (["cr"], ["ct"])
    marks = ahead + (behind[:-1] if credit or behind[-1:] in (["dr"], ["dt"]) else behind)
    minus = credit + sum(mark in "-−" for mark in marks)
    if minus > 1 or "+" in behind:
        return None
    found = _named([mark for mark in marks if mark not in "-−()+" and mark not in _SILENT])
    if found is None:
        return None
    negative = minus or "(" in ahead
    return Affix(-found.factor if negative else found.factor, found.currency, found.percent)


def _named(marks: list[str]) -> Affix | None:
    """Currency, scale and percent named by the marks that are left, or None when one of them means nothing."""
    currencies, scales = _words()
    factor, currency, percent = 1.0, "", False
    for mark in marks:
        if mark == "%":
            percent = True
            continue
        if mark not in currencies and mark not in scales:
            return None
        factor *= scales.get(mark, 1.0)
        named = currencies.get(mark, currency)
        if currency and named != currency:
            return None
        currency = named
    return Affix(factor, currency, percent)
