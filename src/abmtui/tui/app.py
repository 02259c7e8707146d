"""Which screen opens and which message saves; no numbers here."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.worker import get_current_worker

from abmtui.formats import formats_for
from abmtui.problems import exit_code
from abmtui.tui import terminal
from abmtui.tui.answers import Spoken
from abmtui.tui.commands import Named
from abmtui.tui.saving import SaveQueue, TypedText
from abmtui.tui.screens.portfolio import PortfolioScreen
from abmtui.tui.screens.start import StartScreen
from abmtui.tui.whole_desk import WholeDesk
from abmtui.workspace.opened import Workspace, open_workspace

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator

    from abmtui.workspace.measured import Measured, View
    from abmtui.workspace.request import OpenRequest


class AbmApp(Spoken, Named, WholeDesk, inherit_bindings=False):
    """Reads in workers, hands values to screens, and has the one handler that writes."""

    CSS_PATH = "abmtui.tcss"
    TITLE = "abmtui"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("colon,ctrl+p", "command_palette", "commands", key_display=":", show=False, id="app.palette", tooltip="Every command by name"),
        Binding("ctrl+c", "how_to_quit", "quit", show=False, id="app.interrupt", tooltip="Says how to leave"),
        Binding("ctrl+z", "suspend_process", "suspend", show=False, id="app.suspend", tooltip="Back to the shell; fg returns"),
    ]

    @dataclass
    class Progressed(Message):
        """The reading got on."""

        words: str

    @dataclass
    class Opened(Message):
        """A portfolio was read."""

        workspace: Workspace

    @dataclass
    class MeasuredOne(Message):
        """A view was worked out."""

        measured: Measured

    def __init__(
        self,
        request: OpenRequest,
        *,
        author: str,
        now: Callable[[], dt.datetime],
        demo: Callable[[], OpenRequest] | None = None,
        state_folder: Path | None = None,
    ) -> None:
        super().__init__()
        self.request = request
        self.author = author
        self.now = now
        self.formats = formats_for(request.config.locale or os.environ.get("LC_ALL") or os.environ.get("LC_NUMERIC") or os.environ.get("LANG") or "")
        self.workspace: Workspace | None = None
        self.saves = SaveQueue()
        self.on_the_way = {}
        self.typed = TypedText(lambda: None if self.ending else self.shown_plans(), self.keep_typed, lambda: self.keys_waiting)
        self.errors: terminal.ErrorOutput | None = None
        """Set where the app has a terminal of its own to watch."""
        self._away = False
        self.state_folder = state_folder
        self._demo = demo
        self.portfolio_screen: PortfolioScreen | None = None

    def on_load(self) -> None:
        """Watch the terminal before anything is done to it."""
        self.watch_tasks()
        if self.errors is not None:
            terminal.Watch(self.end, self.draft_all, lambda: self._away).start()

    @contextmanager
    def suspend(self) -> Iterator[None]:
        """Give the terminal to the user's editor for a while."""
        self._away = True
        try:
            with super().suspend():
                if self.errors is None:
                    yield
                else:
                    with self.errors.back():
                        yield
        finally:
            self._away = False

    def on_mount(self) -> None:
        """Open what was named, or offer what could be."""
        if self.request.config.theme in self.available_themes:
            self.theme = self.request.config.theme
        self.run_worker(self.saves.run(), group="saves")
        if self.request.source.sources:
            self.open(self.request)
        else:
            self.push_screen(StartScreen(folder_files=_table_files(Path.cwd())))

    def on_start_screen_source_chosen(self, event: StartScreen.SourceChosen) -> None:
        """Open the demo or the file that was chosen."""
        self.open(self._demo() if event.source == "demo" and self._demo else self.request.with_source(event.source))

    def open(self, request: OpenRequest) -> None:
        """Show the portfolio's screen at once and read it in a worker."""
        self.request = request
        title = request.title or " ".join(Path(name).name or name for name in request.source.sources)
        if self.portfolio_screen is None or not self.portfolio_screen.is_attached:
            self.portfolio_screen = PortfolioScreen(self.formats, self.now().date(), title)
            self.push_screen(self.portfolio_screen)
        self._read(request)

    @work(thread=True, exclusive=True, group="read")
    def _read(self, request: OpenRequest) -> None:
        worker = get_current_worker()

        def progress(share: float, words: str) -> None:
            if not worker.is_cancelled:
                self.post_message(self.Progressed(f"{words} {'█' * round(share * 20):░<20} {share:.0%}"))

        workspace = open_workspace(request, author=self.author, now=self.now, state_folder=self.state_folder, progress=progress)
        if workspace.plans is not None:
            workspace.plans.sweep()
        if not worker.is_cancelled:
            self.post_message(self.Opened(workspace))

    def on_abm_app_progressed(self, event: Progressed) -> None:
        """Show how far the reading is."""
        if self.portfolio_screen is not None and self.workspace is None:
            self.portfolio_screen.show_loading(event.words)

    def on_abm_app_opened(self, event: Opened) -> None:
        """Show the portfolio, or ask or say what keeps it from being shown."""
        screen = self.portfolio_screen
        if screen is None:
            return
        if event.workspace.portfolio.accounts.is_empty():
            self.left_with = exit_code(event.workspace.problems)
            screen.show_failed(event.workspace)
            return
        self.left_with = 0
        self.workspace = event.workspace
        screen.show_workspace(event.workspace, self.request.view)
        self.offer_drafts(event.workspace)

    def on_portfolio_screen_mapping_given(self, event: PortfolioScreen.MappingGiven) -> None:
        """Read the source again with the columns that were chosen."""
        self.open(self.request.with_mapping(event.mapping))

    def on_portfolio_screen_rows_chosen(self, event: PortfolioScreen.RowsChosen) -> None:
        """Read the source again, only the rows that were chosen."""
        self.open(self.request.with_rows(event.condition))

    def on_portfolio_screen_view_asked(self, event: PortfolioScreen.ViewAsked) -> None:
        """Work a view out in a worker; a newer one overtakes it."""
        if self.workspace is not None:
            self._measure(self.workspace, event.view)

    @work(thread=True, exclusive=True, group="measure")
    def _measure(self, workspace: Workspace, view: View) -> None:
        worker = get_current_worker()
        screen = self.portfolio_screen
        if screen is not None and screen.state.measured is None:
            # The first rows do not wait for what stands beside them.
            self.post_message(self.MeasuredOne(workspace.measured(view)))
        measured = workspace.drawn(view)
        if not worker.is_cancelled:
            self.post_message(self.MeasuredOne(measured))

    def on_abm_app_measured_one(self, event: MeasuredOne) -> None:
        """Show a view; one that was overtaken is dropped."""
        screen = self.portfolio_screen
        if screen is not None and event.measured.view == screen.state.view:
            screen.show_measured(event.measured)
            self.renew_facts()

    def action_how_to_quit(self) -> None:
        """Say how to leave: ctrl+c is too near to copy to end a review."""
        self.notify("q leaves abmtui; every committed edit is saved already.", markup=False)


def _table_files(folder: Path) -> tuple[str, ...]:
    """Return the first few files of a folder that look like tables."""
    endings = {".csv", ".tsv", ".xlsx", ".parquet", ".json", ".ndjson"}
    try:
        names = sorted(path.name for path in folder.iterdir() if path.suffix.lower() in endings and path.is_file())
    except OSError:
        return ()
    return tuple(names[:8])


def run(
    request: OpenRequest, *, author: str, now: Callable[[], dt.datetime], demo: Callable[[], OpenRequest] | None = None, state_folder: Path | None = None
) -> int:
    """Run the program on this terminal and return its exit code; an error of its own is raised once the terminal is given back."""
    app = AbmApp(request, author=author, now=now, demo=demo, state_folder=state_folder)
    app.errors = terminal.ErrorOutput()
    with app.errors.away_from_screen():
        result = app.run()
    if app.failure is not None:
        raise app.failure
    return app.return_code or result or 0
