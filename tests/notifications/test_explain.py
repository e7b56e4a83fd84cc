"""The plain choices among mails: each one offered means something else."""

from notifications.explain import plan_choices, plan_of, planned
from notifications.models import When
from notifications.registry import Group

GIVEN = Group(name="given", label="Given", text="", said="what is given", needs_reader=True)
NEWS = Group(name="talk", label="Talk", text="", said="what is written")
DECIDED = Group(
    name="decided", label="Decided", text="", said="decisions", when=When.ONCE, needs_reader=True
)


def test_who_gets_nothing_at_once_is_not_asked_whether_it_may_come_in_the_daily_mail():
    assert [plan for plan, _label in plan_choices([GIVEN, NEWS])] == [
        "recommended",
        "needed",
        "own",
    ]
    assert plan_of(planned("one_mail", [GIVEN, NEWS]), [GIVEN, NEWS]) == "recommended"


def test_the_recommended_choice_says_what_comes_besides_the_one_mail():
    labels = dict(plan_choices([DECIDED, NEWS]))
    assert list(labels) == ["recommended", "needed", "one_mail", "own"]
    assert str(labels["recommended"]).endswith("at once: decisions")
