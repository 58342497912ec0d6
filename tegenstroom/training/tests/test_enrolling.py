"""Enrolling, waiting, cancelling, passing on: the verbs, with their letters and their steps."""

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.models import AuditEvent, Letter, Stamp
from tegenstroom.training.actions import enrolment as actions
from tegenstroom.training.actions.enrolment import EnrolmentRefused
from tegenstroom.training.actions.newcomers import Newcomer, enrol_newcomer, hand_over_to
from tegenstroom.training.actions.waiting import give_place, number_for_a_newcomer
from tegenstroom.training.models import CancellationTerm, Edition, Enrolment
from tegenstroom.training.rules.editions import EditionState
from tegenstroom.training.tests.factories import EditionFactory, PriceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures")]


def enrol(edition: Edition, person: Person | None = None, **choices: Any) -> Enrolment:
    person = person or PersonFactory()
    return actions.enrol(edition=edition, person=person, by=person, **{"kind": "professional", **choices})


def letters(row: Enrolment) -> list[str]:
    return list(Letter.objects.about(row).order_by("pk").values_list("kind", flat=True))


def test_who_comes_gets_a_seat_a_letter_a_step_and_an_audit_row() -> None:
    row = enrol(EditionFactory())
    assert (row.state, row.seat) == ("placed", 1)
    assert letters(row) == ["enrolment.confirmed"]
    assert [(step.before, step.after) for step in row.steps.all()] == [("", "placed")]
    assert AuditEvent.objects.filter(verb="training.enrol", subject=f"training.enrolment:{row.pk}").count() == 1
    assert Stamp.objects.get(name="programme").value > 0


def test_the_price_of_the_day_is_frozen() -> None:
    price = PriceFactory(amount=240)
    row = enrol(price.edition)
    price.amount = 300
    price.save()
    row.refresh_from_db()
    assert row.price == 240


def test_a_kind_without_a_price_is_refused_where_there_are_prices() -> None:
    price = PriceFactory()
    with pytest.raises(EnrolmentRefused, match="Kies opnieuw"):
        enrol(price.edition, kind="student")


def test_who_comes_when_all_is_taken_waits_and_hears_her_number() -> None:
    edition = EditionFactory(maximum=1)
    enrol(edition)
    assert number_for_a_newcomer(edition) == 1
    enrol(edition)
    third = enrol(edition)
    assert (third.state, third.seat, actions.number_in_line(third)) == ("waiting", None, 2)
    assert "als nummer 2" in Letter.objects.about(third).get().body


def test_the_same_person_twice_is_one_enrolment() -> None:
    edition, person = EditionFactory(), PersonFactory()
    assert enrol(edition, person) == enrol(edition, person)
    assert Letter.objects.count() == 1


def test_the_same_form_twice_is_one_enrolment_and_one_person() -> None:
    edition, key = EditionFactory(), uuid4()
    somebody = Newcomer("An", "Zonder Mail", street="Straat 1", postcode="2000", municipality="Antwerpen")
    rows = [
        enrol_newcomer(edition=edition, newcomer=somebody, form_key=key, by=None, kind="volunteer")
        for _ in range(5)
    ]
    assert len({row.pk for row in rows}) == 1
    assert Person.objects.count() == 1
    assert Letter.objects.get().channel == "paper"


def test_going_back_to_enrol_a_colleague_with_the_same_form_is_another_enrolment() -> None:
    edition, key = EditionFactory(), uuid4()
    for name in ("an@example.org", "els@example.org"):
        newcomer = Newcomer("An", email=name)
        enrol_newcomer(edition=edition, newcomer=newcomer, form_key=key, by=None, kind="volunteer")
    assert edition.enrolments.count() == 2


def test_who_enrols_keeps_the_name_that_we_know_her_by() -> None:
    known = PersonFactory(given_name="Marie", email="marie@example.org")
    row = enrol_newcomer(
        edition=EditionFactory(),
        newcomer=Newcomer("Iemand Anders", email="Marie@Example.org"),
        form_key=uuid4(),
        by=None,
        kind="volunteer",
    )
    assert row.person == known
    assert row.person.given_name == "Marie"


@pytest.mark.parametrize(
    "closed",
    [
        {"state": EditionState.DRAFT},
        {"state": EditionState.CANCELLED},
        {"state": EditionState.CLOSED},
        {"days": (0, 14)},
        {"enrol_until": timezone.localdate() - timedelta(days=1)},
    ],
)
def test_an_edition_that_takes_no_enrolments_refuses_and_makes_nobody(closed: dict[str, Any]) -> None:
    edition = EditionFactory(**closed)
    with pytest.raises(EnrolmentRefused):
        enrol_newcomer(edition=edition, newcomer=Newcomer("An"), form_key=uuid4(), by=None, kind="student")
    assert not Person.objects.exists()


def test_a_freed_seat_is_offered_to_the_first_in_line_until_a_moment() -> None:
    edition = EditionFactory(maximum=1)
    placed, first, second = enrol(edition), enrol(edition), enrol(edition)
    actions.cancel(enrolment=placed, by=placed.person)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, first.seat, second.state) == ("offered", 1, "waiting")
    assert first.offer_until is not None
    assert timedelta(hours=47) < first.offer_until - timezone.now() <= timedelta(hours=48)
    assert letters(first) == ["enrolment.waiting", "enrolment.offer"]


def test_taking_the_offer_gives_the_place() -> None:
    offered = an_offer()
    actions.accept_offer(enrolment=offered, by=offered.person)
    actions.accept_offer(enrolment=offered, by=offered.person)
    assert (offered.state, offered.offer_until) == ("placed", None)
    assert letters(offered)[-1] == "enrolment.confirmed"


def test_not_taking_it_gives_it_to_the_next() -> None:
    offered = an_offer()
    second = enrol(offered.edition)
    actions.decline_offer(enrolment=offered, by=offered.person)
    second.refresh_from_db()
    assert (offered.state, second.state) == ("cancelled", "offered")


def test_an_offer_that_nobody_takes_lapses_and_goes_to_the_next() -> None:
    offered = an_offer()
    second = enrol(offered.edition)
    with time_machine.travel(timezone.now() + timedelta(hours=49)):
        assert actions.lapse_offers(timezone.now()) == 1
        assert actions.lapse_offers(timezone.now()) == 0
    offered.refresh_from_db()
    second.refresh_from_db()
    assert (offered.state, second.state) == ("lapsed", "offered")
    assert letters(offered)[-1] == "enrolment.offer_lapsed"


def test_an_offer_cannot_be_taken_when_its_time_is_over() -> None:
    offered = an_offer()
    late = timezone.now() + timedelta(hours=49)
    with time_machine.travel(late), pytest.raises(EnrolmentRefused, match="verlopen"):
        actions.accept_offer(enrolment=offered, by=offered.person)


def test_from_the_cut_off_on_nobody_is_offered_a_seat_but_the_desk_may_phone() -> None:
    edition = EditionFactory(maximum=1, days=(2, 20))
    placed, first, second = enrol(edition), enrol(edition), enrol(edition)
    actions.cancel(enrolment=placed, by=placed.person)
    first.refresh_from_db()
    assert first.state == "waiting"
    desk = PersonFactory()
    with pytest.raises(EnrolmentRefused, match="langer"):
        give_place(enrolment=second, by=desk)
    assert give_place(enrolment=first, by=desk).state == "offered"
    assert give_place(enrolment=first, by=desk).state == "placed"
    with pytest.raises(EnrolmentRefused, match="geen plaats vrij"):
        give_place(enrolment=second, by=desk)


def test_a_seat_that_comes_free_the_evening_before_the_cut_off_is_kept_for_the_desk_to_phone() -> None:
    edition = EditionFactory(maximum=1, days=(30, 44))
    placed, first = enrol(edition), enrol(edition)
    evening = actions.cut_off(edition) - timedelta(hours=2)
    with time_machine.travel(evening):
        actions.cancel(enrolment=placed, by=placed.person)
        first.refresh_from_db()
        assert first.state == "waiting"
        assert give_place(enrolment=first, by=PersonFactory()).state == "offered"


def test_who_still_waits_when_it_begins_hears_that_no_place_came_free() -> None:
    edition = EditionFactory(maximum=1, days=(30, 44))
    placed, waiting = enrol(edition), enrol(edition)
    begin = edition.sessions.first().starts_at
    assert actions.end_lines(begin - timedelta(days=1)) == 0
    assert actions.end_lines(begin) == 1
    assert actions.end_lines(begin) == 0
    placed.refresh_from_db()
    waiting.refresh_from_db()
    assert (placed.state, waiting.state) == ("placed", "cancelled")
    assert letters(waiting)[-1] == "enrolment.no_place"
    assert waiting.steps.last().reason == "er kwam geen plaats vrij"


def test_a_larger_group_makes_room_for_who_waits() -> None:
    edition = EditionFactory(maximum=1)
    enrol(edition)
    waiting = [enrol(edition) for _ in range(3)]
    Edition.objects.filter(pk=edition.pk).update(maximum=3)
    assert [row.pk for row in actions.promote(edition=edition)] == [row.pk for row in waiting[:2]]


def test_cancelling_early_costs_nothing_and_late_what_the_terms_of_her_day_say() -> None:
    CancellationTerm.objects.create(
        valid_from=timezone.localdate(), days_before=14, percent=50, source="stuurgroep"
    )
    price = PriceFactory(amount=Decimal("99.99"))
    row = enrol(price.edition)
    assert actions.fee_for_cancelling(row) == 0
    with time_machine.travel(timezone.now() + timedelta(days=20)):
        assert actions.fee_for_cancelling(row) == Decimal("50.00")
        actions.cancel(enrolment=row, by=row.person)
    row.refresh_from_db()
    assert row.cancellation_fee == 50
    assert "€\N{NO-BREAK SPACE}50,00" in Letter.objects.about(row).latest("pk").body


def test_terms_that_came_after_her_enrolment_do_not_touch_her() -> None:
    row = enrol(PriceFactory(amount=100).edition)
    with time_machine.travel(timezone.now() + timedelta(days=20)):
        CancellationTerm.objects.create(
            valid_from=timezone.localdate(), days_before=30, percent=100, source="stuurgroep"
        )
        assert actions.fee_for_cancelling(row) == 0


def test_the_desk_may_waive_the_cost() -> None:
    CancellationTerm.objects.create(
        valid_from=timezone.localdate(), days_before=60, percent=100, source="stuurgroep"
    )
    row = enrol(PriceFactory(amount=100).edition)
    actions.cancel(enrolment=row, by=PersonFactory(), free=True, why="ziek")
    assert row.cancellation_fee == 0
    assert row.steps.last().why == "ziek"


def test_cancelling_twice_is_cancelling_once() -> None:
    row = enrol(EditionFactory())
    actions.cancel(enrolment=row, by=row.person)
    actions.cancel(enrolment=row, by=row.person)
    assert row.steps.count() == 2
    assert letters(row) == ["enrolment.confirmed", "enrolment.cancelled"]


def test_nobody_cancels_what_is_over() -> None:
    row = enrol(EditionFactory(days=(1,)))
    with time_machine.travel(timezone.now() + timedelta(days=3)), pytest.raises(EnrolmentRefused, match="voorbij"):
        actions.cancel(enrolment=row, by=row.person)


def test_who_cancelled_may_come_back_at_the_end_of_the_line() -> None:
    edition = EditionFactory(maximum=1)
    first, waiting = enrol(edition), enrol(edition)
    actions.cancel(enrolment=first, by=first.person)
    again = enrol(edition, first.person)
    waiting.refresh_from_db()
    assert (waiting.state, again.state) == ("offered", "waiting")


def test_a_colleague_takes_the_seat_and_both_get_a_letter() -> None:
    row = enrol(EditionFactory(maximum=1))
    waiting = enrol(row.edition)
    colleague = hand_over_to(enrolment=row, newcomer=Newcomer("Bo", email="bo@example.org"), by=row.person)
    row.refresh_from_db()
    waiting.refresh_from_db()
    assert (row.state, row.seat, colleague.state, colleague.seat) == ("replaced", None, "placed", 1)
    assert waiting.state == "waiting"
    assert (letters(row)[-1], letters(colleague)) == ("enrolment.handed_over", ["enrolment.taken_over"])
    assert colleague.replaces == row


def test_passing_on_twice_makes_one_colleague() -> None:
    row = enrol(EditionFactory())
    newcomer = Newcomer("Bo", street="Straat 1", postcode="2000", municipality="Antwerpen")
    assert hand_over_to(enrolment=row, newcomer=newcomer, by=row.person) == hand_over_to(
        enrolment=row, newcomer=newcomer, by=row.person
    )
    assert Person.objects.filter(given_name="Bo").count() == 1


def test_a_place_cannot_go_to_someone_who_is_in_or_from_someone_who_waits() -> None:
    edition = EditionFactory(maximum=1)
    row, waiting = enrol(edition), enrol(edition)
    with pytest.raises(EnrolmentRefused, match="staat al"):
        actions.hand_over(enrolment=row, to=waiting.person, by=row.person)
    with pytest.raises(EnrolmentRefused):
        actions.hand_over(enrolment=waiting, to=PersonFactory(), by=waiting.person)


def test_a_letter_on_paper_holds_no_link_that_nobody_can_type() -> None:
    person = PersonFactory(email=None, street="Straat 1", postcode="2000", municipality="Antwerpen")
    enrol(EditionFactory(), person)
    letter = Letter.objects.get()
    assert letter.channel == "paper"
    assert "/inschrijving/" not in letter.body


def an_offer() -> Enrolment:
    edition = EditionFactory(maximum=1)
    placed, offered = enrol(edition), enrol(edition)
    actions.cancel(enrolment=placed, by=placed.person)
    offered.refresh_from_db()
    return offered
