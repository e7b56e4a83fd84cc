"""Large type (长辈版): which sizes there are. Words and rules only."""

COOKIE = "elder"
OFF = "off"
SIZES = ("20", "25", "30")
"""Of the text, in pixels of a browser that was left as it came; zoom and a larger type of the
reader's own multiply them. Source: the national rules ask for 18 at least, adjustable to 30."""


def chosen(own: str, cookie: str) -> str:
    """Return the size for a page: the person's own choice goes before the browser's cookie.

    "" means the usual pages.
    """
    choice = own or cookie
    return choice if choice in SIZES else ""
