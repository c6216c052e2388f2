"""What is searched for on the desk of ``search_desk``: what people ask every day, each kind in four languages, and what
is hard to find."""

import random

from search_desk import CLIENTS, FILES, PEOPLE, SHARES, vocabulary

EVERYDAY, EACH = 300, 6
FIRST_FREQUENT, LAST_USUAL = 20, 8_000


def everyday(seed: int = 3) -> list[str]:
    """What people look for: a word or three of one message, now and then a sender, a number, a beginning."""
    chance, known = random.Random(seed), vocabulary()
    found = []
    for _ in range(EVERYDAY):
        words = known[chance.choice(list(SHARES))].words[FIRST_FREQUENT:LAST_USUAL]
        asked = chance.sample(words, chance.choice((1, 1, 1, 2, 2, 3)))
        kind = chance.random()
        if kind < 0.15:
            asked.append(f"from:pat@client{chance.randrange(CLIENTS)}.example")
        elif kind < 0.25:
            asked = [f"AB-{chance.randrange(1_000_000):07}"]
        elif kind < 0.35:
            asked.append(f"after:{chance.randrange(2024, 2027)}-{chance.randrange(1, 13):02}")
        found.append(" ".join(asked) + chance.choice(("", " ")))
    return found


def kinds() -> dict[str, list[str]]:
    """Kind -> queries, as many of each language."""
    chance, found = random.Random(4), {"rare word": ["ab-0000123 ", "zeppelinowitz "]}
    for language in SHARES:
        words = vocabulary()[language].words
        often, seldom = words[:EACH], words[len(words) // 2 :]
        found["rare word"] += [f"{word} " for word in chance.sample(seldom, EACH)]
        found.setdefault("most frequent words", []).extend(f"{word} " for word in often)
        pairs = [chance.sample(often, 2) for _ in range(EACH)]
        found.setdefault("two frequent words", []).extend(f"{one} {other} " for one, other in pairs)
        found.setdefault("phrase of frequent words", []).extend(f'"{one} {other}"' for one, other in pairs)
        rare = [f'"{chance.choice(often)} {word}"' for word in chance.sample(seldom, EACH)]
        found.setdefault("phrase with a rare word", []).extend(rare)
        starts = [word[:size] for word in chance.sample(words[:LAST_USUAL], EACH) for size in (1, 2, 3, 5)]
        found.setdefault("beginning of a word", []).extend(starts)
        first, last = PEOPLE[language].split()
        named = [f"{first} ", f"from:{last} ", f"{last} {often[0]} ", f'"{first} {last}"']
        found.setdefault("name", []).extend(named)
        names = [f"file:{name.split('.')[0].split()[0].split('_')[0]}" for name in FILES[language]]
        found.setdefault("attachment's name", []).extend([*names, f"{names[0]} {often[0]} "])
    found["hard"], found["hostile"] = list(HARD.values()), list(HOSTILE.values())
    return found


HARD = {
    "two common words that never meet": "the и ",
    "three that never meet": "the и ng ",
    "rare and common": "ab-0000123 the ",
    "a letter behind a common word": "the q",
    "a letter behind a rare word": "ab-0000123 q",
    "a letter without a common word": "-the t",
    "four letters that many words begin with": "the inte",
    "twelve words": "the to and of a in is that for you it not ",
    "a phrase that is nowhere": '"the the of of"',
    "all but a common word": "-the ",
    "one client, common word": "client:client17 the ",
    "one client, rare word": "client:client17 ab-0000123 ",
    "long ago": "the before:2024-03 ",
    "a stretch of time": "after:2024-05-10 before:2024-05-12 ",
}
HOSTILE = {
    "ten kilobytes of one word": "word " * 2_000,
    "ten kilobytes of common words": "the to and of a in is that for you " * 280,
    "ten kilobytes without a space": "x" * 10_000,
    "ten kilobytes of quotes": '"' * 10_000,
    "ten kilobytes of stars": "* " * 5_000,
    "ten kilobytes of operators": 'AND OR NOT NEAR( "the" & | ! ' * 350,
    "ten kilobytes of exclusions": "-the -and " * 1_000,
    "ten kilobytes of phrases": '"of the" ' * 1_100,
    "ten kilobytes of beginnings": "t a i o s " * 1_000,
    "ten kilobytes of fields": "from:a to:b subject:the file:c " * 320,
    "operators and a common word": '"the" AND (NOT "and" OR "of*")',
    "nothing but a star": "*",
    "an open quote and a common word": '"the',
}
"""What somebody types who wants to harm (H95)."""
