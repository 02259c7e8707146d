"""`abmtui plan bulk, enrol, undo, redo`: many accounts at a stroke, shown first, taken back by the next command."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING, Any

import pytest

from abmtui.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

ACCOUNTS = """Account ID,Account,Revenue,Region,Programme,Kind,Since
004711,Wärtsilä Oyj,1000,Nordics,ABM,customer,2001-01-01
004712,Neste,500,Nordics,DRM,customer,2001-01-01
004713,"Twin, Inc.",20,Americas,DRM,customer,2999-01-01
"""
Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a source, away from the user's own folders."""
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.delenv("ABMTUI_CONFIG", raising=False)
    (tmp_path / "accounts.csv").write_text(ACCOUNTS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def plan(capsys: Captured, *words: str, code: int = 0) -> tuple[str, str]:
    """What a plan command wrote; its exit code is held to `code`."""
    given = main(["plan", *words, "--source", "accounts.csv"])
    out, err = capsys.readouterr()
    assert given == code, err
    return out, err


def saved(work: Path) -> dict[str, dict[str, Any]]:
    """The plans on disk by id."""
    found = [tomllib.loads(path.read_text(encoding="utf-8")) for path in (work / "plans").glob("*.toml")]
    return {one["id"]: one for one in found}


def test_an_edit_of_many_is_shown_then_made_then_undone_and_redone_by_commands(work: Path, capsys: Captured) -> None:
    """Nothing is written without --yes; a command of its own takes all of it back, another makes it again."""
    words = ("bulk", "owner=Anna Salo", "--filter", "region = 'Nordics'")
    out, err = plan(capsys, *words)
    assert "2 accounts change." in out
    assert "Neste         Key account manager: nothing → Anna Salo" in out
    assert "--yes makes the edit" in err
    assert not (work / "plans").exists()
    plan(capsys, *words, "--yes")
    assert {account: one["owner"] for account, one in saved(work).items()} == {"004711": "Anna Salo", "004712": "Anna Salo"}
    assert plan(capsys, "undo")[0] == "undone: key account manager Anna Salo (Wärtsilä Oyj, Neste)\n"
    assert not any("owner" in one for one in saved(work).values())
    assert plan(capsys, "undo")[0] == "There is no edit to undo.\n"
    assert plan(capsys, "redo")[0] == "redone: key account manager Anna Salo (Wärtsilä Oyj, Neste)\n"
    assert plan(capsys, "redo")[0] == "There is no undone edit.\n"
    assert saved(work)["004712"]["owner"] == "Anna Salo"
    assert "2 are so already" in plan(capsys, *words, "--yes")[0]


def test_every_editing_command_is_a_step(work: Path, capsys: Captured) -> None:
    """Set, add and remove, each named in words; a plan changed since is left alone with exit 4."""
    plan(capsys, "add", "004711", "stakeholder", "name=Mika Laine", "role=champion")
    plan(capsys, "set", "004711", "stakeholder", "Mika Laine", "influence=5")
    plan(capsys, "remove", "004711", "stakeholder", "Mika Laine")
    said = [plan(capsys, "undo")[0] for _ in range(2)]
    assert "removed" in said[0]
    assert said[1] == "undone: stakeholder Mika Laine · Influence: nothing → 5 (Wärtsilä Oyj)\n"
    (path,) = (work / "plans").glob("*.toml")
    path.write_text(path.read_text("utf-8").replace("champion", "blocker"), "utf-8")
    out, err = plan(capsys, "undo", code=4)
    assert out == ""
    assert "somebody changed it since" in err
    assert "blocker" in path.read_text("utf-8")


def test_ids_names_and_kinds(work: Path, capsys: Captured) -> None:
    """Accounts by id, by exact name (in quotes where it has a comma), narrowed by a filter; a row of a kind for each."""
    plan(capsys, "bulk", "flag", "type=reorganisation", "severity=high", "--ids", "004711", "--accounts", '"Twin, Inc."', "--yes")
    assert sorted(saved(work)) == ["004711", "004713"]
    out, _ = plan(capsys, "bulk", "pain_points+=fuel", "--ids", "004711,004712", "--filter", "revenue > 700", "--format", "json", "--yes")
    told = json.loads(out)
    assert ([one["id"] for one in told["changed"]], told["written"]) == (["004711"], True)
    assert saved(work)["004711"]["pain_points"] == ["fuel"]
    assert "No account is meant" in plan(capsys, "bulk", "owner=x", "--filter", "revenue > 7000")[0]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("bulk", "owner=x"), "say which accounts"),
        (("bulk", "ownr=x", "--ids", "004711"), "did you mean `owner`"),
        (("bulk", "flag", "more", "type=x", "--ids", "004711"), "before the fields"),
        (("bulk", "needs=9", "--ids", "004711"), "not on the scale"),
        (("bulk", "owner=x", "--ids", "4711"), "no account has the id"),
        (("bulk", "owner=x", "--filter", "nope = 1"), "nope"),
        (("enrol", "nothing", "--ids", "004711"), "There are: lead generation, onboarding"),
        (("enrol", "lead", "--fits"), "has no entry rule"),
        (("enrol", "", "--fits"), "no programme"),
    ],
)
def test_what_makes_no_sense_is_exit_2_and_writes_nothing(words: tuple[str, ...], said: str, work: Path, capsys: Captured) -> None:
    """Each with the sentence that mends it."""
    assert said in plan(capsys, *words, code=2)[1]
    assert not (work / "plans").exists()


def test_a_filter_needs_the_source(work: Path, capsys: Captured) -> None:
    """Plans alone say no region."""
    plan(capsys, "set", "004711", "owner=x")
    assert main(["plan", "bulk", "owner=y", "--plans", "plans", "--filter", "region = 'Nordics'"]) == 2
    assert "name the source" in capsys.readouterr().err


def test_accounts_are_enrolled_by_rule_and_taken_out(work: Path, capsys: Captured) -> None:
    """An enrolment alone is no plan of its own; whom the rule fits is the table's column."""
    plan(capsys, "enrol", "onb", "--ids", "004713", "--yes")
    assert saved(work)["004713"]["enrolled"] == ["onboarding"]
    main(["accounts", "accounts.csv", "--columns", "id,has_plan,enrolled", "--format", "csv"])
    assert "004713,false,onboarding" in capsys.readouterr().out
    plan(capsys, "enrol", "onb", "--fits", "--yes")
    plan(capsys, "enrol", "onboarding", "--leave", "--ids", "004713", "--yes")
    assert "enrolled" not in saved(work)["004713"]
    assert plan(capsys, "undo")[0] == "undone: onboarding left (Twin, Inc.)\n"


def test_a_plan_that_cannot_be_edited_is_told_and_the_others_are_made(work: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit 1 in the preview, 5 once something was to be saved, 4 where a plan changed meanwhile."""
    plan(capsys, "set", "004711", "owner=x")
    (path,) = (work / "plans").glob("*.toml")
    path.write_text("owner = = 1\n", "utf-8")
    words = ("bulk", "team=North", "--ids", "004711,004712")
    assert "1 cannot be edited" in plan(capsys, *words, code=1)[0]
    plan(capsys, *words, "--yes", code=5)
    assert saved_or_broken(work) == 2
    assert "broken" not in path.read_text("utf-8")

    from abmtui.store.plans import PlanStore

    real = PlanStore.save

    def slow(self: PlanStore, opened: Any, new: Any, text: str = "") -> Any:
        other = PlanStore(self.folder, "BB", self._now)
        file = other.open(opened.plan.id, opened.plan.name)
        real(other, file, type(file.plan)(id=file.plan.id, name=file.plan.name, owner="theirs"))
        return real(self, opened, new, text)

    monkeypatch.setattr(PlanStore, "save", slow)
    out, err = plan(capsys, "bulk", "team=South", "--ids", "004712", "--yes", code=4)
    assert "changed on disk" in err
    assert "South" in out


def saved_or_broken(work: Path) -> int:
    """How many plan files there are."""
    return len([path for path in (work / "plans").glob("*.toml") if not path.name.startswith(".")])
