"""What is decided about accounts and by whom: the plan, else the source, else the rule; expressions over one frame, for all accounts or for one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from abmtui.portfolio import columns as col
from abmtui.portfolio import programmes as by_rule
from abmtui.portfolio.kinds import of_kind
from abmtui.portfolio.zones import BAND, BANDS, TARGETED, ZONE, ZONES, Basis, scored, zoned
from abmtui.review_settings import COVERAGE, PROGRAMMES, TIERS, VARIETIES
from abmtui.settings import defaults_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from abmtui.portfolio.rules import Rules
    from abmtui.review.standing import Standing

BY: Final = pl.Enum(("plan", "source", "rule"))
CLASSES: Final = ("A", "B", "C")
SOURCE_COVERAGE: Final = "source_coverage"
MEANT: Final = "meant_"
"""Before the name of a column of coverage: the model that its word means."""
ACTUAL: Final = "actual_coverage"
"""Coverage as the plan says, else the source."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing that a plan may decide in place of the rule."""

    name: str
    """The plan's field, and the stem of the columns in the frame: `said_NAME`, `why_NAME`."""
    said: str
    """The table's column with the plan's word; its reason stands beside it in `SAID_reason`."""
    words: tuple[str, ...]
    """The known words."""
    free: bool = False
    """Whether any word is taken."""


DECISIONS: Final[Mapping[str, Decision]] = {
    decision.name: decision
    for decision in (
        Decision("abc_class", "abc_class", CLASSES),
        Decision("zone", "plan_zone", ZONES[:3]),
        Decision("programme", "plan_programme", PROGRAMMES),
        Decision("tier", "plan_tier", TIERS),
        Decision("abm_variety", "plan_abm_variety", VARIETIES),
        Decision("coverage", "plan_coverage", COVERAGE, free=True),
    )
}


def laid(standing: Standing, row: int | None = None) -> pl.DataFrame:
    """Return the frame that `EXPRESSIONS` are of: one row an account, or the one at `row`."""
    ground = standing.ground
    table, book, basis = ground.table, ground.book.columns, ground.book.basis
    if row is not None:
        table, book, basis = table[row], book[row], _of_row(basis, row)
    placed = (standing.column(BAND), standing.column(ZONE)) if row is None else zoned(book, ground.book.ranking, basis).get_columns()
    reasons = [_text(table, f"{decision.said}_reason").alias(f"why_{name}") for name, decision in DECISIONS.items()]
    segments = [_text(table, name).is_not_null() for name in ("plan_segment", col.SEGMENT, col.INDUSTRY)]
    words = table.select(
        *said_texts(table),
        *reasons,
        _text(table, col.COVERAGE).alias(SOURCE_COVERAGE),
        _true(table, col.KEY_ACCOUNT),
        _true(table, col.HAS_PLAN),
        pl.any_horizontal(segments).alias(by_rule.SEGMENTED),
        _customer(table),
    )
    meant = [by_rule.models_of(words[name]).alias(f"{MEANT}{name}") for name in ("said_coverage", SOURCE_COVERAGE)]
    frame = words.hstack([*meant, *placed, *book.select(col.RANK, col.VALUE, col.SHARE, col.ABC_CLASS, col.PROGRAMME).get_columns()])
    actual = pl.coalesce(said("coverage"), source_coverage()).alias(ACTUAL)
    return frame.with_columns(scored(basis.needs).alias(col.NEEDS), by_rule.group_of(), actual)


def decided(standing: Standing, names: Iterable[str]) -> pl.DataFrame:
    """Return some of the columns that `expressions` names, worked out together: they share what they are made of."""
    made = expressions(standing.ground.rules)
    return laid(standing).lazy().select(made[name].alias(name) for name in names).collect()  # lazily: what they share is then worked out once


def said_texts(table: pl.DataFrame) -> list[pl.Expr]:
    """Return the plans' words as the frame has them: `said_NAME` for each decision."""
    return [_text(table, decision.said).alias(f"said_{name}") for name, decision in DECISIONS.items()]


def _of_row(basis: Basis, row: int) -> Basis:
    """Return what is said of one account."""

    def one(values: pl.Series | None) -> pl.Series | None:
        return None if values is None else values[row : row + 1]

    return replace(
        basis,
        needs=one(basis.needs),
        potential=one(basis.potential),
        said_class=one(basis.said_class),
        said_zone=one(basis.said_zone),
        said_programme=one(basis.said_programme),
    )


def _text(table: pl.DataFrame, name: str) -> pl.Expr:
    """Return a column of text, null where it says nothing or is none."""
    if name not in table.columns or table.schema[name] != pl.String:
        return pl.lit(None, dtype=pl.String)
    return pl.when(pl.col(name).str.len_bytes() > 0).then(pl.col(name))


def _true(table: pl.DataFrame, name: str) -> pl.Expr:
    """Return a column of yes and no; unknown is no."""
    found = pl.col(name).fill_null(value=False) if name in table.columns else pl.lit(value=False)
    return found.alias(name)


def _customer(table: pl.DataFrame) -> pl.Expr:
    return pl.lit(of_kind(table[col.KIND], (col.CUSTOMER,))).alias(col.CUSTOMER) if col.KIND in table.columns else pl.lit(value=True)


def said(name: str) -> pl.Expr:
    """Return what plans say of a decision, as far as it is taken."""
    decision, found = DECISIONS[name], pl.col(f"said_{name}")
    if decision.free:
        return pl.coalesce(f"{MEANT}said_{name}", found)
    return pl.when(found.is_in(decision.words)).then(found)


def unknown(name: str) -> pl.Expr:
    """Return the plan's word where it is none of the known ones and so says nothing."""
    found = pl.col(f"said_{name}")
    return pl.lit(None, dtype=pl.String) if DECISIONS[name].free else pl.when(found.is_not_null() & ~found.is_in(DECISIONS[name].words)).then(found)


def _or_rule(name: str, rule: pl.Expr) -> pl.Expr:
    return pl.coalesce(said(name), rule)


def _by(name: str, value: pl.Expr, source: pl.Expr | None = None) -> pl.Expr:
    """Return who decided; null where nothing is decided."""
    plan, own, rule = (pl.lit(word, dtype=BY) for word in BY.categories)
    by_source = pl.lit(value=False) if source is None else source.is_not_null()
    return pl.when(value.is_null()).then(None).when(said(name).is_not_null()).then(plan).when(by_source).then(own).otherwise(rule)


def _because(name: str, rule: pl.Expr) -> pl.Expr:
    """Return the plan's reason, else the rule's; a word that says nothing is told."""
    plan = pl.when(pl.col(f"why_{name}").is_null()).then(pl.lit("plan, without a reason")).otherwise(pl.format("plan: {}", pl.col(f"why_{name}")))
    odd = pl.format('plan says "{}", none of the known words; ', unknown(name)).fill_null("")
    return pl.when(said(name).is_not_null()).then(plan).otherwise(pl.concat_str(odd, rule))


def _score() -> pl.Expr:
    needs = pl.col(col.NEEDS)
    return pl.when(needs == needs.round(0)).then(needs.cast(pl.Int64, strict=False).cast(pl.String)).otherwise(needs.cast(pl.String))


def _zone_rule(rules: Rules) -> pl.Expr:
    band, needs = pl.col(BAND), pl.col(col.NEEDS)
    kind = pl.when(needs <= rules.zones.homogeneous).then(pl.lit("homogeneous")).otherwise(pl.lit("heterogeneous"))
    return (
        pl.when(band == BANDS[0])
        .then(pl.lit("top value band, whatever the needs"))
        .when(band == BANDS[1])
        .then(pl.lit("middle value band"))
        .when((band == BANDS[2]) & needs.is_null())
        .then(pl.lit("low value band, needs not scored"))
        .when(band == BANDS[2])
        .then(pl.format("low value band, needs {} of 5 are {}", _score(), kind))
        .when(pl.col(col.CUSTOMER))
        .then(pl.lit("no value, so in no band"))
        .otherwise(pl.lit("no potential known, so in no band"))
    )


def _tier_rule() -> pl.Expr:
    return pl.when(pl.col(col.KEY_ACCOUNT)).then(pl.lit("key account")).otherwise(pl.format("programme {}", pl.col(col.PROGRAMME)))


def _variety_rule() -> pl.Expr:
    segmented = (pl.col(ZONE) == TARGETED) & pl.col(by_rule.SEGMENTED)
    return (
        pl.when(pl.col(col.KEY_ACCOUNT) | (pl.col(col.PROGRAMME) == "ABM"))
        .then(_tier_rule())
        .when(segmented)
        .then(pl.lit("targeted marketing, its segment or industry known"))
        .when(pl.col(col.PROGRAMME).is_not_null())
        .then(pl.lit("neither ABM nor a known segment of targeted marketing"))
    )


def _coverage_rule() -> pl.Expr:
    group = pl.col(by_rule.GROUP)
    return (
        pl.when(pl.col(SOURCE_COVERAGE).is_not_null())
        .then(pl.lit("as the source says"))
        .when(group == by_rule.KEY)
        .then(pl.lit("key account"))
        .when(pl.col(col.ABC_CLASS).is_not_null())
        .then(pl.format("class {}", group))
        .otherwise(pl.format("{} value band, as class {}", pl.col(BAND), group))
    )


def source_coverage() -> pl.Expr:
    """Return the coverage that the source says, in our words where it means one of them."""
    return pl.coalesce(f"{MEANT}{SOURCE_COVERAGE}", SOURCE_COVERAGE)


def completed(rules: Rules) -> Rules:
    """Return the rules with the usual ones where none are stated."""

    def stated(name: str) -> dict[str, Any]:
        return {**defaults_of(name), **getattr(rules, name)}

    return replace(
        rules,
        programmes=stated("programmes"),
        tiers=stated("tiers"),
        varieties=stated("varieties"),
        coverage=stated("coverage"),
        limits=stated("limits"),
    )


def expressions(rules: Rules) -> Mapping[str, pl.Expr]:
    """Return the columns by name; each is worked out from the frame alone."""
    rules = completed(rules)
    tier = _or_rule("tier", by_rule.tier_by_rule(rules.tiers))
    variety = _or_rule("abm_variety", by_rule.variety_by_rule(rules.varieties))
    model = pl.coalesce(ACTUAL, by_rule.coverage_by_rule(rules.coverage))
    return {
        "abc_class_by": _by("abc_class", pl.col(col.ABC_CLASS)),
        "zone_by": _by("zone", pl.col(ZONE)),
        "zone_reason": _because("zone", _zone_rule(rules)),
        "programme_by": _by("programme", pl.col(col.PROGRAMME)),
        "programme_reason": _because("programme", pl.format("zone {}", pl.col(ZONE))),
        "tier": tier,
        "tier_by": _by("tier", tier),
        "tier_reason": _because("tier", _tier_rule()),
        "abm_variety": variety,
        "abm_variety_by": _by("abm_variety", variety),
        "abm_variety_reason": _because("abm_variety", _variety_rule()),
        "coverage_model": model,
        "coverage_by": _by("coverage", model, pl.col(SOURCE_COVERAGE)),
        "coverage_reason": _because("coverage", _coverage_rule()),
        "coverage_mismatch": by_rule.mismatch(pl.col(ACTUAL)),
        "true_abm": by_rule.true_abm(),
        "needs_score": pl.col(col.NEEDS),
    }
