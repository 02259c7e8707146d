"""The search line: letters are text, the keys of the table are handed on, a paste is cleaned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App
from textual.events import Paste

from abmtui.tui.widgets.search_bar import Found, SearchBar, SearchField

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.message import Message


class BarApp(App[None]):
    """The bar alone, and what it says."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[Message] = []

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield SearchBar()

    @property
    def bar(self) -> SearchBar:
        """The bar."""
        return self.query_one(SearchBar)

    def on_search_bar_changed(self, event: SearchBar.Changed) -> None:
        """Keep it."""
        self.said.append(event)

    def on_search_bar_left(self, event: SearchBar.Left) -> None:
        """Keep it."""
        self.said.append(event)

    def on_search_bar_accepted(self, event: SearchBar.Accepted) -> None:
        """Keep it."""
        self.said.append(event)

    def on_search_bar_stepped(self, event: SearchBar.Stepped) -> None:
        """Keep it."""
        self.said.append(event)


async def test_letters_are_text_and_the_other_keys_are_handed_on() -> None:
    """Typing says each new text; arrows and pages step, Enter accepts, Esc leaves; opening with a text says nothing."""
    app = BarApp()
    async with app.run_test(size=(76, 5)) as pilot:
        app.bar.open("w")
        await pilot.pause()
        await pilot.press("a", "q", "slash", "down", "up", "pagedown", "enter", "escape")
        texts = [message.text for message in app.said if isinstance(message, SearchBar.Changed)]
        assert texts == ["wa", "waq", "waq/"]
        assert app.said[3:] == [
            SearchBar.Stepped(1, pages=False),
            SearchBar.Stepped(-1, pages=False),
            SearchBar.Stepped(1, pages=True),
            SearchBar.Accepted(),
            SearchBar.Left(),
        ]
        assert app.bar.text == "waq/"


async def test_a_paste_is_one_clean_line() -> None:
    """Line breaks become blanks, control characters go."""
    app = BarApp()
    async with app.run_test(size=(76, 5)) as pilot:
        app.bar.open()
        await pilot.pause()
        app.query_one(SearchField).post_message(Paste("wärt\x1b[31m\nsilä\x07\n"))
        await pilot.pause()
        await pilot.pause()
        assert app.bar.text == "wärt[31m silä"


async def test_what_was_found_stands_at_the_right_edge() -> None:
    """The words end a blank before the edge; parts without room leave from the right."""
    app = BarApp()
    async with app.run_test(size=(76, 5)) as pilot:
        app.bar.say("3 of 412 · EUR 5.1M · best match first")
        await pilot.pause()
        assert app.query_one(Found).render_line(0).text.endswith("  3 of 412 · EUR 5.1M · best match first ")
        await pilot.resize_terminal(40, 5)
        await pilot.pause()
        assert app.query_one(Found).render_line(0).text.endswith("  3 of 412 · EUR 5.1M ")


async def test_nothing_blinks() -> None:
    """The field's cursor has no timer, so an idle screen writes nothing."""
    app = BarApp()
    async with app.run_test(size=(76, 5)):
        assert not app.query_one(SearchField).cursor_blink
