"""Other views of a tab's rows: people as tree, power and interest or by our team; channel rows as a matrix, its holes filled where they stand."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

from abmtui.plan import edits
from abmtui.plan.channel_matrix import channel_matrix, channel_months, first_day_in
from abmtui.plan.edits import row_of
from abmtui.plan.model import KINDS, field_specs
from abmtui.plan.power_grid import SCALE
from abmtui.plan.team_view import member_key, team_view
from abmtui.tui.bases import plan_edit
from abmtui.tui.bases.cell_text import name_of
from abmtui.tui.bases.grid_lines import Target
from abmtui.tui.bases.plan_columns import PANELS
from abmtui.tui.bases.view_table import AUDIENCE, HOLE
from abmtui.tui.forms.line_form import LineForm
from abmtui.tui.forms.pick_form import PickForm
from abmtui.tui.forms.row_form import RowForm
from abmtui.tui.screens.account_pages import page_of
from abmtui.tui.screens.account_shown import AccountShown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from abmtui.plan.channel_matrix import Audience
    from abmtui.plan.model import Stakeholder

PEOPLE: Final = "stakeholder"
CHANNELS: Final = "channel"
POWER: Final = "people-power"
TEAM: Final = "people-team"
MONTHS: Final = "channels-by-month"
ASKED: Final[Mapping[str, tuple[str, ...]]] = {"touch": ("who", "our_contact", "date", "channel", "topic", "insight")}
"""The fields of the form that fills a hole, by kind; else those of its panel."""


class AccountViews(AccountShown):
    """The part of the account's screen that shows rows otherwise than as a list."""

    def action_view(self) -> None:
        """Go round the views of the open tab; the cursor stays on its person or row."""
        views = self.page.views
        if self.plan_file.broken:
            self.say(self.locked(), "warning")
        elif len(views) == 1:
            self.say("This tab has one view; c goes round those of People (2) and Channels (3)", "warning")
        else:
            self._show_view(self.tab, (self.chosen.get(self.tab, 0) + 1) % len(views), self.grid.target)

    def _show_view(self, tab: int, view: int, target: Target | None) -> None:
        """Open a view of a tab with the cursor on what is meant there."""
        meant = self._meant(target)
        self.tab, self.chosen = tab, {**self.chosen, tab: view}
        self._show_tab()
        self._stand_on(meant)

    def _stand_on(self, target: Target | None) -> None:
        """Put the cursor on a target, and let the frame say what it came to stand on."""
        self.grid.point_at(target)
        self.grid.refresh()
        if self.grid.target is not None:
            self.grid.post_message(self.grid.Moved(self.grid, self.grid.target))

    def _meant(self, target: Target | None) -> Target | None:
        """Return what a target stands for in every view: of a person's cell the person, of an audience its first row where that is all there is."""
        if target is None or target.kind not in {HOLE, AUDIENCE}:
            return target
        kind = self.page.kinds[0]
        if kind == PEOPLE:
            return Target(PEOPLE, target.row, "name")
        goes_on_to_list = self.chosen.get(self.tab, 0) + 1 == len(self.page.views)
        rows = (row for (audience, _), held in channel_matrix(self.view.plan).cells.items() if audience == target.row for row in held)
        first = next(rows, None)
        return Target(CHANNELS, first.id, "audience") if goes_on_to_list and first is not None else Target(AUDIENCE, target.row)

    # Enter

    async def action_edit(self) -> None:
        """Edit the cell under the cursor; what stands for more than a field has its own way."""
        target = self.grid.target
        if target is None or self._grid_id() != "views":
            await super().action_edit()
        elif target.kind == AUDIENCE:
            self._open_audience(target.row)
        elif self.locked():
            self.say(self.locked(), "warning")
        elif target.kind == HOLE:
            await self._fill(target)
        elif self.page_view.name == POWER and target.row:
            await self._ask_scores(target)
        else:
            await super().action_edit()

    def _open_audience(self, key: str) -> None:
        """Open the list at a person, or at the first row for an audience in words."""
        person = row_of(self.view.plan, PEOPLE, key)
        if person is not None:
            self._show_view(page_of(PEOPLE), 0, Target(PEOPLE, person.id, "name"))
            return
        rows = (row for (audience, _), held in channel_matrix(self.view.plan).cells.items() if audience == key for row in held)
        self._show_view(self.tab, 0, Target(CHANNELS, next(rows).id, "audience"))

    async def _ask_scores(self, target: Target) -> None:
        """Ask for influence and interest in one line, saved as one edit."""
        person: Any = row_of(self.view.plan, PEOPLE, target.row)
        before = " ".join(str(score) for score in (person.influence, person.interest) if score)

        def taken(text: str | None) -> None:
            scores = None if text is None else _scores(text)
            if scores is None or row_of(self.view.plan, PEOPLE, target.row) is None:
                return
            plan = edits.set_row_field(self.view.plan, PEOPLE, target.row, "influence", scores[0])
            plan = edits.set_row_field(plan, PEOPLE, target.row, "interest", scores[1])
            if plan != self.view.plan:
                self.commit(plan, f"{name_of(plan, PEOPLE, target.row)}: influence {scores[0]}, interest {scores[1]}", target)

        title = f"Influence and interest: {name_of(self.view.plan, PEOPLE, target.row)}"
        await self.app.push_screen(LineForm(title, before, "two numbers, 1 low to 5 high: 4 2 is influence 4, interest 2", _wrong_scores), taken)

    # Holes

    async def action_add(self) -> None:
        """Add a row; on a hole or an audience one with that filled in."""
        target = self.grid.target
        if target is None or target.kind not in {HOLE, AUDIENCE}:
            await super().action_add()
        elif self.locked():
            self.say(self.locked(), "warning")
        elif self.page_view.name == TEAM:
            await self._add_touch(target)
        else:
            await self._add_channel(target)

    async def _fill(self, target: Target) -> None:
        """Fill a hole: a channel row is asked at once, of a person and one of ours which of both."""
        if self.page_view.name != TEAM:
            await self._add_channel(target)
            return
        person, member = self._both(target)
        named = person is not None and member_key(person.our_contact) == target.field
        offers = [
            ("contact", f"{member} is no longer the contact" if named else f"{member} is the contact from now on"),
            ("touch", "A touch of both: what was spoken about"),
        ]

        async def chosen(what: str | None) -> None:
            if what == "touch":
                await self._add_touch(target)
            elif what == "contact" and person is not None:
                self.commit(*plan_edit.edited(self.view, Target(PEOPLE, person.id, "our_contact"), "" if named else member), target)

        await self.app.push_screen(PickForm(f"{name_of(self.view.plan, PEOPLE, target.row)} and {member}", offers), chosen)

    def _both(self, target: Target) -> tuple[Stakeholder | None, str]:
        """Return the person and the name of ours that a cell stands for."""
        person: Any = row_of(self.view.plan, PEOPLE, target.row)
        return person, next((one.name for one in team_view(self.view.plan).members if one.key == target.field), "")

    async def _add_touch(self, target: Target) -> None:
        person, member = self._both(target)
        begun = {"who": (target.row,), "our_contact": member, "date": self.view.today}
        await self._ask_row("touch", begun, f"{'' if person is None else person.name} and {member}", target)

    async def _add_channel(self, target: Target) -> None:
        """Ask for a channel row with the audience, and the channel or a day of the month, filled in."""
        months = self.page_view.name == MONTHS
        audiences = channel_months(self.view.plan, self.view.today).audiences
        audience = next(one for one in audiences if one.key == target.row)
        begun: dict[str, Any] = {"audience": _as_written(audience)}
        preferred = audience.person.preferred_channel if audience.person else ""
        if target.field and not months:
            begun["channel"] = next(one.name for one in channel_matrix(self.view.plan).channels if one.key == target.field)
        else:
            begun["channel"] = preferred
        if target.field and months:
            begun["when"] = first_day_in(int(target.field), self.view.today)
        said = begun["when"].strftime("%B") if isinstance(begun.get("when"), dt.date) else begun["channel"]
        await self._ask_row(CHANNELS, begun, " · ".join(part for part in (audience.person.name if audience.person else audience.name, said) if part), None)

    async def _ask_row(self, kind: str, begun: Mapping[str, Any], about: str, stay: Target | None) -> None:
        """Ask for a row of which some fields are filled in already; the cursor goes to it, or stays."""
        specs = field_specs(KINDS[kind].row)
        names = ASKED.get(kind, PANELS[kind].asked)
        asked = {name: plan_edit.asked_of(specs[name], self.view, begun.get(name)) for name in names}

        def given(values: dict[str, Any] | None) -> None:
            self.form = None
            if values:
                plan, row, what = plan_edit.added(self.view, kind, values)
                self.commit(plan, what)
                # Its column may be out of view: a channel comes forward with each row.
                self._stand_on(stay or Target(kind, row, "when"))
                self.say(f"{what} · u takes it back")

        self.form_at = kind
        self.form = RowForm(f"New {KINDS[kind].label}{f': {about}' if about else ''}", asked, KINDS[kind].title_field)
        await self.app.push_screen(self.form, given)

    def action_move_row(self, by: int) -> None:
        """Move a row in the list; a drawn view has an order of its own."""
        if self._grid_id() == "views":
            self.say("This view has an order of its own; rows are moved in the list (c)", "warning")
        else:
            super().action_move_row(by)


def _as_written(audience: Audience) -> str:
    return audience.person.id if audience.person else audience.name


def _scores(text: str) -> tuple[int, int] | None:
    """Return influence and interest as typed: "4 2", "4,2" or "42"; None where that is not what was typed."""
    digits = [sign for sign in text if not (sign.isspace() or sign in ",;/")]
    scores = [int(digit) for digit in digits if digit.isdecimal() and int(digit) in SCALE]
    return (scores[0], scores[1]) if len(scores) == len(digits) == 2 else None  # noqa: PLR2004  # two scores are asked


def _wrong_scores(text: str) -> str:
    return "" if _scores(text) else f'"{text}" is not two numbers from 1 to 5: write influence, then interest, such as 4 2'
