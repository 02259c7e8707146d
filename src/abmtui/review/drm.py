"""Which programmes of digital relationship management (DRM) an account belongs into by rule, each with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from abmtui.portfolio import columns as col
from abmtui.portfolio.signals import REASONS, SIGNALS
from abmtui.portfolio.whitespace import WHITESPACE

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

DRM: Final = "DRM"
UP_SELLING: Final = "up-selling"
ONBOARDING: Final = "onboarding"
CHURN_PREVENTION: Final = "churn prevention"
PROGRAMMES: Final = (UP_SELLING, ONBOARDING, CHURN_PREVENTION)
"""As a plan's channel rows call them (`plan.vocabulary.ROW_PROGRAMMES`); lead generation is for prospects and has no rule here."""
LIMITS: Final[Mapping[str, float]] = {"upselling": 0.5, "onboarding_days": 365.0, "churn_signals": 2.0}
"""The limits in force where no rules are given."""
BELONGS: Final = "drm_programmes"
WHY: Final = "drm_reasons"


def fits(belongs: pl.Series, programme: str) -> pl.Series:
    """Return which accounts a programme's rule fits, Boolean, by their BELONGS."""
    return belongs.str.split(", ").list.contains(programme).fill_null(value=False)


def drm_programmes(accounts: pl.DataFrame, limits: Mapping[str, float], today: dt.date) -> pl.DataFrame:
    """Return BELONGS, the names of the programmes, and WHY, their reasons; null where an account belongs into none.

    `accounts` has programme, kind, since (Date), potential, whitespace, signals and signal_reasons; customers of programme DRM alone belong into one,
    and into onboarding those who have no programme yet.
    Entry: whitespace / potential above limits.upselling; at most limits.onboarding_days since the first order; at least
    limits.churn_signals signals.
    """
    limits = {**LIMITS, **limits}
    room = pl.when(pl.col(col.POTENTIAL) > 0).then(pl.col(WHITESPACE) / pl.col(col.POTENTIAL))
    days = (pl.lit(today) - pl.col(col.SINCE)).dt.total_days()
    rules = {
        UP_SELLING: (room > limits["upselling"], pl.format("whitespace is {}% of potential", (room * 100).round(0).cast(pl.Int64, strict=False))),
        ONBOARDING: (days.is_between(0, limits["onboarding_days"]), pl.format("customer for {} days", days)),
        CHURN_PREVENTION: (pl.col(SIGNALS) >= limits["churn_signals"], pl.col(REASONS)),
    }
    customer = pl.col(col.KIND).str.strip_chars().str.to_lowercase() == col.CUSTOMER
    programme = pl.col(col.PROGRAMME).cast(pl.String)
    # A customer who has brought nothing yet stands in no programme, and is the first whom onboarding is for.
    mine = {name: customer & ((programme == DRM) | (programme.is_null() & (name == ONBOARDING))) for name in rules}
    rules = {name: (mine[name] & holds, why) for name, (holds, why) in rules.items()}
    found = accounts.with_row_index("row").filter(pl.any_horizontal(holds for holds, _ in rules.values()))
    names = [pl.when(holds).then(pl.lit(name)) for name, (holds, _) in rules.items()]
    whys = [pl.when(holds).then(pl.format("{}: {}", pl.lit(name), why)) for name, (holds, why) in rules.items()]
    said = found.select(
        "row", *(pl.concat_str(texts, separator=sign, ignore_nulls=True).alias(name) for name, texts, sign in ((BELONGS, names, ", "), (WHY, whys, "; ")))
    )
    # Only those that belong into one are written: most accounts of a large book belong into none.
    nothing = pl.Series([None], dtype=pl.String).new_from_index(0, accounts.height)
    return pl.DataFrame([nothing.alias(name).scatter(said["row"], said[name]) for name in (BELONGS, WHY)])
