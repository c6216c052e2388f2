"""Sentences for the coach's findings on answers and promises."""

from ashore.words.marks import N_, NP_, Sentence

SENTENCES: dict[str, Sentence] = {
    "coach.acknowledgement-without-time": N_("An answer is announced, but not when it comes: {words}"),
    "coach.acknowledgement-without-time.soon": N_("The answer is announced without a day or an hour: {words}"),
    "coach.acknowledgement-without-time.advice": N_("Name the day or the hour by which the client has the answer."),
    "coach.own-questions-not-numbered": NP_(
        "{n} question of ours stands in running text and is easily overlooked: {words}",
        "{n} questions of ours stand in running text; this one is easily overlooked: {words}",
        "n",
    ),
    "coach.own-questions-not-numbered.advice": N_("Put each question on a line of its own, with a number."),
    "coach.promise-outside-hours.past": N_("The promised time is over already: {words}"),
    "coach.promise-outside-hours.day_off": N_("None of us works on the promised day: {words}"),
    "coach.promise-outside-hours.hours": N_("The promised time lies outside our agreed hours: {words}"),
    "coach.promise-outside-hours.advice": N_("Promise a time at which somebody is there to keep it."),
    "coach.done-but-not-reported": N_("The client asked for this, and the draft does not mention it: {request}"),
    "coach.done-but-not-reported.advice": N_("Say that it is done, when it will be, or why not."),
    "coach.promise-contradicts-earlier": N_("The draft says “{words}”; promised before was: {before}"),
    "coach.promise-contradicts-earlier.advice": N_("Keep the date, or say that it changes and from which one."),
    "coach.answers-out-of-order": N_("Answered out of turn: {question}"),
    "coach.answers-out-of-order.advice": N_("Answer in the order in which the client asked."),
    "coach.next-question-unanswered.payment": N_("A new client learns the price, but not how and when to pay: {words}"),
    "coach.next-question-unanswered.advice.payment": N_("Say how and when it is paid; it will be asked next."),
    "coach.next-question-unanswered.needs": N_("A new client learns the time, but not what we need from them: {words}"),
    "coach.next-question-unanswered.advice.needs": N_("Say what you need from them for that, or that it is nothing."),
    "coach.last-word-missing": N_("The client only says thank you, and the reply has no kind word: {thanks}"),
    "coach.last-word-missing.ends": N_("The matter is closed without a kind word: {words}"),
    "coach.last-word-missing.advice": N_("Thank them, or wish them something for what comes next."),
    "coach.no-call-to-action.choice": N_("The client is to choose, and nothing says what happens next"),
    "coach.no-call-to-action.offer": N_("A price is offered, and nothing says what happens next"),
    "coach.no-call-to-action.long": N_("A long reply ends without saying what happens next"),
    "coach.no-call-to-action.advice": N_("Close with one line: who does what, and by when."),
}
