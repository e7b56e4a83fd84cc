from django.utils import translation

from members import roles
from members.models.seat import role_choices


def test_roles_have_the_keys_that_the_rest_of_the_house_uses():
    keys = ["member", "officer", "head", "office", "arbiter", "organ_admin", "auditor"]
    assert [role.key for role in roles.ROLES] == keys


def test_each_role_says_who_it_is_and_what_it_is_for():
    for role in roles.ROLES:
        assert all((str(role.name), str(role.sentence))), role.key


def test_a_seat_offers_the_roles_of_an_office_only():
    with translation.override("en"):
        assert role_choices() == [
            ("office", "Office staff"),
            ("arbiter", "Arbiter"),
            ("organ_admin", "Organ administrator"),
            ("auditor", "Auditor"),
        ]


def test_an_unknown_role_is_shown_as_it_stands():
    assert roles.named("ghost") == "ghost"
