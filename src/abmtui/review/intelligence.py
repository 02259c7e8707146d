"""How much of what there is to know about an account its plan says, what is missing by name, and how the account buys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from abmtui.plan.model import Plan, default_of, field_specs
from abmtui.plan.vocabulary import DECIDER_ROLES
from abmtui.portfolio import columns as col
from abmtui.portfolio.scores import LEAST, MOST, plain, plain_criterion

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from abmtui.plan.model import Stakeholder
    from abmtui.portfolio.rules import Rules
    from abmtui.review.standing import Standing

ACCOUNT: Final = "account"
PEOPLE: Final = "people"
SCORES: Final = "scores"
FIELDS: Final = (
    "strategy",
    "pain_points",
    "segment",
    "needs",
    "buying_process",
    "buying_centre",
    "potential",
    "lifetime_value",
    "sales_cycle_months",
    "contract_end",
    "satisfaction",
)
"""The plan's own fields that are asked for; segment, needs and potential may as well stand in the source."""
OF_EACH: Final = ("role", "influence", "support", "topics")
"""What is asked for of each person."""
_IN_SOURCE: Final = (col.SEGMENT, col.NEEDS, col.POTENTIAL)


@dataclass(frozen=True, slots=True)
class Intelligence:
    """What is known of one account."""

    known: int
    asked: int
    missing: tuple[tuple[str, str], ...]
    """Group (account, people, scores) and name of each thing that is not known."""

    @property
    def share(self) -> float:
        """Return the completeness, 0 to 1."""
        return self.known / self.asked


@dataclass(frozen=True, slots=True)
class BuyingStructure:
    """How an account buys: its process, and the people in it, those who left not counted."""

    process: str
    centre: str
    """centralised, decentralised, or empty where the plan does not say."""
    deciders: int
    deciders_reached: int
    influencers: int
    """People with another role in the decision, or with influence on somebody."""
    units: int
    """Units of the account in which deciders sit, as far as they are known."""


def intelligence(plan: Plan, in_source: Collection[str], criteria: Sequence[str]) -> Intelligence:
    """Return what a plan knows; `in_source` names fields that the source has for the account, `criteria` all that are to be scored."""
    said = {name: name in in_source or getattr(plan, name) != default_of(Plan, name) for name in FIELDS}
    lacking = [(ACCOUNT, _label(name)) for name in FIELDS if not said[name]]
    lacking += [(ACCOUNT, "offerings")] if not plan.offerings else []
    lacking += [(PEOPLE, name) for name in _people_missing(plan)]
    there = {plain(score.criterion) for score in plan.scores if score.score is not None and LEAST <= score.score <= MOST}
    lacking += [(SCORES, name) for name in criteria if plain(name) not in there]
    asked = len(FIELDS) + 1 + len(PEOPLE_ASKED) + len(criteria)
    return Intelligence(asked - len(lacking), asked, tuple(lacking))


def criteria_asked(rules: Rules) -> tuple[str, ...]:
    """Return the criteria of both scores that have any weight."""
    return tuple(name for weights in (rules.outside_in, rules.selection) for name, weight in weights.items() if weight > 0)


def intelligence_at(standing: Standing, row: int, plan: Plan) -> Intelligence:
    """Return what is known of the account in that row of the table, by its plan as it stands and by the source."""
    table = standing.ground.table
    in_source = {name for name in _IN_SOURCE if name in table.columns and table[name][row] not in {None, ""}}
    return intelligence(plan, in_source, criteria_asked(standing.ground.rules))


PEOPLE_ASKED: Final = ("a decider", "a champion", "every decider reached", *(f"{name} of each person" for name in OF_EACH))
"""What is asked for of the people of an account, in words."""


def _label(name: str) -> str:
    """Return what a field is called in a list of things, without its unit."""
    return field_specs(Plan)[name].label.split(",")[0].lower()


def _people_missing(plan: Plan) -> list[str]:
    here = [person for person in plan.stakeholders if not person.left]
    deciders = [person for person in here if person.role in DECIDER_ROLES]
    said = [bool(deciders), any(person.role == "champion" for person in here), bool(deciders) and all(map(_reached, deciders))]
    said += [bool(here) and all(getattr(person, name) for person in here) for name in OF_EACH]
    return [name for name, known in zip(PEOPLE_ASKED, said, strict=True) if not known]


def _reached(person: Stakeholder) -> bool:
    return person.reached_by in _REACHED


_REACHED: Final = ("sales", "marketing", "both")


def buying_structure(plan: Plan) -> BuyingStructure:
    """Return how an account buys, by its plan."""
    here = [person for person in plan.stakeholders if not person.left]
    deciders = [person for person in here if person.role in DECIDER_ROLES]
    influencers = [person for person in here if person.role not in DECIDER_ROLES and (person.role or person.influences)]
    units = {person.unit for person in deciders if person.unit}
    return BuyingStructure(plan.buying_process, plan.buying_centre, len(deciders), sum(map(_reached, deciders)), len(influencers), len(units))


def structure_said(structure: BuyingStructure) -> str:
    """Return a buying structure in words; empty where nothing is known."""
    people = []
    if structure.deciders:
        people.append(f"{structure.deciders} decider{'s' * (structure.deciders > 1)} ({structure.deciders_reached} reached)")
    if structure.influencers:
        people.append(f"{structure.influencers} influencer{'s' * (structure.influencers > 1)}")
    centre = structure.centre or (f"deciders in {structure.units} units: looks decentralised" if structure.units > 1 else "")
    return ", ".join(part for part in (structure.process, centre, *people) if part)


def intelligence_of(standing: Standing) -> pl.DataFrame:
    """Return one row an account with a plan: row (of the table), intelligence (0 to 1), deciders, influencers, and `missing`, names by group.

    The same as `intelligence` and `buying_structure` for all plans at once; `missing` is a list of texts in the order of the groups.
    """
    ground = standing.ground
    if col.HAS_PLAN not in ground.table.columns:
        return pl.DataFrame(schema=_FOUND)
    # Only what is asked for, before a few plans are picked out of a million accounts.
    asked = [name for field in FIELDS for name in (f"plan_{field}", field) if name in ground.table.columns]
    plans = ground.table.select(col.ID, col.HAS_PLAN, *asked).with_row_index("row").filter(pl.col(col.HAS_PLAN)).rename({col.ID: "account_id"})
    criteria = criteria_asked(ground.rules)
    joined = plans.select("row", "account_id", *_fields_known(plans))
    for part in (_people_of(ground.frames.get("stakeholders")), _owners_of(ground.frames.get("offerings")), _scored_of(ground.frames.get("scores"), criteria)):
        joined = joined.join(part, on="account_id", how="left", maintain_order="left")
    labels = {**{name: _label(name) for name in FIELDS}, "offerings": "offerings"} | {name: name for name in PEOPLE_ASKED}
    lacking = [pl.when(~pl.col(name).fill_null(value=False)).then(pl.lit(label)) for name, label in labels.items()]
    # One by one, not as a difference of lists: that has no order, and a report says the same at every run.
    scored = pl.col("scored").fill_null(pl.lit([], dtype=pl.List(pl.String)))
    lacking += [pl.when(~scored.list.contains(name)).then(pl.lit(name)) for name in criteria]
    found = joined.with_columns(pl.concat_list(lacking).list.drop_nulls().alias("missing"))
    share = 1 - pl.col("missing").list.len() / (len(labels) + len(criteria))
    return found.select("row", share.alias("intelligence"), pl.col("deciders", "influencers").fill_null(0), "missing")


_FOUND: Final = {"row": pl.UInt32(), "intelligence": pl.Float64(), "deciders": pl.UInt32(), "influencers": pl.UInt32(), "missing": pl.List(pl.String())}


def _fields_known(plans: pl.DataFrame) -> list[pl.Expr]:
    """Return for each asked field whether the plan, or for some the source, says something."""
    found = []
    for name in FIELDS:
        ways = [way for way in ((f"plan_{name}", name) if name in _IN_SOURCE else (name,)) if way in plans.columns]
        found.append(pl.any_horizontal([pl.lit(value=False), *(_says(plans, way) for way in ways)]).alias(name))
    return found


def _says(frame: pl.DataFrame, name: str) -> pl.Expr:
    """Return whether a column says something: neither null, nor an empty text or list."""
    kind: Any = frame.schema[name]
    if kind == pl.List:
        return (pl.col(name).list.len() > 0).fill_null(value=False)
    return (pl.col(name) != "").fill_null(value=False) if kind == pl.String else pl.col(name).is_not_null()


def _people_of(stakeholders: pl.DataFrame | None) -> pl.DataFrame:
    """Return account_id, whether each of `PEOPLE_ASKED` is known, deciders and influencers."""
    if stakeholders is None or stakeholders.is_empty():
        asked = dict.fromkeys(PEOPLE_ASKED, pl.Boolean())
        return pl.DataFrame(schema={"account_id": pl.String(), **asked, "deciders": pl.UInt32(), "influencers": pl.UInt32()})
    here = stakeholders.filter(~pl.col("left").fill_null(value=False))
    role = pl.col("role").fill_null("")
    decides, reached = role.is_in(DECIDER_ROLES), pl.col("reached_by").fill_null("").is_in(_REACHED)
    known = [decides.any(), (role == "champion").any(), decides.any() & (reached | ~decides).all(), *(_says(here, name).all() for name in OF_EACH)]
    influences = ~decides & ((role != "") | (pl.col("influences").list.len() > 0).fill_null(value=False))
    return here.group_by("account_id").agg(
        *(expression.alias(name) for name, expression in zip(PEOPLE_ASKED, known, strict=True)),
        decides.sum().cast(pl.UInt32).alias("deciders"),
        influences.sum().cast(pl.UInt32).alias("influencers"),
    )


def _owners_of(offerings: pl.DataFrame | None) -> pl.DataFrame:
    if offerings is None:
        return pl.DataFrame(schema={"account_id": pl.String, "offerings": pl.Boolean})
    return offerings.select(pl.col("account_id").unique()).with_columns(pl.lit(value=True).alias("offerings"))


def _scored_of(scores: pl.DataFrame | None, criteria: Sequence[str]) -> pl.DataFrame:
    """Return account_id and which of the criteria have a score, stale and guessed ones too."""
    if scores is None:
        return pl.DataFrame(schema={"account_id": pl.String(), "scored": pl.List(pl.String())})
    spelled = pl.DataFrame({"_plain": [plain(name) for name in criteria], "scored": list(criteria)}, schema={"_plain": pl.String, "scored": pl.String})
    there = scores.filter(pl.col("score").is_between(LEAST, MOST)).select("account_id", plain_criterion().alias("_plain")).unique()
    return there.join(spelled, on="_plain", how="inner").group_by("account_id").agg("scored")
