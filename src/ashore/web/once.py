"""A form counts once, however often its button was pressed."""

from django.core.cache import cache

KEPT_SECONDS = 24 * 60 * 60


def first_time(token: str, user: int) -> bool:
    """True for the first of any number of equal submissions, also of simultaneous ones."""
    return cache.add(f"once:{user}:{token}", 1, KEPT_SECONDS)
