from django.utils import translation

from commitments.lifecycle import STEPS as PROMISE_STEPS
from deadlines import phases
from suggestions.lifecycle import (
    INSTRUMENTS,
    LEDGER_WORDS,
    OPEN_STATES,
    OVERLAY_STEPS,
    SILENT,
    SILENT_WORK,
    STATE_LABELS,
    STEPS,
    TURN,
    UNDO_STEPS,
    URGENCIES,
    WORK_LABELS,
    WORK_STEPS,
    Desk,
    State,
    Work,
    diagram,
    open_to,
)
from suggestions.models.cosigner import DECLINED, cosigner_state_choices
from suggestions.notices import NOTICES


def test_every_open_state_is_somebodys_turn_and_that_desk_has_a_way_on():
    for state in OPEN_STATES:
        desk = TURN[state]
        assert desk is not None
        ways = [step for step in STEPS if step.starts_from(state) and step.target != state]
        assert [step for step in ways if step.target], state
        if desk is not Desk.DEPARTMENT:
            assert open_to(desk, state, STEPS), state


def test_no_state_is_forgotten():
    assert set(TURN) == set(STATE_LABELS) == set(State)
    assert set(WORK_LABELS) == set(Work)


def test_every_state_is_reached():
    assert {step.target for step in STEPS if step.target} == set(State)
    assert {step.target for step in WORK_STEPS if step.target} == set(Work)


def test_what_has_ended_goes_on_by_an_appeal_a_new_fact_or_without_its_main_alone():
    ended = [state for state in State if state not in OPEN_STATES]
    ways = {(state, step.name) for step in STEPS for state in ended if step.starts_from(state)}
    assert ways == {
        (State.DECLINED, "appeal"),
        (State.CLOSED, "reopen"),
        (State.MERGED, "split"),
    }


def test_step_names_are_unique():
    names = [step.name for step in (*STEPS, *UNDO_STEPS, *WORK_STEPS, *PROMISE_STEPS)]
    assert len(names) == len(set(names))


def test_every_step_says_whom_it_tells_or_that_it_tells_nobody():
    told = {step for kind, step in NOTICES if kind == "suggestion" and "remind_" not in step}
    told -= {"due_moved"}
    steps = set(STEPS) - set(SILENT) | set(WORK_STEPS) - set(SILENT_WORK) | set(OVERLAY_STEPS)
    steps |= set(UNDO_STEPS)
    assert told == {step.name for step in (*steps, *PROMISE_STEPS)}


def test_the_ledger_has_a_word_for_every_line_that_this_app_writes():
    assert set(NOTICES) <= set(LEDGER_WORDS)


def test_the_clock_of_a_unit_never_starts_with_its_own_signature():
    assert [step.name for step in STEPS if step.target is State.ASSIGNED] == ["assign"]
    assert {step.desk for step in STEPS if step.name == "assign"} == {Desk.OFFICE}


def test_the_diagram_draws_each_row_once():
    lines = diagram(STEPS).splitlines()
    assert lines[0] == "stateDiagram-v2"
    assert "    in_handling --> replied: answered (system)" in lines
    arrows = sum(max(1, len(step.sources)) for step in STEPS)
    assert len([line for line in lines if ": " in line]) == arrows
    ends = {line.split()[0] for line in lines if line.endswith("[*]")}
    assert ends == {"diverted", "withdrawn"}


def test_every_instrument_and_urgency_has_its_deadlines():
    assert list(INSTRUMENTS) == list(phases.INSTRUMENTS)
    assert list(URGENCIES) == list(phases.URGENCIES)


def test_a_declined_case_is_not_called_what_a_co_signers_no_is_called():
    with translation.override("zh-hans"):
        assert str(STATE_LABELS[State.DECLINED]) == "不予受理"
        assert str(dict(cosigner_state_choices())[DECLINED]) == "未联名"
