"""Whatever happens in a measurement, in any order: answers stand for those who say yes, and for nobody else."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from tegenstroom.base.models import Figure
from tegenstroom.measurement.actions import answering, consents, inviting, planning, releasing
from tegenstroom.measurement.matrix import TooFewError, matrix
from tegenstroom.measurement.models import Consent, Invitation, Measurement, Participant, Sheet
from tegenstroom.measurement.rules.consent import Purpose, Read
from tegenstroom.measurement.tests.factories import invited, measurement
from tests.support.depth import at_depth

PEOPLE, SMALLEST, MOST = 3, 2, 2
WHO = st.integers(0, PEOPLE - 1)
USES = st.lists(st.sampled_from([Purpose.GROUP, Purpose.RESEARCH]), unique=True)


class Life(RuleBasedStateMachine):
    """Three people in one round, beside a model that is three dictionaries."""

    @initialize()
    def begin(self) -> None:
        # Each life in the same test begins with nothing.
        Measurement.objects.all().delete()
        self.found = measurement(PEOPLE, asks_research=True)
        Figure.objects.filter(key="measurement.smallest_group").update(value=SMALLEST)
        rows = invited(self.found)
        self.hashes = [answering.sheet_hash(row) for row in rows]
        self.asked = [row.pk for row in rows]
        self.says: list[set[Purpose]] = [set() for _row in rows]
        self.answers: list[dict[str, int] | None] = [None for _row in rows]
        self.done = [False for _row in rows]
        self.handed_in: list[bool] = [False for _row in rows]
        self.left = [False for _row in rows]
        self.runs, self.day = True, 0

    def invitation(self, who: int) -> Invitation:
        rows = Invitation.objects.select_related("participant__person", "wave__measurement__version")
        return rows.get(pk=self.asked[who])

    @rule(who=WHO, uses=USES)
    def starts(self, who: int, uses: list[Purpose]) -> None:
        wave = self.invitation(who).wave
        words: dict[str, Any] = {"purposes": uses, "read": Read.HERSELF, "language": "nl"}
        if not self.runs:
            with pytest.raises(answering.ClosedError):
                answering.begin(wave=wave, code_hash=self.hashes[who], **words)
        elif not self.says[who] | set(uses):
            with pytest.raises(answering.NothingSaidYesToError):
                answering.begin(wave=wave, code_hash=self.hashes[who], **words)
        else:
            answering.begin(wave=wave, code_hash=self.hashes[who], **words)
            self.says[who] |= set(uses)
            if self.answers[who] is None:
                self.answers[who], self.handed_in[who] = {}, False

    @rule(who=WHO, key=st.sampled_from(["vrij", "sterk", "moe"]), code=st.sampled_from([1, 3, 5, None]))
    def answers_one(self, who: int, key: str, code: int | None) -> None:
        sheet = Sheet.objects.filter(code_hash=self.hashes[who]).first()
        assert (sheet is None) == (self.answers[who] is None)
        if sheet is None:
            return
        asked = self.found.version.questionnaire
        if self.handed_in[who]:
            with pytest.raises(answering.AlreadyFinishedError):
                answering.answer(sheet=sheet, questionnaire=asked, item=asked.item(key), code=code)
            return
        answering.answer(sheet=sheet, questionnaire=asked, item=asked.item(key), code=code)
        rest = {name: value for name, value in (self.answers[who] or {}).items() if name != key}
        self.answers[who] = rest if code is None else {**rest, key: code}

    @rule(who=WHO)
    def hands_in(self, who: int) -> None:
        sheet = Sheet.objects.filter(code_hash=self.hashes[who]).first()
        if sheet is not None:
            asked = self.found.version.questionnaire
            answering.finish(sheet=sheet, questionnaire=asked, invitation=self.invitation(who))
            self.handed_in[who] = self.done[who] = True

    @rule(who=WHO, purpose=st.sampled_from([Purpose.GROUP, Purpose.RESEARCH]))
    def takes_one_back(self, who: int, purpose: Purpose) -> None:
        was = consents.take_back(
            measurement=self.found,
            code_hash=self.hashes[who],
            purpose=purpose,
            participant=self.invitation(who).participant,
        )
        assert was == (purpose in self.says[who])
        self.says[who] -= {purpose}
        if was and not self.says[who]:
            self.answers[who], self.handed_in[who] = None, False
            self.left[who] = True

    @rule(who=WHO)
    def takes_all_back(self, who: int) -> None:
        participant = self.invitation(who).participant
        consents.take_all_back(measurement=self.found, code_hash=self.hashes[who], participant=participant)
        self.says[who], self.answers[who], self.handed_in[who] = set(), None, False
        self.left[who] = True

    @rule(days=st.integers(1, 8))
    def time_passes(self, days: int) -> None:
        self.day = min(self.day + days, 10)
        noon = timezone.localtime().replace(hour=12) + timedelta(days=self.day)
        before = dict(Invitation.objects.values_list("pk", "reminders"))
        inviting.invite_due(noon)
        inviting.remind_due(noon)
        for row in Invitation.objects.all():
            who = self.asked.index(row.pk)
            if self.done[who] or self.left[who] or not self.runs:
                assert row.reminders == before[row.pk]

    @rule()
    def the_clock_lets_in_what_may_be_shown(self) -> None:
        releasing.release_due(timezone.localtime() + timedelta(days=40))

    @rule()
    def is_called_off(self) -> None:
        assert planning.call_off(measurement=self.found, by=self.invitation(0).participant.person) == self.runs
        self.runs = False
        self.found.refresh_from_db()

    @invariant()
    def answers_stand_for_who_says_yes(self) -> None:
        kept = {row.code_hash: (row.answers, row.finished) for row in Sheet.objects.all()}
        expected = {
            code_hash: (answers, handed_in)
            for code_hash, answers, handed_in in zip(self.hashes, self.answers, self.handed_in, strict=True)
            if answers is not None
        }
        assert kept == expected

    @invariant()
    def each_yes_stands_once_and_where_it_was_given(self) -> None:
        standing = list(Consent.objects.standing().values_list("code_hash", "purpose"))
        assert len(standing) == len(set(standing))
        assert set(standing) == {
            (code_hash, use) for code_hash, uses in zip(self.hashes, self.says, strict=True) for use in uses
        }

    @invariant()
    def reports_hold_who_says_yes_to_them_and_never_too_few(self) -> None:
        says = zip(self.handed_in, self.says, strict=True)
        inside = sum(handed_in and Purpose.RESEARCH in uses for handed_in, uses in says)
        if inside >= SMALLEST:
            assert matrix(self.found, Purpose.RESEARCH, smallest=SMALLEST).people == inside
        else:
            with pytest.raises(TooFewError):
                matrix(self.found, Purpose.RESEARCH, smallest=SMALLEST)

    @invariant()
    def who_stands_in_the_report_handed_in_and_says_yes_to_it(self) -> None:
        says = zip(self.hashes, self.handed_in, self.says, strict=True)
        may = {code for code, done, uses in says if done and Purpose.GROUP in uses}
        assert set(Sheet.objects.filter(release__gt=Sheet.OUT).values_list("code_hash", flat=True)) <= may

    @invariant()
    def nobody_is_reminded_more_often_than_may_be(self) -> None:
        assert all(row.reminders <= MOST for row in Invitation.objects.all())
        assert Participant.objects.filter(asks_no_more=True).count() == sum(self.left)


@pytest.mark.slow
@pytest.mark.django_db
def test_whatever_happens_answers_stand_for_who_says_yes() -> None:
    run_state_machine_as_test(Life, settings=settings(max_examples=at_depth(4, 40), stateful_step_count=12))
