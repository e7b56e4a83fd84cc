"""Translations without the gettext tools: Babel reads, merges, checks and compiles the catalogs.

Sources are English; `locale/<language>/LC_MESSAGES/django.po` holds every other language. Compiled
files are not committed: they are made again whenever a catalog is newer.
"""

import io
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

LANGUAGE = "zh_Hans"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
HAN = re.compile(r"[\u3400-\u9fff]")
TEMPLATE_KINDS = {".html", ".txt", ".xml"}
APART = {"migrations", "__pycache__"}


def catalog_file(root: Path) -> Path:
    """Where the Chinese catalog is kept."""
    return root / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"


def same_file(root: Path) -> Path:
    """The list of sources that read the same in Chinese, one a line."""
    return root / "locale" / "same_in_chinese.txt"


def sources(root: Path, apps: list[str]) -> Iterator[Path]:
    """Every file that may hold words: the apps' code and the templates."""
    for app in apps:
        for path in sorted((root / app).rglob("*.py")):
            if not APART & set(path.relative_to(root).parts):
                yield path
    for folder in [root / "templates", *[root / app / "templates" for app in apps]]:
        for path in sorted(folder.rglob("*")):
            if path.suffix in TEMPLATE_KINDS:
                yield path


def as_python(path: Path) -> bytes:
    """The file as Python source; a template's words as calls of gettext, line for line."""
    text = path.read_text("utf-8")
    if path.suffix == ".py":
        return text.encode()
    calls = templatize(text, origin=str(path))
    return "\n".join(line.strip() for line in calls.splitlines()).encode()


def extracted(root: Path, apps: list[str]) -> Catalog:
    """All words of the project with the files they stand in, without line numbers."""
    catalog = Catalog(locale=LANGUAGE, charset="utf-8")
    for path in sources(root, apps):
        name = path.relative_to(root).as_posix()
        found = extract(
            "python",
            io.BytesIO(as_python(path)),
            KEYWORDS,
            ["Translators:"],
            strip_comment_tags=False,
        )
        for _line, words, comments, context in found:
            if words:
                catalog.add(words, None, [(name, 1)], auto_comments=comments, context=context)
    return catalog


def read(root: Path) -> Catalog:
    """The catalog as it is kept; an empty one where there is none."""
    path = catalog_file(root)
    if not path.exists():
        return Catalog(locale=LANGUAGE, project="cppcc-cloud", version="", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=LANGUAGE)


def update(root: Path, apps: list[str], words: Mapping[str, str] | None = None) -> Catalog:
    """Bring the kept catalog up to the sources and fill empty entries from `words`."""
    catalog, template = read(root), extracted(root, apps)
    template.creation_date = catalog.creation_date
    catalog.update(template, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    for message in catalog:
        fill(message, words or {})
    path = catalog_file(root)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalog, width=100, sort_output=True, include_lineno=False)
    return catalog


def fill(message: Message, words: Mapping[str, str]) -> None:
    """Give an empty entry its Chinese; of a plural the singular is the key."""
    key = message.id[0] if isinstance(message.id, tuple | list) else message.id
    if not key or not is_empty(message) or not words.get(key):
        return
    message.string = (words[key],) if message.pluralizable else words[key]


def is_empty(message: Message) -> bool:
    """Whether nothing is written for it yet."""
    text = message.string
    return not all(text) if isinstance(text, tuple | list) else not text


def words_of(files: list[Path]) -> dict[str, str]:
    """One dictionary out of JSON files {"English": "中文"}; a later file wins."""
    words: dict[str, str] = {}
    for file in files:
        words |= json.loads(file.read_text("utf-8"))
    return words


def compile_all(root: Path, *, force: bool = False) -> list[Path]:
    """Compile each catalog that is newer than its compiled file; returns what was written."""
    written = []
    for source in sorted((root / "locale").glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        fresh = target.exists() and target.stat().st_mtime >= source.stat().st_mtime
        if fresh and not force:
            continue
        with source.open("rb") as file:
            catalog = read_po(file, locale=source.parts[-3])
        new = target.with_suffix(".mo.new")
        with new.open("wb") as file:
            write_mo(file, catalog)
        new.replace(target)
        written.append(target)
    return written


def problems(root: Path, apps: list[str]) -> list[str]:
    """What keeps either language from being complete, one line each."""
    kept, wanted = read(root), extracted(root, apps)
    names = {key(message): message for message in kept if message.id}
    expected = {key(message): message for message in wanted if message.id}
    allowed = same_file(root).read_text("utf-8").splitlines() if same_file(root).exists() else []
    found = [f"not in the catalog: {name[0]!r}" for name in expected.keys() - names.keys()]
    found += [f"no longer in the sources: {name[0]!r}" for name in names.keys() - expected.keys()]
    found += [f"not English: {name[0]!r}" for name in expected if HAN.search(str(name[0]))]
    for name in expected.keys() & names.keys():
        found += faults(names[name], allowed)
    unused = set(filter(None, allowed)) - {str(name[0]) for name in expected}
    found += [f"listed as the same in Chinese but not in the sources: {line!r}" for line in unused]
    return sorted(found)


def key(message: Message) -> tuple[str, str]:
    """What tells one entry from another: its (singular) source and its context."""
    source = message.id[0] if isinstance(message.id, tuple | list) else message.id
    return str(source), str(message.context or "")


def faults(message: Message, allowed: list[str]) -> list[str]:
    """What is wrong with one entry."""
    source = key(message)[0]
    if is_empty(message):
        return [f"no Chinese: {source!r}"]
    if message.fuzzy:
        return [f"fuzzy: {source!r}"]
    ids = message.id if isinstance(message.id, tuple | list) else [message.id]
    texts = message.string if isinstance(message.string, tuple | list) else [message.string]
    wanted = {mark for text in ids for mark in PLACEHOLDER.findall(text)}
    found = []
    for text in filter(None, texts):
        if set(PLACEHOLDER.findall(text)) != wanted:
            found.append(f"other placeholders in the Chinese of {source!r}: {text!r}")
        if text == source and source not in allowed:
            found.append(f"the same in Chinese: {source!r}")
    return found
