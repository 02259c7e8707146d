"""An account's value as lines: where it stands and why, its money, its scores, the selection worksheet, its offerings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from abmtui.plan.model import Plan, field_specs
from abmtui.plan.reading import unknown_word
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
VALUE_AT: Final = 13
"""Cells before what is decided."""
LABEL: Final = 16
"""Cells before a figure."""
WIDE: Final = 70
"""Cells of a line from which values have more room."""
MOST: Final = 6
"""Lines that a reason or a note may take."""
LEAST_NOTE: Final = 12
"""Cells that a note needs."""
SERVED: Final = (
    OwnLine("Team", (OwnField("team", 12, 1), OwnField("segment", 12, 1, "segment")), VALUE_AT),
    OwnLine(
        "Needs",
        (OwnField("needs", 3), OwnField("satisfaction", 3, 0, "of 5 (1 homogeneous) · satisfaction"), OwnField("satisfaction_date", 11, 0, "of 5, asked")),
        VALUE_AT,
    ),
)
VERDICT: Final = (
    OwnLine("Verdict", (OwnField("selection_verdict", 17), OwnField("selection_date", 11, 0, "of"), OwnField("selection_reason", 12, 1, "because"))),
)


def value_lines(view: PlanView, width: int, facts: AccountFacts, value: ValueFacts | None) -> FixedLines:
    """Return the page for so many cells a line; without `value` what the plan says stands there already."""
    page = _Page(view, width, view.marks(), facts.of_source)
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
        """Return who says what and why, and below it, over the whole width, what would change it."""
        wide = self.width >= WIDE
        by, because = (VALUE_AT + (19 if wide else 13), VALUE_AT + (26 if wide else 20))
        width = max(1, self.width - because)
        unsaid = reason.by == "plan" and not reason.reason
        marked = unsaid or _NO_WORD in reason.reason
        pieces = wrapped("no reason given" if unsaid else shown(reason.reason), width, MOST)
        value = shown(reason.value) or (NOTHING if reason.reason == WORKING else "undefined")
        cells = (
            Cell(shown(reason.label), 0, VALUE_AT - 1, style="label"),
            Cell(value, VALUE_AT, by - VALUE_AT - 1, Target("", "", reason.field), "" if reason.value else "dim"),
            Cell(reason.by, by, because - by - 1, style="label"),
            Cell(pieces[0] or NOTHING, because, width, Target("", "", f"{reason.field}_reason"), "dim" if unsaid or reason.by != "plan" else "", mark=marked),
        )
        below = [Cell(text, because, width, style="" if reason.by == "plan" else "dim") for text in pieces[1:]]
        below += [
            Cell(text, VALUE_AT, self.width - VALUE_AT, style="dim") for text in wrapped(f"→ {shown(reason.flip)}", self.width - VALUE_AT, 2) if reason.flip
        ]
        return [Line(cells, section="standing"), *(Line((cell,), section="standing") for cell in below)]

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
        at = VALUE_AT if section == "standing" else LABEL
        said = reading_text(field_specs(Plan)[figure.field], getattr(self.view.plan, figure.field), self.view) if figure.field else ""
        text = said or shown(figure.value)
        room = min(max(16, len(text)), max(16, self.width - at))
        x, target = at + room + 1, Target("", "", figure.field) if figure.field else Target(FIGURE, figure.label)
        value = Cell(text or (NOTHING if figure.field else "undefined"), at, room, target, "warn" if figure.warns else "" if text else "dim")
        pieces = wrapped(shown(figure.note), max(1, self.width - x), MOST) if self.width - x >= LEAST_NOTE else ()
        first, *below = (Cell(piece, x, self.width - x, style="dim") for piece in pieces or ("",))
        label = Cell(shown(figure.label), 0, at - 1, style="label")
        return [Line((label, value, first), section=section), *(Line((cell,), section=section) for cell in below)]

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


_NO_WORD: Final = "none of the known words"


def _said(view: PlanView, reason: Reason) -> Reason:
    """Return a reason with what the plan on the screen says, which may be newer than what was worked out."""
    plan, spec = view.plan, field_specs(Plan)[reason.field]
    said = reading_text(spec, getattr(plan, reason.field), view)
    because = " ".join(str(getattr(plan, f"{reason.field}_reason")).split())
    if unknown_word(getattr(plan, reason.field), spec):
        # The rule holds, so the rule's word stands there; what the plan says is told, not shown as if it held.
        odd = f'plan says "{said}", {_NO_WORD}'
        ruled = replace(reason, value="", by="", reason=WORKING, flip="") if reason.by == "plan" else reason
        return ruled if ruled.reason.startswith(odd) else replace(ruled, reason=f"{odd}; {ruled.reason}")
    if said:
        return replace(reason, value=said, by="plan", reason=because)
    if reason.by == "plan":
        reason = replace(reason, value="", by="", reason=WORKING, flip="")
    return replace(reason, reason=f"{reason.reason}; the plan gives a reason and no value: {because}") if because else reason
