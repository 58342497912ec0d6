"""The demo network: built whole, once, with something to see on every screen."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from tegenstroom.accounts.actions.cards import find_card, opens
from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import ROLES
from tegenstroom.base import audit
from tegenstroom.base.models import Letter
from tegenstroom.billing.actions import ledger, payruns
from tegenstroom.billing.models import Due, Payout, PayRun
from tegenstroom.coaches.actions import ceilings
from tegenstroom.coaches.models import Agreement, Assignment, BenefitCheck, CareCall, CoachProfile, Dependency
from tegenstroom.coaches.rules.assignments import Kind, State
from tegenstroom.coaches.rules.benefits import CheckState
from tegenstroom.coaches.rules.care import Reason
from tegenstroom.coaches.rules.profiles import Status, Terms
from tegenstroom.library.models import Publication
from tegenstroom.organisations.models import Membership, Organisation, Place
from tegenstroom.organisations.rules import is_enterprise_number
from tegenstroom.training.actions.editions import close
from tegenstroom.training.models import (
    Attendance,
    Certificate,
    CoachDay,
    Edition,
    EditionStory,
    EvaluationInvitation,
    EvaluationResponse,
    ModuleVersion,
    Session,
    TrainingRequest,
)
from tegenstroom.training.rules.editions import Channel, EditionState, RefusedError
from tegenstroom.training.rules.evaluation import Wave
from tegenstroom.training.rules.places import EnrolmentState
from tegenstroom.training.rules.requests import RequestState

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(scope="module")
def demo(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """The network, built once for all tests of this file and taken away after them."""
    folder = tmp_path_factory.mktemp("var")
    with django_db_blocker.unblock(), override_settings(VAR=folder, DEMO=True), transaction.atomic():
        call_command("demo", verbosity=0)
        yield folder
        transaction.set_rollback(True)


def all_counts() -> Counter[str]:
    return Counter({model._meta.label: model._default_manager.count() for model in apps.get_models()})


def test_a_second_run_changes_nothing(demo: Path) -> None:
    before, logins = all_counts(), (demo / "demo-logins.json").read_text()
    call_command("demo", verbosity=0)
    assert all_counts() == before
    assert (demo / "demo-logins.json").read_text() == logins
    assert audit.first_broken_row() is None


def test_it_is_never_built_beside_real_people(settings: object) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="TEGENSTROOM_DEMO"):
        call_command("demo", verbosity=0)


def test_there_is_a_login_for_every_role(demo: Path) -> None:
    logins = json.loads((demo / "demo-logins.json").read_text())
    assert {login["role"] for login in logins} == {str(role.name) for role in ROLES}
    for login in logins:
        assert login["may"]
        if "card" in login:
            number = login["card"].replace(" ", "")
            assert opens(card := find_card(number), number, login["pin"])
            assert card.person.name == login["name"]
        else:
            assert Person.objects.by_email(login["email"]).name == login["name"]


def test_every_state_of_an_edition_is_there(demo: Path) -> None:
    assert set(Edition.objects.values_list("state", flat=True)) == set(EditionState)
    assert set(Edition.objects.values_list("channel", flat=True)) == set(Channel)
    today = timezone.localdate()
    assert Edition.objects.filter(state=EditionState.CONFIRMED, starts_on__lt=today, ends_on__gt=today).exists()
    full = Edition.objects.get(enrolments__state=EnrolmentState.OFFERED)
    states = Counter(full.enrolments.values_list("state", flat=True))
    assert (states["placed"], states["offered"], states["waiting"]) == (full.maximum - 1, 1, 2)


def test_requests_stand_at_every_point_of_the_road(demo: Path) -> None:
    assert set(TrainingRequest.objects.values_list("state", flat=True)) == set(RequestState)
    assert TrainingRequest.objects.get(state=RequestState.PLANNED).edition.enrolments.exists()


def test_people_came_looked_back_and_got_certificates(demo: Path) -> None:
    assert set(Attendance.objects.values_list("mark", flat=True)) == set(Attendance.Mark)
    released = EvaluationResponse.objects.filter(released_on__isnull=False)
    waves = Counter(
        released.filter(edition__ends_on__lt=timezone.localdate() - timedelta(days=91)).values_list("wave")
    )
    assert all(waves[(wave,)] >= 8 for wave in Wave)
    assert Certificate.objects.filter(revoked_at__isnull=False).count() == 1


def test_one_sheet_waits_to_be_typed_over_and_someone_who_can_log_in_has_yet_to_look_back(demo: Path) -> None:
    waiting = EvaluationInvitation.objects.filter(answered=False)
    recent = waiting.filter(enrolment__edition__ends_on__gt=timezone.localdate() - timedelta(days=21))
    assert recent.on_paper().count() == 1
    logins = json.loads((demo / "demo-logins.json").read_text())
    mails = [login["email"] for login in logins if "email" in login]
    assert recent.filter(enrolment__person__email__in=mails).exists()


def test_coaches_stand_at_every_point_of_their_road(demo: Path) -> None:
    assert set(CoachProfile.objects.values_list("terms", flat=True)) == set(Terms)
    assert set(CoachProfile.objects.values_list("status", flat=True)) == set(Status)
    assert set(Assignment.objects.values_list("kind", flat=True)) == set(Kind)
    states = set(Assignment.objects.values_list("state", flat=True))
    assert states >= {State.ASKED, State.YES, State.CALLED_OFF, State.DONE}
    assert set(BenefitCheck.objects.values_list("state", flat=True)) == set(CheckState)
    assert Agreement.objects.filter(signed_on=None).count() == 1
    assert CareCall.objects.exclude(made_at=None).exists()
    assert Dependency.objects.exists()
    assert EditionStory.objects.get().edition.state == EditionState.CONFIRMED


def test_whoever_looks_back_on_a_heavy_day_is_still_to_be_called_and_that_keeps_it_open(demo: Path) -> None:
    open_calls = CareCall.objects.open().filter(reason=Reason.HEAVY_DAY)
    days = CoachDay.objects.filter(assignment__in=open_calls.values("assignment"))
    [edition] = {day.member.edition for day in days}
    assert edition.ends_on < timezone.localdate()
    with pytest.raises(RefusedError):
        close(edition=edition, by=None)
    given = Session.objects.filter(ends_at__lt=timezone.localtime().replace(hour=0, minute=0))
    [waits] = given.filter(edition__state__in=(EditionState.CONFIRMED, EditionState.CLOSED), closing=None)
    assert waits == edition.sessions.last()


def test_money_was_paid_waits_and_is_held_back_and_the_ledger_is_right(demo: Path) -> None:
    assert ledger.check() == []
    assert set(PayRun.objects.values_list("state", flat=True)) == {"settled"}
    assert Payout.objects.filter(method="cash").exclude(receipt_signed_on=None).exists()
    waiting = payruns.plan(list(Due.objects.unpaid()))
    assert len(set(waiting.held.values())) == 2
    assert ceilings.unseen_by(CoachProfile.objects.values_list("pk", flat=True))


def test_letters_of_every_kind_wait_or_left(demo: Path) -> None:
    seen = set(Letter.objects.values_list("state", "channel"))
    assert seen >= {
        ("queued", "mail"),
        ("sent", "mail"),
        ("failed", "mail"),
        ("queued", "paper"),
        ("sent", "paper"),
    }
    assert not Letter.objects.filter(queued_at__gt=timezone.now()).exists()


def test_partners_of_every_kind_have_a_number_that_checks(demo: Path) -> None:
    assert set(Organisation.objects.values_list("kind", flat=True)) >= {
        "ocmw",
        "caw",
        "clb",
        "youth_care",
        "vdab",
        "school",
        "association",
    }
    assert all(map(is_enterprise_number, Organisation.objects.values_list("enterprise_number", flat=True)))
    assert Membership.objects.filter(part="team_leader", is_contact=True).exists()
    assert Place.objects.filter(step_free=False).exists()


def test_a_module_grew_and_an_old_group_kept_what_it_got(demo: Path) -> None:
    old, new = ModuleVersion.objects.filter(module__slug="kwetsuren-en-krachten").order_by("number")
    assert new.parts.count() == old.parts.count() + 1
    assert new.what_changed
    assert old.editions.get().state == EditionState.CLOSED


def test_our_own_series_is_on_the_shelf(demo: Path) -> None:
    assert set(Publication.objects.filter(in_series=True).values_list("year", flat=True)) == {2006, 2008}
