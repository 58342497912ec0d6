"""The words on trust come before everything: she reads them, says yes with one button, and only then she is in."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from tegenstroom.base import saying
from tegenstroom.dialogue.models import CircleMember, Contract
from tegenstroom.dialogue.tests.clients import at, logged_in
from tegenstroom.dialogue.tests.factories import Group, group

pytestmark = pytest.mark.django_db


@pytest.fixture
def who() -> Group:
    return group(agreed=False)


def test_who_did_not_agree_finds_the_contract_and_nothing_else(who: Group) -> None:
    her = logged_in(who.coaches[0])
    page = her.get(at("circle", who.circle.pk), follow=True)
    assertContains(page, "Wat ik hier lees en hoor, blijft hier.")
    assertNotContains(page, who.professionals[0].short_name)
    assert her.post(at("circle_case", who.circle.pk), {"key": "0" * 32}).status_code == 404


def test_one_button_and_she_is_in(who: Group) -> None:
    her, address = logged_in(who.coaches[0]), at("circle_contract", who.circle.pk)
    read = her.get(address).context["contract"]
    assertRedirects(her.post(address, {"contract": read.pk}), at("circle", who.circle.pk))
    member = CircleMember.objects.get(person=who.coaches[0])
    assert member.contract == read
    assertContains(her.get(at("circle", who.circle.pk)), who.professionals[0].short_name)


def test_her_yes_is_to_the_words_that_she_read(who: Group) -> None:
    """Newer words that came while her page was open are not what she said yes to: she reads those first."""
    her, address = logged_in(who.writer), at("circle_contract", who.circle.pk)
    read = her.get(address).context["contract"]
    newer = Contract.objects.create(language="nl", text="Iets anders.", valid_from=timezone.localdate())
    page = her.post(address, {"contract": read.pk}, follow=True)
    assertContains(page, "Deze woorden zijn net vernieuwd.")
    assertContains(page, "Iets anders.")
    assert CircleMember.objects.get(person=who.writer).agreed_at is None
    her.post(address, {"contract": newer.pk})
    member = CircleMember.objects.get(person=who.writer)
    assert member.contract == newer
    assertContains(her.get(address), saying.moment(member.agreed_at))


@pytest.mark.parametrize("sent", [{}, {"contract": ""}, {"contract": "x"}, {"contract": "999999"}])
def test_a_form_without_words_is_no_yes(who: Group, sent: dict[str, str]) -> None:
    answer = logged_in(who.writer).post(at("circle_contract", who.circle.pk), sent)
    assert answer.status_code == 400
    assert CircleMember.objects.get(person=who.writer).agreed_at is None


def test_words_that_hold_only_later_are_no_yes(who: Group) -> None:
    later = Contract.objects.create(
        language="nl", text="Nog niet.", valid_from=timezone.localdate() + timedelta(days=1)
    )
    answer = logged_in(who.writer).post(at("circle_contract", who.circle.pk), {"contract": later.pk})
    assert answer.status_code == 400


def test_a_trainer_sees_who_did_not_agree_and_others_how_many(who: Group) -> None:
    for person in (who.trainer, who.writer):
        logged_in(person).post(
            at("circle_contract", who.circle.pk), {"contract": Contract.objects.latest("pk").pk}
        )
    waiting = "nog geen ja"
    assertContains(logged_in(who.trainer).get(at("circle", who.circle.pk)), waiting, count=5)
    hers = logged_in(who.writer).get(at("circle", who.circle.pk))
    assertNotContains(hers, waiting)
    assertContains(hers, "5 mensen moeten nog ja zeggen.")
