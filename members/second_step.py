"""What somebody has set up for the second step at sign-in."""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator

from members.models import User


@dataclass(frozen=True)
class Ways:
    """Which ways are open; `codes` only while a recovery code is left."""

    passkey: bool = False
    app: bool = False
    codes: bool = False

    @property
    def is_asked_for(self) -> bool:
        """Whether there is a second step at all: recovery codes alone make none."""
        return self.passkey or self.app

    @property
    def is_typed(self) -> bool:
        """Whether one of them is a code to type."""
        return self.app or self.codes


def ways_of(user: User) -> Ways:
    """Return what the person has set up. One query."""
    kinds, codes = set(), False
    for one in Authenticator.objects.filter(user=user.pk):
        kinds.add(one.type)
        if one.type == Authenticator.Type.RECOVERY_CODES:
            codes = bool(one.wrap().get_unused_codes())
    return Ways(
        passkey=Authenticator.Type.WEBAUTHN in kinds,
        app=Authenticator.Type.TOTP in kinds,
        codes=codes,
    )
