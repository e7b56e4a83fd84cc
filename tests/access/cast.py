"""Who knocks: twelve people around one case of a city, and that case in any state."""

from dataclasses import dataclass

from members import roles
from members.models import User
from suggestions.actions import drafting
from suggestions.lifecycle import State
from suggestions.models import Suggestion
from tests.access import library
from tests.departments.factories import make_department, make_officer
from tests.enrolment import standing
from tests.members.factories import PASSWORD, make_member, make_organ, make_seat, make_user
from tests.suggestions.actions.test_drafting import ANSWER
from tests.suggestions.factories import MORNING, Scene, suggestion_at, work

CITY, COUNTY, PROVINCE, ELSEWHERE = "430100", "430111", "430000", "430200"
# Beside the states of cases: handled, with an answer that waits for the head.
TO_SIGN_OFF = "to_sign_off"

# The columns of the table, in its order.
ROLES = (
    "anonymous",
    "stranger",
    "author",
    "office",
    "office_above",
    "office_below",
    "officer",
    "head",
    "other_officer",
    "organ_admin",
    "auditor",
    "superuser",
)


@dataclass(frozen=True)
class Cast:
    """The people by column (nobody for "anonymous") and the scene in which they act."""

    people: dict[str, User]
    scene: Scene

    def case(self, state: str) -> Suggestion:
        """A new case of the city about a place in the county, walked to `state`."""
        walked = State.IN_HANDLING if state == TO_SIGN_OFF else State(state)
        case = suggestion_at(self.scene, walked)
        Suggestion.objects.filter(pk=case.pk).update(place=COUNTY)
        if state == TO_SIGN_OFF:
            # Of proposals the head signs the answer by preset, and the office checks it.
            Suggestion.objects.filter(pk=case.pk).update(instrument="proposal")
            drafting.answer(assignment=work(case), by=self.scene.bo, at=MORNING, **ANSWER)
        return case


def make_cast() -> Cast:
    """安 and the case belong to the city; 程 is a member of another city."""
    make_organ(COUNTY)
    above = make_department("culture", CITY)
    make_department("library-elsewhere", ELSEWHERE)
    unit = make_department("library", CITY, parent=above, keywords=["书架", "阅览室"])
    people = {
        "stranger": make_member(ELSEWHERE, user=make_user(name="程")),
        "author": make_member(CITY, user=make_user(name="安")),
        "office": make_seat(roles.Office, CITY, user=make_user(code=library.CLERK)),
        "office_above": make_seat(roles.Office, PROVINCE),
        "office_below": make_seat(roles.Office, COUNTY),
        "officer": make_officer(unit, user=make_user(name="博", code=library.OFFICER)),
        "head": make_officer(above, role=roles.Head),
        "other_officer": make_officer(make_department("water", CITY)),
        "organ_admin": make_seat(roles.OrganAdmin, CITY),
        "auditor": make_seat(roles.Auditor, CITY),
        "superuser": make_user(is_staff=True, is_superuser=True),
    }
    standing.make(make_organ(CITY), people["organ_admin"])
    for person in people.values():
        person.set_password(PASSWORD)
        person.save()
    scene = Scene(
        organ=make_organ(CITY),
        unit=unit,
        an=people["author"],
        bo=people["officer"],
        cheng=people["stranger"],
        clerk=people["office"],
    )
    library.make(scene)
    return Cast(people, scene)
