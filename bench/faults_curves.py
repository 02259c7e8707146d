"""Faults of curves, class lines and further columns that the tests must notice."""

from __future__ import annotations

from typing import Final

from faults import faults_of

FAULTS: Final = (
    *faults_of(
        "workspace/curves.py",
        "unit/test_curves.py",
        ("the Pareto curve with points of the Lorenz curve", "lambda row: _turned(found.position(row))", "lambda row: found.position(row)"),
        (
            "a view's effort is the whole book's",
            "    return whole if measured.mask is None else _once(",
            "    return whole if measured.mask is not None else _once(",
        ),
        ("a whale in shares before one in money", "and whole.in_money == found.in_money else ()", "else ()"),
        ("an empty column taken for effort data", "and accounts[name].null_count() < accounts.height), None)", "), None)"),
    ),
    *faults_of(
        "workspace/class_preview.py",
        "unit/test_curves.py",
        ("the preview forgets what plans say", "for name, sign in ((before, -1), (after, 1)):", "for name, sign in ((before, -1), (before, 1)):"),
        ("the preview counts accounts above zero alone", "len(ranking.rows)", "ranking.positive"),
    ),
    *faults_of(
        "workspace/measured.py",
        "unit/test_curves.py",
        (
            "another curve measures everything again",
            "if last is not None and replace(last.view, curve=view.curve) == view:",
            "if last is not None and last.view == view:",
        ),
    ),
    *faults_of(
        "tui/widgets/figures_panel.py",
        "pilot/test_figures_panel.py",
        ("the view's figures in the place of the book's", "{_short(beside.book.concentration, formats)}", "{_short(concentration, formats)}"),
    ),
    *faults_of(
        "tui/bases/cropped_frames.py",
        "pilot/test_curves_bytes.py::test_cropped_frames_leave_the_same_picture",
        ("a piece of a line written one cell off", "yield first, strip.crop(first - x)", "yield first, strip.crop(first - x - 1)"),
    ),
    *faults_of(
        "cli/options.py",
        "unit/test_curves.py",
        ("class lines in percent taken for shares", '{"classes_a": a / 100,', '{"classes_a": a,'),
    ),
)
