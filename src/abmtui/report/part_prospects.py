"""Prospects and partners: the part of a review in words, rows and JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import polars as pl

from abmtui.portfolio import columns as col
from abmtui.portfolio.kinds import of_kind
from abmtui.portfolio.zones import ABM, BAND, TOP, ZONE, band_lines
from abmtui.report.blocks import Block
from abmtui.report.explained import Explained

if TYPE_CHECKING:
    from abmtui.formats import Formats
    from abmtui.workspace.reviewed import Reviewed

LARGEST: Final = 20
SHOWN: Final = 12
"""Prospects in words; JSON has more."""
EXPLAINED: Final = (
    Explained(
        "prospect_potential",
        "Potential of a prospect",
        "points",
        "What the prospect could be worth, by its plan, else by the source. It is in no figure of revenue.",
        "the plan's potential, else the source's",
    ),
    Explained(
        "prospect_zone",
        "Zone of a prospect",
        "count",
        "The zone rule of customers, potential in the place of revenue: prospects of exceptional value stand in zone ABM.",
        "potential against the smallest revenue of the top band and of the middle one",
    ),
)
_PLAN: Final = {True: "yes", False: "none"}


def blocks(reviewed: Reviewed, formats: Formats) -> tuple[Block, ...]:
    """Return the prospects by potential, and the partners counted."""
    prospects, partners = _of_kind(reviewed, col.PROSPECT), _of_kind(reviewed, col.PARTNER)
    if not prospects.height and not partners.height:
        return (Block("Prospects and partners", ("No prospects and no partners: all accounts in view are customers.",)),)
    ranked = prospects.filter(pl.col(col.POTENTIAL) > 0)
    shown = ranked.head(SHOWN)
    rows = tuple(
        (name, formats.number(potential), zone or "", programme or "", _PLAN[planned])
        for name, potential, zone, programme, planned in shown.select(col.NAME, col.POTENTIAL, ZONE, col.PROGRAMME, col.HAS_PLAN).iter_rows()
    )
    sentences = (*_prospects(reviewed, prospects, ranked, formats), *_partners(partners, formats))
    head = ("Prospect", "Potential", "Zone", "Programme", "Plan")
    about = ("prospect_potential", "prospect_zone")
    return (Block("Prospects and partners", sentences, head, rows, accounts=tuple(shown[col.ID]) if rows else (), about=about),)


def data(reviewed: Reviewed) -> dict[str, Any]:
    """Return counts, potentials and the largest prospects; a potential that is not known is null."""
    prospects, partners = _of_kind(reviewed, col.PROSPECT), _of_kind(reviewed, col.PARTNER)
    ranked = prospects.filter(pl.col(col.POTENTIAL) > 0)
    listed = ranked.head(LARGEST).select(col.ID, col.NAME, col.POTENTIAL, BAND, ZONE, col.PROGRAMME, col.HAS_PLAN)
    return {
        "prospects": prospects.height,
        "with_potential": ranked.height,
        "potential": float(ranked[col.POTENTIAL].sum()) if ranked.height else None,
        "with_plan": int(prospects[col.HAS_PLAN].sum()),
        "zones": dict(sorted(prospects[ZONE].drop_nulls().cast(pl.String).value_counts().iter_rows())),
        "partners": partners.height,
        "partners_with_plan": int(partners[col.HAS_PLAN].sum()),
        "ranked": listed.to_dicts(),
    }


def _of_kind(reviewed: Reviewed, kind: str) -> pl.DataFrame:
    """Return the accounts of a kind in view, largest potential first: id, name, potential, band, zone, programme, has_plan."""
    whole = reviewed.standing.beside((BAND, ZONE))
    known = reviewed.book.basis.potential
    potential = pl.Series([None], dtype=pl.Float64).new_from_index(0, whole.height) if known is None else known
    planned = whole[col.HAS_PLAN].fill_null(value=False) if col.HAS_PLAN in whole.columns else pl.Series([False]).new_from_index(0, whole.height)
    frame = whole.select(col.ID, col.NAME, BAND, ZONE, col.PROGRAMME, col.KIND).with_columns(potential.alias(col.POTENTIAL), planned.alias(col.HAS_PLAN))
    inside = of_kind(frame[col.KIND], (kind,))
    mask = reviewed.measured.mask
    return frame.filter(inside if mask is None else inside & mask).sort(col.POTENTIAL, descending=True, nulls_last=True, maintain_order=True)


def _prospects(reviewed: Reviewed, prospects: pl.DataFrame, ranked: pl.DataFrame, formats: Formats) -> list[str]:
    if not prospects.height:
        return ["No prospects."]
    number, currency = formats.number, f"{reviewed.currency} " if reviewed.currency else ""
    count = f"{number(prospects.height)} prospect{'' if prospects.height == 1 else 's'}"
    if not ranked.height:
        return [f"{count}, none with a potential above zero, so none can be ranked."]
    total = float(ranked[col.POTENTIAL].sum())
    unknown = prospects.height - ranked.height
    said = [f"{count}, ranked by potential, together {currency}{number(total)}; they are in no figure of revenue."]
    if unknown:
        said.append(f"{number(unknown)} without a potential, not ranked.")
    if ranked.height > SHOWN:
        said.append(f"The {SHOWN} largest are listed; they hold {formats.percent(float(ranked[col.POTENTIAL].head(SHOWN).sum()) / total)} of the potential.")
    in_top = int((ranked[BAND] == TOP).sum())
    line = band_lines(reviewed.book, reviewed.book.basis.zone_lines).top
    if line is not None and reviewed.book.basis.outside is None:
        said.append(
            f"{number(in_top)} of exceptional value: in the top band, with a potential of {currency}{number(line)} or more, the least that customers there bring."
        )
    without = int((~ranked.filter(pl.col(ZONE) == ABM)[col.HAS_PLAN]).sum())
    if without:
        said.append(f"{number(without)} of zone ABM without a plan.")
    return said


def _partners(partners: pl.DataFrame, formats: Formats) -> list[str]:
    if not partners.height:
        return ["No partners."]
    planned = int(partners[col.HAS_PLAN].sum())
    return [f"{formats.number(partners.height)} partner{'' if partners.height == 1 else 's'}, {formats.number(planned)} with a plan; in no figure of revenue."]
