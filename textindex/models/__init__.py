from textindex.models.entry import Entry

__all__ = ["Entry"]
