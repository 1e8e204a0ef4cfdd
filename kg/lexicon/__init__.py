"""The extraction grammar, read from OntoLex-Lemon Turtle."""

from kg.lexicon.load import lexicon, load
from kg.lexicon.model import Argument, Entry, Lexicon, Sense

__all__ = ["Argument", "Entry", "Lexicon", "Sense", "lexicon", "load"]
