"""Words for finding: texts into lexemes, queries into terms, found words into marks. No database is known here; what
both databases hold is made once, by these functions, so both find the same."""

from ashore.core.language.search.folding import fold
from ashore.core.language.search.lexemes import FILES, INDEXED, Document, document, lexemes
from ashore.core.language.search.marking import excerpt
from ashore.core.language.search.plan import Alternatives, Lexeme, Plan, plan
from ashore.core.language.search.query import Query, Term, parse
from ashore.core.language.search.verifying import holds

__all__ = [
    "FILES",
    "INDEXED",
    "Alternatives",
    "Document",
    "Lexeme",
    "Plan",
    "Query",
    "Term",
    "document",
    "excerpt",
    "fold",
    "holds",
    "lexemes",
    "parse",
    "plan",
]
