"""Sentences for what can be wrong with an agreement file: the thing and the next step; the place stands before them."""

from ashore.words.marks import N_, Sentence

SENTENCES: dict[str, Sentence] = {
    "agreement.unreadable": N_("this is not readable as TOML: {detail}"),
    "agreement.version_missing": N_(
        "the file does not say which version of the schema it follows; add: version = {known}"
    ),
    "agreement.version_unknown": N_(
        "version {version} of the schema is not known here; write version = {known}, or use a newer Ashore"
    ),
    "agreement.unknown_key": N_('"{key}" is not known; did you mean "{nearest}"?'),
    "agreement.unknown_key_known": N_('"{key}" is not known; possible here: {known}'),
    "agreement.not_a_value": N_("a text is expected here, not a table"),
    "agreement.not_a_table": N_("a table is expected here; write its heading on a line of its own: [{name}]"),
    "agreement.not_text": N_('a text in quotation marks is expected here: "{found}"'),
    "agreement.zone_missing": N_('say on whose wall clock these hours are meant, e.g. zone = "Europe/Bratislava"'),
    "agreement.zone_unknown": N_('there is no time zone "{zone}"; did you mean "{nearest}"?'),
    "agreement.window_unreadable": N_(
        '"{text}" is not readable as hours; write e.g. "09:00-13:00, 14:00-18:00" or "closed"'
    ),
    "agreement.time_impossible": N_("there is no {time} on a clock; the last moment of a day is 24:00"),
    "agreement.window_backwards": N_(
        "{window} ends before it starts; for a night shift write {first} and {second} on the next day"
    ),
    "agreement.window_to_midnight": N_(
        "{window} ends before it starts; midnight at the end of a day is 24:00: {better}"
    ),
    "agreement.window_minute_lost": N_("{window} loses the last minute of the day; write {better}"),
    "agreement.window_empty": N_("{window} is no time at all; for a whole day write 00:00-24:00"),
    "agreement.window_overlap": N_("{first} and {second} overlap; let the second begin where the first ends, or later"),
    "agreement.no_hours": N_(
        "there is not one working hour for this side ({owner_side}), so nothing could ever be due; "
        'give at least one day its hours, e.g. mon = "09:00-18:00"'
    ),
    "agreement.date_unreadable": N_('"{text}" is not a date; write year, month and day, e.g. 2026-12-25'),
    "agreement.holiday_unnamed": N_('say which day off this is, as a text in quotation marks: "Christmas Day"'),
    "agreement.within_unreadable": N_(
        '"{text}" is not readable as a length of time; write e.g. "2 working hours", "90 working minutes", '
        '"3 working days" or "3 days"'
    ),
    "agreement.within_not_working": N_('hours and minutes are counted in working time here; write "{better}"'),
    "agreement.within_fraction": N_(
        '"{text}" does not come to whole minutes or whole days; write it in a smaller unit'
    ),
    "agreement.within_zero": N_(
        '"{text}" could never be kept; give it some time, e.g. "30 working minutes", or write "never" where nothing '
        "is owed"
    ),
    "agreement.within_too_long": N_('"{text}" is longer than ten years; was another unit meant?'),
    "agreement.within_needed": N_('every agreement needs this one; write a length of time, e.g. "2 working hours"'),
    "agreement.choice_unknown": N_('"{text}" is not one of the choices: {known}'),
}
