"""What clients and studios write in the generated support mail of the benchmarks."""

SAID = [
    "Thank you for the draft, it looks good to us.",
    "The banner on the first page is still the old one.",
    "Could you send the report by Friday?",
    "Our accountant needs the invoice for March as well.",
    "We will pay on Monday.",
    "How many people saw the campaign last week?",
    "The new price list is in the folder that we share.",
    "I have changed the two texts as you asked.",
    "Please tell me when the page goes live.",
    "Nothing else is open on our side.",
]
