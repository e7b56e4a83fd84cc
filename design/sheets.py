"""What a spreadsheet must not take for a formula."""

import unicodedata

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")


def plain(cell: str) -> str:
    """The text as a spreadsheet shows it: one that would be read as a formula gets an apostrophe.

    A sign of full width counts as its plain one, and blanks and signs that nobody sees before it
    as nothing, however many: some programs read them so. Source: OWASP, CSV injection.
    """
    first = next((sign for sign in cell if not _is_unseen(sign)), "")
    harmful = cell.startswith(DANGEROUS) or unicodedata.normalize("NFKC", first).startswith(
        DANGEROUS
    )
    return f"'{cell}" if harmful else cell


def _is_unseen(sign: str) -> bool:
    return sign.isspace() or unicodedata.category(sign) in ("Cf", "Cc")
