"""Answering, stopping and coming back, handing in, saying yes and taking it back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tegenstroom.accounts.actions import erase_person
from tegenstroom.accounts.models import Person
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base import sealing
from tegenstroom.base.export import chapters
from tegenstroom.base.models import AuditEvent
from tegenstroom.measurement import codes
from tegenstroom.measurement.actions import answering, consents
from tegenstroom.measurement.matrix import TooFewError, matrix
from tegenstroom.measurement.models import Consent, Measurement, Participant, Sheet
from tegenstroom.measurement.results import drawn, own_result
from tegenstroom.measurement.rules.consent import How, Purpose, Read
from tegenstroom.measurement.rules.looking_back import When
from tegenstroom.measurement.rules.results import Course
from tegenstroom.measurement.rules.walking import NoSuchAnswerError
from tegenstroom.measurement.rules.waves import Moment
from tegenstroom.measurement.tests.factories import answered, begun, invited, measurement, released
from tegenstroom.training.models import Enrolment

pytestmark = pytest.mark.django_db


def test_every_answer_is_kept_at_once_and_can_be_taken_away() -> None:
    [invitation] = invited(measurement(1))
    asked, sheet = invitation.wave.measurement.version.questionnaire, begun(invitation)
    for code, kept in ((3, {"vrij": 3}), (5, {"vrij": 5}), (None, {})):
        found = answering.answer(sheet=sheet, questionnaire=asked, item=asked.item("vrij"), code=code)
        sheet.refresh_from_db()
        assert found == sheet.answers == kept
    with pytest.raises(NoSuchAnswerError):
        answering.answer(sheet=sheet, questionnaire=asked, item=asked.item("vrij"), code=6)


def test_an_answer_is_one_statement_that_leaves_the_rest_as_it_stands() -> None:
    [invitation] = invited(measurement(1))
    asked, sheet = invitation.wave.measurement.version.questionnaire, begun(invitation)
    first, other = asked.item("vrij"), asked.item("moe")
    answering.answer(sheet=sheet, questionnaire=asked, item=first, code=2)
    with CaptureQueriesContext(connection) as queries:
        kept = answering.answer(sheet=sheet, questionnaire=asked, item=other, code=4)
    assert [query["sql"].split()[0] for query in queries] == ["UPDATE"]
    sheet.refresh_from_db()
    assert kept == sheet.answers == {first.key: 2, other.key: 4}


def test_an_answer_of_now_and_of_then_goes_in_at_once_and_out_alone() -> None:
    [invitation] = invited(measurement(1))
    asked, sheet = invitation.wave.measurement.version.questionnaire, begun(invitation)
    item = asked.item("vrij")
    for said, left in (
        ({When.NOW: 2, When.THEN: 5}, {"vrij": 2, "vrij@then": 5}),
        ({When.NOW: 3, When.THEN: None}, {"vrij": 3}),
        ({When.NOW: None, When.THEN: None}, {}),
    ):
        assert answering.answer_of(sheet=sheet, questionnaire=asked, item=item, said=said) == left


def test_her_key_opens_from_its_columns_at_her_own_row_alone() -> None:
    found = measurement(2)
    first, second = (row.participant for row in invited(found))
    assert codes.codes_of([first]) == {first: codes.code_of(first)}
    for pk, owner in ((second.pk, first.person_id), (first.pk, second.person_id)):
        with pytest.raises(sealing.SealError):
            sealing.unseal_at(first.sealed_key, model=Participant, pk=pk, field="sealed_key", owner=owner)


def test_what_is_handed_in_no_longer_changes_and_counts_what_is_asked() -> None:
    [invitation] = invited(measurement(1))
    sheet = answered(invitation, {"moe": 5, "slaap": 4, "vrij": 2})
    assert sheet.answers == {"moe": 5, "slaap": 4, "vrij": 2}
    asked = invitation.wave.measurement.version.questionnaire
    with pytest.raises(answering.AlreadyFinishedError):
        answering.answer(sheet=sheet, questionnaire=asked, item=asked.item("vrij"), code=3)
    invitation.refresh_from_db()
    assert invitation.done


def test_handing_in_drops_what_is_no_longer_asked() -> None:
    [invitation] = invited(measurement(1))
    asked, sheet = invitation.wave.measurement.version.questionnaire, begun(invitation)
    for key, code in (("moe", 5), ("slaap", 4), ("moe", 1)):
        answering.answer(sheet=sheet, questionnaire=asked, item=asked.item(key), code=code)
    answering.finish(sheet=sheet, questionnaire=asked, invitation=invitation)
    sheet.refresh_from_db()
    assert sheet.answers == {"moe": 1}


def test_without_a_yes_nothing_is_kept() -> None:
    [invitation] = invited(measurement(1))
    with pytest.raises(answering.NothingSaidYesToError):
        begun(invitation, purposes=())
    assert not Sheet.objects.exists()


def test_beginning_twice_is_beginning_once_and_bears_no_moment() -> None:
    [invitation] = invited(measurement(1))
    assert begun(invitation) == begun(invitation)
    sheet = Sheet.objects.get()
    assert sheet.week.weekday() == 0
    assert Consent.objects.count() == 1
    told = [row.verb for row in AuditEvent.objects.all() if row.verb.startswith("measurement.")]
    assert set(told) <= {"measurement.add_version", "measurement.plan"}


def test_a_yes_says_which_words_she_read_and_how() -> None:
    [invitation] = invited(measurement(1))
    answering.begin(
        wave=invitation.wave,
        code_hash=answering.sheet_hash(invitation),
        purposes=[Purpose.GROUP],
        read=Read.ALOUD,
        language="fr",
    )
    row = Consent.objects.get()
    assert (row.wording.language, row.read, Sheet.objects.get().how) == ("fr", Read.ALOUD, How.ALOUD)
    assert "rapport de ce groupe" in row.wording.text


def test_what_is_taken_back_leaves_that_use_and_with_the_last_yes_the_answers_go() -> None:
    found = measurement(5, asks_research=True)
    both = (Purpose.GROUP, Purpose.RESEARCH)
    first, *_others = [answered(row, purposes=both) and row for row in invited(found)]
    code_hash = answering.sheet_hash(first)
    assert matrix(found, Purpose.RESEARCH, smallest=5).people == 5
    assert consents.take_back(measurement=found, code_hash=code_hash, purpose=Purpose.RESEARCH)
    with pytest.raises(TooFewError):
        matrix(found, Purpose.RESEARCH, smallest=5)
    assert matrix(released(found), Purpose.GROUP, smallest=5).people == 5
    assert not consents.take_back(measurement=found, code_hash=code_hash, purpose=Purpose.RESEARCH)
    assert consents.take_back(measurement=found, code_hash=code_hash, purpose=Purpose.GROUP)
    assert not Sheet.objects.filter(code_hash=code_hash).exists()
    assert Sheet.objects.count() == 4


def test_taking_all_back_erases_every_round_and_asks_no_more() -> None:
    found = measurement(1)
    for moment in (Moment.BEFORE, Moment.END):
        [invitation] = invited(found, moment)
        with_open_round(found, moment)
        answered(fresh(invitation))
    code_hash = answering.sheet_hash(invitation)
    gone = consents.take_all_back(measurement=found, code_hash=code_hash, participant=invitation.participant)
    assert gone == 2
    assert not Sheet.objects.exists()
    assert consents.standing_of(found, code_hash) == set()
    assert invited(found, Moment.LATER) == []


def test_one_code_links_her_rounds_and_no_other_persons() -> None:
    found = measurement(2)
    first, other = invited(found)
    again = {row.participant_id: row for row in invited(found, Moment.END)}[first.participant_id]
    assert answering.sheet_hash(first) == answering.sheet_hash(again) != answering.sheet_hash(other)
    hers = codes.codes_of(Participant.objects.select_related("person", "measurement"))
    assert hers[first.participant] == codes.code_of(first.participant)
    assert len(set(hers.values())) == 2


def test_in_another_measurement_she_has_another_code() -> None:
    [one] = invited(measurement(1))
    other = measurement(0)
    Enrolment.objects.create(edition=other.edition, person=one.participant.person, state="placed", seat=1)
    [two] = invited(other)
    assert one.participant.person == two.participant.person
    assert codes.code_of(one.participant) != codes.code_of(two.participant)


def test_she_reads_her_score_and_later_what_changed() -> None:
    found = measurement(1)
    [first] = invited(found)
    answered(first, {"vrij": 2, "sterk": 2, "moe": 4})
    asked = found.version.questionnaire
    [line] = own_result(first, asked, "nl").lines
    [bar] = line.bars
    assert (line.name, bar.score.value, bar.score.low, bar.score.high) == ("Kracht", 2.0, 1.0, 5.0)
    assert (bar.length, line.course) == (50, None)
    [later] = invited(found, Moment.END)
    with_open_round(found, Moment.END)
    answered(fresh(later), {"vrij": 4, "sterk": 4, "moe": 2})
    [line] = own_result(later, asked, "fr").lines
    assert (line.name, [bar.score.value for bar in line.bars], line.course) == ("Force", [2.0, 4.0], Course.HIGHER)
    assert len(own_result(first, asked, "nl").lines[0].bars) == 1


def test_what_a_page_remembers_of_a_result_holds_no_figure_of_hers() -> None:
    one, two = invited(measurement(2))
    asked = one.wave.measurement.version.questionnaire
    answered(one, {"vrij": 2, "sterk": 2, "moe": 4})
    answered(two, {"vrij": 5, "sterk": 4, "moe": 2})
    lines, hers = drawn(own_result(one, asked, "nl").lines)
    others, theirs = drawn(own_result(two, asked, "nl").lines)
    assert lines == others
    assert hers != theirs


def test_too_few_answers_make_no_score() -> None:
    [invitation] = invited(measurement(1))
    answered(invitation, {"vrij": 2, "sterk": 9})
    [line] = own_result(invitation, invitation.wave.measurement.version.questionnaire, "nl").lines
    assert line.bars == []


def test_nothing_answered_at_all_is_no_error() -> None:
    [invitation] = invited(measurement(1))
    asked, sheet = invitation.wave.measurement.version.questionnaire, begun(invitation)
    answering.finish(sheet=sheet, questionnaire=asked, invitation=invitation)
    assert own_result(invitation, asked, "nl").lines[0].bars == []


def test_rounds_of_a_matrix_are_linked_by_row_and_bear_no_code() -> None:
    found = measurement(6)
    invitations = invited(found)
    for number, invitation in enumerate(invitations):
        answered(invitation, {"vrij": 1 + number % 5, "sterk": 3, "moe": 9})
    later = {row.participant_id: row for row in invited(found, Moment.END)}
    with_open_round(found, Moment.END)
    for number, invitation in enumerate(invitations[:5]):
        answered(fresh(later[invitation.participant_id]), {"vrij": 1 + number % 5, "sterk": 4})
    made = matrix(released(found), Purpose.GROUP, smallest=5)
    assert (made.items, made.people) == (("vrij", "sterk", "moe", "slaap"), 6)
    pairs = made.both(Moment.BEFORE, Moment.END)
    assert len(pairs) == 5
    assert all(one[0] == other[0] for one, other in pairs)
    assert {row[2:] for row in made.of(Moment.BEFORE).present()} == {(9, None)}
    assert made.of(Moment.LATER).answered == 0
    assert not any(code in repr(made) for code in Sheet.objects.values_list("code_hash", flat=True))


def test_unfinished_sheets_and_small_rounds_are_in_no_matrix() -> None:
    found = measurement(6)
    *five, last = invited(found)
    for invitation in five:
        answered(invitation)
    begun(last)
    assert matrix(released(found), Purpose.GROUP, smallest=5).people == 5
    with pytest.raises(TooFewError):
        matrix(found, Purpose.GROUP, smallest=6)


def test_she_takes_her_answers_along_and_nobody_elses() -> None:
    found = measurement(2)
    first, other = invited(found)
    answered(first, {"vrij": 5})
    answered(other, {"vrij": 1})
    told = str(
        [[fact.shown for fact in row] for chapter in chapters(first.participant.person) for row in chapter.rows]
    )
    assert "Ik voel me vrij.: altijd" in told
    assert "Ik voel me vrij.: nooit" not in told


def test_erasing_her_erases_her_answers_and_nobody_elses() -> None:
    found = measurement(2)
    first, other = invited(found)
    answered(first)
    kept = answered(other)
    she = first.participant.person
    Enrolment.objects.filter(person=she).update(state="cancelled", seat=None)
    erase_person(person=Person.objects.get(pk=she.pk), by=PersonFactory())
    assert list(Sheet.objects.all()) == [kept]
    assert not Participant.objects.filter(person=she).exists()
    assert Consent.objects.standing().count() == 1


def test_without_her_key_nobody_finds_her_answers() -> None:
    [invitation] = invited(measurement(1))
    answered(invitation)
    sealing.forget(invitation.participant.person, by=None)
    with pytest.raises(sealing.SealError):
        answering.sheet_hash(invitation)
    assert codes.codes_of([invitation.participant]) == {}


def with_open_round(found: Measurement, moment: Moment) -> None:
    """Let this round be open today, and the others not."""
    today = timezone.localdate()
    found.waves.filter(moment=moment).update(opens_on=today, closes_on=today)


def fresh(invitation):
    invitation.wave.refresh_from_db()
    return invitation
