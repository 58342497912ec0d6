"""A raw draft: read by its writer alone, decided row by row, gone when it is confirmed or a day old."""

import logging
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.http import Http404
from django.utils import timezone

from tegenstroom.accounts.roles import ADMINISTRATOR, COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.models import AuditEvent
from tegenstroom.dialogue import clockwork
from tegenstroom.dialogue.access import drafts as access
from tegenstroom.dialogue.actions import draft_contents, draft_findings, drafts, reading, second_readers
from tegenstroom.dialogue.models import Case, DraftFinding, RawDraft, SecondReader, Withdrawal
from tegenstroom.dialogue.rules.drafts import Choice, Detail, Obstacle, Question, UnfitError
from tegenstroom.dialogue.rules.phases import Refusal, RefusedError
from tegenstroom.dialogue.tests.factories import PLAIN, Group, draft, group
from tegenstroom.dialogue.tests.nowhere import places_of

pytestmark = pytest.mark.django_db

RAW = "Zwaantje Kwartelbos (34) belde. Zwaantje was kwaad."


@dataclass(frozen=True)
class Found:
    """As the engine gives it."""

    start: int
    end: int
    label: str = "PERSON"
    confidence: float = 0.9
    reason: str = "voornaam"
    replacement: str = "[moeder]"
    generalisation: str = "iemand"
    advice: str = ""


FINDINGS = [Found(0, 19), Found(21, 23, "AGE", replacement="35", generalisation="dertiger"), Found(32, 40)]


@pytest.fixture
def who() -> Group:
    return group()


@pytest.fixture
def raw(who: Group) -> RawDraft:
    begun = draft(who, text=RAW, names=["Zwaantje"])
    return draft_findings.keep_findings(draft=begun, findings=FINDINGS, by=who.writer)


def decide_all(raw: RawDraft, who: Group) -> None:
    choices = [Choice.REPLACE, Choice.GENERALISE, Choice.REPLACE]
    for finding, choice in zip(raw.findings.all(), choices, strict=True):
        draft_findings.decide(finding=finding, choice=choice, by=who.writer)


def unfit(*obstacles: Obstacle) -> "pytest.RaisesContext":
    return pytest.raises(UnfitError, match=f"^{', '.join(obstacles)}$")


def test_nothing_is_sent_with_an_open_row(who: Group, raw: RawDraft) -> None:
    with unfit(Obstacle.OPEN_FINDING, Obstacle.STILL_THERE):
        drafts.confirm(draft=raw, by=who.writer)
    assert not Case.objects.exists()


def test_only_the_decided_text_is_left_after_confirming(
    who: Group, raw: RawDraft, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        decide_all(raw, who)
        assert "dialogue.RawDraft.sealed_text" in places_of("Zwaantje", people=who.people)
        made = drafts.confirm(draft=raw, by=who.writer)
    text = reading.read_own_case(case=made, by=who.writer).text
    assert text == "[moeder] (een dertiger) belde. [moeder] was kwaad."
    for trace in ("Zwaantje", "Kwartelbos", "voornaam"):
        assert places_of(trace, people=who.people) == []
        assert trace not in caplog.text
    assert not RawDraft.objects.exists()
    assert not DraftFinding.objects.exists()


def test_the_audit_keeps_counts_and_decisions(who: Group, raw: RawDraft) -> None:
    decide_all(raw, who)
    drafts.confirm(draft=raw, by=who.writer)
    details = AuditEvent.objects.get(verb="dialogue.case_confirm").details
    assert details == {
        "decisions": {"replace": 2, "generalise": 1},
        "labels": {"PERSON": 2, "AGE": 1},
        "fine": 0,
        "yes": [],
        "second_reader": False,
    }


def test_confirming_twice_is_one_case(who: Group, raw: RawDraft) -> None:
    decide_all(raw, who)
    assert drafts.confirm(draft=raw, by=who.writer) == drafts.confirm(draft=raw, by=who.writer)


def test_nobody_but_the_writer_reads_a_raw_draft(who: Group, raw: RawDraft) -> None:
    assert access.draft_of(who.writer, raw.pk) == raw
    finding = raw.findings.first()
    assert access.finding_of(who.writer, finding.pk) == finding
    strangers = [PersonFactory(roles=[role]) for role in (ADMINISTRATOR, COORDINATOR)]
    for person in (*who.people, *strangers):
        if person != who.writer:
            with pytest.raises(Http404):
                access.draft_of(person, raw.pk)
            with pytest.raises(Http404):
                access.finding_of(person, finding.pk)
    assert places_of("Kwartelbos", people=[*strangers, *who.coaches]) == ["dialogue.RawDraft.sealed_text"]


def test_nobody_but_the_writer_changes_one(who: Group, raw: RawDraft) -> None:
    for attempt in (
        lambda: drafts.write(draft=raw, text="Anders.", by=who.trainer),
        lambda: draft_findings.decide(finding=raw.findings.first(), choice=Choice.REPLACE, by=who.trainer),
        lambda: drafts.confirm(draft=raw, by=who.trainer),
        lambda: drafts.discard(draft=raw, by=who.trainer),
    ):
        with unfit(Obstacle.NOT_YOURS):
            attempt()


def test_who_did_not_agree_begins_no_draft() -> None:
    who = group(agreed=False)
    with pytest.raises(RefusedError, match=Refusal.NOT_AGREED):
        drafts.begin(circle=who.circle, key=uuid4(), by=who.writer)


def test_a_draft_is_gone_after_a_day_also_when_the_clock_is_late(who: Group) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        raw = draft(who, text=RAW)
        clock.shift(timedelta(hours=24))
        with pytest.raises(Http404):
            access.draft_of(who.writer, raw.pk)
        with unfit(Obstacle.GONE):
            drafts.write(draft=raw, text="Toch nog.", by=who.writer)
        clockwork.wipe_old_drafts(timezone.now())
    assert not RawDraft.objects.exists()
    assert places_of("Kwartelbos") == []
    assert Withdrawal.objects.get().kind == "draft"


def test_a_draft_lives_as_long_as_was_promised_when_it_began(who: Group) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        raw = draft(who)
        assert raw.until - raw.began_at == timedelta(hours=24)
        clock.shift(timedelta(hours=23, minutes=59))
        assert drafts.wipe_old(timezone.now()) == 0
        clock.shift(timedelta(minutes=1))
        assert drafts.wipe_old(timezone.now()) == 1


def test_another_text_is_looked_at_again(who: Group, raw: RawDraft) -> None:
    decide_all(raw, who)
    drafts.write(draft=raw, text=f"{RAW} Jan ook.", by=who.writer)
    raw.refresh_from_db()
    assert Obstacle.NOT_LOOKED_AT in drafts.against_confirming(raw)
    assert not raw.findings.exists()


def test_what_was_decided_stays_when_the_engine_looks_again(who: Group, raw: RawDraft) -> None:
    decide_all(raw, who)
    draft_findings.keep_findings(draft=raw, findings=[*FINDINGS, Found(45, 50, "RARE")], by=who.writer)
    assert list(raw.findings.values_list("choice", flat=True)) == ["replace", "generalise", "replace", "open"]


def test_any_piece_of_text_can_be_marked(who: Group, raw: RawDraft) -> None:
    mark = draft_findings.mark(draft=raw, start=45, end=50, by=who.writer)
    with unfit(Obstacle.OVERLAPS):
        draft_findings.mark(draft=raw, start=44, end=46, by=who.writer)
    with unfit(Obstacle.REASON_MISSING):
        draft_findings.decide(finding=mark, choice=Choice.LEAVE, by=who.writer)
    with unfit(Obstacle.NO_WORDS_INSTEAD):
        draft_findings.decide(finding=mark, choice=Choice.REPLACE, by=who.writer)
    draft_findings.decide(finding=mark, choice=Choice.REPLACE, instead="boos", by=who.writer)
    raw.refresh_from_db()
    assert draft_contents.decided_text(raw).endswith("was boos.")
    draft_findings.unmark(finding=mark, by=who.writer)
    assert raw.findings.count() == 3


def test_what_the_engine_found_cannot_be_unmarked(who: Group, raw: RawDraft) -> None:
    draft_findings.unmark(finding=raw.findings.first(), by=who.writer)
    assert raw.findings.count() == 3


def test_her_own_words_stand_in_place_of_what_was_proposed(who: Group, raw: RawDraft) -> None:
    draft_findings.decide(finding=raw.findings.first(), choice=Choice.REPLACE, instead="Een vrouw", by=who.writer)
    raw.refresh_from_db()
    assert draft_contents.decided_text(raw).startswith("Een vrouw (▮▮▮)")


def test_a_plain_version_that_is_too_hard_is_refused(who: Group) -> None:
    hard = "De implementatie van het begeleidingstraject wordt gefaciliteerd door een multidisciplinair OCMW-team."
    raw = draft(who, plain=hard)
    assert drafts.against_confirming(raw) == (Obstacle.PLAIN_TOO_HARD,)
    drafts.write(draft=raw, plain=PLAIN, by=who.writer)
    raw.refresh_from_db()
    assert drafts.against_confirming(raw) == ()


def fine(raw: RawDraft, who: Group) -> RawDraft:
    details = [Detail.AGE, Detail.JOB, Detail.PLACE]
    return drafts.answer(draft=raw, answers=dict.fromkeys(Question, False), fine=details, by=who.writer)


def test_above_the_budget_a_second_reader_agrees_with_what_would_be_sent(who: Group, raw: RawDraft) -> None:
    reader = who.trainer
    fine(raw, who)
    with unfit(Obstacle.OPEN_FINDING, Obstacle.STILL_THERE):
        second_readers.ask(draft=raw, person=reader, by=who.writer)
    decide_all(raw, who)
    with unfit(Obstacle.SECOND_READER):
        drafts.confirm(draft=raw, by=who.writer)
    asked = second_readers.ask(draft=raw, person=reader, by=who.writer)
    shown = second_readers.to_read(access.reading_for(reader, raw.pk))
    assert "Zwaantje" not in f"{shown}"
    for person in (who.writer, who.professionals[1], *who.coaches):
        with pytest.raises(Http404):
            access.reading_for(person, raw.pk)
    second_readers.say(reading=asked, agrees=True, by=reader)
    raw.refresh_from_db()
    assert drafts.confirm(draft=raw, by=who.writer)


@pytest.mark.parametrize("change", ["plain", "title", "decision"])
def test_a_yes_holds_for_the_words_that_were_read(who: Group, raw: RawDraft, change: str) -> None:
    fine(raw, who)
    decide_all(raw, who)
    second_readers.say(
        reading=second_readers.ask(draft=raw, person=who.trainer, by=who.writer), agrees=True, by=who.trainer
    )
    if change == "decision":
        draft_findings.decide(finding=raw.findings.first(), choice=Choice.REPLACE, instead="Iemand", by=who.writer)
    else:
        drafts.write(draft=raw, by=who.writer, **{change: f"{PLAIN} Ik bel haar."})
    with unfit(Obstacle.SECOND_READER):
        drafts.confirm(draft=raw, by=who.writer)
    assert SecondReader.objects.get().agrees is None


def test_a_coach_or_a_stranger_is_not_asked_to_read_along(who: Group, raw: RawDraft) -> None:
    decide_all(raw, who)
    for person in (who.coaches[0], PersonFactory(), who.writer):
        with pytest.raises(RefusedError, match=Refusal.NOT_HERE):
            second_readers.ask(draft=raw, person=person, by=who.writer)


def test_a_draft_that_is_thrown_away_is_nowhere(who: Group, raw: RawDraft) -> None:
    drafts.discard(draft=raw, by=who.writer)
    assert places_of("Kwartelbos", people=who.people) == []
