"""Who answered and what was answered stay apart: in the tables, their order, the audit, and a copy of it all."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from itertools import combinations
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, models
from django.utils import timezone

from tegenstroom.accounts.models import Person
from tegenstroom.base.models import AuditEvent
from tegenstroom.base.sealing import rotate
from tegenstroom.measurement import codes
from tegenstroom.measurement.actions import answering, consents
from tegenstroom.measurement.models import Consent, Invitation, Participant, Sheet
from tegenstroom.measurement.rules.consent import Purpose
from tegenstroom.measurement.tests.factories import answered, invited, measurement

WHO = {Participant, Invitation}
WHAT = {Sheet, Consent}


def relations(model: type[models.Model]) -> set[type[models.Model]]:
    return {field.related_model for field in model._meta.fields if field.related_model}


def reached_from(model: type[models.Model]) -> set[type[models.Model]]:
    """All tables to which foreign keys lead from here."""
    found, new = set(), {model}
    while new:
        found |= new
        new = {other for each in new for other in relations(each)} - found
    return found - {model}


def test_no_foreign_key_leads_from_an_answer_to_a_person_of_the_group() -> None:
    for model in WHAT:
        assert not relations(model) & (WHO | {Person})
        assert not reached_from(model) & (WHO | WHAT)
    for model in WHO:
        assert not reached_from(model) & WHAT


def test_no_table_of_ours_holds_both_a_person_and_an_answer() -> None:
    """Only the measurement and its round are shared: they are the same for the whole group."""
    joined = [
        model._meta.label
        for model in apps.get_app_config("measurement").get_models()
        if relations(model) & (WHO | {Person}) and (relations(model) & WHAT or has_hash(model))
    ]
    assert joined == []
    assert has_hash(Sheet)
    assert has_hash(Consent)


def has_hash(model: type[models.Model]) -> bool:
    return any(field.name == "code_hash" for field in model._meta.fields)


def test_what_is_answered_bears_no_moment() -> None:
    for model in (*WHAT, Invitation):
        assert not [field.name for field in model._meta.fields if isinstance(field, models.DateTimeField)]


@pytest.mark.django_db
@pytest.mark.slow
def test_no_value_in_the_tables_of_who_stands_in_the_tables_of_what() -> None:
    """Beyond numbers of the whole group, dates of the round and small words, nothing is the same on both sides."""
    found = measurement(4)
    for invitation in invited(found):
        answered(invitation)
    who, what = values(*WHO, Person), values(*WHAT)
    shared = {str(value) for value in who & what if len(str(value)) > 6}
    assert shared == set()


@pytest.mark.django_db
def test_the_same_look_finds_a_code_that_was_written_beside_a_person() -> None:
    """The negative control: a table that ties them is seen at once."""
    [invitation] = invited(measurement(1))
    sheet = answered(invitation)
    Participant.objects.update(person=None, guest_name=sheet.code_hash, sealed_key=None)
    assert sheet.code_hash in values(*WHO) & values(*WHAT)


def values(*those: type[models.Model]) -> set[object]:
    return set(_values(those))


def _values(those: tuple[type[models.Model], ...]) -> Iterator[object]:
    for model in those:
        names = [field.attname for field in model._meta.fields if not isinstance(field, models.JSONField)]
        for row in model._default_manager.values_list(*names):
            # Days are those of the round, or of its week: the same for everyone who is asked.
            yield from (
                bytes(value) if isinstance(value, memoryview) else value for value in row if is_telling(value)
            )


def is_telling(value: object) -> bool:
    return not isinstance(value, date | datetime | bool | None)


@pytest.mark.django_db
def test_the_audit_does_not_say_that_anyone_answered() -> None:
    found = measurement(2)
    for invitation in invited(found):
        answered(invitation)
        code_hash = answering.sheet_hash(invitation)
    before = AuditEvent.objects.count()
    consents.take_all_back(measurement=found, code_hash=code_hash)
    assert AuditEvent.objects.count() == before
    told = json.dumps([[row.verb, row.subject, row.details] for row in AuditEvent.objects.all()])
    assert code_hash not in told
    assert "answer" not in told


@pytest.mark.django_db
@pytest.mark.slow
def test_the_order_of_answers_is_not_the_order_of_asking() -> None:
    """Keys are random: the sheets of eight people in a row hardly ever come in the order of answering."""
    found = measurement(8)
    made = [answered(invitation).pk for invitation in invited(found)]
    in_order = sum(one < other for one, other in combinations(made, 2))
    # One in forty thousand to be in order, and one to be the other way round.
    assert 0 < in_order < 28


@pytest.mark.django_db
def test_a_reader_of_all_tables_finds_neither_code_nor_key() -> None:
    [invitation] = invited(measurement(1))
    answered(invitation)
    code = codes.code_of(invitation.participant)
    key = bytes(invitation.participant.sealed_key)
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            assert code not in str(cursor.fetchall()), table
    assert code.encode() not in key


@pytest.mark.django_db
def test_changed_keys_leave_every_code_as_it_was() -> None:
    found = measurement(2)
    rows = invited(found)
    before = [answering.sheet_hash(row) for row in rows]
    rotate(fresh=True, by=None)
    after = Invitation.objects.select_related("participant__person", "wave__measurement").order_by("pk")
    assert [answering.sheet_hash(row) for row in after] == before
    assert after[0].wave.measurement.sealed_pepper != found.sealed_pepper


@pytest.mark.django_db
def test_what_was_taken_back_stays_gone_when_a_backup_is_put_back(tmp_path: Path) -> None:
    found = measurement(2, asks_research=True)
    first, second = invited(found)
    both = (Purpose.GROUP, Purpose.RESEARCH)
    sheets = [answered(row, purposes=both) for row in (first, second)]
    gone, less = (answering.sheet_hash(row) for row in (first, second))
    consents.take_all_back(measurement=found, code_hash=gone)
    consents.take_back(measurement=found, code_hash=less, purpose=Purpose.RESEARCH)
    written = tmp_path / "list"
    call_command("replay_answers", str(written), export=True)
    assert "vrij" not in written.read_text()
    # The backup of yesterday: everything stands again.
    Consent.objects.update(taken_back_in=None)
    Sheet.objects.filter(pk=sheets[0].pk).delete()
    sheets[0].save(force_insert=True)
    call_command("replay_answers", str(written))
    assert consents.standing_of(found, gone) == set()
    assert consents.standing_of(found, less) == {Purpose.GROUP}
    assert [row.pk for row in Sheet.objects.all()] == [sheets[1].pk]


@pytest.mark.django_db
def test_a_yes_that_was_given_again_is_not_on_the_list(tmp_path: Path) -> None:
    [invitation] = invited(measurement(1, asks_research=True))
    answered(invitation, purposes=(Purpose.GROUP, Purpose.RESEARCH))
    found, code_hash = invitation.wave.measurement, answering.sheet_hash(invitation)
    consents.take_back(measurement=found, code_hash=code_hash, purpose=Purpose.RESEARCH)
    answered_again = answering.begin(
        wave=invitation.wave, code_hash=code_hash, purposes=[Purpose.RESEARCH], read="herself", language="nl"
    )
    assert answered_again.week <= timezone.localdate()
    call_command("replay_answers", str(tmp_path / "list"), export=True)
    assert (tmp_path / "list").read_text() == ""
