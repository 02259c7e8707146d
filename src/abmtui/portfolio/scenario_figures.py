"""Every figure before and after a scenario, side by side; what is undefined stays undefined, with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

import polars as pl

from abmtui.portfolio import columns as col
from abmtui.portfolio.classes import CLASSES
from abmtui.portfolio.effort import Effort, effort_of, served_of
from abmtui.portfolio.profit import formula
from abmtui.portfolio.whale import Whale, whale_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from abmtui.portfolio.book import Book
    from abmtui.portfolio.common_control import Control
    from abmtui.portfolio.model import Portfolio

Written = Literal["money", "amount", "count", "share", "ratio", "points", "pair"]
NO_EFFORT: Final = "no effort data"
NO_LOWER: Final = frozenset({"gini_rsv", "gini_ctr_bs", "negative_total", "negative_accounts", "zero_accounts"})
"""Figures that are only shown where a side has them: they exist beside accounts at zero and below."""


@dataclass(frozen=True, eq=False)
class Facts:
    """One side: the book, and effort and profit beside it, worked out from the same accounts."""

    book: Book
    effort: Effort
    whale: Whale
    majors: tuple[str, ...]
    """Names of the customers with 10% or more of revenue, those under common control as one, largest first."""
    class_effort: Mapping[str, tuple[float, float]]
    """Class -> its effort, and how much that is beyond (+) or short of (-) its share of the value."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure on both sides."""

    key: str
    label: str
    written: Written
    before: float | None
    after: float | None
    why_before: str = ""
    """Why it is undefined there, or empty."""
    why_after: str = ""

    @property
    def difference(self) -> float | None:
        """After less before; None where a side is undefined."""
        return None if self.before is None or self.after is None else self.after - self.before


class _Spec(NamedTuple):
    key: str
    label: str
    written: Written
    value: Callable[[Facts], float | None]
    why: Callable[[Facts], str]


def facts_of(portfolio: Portfolio, book: Book, control: Control, effort_name: str | None) -> Facts:
    """The figures' ground: book and control are of this portfolio, `effort_name` is the column that measures effort, None where there is none."""
    accounts = portfolio.accounts
    nothing = pl.Series([None], dtype=pl.Float64).new_from_index(0, accounts.height)
    spent = accounts[effort_name] if effort_name in accounts.columns else nothing
    profit = formula(col.PROFIT, accounts.columns)
    effort = effort_of(book, spent)
    whale = Whale(undefined=profit.undefined) if profit.expression is None else _whale(accounts, profit.expression)
    return Facts(book, effort, whale, control.majors(), {} if effort.undefined else _class_effort(book, spent))


def compared(before: Facts, after: Facts) -> tuple[Figure, ...]:
    """Every figure of both sides; those that only exist beside losses are left out where neither side has them."""
    figures = (_figure(spec, before, after) for spec in _SPECS)
    return tuple(figure for figure in figures if figure.key not in NO_LOWER or figure.before or figure.after)


def _whale(accounts: pl.DataFrame, profit: pl.Expr) -> Whale:
    """The whale curve of the customers."""
    return whale_of(accounts.select(profit.cast(pl.Float64)).to_series(), accounts[col.KIND].str.strip_chars().str.to_lowercase() == col.CUSTOMER)


def _class_effort(book: Book, spent: pl.Series) -> dict[str, tuple[float, float]]:
    both = pl.DataFrame([book.columns[col.ABC_CLASS], spent.cast(pl.Float64).alias("effort"), served_of(book, spent)["effort_to_move"]])
    summed = (
        both.filter(pl.col("effort_to_move").is_not_null())
        .group_by(col.ABC_CLASS, maintain_order=True)
        .agg(pl.col("effort").sum(), pl.col("effort_to_move").sum())
    )
    return {str(name): (effort, beyond) for name, effort, beyond in summed.iter_rows()}


def _figure(spec: _Spec, before: Facts, after: Facts) -> Figure:
    values = [spec.value(facts) for facts in (before, after)]
    whys = [spec.why(facts) if value is None else "" for facts, value in zip((before, after), values, strict=True)]
    return Figure(spec.key, spec.label, spec.written, values[0], values[1], *whys)


def _held(key: str, label: str, written: Written) -> _Spec:
    """A figure of `Concentration`."""
    return _Spec(key, label, written, lambda facts: getattr(facts.book.figures.concentration, key), _why_held)


def _why_held(facts: Facts) -> str:
    held = facts.book.figures.concentration
    return facts.book.undefined or held.undefined or ("one account only" if held.n == 1 else "no account is negative")


def _counted(key: str, label: str, written: Written) -> _Spec:
    """A figure of `Figures` that is always there."""
    return _Spec(key, label, written, lambda facts: getattr(facts.book.figures, key), lambda _facts: "")


def _of_class(name: str) -> tuple[_Spec, ...]:
    def share(facts: Facts) -> float | None:
        return facts.book.figures.classes[name].share

    return (
        _Spec(f"class_{name}_accounts", f"Class {name}, accounts", "count", lambda facts: facts.book.figures.classes[name].accounts, lambda _facts: ""),
        _Spec(f"class_{name}_share", f"Class {name}, share", "share", share, _why_held),
    )


def _of_effort(key: str, label: str, written: Written) -> _Spec:
    return _Spec(
        f"effort_{key}", label, written, lambda facts: None if facts.effort.undefined else getattr(facts.effort, key), lambda facts: facts.effort.undefined
    )


def _class_spec(name: str, place: int, key: str, label: str) -> _Spec:
    def value(facts: Facts) -> float | None:
        return None if facts.effort.undefined else facts.class_effort.get(name, (0.0, 0.0))[place]

    return _Spec(key, label, "amount", value, lambda facts: facts.effort.undefined)


def _of_profit(key: str, label: str, written: Written) -> _Spec:
    return _Spec(
        f"profit_{key}", label, written, lambda facts: getattr(facts.whale, key) if _stands(facts.whale, key) else None, lambda facts: facts.whale.undefined
    )


def _stands(whale: Whale, key: str) -> bool:
    """Whether a figure of profit is there: the net total is, as soon as there are profits."""
    return bool(whale.accounts) if key == "net_total" else not whale.undefined


_SPECS: Final = (
    _Spec("total", "Total", "money", lambda facts: None if facts.book.undefined else facts.book.figures.concentration.total, _why_held),
    _counted("positive_accounts", "Accounts", "count"),
    _counted("zero_accounts", "Accounts at zero", "count"),
    _counted("negative_accounts", "Negative accounts", "count"),
    _counted("negative_total", "Negative total", "money"),
    _held("top_20_percent_share", "Top-20% share", "share"),
    _held("top_20_percent_share_whole", "Top-20%, whole accounts", "share"),
    _held("accounts_to_80_percent", "Accounts to 80%", "count"),
    _held("k", "k", "pair"),
    _held("gini", "Gini", "ratio"),
    _held("gini_corrected", "Gini, corrected", "ratio"),
    _held("gini_rsv", "Gini RSV", "ratio"),
    _held("gini_ctr_bs", "Gini CTR/BS", "ratio"),
    _held("hhi", "HHI", "points"),
    _held("hhi_normalised", "HHI, normalised", "ratio"),
    _held("effective_accounts", "Effective accounts", "points"),
    _held("hoover", "Hoover index", "ratio"),
    _held("cr1", "CR1", "share"),
    _held("cr5", "CR5", "share"),
    _held("cr10", "CR10", "share"),
    _Spec("major_customers", "Major customers (10%)", "count", lambda facts: None if facts.book.undefined else len(facts.majors), _why_held),
    *(spec for name in CLASSES for spec in _of_class(name)),
    _of_effort("total", "Effort", "amount"),
    _of_effort("concentration_index", "Effort: concentration index", "ratio"),
    _of_effort("kakwani", "Effort: Kakwani", "ratio"),
    _of_effort("hoover_mismatch", "Effort that would have to move", "share"),
    _class_spec("A", 0, "effort_class_A", "Effort of class A"),
    _class_spec("A", 1, "effort_class_A_beyond_share", "Class A beyond (+), short (-)"),
    _class_spec("C", 0, "effort_class_C", "Effort of class C"),
    _of_profit("net_total", "Profit", "money"),
    _of_profit("peak", "Profit: whale peak", "share"),
    _of_profit("erosion", "Profit: erosion", "share"),
    _of_profit("top_20_percent_share", "Profit of the top 20%", "share"),
)
"""In the order in which they are read."""
