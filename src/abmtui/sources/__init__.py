"""Files of a user -> raw tables -> one Portfolio."""
