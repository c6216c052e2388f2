"""Sentences of the coach's rules on plain words, honesty and refusals."""

from ashore.words.marks import N_, NP_, Sentence

SENTENCES: dict[str, Sentence] = {
    "coach.false-certainty": N_("Calls certain what nobody can know: {words}"),
    "coach.false-certainty.advice": N_("Say what you know, and what you do if it comes out differently."),
    "coach.guarantee-of-a-result": N_("Guarantees a result that is not ours alone to bring: {words}"),
    "coach.guarantee-of-a-result.advice": N_(
        "Guarantee the work and its date; name earlier figures, or the clause that allows more."
    ),
    "coach.wish-not-recorded": N_("A wish that goes nowhere: {words}"),
    "coach.wish-not-recorded.advice": N_("Say where it is written down, who decides, and when the client hears."),
    "coach.jargon-without-gloss": N_("A word of our trade without an explanation: {words}"),
    "coach.jargon-without-gloss.advice": N_("Say it plainly, or explain it once: {plain}"),
    "coach.officialese": N_("Office language: {words}"),
    "coach.officialese.advice": N_("Plainly: {plain}"),
    "coach.bare-no": N_("A no with nothing beside it: {words}"),
    "coach.bare-no.advice": N_("Thank, say why, and say what is possible."),
    "coach.refusal-without-alternative": N_("A refusal without another way: {words}"),
    "coach.refusal-without-alternative.advice": N_("Name what is possible instead, be it another day or another firm."),
    "coach.sentence-too-long": NP_(
        "A sentence of {count} word, more than {limit}", "A sentence of {count} words, more than {limit}", "count"
    ),
    "coach.sentence-too-long.advice": N_("Make two or three of it, one thought each."),
    "coach.saviour-promise": N_("A saviour's promise: {words}"),
    "coach.saviour-promise.advice": N_("Say what happens, in which order and when, and what cannot be done in time."),
    "coach.empty-promise-words": N_("Sounds like a time and names none: {words}"),
    "coach.empty-promise-words.advice": N_("Name a day, be it a late one."),
    "coach.price-without-what-is-included": N_("A price without what it includes: {price}"),
    "coach.price-without-what-is-included.advice": N_(
        "Say all that it includes, even the obvious, and what it does not."
    ),
    "coach.pressure-on-an-anxious-client": N_("Pushes a client who is anxious: {words}"),
    "coach.pressure-on-an-anxious-client.advice": N_("Give time and an agreed day instead."),
    "coach.pressure-on-an-anxious-client.choice": N_("Leaves an anxious client alone with the choice: {words}"),
    "coach.pressure-on-an-anxious-client.choose": N_("Recommend one option and say why."),
}
