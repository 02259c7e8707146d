"""Values as TOML text, as a person would write them: short lists on one line, long text on several."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import tomli_w

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_LINE: Final = 100
_WHOLE: Final = float(1 << 53)
"""From here on a float is no longer exact to one."""
_CONFLICT_MARK: Final = re.compile(r"^(?:<{7}|={7}|>{7})", re.MULTILINE)


def key_text(key: str) -> str:
    """Return a key, in quotes where it needs them."""
    return tomli_w.dumps({key: 0}).removesuffix(" = 0\n")


def value_text(value: Any) -> str:
    """Return a value as it stands after `key = `; texts with line breaks and long lists take several lines, ended by line feeds.

    A text whose lines could be taken for the marks of a git conflict stays on one line.
    """
    if isinstance(value, str) and "\n" in value and "\r" not in value and not _CONFLICT_MARK.search(value):
        return tomli_w.dumps({"k": value}, multiline_strings=True)[len("k = ") : -1]
    text = inline_text(value)
    if isinstance(value, (list, tuple)) and len(text) > LONGEST_LINE:
        return "[\n" + "".join(f"    {inline_text(item)},\n" for item in value) + "]"
    return text


def inline_text(value: Any) -> str:
    """Return a value on one line."""
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(inline_text(item) for item in value)}]"
    if isinstance(value, dict):
        return _table(value)
    if isinstance(value, float) and value.is_integer() and abs(value) < _WHOLE and repr(value) != "-0.0":
        value = int(value)
    return tomli_w.dumps({"k": value})[len("k = ") : -1]


def _table(value: Mapping[str, Any]) -> str:
    return "{ " + ", ".join(f"{key_text(key)} = {inline_text(item)}" for key, item in value.items()) + " }" if value else "{}"
