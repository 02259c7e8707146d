"""Rows of another program beside the rows of a plan: which are new, what they change, and what is doubtful; then the plan with them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from random import Random, SystemRandom
from typing import TYPE_CHECKING, Any, Final, Literal

from abmtui.plan.edits import rows_of
from abmtui.plan.given import Given, Read, reading
from abmtui.plan.ids import new_id
from abmtui.plan.model import KINDS, Plan, field_specs
from abmtui.plan.references import settled
from abmtui.plan.values import text_of, value_of
from abmtui.wording import cleaned, folded

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from abmtui.plan.model import FieldSpec, Row

State = Literal["new", "changed", "unchanged", "doubtful"]
Key = tuple[str, ...]

NEW_ROW: Final = "+"
"""The answer that a given row is a new one, whatever it resembles; no row has this id."""

KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "stakeholder": ("name",),
    "channel": ("audience", "channel", "when"),
    "flag": ("type", "raised"),
    "goal": ("name",),
    "touch": ("date", "topic"),
    "note": ("text", "date"),
    "score": ("criterion", "date"),
    "offering": ("name",),
    "gate": ("name",),
    "dismissal": ("type", "evidence", "date"),
}
"""Kind -> the fields that tell its rows apart where no id does."""
_CALLED: Final = 40
"""Letters of a row's title by which a candidate is told."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person decided about a doubtful row."""

    row: str = ""
    """The id of the plan's row that is meant, or `NEW_ROW`."""
    without: frozenset[str] = frozenset()
    """Fields that are left as they are."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a given row is left out until somebody decides."""

    field: str
    """The field meant; empty for the row as a whole."""
    value: str
    """The text that stands in the file."""
    why: str
    candidates: tuple[tuple[str, str], ...] = ()
    """Rows that may be meant: (id, words)."""


@dataclass(frozen=True, slots=True)
class Matched:
    """One given row and what it does to the plan."""

    given: Given
    row: str
    """The id of the plan's row; empty for a new one."""
    values: Mapping[str, Any] = field(default_factory=dict)
    """What a new row says, or what is to change in an old one, by field."""
    before: Mapping[str, Any] = field(default_factory=dict)
    """What stands there now, for the fields of `values` of an old row."""
    doubts: tuple[Doubt, ...] = ()
    assumed: tuple[str, ...] = ()
    """What was read under an assumption, a sentence each."""
    repeats: int = 0
    """The line of the given row that says the same already; 0 for none."""
    title: str = ""
    """What the row is called."""
    said: tuple[tuple[str, str, str], ...] = ()
    """`values` as they are read: (label, old, new); old is empty in a new row."""

    @property
    def state(self) -> State:
        """Whether it is new, changes something, changes nothing, or is doubtful."""
        if self.doubts:
            return "doubtful"
        if self.repeats or (self.row and not self.values):
            return "unchanged"
        return "changed" if self.row else "new"


@dataclass(frozen=True, eq=False)
class _Ground:
    """What all given rows of one plan and kind are matched against."""

    plan: Plan
    kind: str
    today: dt.date
    specs: Mapping[str, FieldSpec]
    rows: Mapping[str, Row]
    keys: Mapping[str, Key]
    """Row id -> its key, the title behind it."""


def matched(plan: Plan, kind: str, givens: Sequence[Given], today: dt.date, answers: Mapping[int, Answer] | None = None) -> tuple[Matched, ...]:
    """Return what each given row does to the plan, in their order; `answers` are by line."""
    answers = answers or {}
    specs = field_specs(KINDS[kind].row)
    rows = {row.id: row for row in rows_of(plan, kind)}
    names = (*KEYS[kind], KINDS[kind].title_field)
    ground = _Ground(plan, kind, today, specs, rows, {row_id: tuple(_part(getattr(row, name)) for name in names) for row_id, row in rows.items()})
    read = {place: reading(given, kind, plan, givens, today) for place, given in enumerate(givens)}
    targets = _targets(ground, givens, read, answers)
    return tuple(_matched(ground, given, read[place], targets[place], answers.get(given.line, Answer())) for place, given in enumerate(givens))


def taken(plan: Plan, kind: str, found: Iterable[Matched], chance: Random | None = None) -> Plan:
    """Return the plan with the rows that are new and the fields that changed; what is doubtful is left out."""
    spec = KINDS[kind]
    rows: dict[str, Row] = {row.id: row for row in rows_of(plan, kind)}
    for one in found:
        if one.state == "new":
            row_id = new_id(spec.prefix, rows, chance or SystemRandom())
            rows[row_id] = replace(spec.row(), id=row_id, **one.values)
        elif one.state == "changed":
            row = rows[one.row]
            kept = {key: value for key, value in row.extra.items() if key not in one.values}
            rows[one.row] = replace(row, **{**one.values, "extra": kept})
    new = tuple(rows.values())
    if new == rows_of(plan, kind):
        return plan
    changed: dict[str, Any] = {spec.attribute: new}
    return settled(replace(plan, **changed))


# Which row is meant


@dataclass(frozen=True, slots=True)
class _Target:
    """The plan's row that a given row means: an id, empty for a new one; or why that is open."""

    row: str = ""
    doubt: Doubt | None = None
    repeats: int = 0


def _targets(ground: _Ground, givens: Sequence[Given], read: Mapping[int, Read], answers: Mapping[int, Answer]) -> dict[int, _Target]:
    """Return what each given row means, by its place: by a person's answer, by id, by key and title, by key alone."""
    found: dict[int, _Target] = {}
    for place, given in enumerate(givens):
        answer = answers.get(given.line, Answer()).row
        if answer == NEW_ROW:
            found[place] = _Target()
        elif row := next((row for row in (answer, given.row) if row in ground.rows), ""):
            found[place] = _Target(row)
    claimed = {target.row for target in found.values()} - {""}
    said = {_key(ground, given, read[place]): place for place, given in reversed([*enumerate(givens)]) if place in found}
    for with_title in (True, False):
        for place, given in enumerate(givens):
            if place in found:
                continue
            key = _key(ground, given, read[place])
            if with_title and (not any(key) or key in said):
                found[place] = _again(given, givens[said[key]] if any(key) else None, ground)
                continue
            said.setdefault(key, place)
            target = _by_key(ground, given, key, claimed, with_title=with_title)
            if target is not None:
                found[place] = target
                claimed.add(target.row)
    return found


def _again(given: Given, before: Given | None, ground: _Ground) -> _Target:
    """Return what is made of a row without a key, or of one that an earlier line has named already."""
    if before is None:
        labels = " or ".join(ground.specs[name].label.lower() for name in KEYS[ground.kind])
        return _Target(doubt=Doubt(KEYS[ground.kind][0], "", f"it has no {labels}; write one into the file"))
    if given.texts == before.texts:
        return _Target(repeats=before.line)
    title = given.texts.get(KINDS[ground.kind].title_field, "")
    why = f"line {before.line} is called the same and says other things; leave one of them out, or give it another name"
    return _Target(doubt=Doubt("", title, why, ((NEW_ROW, "add it as a row of its own"),)))


def _by_key(ground: _Ground, given: Given, key: Key, claimed: set[str], *, with_title: bool) -> _Target | None:
    """Return the row that has the key, among those that no other given row means; None while a row without the same title may still come."""
    names = (*KEYS[ground.kind], KINDS[ground.kind].title_field)
    told = [place for place, name in enumerate(names) if (name in given.columns or name in given.texts) and (with_title or place < len(names) - 1)]
    alike = [row_id for row_id, its in ground.keys.items() if row_id not in claimed and all(its[place] == key[place] for place in told)]
    if len(alike) > 1:
        words = tuple((row_id, _called(ground, row_id)) for row_id in alike)
        why = f"{len(alike)} rows of the plan may be meant; give the row's id in a column `id`, or choose one on the screen"
        return _Target(doubt=Doubt("", given.texts.get(names[-1], ""), why, (*words, (NEW_ROW, "add it as a new row"))))
    if alike:
        return _Target(alike[0])
    return None if with_title else _Target()


def _called(ground: _Ground, row_id: str) -> str:
    row = ground.rows[row_id]
    names = dict.fromkeys((KINDS[ground.kind].title_field, *KEYS[ground.kind]))
    words = (text_of(getattr(row, name), ground.specs[name], ground.plan)[:_CALLED] for name in names)
    return f"{row_id}: {' · '.join(word for word in words if word)}"


def _key(ground: _Ground, given: Given, read: Read) -> Key:
    """Return the parts of a given row's key and its title; a value that could not be read counts as its text."""
    names = (*KEYS[ground.kind], KINDS[ground.kind].title_field)
    return tuple(_part(given.texts.get(name, "") if name in read.unread else read.values.get(name)) for name in names)


def _part(value: Any) -> str:
    return "" if value is None else " ".join(folded(str(value)).split())


# What it changes


def _matched(ground: _Ground, given: Given, read: Read, target: _Target, answer: Answer) -> Matched:
    if target.doubt is not None or target.repeats:
        return Matched(given, "", doubts=() if target.doubt is None else (target.doubt,), repeats=target.repeats, title=_title(ground, None, given))
    row = ground.rows.get(target.row)
    asked = [name for name in given.texts if name not in answer.without and not _says(ground, row, given, name, read)]
    doubts = tuple(Doubt(name, given.texts[name], read.unread[name]) for name in asked if name in read.unread)
    values = {name: read.values[name] for name in asked if name in read.values}
    before = {} if row is None else {name: getattr(row, name) for name in values}
    assumed = tuple(words for name, words in read.assumed.items() if name in values)
    specs, plan = ground.specs, ground.plan
    said = tuple((specs[name].label, text_of(before.get(name), specs[name], plan), text_of(value, specs[name], plan)) for name, value in values.items())
    return Matched(given, target.row, values, before, doubts, assumed, title=_title(ground, row, given), said=said)


def _title(ground: _Ground, row: Row | None, given: Given) -> str:
    """Return what a row is called: its title, else what else tells it."""
    names = dict.fromkeys((KINDS[ground.kind].title_field, *KEYS[ground.kind]))
    texts = (given.texts.get(name, "") if row is None else text_of(getattr(row, name), ground.specs[name], ground.plan) for name in names)
    return next((text for text in texts if text), "")


def _says(ground: _Ground, row: Row | None, given: Given, name: str, read: Read) -> bool:
    """Whether the row says already what the file says, be it as a text that the field cannot hold; a new row says nothing where the cell is empty."""
    if row is None:
        return not given.texts[name]
    spec, now = ground.specs[name], getattr(row, name)
    written = text_of(now, spec, ground.plan)
    text = given.texts[name]
    if name in row.extra:
        return text == str(row.extra[name])
    if text in (written, cleaned(written).strip()) or (name in read.values and read.values[name] == now):
        return True
    # A plan written by hand may hold blanks and marks that no typed text can have.
    return name in read.values and read.values[name] == value_of(written, spec, ground.plan, ground.today)[0]
