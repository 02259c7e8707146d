"""`abmtui check`, `init`, `config` and `demo`: what to mend, a config to begin with, the settings in force, the sample."""

from __future__ import annotations

import datetime as dt
import json
import os
from typing import TYPE_CHECKING, Any

import pytest

from abmtui.cli import demo
from abmtui.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

    from abmtui.workspace.request import OpenRequest

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, away from the user's own folders."""
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.delenv("ABMTUI_CONFIG", raising=False)
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def ran(capsys: Captured, *words: str, code: int = 0) -> tuple[str, str]:
    """What a command wrote; its exit code is held to `code`."""
    given = main(words)
    out, err = capsys.readouterr()
    assert given == code, err
    return out, err


def test_a_source_in_order_prints_nothing(work: Path, capsys: Captured) -> None:
    """Exit 0; what was read is narration."""
    (work / "a.csv").write_text("Customer,Revenue\nA,10\nB,5\n")
    out, err = ran(capsys, "check", "a.csv")

    assert out == ""
    assert "2 rows, 2 accounts, 0 plans" in err


def test_an_unknown_word_of_a_plan_is_told_once(work: Path, capsys: Captured) -> None:
    """With the words that would do."""
    (work / "a.csv").write_text("Customer,Revenue\nA,10\nB,5\n")
    ran(capsys, "plan", "set", "A", "strategy=x", "--source", "a.csv")
    (plan,) = (work / "plans").glob("*.toml")
    plan.write_text(plan.read_text().replace('strategy = "x"', 'abc_class = "Z"'))
    out, _ = ran(capsys, "check", "a.csv", code=1)
    (line,) = out.splitlines()
    assert "abc_class: 'Z' is none of A, B, C" in line


def test_cells_plans_and_config_are_told_with_file_line_and_field(work: Path, capsys: Captured) -> None:
    """Everything on stdout, one line each, uncut; the heaviest gives the code."""
    (work / "a.csv").write_text(
        "Customer,Revenue\nA,10\nB,oops\n" + "".join(f"C{number},x{number}y\n" for number in range(3)) + "".join(f"D{n},{n}\n" for n in range(99))
    )
    ran(capsys, "plan", "set", "A", "strategy=x", "--source", "a.csv")
    (plan,) = (work / "plans").glob("*.toml")
    broken = work / "plans" / f"b--{'0' * 16}.toml"
    broken.write_text('id = "b"\nname = oops\n')
    (work / "a.csv").write_text((work / "a.csv").read_text().replace("A,10\n", ""))

    out, _ = ran(capsys, "check", "a.csv", code=1)
    lines = out.splitlines()
    assert any(line.startswith("a.csv:2: ") for line in lines)
    assert any(f"{broken.name}:2" in line for line in lines)
    assert any(plan.name in line and "no account" in line for line in lines)

    (work / "abmtui.toml").write_text("mee = 1\n")
    assert "abmtui.toml:1: mee: " in ran(capsys, "check", "a.csv", code=2)[0]


def test_plans_alone_are_checked(work: Path, capsys: Captured) -> None:
    """--plans needs no source; nothing at all is exit 2."""
    (work / "a.csv").write_text("Customer,Revenue\nA,10\n")
    ran(capsys, "plan", "set", "A", "strategy=x", "--source", "a.csv")

    assert "checked 1 plan:" in ran(capsys, "check", "--plans", "plans")[1]
    assert "nothing to check" in ran(capsys, "check", code=2)[1]
    assert ran(capsys, "check", "none.csv", code=3)[0].startswith("none.csv: ")


def test_references_that_lead_nowhere_are_told_with_their_line(work: Path, capsys: Captured) -> None:
    """A person who was removed, a word that no picklist has; advice (no champion, say) is not to mend."""
    (work / "a.csv").write_text("Customer,Revenue\nA,10\n")
    ran(capsys, "plan", "add", "A", "stakeholder", "name=Mika", "--source", "a.csv")
    (plan,) = (work / "plans").glob("*.toml")
    plan.write_text(plan.read_text() + 'reports_to = "s-222222"\nsupport = "lukewarm"\n')
    lines = plan.read_text().splitlines()

    out, _ = ran(capsys, "check", "a.csv", code=1)
    assert f":{len(lines) - 1}: reports_to: s-222222 is no stakeholder" in out
    assert f":{len(lines)}: stakeholder.support: 'lukewarm' is none of" in out
    assert "champion" not in out


def test_stale_lists_what_is_past_its_date(work: Path, capsys: Captured) -> None:
    """Reviews, flags, goals and steps whose day has gone by, and nothing else."""
    (work / "a.csv").write_text("Customer,Revenue\nA,10\n")
    ran(capsys, "plan", "set", "A", "next_review=2020-01-31", "next_step_due=2120-01-31", "--source", "a.csv")
    ran(capsys, "plan", "add", "A", "flag", "type=reorganisation", "review_by=2020-02-01", "--source", "a.csv")

    lines = ran(capsys, "check", "a.csv", "--stale")[0].splitlines()
    assert len(lines) == 3
    assert "next_review: review past its date: 2020-01-31" in lines[0]
    assert "review_by: flag review past its date: 2020-02-01" in lines[1]
    assert lines[1].endswith("A, red flag reorganisation; look at it, then move the day or close it")
    assert "date: no touch is written (90 days for class A): A; talk to them, and log it" in lines[2]


def test_stale_lists_what_is_older_than_the_config_says(work: Path, capsys: Captured) -> None:
    """Ages of the config, by the class that the source gives; a plan's age by its history, else by its file."""
    (work / "a.csv").write_text("Customer,Revenue\nA,10\n")
    (work / "abmtui.toml").write_text("[ages]\nperson = 10\nplan = 20\n[review_days]\nA = 5\n")
    ran(capsys, "plan", "add", "A", "stakeholder", "name=Mika", "updated=-11d", "last_touch=-11d", "--source", "a.csv")

    out, err = ran(capsys, "check", "a.csv", "--stale")
    today = dt.datetime.now().astimezone().date()
    plan, day = next((work / "plans").glob("*.toml")), (today - dt.timedelta(11)).isoformat()
    assert out.splitlines() == [
        f"{place}: {said}"
        for place, said in (
            (f"plans/{plan.name}:{plan.read_text().splitlines().index(f'updated = {day}') + 1}", _PERSON.format(day)),
            (f"plans/{plan.name}", f"date: no touch since {day}, 11 days ago (5 days for class A): A; talk to them, and log it"),
        )
    ]
    assert "2 past their date or age" in err

    log = next((work / "plans" / ".history").glob("*.jsonl"))
    log.write_text(log.read_text().replace(f'"when": "{today.year}', '"when": "2020'))
    assert "nobody changed this plan since 2020-" in ran(capsys, "check", "a.csv", "--stale")[0]
    log.unlink()
    assert "nobody changed" not in ran(capsys, "check", "a.csv", "--stale")[0]
    os.utime(plan, (0, 0))
    assert "nobody changed this plan since 1970-01-0" in ran(capsys, "check", "a.csv", "--stale")[0]


_PERSON = "updated: last heard of {}, 11 days ago: A, stakeholder Mika; look whether it still holds, then write today"


def test_what_cannot_be_is_told_with_its_line(work: Path, capsys: Captured) -> None:
    """A circle of reports and a day that no month has, each with the mend; nothing is changed."""
    (work / "a.csv").write_text("Customer,Revenue\nA,10\n")
    one = ran(capsys, "plan", "add", "A", "stakeholder", "name=Mika", "--source", "a.csv")[0].strip()
    ran(capsys, "plan", "add", "A", "stakeholder", "name=Anna", "reports_to=Mika", "--source", "a.csv")
    ran(capsys, "plan", "set", "A", "stakeholder", one, "reports_to=Anna", "--source", "a.csv")
    plan = next((work / "plans").glob("*.toml"))
    plan.write_text(text := plan.read_text().replace("format = 1", 'format = 1\ncontract_end = "2026-02-30"'))

    out = ran(capsys, "check", "a.csv", code=1)[0].splitlines()
    assert len(out) == 2
    assert ":2: contract_end: should be a date without quotes" in out[0]
    assert "reports_to: reports to a circle: Mika > Anna > Mika; empty one of them" in out[1]
    assert plan.read_text() == text


def test_init_writes_a_commented_config_once(work: Path, capsys: Captured) -> None:
    """It never overwrites without saying; --force keeps the old one."""
    ran(capsys, "init", ".")
    assert "# Your name" in (work / "abmtui.toml").read_text()

    (work / "abmtui.toml").write_text('me = "Anna"\n')
    assert "left as it is" in ran(capsys, "init", code=2)[1]
    assert (work / "abmtui.toml").read_text() == 'me = "Anna"\n'

    assert "abmtui.toml.old" in ran(capsys, "init", "--force")[1]
    assert (work / "abmtui.toml.old").read_text() == 'me = "Anna"\n'
    ran(capsys, "init", "deep/er")
    assert (work / "deep" / "er" / "abmtui.toml").is_file()


def test_config_show_names_file_and_line(work: Path, capsys: Captured) -> None:
    """Every setting, and where it comes from."""
    (work / "abmtui.toml").write_text('\nme = "Anna"\n[classes]\na = 0.7\n')
    out, _ = ran(capsys, "config", "show")

    lines = {line.split(" = ")[0]: line for line in out.splitlines()}
    assert lines["me"].split("  # ")[1] == "abmtui.toml:2"
    assert lines["classes.a"].startswith("classes.a = 0.7 ")
    assert lines["classes.b"].endswith("# default")
    assert lines["review_days.key"].startswith("review_days.key = 30 ")


def test_config_path_and_validate(work: Path, capsys: Captured) -> None:
    """The file in force; a wrong one is exit 2 with its line."""
    assert ran(capsys, "config", "path")[0] == ""
    assert "no config" in ran(capsys, "config", "validate")[1]
    (work / "abmtui.toml").write_text("metric = 3\n")

    assert ran(capsys, "config", "path")[0] == f"{work / 'abmtui.toml'}\n"
    assert ran(capsys, "config", "validate", code=2)[0].startswith("abmtui.toml:1: metric: ")
    assert ran(capsys, "config", "validate", "--config", "/dev/null")[0] == ""


def test_config_schema_is_json(capsys: Captured) -> None:
    """Editors can read it."""
    assert json.loads(ran(capsys, "config", "schema")[0])["title"] == "abmtui config"


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small sample in the place of the bundled one, read-only as an installed one may be."""
    folder = tmp_path / "sample"
    (folder / "plans").mkdir(parents=True)
    (folder / "accounts.csv").write_text("Customer,Revenue\nA,10\n")
    (folder / "accounts.csv").chmod(0o444)
    (folder / "plans" / "a.toml").write_text('id = "a"\n')
    monkeypatch.setattr(demo, "sample_folder", lambda: folder)
    return folder


def test_the_sample_is_copied_once_and_kept(sample: Path, capsys: Captured, tmp_path: Path) -> None:
    """Edited plans stay between runs; --fresh moves the old copy aside and deletes nothing."""
    copy = tmp_path / "home" / "abmtui" / "demo"
    assert ran(capsys, "demo", "--path")[0] == f"{copy}\n"
    (copy / "plans" / "a.toml").write_text("edited")
    (copy / "accounts.csv").write_text("mine to change")

    ran(capsys, "demo", "--path")
    assert (copy / "plans" / "a.toml").read_text() == "edited"

    _, err = ran(capsys, "demo", "--path", "--fresh")
    (aside,) = copy.parent.glob("demo-until-*")
    assert str(aside) in err
    assert (aside / "plans" / "a.toml").read_text() == "edited"
    assert (copy / "plans" / "a.toml").read_text() == 'id = "a"\n'
    assert sorted(path.name for path in copy.parent.iterdir()) == sorted(["demo", aside.name])


def test_a_folder_of_its_own_can_be_named_but_nothing_is_overwritten(sample: Path, capsys: Captured, work: Path) -> None:
    """An empty folder is taken, another's folder is refused."""
    (work / "empty").mkdir()
    (work / "other").mkdir()
    (work / "other" / "thesis.txt").write_text("years")

    ran(capsys, "demo", "empty", "--path")
    assert (work / "empty" / "accounts.csv").is_file()
    assert "holds no sample" in ran(capsys, "demo", "other", "--path", code=2)[1]
    assert "holds no sample" in ran(capsys, "demo", "other", "--path", "--fresh", code=2)[1]
    assert [path.name for path in (work / "other").iterdir()] == ["thesis.txt"]


def test_a_copy_that_fails_leaves_nothing_behind(sample: Path, capsys: Captured, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk half-way is exit 5; the next run begins anew."""

    def full(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("shutil.copytree", full)
    assert "No space left" in ran(capsys, "demo", "--path", code=5)[1]
    assert list((tmp_path / "home" / "abmtui").iterdir()) == []


def test_the_bundled_sample_is_found_in_a_checkout() -> None:
    """A wheel holds it inside the package, a checkout beside it."""
    assert (demo.sample_folder() / demo.ACCOUNTS).is_file()


def test_the_screen_is_asked_for_with_the_copy_and_its_name(sample: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The request that reaches the screen names the sample in its title and its plans folder."""
    asked: list[OpenRequest] = []

    def screen(request: OpenRequest) -> int:
        asked.append(request)
        return 0

    monkeypatch.setattr(demo, "need_screen", lambda **_: None)
    monkeypatch.setattr(demo, "screen", screen)

    assert main(["demo", "--metric", "revenue"]) == 0
    (request,) = asked
    copy = tmp_path / "home" / "abmtui" / "demo"
    assert request.source.sources == (str(copy / "accounts.csv"),)
    assert request.title.startswith("sample portfolio in ")
    assert request.title.endswith("~/abmtui/demo")
    assert request.config.plans == str(copy / "plans")
