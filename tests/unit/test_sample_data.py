"""The sample portfolio is what its script makes, adds up, and shows what it is there to show."""

from __future__ import annotations

import datetime as dt
import hashlib
import importlib
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from abmtui.plan.document import parse
from abmtui.plan.model import KINDS, Plan, field_specs
from abmtui.plan.vocabulary import CRITERIA, VERDICTS
from abmtui.portfolio.search import SearchIndex
from abmtui.problems import Severity
from abmtui.settings import defaults_of
from abmtui.sources.reader import read
from abmtui.sources.request import SourceRequest
from abmtui.wording import slug

if TYPE_CHECKING:
    from collections.abc import Mapping

    from abmtui.plan.model import FieldSpec

FOLDER = Path(__file__).parents[2] / "sample_data"
NOW = dt.date(2026, 11, 22)


@pytest.fixture(scope="module")
def accounts() -> pl.DataFrame:
    """Return the accounts: text, money as numbers."""
    text = pl.read_csv(FOLDER / "accounts.csv", infer_schema=False)
    return text.with_columns(pl.col("^(Revenue|Margin|Cost to serve|Hours) .*$", "Potential").cast(pl.Float64))


@pytest.fixture(scope="module")
def orders() -> pl.DataFrame:
    """Return the order lines with dates and numbers."""
    return pl.read_csv(FOLDER / "transactions.csv", schema_overrides={"Account ID": pl.String}, try_parse_dates=True)


def plans() -> Mapping[str, str]:
    """Return the text of every plan by its file name."""
    return {path.name: path.read_text("utf-8") for path in sorted((FOLDER / "plans").glob("*.toml"))}


def test_the_script_makes_the_committed_files_byte_for_byte(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever changes the sample changes its script."""
    monkeypatch.syspath_prepend(str(FOLDER))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    made = importlib.import_module("make_sample_data").files()
    committed = {name: (FOLDER / name).read_bytes() for name in made}
    assert {name for name in made if made[name] != committed[name]} == set()
    assert {f"plans/{name}" for name in plans()} == {name for name in made if name.startswith("plans/")}


def test_there_are_348_customers_58_prospects_and_6_partners(accounts: pl.DataFrame) -> None:
    """Ids are unique, of six digits, and many begin with zero."""
    assert dict(accounts["Kind"].value_counts().iter_rows()) == {"customer": 348, "prospect": 58, "partner": 6}
    assert accounts["Account ID"].n_unique() == accounts["Account"].n_unique() == accounts.height == 412
    assert accounts["Account ID"].str.len_bytes().unique().to_list() == [6]
    assert accounts["Account ID"].str.starts_with("0").sum() > 300


def test_the_largest_fifth_holds_between_70_and_80_percent(accounts: pl.DataFrame) -> None:
    """The sample is as uneven as the Pareto principle says."""
    values = sorted((value for value in accounts.filter(pl.col("Kind") == "customer")["Revenue 2025"] if value and value > 0), reverse=True)
    assert 0.70 < sum(values[: round(len(values) / 5)]) / sum(values) < 0.80


def test_the_sample_has_credit_notes_zeros_and_empty_cells(accounts: pl.DataFrame) -> None:
    """Four customers below zero, five at zero, three without any revenue in 2025."""
    revenue = accounts.filter(pl.col("Kind") == "customer")["Revenue 2025"]
    assert ((revenue < 0).sum(), (revenue == 0).sum(), revenue.null_count()) == (4, 5, 3)
    assert accounts.filter(pl.col("Kind") == "customer")["Needs"].null_count() > 150


def test_prospects_have_a_potential_and_no_revenue(accounts: pl.DataFrame) -> None:
    """One of them is worth more than any customer buys."""
    prospects = accounts.filter(pl.col("Kind") == "prospect")
    assert prospects["Potential"].null_count() == 0
    assert prospects["Revenue 2025"].null_count() == prospects.height
    assert accounts.filter(pl.col("Revenue 2025") >= prospects["Potential"].max()).height == 0


def test_every_parent_is_an_account_and_one_group_has_three_levels(accounts: pl.DataFrame) -> None:
    """Roll-up finds every parent by its name."""
    parents = dict(accounts.select("Account", "Parent").drop_nulls().iter_rows())
    assert set(parents.values()) <= set(accounts["Account"])
    assert len({parent for parent in parents.values() if parent not in parents}) >= 8
    assert any(parent in parents for parent in parents.values())


@pytest.mark.parametrize("year", [2023, 2024, 2025])
def test_order_lines_add_up_to_the_yearly_columns(accounts: pl.DataFrame, orders: pl.DataFrame, year: int) -> None:
    """To the cent, for every account; an account without lines has an empty cell."""
    cents = (
        orders.filter(pl.col("Order date").dt.year() == year).group_by("Account ID").agg((pl.col("Revenue") * 100).round().cast(pl.Int64).sum().alias("lines"))
    )
    both = accounts.select("Account ID", (pl.col(f"Revenue {year}") * 100).round().cast(pl.Int64).alias("column")).join(cents, on="Account ID", how="left")
    assert both.filter(pl.col("column").ne_missing(pl.col("lines"))).height == 0


def test_the_last_order_is_the_latest_line_and_before_today(accounts: pl.DataFrame, orders: pl.DataFrame) -> None:
    """Credit notes are no orders."""
    latest = orders.filter(pl.col("Revenue") > 0).group_by("Account ID").agg(pl.col("Order date").max().cast(pl.String).alias("latest"))
    both = accounts.join(latest, on="Account ID", how="left")
    assert both.filter(pl.col("Last order").ne_missing(pl.col("latest"))).height == 0
    assert orders.filter(pl.col("Order date") >= NOW).height == 0


def test_every_plan_is_named_by_its_account(accounts: pl.DataFrame) -> None:
    """File name = slug of the account's name and hash of its id; the account is in the portfolio."""
    names = dict(accounts.select("Account ID", "Account").iter_rows())
    for file, text in plans().items():
        plan = tomllib.loads(text)
        assert names[plan["id"]] == plan["name"]
        assert file == f"{slug(plan['name'])}--{hashlib.sha256(plan['id'].encode()).hexdigest()[:16]}.toml"


def test_every_key_and_word_of_the_plans_is_one_the_program_knows() -> None:
    """Known keys only, and known words where a field is no free text."""
    for file, text in plans().items():
        plan = tomllib.loads(text)
        tables: list[tuple[Mapping[str, FieldSpec], dict[str, object]]]
        tables = [(field_specs(Plan), {key: value for key, value in plan.items() if key not in KINDS and key not in {"format", "id", "name"}})]
        for kind in KINDS.values():
            row_class: Any = kind.row
            tables += [(field_specs(row_class), {key: value for key, value in row.items() if key != "id"}) for row in plan.get(kind.name, [])]
        for specs, values in tables:
            assert set(values) <= set(specs), file
            strange = {name: value for name, value in values.items() if specs[name].choices and not specs[name].free and value not in specs[name].choices}
            assert strange == {}, file


def test_every_plan_is_read_without_a_problem_and_written_back_as_it_was() -> None:
    """Only the plan that was begun by hand changes at its first save: its rows get ids."""
    written = {file: (text, parse(text, file)) for file, text in plans().items()}
    assert {file: parsed.problems for file, (_, parsed) in written.items() if parsed.problems} == {}
    assert [file for file, (text, parsed) in written.items() if parsed.document.written(parsed.plan) != text] == ["sciborz-zegluga-s-a--c929d230d1150c88.toml"]


def test_every_reference_of_the_plans_points_to_a_row() -> None:
    """Ids, or the one unique name in the plan that was begun by hand."""
    for file, text in plans().items():
        plan = tomllib.loads(text)
        people = {person.get("id", person["name"]) for person in plan.get("stakeholder", [])} | {person["name"] for person in plan.get("stakeholder", [])}
        used = [person.get("reports_to") for person in plan.get("stakeholder", [])]
        used += [one for person in plan.get("stakeholder", []) for one in person.get("influences", [])]
        used += [one for touch in plan.get("touch", []) for one in touch["who"]]
        used += [row["audience"] for row in plan.get("channel", []) if row["audience"].startswith("s-")]
        assert {one for one in used if one} <= people, file
        assert {row["goal"] for row in plan.get("channel", []) if "goal" in row} <= {goal["id"] for goal in plan.get("goal", [])}, file


def test_the_reader_understands_the_sample_and_finds_nothing_to_mend(accounts: pl.DataFrame) -> None:
    """Ids with their zeros, years as periods, percent cells, kinds, one currency; every note is narration."""
    reading = read(SourceRequest((str(FOLDER / "accounts.csv"),)))
    assert [problem for problem in reading.problems if problem.severity > Severity.NOTE] == []
    portfolio = reading.portfolio
    assert portfolio.accounts["id"].to_list() == accounts["Account ID"].to_list()
    assert (portfolio.currency, portfolio.grain, portfolio.has_ids) == ("EUR", "year", True)
    wanted = {"parent", "owner", "marketer", "team", "coverage", "industry", "region", "segment", "status", "employees", "revenue", "prior_revenue"}
    wanted |= {"margin", "cost_to_serve", "hours", "potential", "share_of_wallet", "needs", "since", "last_order"}
    assert wanted <= set(portfolio.mapping)
    # 3 of 348 customers have no revenue of 2025, like the 58 prospects and 6 partners.
    assert portfolio.accounts["revenue"].null_count() == 3 + 58 + 6


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("vainasalmi oyj", "Väinäsalmi Oyj"),
        ("hossling", "Hößling"),
        ("cinardere holding", "Çınardere Holding A.Ş."),
        ("sciborz zegluga", "Ścibórz Żegluga S.A."),
    ],
)
def test_names_are_found_without_their_accents(accounts: pl.DataFrame, typed: str, found: str) -> None:
    """Whoever has no such key on the keyboard types the plain letter, or the two that stand for one."""
    hits = SearchIndex(accounts["Account"]).exact(typed)
    assert accounts["Account"][int(hits.rows[0])].startswith(found)


def test_the_order_lines_are_read_as_the_same_customers(accounts: pl.DataFrame) -> None:
    """9,414 lines of 348 customers, with the days of their orders."""
    reading = read(SourceRequest((str(FOLDER / "transactions.csv"),)))
    assert [problem for problem in reading.problems if problem.severity > Severity.NOTE] == []
    assert (reading.portfolio.rows, reading.portfolio.grain) == (9414, "day")
    assert set(reading.portfolio.accounts["id"]) == set(accounts.filter(pl.col("Kind") == "customer")["Account ID"])


def test_the_worked_example_has_people_out_of_reach_and_a_full_channel_plan() -> None:
    """Eight people, thirteen rows, one without a call to action, three flags of which two are open."""
    plan = tomllib.loads(next(text for text in plans().values() if 'name = "Väinäsalmi Oyj"' in text))
    assert (len(plan["stakeholder"]), len(plan["channel"]), len(plan["flag"]), len(plan["goal"])) == (8, 13, 3, 4)
    assert [person["name"] for person in plan["stakeholder"] if person["reached_by"] == "none"] == ["Mika Rautasalo", "Dr. Matthias Wulff"]
    assert sum("call_to_action" not in row for row in plan["channel"]) == 2
    assert plan["next_review"] < NOW


def test_one_plan_is_stale() -> None:
    """Nobody touched it for more than a year."""
    plan = tomllib.loads(next(text for text in plans().values() if 'name = "Schönhafen Gruppe AG"' in text))
    dates = [value for table in [plan, *(row for kind in KINDS for row in plan.get(kind, []))] for value in table.values() if isinstance(value, dt.date)]
    assert max(dates) < NOW - dt.timedelta(days=200)


def whole_plans() -> Mapping[str, Plan]:
    """Return every plan of the sample by its account's name."""
    return {parsed.plan.name: parsed.plan for parsed in (parse(text, file) for file, text in plans().items())}


def test_scores_are_asked_observed_and_guessed_some_stale_and_one_unknown() -> None:
    """Every source, every criterion of the config, older than a year, past its own date, scored twice, none at all."""
    scores = [score for plan in whole_plans().values() for score in plan.scores]
    assert {score.source for score in scores} == {"asked", "observed", "guessed", ""}
    assert {score.criterion for score in scores} - set(CRITERIA) == {"likes our ferries"}
    assert set(CRITERIA) - {score.criterion for score in scores} == set()
    assert any(score.date is not None and (NOW - score.date).days > 365 for score in scores)
    assert any(score.due is not None and score.due < NOW for score in scores)
    assert [score.score for score in whole_plans()["Väinäsalmi Oyj"].scores if score.criterion == "desire to co-create"] == [2, 4]
    assert whole_plans()["Énergie Rochefière S.A."].scores == ()


def test_overrides_verdicts_and_key_accounts_stand_with_and_without_a_reason() -> None:
    """Each override once with its reason; one key account and its verdict without any."""
    known = whole_plans()
    for name in ("abc_class", "programme", "tier", "abm_variety", "coverage"):
        said = [plan for plan in known.values() if getattr(plan, name)]
        assert said, name
        assert all(getattr(plan, f"{name}_reason") for plan in said), name
    assert [plan.name for plan in known.values() if plan.key_account and not plan.key_account_reason] == ["Peñaluz Cementos S.A. de C.V."]
    assert {plan.selection_verdict for plan in known.values()} == {"", *VERDICTS}
    assert [plan.name for plan in known.values() if plan.selection_verdict and not plan.selection_reason] == ["Peñaluz Cementos S.A. de C.V."]


def test_gates_are_named_as_the_config_names_them_and_one_was_passed_short() -> None:
    """The worked example passed one with an unmet criterion and a reason, and stands in the next."""
    gates = defaults_of("gates")
    names = {gate["name"] for described in gates.values() for gate in described}
    assert {step.name for plan in whole_plans().values() for step in plan.gates} <= names
    first, short, current = whole_plans()["Väinäsalmi Oyj"].gates
    assert (first.passed is not None, bool(short.reason), current.entered is not None, current.passed) == (True, True, True, None)
    criteria = next(gate["criteria"] for gate in gates["A"] if gate["name"] == short.name)
    assert set(short.met) < set(criteria)


def test_the_accounts_hold_mismatches_of_coverage_and_key_accounts_without_a_team(accounts: pl.DataFrame) -> None:
    """Small ones with field sales, large ones on telesales, prospects above the line of class A, customers with and without needs."""
    customers = accounts.filter(pl.col("Kind") == "customer").sort("Revenue 2025", descending=True, nulls_last=True)
    large, small = customers.head(80), customers.slice(181)
    assert large.filter(pl.col("Coverage") == "telesales").height >= 3
    assert small.filter(pl.col("Coverage") == "field sales").height >= 3
    key = [plan.id for plan in whole_plans().values() if plan.key_account]
    assert customers.filter(pl.col("Account ID").is_in(key) & pl.col("Team").is_null()).height >= 2
    line = customers["Revenue 2025"][79]
    assert accounts.filter((pl.col("Kind") == "prospect") & (pl.col("Potential") > line)).height >= 10
    assert (small["Needs"].null_count() > 0, small.filter(pl.col("Needs").is_in(["1", "2"])).height > 0, small.filter(pl.col("Needs") == "5").height > 0) == (
        True,
        True,
        True,
    )
