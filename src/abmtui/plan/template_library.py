"""The templates of channel rows that come with the program: for key accounts in ABM, and for the programmes of digital relationship management."""

from __future__ import annotations

from typing import Any, Final

from abmtui.plan.templates import Template, row

_ABM: Final[dict[str, Any]] = {"programme": "ABM"}
_SALES: Final[dict[str, Any]] = {**_ABM, "side": "sales", "activity": "conversation", "metric": "outcome"}
_MARKETING: Final[dict[str, Any]] = {**_ABM, "side": "marketing", "metric": "outcome"}
_JOINT: Final[dict[str, Any]] = {**_ABM, "side": "joint", "metric": "outcome"}
_CLOSED: Final[dict[str, Any]] = {**_MARKETING, "private": True, "digital": True}
"""Password-protected, for this account alone."""


def _drm(programme: str, **further: Any) -> dict[str, Any]:
    """Return what rows of a programme for many accounts have in common."""
    return {"programme": programme, "side": "marketing", "digital": True, "metric": "outcome", **further}


_LEADS: Final = _drm("lead generation")
_ONBOARDING: Final = _drm("onboarding")
_UPSELLING: Final = _drm("up-selling")
_CHURN: Final = _drm("churn prevention")

LIBRARY: Final[tuple[Template, ...]] = (
    Template(
        "Executive briefing series",
        "ABM",
        "Their executives and ours talk about where their business goes, four times a year.",
        (
            row("letter", "+0 d", "Invitation: what your plans mean for how we work together", "Name two topics and a day", **_JOINT),
            row("executive briefing", "+21 d", "What we learnt about your goals, and three ways to reach them", "Agree on one mutual goal", **_SALES),
            row("email", "+24 d", "What was agreed, who does what until when", "Confirm the next step", **_SALES),
            row("executive briefing", "quarterly", "Progress on the mutual goal, in your figures", "Decide what comes next", **_SALES),
        ),
    ),
    Template(
        "Trade fair with invitation and follow-up",
        "ABM",
        "The day at the fair is prepared with the people of the account, and what was said there is followed up.",
        (
            row("personal selling", "+0 d", "Which questions would make the visit worth your day?", "Book a slot at the fair", **_SALES),
            row("printed brochure", "+14 d", "What we show at the fair for your case, on two pages", "Bring it along marked", activity="content", **_MARKETING),
            row("trade fair", "+30 d", "Demonstration for your case, with the product manager", "Agree on a trial", activity="event", **_JOINT),
            row("telephone", "+33 d", "What was asked at the fair, answered", "Set the day of the trial", **_SALES),
        ),
    ),
    Template(
        "Webinar for users",
        "ABM",
        "Their users learn to get more out of what they have; closed to this account.",
        (
            row("email", "+0 d", "What costs you most time? Three questions before the webinar", "Answer three questions", activity="content", **_CLOSED),
            row("webinar", "+21 d", "Answers to your questions, shown on your own case", "Try one thing this week", activity="enablement or tool", **_CLOSED),
            row(
                "private forum", "+22 d", "The recording, and your questions answered by our engineers", "Ask the next question", activity="service", **_CLOSED
            ),
        ),
    ),
    Template(
        "Private wiki for product information",
        "ABM",
        "Product, price and shipping information in one closed place, so that nobody has to ask for it: cost to serve down on both sides.",
        (
            row("video chat", "+0 d", "Which information do you look for most often?", "Name the ten most frequent questions", **_SALES),
            row(
                "private wiki",
                "+21 d",
                "Product and shipping information for your sites",
                "Log in and tell what is missing",
                activity="enablement or tool",
                **_CLOSED,
            ),
            row(
                "private wiki",
                "monthly",
                "What is new and what changed for your sites",
                "Mark what is out of date",
                activity="enablement or tool",
                automatable=True,
                **_CLOSED,
            ),
        ),
    ),
    Template(
        "Closed network with product managers",
        "ABM",
        "Their specialists and our product managers talk without anybody in between, protected by a password.",
        (
            row("personal selling", "+0 d", "Would your specialists talk to our product managers directly?", "Name the people", **_SALES),
            row(
                "closed network",
                "+14 d",
                "Your product manager introduces the road map and asks for yours",
                "Join and post one wish",
                activity="co-creation",
                **_CLOSED,
            ),
            row(
                "video chat",
                "monthly",
                "What we make of your wishes, and what not, and why",
                "Choose the next wish together",
                activity="co-creation",
                **_CLOSED,
            ),
        ),
    ),
    Template(
        "Private forum of users",
        "ABM",
        "Users at several sites of the account help each other; we listen and answer.",
        (
            row("email", "+0 d", "A closed forum for your sites: who should moderate it?", "Name a moderator", activity="content", **_CLOSED),
            row("private forum", "+14 d", "How your other sites solve it", "Post one question", activity="service", **_CLOSED),
            row("private forum", "monthly", "The questions of the month, answered", "Vote for the next topic", activity="service", **_CLOSED),
        ),
    ),
    Template(
        "Customer satisfaction interview",
        "ABM",
        "Asked in person, what was heard is told back, and it is asked again.",
        (
            row("personal selling", "+0 d", "What is it like to work with us, from 1 to 5, and why?", "Give a score and one reason", **_SALES),
            row("letter", "+14 d", "What we heard, and what we change until when", "Say what is missing", **_SALES),
            row("telephone", "+90 d", "Is it better now?", "Give a score again", **_SALES),
        ),
    ),
    Template(
        "Return on what both put in",
        "ABM",
        "What the work together has brought, reckoned with them: our return and theirs.",
        (
            row("video chat", "+0 d", "Which figures would show you that it pays?", "Name three figures", **_SALES),
            row("executive briefing", "+28 d", "The return so far, in your figures and in ours", "Sign the figures, or correct them", **_JOINT),
        ),
    ),
    Template(
        "Product trial with the buying centre",
        "ABM",
        "Users try, technical buyers measure, the economic buyer sees the figures.",
        (
            row(
                "product demonstration",
                "+0 d",
                "The trial: what is measured, by whom, and what would convince you",
                "Agree on the measures",
                activity="event",
                **_JOINT,
            ),
            row("site visit", "+21 d", "Half-time: what your users say", "Change what hinders them", **_SALES),
            row("executive briefing", "+42 d", "What the trial brought, measured by your people", "Decide", **_SALES),
        ),
    ),
    Template(
        "Corporate anniversary",
        "ABM",
        "The day is theirs: what both reached together, and a word of thanks.",
        (
            row(
                "corporate anniversary",
                "+0 d",
                "Thank you: what we reached together, in your people's words",
                "Come and bring your team",
                activity="event",
                **_JOINT,
            ),
            row("promotional merchandise", "+0 d", "A keepsake that names your people", "Send us a picture", activity="content", **_MARKETING),
            row("publicity", "+7 d", "Our story together, told with your consent", "Give your consent to the text", activity="content", **_MARKETING),
        ),
    ),
    Template(
        "Reorganisation at the account",
        "ABM",
        "Key people have left: who decides now, what they need, and a first meeting.",
        (
            row("telephone", "+0 d", "Who takes over, and what matters to them?", "Name the successor", **_SALES),
            row("personal selling", "+7 d", "What was agreed, and what you would do otherwise", "Confirm or change the goals", **_SALES),
            row("executive briefing", "+28 d", "Our executive sponsor meets yours", "Agree on the next mutual goal", **_JOINT),
        ),
    ),
    Template(
        "Inbound content",
        "lead generation",
        "Answers to be found by who looks for them; one row among many, not the programme.",
        (
            row(
                "inbound content",
                "monthly",
                "The question that buyers of this segment ask most, answered",
                "Ask for the calculation sheet",
                activity="content",
                automatable=True,
                **_LEADS,
            ),
        ),
    ),
    Template(
        "Lead generation for a segment",
        "lead generation",
        "From the first sign of interest to a talk with sales.",
        (
            row(
                "behavioural targeting",
                "+0 d",
                "The cost of doing nothing, in your industry",
                "Read the case",
                activity="advertising",
                automated=True,
                **_LEADS,
            ),
            row("webinar", "+21 d", "How others of your size solved it", "Register", activity="event", **_LEADS),
            row("drip marketing", "+24 d", "Three letters: the case, the figures, the offer", "Ask for a call", activity="content", automated=True, **_LEADS),
            row(
                "telephone",
                "+45 d",
                "Is it on your list this year?",
                "Set a day for a talk",
                **{**_LEADS, "side": "sales", "digital": False, "activity": "conversation"},
            ),
        ),
    ),
    Template(
        "Onboarding sequence",
        "onboarding",
        "The first ninety days of a new customer.",
        (
            row(
                "email",
                "+0 d",
                "Welcome: your people here, and what happens in the first week",
                "Save the contacts",
                activity="service",
                automated=True,
                **_ONBOARDING,
            ),
            row("drip marketing", "+7 d", "One thing a week that saves you time", "Try it today", activity="enablement or tool", automated=True, **_ONBOARDING),
            row("webinar", "+30 d", "Questions of the first month, answered", "Register", activity="enablement or tool", **_ONBOARDING),
            row(
                "telephone",
                "+90 d",
                "Does it do what you bought it for?",
                "Give a score from 1 to 5",
                **{**_ONBOARDING, "digital": False, "activity": "conversation"},
            ),
        ),
    ),
    Template(
        "Up-selling drip",
        "up-selling",
        "What else customers like this one buy, in small doses, then an offer.",
        (
            row("drip marketing", "+0 d", "How customers like you use the next module", "See the example", activity="content", automated=True, **_UPSELLING),
            row(
                "drip marketing",
                "+14 d",
                "What it saves, reckoned with your own order",
                "Change the figures",
                activity="enablement or tool",
                automated=True,
                **_UPSELLING,
            ),
            row("sales promotion", "+28 d", "A month on trial", "Start the trial", activity="service", **_UPSELLING),
            row(
                "telephone",
                "+45 d",
                "What did the trial show?",
                "Order or say why not",
                **{**_UPSELLING, "side": "sales", "digital": False, "activity": "conversation"},
            ),
        ),
    ),
    Template(
        "Churn prevention call and offer",
        "churn prevention",
        "Who buys less is asked why, in person first.",
        (
            row(
                "telephone",
                "+0 d",
                "You order less than you did: what changed?",
                "Tell us the reason",
                **{**_CHURN, "side": "sales", "digital": False, "activity": "conversation"},
            ),
            row("email", "+3 d", "What we can do about it, in writing", "Choose one of two ways", activity="service", **_CHURN),
            row("loyalty marketing", "+21 d", "What you get as a customer of many years", "Renew for a year", activity="service", **_CHURN),
        ),
    ),
)
"""In the order in which they are offered."""
