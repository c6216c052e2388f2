"""An archive examined: conversations, obligations of both sides, habits, figures; and the report of it."""
