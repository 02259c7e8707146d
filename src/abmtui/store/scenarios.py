"""Named scenarios in `.scenarios.toml` beside the plans, shared by everybody who plans: one is written, the lines of all others stay."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from abmtui import durable
from abmtui.plan.line_map import UnmappedError, line_map, lines_of
from abmtui.plan.toml_text import inline_text
from abmtui.portfolio.scenario_changes import Scenario, Step
from abmtui.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from abmtui.plan.line_map import Section

    Kept = dict[str, Scenario]

FILE: Final = ".scenarios.toml"
OFF: Final = "off: "
"""Begins a change that is switched off."""
_TRIES: Final = 50
_LARGEST: Final = 1 << 20
_OURS: Final = ("name", "changes")
_HEAD: Final = "# Scenarios of what-if: changes to accounts, tried out on the figures. The accounts themselves are never touched.\n"


class ScenarioChanged(Exception):  # noqa: N818 - a fact that callers branch on, as in durable
    """The scenario is not what was opened: somebody else changed it. Nothing was written; `now` is how it stands, None when it is gone."""

    def __init__(self, name: str, now: Scenario | None) -> None:
        self.now = now
        super().__init__(f'the scenario "{name}" was {"deleted" if now is None else "changed"} by somebody else meanwhile, so nothing was written')


@dataclass(frozen=True, eq=False)
class _Text:
    """The file as it stands: its lines and the scenarios in them."""

    lines: list[str]
    places: dict[str, Section]
    kept: Kept


class Scenarios:
    """The scenarios of a plans' folder; several people may write them at once."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE

    def all(self) -> tuple[Kept, tuple[Problem, ...]]:
        """Return name -> scenario in the order of the file, and what could not be read."""
        try:
            return _parsed(durable.content(self.path)).kept, ()
        except OSError as error:
            return {}, (Problem(f"the scenarios cannot be read: {error.strerror}", str(self.path)),)
        except ValueError as error:
            return {}, (Problem(f"the scenarios cannot be read ({error}); mend or delete the file", str(self.path)),)

    def put(self, scenario: Scenario, opened: Scenario | None) -> str:
        """Write a scenario in the place of what was opened (None: it is new); return what must be said of the save.

        Raises ScenarioChanged when that is no longer what stands there, durable.NotSaved when its name is taken or it cannot be written.
        """

        def edit(text: _Text) -> str:
            _unchanged(text.kept, opened)
            if scenario.name in text.kept and (opened is None or opened.name != scenario.name):
                raise durable.NotSaved(f'there is a scenario "{scenario.name}" already; choose another name')
            return _with(text, scenario, opened)

        return self._update(edit)

    def remove(self, opened: Scenario) -> str:
        """Remove a scenario with its comments; raises as `put` does."""

        def edit(text: _Text) -> str:
            _unchanged(text.kept, opened)
            place = text.places[opened.name]
            ahead, behind = text.lines[: place.first], text.lines[place.stop :]
            # Of the blank lines around it one is enough.
            return "".join((*ahead, *behind[ahead[-1:] == behind[:1] == ["\n"] :]))

        return self._update(edit)

    def _update(self, edit: Callable[[_Text], str]) -> str:
        """Edit the file as it stands; what somebody else wrote between reading and saving is read again."""
        for _ in range(_TRIES):
            try:
                data = durable.content(self.path)
                new = edit(_parsed(data))
            except OSError as error:
                raise durable.NotSaved(durable.reason(error, self.path)) from error
            except ValueError as error:
                raise durable.NotSaved(f"{FILE} was not saved: it cannot be read ({error}); mend or delete it") from error
            try:
                return durable.save(self.path, new.encode(), before=None if data is None else durable.fingerprint(data)).note
            except durable.Changed:
                continue
        raise durable.NotSaved(f"{FILE} was not saved: others keep changing it; try again")


def _unchanged(kept: Kept, opened: Scenario | None) -> None:
    if opened is not None and kept.get(opened.name) != opened:
        raise ScenarioChanged(opened.name, kept.get(opened.name))


def _parsed(data: bytes | None) -> _Text:
    """Return the file's scenarios and where each stands. Raises ValueError."""
    if data is None:
        return _Text([_HEAD], {}, {})
    if len(data) > _LARGEST:
        raise ValueError("it is larger than 1 MiB, which no list of scenarios is")
    text = data.decode()
    try:
        found = tomllib.loads(text).get("scenario", [])
        lines = lines_of(text)
        sections = line_map(text, lines)
    except (RecursionError, UnmappedError) as error:
        raise ValueError("it is nested too deeply or written in an unusual way") from error
    places = [section for section in sections if section.path[:1] == ("scenario",)]
    if not isinstance(found, list) or len(places) != len(found) or any(len(section.path) > 1 for section in places):
        raise ValueError("each scenario should stand below a line [[scenario]] of its own")
    scenarios = [_scenario(table) for table in found]
    if len({scenario.name for scenario in scenarios}) < len(scenarios):
        raise ValueError("two scenarios have the same name")
    named = {scenario.name: scenario for scenario in scenarios}
    return _Text(lines, dict(zip(named, places, strict=True)), named)


def _scenario(table: dict[str, Any]) -> Scenario:
    name, changes = table.get("name"), table.get("changes", [])
    if not isinstance(name, str) or not name.strip():
        raise ValueError("a scenario needs a name, a text")
    if not isinstance(changes, list) or not all(isinstance(change, str) for change in changes):
        raise ValueError(f'the changes of "{name}" should be a list of texts')
    return Scenario(name, tuple(Step(change.removeprefix(OFF).strip(), on=not change.startswith(OFF)) for change in changes))


def _with(text: _Text, scenario: Scenario, opened: Scenario | None) -> str:
    """Return the text with a scenario in the place of the one that was opened; its other keys and the comments between them stay."""
    ours = [f"name = {inline_text(scenario.name)}\n", *_changes(scenario.steps)]
    if opened is None:
        return f"{_ended(''.join(text.lines))}\n[[scenario]]\n{''.join(ours)}"
    place = text.places[opened.name]
    taken = {line for entry in place.entries if entry.path[0] in _OURS for line in range(entry.first, entry.stop)}
    others = [text.lines[line] for line in range(place.header + 1, place.stop) if line not in taken]
    return "".join((*text.lines[: place.header], _ended(text.lines[place.header]), *ours, *others, *text.lines[place.stop :]))


def _ended(line: str) -> str:
    return line if not line or line.endswith("\n") else f"{line}\n"


def _changes(steps: Sequence[Step]) -> list[str]:
    """Return the changes, one a line, so that git merges what two people changed."""
    if not steps:
        return ["changes = []\n"]
    return ["changes = [\n", *(f"    {_text(('' if step.on else OFF) + step.text)},\n" for step in steps), "]\n"]


def _text(text: str) -> str:
    """Return a text for TOML, without escapes where it can be: names stand in double quotes in most changes."""
    return f"'{text}'" if "'" not in text and text.isprintable() else inline_text(text)
