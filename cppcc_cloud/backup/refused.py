class Refused(Exception):
    """A backup cannot be made or used here; the words say why and what to do."""
