"""The histories' side of the app: a plan's log read off the screen's thread, its newest part when it is long."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import work
from textual.message import Message
from textual.worker import get_current_worker

from abmtui.tui.bases.history_lines import ChangeLog, PastChange
from abmtui.tui.handing_desk import HandingDesk

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from abmtui.formats import Formats
    from abmtui.store.plan_file import PlanFile
    from abmtui.tui import messages


class HistoryDesk(HandingDesk):
    """Reads what was changed in the plan that is open."""

    @dataclass
    class HistoryKnown(Message):
        """An account's history was read."""

        account: str
        log: ChangeLog

    def on_history_asked(self, event: messages.HistoryAsked) -> None:
        """Read an account's history in a worker; a later question overtakes an earlier one."""
        workspace, screen = self.workspace, self.account_screen(event.account)
        if workspace is None or workspace.plans is None or screen is None:
            return
        self._read_history(event.account, workspace.plans.history_path(screen.plan_file.path), screen.plan_file, workspace.today())

    @work(thread=True, exclusive=True, group="history")
    def _read_history(self, account: str, path: Path, file: PlanFile, today: dt.date) -> None:
        worker = get_current_worker()
        log = change_log(path, file, self.formats, today)
        if not worker.is_cancelled:
            self.post_message(self.HistoryKnown(account, log))

    def on_history_desk_history_known(self, event: HistoryKnown) -> None:
        """Show what was read."""
        screen = self.account_screen(event.account)
        if screen is not None:
            screen.show_history(event.log)


def change_log(path: Path, file: PlanFile, formats: Formats, today: dt.date) -> ChangeLog:
    """Return the newest part of a plan's history in words."""
    from abmtui.report.history_blocks import of_account, told_lines, who_words
    from abmtui.store.history import newest
    from abmtui.store.told import moment, told

    entries, problems, older = newest(path)
    history = of_account(file.plan.id, file.plan.name, told(entries, file) if entries else (), file.plan)
    changes = []
    for one in history.told:
        when = moment(one.entry.when)
        changes.append(PastChange(f"{formats.day(when.date(), today)} {when:%H:%M}", who_words(one), told_lines(one, history.names)))
    return ChangeLog(tuple(changes), older, len(problems))
