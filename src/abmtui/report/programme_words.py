"""The difference between account-based marketing and digital relationship management, in the words of the field."""

from __future__ import annotations

from typing import Final

from abmtui.report.blocks import Block

ROWS: Final = (
    ("For", "few accounts of great value, each a market of one", "all other accounts, many and smaller"),
    ("Aim", "grow and keep this account", "a good experience for every customer at a low cost to serve"),
    ("Strategy", "its own, with its own plan", "by segment and stage of the lifecycle"),
    ("Message", "for named stakeholders, unique content", "for segments and buyer personas, by rules"),
    ("People", "key account manager and marketer, deeply involved", "few hands: processes automated, touchpoints digital"),
    ("Programmes", "large-account, named-account, industry-account, customer", "lead generation, onboarding, up-selling, churn prevention"),
    ("Measured by", "outcome at the account: reach of the buying centre, revenue, trust", "response, self-service, cost to serve, churn"),
)
"""What differs, in ABM, in DRM."""
SENTENCES: Final = (
    "ABM: account-based marketing, also called key account marketing. DRM: digital relationship management. The rule assigns ABM to zone ABM (the whole top value band) and DRM to the rest.",
    "A plan may say otherwise for one account, with its reason; each account's Value page says which holds and why.",
)


def abm_or_drm() -> Block:
    """Return the difference as a block: a page of help, and a part of an account's Value page."""
    return Block("ABM or DRM: the difference", SENTENCES, ("", "ABM", "DRM"), ROWS, numbers=False)
