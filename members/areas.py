"""Arithmetic on the codes of GB/T 2260: which area lies in which.

A code has six digits: two for the province, two for the city, two for the county. 430000 is a
province, 430100 a city in it, 430111 a county in that city. Pure: no models, no database.
"""

PROVINCE, CITY, COUNTY = "province", "city", "county"


def level(code: str) -> str:
    """Return "province", "city" or "county"."""
    if code.endswith("0000"):
        return PROVINCE
    return CITY if code.endswith("00") else COUNTY


def stem(code: str) -> str:
    """Return the digits which every code in this area begins with: 43, 4301 or 430111."""
    return {PROVINCE: code[:2], CITY: code[:4], COUNTY: code}[level(code)]


def covers(above: str, code: str) -> bool:
    """Tell whether the area `above` contains the area `code` (an area contains itself)."""
    return bool(above) and code.startswith(stem(above))


def chain(code: str) -> tuple[str, ...]:
    """Return the code and those above it, nearest first: 430111, 430100, 430000."""
    return tuple(dict.fromkeys((code, f"{code[:4]}00", f"{code[:2]}0000")))
