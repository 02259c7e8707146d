"""`abmtui plan flags, accept, dismiss` and the life of a flag by `plan set` and `plan add`."""

from __future__ import annotations

import datetime as dt
import json
import tomllib
from typing import TYPE_CHECKING, Any

import pytest

from abmtui.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

ACCOUNTS = """Account ID,Account,Revenue 2024,Revenue 2025
1,Falling,1000,800
2,Steady,1000,1000
"""
Captured = pytest.CaptureFixture[str]
TODAY = dt.datetime.now().astimezone().date()


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder with a source, away from the user's own folders."""
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.delenv("ABMTUI_CONFIG", raising=False)
    (tmp_path / "accounts.csv").write_text(ACCOUNTS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def plan(capsys: Captured, *words: str, code: int = 0, source: bool = True) -> tuple[str, str]:
    """What a plan command wrote; its exit code is held to `code`."""
    given = main(["plan", *words, *(("--source", "accounts.csv") if source else ("--plans", "plans"))])
    out, err = capsys.readouterr()
    assert given == code, err
    return out, err


def saved(work: Path) -> dict[str, Any]:
    """The one plan on disk."""
    (path,) = (work / "plans").glob("*.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def test_a_proposed_flag_is_listed_accepted_and_gone(work: Path, capsys: Captured) -> None:
    """The figures are in its evidence; accepting raises it today, to be reviewed by the days of its class; then it is proposed no more."""
    out, _ = plan(capsys, "flags", "Falling")
    assert "0 open, 0 closed, 1 proposed, 0 dismissed." in out
    assert "revenue -20% on the year before: 800 against 1,000" in out
    out, _ = plan(capsys, "accept", "Falling", "1")
    (flag,) = saved(work)["flag"]
    assert out == f"{flag['id']}\n"
    assert (flag["type"], flag["raised"], flag["review_by"]) == ("business goes elsewhere", TODAY, TODAY + dt.timedelta(90))
    assert "1 open, 0 closed, 0 proposed" in plan(capsys, "flags", "Falling")[0]
    assert "none is proposed of this account now" in plan(capsys, "accept", "Falling", "1", code=2)[1]


def test_a_dismissal_needs_a_reason_and_silences(work: Path, capsys: Captured) -> None:
    """Without a reason nothing is written; with one the proposal is listed among the dismissed, in JSON too."""
    assert "--reason TEXT" in plan(capsys, "dismiss", "Falling", "business", code=2)[1]
    assert "--reason TEXT" in plan(capsys, "dismiss", "Falling", "business", "--reason", " ", code=2)[1]
    assert not (work / "plans").exists()
    plan(capsys, "dismiss", "Falling", "business", "--reason", "seasonal")
    data = json.loads(plan(capsys, "flags", "Falling", "--format", "json")[0])
    assert (data["proposed"], data["open"], data["closed"]) == ([], [], [])
    assert [(row["reason"], row["date"]) for row in data["dismissed"]] == [("seasonal", TODAY.isoformat())]


def test_several_meanings_are_said(work: Path, capsys: Captured) -> None:
    """First letters that two types share, and a type that is not proposed, answer with what is."""
    plan(capsys, "set", "Steady", "key_account=yes")
    assert "2 proposals begin with `no`; give the number of one: 1 no mutual ROI: ours; 2" in plan(capsys, "accept", "Steady", "no", code=2)[1]
    assert "no red flag `9` is proposed; there is: 1 no mutual ROI: ours" in plan(capsys, "accept", "Steady", "9", code=2)[1]
    plan(capsys, "accept", "Steady", "No mutual ROI: theirs")
    assert saved(work)["flag"][0]["evidence"] == "their return never asked, of a key account"


def test_without_a_source_the_plan_alone_is_asked(work: Path, capsys: Captured) -> None:
    """And that is said; a plan whose account the source does not have is asked alone too."""
    plan(capsys, "set", "Falling", "key_account=yes")
    out, err = plan(capsys, "flags", "Falling", source=False)
    assert "2 proposed" in out
    assert "only the plan is asked" in err
    (work / "accounts.csv").write_text(ACCOUNTS.replace("1,Falling", "7,Other"), encoding="utf-8")
    assert "2 proposed" in plan(capsys, "flags", "Falling")[0]


def test_a_flag_is_closed_and_opened_again_by_set(work: Path, capsys: Captured) -> None:
    """A status that closes sets the day, one that opens keeps how it ended; a flag added is raised today."""
    row = plan(capsys, "add", "Steady", "flag", "type=supply")[0].strip()
    assert saved(work)["flag"][0]["raised"] == TODAY
    assert "say how it ended: abmtui plan set ACCOUNT flag" in plan(capsys, "set", "Steady", "flag", row, "status=lost")[1]
    assert "how it ended" not in plan(capsys, "set", "Steady", "flag", row, "status=resolved", "resolution=second source")[1]
    assert saved(work)["flag"][0]["closed"] == TODAY
    out, _ = plan(capsys, "flags", "Steady")
    assert "0 open, 1 closed" in out
    assert "second source" in out
    plan(capsys, "set", "Steady", "flag", row, "status=mitigating")
    flag = saved(work)["flag"][0]
    assert "closed" not in flag
    assert flag["note"] == f"resolved {TODAY.isoformat()}: second source"
