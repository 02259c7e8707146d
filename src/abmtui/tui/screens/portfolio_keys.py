"""The keys of the portfolio screen."""

from __future__ import annotations

from typing import Final

from textual.binding import Binding, BindingType

KEYS: Final[list[BindingType]] = [
    Binding("enter", "columns", "choose the columns", key_display="↵", id="portfolio.columns", tooltip="Say which column is which, where the file does not"),
    Binding("slash", "search", "search", key_display="/", id="portfolio.search", tooltip="Find accounts by part of the name or id"),
    Binding("f", "filter", "filter", id="portfolio.filter", tooltip="Choose accounts by a condition; figures and curve follow"),
    Binding(
        "equals_sign", "like_this", "like this", key_display="=", show=False, id="portfolio.like_this", tooltip="Filter to accounts with this cell's value"
    ),
    Binding("s", "sort(False)", "sort", id="portfolio.sort", tooltip="Sort by the lit column; again turns it round"),
    Binding("S", "sort(True)", "add sort key", show=False, id="portfolio.sort_add", tooltip="Add the lit column as the next sort key"),
    Binding("m", "metric", "metric", id="portfolio.metric", tooltip="Revenue, margin, profit or potential"),
    Binding("t", "period", "period", id="portfolio.period", tooltip="All, a year, a quarter or the last 12 months"),
    Binding("p", "rollup", "parents", show=False, id="portfolio.rollup", tooltip="Accounts one by one or under their parents"),
    Binding("o", "mine", "mine", id="portfolio.mine", tooltip="My accounts or all"),
    Binding("c", "curve", "curve", id="portfolio.curve", tooltip="Show or hide the curve"),
    Binding("C", "pareto", "Lorenz, Pareto, effort, whale", show=False, id="portfolio.pareto", tooltip="Go round the curves: Lorenz, Pareto, effort, whale"),
    Binding("L", "class_lines", "class lines", show=False, id="portfolio.class_lines", tooltip="Where the classes A and B end, with what they would be"),
    Binding("b", "further", "columns", show=False, id="portfolio.further", tooltip="Which further columns the table shows"),
    Binding(
        "i", "ask('numbers')", "figures", show=False, id="portfolio.explain", tooltip="Every figure of the review, page by page, with its meaning and formula"
    ),
    Binding("g", "ask('segments')", "group", id="portfolio.segments", tooltip="Accounts by groups, each with its own figures, side by side"),
    Binding("G", "ask('grid')", "value and needs", show=False, id="portfolio.grid", tooltip="The grid of value and needs: ABM, targeted, mass marketing"),
    Binding("w", "ask('whatif')", "what-if", id="portfolio.what_if", tooltip="Lose, add, grow or merge accounts, move hours; every figure before and after"),
    Binding("A", "ask('fit')", "is ABM right?", show=False, id="portfolio.fit", tooltip="Is account-based marketing right for us? The verdict and its numbers"),
    Binding("r", "ask('review')", "review", id="portfolio.review", tooltip="Go through the accounts that need a look"),
    Binding("n", "ask('next')", "next", show=False, id="portfolio.next", tooltip="Open the next account that needs a look"),
    Binding("v", "ask('reviewed')", "reviewed", show=False, id="portfolio.reviewed", tooltip="Mark the account as reviewed today"),
    Binding("z", "ask('snooze')", "snooze", show=False, id="portfolio.snooze", tooltip="Leave the account out of the review until a date"),
    Binding(
        "a",
        "ask('agenda')",
        "agenda",
        show=False,
        id="portfolio.agenda",
        tooltip="Everything dated in all plans: next steps, reviews, flags, goals, rows, contracts",
    ),
    Binding(
        "e", "ask('bulk')", "edit marked", show=False, id="portfolio.bulk", tooltip="Set, add or remove something in the plans of all marked accounts; one undo"
    ),
    Binding(
        "E",
        "ask('enrol')",
        "enrol marked",
        show=False,
        id="portfolio.enrol",
        tooltip="Enrol the marked accounts in a programme of digital relationship management",
    ),
    Binding(
        "I", "ask('import')", "import", show=False, id="portfolio.import", tooltip="Take contacts or other rows of a file into the plans; shown first, one undo"
    ),
    Binding("X", "ask('report')", "report", show=False, id="portfolio.report", tooltip="Write the whole review to hand on: Markdown, text, HTML, XLSX, JSON"),
    Binding("x", "ask('export')", "export", id="portfolio.export", tooltip="Write this view to a file"),
    Binding("u", "ask('undo')", "undo", id="portfolio.undo", tooltip="Undo the last plan edit"),
    Binding("U,ctrl+r", "ask('redo')", "redo", show=False, id="portfolio.redo", tooltip="Redo the plan edit last undone"),
    Binding(
        "exclamation_mark",
        "problems",
        "problems",
        key_display="!",
        show=False,
        id="portfolio.problems",
        tooltip="What was left out, assumed or is to be mended",
    ),
    Binding("escape", "back", "back", show=False, id="portfolio.back", tooltip="Leave the search, the filter or the marks, one at a time"),
    Binding(
        "tab",
        "next_panel",
        "next panel",
        show=False,
        id="portfolio.next_panel",
        tooltip="From the search to the table; on a narrow screen between table and curve",
    ),
    Binding("q", "quit", "quit", id="portfolio.quit", tooltip="Leave abmtui"),
    Binding("question_mark,f1", "help", "help", key_display="?", id="portfolio.help", tooltip="The keys of this screen"),
]

NEED_ACCOUNTS: Final = frozenset(
    {"filter", "like_this", "sort", "metric", "period", "rollup", "mine", "curve", "pareto", "class_lines", "further", "explain", "ask"}
)
"""Actions that do nothing before a portfolio is shown."""
