"""One coach is asked for a moment beside the days: with whose group it is known, or she meets none."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base.models import Figure
from tegenstroom.base.tests.helpers import letters_to
from tegenstroom.coaches.actions import assignments, dependencies, her_list
from tegenstroom.coaches.actions.company import company_of
from tegenstroom.coaches.models import Assignment, AvoidedTheme
from tegenstroom.coaches.rules.assignments import Kind, State
from tegenstroom.coaches.rules.dependencies import Depended
from tegenstroom.coaches.rules.dependencies import Kind as Whom
from tegenstroom.coaches.tests.factories import AssignmentFactory, at, coach
from tegenstroom.library.tests.factories import ThemeFactory
from tegenstroom.training.actions import editions, moments
from tegenstroom.training.board import board_of
from tegenstroom.training.models import CoachMoment, Edition
from tegenstroom.training.rules.editions import EditionState, RefusedError
from tegenstroom.training.tests.factories import EditionFactory, EnrolmentFactory, gives
from tegenstroom.training.tests.groups import logged_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_years")]

SILENCE = "Deze coach kan hier nu niet voor gevraagd worden. Waarom, dat is van haar."


@pytest.fixture
def office() -> Client:
    return logged_in(PersonFactory(roles=[COORDINATOR]))


def wish(edition: Edition | None, **other: object) -> dict[str, object]:
    """The form as the desk fills it in."""
    typed = {"kind": "supervision", "title": "Hoe ging het?", "start": "14:00", "end": "16:00", "place": ""}
    day = timezone.localdate() + timedelta(days=20)
    return {**typed, "edition": edition.pk if edition else "", "date": day.isoformat(), **other}


def post(office: Client, who: Person, edition: Edition | None, **other: object) -> str:
    answer = office.post(reverse("training:desk_moment", args=[who.pk]), wish(edition, **other), follow=True)
    text: str = answer.text
    return text


def in_twenty_days(hour: int) -> datetime:
    return at(timezone.localdate() + timedelta(days=20), hour)


def titled(title: str, **other: object) -> Edition:
    return EditionFactory(version__title=f"{title} samen leren", **other)


def ask(who: Person, edition: Edition | None, **other: Any) -> Assignment:
    starts = at(timezone.localdate() + timedelta(days=20), 14)
    wanted = {"kind": Kind.SUPERVISION, "title": "Hoe ging het?", "starts_at": starts, **other}
    return moments.ask(coach=who, edition=edition, ends_at=starts + timedelta(hours=2), by=None, **wanted)


def test_a_supervision_is_asked_for_with_the_group_that_she_meets(office: Client) -> None:
    edition, who = EditionFactory(days=(-30, -20), state=EditionState.CLOSED), coach()
    assert "krijgt een brief" in post(office, who, edition)
    asked = Assignment.objects.get()
    assert (asked.kind, timezone.localtime(asked.starts_at).hour) == (Kind.SUPERVISION, 14)
    assert "€\xa022,00" in letters_to(who.email)[0].body
    assert CoachMoment.objects.get().edition == edition


@pytest.mark.parametrize("kind", ["supervision", "preparation", "debrief"])
def test_without_a_group_only_coaches_among_themselves_are_asked(office: Client, kind: str) -> None:
    who = coach()
    assert "Dan weten we wie ze er ontmoet." in post(office, who, None, kind=kind)
    assert not Assignment.objects.exists()
    assert "geen: alleen coaches" in post(office, who, None, kind="meeting")
    her_page = logged_in(who).get(reverse("coaches:question", args=[Assignment.objects.get().pk])).text
    assert "Alleen coaches. Er is geen groep." in her_page


def test_a_meeting_of_coaches_belongs_to_no_training(office: Client) -> None:
    assert "Kies hier geen vorming." in post(office, coach(), EditionFactory(), kind="meeting")
    assert not Assignment.objects.exists()


@pytest.mark.parametrize("why", ["list", "theme", "full", "elsewhere"])
def test_what_is_hers_holds_there_too_and_the_desk_reads_the_same(office: Client, why: str) -> None:
    edition, who, theme = EditionFactory(), coach(heavy_a_month=1), ThemeFactory()
    edition.version.themes.set([theme])
    EnrolmentFactory(edition=edition, person=PersonFactory(given_name="Bea", family_name="Begeleider"))
    match why:
        case "list":
            dependencies.add(coach=who, depended=Depended(Whom.PERSON, "Bea Begeleider"), by=who)
        case "theme":
            AvoidedTheme.objects.create(coach=who, slug=theme.slug, name=theme.name)
        case "elsewhere":
            AssignmentFactory(coach=who, days=20)
        case _:
            AssignmentFactory(coach=who, is_heavy=True, days=20, ends_at=in_twenty_days(12))
    said = post(office, who, edition, is_heavy="yes")
    assert SILENCE in said
    assert "Bea" not in said
    assert theme.name not in said
    assert not Assignment.objects.filter(kind=Kind.SUPERVISION).exists()


@pytest.mark.parametrize("is_heavy", [True, False])
def test_a_heavy_meeting_counts_in_her_month_as_well(office: Client, is_heavy: bool) -> None:
    said = post(office, coach(heavy_a_month=0), None, kind="meeting", **({"is_heavy": "yes"} if is_heavy else {}))
    assert (SILENCE in said) is is_heavy
    assert Assignment.objects.exists() is not is_heavy


def with_heavy_theme() -> Edition:
    edition = EditionFactory()
    edition.version.themes.set([ThemeFactory(), ThemeFactory(is_heavy=True)])
    return edition


def test_a_supervision_on_heavy_themes_is_heavy_without_anyone_thinking_of_it(office: Client) -> None:
    said = post(office, coach(), with_heavy_theme())
    assert "achteraf bellen we haar op" in said
    assert Assignment.objects.get().is_heavy


@pytest.mark.parametrize(
    ("other", "heavy"),
    [({"is_heavy": "no"}, False), ({"kind": "debrief"}, False), ({"kind": "debrief", "is_heavy": "yes"}, True)],
)
def test_what_the_desk_says_goes_before_what_the_themes_say(
    office: Client, other: dict[str, str], heavy: bool
) -> None:
    said = post(office, coach(), with_heavy_theme(), **other)
    assert ("achteraf bellen we haar op" in said) is heavy
    assert Assignment.objects.get().is_heavy is heavy


@pytest.mark.parametrize(("ahead", "late"), [(1, True), (20, False)])
def test_whoever_asks_late_reads_it_and_may_ask_all_the_same(office: Client, ahead: int, late: bool) -> None:
    who, day = coach(), timezone.localdate() + timedelta(days=ahead)
    assert "minstens 3 dagen vooraf" in office.get(reverse("training:desk_moment", args=[who.pk])).text
    said = post(office, who, EditionFactory(), date=day.isoformat())
    assert ("Dit is kort dag" in said) is late
    assert Assignment.objects.get().state == State.ASKED


def test_a_supervision_on_light_themes_is_light(office: Client) -> None:
    post(office, coach(), EditionFactory())
    assert not Assignment.objects.get().is_heavy


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"date": "2019-03-01"}, "Deze dag is voorbij"),
        ({"end": "13:00"}, "Kies een later uur"),
        ({"kind": "training"}, "Kies iets uit de lijst"),
    ],
)
def test_what_cannot_be_asked_is_said_at_its_field_and_what_was_typed_stays(
    office: Client, change: dict[str, object], said: str
) -> None:
    found = post(office, coach(), EditionFactory(), **change)
    assert said in found
    assert "Hoe ging het?</textarea>" in found
    assert not Assignment.objects.exists()


def test_a_year_without_ceilings_is_said_at_the_day(office: Client) -> None:
    Figure.objects.filter(key="coaches.day_ceiling").delete()
    assert "Vul het eerst in bij Getallen." in post(office, coach(), EditionFactory())
    assert not Assignment.objects.exists()


def test_only_trainings_whose_people_are_still_met_can_be_chosen(office: Client) -> None:
    near, long_ago = titled("Kort", days=(-30,)), titled("Lang", days=(-400,))
    off, draft = titled("Afgelast", state=EditionState.CANCELLED), titled("Ontwerp", days=(), state="draft")
    page = office.get(reverse("training:desk_moment", args=[coach().pk])).text
    found = [row.version.title in page for row in (near, long_ago, off, draft)]
    assert found == [True, False, False, True]


def test_who_gives_the_training_has_it_on_the_board_and_who_does_not_has_not() -> None:
    edition = EditionFactory()
    gives(edition, who := coach())
    ask(who, edition)
    ask(coach(), edition)
    assert [row.what for row in board_of(edition).rows if row.what] == ["supervisie"]
    assert len(board_of(edition).lines) == 1


def test_she_reads_with_whom_and_whether_someone_of_her_list_came_into_the_group() -> None:
    edition, who, other = EditionFactory(tandem_says="yes"), coach(), coach()
    mine, beside = (ask(her, edition) for her in (who, other))
    for row in (mine, beside):
        assignments.answer(assignment=row, answer=State.YES, by=row.coach)
    trainer = edition.tandem.get(part="trainer").person
    assert company_of(mine) == [trainer, other]
    dependencies.add(coach=who, depended=Depended(Whom.PERSON, "Bea Begeleider"), by=who)
    assert not her_list.that_meet(who, [mine])
    EnrolmentFactory(edition=edition, person=PersonFactory(given_name="Bea", family_name="Begeleider"))
    assert her_list.that_meet(who, [mine])


def test_a_training_that_is_called_off_takes_its_moments_along_and_gets_no_new_ones() -> None:
    edition = EditionFactory()
    asked = ask(coach(), edition)
    editions.call_off(edition=edition, reason="Het dak lekt.", by=None)
    asked.refresh_from_db()
    assert asked.state == State.CALLED_OFF
    with pytest.raises(RefusedError):
        ask(coach(), edition)
