"""The scores of a plan as lines: every criterion with its score or the want of one, stale and guessed ones looking so."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import polars as pl

from abmtui.portfolio.scores import Age, counted
from abmtui.review.selection import WorksheetLine, total_of
from abmtui.tui.bases.cell_text import NOTHING
from abmtui.tui.bases.grid_lines import NEW, Cell, Line, Target
from abmtui.tui.bases.plan_columns import PANELS, ColumnSpec, column_text, laid_out
from abmtui.wording import shown

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from abmtui.plan.model import Score
    from abmtui.tui.bases.cell_text import PlanView
    from abmtui.tui.bases.own_lines import Writing

COLUMNS: Final = (
    ColumnSpec("criterion", "Criterion", 20, 2),
    ColumnSpec("score", "Score", 5, right=True),
    ColumnSpec("evidence", "Evidence", 12, 5),
    ColumnSpec("source", "Source", 8),
    ColumnSpec("date", "Scored", 12),
    ColumnSpec("due", "Again", 12),
)
DATA: Final = 4
"""Cells before what the data says."""
_SCHEMA: Final = {
    "account_id": pl.String(),
    "place": pl.Int64(),
    "criterion": pl.String(),
    "score": pl.Int64(),
    "source": pl.String(),
    "date": pl.Date(),
    "due": pl.Date(),
}


def worksheet_of(scores: Sequence[Score], weights: Mapping[str, float], age: Age, data: Mapping[str, str]) -> tuple[WorksheetLine, ...]:
    """Return a line for each criterion that has weight, with the score that counts now; `data` is what the data says by criterion."""
    if not weights:
        return ()
    rows = [("", place, score.criterion, score.score, score.source, score.date, score.due) for place, score in enumerate(scores)]
    found = counted(pl.DataFrame(rows, schema=_SCHEMA, orient="row"), weights, age).rows
    used = {criterion: (scores[place], stale) for criterion, place, stale in found.select("criterion", "place", "stale").iter_rows()}
    lines = []
    for criterion, weight in weights.items():
        line = WorksheetLine(criterion, weight, None, "", "", None, stale=False, data_says=data.get(criterion, ""))
        if criterion in used:
            row, stale = used[criterion]
            line = replace(line, score=row.score, evidence=row.evidence, source=row.source, date=row.date, stale=stale, due=row.due, row_id=row.id)
        lines += [line] if weight > 0 else []
    return tuple(lines)


def scores_title(name: str, lines: Sequence[WorksheetLine], view: PlanView, ranks: str) -> str:
    """Return a panel's title: "Outside-in score 3.9 of 5 · 90% covered · 1 stale, 2 guessed · rank 3"."""
    total = total_of(lines)
    if total.score is None:
        return f"{name} undefined: no criterion is scored"
    doubts = [f"{count} {word}" for count, word in ((total.stale, "stale"), (total.guessed, "guessed")) if count]
    parts = (f"{name} {view.formats.number(total.score, 1)} of 5", f"{view.formats.percent(total.coverage, 0)} covered", ", ".join(doubts), shown(ranks))
    return " · ".join(part for part in parts if part)


def score_panel(page: Writing, title: str, lines: Sequence[WorksheetLine], section: str, *, told: bool) -> list[Line]:
    """Return a panel with a line for each criterion; `told` puts what the data says and the weight in a line of its own."""
    columns = laid_out(COLUMNS, page.width)
    heading = tuple(Cell(column.heading, x, width, style="heading", right=column.right) for column, x, width in columns)
    result = [Line(rule=title, section=section), Line(heading, section=section)]
    whole = sum(line.weight for line in lines)
    if not lines:
        result[1] = Line((Cell("no criterion has a weight in the config", 0, page.width, Target("score"), "dim"),), section=section)
    for line in lines:
        cells = tuple(_cell(page, line, *column, told=told) for column in columns)
        result.append(Line(cells, section=section))
        if told:
            says = f"weight {page.view.formats.percent(line.weight / whole, 0)} · data: {shown(line.data_says) or 'nothing'}"
            result.append(Line((Cell(says, DATA, page.width - DATA, style="dim"),), section=section))
    return result


def _cell(page: Writing, line: WorksheetLine, column: ColumnSpec, x: int, width: int, *, told: bool) -> Cell:
    if column.field == "criterion":
        return Cell(shown(line.criterion), x, width, None, "dim" if line.score is None or line.guessed else "")
    if line.score is None:
        data = shown(line.data_says) if column.field == "evidence" and not told else ""
        return Cell(f"data: {data}" if data else NOTHING, x, width, Target("score", NEW + line.criterion, column.field), "dim", column.right)
    text = page.cell(Target("score", line.row_id, column.field), x, width, right=column.right, style="dim" if line.guessed else "")
    late = line.due is not None and line.due < page.view.today
    return replace(text, mark=line.stale and column.field in {"score", "due" if late else "date"})


def other_scores(page: Writing, used: Collection[str], section: str) -> list[Line]:
    """Return the plan's scores that do not count: of other criteria, replaced by later ones, dated ahead; none where all do."""
    rows = [row for row in page.view.rows("score") if row.id not in used]
    if not rows:
        return []
    columns = laid_out(PANELS["score"].columns, page.width)
    lines = [Line(rule="Scores that do not count: replaced, dated ahead, empty, or of no criterion of the config", section=section)]
    for row in rows:
        cells = (
            page.cell(Target("score", row.id, column.field), x, width, column_text(column, row, "score", page.view), right=column.right, style="dim")
            for column, x, width in columns
        )
        lines.append(Line(tuple(cells), section=section))
    return lines
