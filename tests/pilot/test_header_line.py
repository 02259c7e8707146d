"""The first and the last line: what stands there, what leaves when there is no room, what never does."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Input

from abmtui.tui.widgets.footer_line import FooterLine
from abmtui.tui.widgets.header_line import HeaderLine

if TYPE_CHECKING:
    from textual.app import ComposeResult

PARTS = ("accounts-2026.csv", "412 accounts", "EUR 48.2M", "top 20% hold 76%", "mine 48")


class Lines(Screen[None]):
    """Header, footer and a field between."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "do('open')", "open", group=Binding.Group("account")),
        Binding("slash", "do('search')", "search", key_display="/"),
        Binding("f", "do('filter')", "filter"),
        Binding("o", "do('other')", "other account", group=Binding.Group("account")),
        Binding("u", "undo", "undo"),
        Binding("x", "do('hidden')", "hidden", show=False),
        Binding("q", "do('quit')", "quit"),
        Binding("question_mark,f1", "help", "help", key_display="?"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.done: list[str] = []
        self.can_undo = False

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield HeaderLine()
        yield Input()
        yield FooterLine()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Disable undo until it is enabled."""
        return self.can_undo or None if action == "undo" else True

    def action_do(self, what: str) -> None:
        """Keep what was done."""
        self.done.append(what)

    def action_undo(self) -> None:
        """Keep it."""
        self.done.append("undo")

    def action_help(self) -> None:
        """Keep it."""
        self.done.append("help")


class LinesApp(App[None]):
    """An app of that screen, without a focus."""

    AUTO_FOCUS = ""

    def get_default_screen(self) -> Lines:
        """Return the screen."""
        return Lines()

    @property
    def lines(self) -> Lines:
        """Return the lines as they stand."""
        assert isinstance(self.screen, Lines)
        return self.screen

    def text(self, widget: type[HeaderLine | FooterLine]) -> str:
        """Return a widget's line."""
        return self.lines.query_one(widget).render_line(0).text


async def header_at(width: int, parts: tuple[str, ...], state: str) -> str:
    """Return the header's line at a width."""
    app = LinesApp()
    async with app.run_test(size=(width, 5)) as pilot:
        app.lines.query_one(HeaderLine).show(parts, state)
        await pilot.pause()
        return app.text(HeaderLine)


async def test_the_header_says_all_where_there_is_room() -> None:
    """Program and file at the left, facts and the save state at the right edge."""
    line = await header_at(120, PARTS, "saved 14:02:11")
    assert line.startswith(" abmtui  accounts-2026.csv   ")
    assert line.endswith("   412 accounts · EUR 48.2M · top 20% hold 76% · mine 48 · saved 14:02:11 ")
    assert len(line) == 120


async def test_facts_leave_before_the_save_state() -> None:
    """Facts leave from the middle of the line, then the program's name, then the title is cut; the save state never."""
    assert (await header_at(80, PARTS, "saved 14:02:11")).split("  ")[-1] == "top 20% hold 76% · mine 48 · saved 14:02:11 "
    assert await header_at(40, PARTS, "saved 14:02:11") == " abmtui  accounts-2026.… saved 14:02:11 "
    assert await header_at(30, PARTS, "saved 14:02:11") == " accounts-202… saved 14:02:11 "
    assert await header_at(24, PARTS, "not saved: the disk is full") == " not saved: the disk i… "


async def test_a_title_below_the_program() -> None:
    """A title that begins with › stands one step below the program's name; a title of data is letters."""
    assert (await header_at(80, ("› Wärtsilä [b]Oyj\x1b ★", "A", "rank 1"), "saved 14:02:11")).startswith(" abmtui › Wärtsilä [b]Oyj␛ ★   ")


async def test_the_save_state_is_replaced_alone() -> None:
    """Facts without a state keep the one there is; the state alone keeps the facts."""
    app = LinesApp()
    async with app.run_test(size=(100, 5)) as pilot:
        header = app.lines.query_one(HeaderLine)
        header.show(PARTS, "saving")
        header.show(PARTS[:2])
        await pilot.pause()
        assert app.text(HeaderLine).endswith("412 accounts · saving ")
        header.acknowledge("saved 14:02:11")
        assert header.state == "saved 14:02:11"
        assert app.text(HeaderLine).endswith("412 accounts · saved 14:02:11 ")


async def test_the_footer_shows_keys_in_groups_with_help_last() -> None:
    """Keys of one group stand together, hidden ones nowhere, help at the end; what is disabled is dimmed."""
    app = LinesApp()
    async with app.run_test(size=(100, 5)) as pilot:
        await pilot.pause()
        assert app.text(FooterLine).rstrip() == " ↵ open  o other account  / search  f filter  u undo  q quit  ? help"
        footer = app.lines.query_one(FooterLine)
        assert ("u", "muted") in footer.pieces(100)[0]
        app.lines.can_undo = True
        app.lines.refresh_bindings()
        await pilot.pause()
        assert ("u", "accent") in footer.pieces(100)[0]


async def test_the_footer_is_cut_before_help() -> None:
    """Where there is no room the last keys leave, help does not."""
    app = LinesApp()
    async with app.run_test(size=(44, 5)) as pilot:
        await pilot.pause()
        assert app.text(FooterLine).rstrip() == " ↵ open  o other account  / search  ? help"


async def test_the_footer_hides_keys_that_a_field_takes_as_letters() -> None:
    """While a field is focused only the keys that act there are shown; help is F1 then."""
    app = LinesApp()
    async with app.run_test(size=(100, 5)) as pilot:
        app.lines.query_one(Input).focus()
        await pilot.pause()
        await pilot.pause()
        assert app.text(FooterLine).rstrip().endswith("F1 help")
        assert "search" not in app.text(FooterLine)


async def test_a_click_on_the_footer_presses_the_key() -> None:
    """The mouse does what the key does."""
    app = LinesApp()
    async with app.run_test(size=(100, 5)) as pilot:
        await pilot.pause()
        await pilot.click(FooterLine, offset=(app.text(FooterLine).index("filter"), 0))
        await pilot.click(FooterLine, offset=(app.text(FooterLine).index("help"), 0))
        await pilot.pause()
        assert app.lines.done == ["filter", "help"]
