"""Someone on whom she depends enrols after she was asked: she alone learns it, and says no with one tap."""

import re
from datetime import timedelta
from io import BytesIO

import pypdf
import pytest
from django.core.checks import run_checks
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base import stamps
from tegenstroom.base.models import AuditEvent, Letter
from tegenstroom.coaches.actions import assignments, care, dependencies, money
from tegenstroom.coaches.models import Assignment, CoachProfile, Dependency
from tegenstroom.coaches.rules.assignments import Kind, State
from tegenstroom.coaches.rules.dependencies import Depended
from tegenstroom.coaches.rules.dependencies import Kind as Whom
from tegenstroom.coaches.tests.factories import coach
from tegenstroom.organisations.models import Membership
from tegenstroom.organisations.tests.factories import MembershipFactory
from tegenstroom.training.actions import coach_days, editions
from tegenstroom.training.actions.editions import Terms
from tegenstroom.training.models import Edition
from tegenstroom.training.rules.editions import Day
from tegenstroom.training.tests.factories import EditionFactory, EnrolmentFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("known_years")]

MINE = "/mijn/"
COMES = "Er komt iemand van je lijst."
# The same on every letter and on every page behind a link.
LOOK = "Wil je zien of iemand van jouw lijst komt? Dat staat alleen op je eigen pagina."


@pytest.fixture
def desk() -> Person:
    return PersonFactory(roles=[COORDINATOR])


@pytest.fixture
def edition() -> Edition:
    return EditionFactory(days=(20,), tandem_says="yes")


def of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def asked(edition: Edition, who: Person, desk: Person) -> Assignment:
    member = coach_days.ask(edition=edition, coach=who, by=desk).member
    return member.days.get().assignment


def depends_on(who: Person, name: str) -> None:
    dependencies.add(coach=who, depended=Depended(Whom.PERSON, name), by=who)


def enrols(edition: Edition, given: str, family: str) -> Person:
    made = EnrolmentFactory(edition=edition, person=PersonFactory(given_name=given, family_name=family))
    # Who enrols by the verb leaves an audit row, by which pages that are kept are made anew.
    stamps.bump(stamps.UNSEEN)
    return made.person


def says(row: Assignment, answer: State, client: Client | None = None) -> None:
    here, hers = reverse("coaches:question", args=[row.pk]), client or of(row.coach)
    hers.post(here, {"answer": answer.value, **shown(hers, here)})


def shown(client: Client, page: str) -> dict[str, str]:
    """What a form on this page brings back of whom it told her."""
    return dict(re.findall(r'name="(shown-\d+)" value="(\w+)"', client.get(page).text))


@pytest.mark.parametrize("before", [State.ASKED, State.YES])
def test_it_stands_right_under_her_day_and_one_tap_says_no(edition: Edition, desk: Person, before: State) -> None:
    row = asked(edition, coach(), desk)
    if before is State.YES:
        says(row, State.YES)
        assert money.amount_of(row) > 0
    depends_on(row.coach, "Bea Begeleider")
    her = of(row.coach)
    assertNotContains(her.get(MINE), COMES)
    enrols(edition, "Bea", "Begeleider")
    page = her.get(MINE).text
    day = page.index('<section class="first"') if before is State.YES else 0
    assert day < page.index('id="lijst"') < page.index("Wat wil je doen?")
    here = reverse("coaches:question", args=[row.pk])
    assert re.search(rf'action="{here}".*?name="answer" value="no"', page, re.DOTALL)
    assertRedirects(her.post(here, {"answer": "no"}), here)
    row.refresh_from_db()
    # As with any no of hers: money that stayed would tell why.
    assert (row.state, money.amount_of(row)) == (State.NO, 0)
    assertNotContains(her.get(MINE), COMES)


def test_who_comes_all_the_same_is_not_told_again_until_someone_else_comes(edition: Edition, desk: Person) -> None:
    row = asked(edition, coach(), desk)
    says(row, State.YES)
    for name in ("Bea Begeleider", "Wim Werker"):
        depends_on(row.coach, name)
    enrols(edition, "Bea", "Begeleider")
    her, tap = of(row.coach), 'name="answer" value="no"'
    assertContains(her.get(MINE), tap)
    says(row, State.YES, her)
    assertNotContains(her.get(MINE), tap)
    # It stays to be seen at the day itself.
    assertContains(her.get(MINE), COMES, count=1)
    enrols(edition, "Wim", "Werker")
    assertContains(her.get(MINE), tap)


@pytest.mark.parametrize("door", ["front:my_page", "coaches:question"])
def test_who_came_in_while_her_page_was_open_is_told_before_her_yes_counts(
    edition: Edition, desk: Person, door: str
) -> None:
    row = asked(edition, coach(), desk)
    for name in ("Bea Begeleider", "Wim Werker"):
        depends_on(row.coach, name)
    enrols(edition, "Bea", "Begeleider")
    her, here = of(row.coach), reverse("coaches:question", args=[row.pk])
    before = shown(her, MINE if door == "front:my_page" else here)
    assert before
    enrols(edition, "Wim", "Werker")
    again = her.post(here, {"answer": "yes", **before}, follow=True)
    assertContains(again, "Kijk nog eens.")
    row.refresh_from_db()
    assert row.state == State.ASKED
    # On the page that she has now both were told.
    her.post(here, {"answer": "yes", **shown(her, here)})
    row.refresh_from_db()
    assert row.state == State.YES
    assertNotContains(her.get(MINE), 'name="answer" value="no"')


def test_her_no_is_kept_whoever_came_in_meanwhile(edition: Edition, desk: Person) -> None:
    row = asked(edition, coach(), desk)
    depends_on(row.coach, "Bea Begeleider")
    her, here = of(row.coach), reverse("coaches:question", args=[row.pk])
    before = shown(her, here)
    enrols(edition, "Bea", "Begeleider")
    her.post(here, {"answer": "no", **before})
    row.refresh_from_db()
    assert row.state == State.NO


def test_a_yes_to_several_waits_too_for_who_came_in_meanwhile(desk: Person) -> None:
    edition, who = EditionFactory(days=(20, 27)), coach()
    coach_days.ask(edition=edition, coach=who, by=desk)
    depends_on(who, "Bea Begeleider")
    together = reverse("coaches:questions_together")
    before = shown(of(who), together)
    assert len(before) == 2
    enrols(edition, "Bea", "Begeleider")
    again = of(who).post(together, {"all": "yes", **before})
    assertContains(again, "Kijk nog eens.")
    assert not Assignment.objects.of(who).filter(state=State.YES).exists()
    of(who).post(together, {"all": "yes", **shown(of(who), together)})
    assert Assignment.objects.of(who).filter(state=State.YES).count() == 2


def test_a_yes_that_brings_nothing_back_of_her_page_silences_nothing(edition: Edition, desk: Person) -> None:
    row = asked(edition, coach(), desk)
    depends_on(row.coach, "Bea Begeleider")
    enrols(edition, "Bea", "Begeleider")
    of(row.coach).post(reverse("coaches:question", args=[row.pk]), {"answer": "yes"})
    assertContains(of(row.coach).get(MINE), 'name="answer" value="no"')


def test_a_yes_behind_the_link_of_a_letter_silences_nothing(edition: Edition, desk: Person) -> None:
    row = asked(edition, coach(), desk)
    depends_on(row.coach, "Bea Begeleider")
    enrols(edition, "Bea", "Begeleider")
    Client().post(behind_letter(row.coach), {"answer": "yes"})
    assertContains(of(row.coach).get(MINE), 'name="answer" value="no"')


def test_what_she_decides_leaves_no_trace_that_others_can_read(edition: Edition, desk: Person) -> None:
    row = asked(edition, coach(), desk)
    says(row, State.YES)
    depends_on(row.coach, "Bea Begeleider")
    enrols(edition, "Bea", "Begeleider")
    before = AuditEvent.objects.count(), Dependency.objects.count(), Letter.objects.count()
    says(row, State.YES)
    assert (AuditEvent.objects.count(), Dependency.objects.count(), Letter.objects.count()) == before
    assert b"comes_to" not in bytes(Dependency.objects.get().sealed)


def test_answering_all_at_once_on_her_own_page_tells_it_too(desk: Person) -> None:
    edition = EditionFactory(days=(20, 27))
    who = coach()
    coach_days.ask(edition=edition, coach=who, by=desk)
    depends_on(who, "Bea Begeleider")
    enrols(edition, "Bea", "Begeleider")
    together = reverse("coaches:questions_together")
    assertContains(of(who).get(together), COMES, count=2)
    of(who).post(together, {"all": "yes", **shown(of(who), together)})
    assertNotContains(of(who).get(MINE), 'name="answer" value="no"')
    assertNotContains(Client().get(behind_letter(who)), COMES)


def test_every_letter_says_where_to_look_by_mail_and_on_paper(edition: Edition, desk: Person) -> None:
    for who in (coach(), coach(person__email=None)):
        row = asked(edition, who, desk)
        says(row, State.YES)
        letters = Letter.objects.filter(person=who.pk)
        assert [letter.kind for letter in letters.order_by("pk")] == ["coach_question", "coach_confirmed"]
        for letter in letters:
            assert LOOK in letter.body
            assert reverse("coaches:questions") in letter.body


@pytest.mark.parametrize("days", [(20,), (20, 27)])
def test_every_page_behind_a_link_says_where_to_look(desk: Person, days: tuple[int, ...]) -> None:
    who = coach()
    coach_days.ask(edition=EditionFactory(days=days), coach=who, by=desk)
    page = Client().get(behind_letter(who))
    assertContains(page, LOOK)
    assertContains(page, reverse("coaches:questions"))


def test_a_meeting_of_coaches_says_where_to_look_as_well(desk: Person) -> None:
    starts = timezone.now() + timedelta(days=20)
    row = assignments.ask(
        coach=coach(),
        kind=Kind.MEETING,
        title="Overleg",
        starts_at=starts,
        ends_at=starts + timedelta(hours=2),
        by=desk,
    )
    assert LOOK in Letter.objects.get(person=row.coach_id).body
    assertContains(Client().get(behind_letter(row.coach)), LOOK)


def behind_letter(who: Person) -> str:
    """Where the first letter that she got leads who holds it."""
    words = Letter.objects.filter(person=who.pk).earliest("pk").body.split()
    return next(word[word.index("/coach/") :] for word in words if re.search("/coach/(vraag|vragen/samen)/", word))


def same(text: str) -> str:
    """A page or letter without what differs each time it is made."""
    return re.sub(r'(csrfmiddlewaretoken" value="|nonce="|/coach/(?:vraag|vragen/samen)/)[^"\s]*', "", text)


def _alone(letter: str) -> str:
    """A letter without the other coach of that name beside her: both come, and each reads that of the other."""
    return re.sub(
        r"^Met (.*)$",
        lambda line: " ".join(name for name in line[1].split(", ") if name != "An"),
        letter,
        flags=re.MULTILINE,
    )


@pytest.mark.slow
def test_nobody_else_reads_a_byte_more_when_someone_of_her_list_comes(edition: Edition, desk: Person) -> None:
    who, caller = coach(), PersonFactory()
    row = asked(edition, who, desk)
    says(row, State.YES)
    CoachProfile.objects.filter(person=who).update(caller=caller)
    care.ask_for_call(coach=who, by=who)
    met = enrols(edition, "Bea", "Begeleider")
    leads = MembershipFactory(person=PersonFactory(), part=Membership.Part.TEAM_LEADER)
    MembershipFactory(person=met, organisation=leads.organisation)
    member, others = edition.tandem.get(person=who), edition.tandem.exclude(person=who)
    trainer, beside = (others.filter(part=part).first().person for part in ("trainer", "coach"))
    pages = [
        (trainer, MINE),
        (trainer, reverse("training:edition_stories", args=[edition.pk])),
        (desk, reverse("training:desk")),
        (desk, reverse("training:desk_edition", args=[edition.pk])),
        (desk, reverse("training:desk_coaches", args=[edition.pk])),
        (desk, reverse("training:desk_tandem_answer", args=[member.pk])),
        (desk, reverse("coaches:desk_coach", args=[who.pk])),
        (desk, reverse("coaches:desk_assignment", args=[row.pk])),
        (desk, reverse("coaches:desk_calls")),
        (leads.person, reverse("training:team", args=[leads.organisation_id])),
        (beside, MINE),
        (caller, MINE),
        (caller, reverse("coaches:calls")),
        (met, MINE),
        (None, behind_letter(who)),
    ]

    def seen() -> list[str]:
        read = [same((of(person) if person else Client()).get(path, follow=True).text) for person, path in pages]
        paper = of(who).get(reverse("front:coach_letter"))
        sheet = pypdf.PdfReader(BytesIO(paper.content)).pages[0].extract_text()
        of(desk).post(reverse("front:coach_letter_by_post", args=[who.pk]))
        return [*read, sheet, same(Letter.objects.filter(kind="coach_page").latest("pk").body)]

    depends_on(who, "Niemand Anders")
    without, hers_without = seen(), same(of(who).get(MINE).text)
    depends_on(who, "Bea Begeleider")
    assert same(of(who).get(MINE).text) != hers_without, "her own page does tell it"
    read = [*pages, (who, "paper"), (who, "post")]
    for (person, path), before, after in zip(read, without, seen(), strict=True):
        assert before == after, (person, path)


def test_letters_to_a_coach_with_and_without_someone_of_her_list_are_the_same(
    edition: Edition, desk: Person
) -> None:
    both = [coach(person__given_name="An", person__family_name="Peeters") for _ in range(2)]
    for who in both:
        says(asked(edition, who, desk), State.YES)
    depends_on(both[0], "Bea Begeleider")
    enrols(edition, "Bea", "Begeleider")
    session = edition.sessions.get()
    hour = timedelta(hours=1)
    editions.change(
        edition=edition,
        days=[Day(session.starts_at + hour, session.ends_at + hour, session.pk)],
        terms=Terms(place=edition.place, minimum=edition.minimum, maximum=edition.maximum),
        by=desk,
    )
    letters = [Letter.objects.filter(person=who.pk).order_by("pk") for who in both]
    written = [[(letter.kind, letter.subject, _alone(same(letter.body))) for letter in hers] for hers in letters]
    assert written[0] == written[1]
    assert [kind for kind, _subject, _body in written[0]] == ["coach_question", "coach_confirmed", "coach_moved"]


def test_a_house_in_which_nobody_knows_the_groups_does_not_start(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not [error for error in run_checks() if error.id == "coaches.E001"]
    monkeypatch.setattr(assignments, "GROUPS", [])
    assert [error.id for error in run_checks() if error.id == "coaches.E001"] == ["coaches.E001"]
