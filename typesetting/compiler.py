"""The typesetter itself: a template, data as JSON, fonts. Knows neither settings nor languages.

As a program (`python -m typesetting.compiler`) it sets one document and is gone, with the memory
that a long one takes: some hundred MB, which a process that goes on would keep.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import typst

from typesetting import fonts

HERE = Path(__file__).parent
LAYOUTS = HERE / "layouts"
NOWHERE = str(LAYOUTS / "none")
KEPT = ("PATH", "TMPDIR", "LD_LIBRARY_PATH", "SYSTEMROOT")
MEMORY = "TYPESETTING_MEMORY"


def compiled(source: bytes, sent: str, *, faces: typst.Fonts, at: int) -> bytes:
    """Set a document as PDF/UA; `at` is written into it as when it was made, in seconds.

    Safe to be called by several threads at once: a compiler can be lent to one thread only, so each
    document has its own, and they share the fonts.
    """
    compiler = typst.Compiler(
        source,
        root=str(LAYOUTS),
        font_paths=faces,
        ignore_system_fonts=True,
        sys_inputs={"data": sent},
        package_path=NOWHERE,
        package_cache_path=NOWHERE,
    )
    made = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=at)
    if not isinstance(made, bytes):
        raise TypeError("A PDF is one file.")
    return made


def compiled_apart(
    source: bytes, sent: str, *, files: Sequence[Path], at: int, seconds: float, memory: int
) -> bytes:
    """The same in a process of its own, which is ended after so many seconds or bytes of memory.

    Raises:
        subprocess.TimeoutExpired: it took longer.
        subprocess.CalledProcessError: it failed; ended by a signal (below 0) where memory ran out.
    """
    order = {"source": source.decode(), "sent": sent, "files": [*map(str, files)], "at": at}
    done = subprocess.run(
        [sys.executable, "-m", "typesetting.compiler"],
        input=json.dumps(order).encode(),
        cwd=HERE.parent,
        # Nothing of the settings, which hold secrets, is its business.
        env={name: os.environ[name] for name in KEPT if name in os.environ} | {MEMORY: str(memory)},
        capture_output=True,
        check=True,
        timeout=seconds,
    )
    return done.stdout


def main() -> None:
    """Take an order from the standard input and put the document out."""
    _hold(int(os.environ[MEMORY]))
    try:
        order = json.load(sys.stdin.buffer)
        faces = fonts.of([Path(one) for one in order["files"]])
        made = compiled(order["source"].encode(), order["sent"], faces=faces, at=order["at"])
    except MemoryError:
        # As the typesetter itself ends where there is no more.
        os.abort()
    sys.stdout.buffer.write(made)


def _hold(memory: int) -> None:
    """Take no more than so many bytes, and leave nothing of the process behind where it ends."""
    for what, most in ((resource.RLIMIT_DATA, memory), (resource.RLIMIT_CORE, 0)):
        _soft, hard = resource.getrlimit(what)
        if hard == resource.RLIM_INFINITY or most < hard:
            resource.setrlimit(what, (most, hard))


if __name__ == "__main__":
    main()
