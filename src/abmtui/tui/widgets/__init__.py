"""One panel a file: shown values by its screen, it answers with messages."""
