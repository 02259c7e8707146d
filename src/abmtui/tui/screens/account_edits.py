"""The edits of the account's screen: what each key does to the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.geometry import Region
from textual.screen import Screen

from abmtui.plan.edits import row_of
from abmtui.plan.model import KINDS, Plan
from abmtui.tui.bases import plan_edit
from abmtui.tui.bases.cell_text import spec_of, value_of
from abmtui.tui.bases.grid_lines import NEW, Target
from abmtui.tui.bases.plan_columns import PANELS
from abmtui.tui.forms.pick_form import PickForm
from abmtui.tui.forms.row_form import RowForm
from abmtui.tui.screens.account_pages import kind_in
from abmtui.tui.widgets.cell_editor import CellEditor

if TYPE_CHECKING:
    from typing import Self

    from abmtui.tui.bases.cell_text import PlanView
    from abmtui.tui.bases.field_input import FieldInput
    from abmtui.tui.bases.row_grid import RowGrid
    from abmtui.tui.forms.text_form import TextForm


class AccountEdits(Screen[None]):
    """The editing part of the account's screen; the screen itself shows, saves and leaves."""

    view: PlanView
    editor_command: str
    account: str
    editor: CellEditor | None = None
    """The editor over a cell while it is open."""
    _still: bool = False
    form: RowForm | TextForm | None = None
    """The form that is open above the screen."""
    form_at: str = ""
    """What the form is about: a kind, or a cell as `Target.path` names it."""

    def typing(self) -> tuple[str, str] | None:
        """Return what is being typed and not committed as a draft keeps it: (where, text), or None.

        The text of a new row, whose `where` is its kind, has a line `field: text` for every field that was filled.
        """
        if self.editor is not None:
            return self._typed_at(self.editor.target, self.editor.input.value) if self.editor.input.changed else None
        text = None if self.form is None else self.form.typed()
        return None if text is None else (self.form_at, text)

    @staticmethod
    def _typed_at(target: Target, text: str) -> tuple[str, str]:
        if not target.is_new:
            return target.path, text
        return target.kind, f"{KINDS[target.kind].title_field}: {target.row[len(NEW) :]}\n{target.field}: {text}"

    @property
    def grid(self) -> RowGrid:
        """The grid of the open tab."""
        raise NotImplementedError

    def locked(self) -> str:
        """Return why the plan cannot be edited, or empty."""
        raise NotImplementedError

    def say(self, text: str, look: str = "strong") -> None:
        """Answer in place of the footer."""
        raise NotImplementedError

    def commit(self, plan: Plan, what: str, target: Target | None = None) -> None:
        """Show an edited plan, put the cursor on a target, and ask for the save."""
        raise NotImplementedError

    def open_kind(self, kind: str) -> None:
        """Open the tab of a kind."""
        raise NotImplementedError

    async def action_long_text(self) -> None:
        """Edit the text under the cursor over several lines."""
        raise NotImplementedError

    # A cell where it stands

    async def action_edit(self) -> None:
        """Edit the cell under the cursor; on a panel's last line open its tab."""
        target = self.grid.target
        if target is None:
            return
        if target.kind in KINDS and not target.editable and self.view.rows(target.kind):
            self.open_kind(target.kind)
        elif self.locked():
            self.say(self.locked(), "warning")
        elif not target.editable:
            await self.action_add()
        elif spec_of(target).shape == "long" and "\n" in str(value_of(self.view.plan, target)):
            await self.action_long_text()
        else:
            await self._open_editor(target)

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Draw anew; only what changed its place while the editor comes or goes, for which Textual would repaint the whole screen."""
        repaint = repaint and not (self._still and not regions)
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def _keep_still(self) -> None:
        """Let the rest of the screen be until the editor has come or gone."""

        def free() -> None:
            self._still = False

        self._still = True
        self.call_after_refresh(free)

    async def _open_editor(self, target: Target) -> None:
        await self.close_editor()
        self._keep_still()
        self.editor = CellEditor(plan_edit.asked_at(target, self.view), target, *self._cell_and_room())
        # As the first child: Textual paints anew whatever stands before a widget that comes or goes.
        await self.mount(self.editor, before=0)

    def _cell_and_room(self) -> tuple[Region, Region]:
        """Return the cell under the cursor and the grid within its frame, both in cells of the screen."""
        room = self.grid.region
        return self.grid.cell_region(), Region(room.x + 1, room.y, room.width - 2, room.height)

    def follow_cell(self) -> None:
        """Let an open editor stand over its cell again after the screen was resized."""
        if self.editor is not None:
            self.grid.point_at(self.editor.target)
            self.editor.stand(*self._cell_and_room())

    async def close_editor(self) -> None:
        """Take the editor away and give the keys back to the grid."""
        editor, self.editor = self.editor, None
        if editor is not None:
            self._keep_still()
            self.set_focus(self.grid)
            await editor.remove()

    async def on_field_input_committed(self, event: FieldInput.Committed) -> None:
        """Put the value into the plan and go on."""
        editor = self.editor
        if editor is None or event.field is not editor.input:
            return
        await self.close_editor()
        if event.changed and editor.target.row and not editor.target.is_new and row_of(self.view.plan, editor.target.kind, editor.target.row) is None:
            self.say(f"That row is gone; what was typed: {event.field.value}", "error")
        elif event.changed:
            self.commit(*plan_edit.edited(self.view, editor.target, event.value))
        if event.way == "down":
            self.grid.action_move(1)
        elif event.way in {"left", "right"}:
            self.grid.action_step(1 if event.way == "right" else -1)

    async def on_field_input_left(self, event: FieldInput.Left) -> None:
        """Leave the old value."""
        if self.editor is not None and event.field is self.editor.input:
            await self.close_editor()

    async def on_row_grid_pressed(self, event: RowGrid.Pressed) -> None:
        """A double click edits; any click beside an open editor takes what was typed, if it reads well."""
        if self.editor is not None:
            self.set_focus(self.editor.input)
            self.editor.input.action_commit("stay")
        elif event.twice:
            await self.action_edit()

    # Rows

    async def action_add(self) -> None:
        """Ask for a new row of the kind that the cursor is in; elsewhere ask of which kind."""
        if self.locked():
            self.say(self.locked(), "warning")
        elif kind_in(self.grid.section):
            await self.add_row(kind_in(self.grid.section))
        else:
            offers = [(kind, KINDS[kind].label) for kind in PANELS]
            await self.app.push_screen(PickForm("Add", offers), self._add_chosen)

    async def _add_chosen(self, kind: str | None) -> None:
        if kind is not None:
            await self.add_row(kind)

    async def add_row(self, kind: str) -> None:
        """Ask for the key fields of a new row."""

        def given(values: dict[str, Any] | None) -> None:
            self.form = None
            if values:
                plan, row, what = plan_edit.added(self.view, kind, values)
                self.commit(plan, what, Target(kind, row, PANELS[kind].columns[0].field))
                self.say(f"{what} · u takes it back")

        title = f"New {KINDS[kind].label}"
        self.form_at = kind
        self.form = RowForm(title, plan_edit.asked_for_row(kind, self.view), KINDS[kind].title_field)
        await self.app.push_screen(self.form, given)

    def _row(self) -> Target | None:
        """Return the row under the cursor, or say why there is none to change."""
        target = self.row_meant(self.grid.target)
        if self.locked():
            self.say(self.locked(), "warning")
        elif target is None or not target.row or target.kind not in KINDS or target.is_new:
            self.say("There is no row here: it works on rows of people, channels, flags, goals, scores, offerings, gates, touches and notes", "warning")
        else:
            return target
        return None

    def row_meant(self, target: Target | None) -> Target | None:
        """Return the row that a cell stands for."""
        return target

    def action_delete(self) -> None:
        """Delete the row under the cursor, without a question: undo brings it back, and that is said."""
        target = self._row()
        if target is not None:
            plan, what = plan_edit.removed(self.view, target)
            self.commit(plan, what)
            self.say(f"{what} · u brings it back")

    def action_move_row(self, by: int) -> None:
        """Move the row under the cursor up or down among its kind."""
        if not self.can_order:
            self.say("Rows stand here by weight; move them in their own tab (2-5, 8)", "warning")
            return
        target = self._row()
        if target is not None:
            plan, what = plan_edit.moved(self.view, target, by)
            if plan != self.view.plan:
                self.commit(plan, what, target)

    @property
    def can_order(self) -> bool:
        """Whether the open tab shows rows in the order of the file."""
        raise NotImplementedError
