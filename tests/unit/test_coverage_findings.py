"""What coverage, teams, plans and people contradict, and how many key accounts people can carry."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from abmtui.config import EMPTY
from abmtui.portfolio.model import Portfolio
from abmtui.review import coverage
from abmtui.review.capacity import Marketer, capacity_of
from abmtui.review.coverage import Found, by_class, findings_of, grounds, odd_words, teams
from abmtui.review.weighed import Held, held_by, weighed
from abmtui.workspace.measured import Measuring, View
from abmtui.workspace.review_rules import rules_of

if TYPE_CHECKING:
    from abmtui.review.standing import Standing

LIMITS = EMPTY.limits


def standing(plans: list[dict[str, Any]] | None = None, **columns: Any) -> Standing:
    """The review of accounts 0, 1, 2 ...; a plan is what it says, its account in `id`."""
    count = len(next(iter(columns.values())))
    named = [str(row) for row in range(count)]
    frame = pl.DataFrame({"id": named, "name": named, "kind": columns.pop("kind", ["customer"] * count), **columns}, strict=False)
    numbers = [pl.col(name).cast(pl.Float64) for name in ("revenue", "needs", "potential") if name in frame.columns]
    measuring = Measuring(Portfolio(frame.with_columns(numbers)), rules_of(EMPTY), today=lambda: dt.date(2026, 11, 22))
    if plans is not None:
        rows = pl.DataFrame([{"has_plan": True, **plan} for plan in plans], infer_schema_length=None)
        measuring.with_plans(rows)
    return measuring.measured(View()).review


def found(review: Standing, name: str) -> Found:
    """One kind of contradiction."""
    return next(one for one in findings_of(grounds(review), LIMITS) if one.name == name)


def told(review: Standing, name: str) -> dict[str, str]:
    """The accounts of one kind of contradiction with what is said of each, in their order."""
    accounts = found(review, name).accounts
    return dict(zip(accounts["id"], accounts[coverage.WHAT], strict=True))


def test_key_accounts_without_a_team() -> None:
    """The plan's team counts as the source's; blanks are no team; only key accounts are asked."""
    plans = [{"id": str(row), "key_account": row < 4, "team": team} for row, team in enumerate(["North", "", None, " ", ""])]
    review = standing(plans, revenue=[5, 4, 3, 2, 1], team=[None, "South", None, None, None])
    assert told(review, "key_without_team") == {"2": "no team", "3": "no team"}
    assert found(review, "key_without_team").asked == 4


def test_abm_without_strategy_or_plan_row_is_incomplete() -> None:
    """Each says what it lacks; a prospect in ABM is asked too; outside ABM nothing is wanted."""
    plans = [
        {"id": "0", "strategy": "grow", "channel_count": 2},
        {"id": "1", "strategy": "grow", "channel_count": 0},
        {"id": "2", "strategy": "", "channel_count": 1},
        {"id": "3", "strategy": " ", "channel_count": 0},
    ]
    review = standing(plans, revenue=[20, 20, 20, 20, 20, 0.1, None], kind=["customer"] * 6 + ["prospect"], potential=[None] * 6 + [99])
    assert told(review, "abm_incomplete") == {"1": "no plan row", "2": "no strategy", "3": "neither strategy nor plan row", "4": "no plan", "6": "no plan"}
    assert found(review, "abm_incomplete").asked == 6


def test_abm_wants_sales_and_marketing() -> None:
    """Owner and marketer by plan or source; each account says who is missing."""
    plans = [{"id": "0", "owner": "Ada", "marketer": ""}, {"id": "1", "owner": "", "marketer": "Eva"}]
    review = standing(plans, revenue=[1] * 4, owner=[None, "Ben", "Ben", None], marketer=["Eva", None, None, "Eva"])
    assert told(review, "abm_without_people") == {"2": "no marketer", "3": "no owner in sales"}
    assert told(standing(revenue=[1]), "abm_without_people") == {"0": "neither owner nor marketer"}


def test_targeted_marketing_wants_a_segment() -> None:
    """The plan's segment, the source's, or an industry; no other zone is asked."""
    plans = [{"id": "2", "segment": "retrofitters"}]
    review = standing(plans, revenue=[80, 4, 4, 4, 4, 4], segment=[None, None, None, "Industry", None, None], industry=[None, None, None, None, "Ports", None])
    assert told(review, "targeted_without_segment") == {"1": "no segment, persona or industry", "5": "no segment, persona or industry"}
    assert found(review, "targeted_without_segment").asked == 5


def test_unhappy_accounts_that_weigh() -> None:
    """Key or class A, up to the limit; the plan's word with its date before the source's; key accounts first, then by value."""
    plans = [
        {"id": "0", "key_account": False, "satisfaction": 3, "satisfaction_date": None},
        {"id": "1", "key_account": False, "satisfaction": 1, "satisfaction_date": dt.date(2026, 9, 3)},
        {"id": "4", "key_account": True, "satisfaction": None, "satisfaction_date": None},
    ]
    review = standing(plans, revenue=[50, 20, 20, 6, 4], Satisfaction=["1", "5", "2", "1", "1"])
    assert told(review, "unhappy") == {"4": "satisfaction 1 of 5, no date", "1": "satisfaction 1 of 5, asked 3 Sep 2026", "2": "satisfaction 2 of 5, no date"}
    assert found(review, "unhappy").asked == 4
    assert found(standing(plans, revenue=[50, 20, 20, 6, 4], Satisfaction=["10", "5", "2", "1", "1"]), "unhappy").asked == 2
    assert found(standing(revenue=[50, 20], Satisfaction=["good", "bad"]), "unhappy").asked == 0


def test_mismatches_are_asked_where_somebody_said_who_covers() -> None:
    """A rule contradicts nothing."""
    review = standing(revenue=[80, 15, 5], coverage=["telesales", None, "field sales"])
    assert told(review, "mismatches") == {"0": "class A on telesales", "2": "class C with field sales"}
    assert found(review, "mismatches").asked == 2
    assert found(standing(revenue=[1]), "mismatches").asked == 0


def test_coverage_by_class_and_team() -> None:
    """A key account counts with its class too; words that mean no model stand apart; who has no class stands with the prospects."""
    review = standing(
        [{"id": "0", "key_account": True, "team": "North"}],
        revenue=[80, 14, 4, 1, 1, None, None],
        kind=["customer"] * 5 + ["prospect"] * 2,
        coverage=["dedicated team", "Field sales", "Innendienst", "web", "web", "occasional visit", None],
        team=[None, "North", "South", None, None, "South", None],
    )
    frame = grounds(review)
    counted = by_class(frame)
    assert {group: {word: count for word, count in counts.items() if count} for group, counts in counted.items()} == {
        "key": {"dedicated team": 1},
        "A": {"dedicated team": 1},
        "B": {"field sales": 1, "other": 1},
        "C": {"other": 2},
        "without a class": {"occasional visits": 1, "none": 1},
    }
    assert odd_words(frame) == {"web": 2, "Innendienst": 1}
    assert teams(frame) == {"North": {"key": 1, "A": 1, "B": 1, "C": 0, "all": 2}, "South": {"key": 0, "A": 0, "B": 1, "C": 0, "all": 2}}


@pytest.mark.parametrize(
    ("count", "judged"), [(0, "none"), (1, "few"), (14, "few"), (15, "right"), (35, "right"), (36, "many"), (50, "many"), (51, "far too many")]
)
def test_how_many_key_accounts_are_right(count: int, judged: str) -> None:
    """15 to 35 for a company, over 50 far too many (McDonald and Woodburn)."""
    review = standing([{"id": str(row), "key_account": row < count} for row in range(60)], revenue=[1] * 60)
    assert capacity_of(weighed(review), LIMITS).judged == judged


def test_class_a_is_not_the_key_accounts() -> None:
    """Those of one that are not of the other are counted, and key accounts without a reason named, the largest first."""
    plans = [{"id": str(row), "key_account": True, "key_account_reason": why} for row, why in ((0, "x"), (3, ""), (2, " "))]
    capacity = capacity_of(weighed(standing(plans, revenue=[50, 30, 15, 5])), LIMITS)
    assert (capacity.key_accounts, capacity.a_not_key, capacity.key_not_a) == (3, 1, 2)
    assert capacity.without_reason["id"].to_list() == ["2", "3"]


def test_marketers_carry_three_strategic_or_five_lite_accounts() -> None:
    """The plan's marketer before the source's; the load of both tiers adds up; accounts of 1:many take nobody."""
    plans = [{"id": str(row), "key_account": row < 3, "marketer": "Ada" if row == 5 else ""} for row in range(8)]
    review = standing(plans, revenue=[10] * 8 + [0.1], marketer=["Ada"] * 3 + ["Ben"] * 4 + [None, "Eva"])
    capacity = capacity_of(weighed(review), LIMITS)
    assert capacity.marketers == (Marketer("Ada", 3, 1, 1.2), Marketer("Ben", 0, 3, 0.6))
    assert (capacity.without_marketer, capacity.needed) == (1, 2)


def test_accounts_under_each_word_hold_their_share_of_the_view() -> None:
    """The known words in their order; zero and negative accounts count and hold nothing; a part whose value is not above zero has no share."""
    review = standing(revenue=[80, 15, 5, 0, -7, None], kind=["customer"] * 5 + ["prospect"], potential=[None] * 5 + [90])
    held = held_by(weighed(review), "zone", ("undefined", "ABM"))
    assert held == {"undefined": Held(3, 0.05), "ABM": Held(1, 0.8, 1, 90.0), "targeted marketing": Held(1, 0.15)}
    part = weighed(review, pl.Series([False, False, False, True, True, False]))
    assert held_by(part, "zone") == {"undefined": Held(2, None)}
    assert part["row"].to_list() == [3, 4]
