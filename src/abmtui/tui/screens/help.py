"""The keys of a screen as a page to read, made from its bindings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from textual.screen import Screen

_NAMES: Final = {
    "slash": "/",
    "question_mark": "?",
    "equals_sign": "=",
    "exclamation_mark": "!",
    "asterisk": "*",
    "enter": "↵",
    "escape": "esc",
    "pageup": "page up",
    "pagedown": "page down",
    "colon": ":",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
}


def key_name(key: str) -> str:
    """Return a key as it is printed on a keyboard."""
    return _NAMES.get(key, key)


def key_help(screen: Screen[Any]) -> tuple[tuple[str, str], ...]:
    """Return one (keys, what they do) pair for every binding that acts now, those of the focused panel first."""
    by_action: dict[tuple[str, str], list[str]] = {}
    for active in screen.active_bindings.values():
        binding = active.binding
        # Textual's own keys have no tooltip; what they do is not worth a line here, or is not done here at all.
        if binding.system or not binding.tooltip:
            continue
        words = binding.tooltip
        by_action.setdefault((binding.action, words), []).append(binding.key_display or key_name(binding.key))
    width = max((len(" ".join(keys)) for keys in by_action.values()), default=0)
    return tuple((" ".join(dict.fromkeys(keys)).ljust(width), words) for (_, words), keys in by_action.items())
