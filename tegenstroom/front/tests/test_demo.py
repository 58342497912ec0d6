"""The demo network: built whole, once, with something to see on every screen."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.http import Http404
from django.test import override_settings
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from tegenstroom.accounts.actions import NotYetError, erase_person
from tegenstroom.accounts.actions.cards import find_card, opens
from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COACH as COACH_ROLE
from tegenstroom.accounts.roles import ROLES
from tegenstroom.base import audit, export
from tegenstroom.base.models import DataKey, Letter
from tegenstroom.base.models.letters import subject_of
from tegenstroom.billing.actions import dues, ledger, payruns
from tegenstroom.billing.models import Due, Payout, PayRun
from tegenstroom.coaches.actions import ceilings, nominative
from tegenstroom.coaches.models import (
    Agreement,
    Assignment,
    BenefitCheck,
    CareCall,
    CoachProfile,
    Dependency,
    Story,
)
from tegenstroom.coaches.rules.assignments import Kind, State
from tegenstroom.coaches.rules.benefits import CheckState
from tegenstroom.coaches.rules.care import Reason
from tegenstroom.coaches.rules.profiles import Status, Terms
from tegenstroom.dialogue.access.dialogues import dialogues_of
from tegenstroom.dialogue.access.drafts import draft_of
from tegenstroom.dialogue.actions import dialogues, draft_contents, lessons, looking, reading
from tegenstroom.dialogue.actions.policy import Policy
from tegenstroom.dialogue.models import Case, Dialogue, RawDraft, Signal, Word
from tegenstroom.dialogue.rules.drafts import Source
from tegenstroom.dialogue.rules.phases import Part, Phase
from tegenstroom.dialogue.rules.phases import RefusedError as NotNowError
from tegenstroom.engines.plain_language import COACH, GENERAL, assess
from tegenstroom.front.demo.network import read
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
from tests.support.network import copy_demo, instead

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(scope="module")
def demo(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """The network, once for all tests of this file and taken away after them; only SQLite can copy one."""
    folder = tmp_path_factory.mktemp("var")
    if connection.vendor == "sqlite":
        copy_demo(folder)
        with instead(folder, django_db_blocker):
            yield folder
        return
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


def said_in(phase: str) -> list[str]:
    """What the data file lets people say in this phase, in all dialogues."""
    lines = [line for row in read("dialogues")["dialogues"] for line in row.get(phase, ())]
    return [line["text"] for line in lines if "text" in line]


def told_to(person: Person) -> set[str]:
    """Everything that anyone said and that this person reads."""
    return {heard.text for one in Dialogue.objects.all() for heard in reading.words_visible_to(person, one)}


def test_a_dialogue_stands_in_every_phase_and_a_coach_with_a_card_sees_each(demo: Path) -> None:
    came_to = {row["title"]: row["until"] for row in read("dialogues")["dialogues"]}
    assert {one.shown_phase for one in Dialogue.objects.all()} == set(came_to.values()) == set(Phase)
    cas = Person.objects.get(given_name="Cas")
    assert {one.shown_phase for one in dialogues_of(cas)} == set(Phase)
    # Here someone who tries the demo can speak first, and nobody before her.
    first = Dialogue.objects.get(phase=Phase.ROUND_ONE)
    [word] = first.words.filter(phase=Phase.ROUND_ONE)
    assert word.seat.part == Part.COACH
    assert word.speaker != cas


def test_every_text_of_a_dialogue_passes_its_level(demo: Path) -> None:
    cas = Person.objects.get(given_name="Cas")
    seen = 0
    for one in Dialogue.objects.filter(case__gone_at=None):
        case = reading.read_case(dialogue=one, by=one.case.writer)
        assert assess(case.plain, COACH).failures == ()
        assert assess(f"{case.title}\n\n{case.text}", GENERAL).failures == ()
        for heard in reading.words_visible_to(cas, one):
            assert assess(f"{heard.heard}\n\n{heard.text}", GENERAL).failures == (), heard.text
            seen += 1
    assert seen > 80
    for sentence in Signal.objects.values_list("sentence", flat=True):
        assert assess(sentence, COACH).failures == ()


def test_nobody_of_the_demo_is_named_in_a_case(demo: Path) -> None:
    names = {name for row in Person.objects.values_list("given_name", "family_name") for name in row}
    for one in Dialogue.objects.filter(case__gone_at=None):
        case = reading.read_case(dialogue=one, by=one.case.writer)
        words = set(f"{case.title} {case.text} {case.plain}".replace(".", " ").replace(",", " ").split())
        assert not words & names


def rows_as_they_stand() -> dict[str, str]:
    """By table all that someone reads who has the database and no key: letters, queues and audit among them."""
    tables = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            tables[table] = "\n".join(_text(value) for row in cursor.fetchall() for value in row)
    return tables


def _text(value: object) -> str:
    return bytes(value).decode(errors="ignore") if isinstance(value, bytes | memoryview) else str(value)


def test_no_word_of_a_dialogue_stands_anywhere_but_under_a_seal(demo: Path) -> None:
    data = read("dialogues")
    texts = [text for row in data["dialogues"] for text in (row["title"], row["text"][:60], row["plain"][:60])]
    texts += [data["draft"]["title"], "mevrouw Verzinstra", "0470 00 00 19"]
    texts += [text for phase in Phase for text in said_in(phase)]
    tables = rows_as_they_stand()
    assert [table for table, stands in tables.items() for text in texts if text.strip() in stands] == []
    # A signal is for all to read: this search finds what stands in the open.
    assert data["signals"]["again"]["sentence"] in tables["dialogue_signal"]


def test_what_coaches_say_among_themselves_stays_there(demo: Path) -> None:
    among = set(said_in("own_group"))
    coaches = {person.pk for person in Person.objects.with_role(COACH_ROLE)}
    # Tine leads the coaches' own group; Toon trains, and does not.
    tine = Person.objects.get(given_name="Tine", family_name="Trainiers")
    for person in Person.objects.filter(pk__in=Dialogue.objects.values("seats__person")):
        reads = bool(told_to(person) & among)
        assert reads == (person.pk in coaches or person == tine), person


def test_what_was_withdrawn_or_past_its_day_has_no_word_left(demo: Path) -> None:
    gone = Case.objects.exclude(gone_at=None)
    assert set(gone.values_list("gone_how", flat=True)) == {"withdrawn", "expired"}
    words = Word.objects.filter(dialogue__case__in=gone)
    assert words.exists()
    assert not words.exclude(sealed_text=b"", sealed_heard=b"").exists()
    assert {bytes(text) for text in gone.values_list("sealed_text", flat=True)} == {b""}
    # Of the one that is past its day the lesson stays, in three voices.
    old = next(one for one in lessons.standing() if one.dialogue.case.gone_how == "expired")
    assert [line.voice.value for line in lessons.lines(old)] == ["lived", "practice", "research"]


def test_policy_hears_what_came_back_often_and_coaches_let_through(demo: Path) -> None:
    shown = [signal.sentence for signal in Policy().shown()]
    assert shown == [read("dialogues")["signals"]["again"]["sentence"]]
    assert Signal.objects.count() == 3


def test_a_dialogue_waits_for_a_call_and_for_what_was_done(demo: Path) -> None:
    waits = Dialogue.objects.get(phase=Phase.WHAT_I_DID)
    with pytest.raises(NotNowError, match="care_open"):
        dialogues.close(dialogue=waits, by=Person.objects.get(given_name="Toon"))
    assert waits.case.writer_id not in waits.words.filter(phase=Phase.WHAT_I_DID).values_list("speaker", flat=True)


def test_a_raw_draft_is_half_decided_and_its_writers_alone(demo: Path) -> None:
    draft = RawDraft.objects.get()
    assert set(draft.findings.values_list("choice", flat=True)) == {"open", "replace", "generalise"}
    # All that the engine finds in it today, and what its writer marked.
    text = draft_contents.text_of(draft)
    found = {(one.start, one.end, one.label) for one in looking.find(text, draft_contents.names_of(draft) or ())}
    kept = draft.findings.filter(source=Source.ENGINE).values_list("start", "end", "label")
    assert set(kept) == found
    assert draft.findings.filter(source=Source.WRITER).exists()
    assert {"0470 00 00 19", "Bram"} <= {text[start:end] for start, end, _label in kept}
    assert draft_of(draft.writer, draft.pk) == draft
    for person in Person.objects.exclude(pk=draft.writer_id):
        with pytest.raises(Http404):
            draft_of(person, draft.pk)


def test_words_stand_in_the_order_and_at_the_moment_at_which_they_were_said(demo: Path) -> None:
    now = timezone.now()
    for one in Dialogue.objects.all():
        words = list(one.words.order_by("number"))
        assert [word.number for word in words] == list(range(1, one.last_number + 1))
        moments = [one.case.confirmed_at, one.opened_at, *(word.at for word in words)]
        assert moments == sorted(moments)
        assert moments[-1] < now
        assert [step.at for step in one.steps.all()] == sorted(step.at for step in one.steps.order_by("pk"))


def finish_everything_with(person: Person) -> None:
    """What must be done before someone is erased, without the way to it."""
    now = timezone.now()
    Dialogue.objects.filter(seats__person=person).update(phase=Phase.CLOSED)
    Assignment.objects.of(person).filter(ends_at__gt=now).update(state=State.CALLED_OFF)
    CareCall.objects.open().filter(coach=person).update(made_at=now)
    for due in Due.objects.unpaid().filter(person=person):
        dues.drop(due=due, by=None)


def test_whoever_is_erased_is_nowhere_but_in_the_books_and_in_letters_to_others(demo: Path) -> None:
    cas, vera = (Person.objects.get(given_name=name) for name in ("Cas", "Vera"))
    sealed = [str(line) for part in ("coaches.Story", "dialogue.Word") for line in export.as_json(cas)[part]]
    assert len(sealed) > 3
    paid = [(row.family_name, row.day, row.amount) for row in nominative.list_of(timezone.localdate().year).rows]
    assert "Coachmans" in {name for name, _day, _amount in paid}
    with pytest.raises(NotYetError) as refused:
        erase_person(person=cas, by=vera)
    assert len(refused.value.sentences) > 2
    finish_everything_with(cas)
    erase_person(person=cas, by=vera)
    named = {table for table, text in rows_as_they_stand().items() if "Coachmans" in text}
    assert named <= {"billing_bookname", "base_letter"}
    assert not Letter.objects.filter(person=cas.pk).exists()
    assert not DataKey.objects.filter(subject=subject_of(cas)).exists()
    assert Story.objects.filter(coach=cas).exclude(sealed_text=b"").count() == 0
    assert Word.objects.filter(speaker=cas).exclude(sealed_text=b"").count() == 0
    now = [(row.family_name, row.day, row.amount) for row in nominative.list_of(timezone.localdate().year).rows]
    assert now == paid
    assert ledger.check() == []
    assert audit.first_broken_row() is None
