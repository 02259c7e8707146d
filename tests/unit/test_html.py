"""A document in HTML: one file that needs nothing else, in which no text becomes markup; the curve drawn from its points."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st

from abmtui.formats import Formats
from abmtui.report.blocks import Block
from abmtui.report.curve_svg import HEIGHT, WIDTH, curve_svg
from abmtui.report.html import as_html, figure
from abmtui.wording import shown
from abmtui.workspace.curves import EFFORT, LORENZ, PARETO, WHALE, DrawnCurve

HOSTILE = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        [
            "</title><script>alert(1)</script>",
            '"><img src=x onerror=alert(1)>',
            "<!--",
            "]]>",
            "&lt;b&gt;",
            "' onload='x",
            "</svg><style>*{}</style>",
            "\x00\x1b[31m",
        ]
    ),
)
LORENZ_POINTS = ((0.0, 0.0), (0.5, 0.1), (0.8, 0.2), (1.0, 1.0))


class Tags(HTMLParser):
    """The tags with their attributes, and the texts of a document."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.texts: list[str] = []
        self.values: list[str | None] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of a tag and its attributes."""
        self.tags.append(f"{tag} {' '.join(sorted(name for name, _ in attrs))}")
        self.values += [value for _, value in attrs]

    def handle_data(self, data: str) -> None:
        """Take note of a text."""
        self.texts.append(data)


def document(text: str) -> str:
    """A document in which one text stands wherever a text can stand."""
    blocks = [Block(text, (text, "plain"), ("Name", text), ((text, "1"), ("b", text))) for _ in range(8)]
    curve = DrawnCurve(LORENZ, text, text, LORENZ_POINTS, mark=(0.8, 0.2))
    return as_html(blocks, (figure(curve, Formats(), (text, (0.9, 0.5))),), written=f"by {text}")


PLAIN = Tags(document("Neste"))


@settings(max_examples=60, deadline=None)
@given(HOSTILE)
def test_no_text_becomes_markup(text: str) -> None:
    """Tags and attributes are those of a harmless document, and the text comes out as it is shown elsewhere."""
    found = Tags(document(text))

    assert found.tags == PLAIN.tags
    assert shown(text).replace("\r\n", "\n").strip() in "".join(found.texts)


def test_it_needs_nothing_else() -> None:
    """No script, no address, no image: one file with its style inside, told by its policy to fetch nothing."""
    text = document("Neste")

    assert "<script" not in text
    assert not re.search(r"(?:src|href)=\"(?!#)", text)
    assert "url(" not in text
    assert "default-src 'none'" in text
    assert "@page { size: A4" in text
    assert "prefers-color-scheme: dark" in text
    assert text == document("Neste")


def test_tables_stand_to_their_side() -> None:
    """Amounts stand to the right, words to the left; the first block is the title, a list of the parts leads to them."""
    text = as_html([Block("Title", ("Said.",)), Block("Rows", columns=("Account", "Value"), rows=(("Neste", "1,000"),))])

    assert "<h1>Title</h1>" in text
    assert "<h2>Rows</h2>" in text
    assert '<td>Neste</td><td class="n">1,000</td>' in text
    assert "<nav>" not in text
    assert '<a href="#part-7">' in document("Neste")
    assert as_html([]).startswith("<!DOCTYPE html>")
    assert '<table class="long">' in as_html([Block("Long", columns=("A",), rows=(("x",),) * 30)])


def points_of(path: str) -> list[tuple[float, float]]:
    """The places that a path goes through."""
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", path)]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def drawn(curve: DrawnCurve) -> ET.Element:
    """The drawing of a curve, read as XML."""
    return ET.fromstring(curve_svg(curve, Formats(), ("Neste", (0.9, 0.5))))


def by_class(drawing: ET.Element, name: str) -> list[ET.Element]:
    """The elements of a look."""
    return [item for item in drawing.iter() if item.get("class") == name]


def test_the_curve_is_drawn_from_its_points() -> None:
    """The view's points in their order, from corner to corner, the book's dim behind them, the line of equality, the point of x% hold y%."""
    curve = DrawnCurve(LORENZ, "Lorenz curve", "smallest first", LORENZ_POINTS, ((0.0, 0.0), (1.0, 1.0)), mark=(0.8, 0.2))
    drawing = drawn(curve)
    (line,), (book,), (equal,) = (by_class(drawing, name) for name in ("line", "book", "equal"))
    places = points_of(line.get("d", ""))

    assert len(places) == len(LORENZ_POINTS)
    assert places == sorted(places, key=lambda place: (place[0], -place[1]))
    assert places[0][1] > places[-1][1]
    assert places[0] == points_of(book.get("d", ""))[0]
    assert places[-1] == (float(equal.get("x2", "")), float(equal.get("y2", "")))
    assert abs(places[0][1] - places[2][1] - 0.2 * (places[0][1] - places[-1][1])) < 0.02
    assert [item.text for item in by_class(drawing, "mark") if item.text] == ["top 20% hold 80%"]
    assert [item.text for item in by_class(drawing, "account") if item.text] == ["Neste"]
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in places)


def test_curves_that_leave_the_square() -> None:
    """A whale curve rises above the net total, a curve of losses dips below the axis, money has a scale of its own; all stay on the paper."""
    above = ((0.0, 0.0), (0.3, 1.19), (1.0, 1.0))
    for curve in (
        DrawnCurve(WHALE, "Whale", points=above),
        DrawnCurve(WHALE, "Whale", points=((0.0, 0.0), (0.5, 5000.0), (1.0, -800.0)), in_money=True),
        DrawnCurve(LORENZ, "Lorenz", points=((0.0, 0.0), (0.4, -0.3), (1.0, 1.0))),
        DrawnCurve(PARETO, "Pareto", points=((0.0, 0.0), (1.0, 1.0)), mark=(0.2, 0.8)),
        DrawnCurve(EFFORT, "Effort", points=((0.0, 0.0), (1.0, 1.0))),
        DrawnCurve(WHALE, "Nothing", points=((0.0, 0.0), (1.0, 0.0)), in_money=True),
    ):
        drawing = drawn(curve)
        places = points_of(by_class(drawing, "line")[0].get("d", ""))
        assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in places), curve.title
        assert 2 <= sum(item.get("text-anchor") == "end" for item in by_class(drawing, "tick")) <= 8, curve.title
    assert [item.text for item in by_class(drawn(DrawnCurve(PARETO, "P", points=LORENZ_POINTS, mark=(0.2, 0.8))), "mark") if item.text] == ["top 20% hold 80%"]
    assert "dotted: the net total" in figure(DrawnCurve(WHALE, "Whale", points=above), Formats())


def test_a_curve_that_is_undefined_says_why() -> None:
    """Nothing is drawn where there are no points; the figure says the reason."""
    assert curve_svg(DrawnCurve(EFFORT, "Effort"), Formats()) == ""
    assert "undefined: no effort data" in figure(DrawnCurve(EFFORT, "Effort", undefined="no effort data"), Formats())
