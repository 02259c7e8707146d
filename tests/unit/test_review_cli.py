"""The review without the screen: the queue listed, an account reviewed, decided on and put off."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import pytest

from abmtui.cli.main import main
from abmtui.store.plan_file import read_plan
from abmtui.store.review_log import FILE as LOG
from abmtui.store.reviews import FILE, Reviews

if TYPE_CHECKING:
    from pathlib import Path

ACCOUNTS = "id,name,revenue,prior revenue,owner\n1,Alpha,900,1800,Ada\n2,Beta,90,300,Ben\n3,Gamma,10,10,Ben\n"

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a source and a config that says who I am, away from the user's own folders."""
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.delenv("ABMTUI_CONFIG", raising=False)
    folder = tmp_path / "work"
    folder.mkdir()
    (folder / "accounts.csv").write_text(ACCOUNTS, encoding="utf-8")
    (folder / "abmtui.toml").write_text('me = "Ben"\n', encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


def plan(capsys: Captured, *words: str, code: int = 0) -> tuple[str, str]:
    """What a plan command wrote; its exit code is held to `code`."""
    given = main(["plan", *words])
    out, err = capsys.readouterr()
    assert given == code, err
    return out, err


def queue(capsys: Captured, *words: str) -> list[dict[str, Any]]:
    """The queue as data."""
    rows: list[dict[str, Any]] = json.loads(plan(capsys, "queue", "--source", "accounts.csv", "--format", "json", *words)[0])
    return rows


def test_the_queue_has_its_scope_and_its_reasons(capsys: Captured) -> None:
    """The most pressing first; mine are mine; what is done and quiet is narrated; a scope that the config does not name is a usage error."""
    assert [(row["name"], row["reason"]) for row in queue(capsys)] == [
        ("Alpha", "revenue -50% on the prior period"),
        ("Beta", "revenue -70% on the prior period"),
    ]
    assert [row["name"] for row in queue(capsys, "--scope", "mine")] == ["Beta"]
    out, err = plan(capsys, "queue", "--source", "accounts.csv")
    assert "Alpha" in out
    assert "0 of 3 done, 2 need a look, 1 quiet" in err
    assert 'write team = "your team"' in plan(capsys, "queue", "--source", "accounts.csv", "--scope", "team", code=2)[1]


def test_a_review_without_a_decision_makes_no_plan(capsys: Captured, work: Path) -> None:
    """The stamp stands in its file, the book's figures in the log; the account has left the queue."""
    plan(capsys, "review", "Alpha", "--source", "accounts.csv")
    assert [row["name"] for row in queue(capsys)] == ["Beta"]
    assert {path.name for path in (work / "plans").iterdir() if path.is_file()} == {FILE, LOG}
    assert json.loads((work / "plans" / LOG).read_text("utf-8"))["accounts"] == {"1": [900.0, "A"]}
    plan(capsys, "undo", "--source", "accounts.csv")
    assert [row["name"] for row in queue(capsys)] == ["Alpha", "Beta"]


def test_a_decision_is_kept_with_its_dates(capsys: Captured, work: Path) -> None:
    """Note, next review and next step in one save; a date alone is set without a note; without a source nothing is measured."""
    plan(capsys, "review", "1", "--decision", "Renew", "--next", "+3m", "--next-step", "Call", "--source", "accounts.csv")
    path = next(path for path in (work / "plans").glob("alpha*.toml"))
    first = read_plan(path).plan
    assert (first.notes[0].text, first.notes[0].author, first.notes[0].topic, first.next_step) == ("Renew", "Ben", "decision", "Call")
    assert first.next_review is not None
    assert first.next_review > dt.datetime.now().astimezone().date()
    lines = (work / "plans" / LOG).read_text("utf-8")
    plan(capsys, "review", "1", "--next", "+6m", "--plans", "plans")
    second = read_plan(path).plan
    assert (len(second.notes), second.next_step) == (1, "Call")
    assert second.next_review is not None
    assert second.next_review > first.next_review
    assert (work / "plans" / LOG).read_text("utf-8") == lines
    path.write_text("format = = 1\n", "utf-8")
    assert "broken" in plan(capsys, "review", "1", "--decision", "x", "--source", "accounts.csv", code=5)[1]


def test_an_account_is_put_off_until_a_day_ahead(capsys: Captured, work: Path) -> None:
    """A day that is past, or none, is a usage error with the forms that work, and nothing is written."""
    for date, said in (("soon", "no date"), ("yesterday", "not ahead")):
        assert said in plan(capsys, "snooze", "1", date, "--source", "accounts.csv", code=2)[1]
    assert not (work / "plans").exists()
    plan(capsys, "snooze", "1", "+2w", "--source", "accounts.csv")
    assert Reviews(work / "plans", "").stamps()[0]["1"].snoozed_until == dt.datetime.now().astimezone().date() + dt.timedelta(14)
    assert "1 put off" in plan(capsys, "queue", "--source", "accounts.csv")[1]
    (work / "plans" / ".reviews.toml").write_text("[account\n", "utf-8")
    assert "mend or delete it" in plan(capsys, "snooze", "1", "+2w", "--source", "accounts.csv", code=5)[1]
    assert "2026-03-01" in plan(capsys, "review", "1", "--next", "x", "--source", "accounts.csv", code=2)[1]
