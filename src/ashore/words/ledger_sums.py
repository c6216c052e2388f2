"""Sentences for sums: their arithmetic, and the lines of a statement."""

from ashore.words.marks import N_, NP_, Sentence

SENTENCES: dict[str, Sentence] = {
    "ledger.penalty.one_off": N_("At once: {part_sum}."),
    "ledger.penalty.one_off_share": N_("At once: {rate_share} of {base_sum} = {part_sum}."),
    "ledger.penalty.rate": N_("{rate_sum} a step × {steps_number} = {part_sum}."),
    "ledger.penalty.rate_share": N_("{rate_share} of {base_sum} a step × {steps_number} = {part_sum}."),
    "ledger.penalty.first_day_free": N_(
        "The first late day carries only the one-off, so the rate is for {counted_number}."
    ),
    "ledger.penalty.counted_started": N_(
        "Late by {late_number} ({length_kind}); started ones count: {counted_number}."
    ),
    "ledger.penalty.counted_completed": N_(
        "Late by {late_number} ({length_kind}); completed ones count: {counted_number}."
    ),
    "ledger.penalty.counted_exact": N_("Late by {late_number} ({length_kind}); counted exactly: {counted_number}."),
    "ledger.penalty.late": N_(
        "Penalty of {total_sum} ({owed_side}): “{name}” was due on {due_at} and done on {until_at}."
    ),
    "ledger.penalty.still_late": N_(
        "Penalty of {total_sum} so far ({owed_side}): “{name}” was due on {due_at} and is not done by {until_at}."
    ),
    "ledger.penalty.missed": N_("Penalty of {total_sum} ({owed_side}): {kind}, due on {due_at}."),
    "ledger.penalty.level": N_(
        "Credit of {total_sum} ({owed_side}) for the service level of {month}; its base is {base_sum}."
    ),
    "ledger.cap.contract": N_(
        "The clause costs at most {cap_sum} in all, {used_sum} of it are used: {before_sum} become {left_sum}."
    ),
    "ledger.cap.month": N_(
        "The clause costs at most {cap_sum} a month, {used_sum} of it are used: {before_sum} become {left_sum}."
    ),
    "ledger.cap.year": N_(
        "The clause costs at most {cap_sum} a year, {used_sum} of it are used: {before_sum} become {left_sum}."
    ),
    "ledger.tier.part": N_("From {from_number} to {to_number}: {rate_share} of {base_sum} = {part_sum}."),
    "ledger.tier.whole": N_(
        "{reached_number} reaches the step from {from_number}: {rate_share} of {base_sum} = {part_sum}."
    ),
    "ledger.tier.amount": N_("{reached_number} reaches the step from {from_number}: {part_sum}."),
    "ledger.level.share": N_("{level_number} lies below {below_number}: {rate_share} of {base_sum} = {part_sum}."),
    "ledger.level.amount": N_("{level_number} lies below {below_number}: {part_sum}."),
    "ledger.level.points": N_("{points_number} points below {below_number} × {rate_sum} = {part_sum}."),
    "ledger.fee.fixed": N_("The agreed fee: {part_sum}."),
    "ledger.fee.hours": N_("{hours_number} h × {price_sum} = {part_sum}."),
    "ledger.fee.hours_limit": N_("{hours_number} h were worked, {limit_number} h are the limit."),
    "ledger.fee.minimum": N_("The minimum: {part_sum}."),
    "ledger.fee.sales": NP_(
        "{count} sale from number {from_sale} on ({sales} in all) × {price_sum} = {part_sum}.",
        "{count} sales from number {from_sale} on ({sales} in all) × {price_sum} = {part_sum}.",
        "count",
    ),
    "ledger.fee.turnover": N_("Sales came to {base_sum}."),
    "ledger.fee.floor": N_("The fee is never less than {left_sum}, instead of {before_sum}."),
    "ledger.fee.cap": N_("The fee is never more than {left_sum}, instead of {before_sum}."),
    "ledger.extra.minutes": N_(
        "{done_working_minutes} of extra work, {free_working_minutes} are free; {over_working_minutes} at "
        "{price_sum} an hour = {part_sum}."
    ),
    "ledger.statement.fee": N_("Fee: “{name}”, {total_sum}, due on {due_at}."),
    "ledger.statement.month_fee": N_("Fee for {month}: {total_sum}."),
    "ledger.statement.whole_fee": N_("Fee of the engagement: {total_sum}."),
    "ledger.statement.received": N_("{part_sum} were received on {paid_at}."),
    "ledger.statement.edit": N_("The edit asked for on {asked_at} is extra: {total_sum}."),
    "ledger.statement.extra": N_("Extra work in {month}: {total_sum}."),
    "ledger.statement.refund": N_(
        "Goal “{name}”: {level_number} instead of {target_number}; {rate_share} of {base_sum} are paid back: "
        "{total_sum}."
    ),
}
