"""An account's value as lines: where it stands and why, its money, its scores, the selection worksheet, its offerings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from abmtui.plan.model import Plan, field_specs
from abmtui.portfolio.scores import Age
from abmtui.review.reasons import Line as Reason
from abmtui.tui.bases.cell_text import NOTHING, amount, reading_text
from abmtui.tui.bases.fitted import wrapped
from abmtui.tui.bases.grid_lines import Cell, FixedLines, Line, Target
from abmtui.tui.bases.own_lines import OwnField, OwnLine, Writing
from abmtui.tui.bases.plan_columns import PANELS, ColumnSpec, column_text, laid_out
from abmtui.tui.bases.score_lines import other_scores, score_panel, scores_title, worksheet_of
from abmtui.wording import shown

if TYPE_CHECKING:
    from abmtui.plan.model import Row
    from abmtui.tui.bases.account_facts import AccountFacts
    from abmtui.tui.bases.cell_text import PlanView
    from abmtui.tui.bases.value_facts import Figure, ValueFacts

FIGURE: Final = "figure"
"""The kind of a target that stands for a figure worked out from the portfolio; `row` is its label."""
STANDING: Final = {
    "abc_class": "Class",
    "key_account": "Key account",
    "zone": "Zone",
    "programme": "Programme",
    "tier": "Tier",
    "abm_variety": "Variety",
    "coverage": "Coverage",
}
"""What can be overridden, in order, with the words used while nothing is worked out."""
WORKING: Final = "working it out"
OWN_MONEY: Final = {"potential": "Potential", "lifetime_value": "Lifetime value", "sales_cycle_months": "Sales cycle"}
"""Money that a person may write into the plan, shown while nothing is worked out."""
LABEL: Final = 16
"""Cells before a value."""
WIDE: Final = 70
"""Cells of a line from which values have more room."""
LEAST_NOTE: Final = 12
"""Cells that a note needs."""
SERVED: Final = (
    OwnLine("Team", (OwnField("team", 12, 1), OwnField("segment", 12, 1, "segment")), LABEL),
    OwnLine("Needs", (OwnField("needs", 5), OwnField("satisfaction", 5, 0, "of 5, 1 homogeneous · satisfaction")), LABEL),
)
VERDICT: Final = (
    OwnLine("Verdict", (OwnField("selection_verdict", 17), OwnField("selection_date", 11, 0, "of"), OwnField("selection_reason", 12, 1, "because"))),
)


def value_lines(view: PlanView, width: int, facts: AccountFacts, value: ValueFacts | None) -> FixedLines:
    """Return the page for so many cells a line; without `value` what the plan says stands there already."""
    page = _Page(view, width, view.marks())
    age = Age(view.today, facts.score_days)
    data = {} if value is None else value.data
    outside, selection = (worksheet_of(view.plan.scores, weights, age, data) for weights in (facts.outside_in, facts.selection))
    ranks, selected = ("", "") if value is None else (value.ranks, value.selected)
    lines = [*page.standing(value), *page.money(value)]
    lines += score_panel(page, scores_title("Outside-in score", outside, view, ranks), outside, "score", told=False)
    lines += score_panel(page, scores_title("Selection worksheet", selection, view, selected), selection, "score:selection", told=True)
    lines += [page.own_line(line, "score:selection") for line in VERDICT]
    lines += other_scores(page, {line.row_id for line in (*outside, *selection)}, "score:other")
    return FixedLines((*lines, *page.offerings()))


class _Page(Writing):
    """An account's value written out."""

    def standing(self, value: ValueFacts | None) -> list[Line]:
        """Return where the account stands: a line each, with its reason and what would change it below."""
        known = {} if value is None else {reason.field: reason for reason in value.standing}
        lines: list[Line] = []
        for field, label in STANDING.items():
            lines += self._reason(_said(self.view, known.get(field) or Reason(field, label, "", "", WORKING if value is None else "not known")))
        for figure in () if value is None else value.remarks:
            lines += self._figure(figure, "standing")
        return [*lines, *(self.own_line(line, "standing") for line in SERVED)]

    def _reason(self, reason: Reason) -> list[Line]:
        of_value, of_by = (18, 7) if self.width >= WIDE else (12, 7)
        x = LABEL + of_value + of_by
        width = max(1, self.width - x)
        pieces = wrapped(shown(reason.reason), width, 3)
        missing = reason.by == "plan" and not reason.reason
        unknown = not reason.value
        cells = (
            Cell(shown(reason.label), 0, LABEL - 1, style="label"),
            Cell(
                shown(reason.value) or ("undefined" if reason.by or reason.reason != WORKING else NOTHING),
                LABEL,
                of_value - 1,
                Target("", "", reason.field),
                "dim" if unknown else "",
            ),
            Cell(reason.by, LABEL + of_value, of_by - 1, style="label"),
            Cell(
                "no reason given" if missing else pieces[0] or NOTHING,
                x,
                width,
                Target("", "", f"{reason.field}_reason"),
                "dim" if reason.by != "plan" or missing else "",
                mark=missing,
            ),
        )
        below = (*pieces[1:], *(wrapped(f"→ {shown(reason.flip)}", width, 2) if reason.flip else ()))
        return [Line(cells, section="standing"), *(Line((Cell(text, x, width, style="dim"),), section="standing") for text in below if text)]

    def money(self, value: ValueFacts | None) -> list[Line]:
        """Return the account's figures, a line each."""
        lines = [Line(rule="Money", section="money")]
        if value is None:
            lines += [self.own_line(OwnLine(label, (OwnField(field, 16),), LABEL), "money") for field, label in OWN_MONEY.items()]
            return [*lines, Line((Cell(WORKING, 0, self.width, Target(FIGURE), "dim"),), section="money")]
        for figure in value.money:
            lines += self._figure(figure, "money")
        return lines

    def _figure(self, figure: Figure, section: str) -> list[Line]:
        """Return a figure with its note beside it, going on below where it needs the room."""
        value = shown(figure.value)
        said = reading_text(field_specs(Plan)[figure.field], getattr(self.view.plan, figure.field), self.view) if figure.field else ""
        text, note = (said or value), shown(figure.note)
        room = min(max(16, len(text)), max(16, self.width - LABEL))
        target = Target("", "", figure.field) if figure.field else Target(FIGURE, figure.label)
        shown_value = Cell(text or ("undefined" if not figure.field else NOTHING), LABEL, room, target, "warn" if figure.warns else "" if text else "dim")
        x = LABEL + room + 1
        pieces = wrapped(note, max(1, self.width - x), 3) if self.width - x >= LEAST_NOTE else ()
        cells = (Cell(shown(figure.label), 0, LABEL - 1, style="label"), shown_value, *(Cell(text, x, self.width - x, style="dim") for text in pieces[:1]))
        return [Line(cells, section=section), *(Line((Cell(text, x, self.width - x, style="dim"),), section=section) for text in pieces[1:])]

    def offerings(self) -> list[Line]:
        """Return what the account buys and could buy, an offering a line, with what is open of it."""
        spec = PANELS["offering"]
        rows = self.view.rows("offering")
        lines = [Line(rule=spec.title, section="offering")]
        if not rows:
            return [*lines, Line((Cell(spec.none, 0, self.width, Target("offering"), "dim"),), section="offering")]
        columns = laid_out(OFFERED, self.width)
        lines.append(Line(tuple(Cell(column.heading, x, width, style="heading", right=column.right) for column, x, width in columns), section="offering"))
        return [*lines, *(Line(tuple(self._offered(row, *column) for column in columns), section="offering") for row in rows)]

    def _offered(self, row: Row, column: ColumnSpec, x: int, width: int) -> Cell:
        text = column_text(column, row, "offering", self.view)
        if column.write is not None:
            return Cell(text or NOTHING, x, width, None, "" if text else "dim", column.right)
        return self.cell(Target("offering", row.id, column.field), x, width, text, right=column.right)


def _whitespace(row: Row, view: PlanView) -> str:
    """Return potential - current, 0 where more is bought; empty where the potential is not known."""
    potential, current = getattr(row, "potential", None), getattr(row, "current", None)
    return "" if potential is None else amount(max(0.0, potential - (current or 0.0)), view.formats)


OFFERED: Final = (
    ColumnSpec("name", "Offering", 14, 3),
    ColumnSpec("current", "Current", 9, right=True),
    ColumnSpec("potential", "Potential", 9, right=True),
    ColumnSpec("whitespace", "Whitespace", 10, right=True, write=_whitespace),
    ColumnSpec("stage", "Decision stage", 15, 1),
    ColumnSpec("expected", "Expected", 11),
    ColumnSpec("cycle_months", "Months", 6, right=True),
    ColumnSpec("note", "Note", 16, 4, further=True),
)


def _said(view: PlanView, reason: Reason) -> Reason:
    """Return a reason with what the plan on the screen says, which may be newer than what was worked out."""
    spec = field_specs(Plan)[reason.field]
    said = reading_text(spec, getattr(view.plan, reason.field), view)
    if said:
        because = str(getattr(view.plan, f"{reason.field}_reason"))
        return replace(reason, value=said, by="plan", reason=" ".join(because.split()))
    if reason.by == "plan" and reason.field != "key_account":
        return replace(reason, value="", by="", reason=WORKING, flip="")
    return reason
