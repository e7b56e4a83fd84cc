"""Invented people and cases for a look around, outside production only."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cppcc_cloud.demo import seed
from members import roles
from workdays.clock import now


class Command(BaseCommand):
    help = "Make invented people and cases, each once: every desk and state has something to see."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.IS_PRODUCTION:
            raise CommandError("The demo's people have a known password: not in production.")
        added = seed.seed(at=now())
        text = self._sign_ins()
        settings.VAR_DIR.mkdir(exist_ok=True)
        (settings.VAR_DIR / "demo.txt").write_text(text, encoding="utf-8")
        self.stdout.write(f"{added} cases added.\n{text}")

    def _sign_ins(self) -> str:
        lines = [f"Invented people and numbers, one password for all: {seed.PASSWORD}"]
        for person in seed.people():
            role = str(roles.named(person["role"]))
            names = f"{person['email']:32} {person['mobile']:15}"
            lines.append(f"  {names} {role:20} {person['place']}")
        return "\n".join(lines) + "\n"
