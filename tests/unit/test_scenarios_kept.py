"""Named scenarios in a file beside the plans, shared by everybody who plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from abmtui import durable
from abmtui.portfolio.scenario_changes import Scenario, Step
from abmtui.store.scenarios import FILE, ScenarioChanged, Scenarios

if TYPE_CHECKING:
    from pathlib import Path

LOSE = Scenario("Lose", (Step('lose "Wärtsilä"'), Step("grow class = 'A' by 10%", on=False)))
GROW = Scenario("Grow", (Step("grow all by 3%"),))
WRITTEN = """# What we think of
[[scenario]]
# said in May
name = "Grow"
mood = "good"  # ours
changes = ["grow all by 3%"]
# behind

# Theirs
[[scenario]]
name = 'Lose'
changes = [
    'lose "Wärtsilä"',  # the largest
    "off: grow class = 'A' by 10%",
]

[other]
key = 1
"""


def kept(folder: Path, text: str = WRITTEN) -> Scenarios:
    """The scenarios of a folder whose file a person wrote."""
    (folder / FILE).write_text(text, encoding="utf-8")
    return Scenarios(folder)


def text(folder: Path) -> str:
    """The file."""
    return (folder / FILE).read_text("utf-8")


def test_without_a_file_there_are_none(tmp_path: Path) -> None:
    """It is made by the first save, one change a line."""
    found = Scenarios(tmp_path)
    assert found.all() == ({}, ())
    assert found.put(LOSE, None) == ""
    assert found.put(Scenario("Empty"), None) == ""
    assert found.all() == ({"Lose": LOSE, "Empty": Scenario("Empty")}, ())
    assert text(tmp_path).split("\n\n")[1:] == [
        '[[scenario]]\nname = "Lose"\nchanges = [\n    \'lose "Wärtsilä"\',\n    "off: grow class = \'A\' by 10%",\n]',
        '[[scenario]]\nname = "Empty"\nchanges = []\n',
    ]


def test_what_a_person_wrote_stays(tmp_path: Path) -> None:
    """Of the edited scenario its other keys and comments, of the others every letter."""
    found = kept(tmp_path)
    assert found.all() == ({"Grow": GROW, "Lose": LOSE}, ())
    found.put(Scenario("Grow more", (Step("grow all by 5%"),)), GROW)
    assert text(tmp_path) == WRITTEN.replace('# said in May\nname = "Grow"\n', "# said in May\n", 1).replace(
        '[[scenario]]\n# said in May\nmood = "good"  # ours\nchanges = ["grow all by 3%"]\n',
        '[[scenario]]\nname = "Grow more"\nchanges = [\n    \'grow all by 5%\',\n]\n# said in May\nmood = "good"  # ours\n',
    )
    found.remove(LOSE)
    assert text(tmp_path).endswith("# behind\n\n[other]\nkey = 1\n")
    assert list(found.all()[0]) == ["Grow more"]


def test_a_file_without_its_last_line_break(tmp_path: Path) -> None:
    """Nothing runs together."""
    found = kept(tmp_path, '[[scenario]]\nname = "Grow"\nchanges = ["grow all by 3%"]')
    found.put(LOSE, None)
    assert found.all()[0] == {"Grow": GROW, "Lose": LOSE}
    bare = kept(tmp_path, "[[scenario]]\nname = 'A'")
    bare.put(Scenario("B"), Scenario("A"))
    assert bare.all()[0] == {"B": Scenario("B")}


def test_a_scenario_that_somebody_changed_is_never_written_over(tmp_path: Path) -> None:
    """Changed or deleted meanwhile is told with how it stands now; a change to another scenario hinders nobody."""
    found = kept(tmp_path)
    with pytest.raises(ScenarioChanged, match='the scenario "Grow" was changed by somebody else') as changed:
        found.put(Scenario("Grow"), Scenario("Grow", (Step("grow all by 99%"),)))
    assert changed.value.now == GROW
    with pytest.raises(ScenarioChanged, match="was deleted by somebody else") as gone:
        found.remove(Scenario("Gone"))
    assert gone.value.now is None
    assert text(tmp_path) == WRITTEN
    Scenarios(tmp_path).remove(LOSE)
    found.put(Scenario("Grow", ()), GROW)
    assert found.all()[0] == {"Grow": Scenario("Grow")}


def test_a_name_that_is_taken_is_refused(tmp_path: Path) -> None:
    """For a new scenario and for one that gets another name."""
    found = kept(tmp_path)
    for opened in (None, LOSE):
        with pytest.raises(durable.NotSaved, match='there is a scenario "Grow" already'):
            found.put(GROW, opened)
    assert text(tmp_path) == WRITTEN


def test_what_another_person_saved_meanwhile_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between reading and saving; if it never ends a sentence says so."""
    found, original, meanwhile = kept(tmp_path), durable.save, [WRITTEN.replace("key = 1", "key = 2")]

    def save(path: Path, data: bytes, *, before: str | None) -> durable.Saved:
        if meanwhile:
            path.write_text(meanwhile.pop(), encoding="utf-8")
        return original(path, data, before=before)

    monkeypatch.setattr(durable, "save", save)
    found.put(Scenario("Grow"), GROW)
    assert "key = 2" in text(tmp_path)

    def never(*_arguments: object, **_named: object) -> object:
        raise durable.Changed(tmp_path / FILE, b"")

    monkeypatch.setattr(durable, "save", never)
    with pytest.raises(durable.NotSaved, match="others keep changing it"):
        found.put(LOSE, LOSE)


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("[[scenario]\n", "Expected"),
        ("scenario = 1\n", "below a line"),
        ("scenario = [{ name = 'A' }]\n", "below a line"),
        ("[[scenario]]\nname = 'A'\n[scenario.more]\nkey = 1\n", "below a line"),
        ("[[scenario]]\nchanges = []\n", "needs a name"),
        ("[[scenario]]\nname = ' '\n", "needs a name"),
        ("[[scenario]]\nname = 'A'\nchanges = 'lose'\n", "should be a list of texts"),
        ("[[scenario]]\nname = 'A'\nchanges = [1]\n", "should be a list of texts"),
        ("[[scenario]]\nname = 'A'\n[[scenario]]\nname = 'A'\n", "the same name"),
        ("a = " + "[" * 5000, "nested too deeply"),
        ("# " + "x" * (1 << 20), "larger than 1 MiB"),
        ("\xe4", "utf-8"),
    ],
)
def test_a_file_that_cannot_be_read_is_said_and_left_alone(tmp_path: Path, written: str, why: str) -> None:
    """No scenarios, one problem; a save is refused rather than the file overwritten."""
    (tmp_path / FILE).write_bytes(written.encode("latin-1"))
    found = Scenarios(tmp_path)
    scenarios, problems = found.all()
    assert (scenarios, len(problems)) == ({}, 1)
    assert why in problems[0].what
    with pytest.raises(durable.NotSaved, match="mend or delete it"):
        found.put(GROW, None)
    assert (tmp_path / FILE).read_bytes() == written.encode("latin-1")


def test_a_file_that_cannot_be_opened_is_said(tmp_path: Path) -> None:
    """A folder in its place is a problem, and a sentence when a scenario is saved."""
    (tmp_path / FILE).mkdir()
    found = Scenarios(tmp_path)
    assert "cannot be read" in found.all()[1][0].what
    with pytest.raises(durable.NotSaved, match="was not saved"):
        found.put(GROW, None)
