"""A person taken out of a plan: the row, every reference to it, the name in every text; and each place where that happens."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from abmtui.plan.changes import ORDER, Change, changes
from abmtui.plan.document import Document, parse
from abmtui.plan.edits import rows_of
from abmtui.plan.line_map import lines_of
from abmtui.plan.model import KINDS, Plan, field_specs
from abmtui.plan.persons import ERASED, Person, doubtful, is_name_of, nested, redacted, rows_of_person, spans
from abmtui.plan.rewriting import same

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from abmtui.plan.model import FieldSpec, Row

PERSON: Final = "stakeholder"
UNKNOWN_KEYS: Final = "further keys"
"""Where a place is in keys that this version does not know."""
COMMENT: Final = "comment"


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a plan where a person stands."""

    kind: str
    """Kind of the row; empty for the plan's own fields and for comments."""
    row_id: str
    field: str
    """The field's name, `UNKNOWN_KEYS`, `COMMENT`, or empty for the person's whole row."""
    was: str
    becomes: str = ""


def without_person(plan: Plan, person: Person) -> Plan:
    """Return the plan without the person: no row, no reference to it, `[erased]` for the name in texts. Ids and the account's name stay."""
    person = replace(person, ids=person.ids | {row.id for row in rows_of_person(plan, person)})
    new: dict[str, Any] = _fields(plan, person, Plan)
    for kind in KINDS.values():
        rows = rows_of(plan, kind.name)
        kept = tuple(_row(row, person, kind.row) for row in rows if kind.name != PERSON or row.id not in person.ids)
        if len(kept) != len(rows) or any(one is not other for one, other in zip(kept, rows, strict=True)):
            new[kind.attribute] = kept
    return replace(plan, **new) if new else plan


def _row(row: Row, person: Person, owner: type[Row]) -> Row:
    new = _fields(row, person, owner)
    return replace(row, **new) if new else row


def _fields(holder: Plan | Row, person: Person, owner: type[Any]) -> dict[str, Any]:
    """Return the fields that say something else without the person."""
    new = {}
    for name, spec in field_specs(owner).items():
        value = getattr(holder, name)
        if isinstance(value, str | tuple) and value and not _anothers_name(owner, name):
            said = without_in_value(value, spec, person)
            if said != value:
                new[name] = said
    extra = nested(dict(holder.extra), person)
    return new if same(extra, dict(holder.extra)) else {**new, "extra": extra}


def _anothers_name(owner: type[Any], field: str) -> bool:
    """Return whether a field is what another person is called: "Mika" must not take the first name of Mika Salo."""
    return owner is KINDS[PERSON].row and field == KINDS[PERSON].title_field


def without_in_value(value: Any, spec: FieldSpec, person: Person) -> Any:
    """Return a field's value without the person: where only people of the plan are welcome nothing is left, elsewhere `[erased]`."""
    if isinstance(value, list | tuple):
        items = (_item(item, spec, person) if isinstance(item, str) else item for item in value)
        return type(value)(dict.fromkeys(item for item in items if item != "")) if any(_touched(item, spec, person) for item in value) else value
    return _item(value, spec, person) if isinstance(value, str) else value


def _touched(item: Any, spec: FieldSpec, person: Person) -> bool:
    return isinstance(item, str) and _item(item, spec, person) != item


def _item(text: str, spec: FieldSpec, person: Person) -> str:
    if spec.shape not in {"person", "people"}:
        return redacted(text, person)
    if text in person.ids or is_name_of(text, person):
        return ERASED if spec.free else ""
    return redacted(text, person)


def without_in_changes(said: Iterable[Change], person: Person) -> tuple[Change, ...]:
    """Return the changes of a history line without the person; what then changes nothing is left out. Values may be as JSON holds them."""
    kept = []
    for change in said:
        if change.kind == PERSON and change.row_id in person.ids:
            continue
        new = _changed(change, person)
        if new == change or new.before != new.after:
            kept.append(new)
    return tuple(kept)


def _changed(change: Change, person: Person) -> Change:
    if change.field == ORDER and change.kind:
        before, after = (_ids_left(value, person, change.kind) for value in (change.before, change.after))
        return replace(change, before=before, after=after)
    if not change.kind and change.field in {"id", "name"}:
        return change
    owner: type[Any] = KINDS[change.kind].row if change.kind in KINDS else Plan
    spec = field_specs(owner).get(change.field)
    make: Callable[[Any], Any] = (lambda value: nested(value, person)) if spec is None else (lambda value: without_in_value(value, spec, person))
    return replace(change, before=make(change.before), after=make(change.after))


def _ids_left(value: Any, person: Person, kind: str) -> Any:
    return [row_id for row_id in value if row_id not in person.ids] if kind == PERSON and isinstance(value, list) else value


def ids_in_changes(said: Iterable[Change], person: Person) -> frozenset[str]:
    """Return the ids of rows that were called as the person is."""
    named = (change for change in said if change.kind == PERSON and change.field == KINDS[PERSON].title_field)
    return frozenset(change.row_id for change in named if any(isinstance(value, str) and is_name_of(value, person) for value in (change.before, change.after)))


# Where the person stands


def places(plan: Plan, person: Person) -> tuple[Place, ...]:
    """Return each place that `without_person` changes: the person's rows, then fields in the plan's order, then unknown keys."""
    gone = {row.id: row for row in rows_of_person(plan, person)}
    new = without_person(plan, person)
    rows = [Place(PERSON, row_id, "", row.name) for row_id, row in gone.items()]
    fields = [
        Place(change.kind, change.row_id, change.field, said_in(change.before), said_in(change.after))
        for change in changes(plan, new)
        if not (change.kind == PERSON and change.row_id in gone)
    ]
    return (*rows, *fields, *_unknown(plan, new))


def _unknown(plan: Plan, new: Plan) -> Iterator[Place]:
    for kind, row_id, one in _holders(plan):
        other = next((holder for other_kind, other_id, holder in _holders(new) if (other_kind, other_id) == (kind, row_id)), None)
        if other is not None and not same(one.extra, other.extra):
            yield Place(kind, row_id, UNKNOWN_KEYS, str(dict(one.extra)), str(dict(other.extra)))


def doubtful_places(plan: Plan, person: Person) -> tuple[Place, ...]:
    """Return where a plan, the person taken out, has words that may still mean them; `was` is the text, `becomes` the words."""
    return tuple(
        Place(kind, row_id, field, text, ", ".join(words))
        for kind, row_id, field, text in texts(without_person(plan, person))
        if (words := (*(text[start:end] for start, end in spans(text, person)), *doubtful(text, person)))
    )


def mentions(plan: Plan, person: Person) -> tuple[Place, ...]:
    """Return the texts of a plan that name the person."""
    return tuple(Place(kind, row_id, field, text) for kind, row_id, field, text in texts(plan) if spans(text, person))


def texts(plan: Plan) -> Iterator[tuple[str, str, str, str]]:
    """Yield every text of a plan as (kind, row's id, field, text); the account's id and name are no texts of it."""
    for kind, row_id, holder in _holders(plan):
        for name in field_specs(type(holder)):
            value = getattr(holder, name)
            for item in value if isinstance(value, tuple) else (value,):
                if isinstance(item, str) and item:
                    yield kind, row_id, name, item
        if holder.extra:
            yield kind, row_id, UNKNOWN_KEYS, str(dict(holder.extra))


def _holders(plan: Plan) -> Iterator[tuple[str, str, Plan | Row]]:
    yield "", "", plan
    for kind in KINDS:
        for row in rows_of(plan, kind):
            yield kind, row.id, row


def said_in(value: Any) -> str:
    """Return a value of a change as text: lists with commas, nothing for None."""
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


# The text of a plan's file


def text_without(text: str, person: Person, file: str = "") -> str:
    """Return a plan's text without the person, comments included; of a text that is no plan, the text with the name erased.

    Raises CannotWriteError where the plan cannot go back into its text.
    """
    document = _values_without(text, person, file)
    if document is None:
        return redacted(text, person)
    lines = lines_of(document.text)
    for place, line in _beside_values(document, person).items():
        lines[place] = line
    return "".join(lines)


def comment_places(text: str, person: Person) -> tuple[Place, ...]:
    """Return the lines of a plan's file that name the person where no value stands. Raises as `text_without` does."""
    document = _values_without(text, person, "")
    if document is None:
        return ()
    lines = lines_of(document.text)
    return tuple(Place("", "", COMMENT, lines[place].strip(), line.strip()) for place, line in _beside_values(document, person).items())


def _values_without(text: str, person: Person, file: str) -> Document | None:
    """Return the text with the person taken out of its values; None when it is no plan."""
    parsed = parse(text, file)
    if parsed.broken:
        return None
    person = replace(person, ids=person.ids | {row.id for row in rows_of_person(parsed.plan, person)})
    document = replace(parsed.document, read_only="")
    wanted = without_person(document.plan, person)
    if wanted is document.plan:
        return document
    # A file that refers by name to a row that is gone keeps the name; after the first writing it names nobody and is erased as a text.
    document = replace(document.rewritten(wanted).document, read_only="")
    return document.rewritten(without_person(document.plan, person)).document


def _beside_values(document: Document, person: Person) -> dict[int, str]:
    """Return the lines, by place from 0, that name the person and can say less while the plan stays what it is: those with comments."""
    lines = lines_of(document.text)
    found: dict[int, str] = {}
    for place, line in enumerate(lines) if spans(document.text, person) else ():
        if spans(line, person):
            tried = "".join((*lines[:place], redacted(line, person), *lines[place + 1 :]))
            again = parse(tried, document.file)
            if not again.broken and same(again.plan, document.plan):
                found[place] = redacted(line, person)
    return found
