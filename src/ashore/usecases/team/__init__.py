"""What a team does with conversations among themselves. Nothing here is seen by a client, and no clock looks at it."""

KINDS = ("owner", "follow", "snooze", "tag", "note", "field", "lot", "tag_changed")
"""Events of the log that are a team's own."""
