"""abmtui: review an account portfolio and edit account plans in the terminal."""

__version__ = "0.1.0"
