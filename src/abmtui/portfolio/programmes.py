"""Which programme, tier, variety of ABM and coverage follow from zone, class and key account, by rule, and where coverage contradicts them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from abmtui.portfolio import columns as names
from abmtui.portfolio.zones import ABM, MASS, TARGETED, UNDEFINED, ZONE, known_words
from abmtui.review_settings import COVERAGE as MODELS
from abmtui.review_settings import PROGRAMMES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from abmtui.portfolio.zones import Basis

DRM: Final = "DRM"
"""Digital relationship management: the programme of whoever is not in account-based marketing (ABM)."""
DEDICATED, FIELD, TELESALES, OCCASIONAL = MODELS
FROM_AFAR: Final = (TELESALES, OCCASIONAL)
RULE_OF_ZONE: Final[Mapping[str, str]] = {ABM: "ABM", TARGETED: "targeted", MASS: "mass", UNDEFINED: "undefined"}
"""Zone -> its key in the mapping of programmes."""
DEFAULT: Final[Mapping[str, str]] = {"ABM": "ABM", "targeted": "DRM", "mass": "DRM", "undefined": "DRM"}
KEY: Final = "key"
TRUE_ABM: Final = "true ABM"
NAMED: Final = "targeted (named)"
CLASS_OF_BAND: Final[Mapping[str, str]] = {"top": "A", "middle": "B", "low": "C"}
"""The class whose rule holds for accounts outside the book, which have a band alone."""
SEGMENTED: Final = "segmented"
GROUP: Final = "group"
PLAN, SOURCE, RULE = "plan", "source", "rule"
_SPELLED: Final[Mapping[str, str]] = {"occasional visit": OCCASIONAL, "tele sales": TELESALES, "field": FIELD, "key account team": DEDICATED}
"""Other spellings of the coverage models, in lower case without hyphens."""


def programme_by_zone(programmes: Mapping[str, str]) -> pl.Expr:
    """The programme from the column zone, by rule; null without a zone."""
    words = {zone: programmes.get(key, DEFAULT[key]) for zone, key in RULE_OF_ZONE.items()}
    # Most zones share one programme: a branch for each would cost a pass over all accounts.
    usual = words[UNDEFINED]
    zone = pl.col(ZONE)
    found: pl.Expr = pl.when(zone.is_not_null()).then(pl.lit(usual))
    for one, word in words.items():
        if word != usual:
            found = pl.when(zone == one).then(pl.lit(word)).otherwise(found)
    return found.alias(names.PROGRAMME)


def programmes_of(zones: pl.Series, basis: Basis) -> pl.Series:
    """The programme of every account: what its plan says, else by its zone."""
    by_rule = zones.to_frame(ZONE).select(programme_by_zone(basis.programmes or DEFAULT)).to_series()
    said = known_words(basis.said_programme, PROGRAMMES)
    return by_rule if said is None else pl.select(pl.coalesce(pl.lit(said), pl.lit(by_rule)).alias(names.PROGRAMME)).to_series()


def tier_by_rule(tiers: Mapping[str, str]) -> pl.Expr:
    """The ABM tier from the columns key_account and programme; null where neither says anything."""
    programme = pl.col(names.PROGRAMME)
    return (
        pl.when(pl.col(names.KEY_ACCOUNT))
        .then(pl.lit(tiers[KEY]))
        .when(programme == "ABM")
        .then(pl.lit(tiers["ABM"]))
        .when(programme.is_not_null())
        .then(pl.lit(tiers["DRM"]))
    )


def variety_by_rule(varieties: Mapping[str, str]) -> pl.Expr:
    """The variety of ABM from the columns key_account, programme, zone and segmented (a segment, persona or industry is known)."""
    programme = pl.col(names.PROGRAMME)
    return (
        pl.when(pl.col(names.KEY_ACCOUNT))
        .then(pl.lit(varieties[KEY]))
        .when(programme == "ABM")
        .then(pl.lit(varieties["ABM"]))
        .when((pl.col(ZONE) == TARGETED) & pl.col(SEGMENTED))
        .then(pl.lit(varieties["segment"]))
        .when(programme.is_not_null())
        .then(pl.lit(varieties["rest"]))
    )


def group_of() -> pl.Expr:
    """What coverage goes by: `key`, else the class, else, outside the book, the class whose band it is; null without any."""
    by_band = _word_for(pl.col("band"), CLASS_OF_BAND)
    return pl.when(pl.col(names.KEY_ACCOUNT)).then(pl.lit(KEY)).otherwise(pl.coalesce(pl.col(names.ABC_CLASS).cast(pl.String), by_band)).alias(GROUP)


def coverage_by_rule(coverage: Mapping[str, str]) -> pl.Expr:
    """The coverage model from the column group."""
    return _word_for(pl.col(GROUP), coverage)


def _word_for(values: pl.Expr, words: Mapping[str, str]) -> pl.Expr:
    """The word for each value, null for a value without one; comparing with a few values is quicker than looking all up."""
    found = pl.lit(None, dtype=pl.String)
    for value, word in words.items():
        found = pl.when(values == value).then(pl.lit(word)).otherwise(found)
    return found


def model_of(words: pl.Expr) -> pl.Expr:
    """The coverage model that a word means, however it is written; null for a word that means none of them."""
    plain = words.str.strip_chars().str.to_lowercase().str.replace_all("[-_ ]+", " ")
    return plain.replace_strict({**{model: model for model in MODELS}, **_SPELLED}, return_dtype=pl.String, default=None)


def models_of(words: pl.Series) -> pl.Series:
    """The models that the words of many accounts mean; each different word is read once."""
    if words.null_count() == len(words):
        return words
    different = words.unique().drop_nulls()
    meant = different.to_frame("word").select(model_of(pl.col("word"))).to_series()
    return words.replace_strict(different, meant, default=None, return_dtype=pl.String)


def mismatch(model: pl.Expr) -> pl.Expr:
    """How coverage contradicts the columns key_account and class, in words; null where it does not.

    A key account of class C with a team is no contradiction: a person chose it. Prospects have no class, and are judged as key accounts alone.
    """
    key, held = pl.col(names.KEY_ACCOUNT), pl.col(names.ABC_CLASS)
    people = {DEDICATED: "a dedicated team", FIELD: "field sales"}
    # Whole sentences: putting them together from words would write one for every account.
    told = (
        *((key & (model == afar), f"key account on {afar}") for afar in FROM_AFAR),
        *((~key & (held == "A") & (model == afar), f"class A on {afar}") for afar in FROM_AFAR),
        *((~key & (held == "C") & (model == near), f"class C with {who}") for near, who in people.items()),
    )
    found = pl.lit(None, dtype=pl.String)
    for contradicts, sentence in told:
        found = pl.when(contradicts).then(pl.lit(sentence)).otherwise(found)
    return found


def true_abm() -> pl.Expr:
    """Whether an account in programme ABM has a plan of its own, or is one of a named group; null outside ABM. Columns programme and has_plan."""
    own = pl.when(pl.col(names.HAS_PLAN)).then(pl.lit(TRUE_ABM)).otherwise(pl.lit(NAMED))
    return pl.when(pl.col(names.PROGRAMME) == "ABM").then(own)
