"""Sentences of the coach's rules on plain words, honesty and refusals."""

from ashore.words.marks import N_, Sentence

SENTENCES: dict[str, Sentence] = {
    "coach.false-certainty": N_("Calls certain what nobody can know: {words}"),
    "coach.false-certainty.advice": N_("Say what you know, and what you do if it comes out differently."),
    "coach.guarantee-of-a-result": N_("Guarantees a result that is not ours alone to bring: {words}"),
    "coach.guarantee-of-a-result.advice": N_(
        "Guarantee the work and its date; name earlier figures, or the clause that allows more."
    ),
}
