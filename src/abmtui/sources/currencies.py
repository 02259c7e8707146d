"""Which one currency the amounts are in; several without a choice stop the reading."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from abmtui.portfolio import columns as col
from abmtui.problems import Problem, Severity
from abmtui.sources.affixes import KRONE, currency_of
from abmtui.sources.money import option
from abmtui.wording import counted

if TYPE_CHECKING:
    import polars as pl

    from abmtui.sources.converting import Columns
    from abmtui.sources.understanding import Understanding

_WORDS = re.compile(r"[^\d\s.,'’()+−-]+")
_KRONES = {"sv": "SEK", "da": "DKK"}


@dataclass(frozen=True)
class Currencies:
    """What a table says of its currency."""

    currency: str | None = None
    problems: tuple[Problem, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    """Where there are several: each as a person reads it, and the condition on rows (`--where`) that chooses it."""


def currencies(columns: Columns, understanding: Understanding, rows: pl.Series | None) -> Currencies:
    """Return the currency of the revenue in the rows kept (UInt32, None for all).

    A currency in the revenue's own header counts before a column of currencies, and that before signs in the cells.
    """
    header = understanding.sources.get(col.REVENUE, "")
    signs: dict[str, int] = {}
    if header in columns.frame.columns:
        named = currency_of(understanding.looked.meanings[header].units)
        if named:
            return Currencies(_in_language(named, understanding.language))
        signs = dict(columns.number(header).currencies)
        if len(signs) > 1 and rows is not None:
            signs = _signs(columns, header, rows)
    if col.CURRENCY in understanding.sources:
        column = understanding.sources[col.CURRENCY]
        found = _column(columns, column, rows)
        if found:
            return _one(found, column, f"{option(column)} = '{{}}'", understanding.language)
    return _one(
        {_as_written(columns, header, name): count for name, count in signs.items()},
        header,
        f"{option(header)} LIKE '%{{}}%'",
        understanding.language,
    )


def _one(found: dict[str, int], header: str, choice: str, language: str) -> Currencies:
    """The only currency of `found` (currency -> rows), or the problem of several."""
    if len(found) <= 1:
        only = next(iter(found), None)
        return Currencies(None if only is None else _in_language(currency_of((only,)) or only, language))
    ranked = sorted(found, key=lambda name: -found[name])
    labels = [f"{name} ({counted(found[name], 'row')})" for name in ranked]
    what = f'amounts are in {len(found)} currencies, {", ".join(labels[:8])}, and cannot be summed; choose one with --where "{choice.format(ranked[0])}"'
    choices = tuple((label, choice.format(name)) for label, name in zip(labels, ranked, strict=True))
    return Currencies(None, (Problem(what, field=header, severity=Severity.USAGE),), choices)


def _in_language(currency: str, language: str) -> str:
    return _KRONES.get(language, currency) if currency == KRONE else currency


def _column(columns: Columns, header: str, rows: pl.Series | None) -> dict[str, int]:
    """The values of a column of currencies in the rows kept -> how many."""
    cells = columns.text(header)
    kept = cells if rows is None else cells.gather(rows)
    counted = kept.drop_nulls().str.to_uppercase().value_counts(sort=True)
    return dict(counted.rows())


def _as_written(columns: Columns, header: str, currency: str) -> str:
    """How the cells of a column write a currency."""
    for cell in columns.frame[header].drop_nulls():
        for word in _WORDS.findall(cell):
            if currency_of((word,)) == currency:
                return str(word)
    return currency


def _signs(columns: Columns, header: str, rows: pl.Series) -> dict[str, int]:
    """The currencies that the cells kept name -> how many."""
    from abmtui.sources.values import numbers

    kept = numbers(columns.frame[header].gather(rows), columns.sign(header).sign)
    return dict(Counter(kept.currencies))
