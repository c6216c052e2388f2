"""Sentences for findings of the house's own rules, where their pack says nothing of its own."""

from ashore.words.marks import N_, Sentence

SENTENCES: dict[str, Sentence] = {
    "coach.house.message": N_("{message}"),
    "coach.house.advice": N_("{advice}"),
    "coach.house.why": N_("{why} (source: {source})"),
    "coach.house.phrase": N_("Not how this house writes: {words}"),
    "coach.house.substitution": N_("This house says it in other words: {words}"),
    "coach.house.substitution.advice": N_("Write: {better}"),
    "coach.house.count.words": N_("Words in the letter: {count}; the house's limit is {limit}"),
    "coach.house.count.sentences": N_("Sentences in the letter: {count}; the house's limit is {limit}"),
    "coach.house.count.paragraphs": N_("Paragraphs in the letter: {count}; the house's limit is {limit}"),
    "coach.house.count.words_in_a_sentence": N_("Words in this sentence: {count}; the house's limit is {limit}"),
    "coach.house.count.sentences_in_a_paragraph": N_(
        "Sentences in this paragraph: {count}; the house's limit is {limit}"
    ),
    "coach.house.count.exclamation_marks": N_("Exclamation marks: {count}; the house's limit is {limit}"),
    "coach.house.count.question_marks": N_("Question marks: {count}; the house's limit is {limit}"),
    "coach.house.count.phrases": N_("Words that this house counts: {count}; its limit is {limit}"),
    "coach.house.structure.begins_with": N_("The letter does not begin as this house begins its letters"),
    "coach.house.structure.ends_with": N_("The letter does not end as this house ends its letters"),
    "coach.house.structure.contains": N_("The letter lacks something that this house asks for"),
    "coach.house.structure.order": N_("Out of order: {words} stands before {other}"),
}
