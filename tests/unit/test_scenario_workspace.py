"""Scenarios worked out on a view, kept beside the plans, and tried out on a report."""

from __future__ import annotations

import datetime as dt
import json
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

import pytest

from abmtui import durable
from abmtui.cli.main import main
from abmtui.formats import Formats
from abmtui.portfolio.book import Measure
from abmtui.portfolio.scenario_changes import Scenario, Step
from abmtui.portfolio.scenario_figures import Figure
from abmtui.report.scenario_blocks import difference_text, figure_value, losses_block
from abmtui.sources.request import SourceRequest
from abmtui.store.scenarios import FILE, Scenarios
from abmtui.workspace.measured import View
from abmtui.workspace.opened import open_workspace
from abmtui.workspace.request import OpenRequest
from abmtui.workspace.scenarios import SWITCHED_OFF, ScenarioBook, Trying, scenario_of

if TYPE_CHECKING:
    from pathlib import Path

    from abmtui.workspace.opened import Workspace
    from abmtui.workspace.scenarios import WhatIf

TABLE = """Id,Account,Parent,Kind,Revenue 2024,Revenue 2025,Hours,Region
1,Big,,customer,500,1000,10,North
2,Mid,,customer,400,300,40,North
3,Sub,1,customer,10,90,10,South
4,Small,,customer,100,50,40,South
5,Lead,,prospect,,,,South
"""
Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run in a folder with one table, with config and state folders of its own."""
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    for name in ("LC_ALL", "LC_NUMERIC", "LANG", "ABMTUI_CONFIG"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "accounts.csv").write_text(TABLE, "utf-8")
    monkeypatch.chdir(tmp_path)


def workspace(*sources: str) -> Workspace:
    """An open portfolio."""
    return open_workspace(OpenRequest(SourceRequest(sources or ("accounts.csv",))), author="AK", now=lambda: dt.datetime(2026, 1, 15, tzinfo=dt.UTC))


def trying(view: View | None = None) -> Trying:
    """What scenarios are tried on."""
    return Trying(workspace().measured(view or View()), nullcontext())


def scenario(*lines: str) -> Scenario:
    """A scenario of these lines; one that begins with a minus is switched off."""
    return Scenario(steps=tuple(Step(line.removeprefix("-"), on=not line.startswith("-")) for line in lines))


def figure(found: WhatIf, key: str) -> tuple[Any, Any]:
    """A figure before and after."""
    return next((figure.before, figure.after) for figure in found.figures if figure.key == key)


def test_applying_and_taking_away_leaves_everything_the_same() -> None:
    """The same side, the very object, when no step does anything; the data was never touched."""
    tried = trying()
    frame = tried.measured.portfolio.accounts.clone()
    changed = tried.worked_out(scenario('lose "Big"', "grow all by 5%"))
    assert figure(changed, "total") == (1440, pytest.approx(440 * 1.05))
    for nothing in (scenario(), scenario('-lose "Big"'), scenario('lose "Nobody"'), scenario("lsoe it")):
        found = tried.worked_out(nothing)
        assert found.after is found.before is changed.before
    assert tried.measured.portfolio.accounts.equals(frame)


def test_each_step_says_what_it_did() -> None:
    """Done, off, not understood, not possible."""
    found = trying().worked_out(scenario("lose region = 'South'", "-grow all by 5%", "lsoe it", 'lose "Sub"'))
    assert found.outcomes[0].said == "3 accounts lost"
    assert found.outcomes[1] is SWITCHED_OFF
    assert found.outcomes[2].problem.startswith("a change begins with")
    assert found.outcomes[3].problem == '"Sub" is no longer there: a change above took it'


def test_further_columns_and_effort_in_conditions() -> None:
    """A condition may name what is worked out; the effort figures are of what is moved."""
    found = trying().worked_out(scenario("lose effort_share > 0.3", "free 10 hours from all"))
    assert (found.outcomes[0].said, found.effort) == ("2 accounts lost", "hours")
    assert "10 hours freed" in found.notes[0]


def test_hours_freed_are_shown_against_what_class_a_lacks() -> None:
    """Class A has 50 of 100 hours and 90.3% of the revenue."""
    found = trying().worked_out(scenario("free 50% of hours from class = 'C'"))
    assert found.notes == ("20 hours freed: 50% of the 40.3 that class A is short of its share of the value.",)


def test_hours_freed_where_class_a_lacks_none() -> None:
    """Then the hours alone are said; so too where effort figures are undefined."""
    tried = Trying(workspace().measured(View(Measure("potential"))), nullcontext())
    assert tried.worked_out(scenario("free 50% of hours from all")).notes == ("50 hours freed.",)


def test_a_period_is_tried_out_in_its_own_money() -> None:
    """The figures are those of the year in view."""
    found = trying(View(Measure("revenue", "2024"))).worked_out(scenario('lose "Big"', 'add "New" revenue=490'))
    assert figure(found, "total") == (1010, 1000)
    assert figure(found, "positive_accounts") == (4, 4)


def test_under_parents_a_family_is_lost_as_one() -> None:
    """The view's own accounts are changed."""
    found = trying(View(rollup=True)).worked_out(scenario('lose "Big"'))
    assert figure(found, "total") == (1440, 350)


def test_a_class_that_a_plan_says_stays_with_its_account(tmp_path: Path) -> None:
    """It is no matter of value then."""
    main(("plan", "set", "--source", "accounts.csv", "4", "abc_class=A", "abc_class_reason=strategic"))
    found = trying().worked_out(scenario('lose "Mid"'))
    assert figure(found, "class_A_accounts")[1] == 2
    assert not (tmp_path / "plans" / FILE).exists()


def test_a_change_is_refused_before_it_is_taken() -> None:
    """On the real accounts and those that other steps add; accounts that other steps take are no hindrance."""
    tried = trying()
    others = scenario('add "New" revenue=5', '-add "Off" revenue=5', 'lose "Big"', "lsoe it")
    assert tried.refused(others, 'grow "New" by 5%') == ""
    assert tried.refused(others, 'grow "Big" by 5%') == ""
    assert tried.refused(others, 'grow "Off" by 5%').startswith("no account is called")
    assert tried.refused(others, "lsoe") != ""


def test_a_scenario_out_of_one_line() -> None:
    """Its changes, or what is wrong with the first that is not understood."""
    found, wrong = scenario_of("lose \"A\"; grow region = 'x;y' by 5%")
    assert ([step.text for step in found.steps], wrong) == (['lose "A"', "grow region = 'x;y' by 5%"], "")
    assert scenario_of(" ; ")[1] == "it holds no change"
    assert scenario_of('lose "A"; lsoe')[1].startswith("a change begins with")


def test_scenarios_are_kept_renamed_and_deleted(tmp_path: Path) -> None:
    """Beside the plans; a name that is taken is refused."""
    book = ScenarioBook(workspace())
    one = Scenario("One", (Step("lose all"),))
    assert book.keep(one).state == "saved"
    assert book.keep(Scenario("One")).why.startswith('there is a scenario "One" already')
    two = Scenario("Two", one.steps)
    assert book.keep(two, "One").state == "saved"
    assert book.all() == ({"Two": two}, ())
    assert book.remove("Two").state == "saved"
    assert book.all() == ({}, ())
    assert (tmp_path / "plans" / FILE).exists()


def test_what_somebody_else_did_is_a_conflict_until_it_is_accepted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """For a save and for a deletion; a disk that is full is a sentence."""
    book, one = ScenarioBook(workspace()), Scenario("One", (Step("lose all"),))
    book.keep(one)
    theirs = Scenario("One", (Step("grow all by 5%"),))
    Scenarios(tmp_path / "plans").put(theirs, one)
    kept = book.keep(Scenario("One"), "One")
    assert (kept.state, kept.now) == ("conflict", theirs)
    assert book.remove("One").state == "conflict"
    book.accept("One", theirs)
    assert book.keep(one, "One").state == "saved"
    book.accept("One", None)
    assert book.keep(one).state == "not saved"
    book.all()

    def full(*_arguments: object, **_named: object) -> object:
        raise durable.NotSaved("the disk is full")

    monkeypatch.setattr(durable, "save", full)
    assert (book.keep(Scenario("One"), "One").why, book.remove("One").why) == ("the disk is full",) * 2


def test_without_plans_scenarios_last_for_the_session(tmp_path: Path) -> None:
    """And nothing is written."""
    (tmp_path / "more.csv").write_text(TABLE.replace("1,Big", "9,More"), "utf-8")
    book = ScenarioBook(workspace("accounts.csv", "more.csv"))
    kept = book.keep(Scenario("One"))
    assert (kept.state, kept.why) == ("this session", "1 scenario kept until you leave: there is no folder for plans")
    assert book.keep(Scenario("One")).state == "not saved"
    assert book.keep(Scenario("Two"), "One").state == "this session"
    assert list(book.all()[0]) == ["Two"]
    assert book.remove("Two").state == "this session"
    assert book.all() == ({}, ())


def test_scenarios_of_the_session_go_into_a_folder_that_is_chosen_later(tmp_path: Path) -> None:
    """When they are edited again; until then they are offered beside those that are kept."""
    (tmp_path / "more.csv").write_text(TABLE.replace("1,Big", "9,More"), "utf-8")
    opened = workspace("accounts.csv", "more.csv")
    book = ScenarioBook(opened)
    for name in ("One", "Two"):
        book.keep(Scenario(name))
    opened.keep_plans_in(tmp_path / "plans")
    assert list(book.all()[0]) == ["One", "Two"]
    assert book.keep(Scenario("One", (Step("lose all"),)), "One").state == "saved"
    assert book.remove("Two").state == "this session"
    assert list(book.all()[0]) == ["One"]
    assert book.remove("Three").state == "conflict"


@pytest.mark.parametrize(
    ("written", "before", "after", "shown", "difference"),
    [
        ("money", 1000.0, 1250.4, "1,000", "+250"),
        ("ratio", 0.5, 0.25, "0.5000", "-0.2500"),
        ("share", 0.5, 0.55, "50.0%", "+5.0 pt"),
        ("share", 0.5, 0.5001, "50.0%", "~0"),
        ("pair", 0.7109, 0.72, "71/29", "+0.0091"),
        ("count", 3, 3, "3", ""),
        ("points", 1e4, 1e4 * (1 + 1e-15), "10,000.0", ""),
        ("count", None, 3, "undefined", ""),
    ],
)
def test_figures_are_written_by_their_kind(written: Any, before: float | None, after: float | None, shown: str, difference: str) -> None:
    """A difference has a sign; one too small to show is said to be one, one that comes of adding is none."""
    assert figure_value(before, written, Formats()) == shown
    assert difference_text(Figure("k", "K", written, before, after), Formats()) == difference


def ran(capsys: Captured, *words: str, code: int = 0) -> tuple[str, str]:
    """What `abmtui report accounts.csv` wrote with these words; its exit code is held to `code`."""
    given = main(("report", "accounts.csv", *words))
    out, err = capsys.readouterr()
    assert given == code, err
    return out, err


def test_changes_on_the_command_line(capsys: Captured) -> None:
    """The report has the changes with what they did and every figure on both sides, in words and in JSON."""
    out, _ = ran(capsys, "--what-if", "lose \"Big\"; grow region = 'South' by 10%")
    assert 'lose "Big"' in out
    assert "3 accounts changed" in out
    assert "Undefined, no such column" in out
    line = next(line for line in out.splitlines() if line.strip().startswith("Total  "))
    assert line.split() == ["Total", "1,440", "454", "-986"]
    data = json.loads(ran(capsys, "--what-if", 'lose "Big"', "--format", "json")[0])
    assert data["what_if"]["changes"] == [{"text": 'lose "Big"', "on": True, "accounts": 1, "said": "1 account lost", "problem": None}]
    assert (data["what_if"]["before"]["total"], data["what_if"]["after"]["total"]) == (1440, 440)
    assert data["what_if"]["undefined"]["profit_peak"].startswith("no such column")
    assert data["what_if"]["major_customers"] == {"before": ["Big", "Mid"], "after": ["Mid", "Big", "Small"]}
    assert [(loss["name"], loss["without"]["total"]) for loss in data["too_big_to_lose"]] == [("Big", 440), ("Mid", 1140)]
    assert data["total"] == 1440
    assert json.loads(ran(capsys, "--format", "json")[0])["what_if"] is None


def test_a_kept_scenario_on_the_command_line(capsys: Captured, tmp_path: Path) -> None:
    """A change of it that cannot be done any more is to be mended (1); one on the command line that cannot be is a mistake (2)."""
    Scenarios(tmp_path / "plans").put(Scenario("One", (Step('lose "Big"'), Step('lose "Gone"'))), None)
    out, err = ran(capsys, "--scenario", "One", "--what-if", "grow all by 100%", "--part", "losses", code=1)
    assert "What if · One" in out
    assert "880" in out
    assert 'lose "Gone": no account is called "Gone"' in err
    assert "Too big to lose" in out
    for words, sentence in (
        (("--scenario", "Onee"), "did you mean `One`?"),
        (("--scenario", "quite another"), "there is One"),
        (("--what-if", 'lose "Gone"'), '--what-if lose "Gone": no account is called "Gone"'),
        (("--what-if", "lsoe it"), "did you mean lose"),
    ):
        assert sentence in ran(capsys, *words, code=2)[1]
    (tmp_path / "plans" / FILE).write_text("[[", "utf-8")
    assert "the scenarios cannot be read" in ran(capsys, "--scenario", "One", code=2)[1]
    (tmp_path / "plans" / FILE).unlink()
    assert "none is kept beside the plans yet" in ran(capsys, "--scenario", "One", code=2)[1]


def test_too_big_to_lose_in_words() -> None:
    """Who reaches the limit is counted; where nobody has a value it is undefined."""
    tried = trying()
    block = losses_block(tried.losses, 0.1, Formats())
    assert block.sentences[0].startswith("2 accounts hold 10% or more of the book.")
    assert block.rows[0] == ("Big", "69.4%", "440", "0.3788", "5,196.3", block.rows[0][5], "3, 1 new")
    assert block.accounts == ("1", "2", "3", "4")
    assert losses_block(tried.losses[:1], 0.1, Formats()).sentences[0].startswith("1 account holds")
    assert losses_block(tried.losses[2:], 0.1, Formats()).sentences[0].startswith("No account holds")
    assert losses_block((), 0.1, Formats()).sentences == ("Undefined: no account has a value above zero.",)
