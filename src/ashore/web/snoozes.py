"""Until when something can be put off, as people say it."""

from django.utils.translation import gettext_lazy

SNOOZES = (
    ("tomorrow", gettext_lazy("tomorrow morning")),
    ("two_days", gettext_lazy("in two working days")),
    ("monday", gettext_lazy("next Monday")),
    ("date", gettext_lazy("a day of your choice:")),
)
