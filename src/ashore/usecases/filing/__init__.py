"""Copies of what was sent in Sent folders, where the provider does not keep them itself: after the sending, never in
its way, and one copy at most."""
