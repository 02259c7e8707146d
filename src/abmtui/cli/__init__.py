"""The commands: the only floor that prints and gives exit codes; heavy imports stand inside the commands."""
