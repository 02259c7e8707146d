"""What leads nowhere or means nothing in a plan: references to nobody, words of no picklist, values that a field cannot hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from abmtui.plan.edits import rows_of
from abmtui.plan.finding import MISTAKE, Finding
from abmtui.plan.model import KINDS, field_specs
from abmtui.plan.reading import EXPECTED, unknown_word
from abmtui.plan.references import TARGETS, index_for, reference_fields

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from abmtui.plan.finding import Expectations
    from abmtui.plan.model import Plan, Row

_LOOKS_LIKE_ID: Final = re.compile(r"[a-z]-[2-9a-z]{6}")
_LONGEST: Final = 40
"""Letters of a value that are repeated in a sentence."""


def dangling(plan: Plan, _today: dt.date, _expected: Expectations) -> Iterator[Finding]:
    """What a row names is in the plan."""
    known = {shape: index_for(plan, shape).ids for shape in TARGETS}
    for kind in KINDS.values():
        for name, shape in reference_fields(kind.row).items():
            free = field_specs(kind.row)[name].free
            for row in rows_of(plan, kind.name):
                value = getattr(row, name)
                for text in value if isinstance(value, tuple) else (value,):
                    if text and text not in known[shape] and (not free or _LOOKS_LIKE_ID.fullmatch(text)):
                        yield Finding(kind.name, row.id, name, f"{text} is no {TARGETS[shape]} of this plan", MISTAKE, mistake=True)


def unusual_words(plan: Plan, _today: dt.date, _expected: Expectations) -> Iterator[Finding]:
    """A picklist that takes no other words holds one of its own."""
    for kind, row_id, owner in _owners(plan):
        for name, spec in field_specs(type(owner)).items():
            if unknown_word(getattr(owner, name), spec):
                yield Finding(kind, row_id, name, f'"{getattr(owner, name)}" is none of the usual words', MISTAKE, mistake=True)


def unreadable(plan: Plan, _today: dt.date, _expected: Expectations) -> Iterator[Finding]:
    """A field holds what it can hold: an impossible date or an amount in words is kept as it was written, and told."""
    for kind, row_id, owner in _owners(plan):
        specs = field_specs(type(owner))
        for name in owner.extra:
            if name in specs:
                said = str(owner.extra[name])[:_LONGEST]
                what = f'"{said}" cannot be read: it is kept and shown as empty'
                yield Finding(kind, row_id, name, what, f"write {EXPECTED[specs[name].shape]}", mistake=True)


def _owners(plan: Plan) -> Iterator[tuple[str, str, Row | Plan]]:
    """Yield kind, id and value of the plan and of each of its rows."""
    yield "", "", plan
    for kind in KINDS:
        for row in rows_of(plan, kind):
            yield kind, row.id, row
