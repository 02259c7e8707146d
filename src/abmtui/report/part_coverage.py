"""Coverage and its mismatches: the part of a review in words, rows and JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from abmtui.portfolio import columns as col
from abmtui.report.blocks import Block
from abmtui.report.explained import Explained
from abmtui.report.listed import ROWS, account_block, accounts, accounts_json, money
from abmtui.review import coverage
from abmtui.review.decided import completed
from abmtui.review.weighed import POTENTIAL

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import polars as pl

    from abmtui.formats import Formats
    from abmtui.review.coverage import Found
    from abmtui.workspace.reviewed import Reviewed

EXPLAINED: Final[tuple[Explained, ...]] = (
    Explained(
        "coverage_mismatches",
        "Coverage mismatches",
        "count",
        "Coverage of plan or source that contradicts the class: class C with a field team or a dedicated team, class A or a key account on telesales or occasional visits.",
        "coverage (plan, else source) against class and key account; a key account of class C may have its team",
    ),
    Explained("by_class", "Coverage by class", "count", "How many accounts of each class stand under each coverage model.", "plan, else source, else rule"),
    Explained("key_without_team", "Key accounts without a team", "count", "Key accounts want dedicated teams.", "team of the plan, else of the source"),
    Explained(
        "abm_incomplete",
        "ABM, incomplete",
        "count",
        "ABM is a strategy and a communications programme of the account's own.",
        "programme ABM without a strategy text or without a channel row",
    ),
    Explained(
        "abm_without_people",
        "ABM without its people",
        "count",
        "ABM takes marketing and sales, both deeply involved.",
        "programme ABM without an owner or a marketer, of plan or source",
    ),
    Explained(
        "targeted_without_segment",
        "Targeted marketing without a segment",
        "count",
        "Targeted marketing makes its messages for segments and buyer personas.",
        "zone targeted marketing without segment of plan or source, and without industry",
    ),
    Explained(
        "unhappy", "Unhappy accounts that weigh", "count", "Keep the few that carry the business happy.", "key or class A, satisfaction <= limits.unhappy"
    ),
)


def _frame(reviewed: Reviewed) -> pl.DataFrame:
    return coverage.grounds(reviewed.standing, reviewed.measured.mask)


def blocks(reviewed: Reviewed, formats: Formats) -> tuple[Block, ...]:
    """Return the part in words and rows."""
    frame = _frame(reviewed)
    if frame.is_empty():
        return (Block("Coverage", ("No account in view: no coverage.",)),)
    columns = _columns(reviewed, formats)
    found = coverage.findings_of(frame, completed(reviewed.rules).limits)
    return (_classes(frame, formats), _teams(frame, formats), *(_finding(one, columns, formats) for one in found))


def data(reviewed: Reviewed) -> dict[str, Any]:
    """Return the part's data for JSON: the mismatches, then every other finding with its count."""
    frame = _frame(reviewed)
    found = {one.name: one for one in coverage.findings_of(frame, completed(reviewed.rules).limits)}
    mismatches = found.pop("mismatches")
    return {
        **_listed(mismatches),
        "by_class": coverage.by_class(frame),
        "odd_words": dict(list(coverage.odd_words(frame).items())[:20]),
        "teams": dict(list(coverage.teams(frame).items())[:20]),
        **{name: _listed(one) for name, one in found.items()},
    }


def _listed(found: Found) -> dict[str, Any]:
    return {
        "count": found.count,
        "of": found.asked,
        "accounts": accounts_json(found.accounts, col.ABC_CLASS, col.KEY_ACCOUNT, "coverage_model", coverage.WHAT),
    }


_MODELS: Final = {"dedicated team": "Dedicated team", "field sales": "Field sales", "telesales": "Telesales", "occasional visits": "Occasional visits"}


def _classes(frame: pl.DataFrame, formats: Formats) -> Block:
    counts, odd = coverage.by_class(frame), coverage.odd_words(frame)
    words = [word for word in (*_MODELS, "other", "none") if word in _MODELS or any(row[word] for row in counts.values())]
    rows = [
        ("Key accounts" if name == "key" else name.capitalize() if len(name) > 1 else f"Class {name}", *(formats.number(row[word]) for word in words))
        for name, row in counts.items()
    ]
    sentences = []
    if odd:
        told = ", ".join(f'"{word}" ({formats.number(count)})' for word, count in list(odd.items())[:5])
        more = f" and {len(odd) - 5} more" if len(odd) > 5 else ""  # noqa: PLR2004  # as many as are told
        sentences.append(f"Coverage in words that mean none of the models, so that nothing can be judged by them: {told}{more}.")
    return Block("Coverage by class", tuple(sentences), ("", *(_MODELS.get(word, word.capitalize()) for word in words)), tuple(rows), about=("by_class",))


def _teams(frame: pl.DataFrame, formats: Formats) -> Block:
    found = coverage.teams(frame)
    if not found:
        return Block("Teams", ("No teams: neither source nor plans say any.",))
    rows = tuple((name, *(formats.number(row[word]) for word in (coverage.KEY, *"ABC"))) for name, row in list(found.items())[:ROWS])
    without = int(frame["of_team"].null_count())
    sentences = [f"{accounts(formats, without)} {'has' if without == 1 else 'have'} no team."] if without else []
    if len(found) > len(rows):
        sentences.append(f"The {len(rows)} largest of {formats.number(len(found))}:")
    return Block("Teams", tuple(sentences), ("Team", "Key", "A", "B", "C"), rows)


def _columns(reviewed: Reviewed, formats: Formats) -> Mapping[str, Callable[[Mapping[str, Any]], str]]:
    def worth(one: Mapping[str, Any]) -> str:
        if one[col.VALUE] is not None:
            return money(reviewed, formats, one[col.VALUE])
        return f"{money(reviewed, formats, one[POTENTIAL])} potential" if one[POTENTIAL] is not None else ""

    return {
        "Class": lambda one: f"{one[col.ABC_CLASS] or '-'}{' ★' if one[col.KEY_ACCOUNT] else ''}",
        reviewed.book.measure.metric.capitalize(): worth,
        "What": lambda one: str(one[coverage.WHAT]),
    }


def _finding(found: Found, columns: Mapping[str, Callable[[Mapping[str, Any]], str]], formats: Formats) -> Block:
    about = "coverage_mismatches" if found.name == "mismatches" else found.name
    if not found.asked:
        return Block(found.title, (_NOTHING[found.name],), about=(about,))
    if not found.count:
        return Block(found.title, (f"{found.none} ({accounts(formats, found.asked)} looked at.)",), about=(about,))
    first = f"; the first {ROWS}:" if found.count > ROWS else "."
    counted = f"{formats.number(found.count)} of {accounts(formats, found.asked)}{first}"
    return account_block(found.title, (counted,), found.accounts.head(ROWS), columns, (about,))


_NOTHING: Final = {
    "mismatches": "No coverage data: neither plans nor source say who covers the accounts in view.",
    "key_without_team": "No key account in view.",
    "abm_incomplete": "No account in view is in ABM.",
    "abm_without_people": "No account in view is in ABM.",
    "targeted_without_segment": "No account in view is in the zone of targeted marketing.",
    "unhappy": "No satisfaction data: no key account and no account of class A in view was asked.",
}
