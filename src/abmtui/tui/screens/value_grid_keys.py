"""The keys of the grid of value and needs."""

from __future__ import annotations

from typing import Final

from textual.binding import Binding, BindingType

KEYS: Final[list[BindingType]] = [
    Binding("enter", "open", "open", key_display="↵", id="grid.open", tooltip="Open the account's plan"),
    Binding("left,h", "go('left')", "left", show=False, id="grid.left", tooltip="The account to the left"),
    Binding("right,l", "go('right')", "right", show=False, id="grid.right", tooltip="The account to the right"),
    Binding("up,k", "go('up')", "up", show=False, id="grid.up", tooltip="The nearest account above"),
    Binding("down,j", "go('down')", "down", show=False, id="grid.down", tooltip="The nearest account below"),
    Binding("tab", "go('next')", "next", show=False, id="grid.next", tooltip="The next smaller account"),
    Binding("shift+tab", "go('before')", "before", show=False, id="grid.before", tooltip="The next larger account"),
    Binding("home", "go('first')", "largest", show=False, id="grid.first", tooltip="The largest account"),
    Binding("end", "go('last')", "smallest", show=False, id="grid.last", tooltip="The smallest account"),
    Binding("plus", "move('top', 1)", "ABM line", key_display="+-", id="grid.more", tooltip="+ lets the ABM band hold one point of the value more"),
    Binding("minus", "move('top', -1)", "ABM line", show=False, key_display="-", id="grid.less", tooltip="Let the ABM band hold one point of the value less"),
    Binding("left_square_bracket", "move('low', -1)", "low line", key_display="[]", id="grid.low", tooltip="[ lets the low band begin one point earlier"),
    Binding(
        "right_square_bracket", "move('low', 1)", "low line", show=False, key_display="]", id="grid.high", tooltip="Let the low band begin one point later"
    ),
    Binding("less_than_sign", "move('needs', -1)", "needs", key_display="<>", id="grid.alike", tooltip="< lets fewer needs count as homogeneous"),
    Binding("greater_than_sign", "move('needs', 1)", "needs", show=False, key_display=">", id="grid.unlike", tooltip="Let more needs count as homogeneous"),
    Binding("equals_sign", "apply", "apply", key_display="=", id="grid.apply", tooltip="Apply the lines to the view: programmes, tiers and coverage follow"),
    Binding("0", "reset", "config's", id="grid.reset", tooltip="Go back to the lines of the config"),
    Binding("m", "ask('metric')", "metric", show=False, id="grid.metric", tooltip="Revenue, margin, profit or potential"),
    Binding("t", "ask('period')", "period", show=False, id="grid.period", tooltip="All, a year, a quarter or the last 12 months"),
    Binding("f", "ask('filter')", "filter", show=False, id="grid.filter", tooltip="Choose accounts by a condition; grid and zones follow"),
    Binding("o", "ask('mine')", "mine", show=False, id="grid.mine", tooltip="My accounts or all"),
    Binding("slash", "find", "find", key_display="/", id="grid.find", tooltip="Go to an account by part of its name"),
    Binding("i", "explain", "explain", id="grid.explain", tooltip="What the grid means"),
    Binding("escape,q", "ask('back')", "back", key_display="esc", id="grid.back", tooltip="Back to the portfolio; lines that were not applied are left"),
    Binding("question_mark,f1", "help", "help", key_display="?", id="grid.help", tooltip="The keys of this screen"),
]
