"""Budgets, hours and results of channel rows: by channel, class, function and audience; what ABM costs and lacks."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from abmtui.review import abm_costs, budgets

ROW: dict[str, Any] = {
    "account_id": "1",
    "audience": "",
    "channel": "email",
    "message": "",
    "programme": "ABM",
    "side": "sales",
    "status": "active",
    "budget": None,
    "actual": None,
    "hours": None,
    "metric": "",
    "result": "",
    "result_value": None,
    "automated": False,
    "automatable": False,
    "content_asset": "",
    "content_status": "",
    "content_cost": None,
}
NUMBERS = ("budget", "actual", "hours", "result_value", "content_cost")


def rows(*given: dict[str, Any]) -> pl.DataFrame:
    """Channel rows as the plans' frame has them; what is not given is empty."""
    return pl.DataFrame([ROW | one for one in given], schema_overrides=dict.fromkeys(NUMBERS, pl.Float64))


def accounts(**changed: list[Any]) -> pl.DataFrame:
    """A customer of class A in ABM, one of class C in DRM, a customer without a value, and a prospect in ABM."""
    columns: dict[str, list[Any]] = {
        "id": ["1", "2", "3", "4"],
        "name": ["Alpha", "Beta", "Gamma", "Delta"],
        "kind": ["customer", "customer", "customer", "prospect"],
        "class": ["A", "C", None, None],
        "programme": ["ABM", "DRM", None, "ABM"],
        "abm_variety": ["named-account", "customer marketing", None, "named-account"],
        "value": [90.0, 10, None, None],
        "revenue": [90.0, 10, None, None],
        "margin": [50.0, 5, None, None],
        "potential": [100.0, None, None, 300],
        "owner": ["Aino", "", None, None],
        "marketer": ["Joonas", "", None, " "],
    }
    return pl.DataFrame(columns | changed)


def placed(*given: dict[str, Any]) -> pl.DataFrame:
    """Rows beside their accounts."""
    return budgets.placed(rows(*given), accounts())


def test_rows_beside_their_accounts() -> None:
    """The class, else the kind; spend is actual, else budget; cost adds the content; rows of unknown accounts are left out."""
    found = placed(
        {"budget": 10.0, "actual": 12.0, "content_cost": 3.0},
        {"account_id": "2", "budget": 10.0, "status": "cancelled", "channel": " ", "programme": ""},
        {"account_id": "3", "content_cost": 4.0},
        {"account_id": "4", "budget": 5.0, "hours": 2.0, "automatable": True},
        {"account_id": "9", "budget": 100.0},
    )
    assert found["group"].to_list() == ["A", "C", "no class", "prospect"]
    assert found["planned"].to_list() == [10, None, None, 5]
    assert found["spend"].to_list() == [12, None, None, 5]
    assert found["cost"].to_list() == [15, None, 4, 5]
    assert found["human"].to_list() == [None, None, None, None]
    assert (found["channel"][1], found["programme"][1]) == ("no channel", "no programme")


def test_channels_by_class() -> None:
    """Largest budget first; a share of all; money that nobody said is null, not 0."""
    found = placed(
        {"channel": "trade fair", "budget": 60.0, "actual": 70.0},
        {"channel": "trade fair", "account_id": "2", "budget": 20.0},
        {"channel": "email", "account_id": "4", "budget": 20.0},
        {"channel": "webinar"},
    )
    channels = budgets.summed(found, "channel")
    assert channels["channel"].to_list() == ["trade fair", "email", "webinar"]
    assert channels["budget"].to_list() == [80, 20, None]
    assert channels["budget_share"].to_list() == [0.8, 0.2, None]
    assert channels["actual"].to_list() == [70, None, None]
    assert channels["accounts"].to_list() == [2, 1, 1]
    assert budgets.channel_budgets(found).rows() == [("email", "prospect", 20.0), ("trade fair", "A", 60.0), ("trade fair", "C", 20.0)]


@pytest.mark.parametrize(
    ("given", "roi"),
    [
        ([{"actual": 100.0, "result_value": 150.0}], 0.5),
        ([{"actual": 100.0, "result_value": 0.0}], -1.0),
        ([{"actual": 100.0, "result_value": 150.0}, {"actual": 50.0}, {"result_value": 70.0}], 0.5),
        ([{"actual": 100.0}], None),
        ([{"budget": 100.0, "result_value": 150.0}], None),
        ([{"actual": 0.0, "result_value": 150.0}], None),
    ],
)
def test_roi_is_of_rows_where_both_are_known(given: list[dict[str, Any]], roi: float | None) -> None:
    """(result - cost) / cost; blank where result or cost is unknown, or nothing was spent."""
    assert budgets.summed(placed(*given), "programme")["roi"].to_list() == [roi]


def test_classes_beside_revenue_and_potential() -> None:
    """Each class with its share of budget, revenue and potential; prospects have no share of revenue; a class without a row has no budget."""
    found = budgets.by_class(placed({"budget": 30.0}, {"account_id": "4", "budget": 10.0}), accounts())
    assert found["group"].to_list() == ["A", "C", "no class", "prospect"]
    assert found["accounts"].to_list() == [1, 1, 1, 1]
    assert found["revenue_share"].to_list() == [0.9, 0.1, None, None]
    assert found["potential_share"].to_list() == [0.25, None, None, 0.75]
    assert found["budget_share"].to_list() == [0.75, None, None, 0.25]
    assert found["rows"].to_list() == [1, 0, 0, 1]
    bare = budgets.by_class(placed({}), accounts(revenue=[0.0, -1, None, None]))
    assert bare["revenue_share"].null_count() == bare["budget_share"].null_count() == 4


def test_persons_beside_segments() -> None:
    """A stakeholder of the same plan, by id or name, is a person; another plan's or a text is a segment or persona."""
    people = pl.DataFrame({"account_id": ["1", "1"], "id": ["s-1", "s-2"], "name": ["Mika", "Anna"]})
    found = budgets.audiences(
        placed(
            {"audience": "s-1", "actual": 30.0},
            {"audience": "Anna", "actual": 10.0},
            {"audience": "s-1", "account_id": "2", "actual": 4.0},
            {"audience": "Technical leaders", "account_id": "4", "actual": 4.0},
            {"audience": ""},
        ),
        people,
    )
    assert found.rows() == [("no audience", 1, 1, None, None), ("persons", 2, 1, 40.0, 40.0), ("segments and personas", 2, 2, 8.0, 4.0)]


def test_hours_by_side_and_function() -> None:
    """Hours that people must give are those neither automated nor automatable; a joint row is half of each function's."""
    found = placed(
        {"side": "sales", "hours": 4.0},
        {"side": "marketing", "hours": 6.0, "automated": True},
        {"side": "marketing", "hours": 5.0, "automatable": True, "account_id": "2"},
        {"side": "joint", "hours": 8.0},
        {"side": ""},
    )
    sides = budgets.by_side(found)
    assert sides["side"].to_list() == ["sales", "marketing", "joint", "no side"]
    assert sides["hours"].to_list() == [4, 11, 8, None]
    assert sides["human"].to_list() == [4, None, 8, None]
    assert budgets.function_hours(found).sort("account_id").rows() == [("1", 8.0, 10.0), ("2", 0.0, 5.0)]


def test_content_assets() -> None:
    """Rows that name an asset, the costliest first, those without a cost last."""
    found = budgets.content(
        placed({"content_asset": "Letter"}, {"content_asset": "Film", "content_cost": 9.0, "content_status": "ready"}, {"content_asset": " "})
    )
    assert found.rows() == [("1", "Alpha", "Film", "ready", 9.0), ("1", "Alpha", "Letter", "", None)]


def test_done_without_a_result_at_the_account() -> None:
    """Among rows that are done: reach is no result, an empty result is none; a value or words are one."""
    found = budgets.vain(
        placed(
            {"status": "done", "metric": "reach", "result": "400 visitors", "result_value": 5.0},
            {"status": "done", "metric": "outcome"},
            {"status": "done", "metric": "outcome", "result": "specified"},
            {"status": "done", "result_value": 3.0},
            {"status": "active", "metric": "reach"},
        )
    )
    assert found["why"].to_list() == ["reach only", "no result at the account"]


def test_what_abm_costs() -> None:
    """ABM accounts with a cost, beside the margin of customers and the potential of prospects; the dearest first."""
    found = abm_costs.abm_costs(
        placed({"actual": 10.0}, {"content_cost": 5.0}, {"account_id": "2", "actual": 9.0}, {"account_id": "4", "budget": 60.0}), accounts()
    )
    assert found.rows() == [("1", "Alpha", 15.0, 50.0, "margin", 0.3), ("4", "Delta", 60.0, 300.0, "potential", 0.2)]
    loss = abm_costs.abm_costs(placed({"actual": 10.0}, {"account_id": "4"}), accounts(margin=[-1.0, 5, None, None]))
    assert loss.rows() == [("1", "Alpha", 10.0, -1.0, "margin", None)]


def test_abm_accounts_that_lack_a_function() -> None:
    """An owner, a marketer, and hours of both; one without any row has no channel plan, and comes after those with one."""
    found = abm_costs.lacking(placed({"hours": 3.0}), accounts())
    assert found.rows() == [
        ("1", "Alpha", True, "no hours of marketing"),
        ("4", "Delta", False, "no key account manager, no key account marketer, no channel plan"),
    ]
    assert abm_costs.lacking(placed({"hours": 3.0, "side": "joint"}), accounts())["id"].to_list() == ["4"]


@settings(max_examples=25, deadline=None, derandomize=True, database=None)
@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "account_id": st.sampled_from(["1", "2", "3", "4"]),
                "channel": st.sampled_from(["email", "trade fair", ""]),
                "budget": st.none() | st.integers(0, 1000).map(float),
                "status": st.sampled_from(["done", "cancelled", ""]),
            }
        ),
        min_size=1,
        max_size=20,
    )
)
def test_the_parts_are_the_whole(given: list[dict[str, Any]]) -> None:
    """Budgets by channel, by class and in the cells of both add up to all; shares to one; the order of rows does not matter."""
    found = placed(*given)
    whole = found["planned"].sum()
    channels, classes = budgets.summed(found, "channel"), budgets.by_class(found, accounts())
    for part in (channels, classes, budgets.channel_budgets(found)):
        assert part["budget"].sum() == pytest.approx(whole)
    if whole > 0:
        assert channels["budget_share"].sum() == pytest.approx(1)
        assert classes["budget_share"].sum() == pytest.approx(1)
    assert budgets.summed(placed(*given[::-1]), "channel").equals(channels)
