"""A pack to begin with: one rule of each kind, each with its tests, all of which pass."""

_TEMPLATE = """\
# House rules of the coach. The reference: docs/reference/pack.md. Test them with: ashore check --packs {name}.yaml
name: {name}
version: 1
about: How our house writes to clients.
language: en

rules:
  - name: no-buzzwords
    kind: phrase                      # words that are not to stand in a letter
    severity: advice
    why: Our clients run bakeries and yoga schools; these words mean nothing to them.
    source: Our style guide, page 4
    suggestion: Say what the client gets.
    phrases:
      - synergy|synergies             # one of these words
      - low hanging fruit             # words in a row
      - move the ?big needle          # "big" may be left out
    tests:
      hits: [We see great synergies between the two pages.]
      clean: [The two pages share their pictures.]

  - name: plain-words
    kind: substitution                # a phrase and what to write in its place
    severity: advice
    why: The shorter word is the one that people say.
    source: Our style guide, page 5
    replace:
      leverage|leverages: use
      going forward: [from now on, later]
    tests:
      hits: ["We leverage the old pictures.", "Going forward we send one invoice."]
      clean: [We use the old pictures.]

  - name: short-letters
    kind: count                       # a limit
    severity: advice
    why: A letter of more than a screen is read on another day.
    source: Agreed at our meeting in March
    count: sentences in a paragraph
    at_most: 4
    tests:
      hits: [It is done. It is up. It is fast. It is tested. It is yours.]
      clean: [It is done. It is yours.]

  - name: signed-by-the-studio
    kind: structure                   # what must stand where
    severity: warning
    why: Clients save our letters by the name of the studio.
    source: Our style guide, page 1
    ends_with: [example studio]
    lines: 3
    tests:
      hits: ["Hi Anna,\\n\\nthe page is up.\\n\\nMila"]
      clean: ["Hi Anna,\\n\\nthe page is up.\\n\\nMila\\nExample Studio"]
"""


def new_pack(name: str) -> str:
    """The text of a new pack. ``name``: small letters, figures and hyphens."""
    return _TEMPLATE.format(name=name)
