"""A folder of plans: opened, saved, listed, and never overwritten unseen."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from abmtui import durable
from abmtui.plan import edits
from abmtui.plan.model import Plan
from abmtui.store import plan_file
from abmtui.store.history import entries
from abmtui.store.names import file_name, key_in, key_of
from abmtui.store.plan_file import read_plan
from abmtui.store.plans import PlanStore

NOW = dt.datetime(2026, 1, 15, 14, 2, 11, tzinfo=dt.UTC)


def store(folder: Path, author: str = "AK") -> PlanStore:
    """Return the plans of a folder at a fixed time."""
    return PlanStore(folder, author, lambda: NOW)


def aged(path: Path) -> None:
    """Give a file or folder times that are long past, so that its state is trusted."""
    os.utime(path, (1_000_000_000, 1_000_000_000))


def put(folder: Path, account_id: str, text: str, name: str = "Neste") -> Path:
    """Write a plan by hand, under its right name."""
    folder.mkdir(exist_ok=True)
    path = folder / file_name(account_id, name)
    path.write_text(text)
    return path


def test_the_first_save_makes_folder_and_file(tmp_path: Path) -> None:
    """Opening makes nothing; the first save makes a private folder and SLUG--KEY.toml."""
    plans = store(tmp_path / "plans")
    opened = plans.open("4711", "Wärtsilä Oyj")
    assert (opened.hash, opened.plan, opened.read_only, (tmp_path / "plans").exists()) == (None, Plan(id="4711", name="Wärtsilä Oyj"), "", False)
    saved = plans.save(opened, edits.set_field(opened.plan, "owner", "AK"))
    assert saved.path.name == f"wartsila-oyj--{hashlib.sha256(b'4711').hexdigest()[:16]}.toml"
    assert saved.path.read_text() == saved.text == 'format = 1\nid = "4711"\nname = "Wärtsilä Oyj"\nowner = "AK"\n'
    assert (saved.plan.owner, saved.hash, saved.note) == ("AK", durable.fingerprint(saved.text.encode()), "")
    assert [stat.S_IMODE(path.stat().st_mode) for path in (saved.path, saved.path.parent, plans.history_path(saved.path))] == [0o600, 0o700, 0o600]


def test_a_renamed_account_keeps_its_plan(tmp_path: Path) -> None:
    """The plan is found by the id's hash; the file keeps its name, the name in it follows at the next save."""
    plans = store(tmp_path)
    first = plans.open("1", "Outotec")
    first = plans.save(first, edits.set_field(first.plan, "owner", "AK"))
    opened = store(tmp_path).open("1", "Metso")
    assert (opened.path, opened.plan.name, opened.plan.owner) == (first.path, "Metso", "AK")
    assert 'name = "Metso"' in plans.save(opened, edits.set_field(opened.plan, "owner", "BL")).text
    assert store(tmp_path).open("1", "").plan.name == "Metso"


def test_every_save_stands_in_the_history(tmp_path: Path) -> None:
    """One line a save: who, when, both hashes, each field's from and to."""
    plans = store(tmp_path)
    opened = plans.open("1", "Neste")
    one = plans.save(opened, edits.set_field(opened.plan, "next_review", dt.date(2026, 3, 1)))
    two = plans.save(one, edits.add_row(one.plan, "flag", {"severity": "high"})[0])
    log, problems = entries(plans.history_path(two.path))
    assert problems == ()
    assert [(entry.who, entry.when, entry.before, entry.after) for entry in log] == [
        ("AK", "2026-01-15T14:02:11+00:00", None, one.hash),
        ("AK", "2026-01-15T14:02:11+00:00", one.hash, two.hash),
    ]
    assert [(change.field, change.before, change.after) for change in log[0].changes] == [
        ("id", "", "1"),
        ("name", "", "Neste"),
        ("next_review", None, "2026-03-01"),
    ]
    assert [(change.kind, change.field, change.after) for change in log[1].changes] == [("flag", "severity", "high")]


def test_a_plan_written_by_hand_is_kept_whole_in_the_history(tmp_path: Path) -> None:
    """What the log does not know is logged whole before it is changed; what it knows is not."""
    text = '# mine\nid = "1"\n'
    path = put(tmp_path, "1", text)
    plans = store(tmp_path)
    opened = plans.open("1", "Neste")
    saved = plans.save(opened, edits.set_field(opened.plan, "owner", "AK"))
    plans.save(saved, edits.set_field(saved.plan, "owner", "BL"))
    log, _ = entries(plans.history_path(path))
    assert [(entry.who, entry.text) for entry in log] == [("", text), ("AK", None), ("AK", None)]


def test_a_save_that_changes_nothing_writes_nothing(tmp_path: Path) -> None:
    """Neither the file nor the history grows."""
    plans = store(tmp_path)
    saved = plans.save(plans.open("1", "Neste"), Plan(id="1", name="Neste"))
    before = (saved.path.stat().st_mtime_ns, plans.history_path(saved.path).read_bytes())
    again = plans.save(saved, saved.plan)
    assert (again.path.stat().st_mtime_ns, plans.history_path(saved.path).read_bytes()) == before
    assert (again.hash, again.plan) == (saved.hash, saved.plan)


def test_two_people_on_one_plan_the_second_is_told(tmp_path: Path) -> None:
    """The second save of what both opened raises Changed with what is on disk now, and writes nothing."""
    one, two = store(tmp_path, "AK"), store(tmp_path, "BL")
    first = one.save(one.open("1", "Neste"), Plan(id="1", name="Neste"))
    mine, theirs = one.open("1", "Neste"), two.open("1", "Neste")
    saved = two.save(theirs, edits.set_field(theirs.plan, "owner", "BL"))
    with pytest.raises(durable.Changed) as caught:
        one.save(mine, edits.set_field(mine.plan, "owner", "AK"))
    assert (caught.value.now, first.path.read_text()) == (saved.text.encode(), saved.text)


def test_two_people_who_make_the_first_plan_at_once_make_one(tmp_path: Path) -> None:
    """The second is told, under the same name of the account as under another one."""
    for name in ("Neste", "Neste Oil"):
        folder = tmp_path / name
        one, two = store(folder), store(folder)
        mine, theirs = one.open("1", "Neste"), two.open("1", name)
        two.save(theirs, edits.set_field(theirs.plan, "owner", "BL"))
        with pytest.raises(durable.Changed):
            one.save(mine, edits.set_field(mine.plan, "owner", "AK"))
        assert [path.name for path in folder.iterdir() if not path.name.startswith(".")] == [file_name("1", name)]


@pytest.mark.parametrize(
    ("data", "where", "what"),
    [
        (b'id = "1"\nname = "x\n', ":2", "column 10"),
        (b'id = "1"\nname = "\xe4"\n', ":2", "column 9: the plan cannot be read: this is not UTF-8"),
        (b"# " + b"x" * 5_000_000, "", "larger than 4 MiB"),
    ],
)
def test_a_broken_plan_is_shown_and_never_overwritten(tmp_path: Path, data: bytes, where: str, what: str) -> None:
    """The account opens, the problem says line and column, a save is refused and the file stays as it is."""
    path = put(tmp_path, "1", "")
    path.write_bytes(data)
    plans = store(tmp_path)
    opened = plans.open("1", "Neste")
    assert (opened.broken, bool(opened.read_only)) == (True, True)
    assert [problem.where for problem in opened.problems] == [f"{path}{where}"]
    assert what in opened.problems[0].what
    with pytest.raises(durable.NotSaved, match="was not saved"):
        plans.save(opened, Plan(id="1"))
    assert path.read_bytes() == data


def test_what_cannot_be_opened_is_a_broken_plan(tmp_path: Path) -> None:
    """A folder named like a plan, and a file that went away, are said with the reason."""
    (tmp_path / file_name("1", "x")).mkdir()
    assert "Is a directory" in store(tmp_path).open("1", "x").problems[0].what
    assert "No such file" in read_plan(tmp_path / "gone.toml").problems[0].what


def test_a_file_that_goes_away_while_it_is_read_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Deleted between two looks at it: no plan, and a sentence."""
    path = put(tmp_path, "1", "")
    monkeypatch.setattr(durable, "content", lambda _path: None)
    assert read_plan(path).problems[0].what == "the plan cannot be read: it went away"


def test_a_plan_that_takes_no_faithful_edit_is_read_only(tmp_path: Path) -> None:
    """Its reason is the sentence of the refused save; also where only writing finds out."""
    put(tmp_path, "1", 'id = "1"\nformat = 9\n')
    put(tmp_path, "2", 'strategy = """\n[[note]]\n"""\nnote = [{ text = "x" }]\n')
    plans = store(tmp_path)
    for account_id, why in (("1", "format 9"), ("2", "cannot be told apart")):
        opened = plans.open(account_id, "Neste")
        with pytest.raises(durable.NotSaved, match=why):
            plans.save(opened, edits.set_field(opened.plan, "owner", "AK"))


def test_a_read_only_file_or_folder_is_said_when_it_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reason names the file or the nearest folder that is there, and the mend."""
    path = put(tmp_path / "plans", "1", "")
    denied: list[Path] = []
    monkeypatch.setattr(os, "access", lambda what, _how: Path(what) not in denied)
    assert store(path.parent).open("1", "Neste").read_only == ""
    denied.append(path)
    assert "is read-only; allow writing" in store(path.parent).open("1", "Neste").read_only
    denied[:] = [path.parent]
    assert f"the folder {path.parent} is read-only" in store(path.parent).open("2", "x").read_only
    denied[:] = [tmp_path]
    assert f"the folder {tmp_path} is read-only" in store(tmp_path / "a" / "b").open("1", "x").read_only
    assert plan_file.unwritable(Path("/nowhere/x")) == ""


def test_several_files_of_one_account_are_said_and_none_is_edited(tmp_path: Path) -> None:
    """Which of them is right only a person knows; opening and listing say so."""
    put(tmp_path, "1", 'id = "1"\nowner = "AK"\n', "Neste")
    put(tmp_path, "1", 'id = "1"\nowner = "BL"\n', "Neste Oil")
    put(tmp_path, "2", 'id = "2"\n')
    plans = store(tmp_path)
    assert "several files hold this account's plan" in plans.open("1", "Neste").read_only
    assert {file.plan.owner: "several files" in file.read_only for file in plans.every()} == {"AK": True, "BL": True, "": False}


def test_an_id_that_disagrees_with_the_name_is_said_and_mended_by_a_save(tmp_path: Path) -> None:
    """The file's name says whose plan it is; a save writes that account's id."""
    path = put(tmp_path, "1", 'id = "2"\n')
    plans = store(tmp_path)
    opened = plans.open("1", "Neste")
    assert (opened.plan.id, opened.problems[0].field) == ("1", "id")
    assert "its name belongs to another id" in opened.problems[0].what
    saved = plans.save(opened, edits.set_field(opened.plan, "owner", "AK"))
    assert 'id = "1"' in saved.text
    assert read_plan(path).problems == ()


def test_a_hand_named_file_is_found_by_the_id_it_says(tmp_path: Path) -> None:
    """`neste.toml` with the account's id is its plan, and a better name is offered; no second file is made."""
    (tmp_path / "neste.toml").write_text('id = "1"\n')
    (tmp_path / "other.toml").write_text("")
    plans = store(tmp_path)
    for _ in range(2):
        opened = plans.open("1", "Neste Oyj")
        assert opened.path.name == "neste.toml"
    assert f"rename it to {file_name('1', 'neste')}" in opened.problems[0].what
    assert "rename it to NAME--KEY.toml" in read_plan(tmp_path / "other.toml").problems[0].what
    saved = plans.save(opened, edits.set_field(opened.plan, "owner", "AK"))
    assert (saved.path.name, plans.history_path(saved.path).name) == ("neste.toml", "neste.jsonl")


def test_a_hand_named_file_that_went_away_is_nobodys(tmp_path: Path) -> None:
    """Between the scan and the look into it a file may go."""
    (tmp_path / "neste.toml").symlink_to(tmp_path / "gone")
    assert store(tmp_path).open("1", "Neste").hash is None


def test_all_plans_are_listed_by_file_name(tmp_path: Path) -> None:
    """Hidden files and other files are none; a folder that is not there holds none."""
    put(tmp_path, "2", 'id = "2"\n', "Beta")
    put(tmp_path, "1", 'id = "1"\n', "Alfa")
    (tmp_path / "zeta.toml").write_text('id = "3"\n')
    (tmp_path / ".reviews.toml").write_text("")
    (tmp_path / "notes.txt").write_text("")
    assert [file.plan.id for file in store(tmp_path).every()] == ["1", "2", "3"]
    assert store(tmp_path / "nowhere").every() == ()


def test_the_folder_is_scanned_again_only_when_it_was_touched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new file is found; an untouched folder is not listed again, one touched just now is."""
    plans = store(tmp_path)
    listed: list[Path] = []
    original = os.listdir

    def listdir(path: Path) -> list[str]:
        listed.append(path)
        return original(path)

    monkeypatch.setattr(os, "listdir", listdir)
    aged(tmp_path)
    for _ in range(3):
        assert plans.open("1", "Neste").hash is None
    assert len(listed) == 1
    put(tmp_path, "1", 'id = "1"\n')
    assert plans.open("1", "Neste").hash is not None
    assert plans.open("1", "Neste").hash is not None
    assert len(listed) == 3


def test_leftovers_of_killed_saves_are_swept(tmp_path: Path) -> None:
    """In the folder and in its roll-up."""
    (tmp_path / ".rollup").mkdir()
    for folder in (tmp_path, tmp_path / ".rollup"):
        (folder / ".x.0123abcd.abmtui-part").write_text("half")
    assert store(tmp_path).sweep() == 2


HOSTILE = st.one_of(
    st.text(max_size=40),
    st.sampled_from(["../../x", "CON", "/", "..", "", "a" * 300, "\0", "A", "a", "É", "é", "x.toml", ".hidden", "--0123456789abcdef", "a\nb", "🙂", "\ud800"]),
)


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(HOSTILE, HOSTILE, HOSTILE)
def test_no_id_or_name_leaves_the_folder_or_meets_another(account_id: str, other: str, name: str) -> None:
    """Any id and name make one plain file name of ASCII; ids that differ, in case alone too, never share one."""
    file = file_name(account_id, name)
    assert Path(file).name == file
    assert file.isascii()
    assert len(file) <= 64
    assert key_in(file) == key_of(account_id)
    assert (account_id == other) == (file.casefold() == file_name(other, name).casefold())


def test_a_plan_survives_hostile_ids_and_names(tmp_path: Path) -> None:
    """Whatever the source holds as id and name, the plan is saved and opened again."""
    plans = store(tmp_path)
    for account_id in ("../../x", "CON", "/", "a" * 300, "A", "a", "\x00", 'q"\\'):
        opened = plans.open(account_id, f"name {account_id}")
        plans.save(opened, edits.set_field(opened.plan, "owner", account_id))
        assert plans.open(account_id, "").plan.owner == account_id
    assert sorted(path.parent for path in tmp_path.rglob("*.toml")) == [tmp_path] * 8


def test_a_folder_that_cannot_be_listed_is_not_an_empty_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is in it is not known: plans are read-only, none is made, the listing says why."""
    plans = store(tmp_path)
    before = plans.open("1", "Neste")

    def denied(*_arguments: object) -> list[str]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "listdir", denied)
    opened = plans.open("1", "Neste")
    assert (opened.read_only, opened.problems[0].what) == ("the plans' folder cannot be read (Permission denied); mend that and open it again",) * 2
    assert [(file.broken, len(file.problems)) for file in plans.every()] == [(True, 1)]
    with pytest.raises(durable.NotSaved, match="cannot be read"):
        plans.save(before, edits.set_field(before.plan, "owner", "AK"))
    monkeypatch.setattr(os, "access", denied)
    assert "cannot be looked into (Permission denied)" in plan_file.unwritable(tmp_path / "x")
