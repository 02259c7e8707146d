"""The signals, whitespace and DRM programmes of a view, worked out once for words and for JSON."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import polars as pl

from abmtui.plan.vocabulary import FLAG_TYPES, OPEN_FLAG_STATUS
from abmtui.portfolio import columns as col
from abmtui.portfolio import signals
from abmtui.portfolio.spans import day_words
from abmtui.portfolio.whitespace import WHITESPACE, offering_whitespace
from abmtui.review import drm, past
from abmtui.review.own_baseline import evidence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from abmtui.workspace.reviewed import Reviewed

GOES_ELSEWHERE: Final = FLAG_TYPES[0]
LIFETIME_VALUE: Final = "lifetime_value"
SALES_CYCLE: Final = "sales_cycle_months"


@dataclass(frozen=True, eq=False)
class SignalFigures:
    """What the signals of a view say; lists of accounts stand in the order of the source, `first_accounts` brings the first of them."""

    accounts: pl.DataFrame
    """id, name, revenue_now, potential, whitespace, signals, signal_reasons, drm_programmes, drm_reasons, the three signals,
    lifetime_value and sales_cycle_months of the plans, and `flagged`: an open flag says that business goes elsewhere."""
    offerings: pl.DataFrame
    """account_id, name, current, potential and whitespace of the plans' offerings, largest whitespace first."""
    now: str
    """What the revenue is, in words."""
    silent_to: str
    """The day up to which silence is counted, in words, where it is not today; else empty."""
    limits: Mapping[str, float]

    @cached_property
    def judged(self) -> int:
        """Accounts of which any signal can be judged."""
        return self.accounts.height - self.accounts[signals.SIGNALS].null_count()

    @cached_property
    def signalling(self) -> pl.DataFrame:
        """Accounts with a signal."""
        return self.accounts.filter(pl.col(signals.SIGNALS) > 0)

    @cached_property
    def hints(self) -> pl.DataFrame:
        """Accounts whose revenue or share of wallet falls and that carry no open flag saying that business goes elsewhere."""
        falls = pl.col(signals.FALLING).fill_null(value=False) | pl.col(signals.LOSING).fill_null(value=False)
        return self.accounts.filter(falls & ~pl.col("flagged"))

    @cached_property
    def room(self) -> pl.DataFrame:
        """Accounts whose whitespace is known."""
        return self.accounts.filter(pl.col(WHITESPACE).is_not_null())

    @cached_property
    def valued(self) -> pl.DataFrame:
        """Accounts whose plan gives a lifetime value or a sales cycle."""
        return self.accounts.filter(pl.col(LIFETIME_VALUE).is_not_null() | pl.col(SALES_CYCLE).is_not_null())

    @cached_property
    def enrolled(self) -> pl.DataFrame:
        """Accounts that belong into any DRM programme."""
        return self.accounts.filter(pl.col(drm.BELONGS).is_not_null())

    def programme(self, name: str) -> pl.DataFrame:
        """Return the accounts that belong into a DRM programme."""
        return self.enrolled.filter(pl.col(drm.BELONGS).str.contains(name, literal=True))

    @cached_property
    def above_potential(self) -> int:
        """Accounts whose revenue is above their potential."""
        return self.room.filter((pl.col(signals.NOW) > pl.col(col.POTENTIAL)) & (pl.col(WHITESPACE) == 0)).height


def signal_figures(reviewed: Reviewed) -> SignalFigures:
    """Return the figures of the customers in view."""
    ground = reviewed.standing.ground
    table = ground.table
    plans = [table[name].cast(pl.Float64) if name in table.columns else pl.lit(None, dtype=pl.Float64).alias(name) for name in (LIFETIME_VALUE, SALES_CYCLE)]
    accounts = table.select(col.ID, col.NAME, *plans).with_columns(
        evidence(ground).frame[signals.NOW],
        past.potential(ground),
        past.whitespace_of(ground),
        *past.signals_frame(ground),
        *past.drm_frame(ground),
        flagged=pl.col(col.ID).is_in(_flagged(ground.frames.get("flags")).implode()),
    )
    inside = past.customers(ground.portfolio)
    mask = inside if reviewed.measured.mask is None else inside & reviewed.measured.mask
    seen = accounts.filter(mask)
    offerings = offering_whitespace(reviewed.rows_of("offerings")).join(
        seen.select(account_id=col.ID, account=col.NAME), on="account_id", maintain_order="left"
    )
    found = evidence(ground)
    silent_to = "" if found.day == ground.today else day_words(found.day)
    return SignalFigures(seen, offerings, found.now, silent_to, {**signals.LIMITS, **drm.LIMITS, **ground.rules.limits})


def _flagged(flags: pl.DataFrame | None) -> pl.Series:
    """Return the ids of accounts with an open flag that says that business goes elsewhere."""
    if flags is None:
        return pl.Series(col.ID, [], dtype=pl.String)
    open_now = pl.col("status").is_in(OPEN_FLAG_STATUS)
    return flags.filter(open_now & (pl.col("type") == GOES_ELSEWHERE))["account_id"].unique()
