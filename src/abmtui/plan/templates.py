"""Templates of channel rows: sets of rows for one purpose, inserted into a plan for an audience from a day on."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final

from abmtui.plan import edits
from abmtui.plan.dates import typed_date
from abmtui.plan.model import ChannelRow, field_specs
from abmtui.wording import folded

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from abmtui.plan.model import Plan

KIND: Final = "channel"
ASKED: Final = frozenset({"audience", "goal"})
"""Fields that a template does not hold: they are of the plan it is inserted into."""


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """One row of a template: what it says in the fields of a channel row."""

    fields: Mapping[str, Any]
    """Field of `ChannelRow` -> value; `when` may be an offset from the first day ("+14 d", "+2w"), a cadence in words or a date."""


@dataclass(frozen=True, slots=True)
class Template:
    """Channel rows that belong together."""

    name: str
    purpose: str
    """What it is for: ABM, or a programme of digital relationship management."""
    about: str = ""
    """What it does, in one sentence."""
    rows: tuple[TemplateRow, ...] = field(default=())
    own: bool = False
    """Whether it is the user's and does not come with the program."""


def row(channel: str, when: str, message: str, call_to_action: str = "", **further: Any) -> TemplateRow:
    """Return a row by what every row of the library says, and its further fields."""
    return TemplateRow({"channel": channel, "when": when, "message": message, "call_to_action": call_to_action, **further})


def dated(one: TemplateRow, start: dt.date) -> dt.date | str | None:
    """Return when a row takes place in a plan that begins on a day: an offset is a date, other words stay a cadence."""
    when = one.fields.get("when")
    return (typed_date(when, start) or when or None) if isinstance(when, str) else when


def filled(plan: Plan, template: Template, audience: str, start: dt.date) -> tuple[dict[str, Any], ...]:
    """Return the fields of each row as it would stand in a plan: to the audience, from the first day on, planned.

    Rows of marketing are owned by the plan's marketer, all others by its key account manager; where one is not named, by the other.
    """
    found = []
    for one in template.rows:
        marketing = one.fields.get("side") == "marketing"
        owner = (plan.marketer or plan.owner) if marketing else (plan.owner or plan.marketer)
        found.append({"status": "planned", "owner": owner, **one.fields, "audience": audience, "when": dated(one, start)})
    return tuple(found)


def inserted(plan: Plan, template: Template, audience: str, start: dt.date) -> tuple[Plan, tuple[str, ...]]:
    """Return the plan with the rows of a template behind its own, and their ids; `audience` is a person's id or name, or a persona in words."""
    ids = []
    for values in filled(plan, template, audience, start):
        plan, row_id = edits.add_row(plan, KIND, values)
        ids.append(row_id)
    return plan, tuple(ids)


def meant(templates: Sequence[Template], text: str) -> tuple[Template, ...]:
    """Return the templates that a name or its first letters mean: none, the one, or several; the user's own before those of the program."""
    wanted = folded(text).strip()
    exact = [one for one in templates if folded(one.name) == wanted]
    return tuple(exact[:1] or [one for one in templates if folded(one.name).startswith(wanted)])


def nearest_field(name: str) -> str:
    """Return the field of a template's row that is spelled most alike, or empty."""
    return next(iter(get_close_matches(name, [known for known in field_specs(ChannelRow) if known not in ASKED], 1)), "")


def with_own(library: Sequence[Template], own: Sequence[Template]) -> tuple[Template, ...]:
    """Return the user's templates and those of the program; of the same name, the user's."""
    names = {folded(one.name) for one in own}
    return (*own, *(one for one in library if folded(one.name) not in names))
