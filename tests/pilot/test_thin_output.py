"""Thinned frames draw the same picture: a terminal cannot tell, the line can."""

from __future__ import annotations

import pyte
from hypothesis import given, settings
from hypothesis import strategies as st

from abmtui.tui.guard import Guarded
from abmtui.tui.thin_output import ThinDriver, thin

WIDTH, HEIGHT = 20, 6

colours = st.one_of(
    st.sampled_from(["31", "37", "39", "94"]),
    st.integers(0, 255).map(lambda number: f"38;5;{number}"),
    st.tuples(*[st.integers(0, 255)] * 3).map(lambda rgb: "38;2;{};{};{}".format(*rgb)),
)
backgrounds = colours.map(lambda code: f"4{code[1:]}" if code[0] == "3" else f"10{code[1:]}")
attributes = st.lists(st.sampled_from(["1", "3", "4", "7", "9"]), max_size=3, unique=True)
looks = st.tuples(attributes, st.one_of(st.just(""), colours), st.one_of(st.just(""), backgrounds)).map(
    lambda look: ";".join([*look[0], *(code for code in look[1:] if code)])
)
texts = st.text(alphabet="ab ö⣀", min_size=1, max_size=2)
segments = st.tuples(looks, texts).map(lambda part: f"\x1b[{part[0]}m{part[1]}\x1b[0m" if part[0] else part[1])
places = st.tuples(st.integers(1, HEIGHT - 1), st.integers(1, WIDTH - 7)).map(lambda place: "\x1b[{};{}H".format(*place))
lines = st.tuples(places, st.lists(segments, max_size=3)).map(lambda line: line[0] + "".join(line[1]))


def drawn(data: str) -> tuple[object, ...]:
    """Return what a terminal shows for `data`: every cell with its looks, and the cursor."""
    screen = pyte.Screen(WIDTH, HEIGHT)
    pyte.Stream(screen).feed("\x1b[1;1HXXXXXXXX" + data)
    cells = [_seen(screen.buffer[y][x]) for y in range(HEIGHT) for x in range(WIDTH)]
    return (*cells, screen.cursor.y, screen.cursor.x, screen.cursor.attrs)


def _seen(cell: pyte.screens.Char) -> tuple[object, ...]:
    """Return what is to be seen of a cell; blanks have no colour of letters unless something shows it."""
    shows = cell.data != " " or cell.reverse or cell.underscore or cell.strikethrough
    return (cell.data, cell.bg, cell.reverse, cell.underscore, cell.strikethrough, *((cell.fg, cell.bold, cell.italics) if shows else ()))


@given(st.lists(lines, min_size=1, max_size=5), places)
@settings(max_examples=150, deadline=None)
def test_the_picture_is_the_same(frame: list[str], end: str) -> None:
    """Any frame of places and coloured texts, thinned, leaves the same cells and the same cursor, in no more bytes."""
    data = "\n".join(frame) + end
    assert drawn(thin(data)) == drawn(data)
    assert len(thin(data)) <= len(data)


def test_a_colour_is_said_once() -> None:
    """A background that stays is not said again, a bold that ends is ended alone, and a move that another follows is left out."""
    data = "\x1b[2;1H\x1b[38;5;1;48;5;2ma\x1b[0m\x1b[1;38;5;3;48;5;2mb\x1b[0m\n\x1b[3;1H\x1b[38;5;1;48;5;2mc\x1b[0m\x1b[1;1H"
    assert thin(data) == "\x1b[2;1H\x1b[38;5;1;48;5;2ma\x1b[1;38;5;3mb\x1b[3;1H\x1b[22;38;5;1mc\x1b[1;1H\x1b[m"


def test_links_pass() -> None:
    """A hyperlink's sequences stay where they are around its text."""
    data = "\x1b]8;id=1;https://example.org\x1b\\\x1b[4mlink\x1b[0m\x1b]8;;\x1b\\\x1b[1;1H"
    assert thin(data).startswith("\x1b]8;id=1;https://example.org\x1b\\")
    assert "\x1b[4mlink" in thin(data)
    assert "\x1b]8;;\x1b\\" in thin(data)


def test_the_app_writes_through_it() -> None:
    """An app that is guarded takes the thinning driver by itself."""
    assert Guarded[None]().driver_class is ThinDriver
