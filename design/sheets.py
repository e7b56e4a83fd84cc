"""What a spreadsheet must not take for a formula."""

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def plain(cell: str) -> str:
    """The text as a spreadsheet shows it: one that would be read as a formula gets an apostrophe.

    Source: OWASP, CSV injection.
    """
    return f"'{cell}" if cell.startswith(DANGEROUS) else cell
