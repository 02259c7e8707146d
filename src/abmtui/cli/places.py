"""Where abmtui keeps what is the user's: config, data and state folders by the system's rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

_APP: Final = "abmtui"


def config_folder() -> Path:
    """Return the folder of the user's own config; it need not exist."""
    from platformdirs import user_config_path

    return user_config_path(_APP, appauthor=False)


def data_folder() -> Path:
    """Return the folder that holds the copy of the sample portfolio; it need not exist."""
    from platformdirs import user_data_path

    return user_data_path(_APP, appauthor=False)


def state_folder() -> Path:
    """Return the folder of drafts and error logs; it need not exist."""
    from platformdirs import user_state_path

    return user_state_path(_APP, appauthor=False)
