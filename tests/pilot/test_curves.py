"""The curves, class lines, further columns and metrics of the portfolio screen: keys in, drawn curves, words and figures out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from abmtui.formats import Formats
from abmtui.portfolio.classes import ClassLines
from abmtui.tui.bases.offers import Offers
from abmtui.tui.bases.percent_line import percent_text, share_of
from abmtui.tui.forms.class_lines_form import ClassLinesForm
from abmtui.tui.forms.columns_form import ColumnsForm
from abmtui.tui.forms.pick_form import PickForm
from abmtui.tui.screens.portfolio import PortfolioScreen
from abmtui.tui.widgets.account_table import AccountTable
from abmtui.tui.widgets.concentration_plot import ConcentrationPlot

if TYPE_CHECKING:
    from pathlib import Path

    from abmtui.workspace.measured import Measured

Open = Any

GOLDEN = """Account,Revenue,Hours,Profit
Ann,1000,120,260
Bob,620,90,180
Cid,400,80,90
Dot,260,70,40
Eve,170,90,20
Fay,110,85,5
Gus,80,100,-10
Hal,60,110,-15
Ida,45,130,-30
Jon,35,125,-40
"""


def portfolio(desk: Any) -> PortfolioScreen:
    """Return the portfolio's screen."""
    screen = desk.app.portfolio_screen
    assert isinstance(screen, PortfolioScreen)
    return screen


def measured(desk: Any) -> Measured:
    """Return the view as worked out."""
    found = portfolio(desk).state.measured
    assert found is not None
    return found


def title(desk: Any) -> str:
    """Return the curve's title."""
    return str(portfolio(desk).query_one("#curve").border_title)


def panel(desk: Any) -> str:
    """Return the words below the curve."""
    lines = desk.lines()
    return "\n".join(line.rpartition("││")[2].strip("│ ") for line in lines if "││" in line)


@pytest.fixture
def golden(tmp_path: Path) -> Path:
    """Return a file of the golden vector."""
    source = tmp_path / "golden.csv"
    source.write_text(GOLDEN, "utf-8")
    return source


async def test_one_key_goes_round_the_curves(open_app: Open, golden: Path) -> None:
    """Lorenz, Pareto, effort, whale, Lorenz; the title says which is drawn and of what; only two of them have ◆; the words are the curve's."""
    async with open_app(golden) as desk:
        assert title(desk) == "Lorenz curve · revenue · whole book"
        assert "◆" in desk.screen()
        await desk.press("C")
        assert title(desk) == "Pareto curve · revenue · whole book"
        assert "◆ top 29% hold 71%" in desk.screen()
        await desk.press("C")
        assert title(desk) == "Effort curve · hours · whole book"
        assert "◆" not in desk.screen()
        assert "Kakwani -0.60" in panel(desk)
        assert "● Ann 12.0% of hours" in panel(desk).replace("\u00a0", " ")
        await desk.press("C")
        assert title(desk) == "Whale curve · profit · whole book"
        assert "peak 119%, 19 points lost again" in panel(desk)
        assert "1.2┤" in desk.screen()
        await desk.press("C")
        assert title(desk) == "Lorenz curve · revenue · whole book"


async def test_the_figures_say_effort_classes_and_the_distance_from_80_20(open_app: Open, golden: Path) -> None:
    """The golden vector in words: 4 accounts, Gini 0.54, 58/20, 46% of hours."""
    async with open_app(golden) as desk:
        for words in ("4 accounts make 80%  ·  Gini 0.54", "58/20: 22 points below 80/20", "A 4 (82%)  B 4 (15%)  C 2 (3%)"):
            assert words in panel(desk)
        assert "effort: 46% of hours would have to move" in panel(desk)
        assert "whole book" not in panel(desk)


@pytest.mark.slow
async def test_the_point_follows_the_cursor_on_every_curve(open_app: Open, golden: Path) -> None:
    """A cursor move names the account and moves ●; the curve is not drawn again."""
    async with open_app(golden) as desk:
        plot = desk.app.screen.query_one(ConcentrationPlot)
        for _ in range(4):
            await desk.pilot.press("home")
            drawn, spots = plot.canvases_drawn, {plot._spot("●")}
            for _ in range(4):
                await desk.pilot.press("down")
                spots.add(plot._spot("●"))
            assert plot.canvases_drawn == drawn
            assert len(spots) > 3
            assert None not in spots
            assert "● Eve" in desk.screen()
            await desk.press("C")


async def test_another_curve_leaves_the_table_alone(open_app: Open, golden: Path) -> None:
    """`C` draws no row of the table again: on a thin line only the curve goes over it."""
    async with open_app(golden) as desk:
        await desk.press("end")
        table = desk.app.screen.query_one(AccountTable)
        rows, before = table.rows_rendered, table.cursor_row
        for _ in range(4):
            await desk.press("C")
        assert (table.rows_rendered, table.cursor_row) == (rows, before)


async def test_the_book_stands_dim_behind_a_filter_on_every_curve(open_app: Open, golden: Path) -> None:
    """With a filter the book's curve is drawn too, and its k and Gini stand beside the view's; without it they leave."""
    async with open_app(golden) as desk:
        await desk.press("f")
        await desk.type("revenue > 100")
        await desk.press("enter")
        plot = desk.app.screen.query_one(ConcentrationPlot)
        for _ in range(4):
            assert plot._drawing.book
            assert title(desk).endswith("· filtered")
            assert "whole book: 71/29  ·  Gini 0.54" in panel(desk)
            await desk.press("C")
        await desk.press("escape")
        assert not plot._drawing.book
        assert "whole book" not in panel(desk)


async def test_a_curve_without_data_is_passed_over_and_said(open_app: Open, tmp_path: Path) -> None:
    """Without hours and profit Lorenz follows on Pareto, and the last line says why."""
    source = tmp_path / "plain.csv"
    source.write_text("Account,Revenue\nAnn,10\nBob,5\n", "utf-8")
    async with open_app(source) as desk:
        await desk.press("C", "C")
        assert title(desk).startswith("Lorenz curve")
        assert "C: no effort data; profit: no such column, and revenue - cost - cost_to_serve lacks cost" in desk.lines()[-1]
        assert "effort" not in panel(desk)


async def test_an_unseen_curve_says_what_it_is(open_app: Open, golden: Path) -> None:
    """Where the curve is folded away, `C` says which it is now and how it is seen."""
    async with open_app(golden, size=(80, 24)) as desk:
        await desk.press("C")
        assert "Pareto curve: c shows it" in desk.lines()[-1]
        await desk.press("c")
        assert "Pareto curve · revenue" in desk.screen()


async def test_losses_in_all_are_drawn_in_money(open_app: Open, golden: Path) -> None:
    """A view whose net profit is below zero has a whale curve in money, with money at its axis."""
    async with open_app(golden, size=(140, 40)) as desk:
        await desk.press("C", "C", "C", "f")
        await desk.type("revenue < 100")
        await desk.press("enter")
        assert "net profit -95: drawn in money" in panel(desk)
        assert "-95┤" in desk.screen()


@pytest.mark.slow
@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20)])
async def test_every_curve_fits_every_size(open_app: Open, sample: Path, size: tuple[int, int]) -> None:
    """Title, curve, all words of the panel and the footer stand on the screen, at 80 and 60 columns in the table's place."""
    async with open_app(sample, size=size) as desk:
        if size[0] < 100:
            await desk.press("c")
        for name in ("Lorenz", "Pareto", "Effort", "Whale"):
            assert f"{name} curve" in desk.screen()
            plot = desk.app.screen.query_one(ConcentrationPlot)
            assert plot.size.height >= 6
            assert "without hours" in desk.screen()
            await desk.press("C")


# Metrics.


async def test_profit_dips_below_the_axis(open_app: Open, golden: Path) -> None:
    """The Lorenz curve of profit is drawn over all accounts, losses first."""
    async with open_app(golden) as desk:
        await desk.press("m")
        await desk.type("prof")
        await desk.press("enter")
        assert title(desk) == "Lorenz curve · profit · whole book"
        assert min(y for _, y in desk.app.screen.query_one(ConcentrationPlot)._drawing.curve) == pytest.approx(-0.19)
        assert "left out: 4 negative (-95)" in panel(desk)


async def test_a_metric_without_its_column_is_refused_with_the_reason(open_app: Open, tmp_path: Path) -> None:
    """It stands dim with what is lacking; choosing it says the sentence and leaves the form open and the view as it is."""
    source = tmp_path / "cost.csv"
    source.write_text("Account,Revenue,Cost to serve\nAnn,10,1\nBob,5,2\n", "utf-8")
    async with open_app(source) as desk:
        await desk.press("m")
        assert "Profit: no such column" in desk.screen()
        await desk.type("prof")
        await desk.press("enter")
        assert isinstance(desk.app.screen, PickForm)
        # The sentence is broken to the form's width.
        assert "profit: no such column, and" in " ".join(desk.screen().split())
        await desk.press("escape")
        assert portfolio(desk).state.view.measure.metric == "revenue"


@pytest.mark.slow
async def test_an_undefined_metric_is_no_zero(open_app: Open, sample: Path) -> None:
    """Margins are of 2025 alone: for 2024 the header, the curve and the panel say so, and none shows 0; the form refuses it and names the way out."""
    async with open_app(sample) as desk:
        await desk.press("m", "down", "enter", "t")
        await desk.type("2024")
        await desk.press("enter")
        assert "margin undefined · 2024" in desk.lines()[0]
        assert "undefined: the source has no margin in" in desk.screen()
        await desk.press("m")
        assert "Margin: the source has no margin in 2024" in desk.screen()
        await desk.press("home", "down", "enter")
        assert "t chooses another period" in desk.screen()


async def test_prospects_carry_a_sign_and_stand_below(open_app: Open, sample: Path) -> None:
    """Under revenue prospects ◇ and partners ▫ come after every ranked account; under potential prospects are ranked, partners are not."""
    async with open_app(sample) as desk:
        table = measured(desk).table[measured(desk).order]
        first = table["rank"].is_null().arg_max()
        assert first is not None
        assert table["rank"][first:].null_count() == table.height - first
        assert set(table.filter(table["kind"] != "customer")["rank"]) == {None}
        await desk.press("end")
        assert "◇" in desk.screen()
        assert "▫" in desk.screen()
        await desk.press("m")
        await desk.type("pot")
        await desk.press("enter")
        ranked = measured(desk).table.filter(measured(desk).table["rank"].is_not_null())
        assert set(ranked["kind"]) == {"customer", "prospect"}


async def test_prospects_alone_have_no_revenue_figures(open_app: Open, sample: Path) -> None:
    """The figures are undefined with the reason, and the account's label says that it has no revenue, not 0."""
    async with open_app(sample) as desk:
        await desk.press("f")
        await desk.type("kind = 'prospect'")
        await desk.press("enter")
        assert "undefined: no account in view is a" in desk.screen()
        assert "(no\u00a0revenue)" in desk.screen()
        assert "Gini 0.00" not in desk.screen()


async def test_signs_in_ascii(open_app: Open, sample: Path) -> None:
    """Where the locale has no UTF-8 the kinds have letters, and every curve is ASCII."""
    async with open_app(sample, signs=False) as desk:
        for _ in range(4):
            plot = desk.app.screen.query_one(ConcentrationPlot)
            assert all(plot.render_line(y).text.isascii() for y in range(plot.size.height))
            await desk.press("C")


# Class lines.


@pytest.mark.slow
async def test_the_preview_is_what_is_applied(open_app: Open, sample: Path) -> None:
    """Counts under every key are those that Enter applies; the header names the lines, Esc changes nothing."""
    async with open_app(sample) as desk:
        before = measured(desk).figures.classes
        await desk.press("L", "plus", "plus", "plus", "tab", "minus")
        form = desk.app.screen
        assert isinstance(form, ClassLinesForm)
        lines, wrong = form.lines()
        assert (lines, wrong) == (ClassLines(0.83, 0.94), "")
        said = [line.split("│")[1:] for line in desk.lines() if "accounts" in line and "of all" in line]
        await desk.press("enter")
        applied = measured(desk).figures.classes
        assert applied != before
        for (name, part), line in zip(applied.items(), said, strict=True):
            assert any(f"{name} {part.accounts:>4} account" in cell and f"{part.share:.1%} of value" in cell for cell in line)
        assert "classes 83/94" in desk.lines()[0]
        await desk.press("L", "plus", "escape")
        assert measured(desk).view.lines == ClassLines(0.83, 0.94)


async def test_presets_and_what_is_counted(open_app: Open, sample: Path) -> None:
    """`p` goes to A = the largest 20% of accounts, `v` counts value; typing replaces; the settings' own lines are no lines of the view."""
    async with open_app(sample) as desk:
        await desk.press("L", "p")
        form = desk.app.screen
        assert isinstance(form, ClassLinesForm)
        assert form.lines()[0] == ClassLines(0.2, 0.5, "accounts")
        assert "% of the accounts" in desk.screen()
        await desk.press("v")
        assert form.lines()[0] == ClassLines(0.2, 0.5, "value")
        await desk.press("a", "down")
        await desk.type("62.5")
        await desk.press("enter")
        assert measured(desk).view.lines == ClassLines(0.2, 0.625, "accounts")
        assert "classes 20/62.5 of accounts" in desk.lines()[0]
        await desk.press("L", "p", "enter")
        assert measured(desk).view.lines is None


async def test_lines_that_will_not_do_are_answered(open_app: Open, golden: Path) -> None:
    """The sentence stands there while the lines are wrong; Enter then does nothing, letters and signs never get into the field."""
    async with open_app(golden) as desk:
        for typed, words in (("96", "Class A must end below class B."), ("", "Class A ends at a number"), ("120", "Class A ends at a number")):
            await desk.press("L", "delete")
            await desk.type(f"{typed}x")
            assert words in desk.screen()
            await desk.press("enter")
            assert isinstance(desk.app.screen, ClassLinesForm)
            await desk.press("escape")
            assert measured(desk).view.lines is None


def test_a_percentage_in_the_users_locale() -> None:
    """It is written and read with the locale's decimal sign; what is no number from 0 to 100 is none."""
    german = Formats(",", ".", "de")
    assert [percent_text(share, german) for share in (0.8, 0.175, 1 / 3)] == ["80", "17,5", "33,333"]
    assert share_of("17,5", german) == 0.175
    assert {share_of(typed, german) for typed in ("", ",", "1,2,3", "²", "101", "-5", "x")} == {None}
    assert share_of("100 %", german) == 1.0


async def test_there_are_no_lines_without_classes(open_app: Open, tmp_path: Path) -> None:
    """A book that is undefined says so in place of the form."""
    source = tmp_path / "zero.csv"
    source.write_text("Account,Revenue\nAnn,0\n", "utf-8")
    async with open_app(source) as desk:
        await desk.press("L")
        assert "There are no classes: no account has a value above zero." in desk.lines()[-1]


# Further columns.


async def choose(desk: Any, *labels: str) -> None:
    """Choose further columns by their first letters."""
    await desk.press("b")
    form = desk.app.screen
    assert isinstance(form, ColumnsForm)
    names = [offer.label for offer in form._offers]
    for label in labels:
        form.query_one(Offers).highlighted = names.index(label)
        await desk.pilot.press("space")
    await desk.press("enter")


async def test_further_columns_stand_in_the_table_sort_and_filter(open_app: Open, sample: Path) -> None:
    """Those chosen are shown at 120 columns and lit, `s` and `=` work on them, they stay through a filter and leave again."""
    async with open_app(sample) as desk:
        await choose(desk, "Zone", "Customer profit")
        assert measured(desk).view.further == ("zone", "customer_profit")
        assert "Zone" in desk.lines()[2]
        assert portfolio(desk).table.column_cursor == "zone"
        await desk.press("equals_sign")
        assert portfolio(desk).state.view.filter.startswith('"zone" = ')
        assert "Customer profit" in desk.lines()[2]
        await desk.press("right", "s")
        assert [key.column for key in measured(desk).view.sort] == ["customer_profit"]
        shown = measured(desk).table["customer_profit"].gather(measured(desk).order).drop_nulls()
        assert shown.to_list() == sorted(shown.to_list(), reverse=True)
        await desk.press("b", "delete", "enter")
        assert measured(desk).view.further == ()
        assert "Zone" not in desk.lines()[2]


async def test_the_outside_in_rank_beside_the_rank(open_app: Open, sample: Path) -> None:
    """Two ranks side by side, and one key switches which of them sorts, best first."""
    async with open_app(sample, size=(140, 40)) as desk:
        await choose(desk, "Outside-in rank")
        assert "#" in desk.lines()[2]
        await desk.press("s")
        ranks = measured(desk).table["outside_in_rank"].gather(measured(desk).order).drop_nulls().to_list()
        assert ranks == sorted(ranks)
        assert ranks[0] == 1


async def test_esc_leaves_the_columns_and_enter_takes_the_lit_one(open_app: Open, sample: Path) -> None:
    """Esc changes nothing; Enter without a choice takes the line under the cursor; a column of the source can be chosen too."""
    async with open_app(sample, size=(140, 40)) as desk:
        await desk.press("b", "space", "escape")
        assert measured(desk).view.further == ()
        await desk.press("b")
        form = desk.app.screen
        assert isinstance(form, ColumnsForm)
        labels = [offer.label for offer in form._offers]
        assert len(set(labels)) == len(labels)
        await desk.pilot.click(Offers, offset=(3, 1))
        await desk.pilot.click(Offers, offset=(3, 1))
        assert form._chosen == []
        await desk.type("hou")
        await desk.press("enter")
        assert measured(desk).view.further == ("hours",)
        assert "Hours" in desk.lines()[2]
