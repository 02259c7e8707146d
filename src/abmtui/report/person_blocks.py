"""What is held of a person, in words and as data: every place, what may mean the person and may not, and what cannot be reached from here."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from abmtui.plan.erasure import COMMENT, UNKNOWN_KEYS
from abmtui.plan.model import field_specs
from abmtui.plan.row_kinds import Stakeholder
from abmtui.report.blocks import Block
from abmtui.report.change_words import NOTHING, change_lines, label, names_in, one_line, row_words
from abmtui.report.plan_blocks import cell
from abmtui.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from abmtui.plan.erasure import Place
    from abmtui.store.erasing import LogLine
    from abmtui.workspace.erasing import Found, Held

_NEAR: Final = 40
"""Letters shown on each side of a word in a long text."""


def erasure_blocks(chosen: Sequence[Held], found: Found, beyond: Sequence[str]) -> tuple[Block, ...]:
    """Return what erasing would change, what it would leave though it may mean the person, and what it cannot reach."""
    blocks = [block for one in chosen for block in _of_account(one)]
    beside = [f"{path}: the name becomes [erased]" for path in found.files]
    beside += [f"{counted(found.steps, 'line')} of what can be undone and made again"] if found.steps else []
    blocks.append(Block("Beside the plans", (*beside, "the roll-up is made anew, files that killed saves left are removed")))
    doubtful = [f"{one.name} · {_where(place, one)}: {place.becomes}  in  {_around(place)}" for one in chosen for place in one.doubtful]
    if doubtful:
        blocks.append(Block("May mean the person: left as it is, unless named with --also TEXT", tuple(doubtful)))
    mentioned = [line for one in found.held if one not in chosen for line in _mentioned(one)]
    if mentioned:
        blocks.append(Block("Mentioned in other accounts: left as it is, unless named with --account ACCOUNT", tuple(mentioned)))
    blocks.append(Block("Out of reach", tuple(beyond)))
    return tuple(blocks)


def _of_account(one: Held) -> Iterator[Block]:
    head = f"{one.name}{f' ({one.account})' if one.account else ''}"
    if one.refused:
        yield Block(head, (f"cannot be changed: {one.refused}",))
    where = one.file.path.name if one.file is not None else "the plan is gone; its history is left"
    yield Block(f"{head} · {where}", tuple(_place_line(place, one) for place in one.places) or ("the plan does not name the person",))
    if one.history:
        yield Block(f"{head} · history {one.log.name}", tuple(_log_line(line, one) for line in one.history))
    if one.drafts:
        yield Block(f"{head} · drafts", tuple(f"{draft.path}: what is not saved since {draft.when:%Y-%m-%d %H:%M}" for draft in one.drafts))


def _names(one: Held) -> dict[str, str]:
    said = [change for line in one.history for change in line.changes]
    return names_in(None if one.file is None else one.file.plan, said)


def _where(place: Place, one: Held) -> str:
    """Return a place in the account's words."""
    field = {COMMENT: "comment or unread line", UNKNOWN_KEYS: "keys that this version does not know"}.get(place.field) or label(place.kind, place.field)
    return f"{row_words(place.kind, place.row_id, _names(one))} ({place.row_id}) · {field}" if place.kind else field


def _place_line(place: Place, one: Held) -> str:
    if place.kind and not place.field:
        row = next((row for row in one.rows if row.id == place.row_id), None)
        filled = sum(bool(getattr(row, name)) for name in field_specs(Stakeholder)) if row is not None else 0
        return f"{row_words(place.kind, place.row_id, _names(one))} ({place.row_id}): the whole row, {filled} fields"
    names = _names(one)
    return f"{_where(place, one)}: {_words(place.was, names)} → {_words(place.becomes, names)}"


def _words(text: str, names: Mapping[str, str]) -> str:
    """Return a value on one line, ids as names."""
    return one_line(", ".join(names.get(part, part) for part in text.split(", "))) or NOTHING


def _around(place: Place) -> str:
    """Return the text around the doubtful word, cut at both ends where it is long."""
    text = one_line(place.was)
    at = max(text.find(place.becomes.split(", ")[0]), 0)
    start, end = max(at - _NEAR, 0), at + len(place.becomes) + _NEAR
    return f"{'…' * (start > 0)}{text[start:end]}{'…' * (end < len(text))}"


def _log_line(line: LogLine, one: Held) -> str:
    told = "; ".join(change_lines(line.changes, _names(one)))
    whole = "a whole text, its author or a torn line" if line.whole else ""
    return f"line {line.number}{f', {line.when}' if line.when else ''}: {' and '.join(part for part in (told, whole) if part)}"


def _mentioned(one: Held) -> Iterator[str]:
    for place in one.places:
        yield f"{one.name}{f' ({one.account})' if one.account else ''} · {_where(place, one)}: {one_line(place.was)}"
    if one.history:
        yield f"{one.name} · history {one.log.name}: {len(one.history)} line{'s' * (len(one.history) > 1)}"
    if one.drafts:
        yield f"{one.name} · {len(one.drafts)} draft{'s' * (len(one.drafts) > 1)}"


# What is held, for the person who asks for it


def held_blocks(found: Found) -> tuple[Block, ...]:
    """Return all that is held of a person, account by account: the rows, then every other place, then the history."""
    blocks: list[Block] = []
    for one in found.held:
        names = _names(one)
        head = f"{one.name}{f' ({one.account})' if one.account else ''}"
        for row in one.rows:
            filled = ((spec.label, cell(getattr(row, name), names)) for name, spec in field_specs(Stakeholder).items())
            blocks.append(Block(f"{head} · stakeholder {row.id}", columns=("Field", "Value"), rows=tuple(pair for pair in filled if pair[1]), numbers=False))
        rest = tuple(f"{_where(place, one)}: {_words(place.was, names)}" for place in one.places if place.field)
        if rest:
            blocks.append(Block(f"{head} · named in {'the plan' if one.stands else 'a plan where nobody of that name is a stakeholder'}", rest))
        if one.history:
            blocks.append(Block(f"{head} · history", tuple(_log_line(line, one) for line in one.history)))
        if one.drafts:
            blocks.append(Block(f"{head} · drafts", tuple(str(draft.path) for draft in one.drafts)))
    if found.files:
        blocks.append(Block("Beside the plans", tuple(map(str, found.files))))
    return tuple(blocks)


def held_data(found: Found) -> dict[str, Any]:
    """Return all that is held of a person as values that JSON holds."""
    return {"person": found.name, "accounts": [_account_data(one) for one in found.held], "files": [str(path) for path in found.files]}


def _account_data(one: Held) -> dict[str, Any]:
    return {
        "account": one.account,
        "name": one.name,
        "file": str(one.file.path) if one.file is not None else "",
        "stakeholder": [_plain(asdict(row)) for row in one.rows],
        "places": [_place_data(place, one) for place in one.places if place.field],
        "may_mean_the_person": [_place_data(place, one) for place in one.doubtful],
        "history": [
            {"line": line.number, "when": line.when, "changes": [_plain(asdict(change)) for change in line.changes], "whole_text": line.whole}
            for line in one.history
        ],
        "drafts": [str(draft.path) for draft in one.drafts],
    }


def _place_data(place: Place, one: Held) -> dict[str, str]:
    return {"kind": place.kind, "row": place.row_id, "field": place.field, "where": _where(place, one), "text": place.was}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def counted_places(chosen: Iterable[Held]) -> int:
    """Return how many places an erasure changes."""
    return sum(len(one.places) + len(one.history) + len(one.drafts) for one in chosen)
