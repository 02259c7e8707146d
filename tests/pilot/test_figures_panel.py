"""The figures below the curve: words for values, what has no meaning said, the legend cut where it must be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
from textual.app import App
from textual.containers import Vertical

from abmtui.formats import Formats
from abmtui.portfolio.book import Measure, book_of
from abmtui.portfolio.classes import ClassLines
from abmtui.portfolio.model import Portfolio
from abmtui.tui.bases.legend import cut_before_share, legend
from abmtui.tui.widgets.figures_panel import Beside, FiguresPanel, figure_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from abmtui.portfolio.book import Figures

GOLDEN = [1000, 620, 400, 260, 170, 110, 80, 60, 45, 35]


def figures_of(revenue: Sequence[float | None]) -> Figures:
    """Return the figures of customers with these revenues."""
    names = [f"Account {place}" for place in range(len(revenue))]
    accounts = pl.DataFrame({"id": names, "name": names, "kind": ["customer"] * len(names), "revenue": pl.Series(revenue, dtype=pl.Float64)})
    return book_of(Portfolio(accounts=accounts), Measure(), ClassLines()).figures


class PanelApp(App[None]):
    """The panel alone."""

    def compose(self) -> ComposeResult:
        """Lay it out."""
        with Vertical():
            yield FiguresPanel()

    @property
    def panel(self) -> FiguresPanel:
        """The panel."""
        return self.query_one(FiguresPanel)

    def lines(self) -> list[str]:
        """Return the lines as they stand."""
        return [self.panel.render_line(y).text.strip() for y in range(self.panel.size.height)]


def test_figures_in_words() -> None:
    """The golden vector: k 0.710914, 4 accounts to 80%, Gini 0.539928, top 20% hold 58.27%, classes by cumulative value."""
    lines = figure_lines(figures_of([float(value) for value in GOLDEN]), Formats())
    assert lines[:3] == ("◆ top 29% hold 71%", "4 accounts make 80%  ·  Gini 0.54", "58/20: 22 points below 80/20")
    assert lines[3].startswith("A 4 (82%)  B ")


def test_what_stands_beside_the_figures() -> None:
    """The effort's sentence, the whole book's k and Gini beside the view's, who has no effort data, and no ◆ where the curve has none."""
    book, view = figures_of([float(value) for value in GOLDEN]), figures_of([100.0, 50.0, 0.0])
    beside = Beside("peak 119%", "effort: 46% of hours would have to move", book, "3 without hours", "revenue: ", marked=False)
    lines = figure_lines(view, Formats(), beside)
    assert lines[:2] == ("peak 119%", "revenue: 2 accounts make 80%  ·  Gini 0.17")
    assert lines[-3:] == ("effort: 46% of hours would have to move", "whole book: 71/29  ·  Gini 0.54", "left out: 1 at zero  ·  3 without hours")
    assert not any("◆" in line for line in lines)


def test_an_undefined_view_has_the_book_beside_it() -> None:
    """A view without a figure says why, and the book's figures stand there all the same; an undefined book says why too."""
    book, nothing = figures_of([float(value) for value in GOLDEN]), figures_of([0.0])
    assert figure_lines(nothing, Formats(), Beside(book=book)) == (
        "undefined: no account has a value above zero",
        "whole book: 71/29  ·  Gini 0.54",
        "left out: 1 at zero",
    )
    assert figure_lines(book, Formats(), Beside(book=nothing))[-1] == "whole book: undefined: no account has a value above zero"


def test_what_is_left_out_is_counted() -> None:
    """Accounts without a value and negative ones are counted beside the figures, these with their sum."""
    lines = figure_lines(figures_of([100.0, 50.0, 0.0, 0.0, -20_000.0]), Formats())
    assert lines[-1] == "left out: 2 at zero  ·  1 negative (-20.0K)"


def test_zero_is_no_missing_value() -> None:
    """Accounts at zero and accounts whose value is not known are counted apart, in the words of the report."""
    lines = figure_lines(figures_of([100.0, 0.0, None, None]), Formats())
    assert lines[-1] == "left out: 1 at zero  ·  2 without value"


def test_no_figure_says_why() -> None:
    """Where nothing is positive there is a reason, and no number but those left out."""
    lines = figure_lines(figures_of([0.0, -5.0]), Formats())
    assert lines[0].startswith("undefined: ")
    assert lines[1] == "left out: 1 at zero  ·  1 negative (-5)"


async def test_the_panel_breaks_between_parts() -> None:
    """A line too long for the panel breaks where two parts meet; the panel is as high as its lines."""
    app = PanelApp()
    async with app.run_test(size=(30, 12)) as pilot:
        app.panel.show(["◆ top 22% hold 78%", "100 accounts make 80%  ·  Gini 0.72", "A 100 (80%)  B 122 (15%)  C 190 (5%)"])
        await pilot.pause()
        assert app.lines() == ["◆ top 22% hold 78%", "100 accounts make 80%", "Gini 0.72", "A 100 (80%)  B 122 (15%)", "C 190 (5%)"]
        app.panel.point("Wärtsilä Oyj 8.3%")
        await pilot.pause()
        assert app.lines()[0] == "● Wärtsilä Oyj 8.3%"
        await pilot.resize_terminal(44, 12)
        await pilot.pause()
        assert app.lines() == ["◆ top 22% hold 78%  ● Wärtsilä Oyj 8.3%", "100 accounts make 80%  ·  Gini 0.72", "A 100 (80%)  B 122 (15%)  C 190 (5%)"]
        app.panel.show([])
        app.panel.point("")
        await pilot.pause()
        assert app.lines() == []


def test_a_long_name_gives_way_to_its_share() -> None:
    """The name is cut, the share stays; in the least of room the words are cut like any other."""
    assert cut_before_share("Wärtsilä Marine Solutions Oyj 8.3%", 16) == "Wärtsilä M… 8.3%"
    assert cut_before_share("Wärtsilä 8.3%", 13) == "Wärtsilä 8.3%"
    assert cut_before_share("Wärtsilä 8.3%", 5) == "Wärt…"


def test_the_legend_of_one_point_alone() -> None:
    """Without an account under the cursor the mark stands alone, and the other way round; colours tell the two apart."""
    assert legend("top 22% hold 78%", "", 40) == (("◆ top 22% hold 78%", "plain"),)
    assert legend("", "Acme 8.3%", 40) == (("● Acme 8.3%", "accent"),)
    assert legend("top 22% hold 78%", "Acme 8.3%", 40) == (("◆ top 22% hold 78%  ", "plain"), ("● Acme 8.3%", "accent"))


async def test_data_in_the_panel_is_shown_as_text() -> None:
    """A name with an escape sequence or markup is letters."""
    app = PanelApp()
    async with app.run_test(size=(60, 6)) as pilot:
        app.panel.show(["[b]x[/nope] \x9b31m"])
        app.panel.point("\x1b[31mAcme 8.3%")
        await pilot.pause()
        assert app.lines() == ["● ␛[31mAcme 8.3%", "[b]x[/nope] \ufffd31m"]
