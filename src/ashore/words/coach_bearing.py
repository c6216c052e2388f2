"""Sentences for why a finding weighs more with this client, at this moment."""

from ashore.words.marks import N_, Sentence

SENTENCES: dict[str, Sentence] = {
    "coach.type.goal-driven": N_("Weighs more with this client, who wants figures and firm agreements."),
    "coach.type.know-all": N_("Weighs more with this client, who knows a lot and likes to be heard."),
    "coach.type.anxious": N_("Weighs more with this client, who doubts and needs firm dates."),
    "coach.type.impulsive": N_("Weighs more with this client, who flares up quickly."),
    "coach.type.constructive": N_("Weighs more with this client: their goodwill is not to be taken for granted."),
    "coach.phase.position": N_("Weighs more at the moment when bad news is told."),
    "coach.phase.explosion": N_("Weighs more while the client is angry."),
    "coach.phase.acceptance": N_("Weighs more now that the client is ready to listen."),
    "coach.phase.plan": N_("Weighs more while you work out together what to do."),
    "coach.phase.action": N_("Weighs more while what was agreed is being done."),
}
