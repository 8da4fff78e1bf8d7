"""The reader of last resort: the line table of a layout nobody has described, with what arithmetic proves of it."""

from invoiceplug.fallback.model import Header, HeaderColumn, Kind, SuggestedLine, Suggestion
from invoiceplug.fallback.suggest import suggest

__all__ = ["Header", "HeaderColumn", "Kind", "SuggestedLine", "Suggestion", "suggest"]
