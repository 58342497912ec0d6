"""On whom she depends: hers alone, sealed, and never the reason that anybody hears."""

import json
from datetime import timedelta

import pytest
from django.core import serializers
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import ADMINISTRATOR, COACH, COORDINATOR, EDITOR, RESEARCHER, TRAINER
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base import sealing
from tegenstroom.base.figures import NoFigureError
from tegenstroom.base.models import AuditEvent, DataKey, Figure
from tegenstroom.coaches.actions import dependencies, profiles
from tegenstroom.coaches.models import AvoidedTheme, CoachProfile, Dependency
from tegenstroom.coaches.rules.assignments import State
from tegenstroom.coaches.rules.dependencies import Depended, Group, Kind
from tegenstroom.coaches.tests.factories import AssignmentFactory, coach
from tegenstroom.organisations.models import Membership
from tegenstroom.organisations.tests.factories import MembershipFactory, OrganisationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures")]

SOMEONE = Depended(Kind.PERSON, "Wilma Werkmans")
GROUP = Group(people=["Werkmans Wilma", "Piet Pienter"], organisation_names=["CAW Nergens"])
SCHULDEN = [{"slug": "schulden", "name": "Schulden"}]


@pytest.fixture
def she() -> Person:
    return coach()


@pytest.fixture
def phone(client: Client, she: Person) -> Client:
    client.force_login(she)
    return client


def at(name: str, *args: object) -> str:
    return reverse(f"coaches:{name}", args=args)


def keep(person: Person, *lines: Depended) -> None:
    for line in lines:
        dependencies.add(coach=person, depended=line, by=person)


def asked(coaches: list[Person], *, group: Group = GROUP, heavy: bool = False, days: int = 40) -> list[Person]:
    day = timezone.localdate() + timedelta(days=days)
    wanted = {coach: [day] for coach in coaches}
    return dependencies.available(wanted, group=group, themes=SCHULDEN, heavy=heavy)


# --- her pages


def test_she_writes_someone_on_her_list_and_takes_her_off_again(phone: Client, she: Person) -> None:
    assert "Je lijst is nog leeg" in phone.get(at("dependencies")).content.decode()
    phone.post(at("dependency_person"), {"name": "  Wilma   Werkmans "})
    shown = phone.get(at("dependencies")).content.decode()
    assert "Wilma Werkmans" in shown
    assert "Alleen jij ziet deze lijst" in shown
    phone.post(at("dependency_removal", Dependency.objects.get().pk))
    assert not Dependency.objects.exists()
    assert "Je lijst is nog leeg" in phone.get(at("dependencies")).content.decode()


def test_one_word_is_not_a_person(phone: Client) -> None:
    page = phone.post(at("dependency_person"), {"name": "mevrouw Werkmans"}).content.decode()
    assert "We hebben de voornaam en de naam nodig" in page
    assert 'value="mevrouw Werkmans"' in page
    assert not Dependency.objects.exists()


def test_a_house_that_we_know_is_kept_by_its_number_and_the_name_never_stands_in_an_address(
    phone: Client, she: Person
) -> None:
    house = OrganisationFactory(name="OCMW Voorbeeldegem")
    OrganisationFactory(name="CAW Elders")
    which = phone.post(at("dependency_service"), {"name": "ocmw voorbeeldegem"})
    assert which.status_code == 200
    shown = which.content.decode()
    assert "OCMW Voorbeeldegem" in shown
    assert "CAW Elders" not in shown
    phone.post(at("dependency_service"), {"name": "ocmw voorbeeldegem", "organisation": house.pk})
    [(_row, line)] = dependencies.listed(she)
    assert line == Depended(Kind.SERVICE, "OCMW Voorbeeldegem", house.pk)


def test_a_house_that_we_do_not_know_is_kept_as_she_wrote_it(phone: Client, she: Person) -> None:
    OrganisationFactory(name="OCMW Voorbeeldegem")
    phone.post(at("dependency_service"), {"name": "Wijkhuis De Brug"})
    phone.post(at("dependency_service"), {"name": "OCMW Voorbeeldegem", "as_written": "1"})
    # A number that was not offered is no choice.
    phone.post(at("dependency_service"), {"name": "Wijkhuis De Berg", "organisation": "999999"})
    assert [(line.name, line.organisation) for _row, line in dependencies.listed(she)] == [
        ("Wijkhuis De Brug", None),
        ("OCMW Voorbeeldegem", None),
        ("Wijkhuis De Berg", None),
    ]


def test_she_is_asked_again_for_a_theme_when_she_says_so(phone: Client, she: Person) -> None:
    avoided = AvoidedTheme.objects.create(coach=she, slug="schulden", name="Schulden")
    assert "Schulden" in phone.get(at("themes")).content.decode()
    page = phone.post(at("theme_end", avoided.pk), follow=True).content.decode()
    assert "We mogen je weer vragen voor “Schulden”" in page
    assert not AvoidedTheme.objects.exists()
    assert AuditEvent.objects.get(verb="coaches.stop_avoiding").details == {}


def test_she_sets_a_lower_limit_for_heavy_days_and_lifts_it_again(phone: Client, she: Person) -> None:
    assert "hoogstens 4 zware dagen" in phone.get(at("themes")).content.decode()
    phone.post(at("heavy_days"), {"most": "1"})
    assert "hoogstens 1 zware dag per maand" in phone.get(at("themes")).content.decode()
    assert "Kijk dit nog even na" in phone.post(at("heavy_days"), {"most": "9"}).content.decode()
    phone.post(at("heavy_days"), {"most": "4"})
    assert CoachProfile.objects.get(person=she).heavy_a_month is None


# --- nobody else


OTHERS = [TRAINER, COACH, COORDINATOR, EDITOR, RESEARCHER, ADMINISTRATOR]


@pytest.mark.parametrize("role", OTHERS, ids=lambda role: role.key)
def test_nobody_else_opens_her_list(client: Client, she: Person, role: object) -> None:
    keep(she, SOMEONE)
    other = coach().pk if role == COACH else PersonFactory(roles=[role]).pk
    client.force_login(Person.objects.get(pk=other))
    assert client.post(at("dependency_removal", Dependency.objects.get().pk)).status_code == 404
    mine = client.get(at("dependencies"))
    assert mine.status_code == (200 if role == COACH else 404)
    assert "Wilma" not in mine.content.decode()
    assert Dependency.objects.exists()


def test_the_leader_of_the_team_on_her_list_does_not_see_that_it_is_there(client: Client, she: Person) -> None:
    leader = MembershipFactory(part=Membership.Part.TEAM_LEADER)
    house = leader.organisation
    keep(she, Depended(Kind.SERVICE, house.name, house.pk))
    client.force_login(leader.person)
    assert client.get(at("dependencies")).status_code == 404
    assert client.post(at("dependency_removal", Dependency.objects.get().pk)).status_code == 404


@pytest.mark.parametrize("role", [COORDINATOR, ADMINISTRATOR], ids=lambda role: role.key)
def test_nobody_writes_on_her_list_for_her_not_by_phone_either(she: Person, role: object) -> None:
    other = PersonFactory(roles=[role])
    with pytest.raises(dependencies.NotHersError):
        dependencies.add(coach=she, depended=SOMEONE, by=other)
    keep(she, SOMEONE)
    with pytest.raises(dependencies.NotHersError):
        dependencies.remove(dependency=Dependency.objects.get(), by=other)


def test_the_database_holds_it_sealed_and_the_audit_says_nothing_of_it(she: Person) -> None:
    house = OrganisationFactory(name="OCMW Verzegeld")
    keep(she, SOMEONE, Depended(Kind.SERVICE, house.name, house.pk))
    rows = serializers.serialize("json", [*Dependency.objects.all(), *AuditEvent.objects.all()])
    raw = b"".join(bytes(row.sealed) for row in Dependency.objects.all())
    for hidden in ("Wilma", "Werkmans", "Verzegeld", "person", "service"):
        assert hidden.encode() not in raw
        assert f'"{hidden}' not in rows
    details = [event.details for event in AuditEvent.objects.filter(verb="coaches.list_change")]
    assert details == [{}, {}]


def test_a_line_moved_to_another_coach_opens_for_nobody(she: Person) -> None:
    keep(she, SOMEONE)
    thief = coach()
    Dependency.objects.update(coach=thief)
    [(_row, line)] = dependencies.listed(thief)
    assert isinstance(line, sealing.SealError)


def test_a_line_that_nobody_can_open_counts_as_a_clash(she: Person, phone: Client) -> None:
    keep(she, Depended(Kind.PERSON, "Iemand Anders"))
    assert dependencies.meeting(she, {1: GROUP}) == {}
    DataKey.objects.all().delete()
    assert set(dependencies.meeting(she, {1: GROUP, 2: Group()})) == {1, 2}
    assert asked([she]) == []
    assert "Deze lijn kan niemand lezen" in phone.get(at("dependencies")).content.decode()


# --- who may be asked


def test_she_is_never_asked_for_a_group_in_which_someone_of_her_list_sits(she: Person) -> None:
    other = coach()
    assert asked([she, other]) == [she, other]
    keep(she, SOMEONE)
    assert dependencies.meeting(she, {1: GROUP, 2: Group()}) == {1: False}
    assert asked([she, other]) == [other]
    assert asked([she, other], group=Group(people=["Piet Pienter"])) == [she, other]


def test_her_house_counts_by_number_and_by_name(she: Person) -> None:
    house = OrganisationFactory(name="OCMW Voorbeeldegem")
    keep(she, Depended(Kind.SERVICE, house.name, house.pk))
    assert asked([she], group=Group(organisations=[house.pk], organisation_names=["Sociaal Huis"])) == []
    assert asked([she], group=Group(organisation_names=["ocmw voorbeeldegem"])) == []
    assert asked([she], group=Group(organisation_names=["OCMW Elders"])) == [she]


def test_enough_heavy_days_in_a_month_is_enough(she: Person) -> None:
    profiles.limit_heavy_days(profile=CoachProfile.objects.get(person=she), most=1, by=she)
    assert asked([she], heavy=True) == [she]
    day = AssignmentFactory(coach=she, days=40, is_heavy=True, state=State.YES).starts_at
    assert asked([she], heavy=True) == []
    assert asked([she], heavy=False) == [she]
    assert asked([she], heavy=True, days=40 + 35) == [she]
    assert timezone.localdate(day).month == (timezone.localdate() + timedelta(days=40)).month


@pytest.mark.parametrize(
    ("state", "counts"),
    [(State.ASKED, True), (State.YES, True), (State.DONE, True), (State.NO, False), (State.CALLED_OFF, False)],
)
def test_a_day_to_which_she_said_no_fills_no_month(she: Person, state: State, counts: bool) -> None:
    profiles.limit_heavy_days(profile=CoachProfile.objects.get(person=she), most=1, by=she)
    AssignmentFactory(coach=she, days=40, is_heavy=True, state=state)
    assert (asked([she], heavy=True) == []) is counts


def test_the_answer_is_the_same_whatever_the_reason() -> None:
    """By list, by theme or by limit: what comes back holds nothing but who may be asked."""
    free, depends, avoids, full = coach(), coach(), coach(), coach()
    keep(depends, SOMEONE)
    AvoidedTheme.objects.create(coach=avoids, slug="schulden", name="Schulden")
    profiles.limit_heavy_days(profile=CoachProfile.objects.get(person=full), most=0, by=full)
    answers = [asked([free, hidden], heavy=True) for hidden in (depends, avoids, full)]
    assert answers == [[free]] * 3
    before = AuditEvent.objects.count()
    asked([depends, avoids, full], heavy=True)
    assert AuditEvent.objects.count() == before


def test_a_hundred_coaches_cost_as_many_questions_as_one() -> None:
    def questions(coaches: list[Person]) -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert asked(coaches, heavy=True) == []
        return len(queries)

    crowd = [coach() for _ in range(40)]
    for person in crowd:
        keep(person, SOMEONE, Depended(Kind.SERVICE, "CAW Nergens"))
    assert questions(crowd) == questions(crowd[:1]) <= 7


def test_without_a_limit_of_the_network_nobody_guesses_one(she: Person) -> None:
    Figure.objects.filter(key="coaches.heavy_per_month").delete()
    assert asked([she]) == [she]
    with pytest.raises(NoFigureError):
        asked([she], heavy=True)


def test_whatever_she_writes_comes_back_as_she_wrote_it(she: Person) -> None:
    lines = [Depended(Kind.PERSON, 'Zoë "de" Çelik ‘t'), Depended(Kind.SERVICE, "Dienst 7 🏠", None)]
    keep(she, *lines)
    assert [line for _row, line in dependencies.listed(she)] == lines
    content = sealing.unseal_each(list(Dependency.objects.all()), field="sealed")
    assert {tuple(sorted(json.loads(text))) for text in content.values()} == {("kind", "name", "organisation")}
