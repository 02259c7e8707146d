"""Programme, tier, variety and coverage of each account: by plan, source or rule, with the reason and what would change it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from abmtui.config import EMPTY
from abmtui.formats import formats_for
from abmtui.portfolio.book import Measure
from abmtui.portfolio.classes import ClassLines
from abmtui.portfolio.model import Portfolio
from abmtui.portfolio.programmes import programme_by_zone
from abmtui.portfolio.rules import Rules, ZoneLines
from abmtui.portfolio.zones import ZONE_TYPE, ZONES
from abmtui.review.reasons import Line, account_reasons
from abmtui.review.weighed import unknown_words
from abmtui.workspace.measured import Measuring, View
from abmtui.workspace.review_rules import rules_of

if TYPE_CHECKING:
    from abmtui.review.standing import Standing

RULES = rules_of(EMPTY)
TODAY = dt.date(2026, 11, 22)


def standing(plans: dict[str, list[Any]] | None = None, *, rules: Rules = RULES, view: View | None = None, **columns: list[Any]) -> Standing:
    """The further columns of accounts 0, 1, 2 ... of these columns; every plan names its account in `id`."""
    count = len(next(iter(columns.values())))
    named = [str(row) for row in range(count)]
    frame = pl.DataFrame({"id": named, "name": named, "kind": columns.pop("kind", ["customer"] * count), **columns}, strict=False)
    numbers = [pl.col(name).cast(pl.Float64) for name in ("revenue", "margin", "needs", "potential") if name in frame.columns]
    measuring = Measuring(Portfolio(frame.with_columns(numbers), currency="EUR"), rules, today=lambda: TODAY)
    if plans is not None:
        measuring.with_plans(pl.DataFrame({**plans, "has_plan": [True] * len(plans["id"])}, strict=False))
    return measuring.measured(view or View()).review


def columns_of(found: Standing, *names: str) -> list[tuple[Any, ...]]:
    """The further columns of these names, a tuple an account."""
    return found.beside(names).select(names).rows()


def line(found: Standing, row: int, field: str) -> Line:
    """One line of an account's reasons."""
    return next(one for one in account_reasons(found, row) if one.field == field)


def test_the_rules_by_zone_class_and_key_account() -> None:
    """Key accounts 1:1, large-account, with a team; other ABM 1:few by name; the rest 1:many, industry-account where the industry of targeted marketing is known."""
    found = standing(
        {"id": ["1"], "key_account": [True], "key_account_reason": ["a reason"]},
        revenue=[80, 10, 5, 3, 2],
        needs=[None, None, 1, 4, 1],
        industry=["Shipping", None, "Ports", "Ports", "Ports"],
    )
    assert columns_of(found, "class", "zone", "programme", "tier", "abm_variety", "coverage_model", "coverage_by") == [
        ("A", "ABM", "ABM", "1:few", "named-account", "field sales", "rule"),
        ("B", "targeted marketing", "DRM", "1:1", "large-account", "dedicated team", "rule"),
        ("B", "targeted marketing", "DRM", "1:many", "industry-account", "field sales", "rule"),
        ("C", "targeted marketing", "DRM", "1:many", "industry-account", "telesales", "rule"),
        ("C", "mass marketing", "DRM", "1:many", "customer marketing", "telesales", "rule"),
    ]
    assert columns_of(found, "true_abm")[0] == ("targeted (named)",)


def test_rules_without_settings_are_the_usual_ones() -> None:
    """A part of the rules may be stated, or nothing."""
    assert columns_of(standing(rules=Rules(), revenue=[9, 1]), "tier", "abm_variety", "coverage_model")[0] == ("1:few", "named-account", "field sales")
    assert columns_of(standing(rules=Rules(tiers={"ABM": "1:1"}), revenue=[9]), "tier") == [("1:1",)]


def test_a_plan_decides_before_the_source_and_the_source_before_the_rule() -> None:
    """Each with who decided and why; a word that is none of the known ones leaves it to the rule and is told; coverage may be any word."""
    found = standing(
        {
            "id": ["0", "1", "2"],
            "tier": ["1:1", "best", ""],
            "tier_reason": ["first of its kind", "x", ""],
            "abm_variety": ["industry-account", "", "customer"],
            "coverage": ["Telesales", "Innendienst", ""],
            "coverage_reason": ["", "two regions", ""],
            "zone": ["", "mass marketing", "Zone 9"],
            "zone_reason": ["", "one product", ""],
            "programme": ["", "ABM", ""],
        },
        revenue=[80, 15, 4, 1],
        coverage=["Field-Sales", "field sales", "occasional visit", None],
    )
    assert columns_of(found, "tier", "tier_by", "tier_reason") == [
        ("1:1", "plan", "plan: first of its kind"),
        ("1:few", "rule", 'plan says "best", none of the known words; programme ABM'),
        ("1:many", "rule", "programme DRM"),
        ("1:many", "rule", "programme DRM"),
    ]
    assert columns_of(found, "coverage_model", "coverage_by", "coverage_reason") == [
        ("telesales", "plan", "plan, without a reason"),
        ("Innendienst", "plan", "plan: two regions"),
        ("occasional visits", "source", "as the source says"),
        ("telesales", "rule", "class C"),
    ]
    assert columns_of(found, "zone", "zone_by", "zone_reason")[1:3] == [
        ("mass marketing", "plan", "plan: one product"),
        ("undefined", "rule", 'plan says "Zone 9", none of the known words; low value band, needs not scored'),
    ]
    assert columns_of(found, "programme", "programme_by", "programme_reason")[:2] == [("ABM", "rule", "zone ABM"), ("ABM", "plan", "plan, without a reason")]
    assert columns_of(found, "abm_variety", "abm_variety_reason")[0] == ("industry-account", "plan, without a reason")
    assert unknown_words(found).rows() == [(1, "tier", "best"), (2, "abm_variety", "customer"), (2, "zone", "Zone 9")]


def test_coverage_that_contradicts_class_or_key_account() -> None:
    """Only what plan or source say can contradict; a key account of class C may have its team; a prospect has no class; odd words are not judged."""
    found = standing(
        {"id": ["3", "4"], "key_account": [True, True]},
        revenue=[60, 30, 0.2, 0.19, 5, 0.18, 0.17, 0.16, None],
        kind=["customer"] * 8 + ["prospect"],
        potential=[None] * 8 + [100],
        coverage=["telesales", "Occasional Visits", "field sales", "dedicated team", "tele-sales", "dedicated team", None, "Innendienst", "telesales"],
    )
    assert [told for (told,) in columns_of(found, "coverage_mismatch")] == [
        "class A on telesales",
        "class A on occasional visits",
        "class C with field sales",
        None,
        "key account on telesales",
        "class C with a dedicated team",
        None,
        None,
        None,
    ]


def test_prospects_are_covered_as_the_class_of_their_band() -> None:
    """They have no class of their own; one without potential has neither band nor rule."""
    found = standing(revenue=[80, 15, 5, None, None, None, None], kind=["customer"] * 3 + ["prospect"] * 4, potential=[None] * 3 + [90, 20, 2, None])
    assert columns_of(found, "coverage_model", "coverage_reason")[3:] == [
        ("field sales", "top value band, as class A"),
        ("field sales", "middle value band, as class B"),
        ("telesales", "low value band, as class C"),
        (None, None),
    ]
    assert columns_of(found, "zone", "zone_by", "zone_reason", "tier", "tier_by")[6] == (None, None, "no potential known, so in no band", None, None)
    assert line(found, 6, "coverage").reason == "no class and no band, so no coverage by rule"
    assert line(found, 6, "zone") == Line("zone", "Zone", "", "", "no potential known, so in no band")
    assert line(found, 6, "programme").reason == "no zone, so no programme"


def test_true_abm_has_a_plan_of_its_own() -> None:
    """Others in ABM are a named group; outside ABM it is neither."""
    found = standing({"id": ["0", "2"]}, revenue=[50, 40, 10])
    assert columns_of(found, "true_abm") == [("true ABM",), ("targeted (named)",), (None,)]


def test_too_big_to_lose_is_of_revenue_whatever_the_metric() -> None:
    """A tenth is enough; an account without revenue is unknown."""
    amounts: dict[str, Any] = {"revenue": [81, 10, 9, None], "margin": [1, 1, 98, 1]}
    assert [big for (big,) in columns_of(standing(**amounts), "too_big_to_lose")] == [True, True, False, None]
    assert [big for (big,) in columns_of(standing(view=View(Measure("margin")), **amounts), "too_big_to_lose")] == [True, True, False, None]
    assert [big for (big,) in columns_of(standing(view=View(Measure("margin")), margin=[95, 5]), "too_big_to_lose")] == [True, False]


def test_programmes_by_zone_for_any_rule() -> None:
    """The rule may give each zone its own; no zone, no programme."""
    zones = pl.DataFrame({"zone": pl.Series([*ZONES, None], dtype=ZONE_TYPE)})
    assert zones.select(programme_by_zone({})).to_series().to_list() == ["ABM", "DRM", "DRM", "DRM", None]
    own = {"ABM": "DRM", "targeted": "ABM", "mass": "DRM", "undefined": "ABM"}
    assert zones.select(programme_by_zone(own)).to_series().to_list() == ["DRM", "ABM", "DRM", "ABM", None]


GOLDEN: dict[str, Any] = {"revenue": [1000, 620, 400, 260, 170, 110, 80, 60, 45, 35]}


@pytest.mark.parametrize(
    ("row", "reason", "flip"),
    [
        # A ends where 80% of 2,780 are reached: behind the fourth
        (3, "rank 4 of 10: A is rank 1 to 4, B 5 to 8, C the rest", "below EUR 170 of revenue it is class B"),
        (
            4,
            "rank 5 of 10: A is rank 1 to 4, B 5 to 8, C the rest",
            "EUR 70 more revenue makes it class A and ABM; below EUR 53.15 of revenue it is class C",
        ),
        (
            9,
            "rank 10 of 10: A is rank 1 to 4, B 5 to 8, C the rest",
            "EUR 25 more revenue makes it class B; EUR 135 more revenue makes it class A and ABM",
        ),
    ],
)
def test_a_class_says_its_rank_and_the_way_to_the_next(row: int, reason: str, flip: str) -> None:
    """The line moves with the account's own value: with 240 the fifth makes the total 2,850, of which the 2,280 before it are the 80%."""
    found = line(standing(**GOLDEN), row, "abc_class")
    assert (found.value, found.by, found.reason) == ("AAAABBBBCC"[row], "rule", reason)
    assert found.flip == flip


def test_a_class_that_a_plan_says_keeps_the_rule_s_in_sight() -> None:
    """Its reason is the plan's, and what the rule would say is told; the zone follows the class, and no money moves it."""
    found = standing({"id": ["4", "5", "0"], "abc_class": ["A", "B", "Z"], "abc_class_reason": ["the group is large", "", ""]}, **GOLDEN)
    assert line(found, 4, "abc_class") == Line("abc_class", "Class", "A", "plan", "plan: the group is large", "left to the rule it would be B")
    assert line(found, 5, "abc_class") == Line("abc_class", "Class", "B", "plan", "plan, without a reason", "the rule says the same")
    assert line(found, 0, "abc_class").reason.startswith('plan says "Z", none of the known words; rank 1')
    assert line(found, 4, "zone") == Line("zone", "Zone", "ABM", "rule", "top value band, whatever the needs")
    assert found.column("abc_class_by").to_list()[4:7] == ["plan", "plan", "rule"]


def test_a_prospect_has_no_class_and_its_potential_moves_its_zone() -> None:
    """The book's lines stand still for it: what is missing is the difference."""
    found = standing(
        revenue=[80, 15, 5, None, None, None], kind=["customer"] * 3 + ["prospect"] * 3, potential=[None] * 3 + [90, 20, 2], needs=[None] * 5 + [1]
    )
    assert line(found, 3, "abc_class") == Line("abc_class", "Class", "", "", "no customer, so not in the book of revenue")
    assert line(found, 3, "zone").reason == "top value band, whatever the needs, by its potential of EUR 90"
    assert line(found, 3, "zone").flip == "below EUR 80 of potential it leaves zone ABM"
    assert line(found, 4, "zone").flip == "EUR 60 more potential makes it ABM; below EUR 15 of potential it falls into the low band"
    assert line(found, 5, "zone").flip == (
        "needs scored 3 or more make it targeted marketing; EUR 13 more potential makes it targeted marketing; EUR 78 more potential makes it ABM"
    )
    assert line(found, 5, "programme").flip == "it follows the zone: EUR 78 more potential makes it ABM"
    no_middle = standing(revenue=[80, None], kind=["customer", "prospect"], potential=[None, 20], needs=[None, 1])
    assert line(no_middle, 1, "zone").flip == "needs scored 3 or more make it targeted marketing; EUR 60 more potential makes it ABM"
    missing = standing(revenue=[5, None])
    assert line(missing, 1, "abc_class").reason == "not in the book of revenue"
    assert line(missing, 1, "zone").reason == "no value, so in no band"


@pytest.mark.parametrize(
    ("needs", "zone", "flip"),
    [
        (None, "undefined", "needs scored 2 or less make it mass marketing, 3 or more targeted marketing"),
        (2, "mass marketing", "needs scored 3 or more make it targeted marketing"),
        (4, "targeted marketing", "needs scored 2 or less make it mass marketing"),
    ],
)
def test_in_the_low_band_needs_move_the_zone(needs: int | None, zone: str, flip: str) -> None:
    """The score is told before the money."""
    found = line(standing(revenue=[80, 15, 5], needs=[None, None, needs]), 2, "zone")
    assert found.value == zone
    assert found.flip.startswith(flip)


def test_lines_of_the_zones_own_move_nothing_of_the_class() -> None:
    """The money to the top band is that of the zone's line; the class goes alone."""
    found = standing(view=View(zones=ZoneLines(top=0.5, low=0.9)), **GOLDEN)
    assert "ABM" not in line(found, 4, "abc_class").flip
    assert line(found, 2, "zone").flip.startswith("EUR 220 more revenue makes it ABM; below EUR 80 of revenue it falls into the low band")
    assert line(found, 0, "zone").flip == "below EUR 260 of revenue it leaves zone ABM"


def test_key_account_tier_and_variety_tell_what_a_choice_would_change() -> None:
    """A key account is a person's choice with a reason; nobody's choice is no."""
    found = standing({"id": ["0", "1"], "key_account": [True, True], "key_account_reason": ["licence partner", ""]}, revenue=[80, 15, 4, 1], needs=[1, 1, 4, 1])
    assert line(found, 0, "key_account").reason == "plan: licence partner"
    assert line(found, 1, "key_account").reason == "plan, without a reason"
    assert (line(found, 2, "key_account").value, line(found, 2, "key_account").by) == ("no", "")
    assert line(standing(revenue=[1]), 0, "key_account").value == "no"
    flips = [(line(found, row, "tier").flip, line(found, row, "abm_variety").flip) for row in range(4)]
    assert flips == [
        ("not a key account it would be 1:few", "not a key account it would be named-account"),
        ("not a key account it would be 1:many", "not a key account it would follow its zone"),
        ("as a key account it would be 1:1, in programme ABM 1:few", "with a segment or industry industry-account, as a key account it would be large-account"),
        ("as a key account it would be 1:1, in programme ABM 1:few", "as a key account it would be large-account"),
    ]


def test_coverage_tells_what_the_rule_would_give_and_its_mismatch() -> None:
    """By source, the rule's own; by rule, what a key account gets."""
    found = standing({"id": ["3"], "key_account": [True]}, revenue=[80, 15, 4, 1], coverage=["telesales", "field sales", None, "dedicated team"])
    assert line(found, 0, "coverage") == Line(
        "coverage", "Coverage", "telesales", "source", "as the source says; mismatch: class A on telesales", "by rule it would be field sales (class A)"
    )
    assert line(found, 1, "coverage").flip == "the rule says the same"
    assert line(found, 2, "coverage").flip == "as a key account it would be dedicated team"
    assert line(found, 3, "coverage").flip == "the rule says the same"
    nobody = standing(revenue=[1, None], kind=["customer", "partner"], coverage=[None, "telesales"])
    assert line(nobody, 1, "coverage").flip == ""


def test_amounts_are_written_as_the_user_writes_them() -> None:
    """With the source's currency, where it has one."""
    found = standing(revenue=[9_000_000, 700_000, 300_000])
    assert account_reasons(found, 1, formats_for("de_DE"))[0].flip.startswith("EUR 1.250.000 more revenue")
    without = replace(found.ground, portfolio=replace(found.ground.portfolio, currency=None))
    found.ground = without
    assert "EUR" not in line(found, 1, "abc_class").flip


def test_classes_by_the_number_of_accounts_have_their_flips_too() -> None:
    """The third of four must outgrow the second."""
    found = standing(rules=replace(RULES, classes=ClassLines(0.5, 0.75, "accounts")), revenue=[8, 6, 4, 2])
    assert line(found, 2, "abc_class").flip == "EUR 2 more revenue makes it class A and ABM; below EUR 2 of revenue it is class C"
