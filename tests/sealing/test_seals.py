"""What is sealed opens in its own place, with its owner's key, unchanged; and nowhere else."""

from pathlib import Path

import pytest
from django.core.exceptions import FieldDoesNotExist
from django.db import connection
from django.utils.functional import SimpleLazyObject
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base import keyring
from tegenstroom.base.models import AuditEvent, DataKey, Figure
from tegenstroom.base.sealing import SealError, forget, seal, unseal, unseal_each
from tegenstroom.billing.models import BankAccount
from tegenstroom.coaches.models import Dependency
from tests.sealing.rows import HOLDER, IBAN, account, dependency, iban_of

pytestmark = pytest.mark.django_db

GONE, CHANGED, NO_KEY = "gewist", "veranderd", "ontbreekt"


def opened(sealed: bytes, row: BankAccount, field: str = "sealed_iban", owner: Person | None = None) -> str:
    return unseal(sealed, row=row, field=field, owner=owner or row.person)


def test_what_was_sealed_comes_back_from_the_database():
    row = BankAccount.objects.get(pk=account().pk)
    assert opened(row.sealed_iban, row) == IBAN
    assert opened(row.sealed_holder, row, "sealed_holder") == HOLDER


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back_as_it_was(text):
    row = BankAccount(person_id=7)
    owner = Person(pk=7)
    assert opened(seal(text, row=row, field="sealed_iban", owner=owner), row, owner=owner) == text


def test_the_same_text_sealed_twice_is_two_values():
    row = account()
    assert len({bytes(row.sealed_iban), seal(IBAN, row=row, field="sealed_iban", owner=row.person)}) == 2


def test_two_people_cannot_change_accounts():
    ann, bea = account(), account(iban="BE43 0689 9999 9501")
    with pytest.raises(SealError, match=CHANGED):
        opened(bea.sealed_iban, ann)


def test_two_rows_of_one_owner_cannot_change_texts():
    ann = PersonFactory()
    one, two = dependency(ann, "OCMW"), dependency(ann, "CAW")
    with pytest.raises(SealError, match=CHANGED):
        unseal(two.sealed, row=one, field="sealed", owner=ann)


def test_two_fields_of_one_row_cannot_change_texts():
    row = account()
    with pytest.raises(SealError, match=CHANGED):
        opened(row.sealed_holder, row, "sealed_iban")


def test_a_row_given_to_another_owner_stays_closed():
    ann, bea = PersonFactory(), PersonFactory()
    row = dependency(ann, "OCMW")
    with pytest.raises(SealError, match=CHANGED):
        unseal(row.sealed, row=row, field="sealed", owner=bea)


def test_a_data_key_carried_to_another_owner_opens_nothing():
    ann, bea = account(), account()
    of_ann = DataKey.objects.get(subject=f"accounts.person:{ann.pk}")
    DataKey.objects.filter(subject=f"accounts.person:{bea.pk}").update(wrapped=of_ann.wrapped)
    with pytest.raises(SealError, match=CHANGED):
        opened(bea.sealed_iban, bea)
    # Else what is sealed for one from now on would open with a key of the other.
    with pytest.raises(SealError, match=CHANGED):
        account(bea.person)


def test_every_bit_that_turns_is_noticed():
    row = account()
    sealed = bytes(row.sealed_iban)
    for at in range(len(sealed)):
        for bit in range(8):
            turned = sealed[:at] + bytes([sealed[at] ^ 1 << bit]) + sealed[at + 1 :]
            with pytest.raises(SealError):
                opened(turned, row)


@pytest.mark.parametrize("length", [0, 1, 9, 21, 36])
def test_a_piece_of_a_sealed_value_opens_nothing(length):
    row = account()
    with pytest.raises(SealError):
        opened(bytes(row.sealed_iban)[:length], row)


def test_what_is_added_behind_it_is_noticed():
    row = account()
    with pytest.raises(SealError):
        opened(bytes(row.sealed_iban) + b"\0", row)


def test_every_bit_of_a_wrapped_data_key_that_turns_is_noticed():
    row = account()
    key = DataKey.objects.get()
    wrapped = bytes(key.wrapped)
    for at in range(len(wrapped)):
        key.wrapped = wrapped[:at] + bytes([wrapped[at] ^ 1]) + wrapped[at + 1 :]
        key.save()
        with pytest.raises(SealError):
            opened(row.sealed_iban, row)


def test_who_is_forgotten_is_read_by_nobody_and_the_others_are():
    ann, bea = account(), account()
    assert forget(ann.person, by=bea.person) == 1
    with pytest.raises(SealError, match=GONE):
        iban_of(ann)
    assert iban_of(bea) == IBAN
    event = AuditEvent.objects.get(verb="keys.forgotten")
    assert (event.actor, event.subject, event.details) == (bea.pk, f"accounts.person:{ann.pk}", {"keys": 1})


def test_who_was_forgotten_can_begin_again_and_the_old_stays_closed():
    row = account()
    old = bytes(row.sealed_iban)
    forget(row.person, by=None)
    row = account(row.person, iban="BE43 0689 9999 9501")
    assert iban_of(row) == "BE43 0689 9999 9501"
    with pytest.raises(SealError, match=GONE):
        opened(old, row)


def test_forgetting_who_has_no_key_is_no_error():
    assert forget(PersonFactory(), by=None) == 0


def test_without_the_master_key_nothing_opens_and_the_sentence_says_so(ring):
    row = account()
    ring.unlink()
    keyring.make(ring)
    with pytest.raises(SealError, match=NO_KEY):
        iban_of(row)


def test_without_a_key_file_nothing_opens_and_nothing_is_sealed(ring):
    row = account()
    ring.unlink()
    with pytest.raises(SealError, match=NO_KEY):
        iban_of(row)
    with pytest.raises(SealError, match=NO_KEY):
        account()


def test_a_row_without_a_primary_key_seals_nothing():
    ann = PersonFactory()
    with pytest.raises(ValueError, match="primary key"):
        seal("x", row=Dependency(coach=ann, key=None), field="sealed", owner=ann)


def test_an_owner_that_is_not_the_rows_own_is_a_mistake():
    ann, bea = PersonFactory(), PersonFactory()
    with pytest.raises(ValueError, match="not sealed for"):
        seal("x", row=BankAccount(person=ann), field="sealed_iban", owner=bea)
    with pytest.raises(ValueError, match="not sealed for"):
        seal("x", row=BankAccount(person=None), field="sealed_iban", owner=Person())


def test_a_column_that_was_not_declared_takes_no_sealed_text():
    ann = PersonFactory()
    with pytest.raises(ValueError, match="no SealedField"):
        seal("x", row=BankAccount(person=ann), field="changed_at", owner=ann)
    with pytest.raises(FieldDoesNotExist):
        seal("x", row=BankAccount(person=ann), field="iban", owner=ann)


def test_reading_costs_one_query_and_a_list_costs_one_in_all(django_assert_num_queries):
    rows = [account() for _ in range(5)]
    with django_assert_num_queries(1):
        opened(rows[0].sealed_iban, rows[0])
    with django_assert_num_queries(1):
        assert unseal_each(rows, field="sealed_iban") == {row.pk: IBAN for row in rows}


def test_in_a_list_one_that_cannot_be_opened_leaves_the_others_readable():
    rows = [account(), account(), account()]
    forget(rows[1].person, by=None)
    rows[2].sealed_iban = b"rubbish"
    found = unseal_each([*rows, BankAccount(person=PersonFactory())], field="sealed_iban")
    assert found.pop(rows[0].pk) == IBAN
    assert {pk: type(error) for pk, error in found.items()} == dict.fromkeys(
        [row.pk for row in rows[1:]], SealError
    )


def test_a_key_that_is_printed_shows_no_secret():
    key = keyring.current().newest
    assert key.id in repr(key)
    assert str(key.secret) not in repr(keyring.current())


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="looks into the one file of SQLite")
def test_the_plain_text_is_nowhere_in_the_bytes_of_the_database(tmp_path: Path):
    row = account()
    dependency(row.person, "het OCMW van Diksmuide")
    copy = tmp_path / "copy.sqlite3"
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(copy)])
    content = copy.read_bytes()
    assert row.person.given_name.encode() in content
    for text in (IBAN, HOLDER, "OCMW van Diksmuide"):
        for spelling in ("utf-8", "utf-16-le"):
            assert text.encode(spelling) not in content
    assert keyring.current().newest.secret not in content


def test_the_person_of_a_request_is_as_good_as_the_person_herself():
    row = account()
    user = SimpleLazyObject(lambda: row.person)
    sealed = seal("x", row=row, field="sealed_iban", owner=user)
    assert opened(sealed, row, owner=user) == opened(sealed, row) == "x"


def test_what_has_no_owner_of_its_own_cannot_be_sealed():
    with pytest.raises(ValueError, match="no SealedField"):
        seal("x", row=Figure(pk=1), field="source", owner=PersonFactory())
