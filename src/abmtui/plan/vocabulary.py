"""The words that a plan's picklists offer, in the terms of key account management."""

from __future__ import annotations

from typing import Final

BUYING_ROLES: Final = (
    "economic buyer",
    "decision maker",
    "technical buyer",
    "user",
    "champion",
    "coach",
    "approver",
    "procurement",
    "blocker",
    "executive sponsor",
)
DECIDER_ROLES: Final = ("economic buyer", "decision maker")
SUPPORT: Final = ("mentor", "supporter", "neutral", "non-supporter", "enemy")
STAKEHOLDER_COVERAGE: Final = ("unknown", "none", "brief", "multiple", "in depth")
RELATIONSHIPS: Final = ("vendor", "credible source", "problem solver", "trusted advisor")
REACHED_BY: Final = ("sales", "marketing", "both", "none")
SOURCES: Final = ("asked", "observed", "guessed", "market research", "marketing research", "mystery shopping", "consumer research")
CHANNELS: Final = (
    "personal selling",
    "direct marketing",
    "email",
    "webinar",
    "video chat",
    "trade fair",
    "printed brochure",
    "site visit",
    "private wiki",
    "private forum",
    "closed network",
    "executive briefing",
    "inbound content",
    "product demonstration",
    "display advertising",
    "native advertising",
    "online advertising",
    "out-of-home",
    "behavioural targeting",
    "drip marketing",
    "web banner",
    "mobile marketing",
    "loyalty marketing",
    "publicity",
    "sales promotion",
    "promotional merchandise",
    "promotional representative",
    "brand ambassador",
    "word-of-mouth",
    "corporate anniversary",
    "social marketing",
    "digital marketing",
    "influencer marketing",
    "telephone",
    "letter",
)
ACCOUNT_PROGRAMMES: Final = ("ABM", "DRM")
ROW_PROGRAMMES: Final = ("ABM", "lead generation", "onboarding", "up-selling", "churn prevention")
SIDES: Final = ("sales", "marketing", "joint")
ROW_STATUS: Final = ("planned", "active", "done", "cancelled")
RESULT_METRICS: Final = ("reach", "outcome")
FLAG_TYPES: Final = (
    "business goes elsewhere",
    "reorganisation",
    "no mutual ROI: ours",
    "no mutual ROI: theirs",
    "mutual goals not achieved",
)
LEVELS: Final = ("low", "medium", "high")
FLAG_STATUS: Final = ("open", "mitigating", "resolved", "lost", "cancelled")
OPEN_FLAG_STATUS: Final = ("open", "mitigating")
GOAL_SIDES: Final = ("ours", "theirs", "mutual")
GOAL_KINDS: Final = ("qualitative", "quantitative")
GOAL_STATUS: Final = ("open", "reached", "missed", "dropped")
NOTE_TOPICS: Final = ("note", "feedback", "market", "insight", "decision")
GOAL_AIMS: Final = ("growth", "efficiency", "retention", "relationship")
CONTENT_STATUS: Final = ("planned", "in work", "ready", "retired")
ABC_CLASSES: Final = ("A", "B", "C")
ZONES: Final = ("ABM", "targeted marketing", "mass marketing")
TIERS: Final = ("1:1", "1:few", "1:many")
ABM_VARIETIES: Final = ("large-account", "named-account", "industry-account", "customer marketing")
COVERAGE_MODELS: Final = ("dedicated team", "field sales", "telesales", "occasional visits")
BUYING_PROCESSES: Final = ("formal", "semi-formal", "informal")
BUYING_CENTRES: Final = ("centralised", "decentralised")
VERDICTS: Final = ("key account", "watch", "not a key account")
DECISION_STAGES: Final = ("unaware", "need recognised", "specification", "comparison", "negotiation", "decided")
SCORE_SOURCES: Final = ("asked", "observed", "guessed")
OUTSIDE_IN: Final = (
    "role of technology",
    "drive to innovate",
    "desire to co-create",
    "build-test-run-evolve maturity",
    "needs",
    "buying process",
    "range of requirements",
    "stakes",
    "expertise expected",
    "trust",
)
"""Criteria of the outside-in score: never revenue."""
SELECTION: Final = (
    "revenue history",
    "account history",
    "margin",
    "profitability",
    "viability of the relationship",
    "what both have in common",
    "uniqueness of the service",
)
"""Criteria by which a key account is chosen."""
LIFECYCLE_STAGES: Final = ("target", "first contact", "opportunity", "onboarding", "established", "growing", "declining", "lapsed", "won back")
RELATIONSHIP_STAGES: Final = ("exploratory", "basic", "cooperative", "interdependent", "integrated", "disintegrating")
"""The stages of a key account relationship, after McDonald, Millman and Rogers."""
AWARENESS: Final = ("unaware", "aware", "interested", "engaged", "advocate")
"""How well the account as a whole knows us, not a count of visits."""
KNOWN: Final = ("yes", "no", "unknown")
ACTIVITIES: Final = ("content", "event", "conversation", "enablement or tool", "co-creation", "advertising", "service")
"""What a channel row is; enablement or tool is what helps the account to run its own business."""
DRM_PROGRAMMES: Final = ("lead generation", "onboarding", "up-selling", "churn prevention")
"""Programmes of digital relationship management that accounts are enrolled in."""
CRITERIA: Final = (*OUTSIDE_IN, *SELECTION)
