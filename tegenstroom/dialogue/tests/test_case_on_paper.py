"""A coach who reads on paper gets her days from when the case left, and the case itself; nothing begins before."""

from datetime import timedelta
from io import BytesIO

import pypdf
import pytest
import time_machine
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base import letters, saying
from tegenstroom.base.models import AuditEvent, Letter
from tegenstroom.coaches.tests.factories import coach
from tegenstroom.dialogue.actions import circles, dialogues, leaving, posting, running
from tegenstroom.dialogue.models import Dialogue, ReadCase
from tegenstroom.dialogue.rules.phases import Part, Phase, Refusal, RefusedError
from tegenstroom.dialogue.tests.clients import at, logged_in
from tegenstroom.dialogue.tests.factories import PLAIN, TEXT, TITLE, Group, case, group

pytestmark = pytest.mark.django_db

POST, READ = 5, 3


@pytest.fixture
def who() -> Group:
    """Two coaches, the second of whom has no address."""
    made = group()
    Person.objects.filter(pk=made.coaches[1].pk).update(email=None, reached_by=Letter.Channel.PAPER)
    made.coaches[1].refresh_from_db()
    return made


@pytest.fixture
def desk() -> Person:
    return PersonFactory(roles=[COORDINATOR])


def given(who: Group) -> Dialogue:
    """A dialogue of which the coaches get the case now."""
    of = dialogues.open_dialogue(circle=who.circle, case=case(who), facilitator=who.guide, by=who.trainer)
    return dialogues.start_preparation(dialogue=of, by=who.trainer)


def hers(who: Group) -> Letter:
    return Letter.objects.get(kind="dialogue_case_ready", person=who.coaches[1].pk)


def moves(of: Dialogue, who: Group) -> bool:
    try:
        return dialogues.next_phase(dialogue=of, by=who.trainer).phase == Phase.OWN_GROUP
    except RefusedError:
        return False


def printed(content: bytes) -> str:
    pages = pypdf.PdfReader(BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_her_days_begin_when_it_is_posted_and_the_post_has_its_days_too(who: Group, desk: Person) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        of = given(who)
        clock.shift(timedelta(days=30))
        with pytest.raises(RefusedError, match=f"^{Refusal.ON_PAPER}$"):
            dialogues.next_phase(dialogue=of, by=who.trainer)
        letters.posted(Letter.objects.all(), by=desk)
        clock.shift(timedelta(days=POST + READ, seconds=-1))
        assert not moves(of, who)
        clock.shift(timedelta(seconds=1))
        assert moves(of, who)


@pytest.mark.parametrize("by_trainer", [True, False])
def test_who_gets_it_in_her_hand_waits_for_no_post(who: Group, desk: Person, by_trainer: bool) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        of = given(who)
        clock.shift(timedelta(days=2))
        for _time in range(2):
            if by_trainer:
                posting.hand_over(dialogue=of, coach=who.coaches[1], by=who.trainer)
            else:
                logged_in(desk).post(f"/bureau/brieven/{hers(who).pk}/afgifte/")
        assert (hers(who).state, hers(who).by_hand) == ("sent", True)
        clock.shift(timedelta(days=READ, seconds=-1))
        assert not moves(of, who)
        clock.shift(timedelta(seconds=1))
        assert moves(of, who)
    assert AuditEvent.objects.filter(verb="letter.handed_over").count() == 1


def test_paper_that_leaves_at_once_takes_no_day_from_the_others(who: Group, desk: Person) -> None:
    with time_machine.travel(timezone.now(), tick=False):
        of = given(who)
        posting.hand_over(dialogue=of, coach=who.coaches[1], by=who.trainer)
        assert Dialogue.objects.get().own_group_from == timezone.now() + timedelta(days=READ)


def test_the_room_tells_who_leads_what_it_waits_for_and_the_others_that_they_need_do_nothing(who: Group) -> None:
    room = at("room", given(who).pk)
    page = logged_in(who.trainer).get(room)
    assertContains(page, "De casus moet nog op papier naar een coach.")
    assertNotContains(page, "Je hoeft nu niets te doen.")
    assertContains(logged_in(who.writer).get(room), "Je hoeft nu niets te doen.")


def test_only_who_leads_says_that_a_coach_has_it(who: Group) -> None:
    of = given(who)
    for person in (*who.coaches, who.writer, who.guide, who.researcher):
        with pytest.raises(RefusedError, match=f"^{Refusal.NOT_FOR_YOU}$"):
            posting.hand_over(dialogue=of, coach=who.coaches[1], by=person)
    assert logged_in(who.writer).post(at("course_paper", of.pk), {"coach": 1}).status_code == 404
    for number in (who.coaches[0].pk, "x", ""):
        assert logged_in(who.trainer).post(at("course_paper", of.pk), {"coach": number}).status_code == 400


def test_her_letter_carries_the_case_and_no_address_of_a_page(who: Group, desk: Person) -> None:
    given(who)
    letter = hers(who)
    assert letter.channel == Letter.Channel.PAPER
    assert "http" not in letter.body
    # What stands in the queue holds no word of it: it is put beside the letter when that is printed.
    assert not any(words in letter.body + letter.subject for words in (TITLE, PLAIN, TEXT))
    for address in (f"/bureau/brieven/{letter.pk}/papier/", f"/bureau/brieven/papier/?tot={letter.pk}&about="):
        sheet = printed(logged_in(desk).get(address).content)
        assert all(words in sheet for words in (who.coaches[1].short_name, TITLE, PLAIN))
        assert TEXT not in sheet
    assert ReadCase.objects.get().reader == desk
    assert AuditEvent.objects.filter(verb="dialogue.case_read", actor=desk.pk).count() == 1


def test_once_it_left_the_desk_prints_the_case_no_more(who: Group, desk: Person) -> None:
    given(who)
    letters.posted(Letter.objects.all(), by=desk)
    sheet = printed(logged_in(desk).get(f"/bureau/brieven/{hers(who).pk}/papier/").content)
    assert "Lees hem op je eigen tempo." in sheet
    assert PLAIN not in sheet


def test_a_letter_with_a_case_that_is_gone_need_not_leave(who: Group, desk: Person) -> None:
    of = given(who)
    leaving.withdraw_case(case=of.case, by=who.writer)
    assert not Letter.objects.filter(kind="dialogue_case_ready", person=who.coaches[1].pk).exists()


def test_past_its_last_day_nothing_of_the_case_is_printed(who: Group, desk: Person) -> None:
    of = given(who)
    yesterday = timezone.localdate() - timedelta(days=1)
    type(of.case).objects.update(expires_on=yesterday)
    page = logged_in(desk).get(f"/bureau/brieven/{hers(who).pk}/papier/", follow=True)
    assertContains(page, "Wat bij deze brief hoort, is weg.")
    assertContains(
        logged_in(desk).get(f"/bureau/brieven/papier/?tot={hers(who).pk}&about=", follow=True),
        "Er wachten geen brieven meer",
    )


def test_who_opened_it_on_the_screen_meanwhile_has_it_and_her_days_begin_then(who: Group, desk: Person) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        of = given(who)
        clock.shift(timedelta(days=30))
        her = logged_in(who.coaches[1])
        assertContains(her.get(at("case", of.pk)), PLAIN)
        assertNotContains(logged_in(desk).get(at("desk_dialogues")), "De casus op papier afdrukken")
        page = logged_in(who.trainer).get(at("course", of.pk))
        assertNotContains(page, "De casus moet nog op papier naar een coach.")
        assertContains(page, at("case_paper", of.pk))
        clock.shift(timedelta(days=READ, seconds=-1))
        her.get(at("case", of.pk))
        # Her letter that leaves later takes no day from anybody.
        letters.posted(Letter.objects.all(), by=desk)
        assert not moves(of, who)
        clock.shift(timedelta(seconds=1))
        assert moves(of, who)


def test_another_coach_who_reads_on_the_screen_lets_nobody_go_on_without_paper(who: Group) -> None:
    of = given(who)
    logged_in(who.coaches[0]).get(at("case", of.pk))
    assert running.state_of(of).coaches_without_paper == {who.coaches[1].pk}


def test_nobody_waits_for_a_coach_who_stopped(who: Group) -> None:
    of = given(who)
    late = coach()
    circles.agree(member=circles.invite(circle=who.circle, person=late, part=Part.COACH, by=who.trainer), by=late)
    leaving.stop(dialogue=of, by=who.coaches[1])
    assert not posting.waiting(of).exists()
    Dialogue.objects.update(own_group_from=timezone.now())
    assert moves(of, who)


def test_a_coach_on_paper_who_comes_later_has_her_days_too(who: Group, desk: Person) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        of = given(who)
        letters.posted(Letter.objects.all(), by=desk)
        clock.shift(timedelta(days=POST + READ))
        late = coach(person__email=None, person__reached_by=Letter.Channel.PAPER)
        member = circles.invite(circle=who.circle, person=late, part=Part.COACH, by=who.trainer)
        circles.agree(member=member, by=late)
        clock.shift(timedelta(days=30))
        assert not moves(of, who)
        letters.posted(Letter.objects.all(), by=desk)
        clock.shift(timedelta(days=POST + READ))
        assert moves(of, who)


def test_a_mail_that_failed_and_goes_by_post_instead_is_waited_for(who: Group, desk: Person) -> None:
    of = given(who)
    letters.posted(Letter.objects.all(), by=desk)
    Dialogue.objects.update(own_group_from=timezone.now())
    mailed = Letter.objects.filter(kind="dialogue_case_ready", channel=Letter.Channel.MAIL)
    mailed.update(state=Letter.State.FAILED)
    letters.to_paper(mailed.get(), by=desk)
    assert not moves(of, who)
    assert PLAIN in printed(logged_in(desk).get(f"/bureau/brieven/{posting.waiting(of).get().pk}/papier/").content)
    posting.hand_over(dialogue=of, coach=who.coaches[0], by=who.trainer)
    Dialogue.objects.update(own_group_from=timezone.now())
    assert moves(of, who)


def test_the_trainer_sees_for_whom_it_waits_and_says_that_she_gave_it(who: Group) -> None:
    of, her = given(who), logged_in(who.trainer)
    page = her.get(at("course", of.pk))
    assertContains(page, "De casus moet nog op papier naar een coach.")
    assertContains(page, who.coaches[1].name)
    assertContains(page, f'name="coach" value="{who.coaches[1].pk}"')
    assertNotContains(page, saying.moment(of.own_group_from))
    her.post(at("course_paper", of.pk), {"coach": who.coaches[1].pk})
    of.refresh_from_db()
    page = her.get(at("course", of.pk))
    assertContains(page, saying.moment(of.own_group_from))
    assertNotContains(page, "Ik gaf de casus af")


def test_the_desk_sees_that_it_waits_for_paper(who: Group, desk: Person) -> None:
    given(who)
    assertContains(logged_in(desk).get(at("desk_dialogues")), "De casus op papier afdrukken, en posten of afgeven")
    letters.posted(Letter.objects.all(), by=desk)
    assertNotContains(logged_in(desk).get(at("desk_dialogues")), "De casus op papier afdrukken")
