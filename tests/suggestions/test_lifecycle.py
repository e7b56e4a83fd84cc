from deadlines import phases
from suggestions.lifecycle import (
    INSTRUMENTS,
    LEDGER_WORDS,
    OPEN_STATES,
    OVERLAY_STEPS,
    STATE_LABELS,
    STEPS,
    TURN,
    URGENCIES,
    WORK_LABELS,
    WORK_STEPS,
    Desk,
    State,
    Work,
    diagram,
    open_to,
)
from suggestions.notices import NOTICES


def test_every_open_state_is_somebodys_turn_and_that_desk_has_a_way_on():
    for state in OPEN_STATES:
        desk = TURN[state]
        assert desk is not None
        assert [step for step in open_to(desk, state) if step.target != state], state


def test_no_state_is_forgotten():
    assert set(TURN) == set(STATE_LABELS) == set(State)
    assert set(WORK_LABELS) == set(Work)


def test_every_state_is_reached_and_only_closed_has_no_way_on():
    reached = {step.target for step in STEPS}
    left = {step.source for step in STEPS}
    assert reached == set(State)
    assert set(State) - left == {State.CLOSED}
    assert {step.target for step in WORK_STEPS} == set(Work)


def test_step_names_are_unique():
    names = [step.name for step in STEPS]
    assert len(names) == len(set(names))


def test_every_step_says_whom_it_tells_or_that_it_tells_nobody():
    told = {step for kind, step in NOTICES if kind == "suggestion"} - {"due_moved"}
    assert told == {step.name for step in (*STEPS, *OVERLAY_STEPS)}


def test_the_ledger_has_a_word_for_every_line_that_this_app_writes():
    assert set(NOTICES) <= set(LEDGER_WORDS)


def test_the_clock_of_a_unit_never_starts_with_its_own_signature():
    assert [step.name for step in STEPS if step.target is State.ASSIGNED] == ["assign"]
    assert {step.desk for step in STEPS if step.name == "assign"} == {Desk.OFFICE}


def test_the_diagram_draws_each_row_once():
    lines = diagram().splitlines()
    assert lines[0] == "stateDiagram-v2"
    assert "    in_handling --> replied: reply (department)" in lines
    assert len([line for line in lines if ": " in line]) == len(STEPS)
    assert lines[-1] == "    closed --> [*]"


def test_every_instrument_and_urgency_has_its_deadlines():
    assert list(INSTRUMENTS) == list(phases.INSTRUMENTS)
    assert list(URGENCIES) == list(phases.URGENCIES)
