"""What a spreadsheet must not take for a formula."""

import unicodedata

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")


def plain(cell: str) -> str:
    """The text as a spreadsheet shows it: one that would be read as a formula gets an apostrophe.

    A sign of full width counts as its plain one, and blanks before it as nothing: some programs
    read both so. Source: OWASP, CSV injection.
    """
    begins = unicodedata.normalize("NFKC", cell[:8])
    harmful = begins.startswith(DANGEROUS) or begins.lstrip().startswith(DANGEROUS)
    return f"'{cell}" if harmful else cell
