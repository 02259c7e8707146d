"""One open review: everything read, one account given, one plan saved, undo; no screen."""
