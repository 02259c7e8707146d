"""Who is enrolled in which DRM programme, beside whom the entry rules fit: in words and rows, and for JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from abmtui.plan.vocabulary import DRM_PROGRAMMES
from abmtui.portfolio import columns as col
from abmtui.report.blocks import LONGEST_LIST, Block
from abmtui.review import drm, past
from abmtui.wording import counted

if TYPE_CHECKING:
    from abmtui.workspace.reviewed import Reviewed

_NAMED: Final = 6
"""Accounts named of each programme."""
_ENROLLED: Final = "enrolled"


@dataclass(frozen=True, eq=False)
class Enrolment:
    """One DRM programme: the accounts in view by whether they are enrolled and whether its rule fits; each frame has id and name."""

    programme: str
    enrolled: pl.DataFrame
    against: pl.DataFrame | None
    """Enrolled though the rule says no; None where there is no rule."""
    missing: pl.DataFrame | None
    """Not enrolled though the rule fits; None where there is no rule."""


def enrolments(reviewed: Reviewed) -> tuple[Enrolment, ...]:
    """Return the programmes with their accounts in view, of every kind: prospects are enrolled too."""
    ground = reviewed.standing.ground
    table = ground.table
    said = table[_ENROLLED] if _ENROLLED in table.columns else pl.Series(_ENROLLED, [None], dtype=pl.List(pl.String)).new_from_index(0, table.height)
    accounts = table.select(col.ID, col.NAME).with_columns(said, past.drm_frame(ground)[drm.BELONGS])
    seen = accounts if reviewed.measured.mask is None else accounts.filter(reviewed.measured.mask)
    return tuple(_enrolment(seen, name) for name in DRM_PROGRAMMES)


def _enrolment(accounts: pl.DataFrame, programme: str) -> Enrolment:
    inside = accounts[_ENROLLED].list.contains(programme).fill_null(value=False)
    fits = drm.fits(accounts[drm.BELONGS], programme)
    against, missing = (accounts.filter(inside & ~fits), accounts.filter(~inside & fits)) if programme in drm.PROGRAMMES else (None, None)
    return Enrolment(programme, accounts.filter(inside), against, missing)


def enrolment_block(found: tuple[Enrolment, ...]) -> Block:
    """Return a row a programme, with the first accounts that are enrolled; where nobody is, how one is."""
    heading, about = "Enrolled in DRM programmes", ("drm_programmes",)
    if not any(one.enrolled.height for one in found):
        return Block(heading, ("No plan says that an account is enrolled: E on the accounts enrols those marked, as `abmtui plan enrol` does.",), about=about)
    against = sum(one.against.height for one in found if one.against is not None)
    said = (f"{counted(against, 'enrolment')} though the rule says no: look whether it is still wanted.",) if against else ()
    rows = tuple((one.programme.capitalize(), f"{one.enrolled.height:,}", _count(one.against), _count(one.missing), _names(one)) for one in found)
    return Block(heading, said, ("Programme", "Enrolled", "Rule says no", "Fits, not enrolled", "Who is enrolled"), rows, numbers=False, about=about)


def _count(accounts: pl.DataFrame | None) -> str:
    return "no rule" if accounts is None else f"{accounts.height:,}"


def _names(one: Enrolment) -> str:
    """Return the first who are enrolled; those whom the rule does not fit carry a mark."""
    against = set() if one.against is None else set(one.against[col.ID])
    first = [f"{name} (rule says no)" if account in against else name for account, name in one.enrolled.head(_NAMED).select(col.ID, col.NAME).iter_rows()]
    more = one.enrolled.height - len(first)
    return "; ".join((*first, *((f"{more:,} more",) if more > 0 else ())))


def enrolment_data(found: tuple[Enrolment, ...]) -> dict[str, Any]:
    """Return the same by programme; lists are the first twenty, counts are of all."""
    return {
        one.programme: {
            "enrolled": one.enrolled.height,
            "rule_says_no": None if one.against is None else one.against.height,
            "fits_not_enrolled": None if one.missing is None else one.missing.height,
            "enrolled_accounts": _listed(one.enrolled),
            "rule_says_no_accounts": _listed(one.against),
            "fits_not_enrolled_accounts": _listed(one.missing),
        }
        for one in found
    }


def _listed(accounts: pl.DataFrame | None) -> list[dict[str, str]]:
    return [] if accounts is None else accounts.head(LONGEST_LIST).select(col.ID, col.NAME).to_dicts()
