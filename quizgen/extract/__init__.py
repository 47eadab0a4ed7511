"""Rule mentions in Indonesian texts: `extract(text, lexicon)` gives them with their exact words."""

from quizgen.extract.lexicon import Lexicon, LexiconError, load_lexicon
from quizgen.extract.pipeline import Extraction, extract, stream

__all__ = ["Extraction", "Lexicon", "LexiconError", "extract", "load_lexicon", "stream"]
