"""Text messages without a gateway: each one a file. Outside production only."""

import os
from hashlib import sha256
from pathlib import Path

from notifications.registry import Verdict


class FolderGateway:
    """Writes to a folder, named by the message's key: sent again, it is the same file."""

    def __init__(self, folder: str | Path, *, sender: str) -> None:
        self.folder = Path(folder)
        self.sender = sender

    def send(self, number: str, words: str, *, key: str) -> tuple[Verdict, str]:
        """Write one message: the number in the first line, then the words."""
        try:
            self._write(number, words, key)
        except OSError as error:
            return Verdict.UNREACHABLE, type(error).__name__
        return Verdict.SENT, ""

    def _write(self, number: str, words: str, key: str) -> None:
        name = sha256(key.encode()).hexdigest()[:24]
        target = self.folder / f"{name}.txt"
        if target.exists():
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        part = self.folder / f"{name}.{os.getpid()}.part"
        part.write_text(f"{number}\n【{self.sender}】{words}\n", "utf-8")
        part.replace(target)

    def close(self) -> None:
        """Nothing is held open."""
