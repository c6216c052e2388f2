"""Sentences for what can be wrong with an agreement file: the thing and the next step; the place stands before them."""

from ashore.words.marks import N_, Sentence

SENTENCES: dict[str, Sentence] = {
    "agreement.unreadable": N_("this is not readable as TOML: {detail}"),
    "agreement.unreadable_value": N_(
        'this is not readable as TOML: no value begins so; a text stands in quotation marks, e.g. title = "Website"'
    ),
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
    "agreement.not_a_list": N_("there may be several of these; begin each with a line of its own: [[{name}]]"),
    "agreement.not_texts": N_('a list of texts is expected here, e.g. ["first", "second"]: {found}'),
    "agreement.not_flag": N_("true or false is expected here, without quotation marks: {found}"),
    "agreement.not_whole": N_("a whole number is expected here: {found}"),
    "agreement.key_missing": N_('"{key}" is missing here; add e.g. {key} = {example}'),
    "agreement.id_unreadable": N_(
        '"{text}" cannot be a short name; write letters, digits and hyphens without spaces, e.g. "design"'
    ),
    "agreement.id_twice": N_('"{id}" stands at {other} already; give each a name of its own'),
    "agreement.id_reserved": N_('"{id}" has a meaning of its own in the plan; choose another name'),
    "agreement.currency_unreadable": N_('"{text}" is no currency; write its three letters, e.g. "EUR"'),
    "agreement.currency_mixed": N_(
        "{text} is in {found}, but the agreement is in {currency}; convert it and write the sum in {currency}"
    ),
    "agreement.currency_missing": N_(
        '{text} is a sum, but the agreement names no currency; add [money] with currency = "{example}"'
    ),
    "agreement.address_unreadable": N_('"{text}" is no e-mail address and no domain; write e.g. "anna@client.example"'),
    "agreement.choice_twice": N_('"{text}" stands here twice'),
    "agreement.changes_missing": N_(
        "say what changes: the path of a term and its new value, "
        'e.g. changes = {{ "stages.design.within" = "7 working days" }}'
    ),
    "agreement.change_no_term": N_('there is no term "{path}"; the reference lists all paths'),
    "agreement.change_no_entry": N_('no entry here is called "{id}"; did you mean "{nearest}"?'),
    "agreement.change_fixed": N_('"{key}" cannot be changed by an amendment; make a new version of the agreement'),
    "agreement.amendments_too_many": N_(
        "more than {most} amendments cannot be read any more; make a new version of the agreement"
    ),
    "agreement.amendment_too_early": N_(
        "an amendment changes what holds already, so it must begin after the agreement itself does: {begins_at}"
    ),
    "agreement.number_unreadable": N_('"{text}" is not readable as a number; write e.g. "80000.00" or "80 000.00"'),
    "agreement.number_ambiguous": N_(
        '"{text}" can be read in two ways, as three digits follow the mark; if these are thousands, write "{better}", '
        "else another number of digits"
    ),
    "agreement.number_float": N_(
        '{text} would lose its last digits as a binary fraction; write it in quotation marks: "{text}"'
    ),
    "agreement.share_unreadable": N_('"{text}" is no share; write e.g. "10 %"'),
    "agreement.share_too_large": N_('"{text}" is more than the whole; was a sum of money meant?'),
    "agreement.sum_not_share": N_('a sum of money is expected here, not a share: "{text}"'),
    "agreement.moment_unreadable": N_('"{text}" is not a time; write e.g. 2026-05-01 or 2026-05-01T09:00:00+02:00'),
    "agreement.moment_gap": N_(
        "the clocks of {zone} are put forward then, so {text} never comes; write {better}, or the offset with the time"
    ),
    "agreement.moment_twice": N_(
        "the clocks of {zone} are put back then, so {text} comes twice; say which is meant by its offset: {better}"
    ),
    "agreement.clock_unreadable": N_('"{text}" is not a time of day; write hours and minutes, e.g. "16:00"'),
    "agreement.length_unreadable": N_('"{text}" is no length; write e.g. "30 days", "3 months" or "1 year"'),
    "agreement.schedule_unreadable": N_(
        '"{text}" is not readable as a rhythm; write e.g. "weekly mon 10:00" or "every 2 weeks mon, thu 10:00"'
    ),
    "agreement.day_unreadable": N_('"{text}" is no weekday and no day of a month; write e.g. "fri" or 5'),
    "agreement.day_of_week_needed": N_('a weekly report needs a weekday, e.g. day = "fri"'),
    "agreement.due_twice": N_("both a day and a length of time are given; keep the one that was agreed"),
    "agreement.due_missing": N_(
        'nothing says when "{id}" is due; add a day (due = 2026-04-15) or a length (within = "5 working days")'
    ),
    "agreement.due_before_start": N_("{due_date} lies before the agreement starts on {start_date}"),
    "agreement.due_after_end": N_("{due_date} lies after the agreement ends on {end_date}"),
    "agreement.due_before_other": N_(
        '{due_date} lies before {other_date}, the day of "{other}", after which this is to come'
    ),
    "agreement.reference_near": N_('nothing here is called "{id}"; did you mean "{nearest}"?'),
    "agreement.reference_unknown": N_('nothing here is called "{id}"; known are: {known}'),
    "agreement.plan_circle": N_("these wait for each other, so none of them can begin: {circle}; take one of them out"),
    "agreement.end_before_start": N_("the agreement ends on {end_date}, before it starts on {start_date}"),
    "agreement.start_twice": N_("both a first day and a start after payment are given; keep the one that was agreed"),
    "agreement.start_without_payment": N_(
        "work would start after a payment, but there is none; add one under [[fees.payments]]"
    ),
    "agreement.rule_empty": N_("this rule says nothing; add answer_within or acknowledge_within"),
    "agreement.rule_twice": N_("{other} speaks about the same case already; keep one of them"),
    "agreement.grace_missing": N_(
        '"after grace" needs to know how long the grace is; add e.g. grace = "1 working day"'
    ),
    "agreement.fee_needs": N_('fees of the kind "{kind_of_fee}" need "{key}"'),
    "agreement.floor_over_cap": N_("at least {floor} and at most {cap} cannot both be kept; exchange them?"),
    "agreement.tier_rate_or_amount": N_("a tier has either a rate or an amount"),
    "agreement.tier_needs_rate": N_("tiers by marginal rate need a rate each"),
    "agreement.tier_order": N_("tiers stand in their order, each once: {start} cannot follow {before}"),
    "agreement.payment_sum_or_share": N_("a payment is either a sum or a share of the contract sum"),
    "agreement.payments_not_sum": N_("the payments come to {paid}, the contract sum is {sum}"),
    "agreement.penalty_empty": N_('the penalty "{id}" costs nothing; add one_off, rate or tiers'),
    "agreement.penalty_step_missing": N_('a rate needs the length that it is for; add e.g. per = "1 day"'),
    "agreement.penalty_tiers_missing": N_(
        "a service level needs its tiers; add [[penalties.tiers]] with below and rate"
    ),
    "agreement.penalty_side": N_("{breach} can only be the breach of one side here: {owner_side}"),
    "agreement.base_missing": N_("a percentage of the {base} has nothing to be reckoned from; add {key}"),
    "agreement.cap_under_one_off": N_("the cap is lower than the one-off that it should limit"),
    "agreement.question.by": N_(
        'what does "by a day" mean? {term} is {length}: from {from_at} it ends {due1_at} (until working time ends), '
        "{due2_at} (until midnight) or {due3_at} (until work begins again); "
        'write by = "end of working day", "end of day" or "start of working day"'
    ),
    "agreement.question.first_day": N_(
        "does the day of an event count? {term} is {length}: from {from_at} it ends {due1_at} if it does not, "
        '{due2_at} if it does; write first_day = "day after" or "day of event"'
    ),
    "agreement.question.cutoff": N_(
        "until when does a request count as of its own day? "
        "{term} is {length}: from {from_at} it ends {due1_at} if any "
        "hour counts, {due2_at} if requests from {cutoff} on count as of the next working day; "
        'write cutoff = "none" or "{cutoff}"'
    ),
    "agreement.question.fraction": N_(
        "how does a part of a step count? "
        "By {term}, {steps_number} steps (of {step}) late cost {first_sum} by started steps, "
        '{second_sum} by completed ones, {third_sum} exactly; write fraction = "started", "completed" or "exact"'
    ),
    "agreement.question.first_late_day": N_(
        "does the first late step carry the rate? "
        "By {term}, one step ({step}) late costs {first_sum} with the one-off only, "
        '{second_sum} with the rate; write first_late_day = "one-off only" or "one-off and rate"'
    ),
    "agreement.question.percent_of": N_(
        "what is a percentage of? "
        "By {term}, {part_share} come to {first_sum} of the {base1}, to {second_sum} of the {base2}; "
        'write percent_of = "{base1}" or "{base2}"'
    ),
    "agreement.question.caps_order": N_(
        "in which order do caps apply? "
        "By {term}, {wide_sum} and then {narrow_sum} cost {first_sum} if the cap of the {narrow} "
        "comes first, {second_sum} if the cap of the {wide} does; "
        'write caps_order = ["{narrow}", "{wide}"] or ["{wide}", "{narrow}"]'
    ),
    "agreement.doubt.rota_gap": N_(
        "nobody of the rota is there on {day} {window}, but these are our hours; give them to somebody"
    ),
    "agreement.doubt.days_off_end": N_(
        "days off are listed to {last_year} only, but the agreement runs to {end_date}; "
        'add those of later years ("ashore agreement holidays" proposes them)'
    ),
}
