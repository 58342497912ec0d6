"""What a sealed value looks like, in bytes."""

import pytest
from django.db import models
from hypothesis import given
from hypothesis import strategies as st

from tegenstroom.base.models import Figure, Row
from tegenstroom.base.sealing import SealedField, envelope, keeper
from tegenstroom.base.sealing.envelope import BrokenError, bound_to, close, key_id_of, reveal, unwrap, wrap
from tegenstroom.base.sealing.fields import sealed_field, sealed_fields
from tegenstroom.base.sealing.words import KEEPERS

SECRET, OTHER = bytes(range(32)), bytes(32)
PLACE = bound_to("text", "app.model", "field", "7", "accounts.person:7")
# "Élise" for PLACE under SECRET, by data key 258.
KEPT = "0100000000000001026465666768696a6b6c6d6e6f8b92b20f0a8c7d056cc107602ef4e7322cd5cb8266cc"
NAMES = st.lists(st.text(), min_size=1, max_size=4)


@given(st.binary(max_size=300), st.integers(min_value=1, max_value=2**63 - 1))
def test_what_goes_in_comes_out_and_names_its_key(content, key_id):
    sealed = close(content, secret=SECRET, key_id=key_id, bound=PLACE)
    assert key_id_of(sealed) == key_id
    assert len(sealed) == len(content) + 1 + 8 + 12 + 16
    assert reveal(sealed, secret=SECRET, bound=PLACE) == content


@given(NAMES, NAMES)
def test_two_places_are_one_only_when_all_their_names_are(one, two):
    assert (bound_to(*one) == bound_to(*two)) is (one == two)


@given(st.data())
def test_one_bit_that_turns_anywhere_is_noticed(data):
    sealed = close(b"BE68 5390 0754 7034", secret=SECRET, key_id=5, bound=PLACE)
    at = data.draw(st.integers(0, len(sealed) * 8 - 1))
    turned = bytearray(sealed)
    turned[at // 8] ^= 1 << at % 8
    with pytest.raises(BrokenError):
        reveal(bytes(turned), secret=SECRET, bound=PLACE)


@given(st.binary(max_size=100))
def test_bytes_that_were_never_sealed_are_refused(content):
    with pytest.raises(BrokenError):
        reveal(content, secret=SECRET, bound=PLACE)


def test_another_key_and_another_place_open_nothing():
    sealed = close(b"x", secret=SECRET, key_id=5, bound=PLACE)
    with pytest.raises(BrokenError):
        reveal(sealed, secret=OTHER, bound=PLACE)
    with pytest.raises(BrokenError):
        reveal(sealed, secret=SECRET, bound=bound_to("text", "app.model", "field", "8", "accounts.person:7"))


def test_a_later_version_is_refused_and_not_guessed_at():
    sealed = close(b"x", secret=SECRET, key_id=5, bound=PLACE)
    with pytest.raises(BrokenError):
        key_id_of(bytes([envelope.VERSION + 1]) + sealed[1:])


def test_a_wrapped_key_opens_with_its_master_and_its_owner_only():
    wrapped = wrap(SECRET, master=OTHER, bound=PLACE)
    assert unwrap(wrapped, master=OTHER, bound=PLACE) == SECRET
    for master, bound in ((SECRET, PLACE), (OTHER, b"")):
        with pytest.raises(BrokenError):
            unwrap(wrapped, master=master, bound=bound)


def test_a_value_is_what_the_format_says():
    """Sealed by hand once: whoever changes the format must keep opening what was sealed before."""
    sealed = bytes.fromhex(KEPT)
    assert key_id_of(sealed) == 258
    assert reveal(sealed, secret=SECRET, bound=PLACE) == "Élise".encode()


def test_a_field_says_whose_key_seals_it_and_its_table_does_not_change():
    field = SealedField(owner="person")
    field.set_attributes_from_name("sealed")
    assert field.deconstruct() == ("sealed", "django.db.models.BinaryField", [], {})


def test_every_declared_field_names_an_owner_of_its_own_row():
    declared = list(sealed_fields())
    assert {str(field) for field in declared} >= {"billing.BankAccount.sealed_iban", "coaches.Dependency.sealed"}
    assert [problem for field in declared for problem in field.check()] == []


def test_a_field_without_an_owner_in_its_row_is_refused():
    class Loose(Row):
        note = models.CharField(max_length=10)
        sealed = SealedField(owner="note")

        class Meta:
            abstract = True

    field = Loose._meta.get_field("sealed")
    field.model = Loose
    assert [problem.id for problem in field.check()] == ["base.E006"]


def test_another_column_is_no_sealed_field():
    with pytest.raises(ValueError, match="no SealedField"):
        sealed_field(Figure(), "source")


def test_a_purpose_has_one_keeper(monkeypatch):
    monkeypatch.setattr("tegenstroom.base.sealing.words.KEEPERS", {})
    keeper("x")(lambda renew: None)
    with pytest.raises(ValueError, match="x"):
        keeper("x")(lambda renew: None)
    assert "second factors" in KEEPERS
