"""Words for people, made at the edge: reasons, states and labels in the reader's language."""

from ashore.words.kinds import kind_name
from ashore.words.saying import label, say, say_lines
from ashore.words.speech import Speech, speech

__all__ = ["Speech", "kind_name", "label", "say", "say_lines", "speech"]
