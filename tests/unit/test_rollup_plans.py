"""All plans as frames, kept in Parquet beside them."""

from __future__ import annotations

import datetime as dt
import json
import os
from typing import TYPE_CHECKING

import polars as pl
import pytest

from abmtui import durable
from abmtui.plan import edits
from abmtui.store import plan_file
from abmtui.store.names import file_name
from abmtui.store.plans import PlanStore
from abmtui.store.rollup import RollUp, read_rollup, refresh
from abmtui.store.rollup_frames import schemas

if TYPE_CHECKING:
    from pathlib import Path

    from abmtui.store.plan_file import PlanFile

NOW = dt.datetime(2026, 1, 15, tzinfo=dt.UTC)
NESTE = """
id = "1"
name = "Neste"
key_account = true
pain_points = ["fuel", "quay"]
next_review = 2026-03-01
[[stakeholder]]
id = "s-aaaaaa"
name = "Mika"
influence = 5
last_touch = 2025-11-12
[[stakeholder]]
id = "s-bbbbbb"
name = "Anna"
[[channel]]
id = "c-aaaaaa"
audience = "Mika"
when = 2026-04-01
budget = 1200
[[channel]]
id = "c-bbbbbb"
when = "monthly"
[[flag]]
id = "f-aaaaaa"
severity = "high"
[[flag]]
id = "f-bbbbbb"
severity = "high"
status = "resolved"
[[goal]]
id = "g-aaaaaa"
target = 20
[[touch]]
id = "t-aaaaaa"
date = 2025-12-01
"""


def store(folder: Path) -> PlanStore:
    """Return the plans of a folder."""
    return PlanStore(folder, "AK", lambda: NOW)


def put(folder: Path, account_id: str, text: str, name: str = "x") -> Path:
    """Write a plan by hand, long ago."""
    path = folder / file_name(account_id, name)
    path.write_text(text)
    os.utime(path, (1_000_000_000, 1_000_000_000))
    return path


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the plan files that are read."""
    read: list[str] = []
    original = plan_file.read_plan

    def read_plan(path: Path) -> PlanFile:
        read.append(path.name)
        return original(path)

    monkeypatch.setattr("abmtui.store.rollup.read_plan", read_plan)
    return read


def test_a_plan_becomes_one_row_with_its_figures_and_one_row_for_each_of_its_rows(tmp_path: Path) -> None:
    """Own fields, counts of open flags, last touch; rows carry their account's id, their file and their place."""
    put(tmp_path, "1", NESTE)
    frames = refresh(store(tmp_path))
    plan = frames.plans.row(0, named=True)
    assert (plan["id"], plan["name"], plan["key_account"], plan["pain_points"], plan["next_review"]) == (
        "1",
        "Neste",
        True,
        ["fuel", "quay"],
        dt.date(2026, 3, 1),
    )
    assert (plan["open_flags"], plan["high_flags"], plan["people_count"], plan["channel_count"], plan["goal_count"]) == (1, 1, 2, 2, 1)
    assert (plan["last_touch"], plan["broken"], plan["owner"], plan["read_only"]) == (dt.date(2025, 12, 1), False, "", "")
    assert frames.stakeholders.select("account_id", "place", "id", "name", "influence").rows() == [
        ("1", 0, "s-aaaaaa", "Mika", 5),
        ("1", 1, "s-bbbbbb", "Anna", None),
    ]
    assert frames.channels.select("audience", "when", "budget").rows() == [("s-aaaaaa", "2026-04-01", 1200.0), ("", "monthly", None)]
    assert (frames.flags["status"].to_list(), frames.goals["target"].to_list()) == (["open", "resolved"], [20.0])
    assert {name: frames.files[name].schema for name in schemas()} == {name: pl.Schema(schema) for name, schema in schemas().items()}


def test_only_what_changed_is_read_again(tmp_path: Path, reads: list[str]) -> None:
    """Nothing when nothing changed, from memory as from disk; the changed, the new and the gone are brought up to date."""
    one, two = put(tmp_path, "1", NESTE, "a"), put(tmp_path, "2", 'id = "2"\n', "b")
    first = refresh(store(tmp_path))
    assert sorted(reads) == [one.name, two.name]
    reads.clear()
    assert refresh(store(tmp_path), first) is first
    assert refresh(store(tmp_path)).plans.equals(first.plans)
    assert reads == []
    two.unlink()
    three = put(tmp_path, "3", 'id = "3"\n', "c")
    one.write_text('id = "1"\nowner = "BL"\n')
    os.utime(one, (1_000_000_001, 1_000_000_001))
    new = refresh(store(tmp_path), first)
    assert sorted(reads) == [one.name, three.name]
    assert (new.plans["id"].to_list(), new.plans["owner"].to_list(), new.stakeholders.height) == (["1", "3"], ["BL", ""], 0)
    assert refresh(store(tmp_path)).plans.equals(new.plans)


def test_a_plan_written_this_very_moment_is_read_once_more(tmp_path: Path, reads: list[str]) -> None:
    """Within one tick of the clock a file may change again without its time changing."""
    path = put(tmp_path, "1", NESTE)
    os.utime(path)
    refresh(store(tmp_path))
    refresh(store(tmp_path))
    assert len(reads) == 2
    os.utime(path, (1_000_000_000, 1_000_000_000))
    refresh(store(tmp_path))
    refresh(store(tmp_path))
    assert len(reads) == 3


def test_a_saved_plan_shows_in_the_next_roll_up(tmp_path: Path) -> None:
    """The store's saves change the file, so the roll-up finds it."""
    plans = store(tmp_path)
    known = refresh(plans)
    opened = plans.open("1", "Neste")
    plans.save(opened, edits.set_field(opened.plan, "owner", "AK"))
    assert refresh(plans, known, write=False).plans["owner"].to_list() == ["AK"]


@pytest.mark.parametrize("damage", ["deleted", "no manifest", "torn manifest", "foreign manifest", "other columns", "cut", "flipped", "older", "one missing"])
def test_a_roll_up_that_is_not_as_written_is_made_again(tmp_path: Path, damage: str) -> None:
    """Deleted, torn, of another version or flipped in one bit: read from the plans again, never handed to polars."""
    put(tmp_path, "1", NESTE)
    before = refresh(store(tmp_path)).plans
    folder = tmp_path / ".rollup"
    manifest, frame = folder / "manifest.json", folder / "plans.parquet"
    said, data = json.loads(manifest.read_text()), frame.read_bytes()
    if damage == "deleted":
        for path in folder.iterdir():
            path.unlink()
        folder.rmdir()
    elif damage == "no manifest":
        manifest.unlink()
    elif damage == "one missing":
        frame.unlink()
    elif damage == "older":
        refresh(store(tmp_path)).plans.clear().write_parquet(frame)
    elif damage in {"cut", "flipped"}:
        frame.write_bytes(data[:100] if damage == "cut" else data[:50] + bytes([data[50] ^ 1]) + data[51:])
    else:
        manifest.write_text({"torn manifest": "{", "foreign manifest": "[]", "other columns": json.dumps(said | {"shape": "old"})}[damage])
    assert read_rollup(tmp_path).plans.is_empty()
    assert refresh(store(tmp_path)).plans.equals(before)
    assert read_rollup(tmp_path).plans.equals(before)


def test_a_roll_up_that_cannot_be_kept_is_given_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder that cannot be written it is held in memory."""
    put(tmp_path, "1", NESTE)

    def refused(*_arguments: object, **_named: object) -> None:
        raise durable.NotSaved("read-only")

    monkeypatch.setattr(durable, "save", refused)
    frames = refresh(store(tmp_path))
    assert (frames.kept, frames.plans.height, read_rollup(tmp_path).plans.height) == (False, 1, 0)


def test_a_folder_that_is_not_there_has_an_empty_roll_up(tmp_path: Path) -> None:
    """Nothing is made by looking."""
    frames = refresh(store(tmp_path / "plans"))
    assert (frames.plans.height, frames.problems, list(tmp_path.iterdir())) == (0, (), [])
    assert RollUp().stakeholders.height == 0


def test_problems_of_the_plans_are_kept_with_their_lines(tmp_path: Path) -> None:
    """A broken plan is a row too, with the id it seems to say; its problems come back from disk with the folder's path."""
    broken = put(tmp_path, "1", "id = '1'\nname = \"x\n", "a")
    empty = put(tmp_path, "2", "= 1", "b")
    wrong = put(tmp_path, "3", 'id = "3"\nsatisfaction = 9\n', "c")
    refresh(store(tmp_path))
    frames = refresh(store(tmp_path))
    assert frames.plans.select("id", "broken").rows() == [("1", True), ("", True), ("3", False)]
    assert [(problem.where, problem.field) for problem in frames.problems] == [(f"{broken}:2", ""), (f"{empty}:1", ""), (f"{wrong}:2", "satisfaction")]


def test_an_account_with_several_files_has_one_row(tmp_path: Path) -> None:
    """So that joining accounts to plans never doubles an account; all its files are said."""
    put(tmp_path, "1", NESTE, "a")
    put(tmp_path, "1", NESTE, "b")
    put(tmp_path, "2", "", "c")
    put(tmp_path, "3", "", "d")
    (tmp_path / "hand.toml").write_text("")
    frames = refresh(store(tmp_path))
    assert (sorted(frames.plans["id"]), frames.stakeholders.height, frames.files["plans"].height) == (["", "", "", "1"], 2, 5)
    assert [problem.what for problem in frames.problems if "several files" in problem.what] == [
        f"several files hold one account's plan ({file_name('1', 'a')}, {file_name('1', 'b')}): none is edited until one is left; move what is good into one and delete the rest"
    ]


def test_a_plans_folder_that_vanishes_between_two_looks_is_empty(tmp_path: Path) -> None:
    """What was there is gone from the roll-up."""
    folder = tmp_path / "plans"
    folder.mkdir()
    path = put(folder, "1", NESTE)
    known = refresh(store(folder), write=False)
    path.unlink()
    folder.rmdir()
    assert refresh(store(folder), known, write=False).plans.height == 0


def test_a_folder_that_cannot_be_listed_leaves_the_roll_up_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be seen is not gone; a link to nowhere is passed over."""
    put(tmp_path, "1", NESTE)
    (tmp_path / file_name("2", "x")).symlink_to(tmp_path / "nowhere")
    known = refresh(store(tmp_path))
    assert known.plans["id"].to_list() == ["1"]

    def denied(_folder: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", denied)
    assert refresh(store(tmp_path), known) is known
