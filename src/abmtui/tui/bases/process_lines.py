"""The account's sales process as lines: gates with their criteria as a checklist, then what is decided when and by whom."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from abmtui.review.intelligence import buying_structure, structure_said
from abmtui.tui.bases.cell_text import NOTHING
from abmtui.tui.bases.fitted import cut, wrapped
from abmtui.tui.bases.grid_lines import Cell, FixedLines, Line, Target
from abmtui.tui.bases.own_lines import OwnField, OwnLine, Writing
from abmtui.tui.bases.plan_columns import PANELS, ColumnSpec, column_text, laid_out
from abmtui.wording import counted, shown

if TYPE_CHECKING:
    from abmtui.plan.gates import Process, Stage
    from abmtui.tui.bases.cell_text import PlanView

STEP: Final = "step"
"""The kind of a target that stands for a gate as a whole: Enter enters or passes it. `row` is the gate's name."""
TICK: Final = "tick"
"""The kind of a target that stands for a criterion: Enter or space ticks it. `row` is the gate's name, `field` the criterion."""
INTELLIGENCE: Final = "intelligence"
"""The kind of a target that stands for what is not known."""
GLYPHS: Final = {"passed": "✓", "current": "▸", "entered": "·", "ahead": " "}
COLUMNS: Final = (
    ColumnSpec("name", "  Gate", 17, 3),
    ColumnSpec("entered", "Entered", 11),
    ColumnSpec("passed", "Passed", 11),
    ColumnSpec("owner", "Owner", 14, 3),
    ColumnSpec("days", "Days", 5, right=True),
    ColumnSpec("role", "Role", 19, 1, further=True),
)
NEXT: Final = (
    OwnLine("Next step", (OwnField("next_step", 12, 5), OwnField("next_step_owner", 8, 1), OwnField("next_step_due", 11))),
    OwnLine("Contract end", (OwnField("contract_end", 11), OwnField("next_review", 11, 0, "next review"))),
)
BUYING: Final = (
    OwnLine("Buying", (OwnField("buying_process", 11), OwnField("buying_process_note", 12, 1, "because"))),
    OwnLine("Centre", (OwnField("buying_centre", 13), OwnField("sales_cycle_months", 5, 0, "sales cycle, months"))),
)
MOST: Final = 6
"""Lines that one group of what is not known may take."""
OFFERED: Final = ("name", "stage", "expected", "potential")
"""Fields of an offering that the page shows."""


def process_title(process: Process, view: PlanView, abc_class: str) -> str:
    """Return where the account stands, in words: "Class A · gate 2 of 5, Strategy agreed, since 12 Oct · next Value shown"."""
    of_class = f"Class {abc_class}" if abc_class else "No class"
    if process.undefined:
        return shown(of_class)
    current = process.current
    if current is None:
        done = all(stage.state == "passed" for stage in process.stages)
        return shown(f"{of_class} · all {len(process.stages)} gates passed" if done else f"{of_class} · no gate entered")
    since = current.step.entered if current.step is not None else None
    day = f", since {view.formats.day(since, view.today)}" if since else ""
    following = f" · next {process.next.gate.name}" if process.next else ""
    return shown(f"{of_class} · gate {process.stages.index(current) + 1} of {len(process.stages)}, {current.gate.name}{day}{following}")


def process_lines(view: PlanView, width: int, process: Process, missing: tuple[str, ...] | None) -> FixedLines:
    """Return the page for so many cells a line; `missing` is what is not known of the account, None where that was not worked out."""
    page = _Page(view, width, view.marks())
    lines = [*page.gates(process), Line(rule="Next", section="next"), *(page.own_line(line, "next") for line in NEXT)]
    lines += page.offerings()
    lines += [Line(rule="Buying", section="buying"), *(page.own_line(line, "buying") for line in BUYING), page.people()]
    return FixedLines((*lines, *page.intelligence(missing)))


class _Page(Writing):
    """A plan's process written out."""

    def gates(self, process: Process) -> list[Line]:
        if process.undefined:
            lines = [self._said(f"undefined: {process.undefined}", "dim")]
            lines.append(
                Line(
                    (Cell("A class of its own can be given on the tab Value (7); gates of a class stand in the config", 0, self.width, style="dim"),),
                    section="gate",
                )
            )
        else:
            heading = tuple(Cell(column.heading, x, size, style="heading", right=column.right) for column, x, size in laid_out(COLUMNS, self.width))
            lines = [Line(heading, section="gate")]
            for stage in process.stages:
                lines += self._stage(stage, process)
        lines += [self._unknown(step.id, step.name) for step in process.unknown]
        return lines

    def _said(self, text: str, style: str = "") -> Line:
        return Line((Cell(shown(text), 0, self.width, Target("gate"), style),), section="gate")

    def _stage(self, stage: Stage, process: Process) -> list[Line]:
        ahead = stage.state == "ahead"
        begin = ahead and process.current is None and stage is process.next
        columns = laid_out(COLUMNS, self.width)
        narrow = columns[-1][0].field != "role"
        lines = [Line(tuple(self._gate_cell(stage, column, x, size, role=narrow) for column, x, size in columns), section="gate")]
        lines += [_criterion(stage, criterion, self.width) for criterion in stage.gate.criteria]
        if stage.besides:
            lines.append(Line((Cell(f"    also met: {shown(', '.join(stage.besides))}", 0, self.width, style="dim"),), section="gate"))
        if stage.step is not None and (stage.passed_short or stage.step.reason):
            because = self.cell(Target("gate", stage.step.id, "reason"), 22, self.width - 22)
            lines.append(Line((Cell("    passed because", 0, 21, style="label"), because), section="gate"))
        if stage.state == "current" or begin:
            lines.append(Line((Cell(self._asked(stage, process, begin=begin), 4, self.width - 4, Target(STEP, stage.gate.name), "dim"),), section="gate"))
        return lines

    def _asked(self, stage: Stage, process: Process, *, begin: bool) -> str:
        if begin:
            return "↵ enters it"
        then = f", then {process.next.gate.name} is entered" if process.next else ""
        unmet = f" · {len(stage.unmet)} of {counted(len(stage.gate.criteria), 'criterion', 'criteria')} unmet: a reason is asked" if stage.unmet else ""
        return shown(f"↵ passes it{then}{unmet}")

    def _gate_cell(self, stage: Stage, column: ColumnSpec, x: int, width: int, *, role: bool) -> Cell:
        """Return a cell of a gate's line; where there is no room for roles, the role stands in for an owner who is not named."""
        style = "dim" if stage.state == "ahead" else ""
        match column.field:
            case "name":
                return Cell(f"{GLYPHS[stage.state]} {shown(stage.gate.name)}", x, width, Target(STEP, stage.gate.name), style)
            case "days":
                return Cell("" if stage.days is None else self.view.formats.number(stage.days), x, width, None, style, right=True)
            case "role":
                return Cell(shown(stage.gate.role) or NOTHING, x, width, None, "dim")
        instead = shown(stage.gate.role) if role and column.field == "owner" else ""
        if stage.step is None:
            return Cell("ahead" if column.field == "entered" else instead, x, width, None, "dim")
        cell = self.cell(Target("gate", stage.step.id, column.field), x, width)
        return replace(cell, text=instead) if instead and not stage.step.owner else cell

    def _unknown(self, row: str, name: str) -> Line:
        said = Cell("is no gate of this class; kept as it is", 24, self.width - 24, style="dim")
        return Line((self.cell(Target("gate", row, "name"), 2, 21, f"{cut(shown(name), 19)}" or NOTHING), said), section="gate")

    def offerings(self) -> list[Line]:
        """Return the offerings with their decision stages."""
        spec = PANELS["offering"]
        rows = self.view.rows("offering")
        lines = [Line(rule="Decision stages of offerings", section="offering")]
        if not rows:
            return [*lines, Line((Cell(spec.none, 0, self.width, Target("offering"), "dim"),), section="offering")]
        chosen = sorted((column for column in spec.columns if column.field in OFFERED), key=lambda column: OFFERED.index(column.field))
        columns = laid_out(chosen, self.width)
        lines.append(Line(tuple(Cell(column.heading, x, size, style="heading", right=column.right) for column, x, size in columns), section="offering"))
        for row in rows:
            cells = (
                self.cell(Target("offering", row.id, column.field), x, size, column_text(column, row, "offering", self.view), right=column.right)
                for column, x, size in columns
            )
            lines.append(Line(tuple(cells), section="offering"))
        return lines

    def people(self) -> Line:
        """Return how the account buys, counted from the people of the plan."""
        said = structure_said(buying_structure(self.view.plan))
        return Line(
            (Cell("Structure", 0, 12, style="label"), Cell(said or "nobody known yet", 13, self.width - 13, Target("stakeholder"), "" if said else "dim")),
            section="buying",
        )

    def intelligence(self, missing: tuple[str, ...] | None) -> list[Line]:
        """Return what is not known of the account yet, a line each."""
        if missing is None:
            return []
        rule = Line(rule="Intelligence", section=INTELLIGENCE)
        if not missing:
            return [rule, Line((Cell("nothing is missing", 0, self.width, Target(INTELLIGENCE), "dim"),), section=INTELLIGENCE)]
        pieces = (wrapped(shown(text), self.width, MOST) for text in missing)
        return [
            rule,
            *(
                Line((Cell(piece, 0, self.width, None if place else Target(INTELLIGENCE, text[0]), "dim"),), section=INTELLIGENCE)
                for text in pieces
                for place, piece in enumerate(text)
            ),
        ]


def _criterion(stage: Stage, criterion: str, width: int) -> Line:
    """Return a criterion as a line of a checklist; one that was passed over is lit."""
    met = criterion in stage.met
    style = "" if met else "warn" if stage.state == "passed" else "dim"
    cell = Cell(f"[{'x' if met else ' '}] {shown(criterion)}", 4, width - 4, Target(TICK, stage.gate.name, criterion), style)
    return Line((cell,), section="gate")
