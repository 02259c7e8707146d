"""The forms: each asks for one thing and returns it, or None when it was left."""
