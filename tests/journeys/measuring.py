"""What a page has to keep to for a thumb, for a keyboard, and for whoever doubles the text; each
check gives sentences."""

from playwright.sync_api import Page, ViewportSize

from tests.journeys import looking
from tests.journeys.browsing import PHONE

DESK = ViewportSize(width=1280, height=800)
MOST_STOPS = 40

# What one aims at: for a box its label, for a link what is clickable of it. Left out as in WCAG
# 2.5.8: links within a line of words, what the browser draws itself, and what only a keyboard sees.
_TARGETS = """(thumb) => {
    const inSentence = (one) => one.matches("a") && getComputedStyle(one).display === "inline"
        && [...one.parentElement.childNodes].some((part) => part !== one
            && part.textContent.trim().length > 1 && !(part.matches?.(".visually-hidden")));
    const box = (one) => {
        const labels = one.matches("[type=checkbox], [type=radio]") ? [...one.labels ?? []] : [];
        const boxes = [one, ...labels].map((part) => part.getBoundingClientRect());
        const after = getComputedStyle(one, "::after");
        if (after.position === "absolute" && after.content !== "none") boxes.push(
            { width: parseFloat(after.width), height: parseFloat(after.height) });
        return boxes.reduce((most, now) => now.width * now.height > most.width * most.height
            ? now : most);
    };
    return [...document.querySelectorAll(
        "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button]")]
        .filter((one) => one.checkVisibility({ visibilityProperty: true }))
        .filter((one) => !one.closest(".visually-hidden, .skip, [inert], .sides"))
        .filter((one) => !inSentence(one))
        .map((one) => [one, box(one)])
        .filter(([, size]) => Math.min(size.width, size.height) < thumb - 0.5)
        .map(([one, size]) => `${one.tagName.toLowerCase()}.${one.className} “${
            (one.textContent.trim() || one.name || "").slice(0, 30)}” is ${
            Math.round(size.width)} × ${Math.round(size.height)} px`);
}"""

_HELD = """() => {
    const one = document.activeElement;
    if (!one || one === document.body) return null;
    const shown = (part, pseudo) => {
        const style = getComputedStyle(part, pseudo);
        return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2);
    };
    const around = one.closest("label, .slip, li, tr, .field");
    const seen = shown(one) || shown(one, "::before") || shown(one, "::after")
        || (around !== null && shown(around));
    const { left, top, width, height } = one.getBoundingClientRect();
    const spots = [[.5, .5], [.05, .2], [.95, .2], [.05, .8], [.95, .8]].map(([across, down]) =>
        document.elementFromPoint(left + width * across, top + height * down));
    const free = spots.some((spot) => spot && (one.contains(spot) || spot.contains(one)
        || [...one.labels ?? []].some((label) => label.contains(spot))));
    const name = `${one.tagName.toLowerCase()}#${one.id}.${one.className} “${
        (one.textContent.trim() || one.name || "").slice(0, 30)}”`;
    one.dataset.stops = Number(one.dataset.stops ?? 0) + 1;
    return { name, seen, free, again: one.dataset.stops > 1 };
}"""

_DOUBLED = """() => {
    const wide = document.documentElement.scrollWidth - innerWidth;
    const out = [...document.querySelectorAll("body *")]
        .filter((one) => one.checkVisibility({ visibilityProperty: true }))
        .filter((one) => !one.closest(".visually-hidden, .skip, svg, .sides"));
    const wrong = [];
    // A table of many columns may be wider than a desk: it is read in two directions (1.4.10).
    const beyond = out.filter((one) => one.getBoundingClientRect().right > innerWidth + 1
        && one.parentElement.getBoundingClientRect().right <= innerWidth + 1
        && !(innerWidth > 900 && one.closest("table")));
    if (wide > 1 && beyond.length) wrong.push(`${wide} px too wide: `
        + beyond.slice(0, 3).map((one) => one.outerHTML.slice(0, 90)).join(" | "));
    for (const one of out) {
        const style = getComputedStyle(one);
        const cut = (axis, full, room) => ["hidden", "clip"].includes(style[axis])
            && full > room + 2;
        if (!one.textContent.trim() || style.clipPath === "inset(50%)") continue;
        if (cut("overflowX", one.scrollWidth, one.clientWidth)
            || cut("overflowY", one.scrollHeight, one.clientHeight))
            wrong.push(`cut off: ${one.tagName.toLowerCase()}.${one.className} “${
                one.textContent.trim().slice(0, 30)}”`);
    }
    return wrong;
}"""


def small_targets(page: Page, thumb: int = looking.THUMB) -> list[str]:
    """Whatever one aims at and a thumb misses; for a phone's width."""
    return list(page.evaluate(_TARGETS, thumb))


def by_keyboard(page: Page, most: int = MOST_STOPS) -> list[str]:
    """What the tab key reaches without showing it, or behind what lies over it; and a trap."""
    wrong: list[str] = []
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    for _stop in range(most):
        page.keyboard.press("Tab")
        held = page.evaluate(_HELD)
        if held is None or held["again"]:
            return wrong
        if not held["seen"]:
            wrong.append(f"the focus does not show on {held['name']}")
        if not held["free"]:
            wrong.append(f"something lies over {held['name']}")
    return wrong


def doubled(page: Page) -> list[str]:
    """What is lost when the text alone is twice as large, at a desk and on a phone."""
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    wrong = []
    for size in (DESK, PHONE):
        looking.resize(page, size)
        wrong += [f"200 % at {size['width']} px: {one}" for one in page.evaluate(_DOUBLED)]
    page.evaluate("document.documentElement.style.fontSize = ''")
    return wrong
