"""One module a rule; see ``ashore.core.coach.rule``."""
