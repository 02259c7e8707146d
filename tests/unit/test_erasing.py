"""A person erased from everything that is kept: plans, histories, drafts, steps, small files, what killed saves left."""

from __future__ import annotations

import datetime as dt
import json
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

import pytest

from abmtui import durable
from abmtui.plan import edits
from abmtui.plan.changes import Change
from abmtui.plan.persons import ERASED, Person
from abmtui.store import erasing as module
from abmtui.store.drafts import Draft, Drafts
from abmtui.store.history import Entry, entries, entry_line, story
from abmtui.store.plans import PlanStore
from abmtui.store.reviews import Reviews
from abmtui.store.rollup import refresh
from abmtui.store.steps import PlanPart, Step
from abmtui.store.told import told
from abmtui.store.undo_log import UndoLog, log_path
from abmtui.workspace.erasing import Erasing

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from abmtui.store.plan_file import PlanFile
    from abmtui.workspace.erasing import Held

NOW = dt.datetime(2026, 11, 22, 14, 2, 11, tzinfo=dt.UTC)
NAME = "Zoë Quuxmüller"
PERSON = Person(NAME)


def store_in(folder: Path) -> PlanStore:
    """Return the plans of a test's folder."""
    return PlanStore(folder / "plans", "AK", lambda: NOW)


def erasing_in(folder: Path) -> Erasing:
    """Return the eraser of a test's folder."""
    return Erasing(store_in(folder), folder / "state", lambda: NOW)


def save(folder: Path, account: str, **fields: object) -> PlanFile:
    """Save fields of an account's plan."""
    store = store_in(folder)
    opened = store.open(account, f"Account {account}")
    plan = opened.plan
    for name, value in fields.items():
        plan = edits.set_field(plan, name, value)
    return store.save(opened, plan)


def with_person(folder: Path, account: str, name: str = NAME) -> PlanFile:
    """Save a plan with a person whom other fields name too."""
    file = save(folder, account, strategy=f"Win {name} over", pain_points=(f"{name} has no time",))
    store = store_in(folder)
    plan, row = edits.add_row(store.open(account, "").plan, "stakeholder", {"name": name, "note": "likes fish"})
    plan, _ = edits.add_row(plan, "channel", {"audience": row, "message": f"For {name}"})
    plan, _ = edits.add_row(plan, "note", {"text": f"{name} said no", "author": "AK"})
    return store.save(replace(file, plan=plan), plan)


def named(folder: Path, name: str = NAME) -> list[str]:
    """Return the files below a folder that hold a name's bytes, in either encoding of its accents, or as JSON escapes them."""
    forms = [unicodedata.normalize("NFC", name).encode(), unicodedata.normalize("NFD", name).encode()]
    forms.append(json.dumps(name)[1:-1].encode())
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file() and any(form in path.read_bytes() for form in forms))


def erase(folder: Path, name: str = NAME, also: tuple[str, ...] = ()) -> tuple[Held, ...]:
    """Erase a person wherever they stand, without an error."""
    eraser = erasing_in(folder)
    found = eraser.search(name, also)
    chosen = tuple(one for one in found.held if one.stands)
    assert [done for done in eraser.erase(chosen, found.files) if done.code] == []
    return chosen


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_no_byte_of_the_name_is_left_anywhere(tmp_path: Path, form: Literal["NFC", "NFD"]) -> None:
    """Plan, history, draft, steps, review stamps, roll-up, sessions and leftovers of killed saves, written in either encoding of its accents."""
    name = unicodedata.normalize(form, NAME)
    file = with_person(tmp_path, "1", name)
    file.path.write_text(file.path.read_text("utf-8") + f"\n# ask {name}\n[crm]\nkey = '{name}'\n", "utf-8")
    file = store_in(tmp_path).open("1", "Account 1")
    save(tmp_path, "1", owner="Ada")
    store = store_in(tmp_path)
    state = tmp_path / "state"
    drafts = Drafts(state / "drafts", lambda: NOW)
    drafts.keep(file, edits.set_field(file.plan, "next_step", f"call {name}"), ("note..text", f"with {name}"))
    UndoLog(log_path(state, store.folder)).record(Step(f"{name} added", (PlanPart("1", "Account 1", "", file.text),)))
    Reviews(store.folder, name).review(["1"], NOW.date())
    refresh(store)
    (state / "abc.session.toml").write_text(f'search = "{name}"\n', "utf-8")
    for folder in (store.folder, store.folder / ".history", state / "drafts"):
        (folder / f".x.{'0' * 8}.abmtui-part").write_text(name, "utf-8")
    assert len(named(tmp_path)) >= 8
    erase(tmp_path)
    refresh(store_in(tmp_path))
    assert named(tmp_path) == []
    assert store_in(tmp_path).open("1", "").plan.owner == "Ada"
    left = drafts.all()[0][0]
    assert (left.typed, f"call {ERASED}" in left.text) == (f"with {ERASED}", True)
    assert erasing_in(tmp_path).search(name).held == ()


def test_the_history_stays_a_chain_that_can_be_told(tmp_path: Path) -> None:
    """Every entry leads to the next, the erasure is the newest and names nobody, and every state in between is known without the person."""
    with_person(tmp_path, "1")
    save(tmp_path, "1", owner="Ada")
    before = len(entries(store_in(tmp_path).history_path(store_in(tmp_path).path_of("1", "")))[0])
    erase(tmp_path)
    file = store_in(tmp_path).open("1", "Account 1")
    log, problems = entries(store_in(tmp_path).history_path(file.path))
    assert file.hash is not None
    assert problems == ()
    assert len(story(log, file.hash)) == before + 1
    newest_first = told(log, file)
    assert (newest_first[0].entry.note, newest_first[0].entry.who, newest_first[0].changes) == (module.NOTE, "AK", ())
    assert newest_first[0].plan == file.plan
    assert [one.plan is not None and one.plan.owner for one in newest_first][:3] == ["Ada", "Ada", ""]
    save(tmp_path, "1", owner="Bo")
    assert all(one.compared for one in told(entries(store_in(tmp_path).history_path(file.path))[0], store_in(tmp_path).open("1", "")))


def test_a_change_outside_before_the_erasure_is_a_link_of_the_chain(tmp_path: Path) -> None:
    """The content that no line knew is kept whole, without the person."""
    path = with_person(tmp_path, "1").path
    path.write_text(path.read_text("utf-8").replace("said no", "said yes"), "utf-8")
    erase(tmp_path)
    file = store_in(tmp_path).open("1", "Account 1")
    story_told = told(entries(store_in(tmp_path).history_path(path))[0], file)
    assert [(one.outside, one.compared) for one in story_told] == [(False, True), (True, True), (False, True), (False, True)]
    assert f"{ERASED} said yes" in [change.after for change in story_told[1].changes]
    assert named(tmp_path) == []


def test_letters_written_as_numbers_are_read(tmp_path: Path) -> None:
    """TOML and JSON may write them so."""
    path = with_person(tmp_path, "1", "Ada").path
    path.write_text('id = "1"\nname = "Account 1"\n[[stakeholder]]\nid = "s-1"\nname = "Zo\\u00eb Quuxm\\u00fcller"\n', "utf-8")
    assert [one.stands for one in erasing_in(tmp_path).search(NAME).held] == [True]
    erase(tmp_path)
    assert "Quuxm" not in path.read_text("utf-8")


def test_nothing_is_changed_by_looking(tmp_path: Path) -> None:
    """A search leaves every byte and every time as it was."""
    with_person(tmp_path, "1")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    (held,) = erasing_in(tmp_path).search(NAME).held
    assert held.stands
    assert len(held.places) == 6
    assert [line.number for line in held.history] == [1, 2]
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_other_accounts_that_mention_the_name_are_told_and_left(tmp_path: Path) -> None:
    """The person may be another one there."""
    with_person(tmp_path, "1")
    save(tmp_path, "2", strategy=f"as with {NAME}")
    found = erasing_in(tmp_path).search(NAME)
    assert {one.account: one.stands for one in found.held} == {"1": True, "2": False}
    erase(tmp_path)
    assert store_in(tmp_path).open("2", "").plan.strategy == f"as with {NAME}"


def test_a_person_whose_row_was_deleted_still_stands_in_the_history(tmp_path: Path) -> None:
    """Deleting the row alone leaves the name; erasing finds them by their history."""
    file = with_person(tmp_path, "1")
    store = store_in(tmp_path)
    store.save(file, replace(file.plan, stakeholders=(), strategy="", pain_points=(), notes=(), channels=()))
    assert named(tmp_path) == [f"plans/.history/{store.history_path(file.path).name}"]
    erase(tmp_path)
    assert named(tmp_path) == []


def test_a_history_whose_plan_is_gone_is_erased_too(tmp_path: Path) -> None:
    """The file was deleted by hand; its log stays and says who was there."""
    with_person(tmp_path, "1").path.unlink()
    chosen = erase(tmp_path)
    assert [(one.account, one.file) for one in chosen] == [("", None)]
    assert named(tmp_path) == []


def failing(where: str, save: Callable[..., durable.Saved]) -> Callable[..., durable.Saved]:
    """Return a save that fails at files with such an ending once what is kept beside is written."""

    def stopped(path: Path, data: bytes, **options: object) -> durable.Saved:
        if path.name.endswith(where):
            if journal := options.get("journal"):
                assert callable(journal)
                journal(path.read_bytes())
            raise KeyboardInterrupt
        return save(path, data, **options)

    return stopped


@pytest.mark.parametrize("where", [".jsonl", ".draft.toml", ".session.toml", "0b7.toml"])
def test_erasing_again_after_a_crash_finishes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    """At whichever file it stopped, nothing is torn and the person is found again."""
    file = with_person(tmp_path, "1")
    Drafts(tmp_path / "state" / "drafts", lambda: NOW).keep(file, edits.set_field(file.plan, "owner", NAME))
    (tmp_path / "state" / "a.session.toml").write_text(f'search = "{NAME}"\n', "utf-8")
    where = file.path.name if where == "0b7.toml" else where
    with monkeypatch.context() as patched:
        patched.setattr(durable, "save", failing(where, durable.save))
        with pytest.raises(KeyboardInterrupt):
            erase(tmp_path)
    assert store_in(tmp_path).open("1", "").plan.stakeholders != ()
    assert entries(store_in(tmp_path).history_path(file.path))[1] == ()
    erase(tmp_path)
    assert named(tmp_path) == []
    current = store_in(tmp_path).open("1", "")
    assert len(told(entries(store_in(tmp_path).history_path(file.path))[0], current)) >= 3


def test_a_plan_that_cannot_be_changed_is_told_and_the_others_are_done(tmp_path: Path) -> None:
    """Broken, of a newer version: left alone byte for byte, with their history; the exit code says that something is left."""
    with_person(tmp_path, "1")
    broken = with_person(tmp_path, "2").path
    broken.write_text(broken.read_text("utf-8") + "[[", "utf-8")
    newer = with_person(tmp_path, "3").path
    newer.write_text(newer.read_text("utf-8").replace("format = 1", "format = 2"), "utf-8")
    other = with_person(tmp_path, "4", "Ada Lovelace").path
    other.write_text("[[", "utf-8")
    kept = {path: path.read_bytes() for path in (broken, newer, *(store_in(tmp_path).history_path(path) for path in (broken, newer)))}
    eraser = erasing_in(tmp_path)
    found = eraser.search(NAME)
    assert {file.path for file in found.unread} == {broken, other}
    done = eraser.erase(found.held, found.files)
    assert sorted(one.code for one in done) == [0, 5, 5]
    assert {path: path.read_bytes() for path in kept} == kept
    assert store_in(tmp_path).open("1", "").plan.stakeholders == ()


def test_a_plan_that_changed_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    """Exit code 4; erasing again takes it as it is now."""
    with_person(tmp_path, "1")
    eraser = erasing_in(tmp_path)
    found = eraser.search(NAME)
    save(tmp_path, "1", owner="Ada")
    assert [one.code for one in eraser.erase(found.held, found.files)] == [4]
    erase(tmp_path)
    assert (store_in(tmp_path).open("1", "").plan.owner, named(tmp_path)) == ("Ada", [])


def test_what_cannot_be_written_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that fails, a text that cannot be made: a sentence for each, exit code 5."""
    with_person(tmp_path, "1")

    def fails(*_given: object) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patched:
        patched.setattr(module, "rewrite_log", fails)
        patched.setattr(module, "drop_rollup", fails)
        eraser = erasing_in(tmp_path)
        done = eraser.erase(eraser.search(NAME).held, ())
    assert [(one.name, one.code) for one in done] == [("the roll-up", 5), ("Account 1", 5)]
    assert "Input/output error" in done[0].why


def test_steps_before_the_erasure_can_still_be_told_and_name_nobody(tmp_path: Path) -> None:
    """Of other accounts they stay as they are."""
    file = with_person(tmp_path, "1")
    other = save(tmp_path, "2", strategy=f"as with {NAME}")
    log = UndoLog(log_path(tmp_path / "state", store_in(tmp_path).folder))
    log.record(Step("two", (PlanPart("1", "Account 1", "", file.text), PlanPart("2", "Account 2", "", other.text))))
    assert erasing_in(tmp_path).search(NAME).steps == 1
    erase(tmp_path)
    step = UndoLog(log_path(tmp_path / "state", store_in(tmp_path).folder)).last(back=True)
    assert step is not None
    texts = [part.after for part in step.parts if isinstance(part, PlanPart)]
    assert [NAME in text for text in texts] == [False, True]


def test_without_a_state_folder_plans_are_erased_all_the_same(tmp_path: Path) -> None:
    """No drafts, no steps, no sessions to look into."""
    with_person(tmp_path, "1")
    eraser = Erasing(store_in(tmp_path), None, lambda: NOW)
    found = eraser.search(NAME)
    assert [one.code for one in eraser.erase(found.held, found.files)] == [0]
    assert named(tmp_path) == []


# The parts


def test_torn_and_foreign_lines_of_a_history_lose_the_name() -> None:
    """A torn line, a line that is no entry, one whose changes are odd; every other line stays byte for byte."""
    lines = [
        b'{"when": "2026", "who": "AK", "before": null,   "after": "a", "changes": []}',
        f'{{"when": "2026", "who": "{NAME}"'.encode(),
        f'["{NAME}"]'.encode(),
        json.dumps({"changes": [{"odd": NAME}], "more": NAME}, ensure_ascii=False).encode(),
        b"",
        entry_line(Entry("2026", NAME, "a", "b", (Change("", "", "owner", NAME, "Ada"),), text=f'a = "{NAME}')),
        entry_line(Entry("2026", "AK", "a", "b", (), text=f'strategy = "{NAME}"\nformat = 1\nstakeholder = [{{ name = "{NAME}" }}]\n')),
        b"torn",
    ]
    data = b"\n".join(lines)
    new = module.log_without(data, PERSON).split(b"\n")
    assert NAME.encode() not in b"".join(new)
    assert [new[place] for place in (0, 4, 7)] == [lines[0], b"", b"torn"]
    told_lines = module.log_lines(data, PERSON)
    assert [(line.number, line.whole) for line in told_lines] == [(2, True), (3, True), (4, True), (6, True), (7, True)]
    assert module.ids_in_log(data, PERSON) != frozenset()


def test_small_files_keep_their_keys(tmp_path: Path) -> None:
    """An account that is called as the person is stays the key of its stamp; values and lines of JSON lose the name."""
    stamps = tmp_path / ".reviews.toml"
    stamps.write_text(f'# by {NAME}\n[account]\n"{NAME}" = {{ by = "AK" }}\n"2" = {{ by = "{NAME}" }}\n', "utf-8")
    assert not module.erase_from_file(stamps, PERSON)
    assert stamps.read_text("utf-8") == f'# by {ERASED}\n[account]\n"{NAME}" = {{ by = "AK" }}\n"2" = {{ by = "{ERASED}" }}\n'
    log = tmp_path / ".review-log.jsonl"
    log.write_text(f'{{"who": "{NAME}", "n": [1]}}\n{{"who": "AK"}}\n', "utf-8")
    assert module.erase_from_file(log, PERSON)
    assert log.read_text("utf-8") == f'{{"who": "{ERASED}", "n": [1]}}\n{{"who": "AK"}}\n'
    odd = tmp_path / ".odd.toml"
    odd.write_text(f"{NAME} = [", "utf-8")
    assert module.erase_from_file(odd, PERSON)
    assert module.erase_from_file(tmp_path / "gone.toml", PERSON)
    assert [path.name for path in module.further_files(tmp_path)] == [".odd.toml", ".review-log.jsonl", ".reviews.toml"]
    assert [module.further_files(tmp_path / "gone"), module.state_files(tmp_path / "gone")] == [(), ()]


def test_what_stays_in_a_small_file_is_told(tmp_path: Path) -> None:
    """The stamp of an account that is called as the person is."""
    with_person(tmp_path, "1")
    Reviews(tmp_path / "plans", "AK").review([NAME], NOW.date())
    eraser = erasing_in(tmp_path)
    found = eraser.search(NAME)
    done = eraser.erase(found.held, found.files)
    assert [one.code for one in done if one.code] == [5]
    assert "still has the name" in done[0].why


def test_what_cannot_be_read_names_nobody(tmp_path: Path) -> None:
    """A folder in a file's place."""
    assert not module.named_in(tmp_path, PERSON)
    assert module.steps_naming(tmp_path, PERSON) == 0
    with_person(tmp_path, "1")
    log = store_in(tmp_path).history_path(store_in(tmp_path).path_of("1", ""))
    log.unlink()
    log.mkdir()
    (held,) = erasing_in(tmp_path).search(NAME).held
    assert held.history == ()


def test_a_draft_of_the_erased_plan_stays_a_draft_of_it(tmp_path: Path) -> None:
    """Its base follows the plan's hash, so that it can still be taken over; another base stays."""
    draft = Draft("1", "Account 1", str(tmp_path), "old", NOW, f'strategy = "{NAME}"\n', "note..text", NAME, tmp_path / "x.draft.toml")
    new = module.draft_without(draft, PERSON, {"old": "new"})
    assert (new.base, new.typed, NAME in new.text) == ("new", ERASED, False)
    assert module.draft_without(replace(draft, base="odd"), PERSON, {"old": "new"}).base == "odd"


def test_also_words_are_erased_only_where_the_person_stands(tmp_path: Path) -> None:
    """The last name alone means the person in this plan, when a person said so."""
    file = with_person(tmp_path, "1")
    plan, _ = edits.add_row(file.plan, "note", {"text": "Quuxmüller again"})
    store_in(tmp_path).save(file, plan)
    save(tmp_path, "2", strategy="Quuxmüller is a mill")
    assert [place.becomes for held in erasing_in(tmp_path).search(NAME).held for place in held.doubtful] == ["Quuxmüller"]
    erase(tmp_path, also=("Quuxmüller",))
    assert [note.text for note in store_in(tmp_path).open("1", "").plan.notes] == [f"{ERASED} said no", f"{ERASED} again"]
    assert store_in(tmp_path).open("2", "").plan.strategy == "Quuxmüller is a mill"


def test_a_plan_that_cannot_be_laid_out_again_is_refused(tmp_path: Path) -> None:
    """Rows within one list cannot be edited line by line: told, and left as they are."""
    with_person(tmp_path, "1")
    path = tmp_path / "plans" / "odd.toml"
    text = f'format = 1\nid = "9"\nname = "Nine"\nstakeholder = [{{ id = "s-1", name = "{NAME}" }}]\n'
    path.write_text(text, "utf-8")
    eraser = erasing_in(tmp_path)
    found = eraser.search(NAME)
    refused = {one.account: bool(one.refused) for one in found.held}
    assert refused == {"1": False, "9": True}
    assert sorted(one.code for one in eraser.erase(found.held, found.files)) == [0, 5]
    assert path.read_text("utf-8") == text
