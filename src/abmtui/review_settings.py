"""The settings of the review's rules: zones, programmes, tiers, varieties, coverage, scores, limits and gates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from abmtui.setting_kinds import Setting

if TYPE_CHECKING:
    from collections.abc import Sequence

PROGRAMMES: Final = ("ABM", "DRM")
TIERS: Final = ("1:1", "1:few", "1:many")
VARIETIES: Final = ("large-account", "named-account", "industry-account", "customer marketing")
COVERAGE: Final = ("dedicated team", "field sales", "telesales", "occasional visits")


def _words(section: str, choices: tuple[str, ...], *rules: tuple[str, str, str]) -> tuple[Setting, ...]:
    """Return settings of one word each, together one mapping of the config."""
    return tuple(Setting(f"{section}.{key}", "choice", default, text, section, key, choices=choices) for key, default, text in rules)


def _numbers(section: str, *rules: tuple[str, float, str]) -> tuple[Setting, ...]:
    return tuple(Setting(f"{section}.{key}", "number", default, text, section, key) for key, default, text in rules)


def _weights(section: str, what: str, *weights: tuple[str, float]) -> tuple[Setting, ...]:
    """Return the weights of a score by criterion; in the file a criterion's blanks and hyphens are low lines."""
    return tuple(
        Setting(
            f"{section}.{criterion.replace(' ', '_').replace('-', '_')}",
            "number",
            weight,
            f"Weight of {criterion} in {what}; all make 100.",
            section,
            criterion,
        )
        for criterion, weight in weights
    )


def _gate(name: str, role: str, *criteria: str) -> dict[str, Any]:
    return {"name": name, "criteria": criteria, "role": role}


def _gates(name: str, gates: Sequence[dict[str, Any]]) -> Setting:
    return Setting(f"gates.{name}", "gates", tuple(gates), f"The gates of the sales process of class {name}, in their order.", "gates", name)


REVIEW_SETTINGS: Final = (
    Setting("zones.top", "line", 0.0, "The top value band: the accounts that make this share of the value; 0: class A."),
    Setting("zones.low", "line", 0.0, "The low value band: the accounts beyond this share of the value; 0: class C."),
    Setting("zones.homogeneous", "scale", 2, "Needs from 1 to this score are homogeneous."),
    *_words(
        "programmes",
        PROGRAMMES,
        ("ABM", "ABM", "The programme of zone ABM."),
        ("targeted", "DRM", "The programme of targeted marketing."),
        ("mass", "DRM", "The programme of mass marketing."),
        ("undefined", "DRM", "The programme while the zone is undefined."),
    ),
    *_words(
        "tiers",
        TIERS,
        ("key", "1:1", "The ABM tier of key accounts."),
        ("ABM", "1:few", "The tier of other ABM accounts."),
        ("DRM", "1:many", "The tier of the rest."),
    ),
    *_words(
        "varieties",
        VARIETIES,
        ("key", "large-account", "The ABM variety of key accounts."),
        ("ABM", "named-account", "The variety of other ABM accounts."),
        ("segment", "industry-account", "The variety of accounts in targeted marketing whose segment or industry is known."),
        ("rest", "customer marketing", "The variety of the rest."),
    ),
    *_words(
        "coverage",
        COVERAGE,
        ("key", "dedicated team", "The coverage of key accounts."),
        ("A", "field sales", "The coverage of class A."),
        ("B", "field sales", "The coverage of class B."),
        ("C", "telesales", "The coverage of class C."),
    ),
    *_weights(
        "selection",
        "the selection of key accounts",
        ("revenue history", 20.0),
        ("account history", 10.0),
        ("margin", 15.0),
        ("profitability", 20.0),
        ("viability of the relationship", 15.0),
        ("what both have in common", 10.0),
        ("uniqueness of the service", 10.0),
    ),
    *_weights(
        "outside_in",
        "the outside-in score",
        ("role of technology", 10.0),
        ("drive to innovate", 10.0),
        ("desire to co-create", 10.0),
        ("build-test-run-evolve maturity", 10.0),
        ("needs", 10.0),
        ("buying process", 10.0),
        ("range of requirements", 10.0),
        ("stakes", 10.0),
        ("expertise expected", 10.0),
        ("trust", 10.0),
    ),
    *_numbers(
        "limits",
        ("key_accounts_least", 15.0, "Fewer key accounts than this are worth a remark (McDonald and Woodburn)."),
        ("key_accounts_most", 35.0, "More key accounts than this are worth a remark."),
        ("key_accounts_far_too_many", 50.0, "More than this are far too many."),
        ("strategic_per_marketer", 3.0, "Accounts of tier 1:1 that one marketer can carry."),
        ("lite_per_marketer", 5.0, "Accounts of tier 1:few that one marketer can carry."),
        ("abm_cost_share", 0.10, "The share of its margin that ABM for an account may cost."),
        ("too_big_to_lose", 0.10, "The share of revenue from which an account is too big to lose."),
        ("fall", 0.15, "The fall of revenue against the account's own baseline that is a signal."),
        ("wallet_points", 10.0, "The fall of the share of wallet, in points, that is a signal."),
        ("silence", 2.0, "Silence longer than so many times the account's own rhythm of orders is a signal."),
        ("churn_signals", 2.0, "Signals from which an account belongs into churn prevention."),
        ("upselling", 0.5, "Whitespace as a share of potential from which an account belongs into up-selling."),
        ("onboarding_days", 365.0, "Days since the first order within which an account belongs into onboarding."),
        ("score_days", 365.0, "Days after which a score is stale."),
        ("touches_a_month", 4.0, "More touches of one person than this within 30 days are too many."),
        ("unhappy", 2.0, "Satisfaction up to this is unhappy."),
        ("over_served", 2.0, "Effort share over revenue share from which an account is over-served; under-served from one over this."),
        ("drm_effort_share", 0.0, "The share of its effort that class C would still take in DRM, 0 to 1."),
    ),
    _gates(
        "A",
        (
            _gate("Qualified", "key account manager", "need in their own words", "decider named"),
            _gate("Strategy agreed", "key account manager", "strategy written", "a mutual goal", "marketing and sales agree"),
            _gate("Value shown", "key account marketer", "value worked out with them", "economic buyer reached"),
            _gate("Decision", "key account manager", "terms agreed"),
            _gate("Delivery", "service manager", "first result measured"),
        ),
    ),
    _gates(
        "B",
        (
            _gate("Qualified", "field sales", "need in their own words", "budget known"),
            _gate("Proposal", "field sales", "offer sent"),
            _gate("Decision", "field sales", "terms agreed"),
        ),
    ),
    _gates("C", (_gate("Qualified", "telesales", "need known"), _gate("Order", "telesales", "order placed"))),
)
