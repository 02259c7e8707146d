"""Review stamps, shared by everybody who reviews."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from abmtui import durable
from abmtui.store.reviews import FILE, Reviews, Stamp

if TYPE_CHECKING:
    from pathlib import Path

DAY = dt.date(2026, 1, 15)
LATER = dt.date(2026, 2, 1)


def test_a_review_ends_a_snooze_and_a_snooze_keeps_the_review(tmp_path: Path) -> None:
    """Both return the stamps before, which `put` sets again."""
    stamps = Reviews(tmp_path, "AK")
    assert stamps.review(["1", "2"], DAY) == {"1": Stamp(), "2": Stamp()}
    before = stamps.snooze(["1"], LATER)
    assert before == {"1": Stamp(DAY, None, "AK")}
    assert stamps.stamps() == ({"1": Stamp(DAY, LATER, "AK"), "2": Stamp(DAY, None, "AK")}, ())
    stamps.review(["1"], LATER)
    assert stamps.stamps()[0]["1"] == Stamp(LATER, None, "AK")
    stamps.put(before | {"2": Stamp()})
    assert stamps.stamps()[0] == {"1": Stamp(DAY, None, "AK")}


def test_the_file_has_one_line_an_account_by_id(tmp_path: Path) -> None:
    """So that git merges what two people reviewed; hostile ids are quoted; unknown keys stay."""
    (tmp_path / FILE).write_text('[account]\n"b" = { reviewed = 2026-01-01, mood = "good" }\n')
    Reviews(tmp_path, "AK").review(["b", 'a"\n', "ä"], DAY)
    assert (tmp_path / FILE).read_text().split("\n")[1:] == [
        "[account]",
        '"a\\"\\n" = { reviewed = 2026-01-15, by = "AK" }',
        'b = { mood = "good", reviewed = 2026-01-15, by = "AK" }',
        '"ä" = { reviewed = 2026-01-15, by = "AK" }',
        "",
    ]


def test_what_another_person_stamped_meanwhile_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A change between reading and saving is read again and merged; if it never ends a sentence says so."""
    stamps, original, meanwhile = Reviews(tmp_path, "AK"), durable.save, ["x", "y"]

    def save(path: Path, data: bytes, *, before: str | None) -> durable.Saved:
        if meanwhile:
            path.write_text(f'[account]\n"{meanwhile.pop()}" = {{ by = "BL" }}\n')
        return original(path, data, before=before)

    monkeypatch.setattr(durable, "save", save)
    stamps.review(["1"], DAY)
    assert stamps.stamps()[0] == {"1": Stamp(DAY, None, "AK"), "x": Stamp(by="BL")}

    def never(*_arguments: object, **_named: object) -> object:
        raise durable.Changed(tmp_path / FILE, b"")

    monkeypatch.setattr(durable, "save", never)
    with pytest.raises(durable.NotSaved, match="others keep changing it"):
        stamps.review(["1"], DAY)


@pytest.mark.parametrize("text", ["[account\n", "account = 1\n", "[account]\na = 1\n", "a = " + "[" * 5000, "\xe4"])
def test_a_file_that_cannot_be_read_is_said_and_left_alone(tmp_path: Path, text: str) -> None:
    """No stamps, one problem; a stamp is refused rather than the file overwritten."""
    (tmp_path / FILE).write_bytes(text.encode("latin-1"))
    stamps = Reviews(tmp_path, "AK")
    found, problems = stamps.stamps()
    assert (found, len(problems), stamps.frame().height) == ({}, 1, 0)
    with pytest.raises(durable.NotSaved, match="mend or delete it"):
        stamps.review(["1"], DAY)
    assert (tmp_path / FILE).read_bytes() == text.encode("latin-1")


def test_a_file_that_cannot_be_opened_is_said(tmp_path: Path) -> None:
    """A folder in its place is a problem, and a sentence when a stamp is set."""
    (tmp_path / FILE).mkdir()
    stamps = Reviews(tmp_path, "AK")
    assert "cannot be read: Is a directory" in stamps.stamps()[1][0].what
    with pytest.raises(durable.NotSaved, match=r"\.reviews\.toml was not saved"):
        stamps.review(["1"], DAY)


def test_stamps_come_as_a_frame_for_the_table(tmp_path: Path) -> None:
    """One row an account; values that are no dates are none."""
    (tmp_path / FILE).write_text('[account]\na = { reviewed = 2026-01-15, snoozed_until = "soon", by = "AK" }\n')
    frame = Reviews(tmp_path, "AK").frame()
    assert frame.rows() == [("a", DAY, None, "AK")]
    assert frame.columns == ["id", "reviewed", "snoozed_until", "reviewed_by"]
