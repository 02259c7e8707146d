"""Whether there are as many key accounts as people can carry, and as many marketers as their accounts need."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from abmtui.portfolio import columns as col

if TYPE_CHECKING:
    from collections.abc import Mapping

TIERS: Final = ("1:1", "1:few")
_ROUNDING: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Marketer:
    """One marketer's accounts by tier."""

    name: str
    strategic: int
    lite: int
    load: float
    """Of one person: strategic accounts / what one can carry + lite ones / what one can carry; over 1 is too much."""


@dataclass(frozen=True, eq=False)
class Capacity:
    """Key accounts and marketers of a frame of `weighed`."""

    key_accounts: int
    least: float
    most: float
    far_too_many: float
    without_reason: pl.DataFrame
    """Key accounts that nobody gave a reason for."""
    a_not_key: int
    key_not_a: int
    marketers: tuple[Marketer, ...]
    """The busiest first."""
    without_marketer: int
    """Accounts of tier 1:1 and 1:few that have none."""
    needed: int
    """Marketers that the accounts of tier 1:1 and 1:few take."""

    @property
    def judged(self) -> str:
        """`none`, `few`, `right`, `many` or `far too many` key accounts."""
        limits = ((0, "none"), (math.ceil(self.least) - 1, "few"), (self.most, "right"), (self.far_too_many, "many"))
        return next((word for most, word in limits if self.key_accounts <= most), "far too many")


def capacity_of(frame: pl.DataFrame, limits: Mapping[str, float]) -> Capacity:
    """Return the capacity of the accounts of a frame; limits as the settings `limits.*` (McDonald and Woodburn: 15 to 35 key accounts)."""
    key, top = pl.col(col.KEY_ACCOUNT), (pl.col(col.ABC_CLASS) == "A").fill_null(value=False)
    keys, others, lower = frame.select(key.sum(), (top & ~key).sum().alias("others"), (key & ~top).sum().alias("lower")).row(0)
    tiers = frame.select("of_marketer", "tier").filter(pl.col("tier").is_in(TIERS))
    strategic, lite = (int((tiers["tier"] == tier).sum()) for tier in TIERS)
    carried = (max(limits["strategic_per_marketer"], 1.0), max(limits["lite_per_marketer"], 1.0))
    return Capacity(
        key_accounts=keys,
        least=limits["key_accounts_least"],
        most=limits["key_accounts_most"],
        far_too_many=limits["key_accounts_far_too_many"],
        without_reason=frame.filter(key & pl.col("key_account_reason").is_null()).sort(col.VALUE, descending=True, nulls_last=True),
        a_not_key=others,
        key_not_a=lower,
        marketers=_marketers(tiers, carried),
        without_marketer=tiers["of_marketer"].null_count(),
        needed=math.ceil(strategic / carried[0] + lite / carried[1] - _ROUNDING),
    )


def _marketers(tiers: pl.DataFrame, carried: tuple[float, float]) -> tuple[Marketer, ...]:
    counts = [(pl.col("tier") == tier).sum().alias(tier) for tier in TIERS]
    rows = tiers.drop_nulls("of_marketer").group_by("of_marketer").agg(*counts).sort("of_marketer").iter_rows()
    found = [Marketer(name, strategic, lite, strategic / carried[0] + lite / carried[1]) for name, strategic, lite in rows]
    return tuple(sorted(found, key=lambda one: -one.load))
