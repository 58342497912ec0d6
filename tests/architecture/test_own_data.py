"""What we know of someone she can read and take along: all of it, and nothing of anyone else."""

import json
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.test import Client
from django.urls import reverse

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COACH
from tegenstroom.base import export
from tegenstroom.base.sealing import SealedField
from tests.support.world import PARTICIPANT, ROLES, VISITOR, World, build

pytestmark = pytest.mark.django_db

# Who did something for someone else, or with a row of the house: the row is not hers, and the audit says it.
ACTED = {
    *("by", "done_by", "enrolled_by", "answered_by", "marked_by", "issued_by", "revoked_by", "printed_by"),
    *("published_by", "granted_by", "ended_by", "asked_by", "kept_by", "made_by", "added_by", "withdrawn_by"),
    *("closed_by", "opened_by"),
}
ELSEWHERE = {
    "coaches.CareCall.caller": "a call that is another's",
    "coaches.CoachProfile.caller": "named in the terms of the coach who chose her",
    "training.CalendarFeed.person": "a secret address, shown on her calendar page",
    "measurement.QuestionnaireDraft.owner": "a form of another tool, for a day",
    "training.ImportDraft.owner": "names of others, for a day",
    "dialogue.Recognised.writer": "what a second reader said, for a day; the page of her draft shows it",
    "billing.Line.person": "the ledger repeats what is due and what was paid",
}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


def ours() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("tegenstroom.")]


def own_relations() -> Iterator[str]:
    for model in ours():
        for field in model._meta.fields:
            if field.related_model is Person and field.name not in ACTED:
                yield f"{model._meta.label}.{field.name}"


def test_every_row_that_is_someones_is_in_what_she_takes_along() -> None:
    declared = {f"{part.label}.{part.owner}" for part in export.PARTS.values()}
    assert sorted(set(own_relations()) - declared - set(ELSEWHERE)) == []


def test_no_exception_outlives_its_reason() -> None:
    assert sorted(set(ELSEWHERE) - set(own_relations())) == []


def test_every_sealed_word_is_opened_for_its_owner() -> None:
    sealed = {
        f"{model._meta.label}.{field.name}"
        for model in ours()
        for field in model._meta.fields
        if isinstance(field, SealedField)
    }
    shown = {f"{part.label}.{column}" for part in export.PARTS.values() for column in part.columns}
    assert sorted(sealed - shown) == []


def test_every_declared_column_can_be_read(world: World) -> None:
    for part in export.PARTS.values():
        for row in part.model._default_manager.all()[:3]:
            for column in part.columns:
                export._value(row, column)


def logged_in(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client


def test_she_finds_her_own_words_and_nobody_else_does(world: World) -> None:
    words = "Ik deed ze niet meer open."
    for role in (role for role in ROLES if role != VISITOR):
        client = logged_in(world.people[role])
        for name in ("accounts:export", "accounts:export_file"):
            found = words in client.get(reverse(name)).content.decode()
            assert found == (role == COACH.key), (role, name)


def test_she_reads_her_list_in_words(world: World) -> None:
    client = logged_in(world.people[COACH.key])
    taken = json.loads(client.get(reverse("accounts:export_file")).content)
    [line] = taken["coaches.Dependency"]
    assert line["sealed"].startswith("een dienst: ")
    assert line["sealed"] in client.get(reverse("accounts:export")).content.decode()


def test_the_names_of_others_stand_in_nobodys_file(world: World) -> None:
    """A participant takes along what is about her: not the colleagues in her group, not the tandem."""
    person = world.people[PARTICIPANT]
    taken = logged_in(person).get(reverse("accounts:export_file")).content.decode()
    others = [other for other in Person.objects.exclude(pk=person.pk) if f'"{other.given_name}"' in taken]
    assert others == []
    assert person.email in taken


def test_the_file_says_the_same_as_the_page(world: World) -> None:
    client = logged_in(world.people[COACH.key])
    taken = json.loads(client.get(reverse("accounts:export_file")).content)
    assert set(taken) == {chapter.part.label for chapter in export.chapters(world.people[COACH.key])}
    assert {"coaches.Story", "coaches.Consent", "coaches.Copy", "training.TandemMember"} <= set(taken)
