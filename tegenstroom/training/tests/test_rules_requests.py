from datetime import date, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tegenstroom.training.rules.requests import (
    CLOSED,
    NEXT_STATES,
    RequestState,
    Snag,
    Standing,
    Step,
    may_become,
    next_step,
    snag_in_agreeing,
)
from tests.support.depth import at_depth

TODAY = date(2027, 3, 1)


class Road(RuleBasedStateMachine):
    """Anybody tries anything, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.walked = [RequestState.NEW]

    @rule(wanted=st.sampled_from(RequestState))
    def try_to_go(self, wanted: RequestState) -> None:
        if may_become(self.walked[-1], wanted):
            self.walked.append(wanted)

    @invariant()
    def nothing_is_planned_without_a_proposal_and_then_an_agreement(self) -> None:
        if self.walked[-1] is RequestState.PLANNED:
            assert self.walked[-3:-1] == [RequestState.PROPOSED, RequestState.AGREED]

    @invariant()
    def what_is_closed_stays_closed(self) -> None:
        assert not any(state in CLOSED for state in self.walked[:-1])

    @invariant()
    def nothing_becomes_new_again(self) -> None:
        assert RequestState.NEW not in self.walked[1:]


TestRoad = Road.TestCase
TestRoad.settings = settings(max_examples=at_depth(30, 100), stateful_step_count=20)


def test_every_open_request_can_be_declined() -> None:
    assert all(RequestState.DECLINED in then for now, then in NEXT_STATES.items() if now not in CLOSED)


@pytest.mark.parametrize(
    ("proposal", "snag"),
    [
        (Standing(RequestState.PROPOSED, True, TODAY, TODAY), None),
        (Standing(RequestState.PROPOSED, True, TODAY, None), None),
        (Standing(RequestState.PROPOSED, False, TODAY, TODAY), Snag.REPLACED),
        (Standing(RequestState.AGREED, True, TODAY, TODAY), Snag.WRONG_STATE),
        (Standing(RequestState.TALKING, True, TODAY, TODAY), Snag.WRONG_STATE),
        (Standing(RequestState.PROPOSED, True, TODAY - timedelta(1), TODAY), Snag.EXPIRED),
        (Standing(RequestState.PROPOSED, True, TODAY, TODAY - timedelta(1)), Snag.DATES_PAST),
    ],
)
def test_only_the_newest_proposal_can_be_agreed_to_until_its_day(proposal: Standing, snag: Snag | None) -> None:
    assert snag_in_agreeing(proposal, today=TODAY) == snag


def test_there_is_one_next_step() -> None:
    assert next_step(RequestState.NEW, valid_until=None, today=TODAY) is Step.ANSWER
    assert next_step(RequestState.PROPOSED, valid_until=TODAY, today=TODAY) is Step.WAIT
    assert next_step(RequestState.PROPOSED, valid_until=TODAY - timedelta(1), today=TODAY) is Step.RENEW
    assert next_step(RequestState.AGREED, valid_until=TODAY - timedelta(1), today=TODAY) is Step.PLAN
