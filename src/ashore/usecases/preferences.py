"""How a person wants to be spoken to."""

from ashore.core.language.facts import LANGUAGES
from ashore.store.models import User
from ashore.usecases.errors import NotPossible


def choose_language(*, user: User, language: str) -> None:
    """Pages, reminders and reasons speak ``language`` to this person from now on.

    Raises `NotPossible` (``language.unknown``).
    """
    if language not in LANGUAGES:
        raise NotPossible("language.unknown", language=language[:20])
    user.language = language
    user.save(update_fields=["language"])
