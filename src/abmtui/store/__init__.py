"""What abmtui keeps on disk: plans, their history and roll-up, review stamps, drafts and sessions."""
