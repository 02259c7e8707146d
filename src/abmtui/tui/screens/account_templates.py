"""Rows inserted from the library of templates."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from abmtui.plan.model import ChannelRow, Goal, field_specs
from abmtui.plan.templates import KIND, filled, inserted
from abmtui.tui.bases.cell_text import reading_text
from abmtui.tui.bases.grid_lines import Target
from abmtui.tui.bases.plan_edit import asked_of
from abmtui.tui.forms.pick_form import PickForm
from abmtui.tui.forms.template_form import TemplateForm
from abmtui.tui.screens.account_shown import AccountShown
from abmtui.wording import counted

if TYPE_CHECKING:
    import datetime as dt

    from abmtui.plan.templates import Template
    from abmtui.tui.bases.field_input import Asked

WRONG_SHOWN: Final = 2
"""Mistakes of the user's file that the list tells; `abmtui plan template` tells all."""


class AccountTemplates(AccountShown):
    """Rows inserted from the library of templates."""

    def action_template(self) -> None:
        """Ask for a template by its first letters, then for whom it is, and insert its rows."""
        from abmtui.store.templates import library

        if self.locked():
            self.say(self.locked(), "warning")
            return
        templates, problems = library(Path(self.facts.templates) if self.facts.templates else None)
        wrong = [replace(problem, where=Path(problem.where).name).sentence() for problem in problems[:WRONG_SHOWN]]
        wrong += [f"and {len(problems) - WRONG_SHOWN} more: abmtui plan template"] if len(problems) > WRONG_SHOWN else []
        help_lines = "\n".join(("the first letters find; then the rows are shown, and for whom is asked", *wrong))
        offers = [(str(place), _offer(one)) for place, one in enumerate(templates)]

        async def chosen(place: str | None) -> None:
            if place is not None:
                await self._ask_audience(templates[int(place)])

        self.app.push_screen(PickForm("Insert a template", offers, help_lines=help_lines), chosen)

    async def _ask_audience(self, template: Template) -> None:
        def rows(start: dt.date) -> list[tuple[str, str, str]]:
            spec = field_specs(ChannelRow)["when"]
            found = filled(self.plan, template, "", start)
            return [(reading_text(spec, one["when"], self.view), str(one.get("channel", "")), str(one.get("message", ""))) for one in found]

        def taken(given: dict[str, Any] | None) -> None:
            if given is not None:
                self._insert_template(template, given["audience"], given["start"])

        title = f"{template.name} · {template.purpose} · {counted(len(template.rows), 'row')}"
        await self.app.push_screen(TemplateForm(title, self._asked_of_template(), rows, self.view.today), taken)

    def _asked_of_template(self) -> dict[str, Asked]:
        start = asked_of(field_specs(Goal)["due"], self.view, self.view.today)
        audience = asked_of(field_specs(ChannelRow)["audience"], self.view, self._audience_here())
        return {"audience": audience, "start": replace(start, label="From", help="The first day: 2026-12-01, next mon or +2w")}

    def _audience_here(self) -> str:
        """Return the person under the cursor, or of the channel row there; empty elsewhere."""
        target = self.grid.target
        if target is not None and target.kind == "stakeholder":
            return target.row
        rows = {row.id: row.audience for row in self.plan.channels}
        return "" if target is None or target.kind != KIND else rows.get(target.row, "")

    def _insert_template(self, template: Template, audience: str, start: dt.date) -> None:
        plan, ids = inserted(self.plan, template, audience, start)
        self.open_kind(KIND)
        self.commit(plan, f"template {template.name}: {counted(len(ids), 'channel row')}", Target(KIND, ids[0], "audience"))
        self.say(f"{template.name}: {counted(len(ids), 'row')} inserted · u takes {'it' if len(ids) == 1 else 'them'} back")


def _offer(template: Template) -> str:
    """Return a template's line in the list."""
    purpose = ", ".join(dict.fromkeys((template.purpose, *(["own"] if template.own else []))))
    return f"{template.name}  ({purpose}, {counted(len(template.rows), 'row')})"
