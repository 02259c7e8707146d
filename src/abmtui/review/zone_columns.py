"""Band, zone, programme, tier, variety and coverage of each account, by plan, source or rule."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from abmtui.portfolio import columns as col
from abmtui.portfolio.book import Measure
from abmtui.portfolio.profit import formula
from abmtui.portfolio.zones import BAND, ZONE, zoned
from abmtui.review.decided import completed, decided
from abmtui.review.standing import Further

if TYPE_CHECKING:
    import polars as pl

    from abmtui.portfolio.book import Book
    from abmtui.portfolio.columns import Unit
    from abmtui.review.standing import Standing


def _placed(name: str, standing: Standing) -> pl.Series:
    book = standing.ground.book
    return zoned(book.columns, book.ranking, book.basis)[name]


def _decided(name: str, standing: Standing) -> pl.Series:
    return decided(standing, (name,)).to_series()


def revenue_book(standing: Standing) -> Book:
    """Return the book of revenue in the view's period, or the one in view in a source without revenue."""
    ground = standing.ground
    measure = ground.book.measure
    known = not formula(col.REVENUE, ground.portfolio.accounts.columns).undefined
    return ground.books(Measure(col.REVENUE, measure.period)) if known and measure.metric != col.REVENUE else ground.book


def _too_big(standing: Standing) -> pl.Series:
    limit = completed(standing.ground.rules).limits["too_big_to_lose"]
    return revenue_book(standing).columns[col.SHARE] >= limit * (1 - 1e-12)


def _further(name: str, label: str, text: str, unit: Unit = "text") -> Further:
    return Further(name, label, unit, partial(_decided, name), text)


COLUMNS: Final[tuple[Further, ...]] = (
    Further(BAND, "Band", "text", partial(_placed, BAND), "Value band: top, middle or low; prospects and partners by their potential."),
    Further(ZONE, "Zone", "text", partial(_placed, ZONE), "ABM: the whole top band; mass marketing: low value, homogeneous needs; else targeted marketing."),
    _further("zone_reason", "Why this zone", "The plan's reason, else the band and the needs."),
    _further("zone_by", "Zone by", "Who decided the zone: plan or rule."),
    _further("abc_class_by", "Class by", "Who decided the class: plan or rule."),
    _further("programme_by", "Programme by", "Who decided the programme: plan or rule."),
    _further("programme_reason", "Why this programme", "The plan's reason, else the zone."),
    _further("tier", "ABM tier", "1:1 strategic, 1:few lite, 1:many programmatic."),
    _further("tier_by", "Tier by", "Who decided the tier: plan or rule."),
    _further("tier_reason", "Why this tier", "The plan's reason, else key account or programme."),
    _further("abm_variety", "ABM variety", "Large-account, named-account, industry-account or customer marketing."),
    _further("abm_variety_reason", "Why this variety", "The plan's reason, else what the rule goes by."),
    _further("coverage_model", "Coverage", "Dedicated team, field sales, telesales or occasional visits: by plan, source or rule."),
    _further("coverage_by", "Coverage by", "Who decided the coverage: plan, source or rule."),
    _further("coverage_reason", "Why this coverage", "The plan's reason, else source, key account or class."),
    _further("coverage_mismatch", "Coverage mismatch", "How the coverage of plan or source contradicts class or key account."),
    _further("true_abm", "True ABM", "True ABM where an ABM account has a plan of its own, else targeted (named)."),
    Further(
        "too_big_to_lose", "Too big to lose", "text", _too_big, "Whether the account holds at least the share of revenue that limits.too_big_to_lose says."
    ),
    _further("needs_score", "Needs score", "Heterogeneity of needs, 1 to 5, of the plan, else of the source.", "score"),
)
