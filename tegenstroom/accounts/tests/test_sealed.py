"""The secrets of second factors are sealed in the database, and people notice nothing of it."""

from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.sealed import unsealed
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base import keyring, sealing
from tegenstroom.base.sealing import SealError

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def ring(settings: Any, tmp_path: Path) -> Path:
    settings.KEY_FILE = tmp_path / "keys.json"
    keyring.make(settings.KEY_FILE)
    return settings.KEY_FILE


def factor(person: Person, kind: str) -> Authenticator:
    return Authenticator.objects.get(user=person, type=kind)


def with_secrets_from_before(person: Person, secret: str, seed: str) -> None:
    """As allauth kept them before anything was sealed."""
    Authenticator.objects.create(user=person, type="totp", data={"secret": secret})
    data = {"seed": seed, "used_mask": 1, "viewed_at": 1.5}
    Authenticator.objects.create(user=person, type="recovery_codes", data=data)


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def test_the_secret_of_an_app_is_not_in_the_database_and_its_code_is_right():
    person, secret = PersonFactory(), generate_totp_secret()
    TOTP.activate(person, secret)
    kept = factor(person, "totp").data["secret"]
    assert secret not in kept
    assert unsealed(kept) == secret
    assert TOTP(factor(person, "totp")).validate_code(code_of(secret))


def test_the_seed_of_recovery_codes_is_not_in_the_database_and_each_code_works_once():
    person = PersonFactory()
    code = RecoveryCodes.activate(person).get_unused_codes()[0]
    kept = factor(person, "recovery_codes")
    assert kept.data["seed"].startswith("sealed:")
    assert RecoveryCodes(kept).validate_code(code)
    assert not RecoveryCodes(kept).validate_code(code)


def test_secrets_from_before_work_and_are_sealed_when_keys_change():
    person, secret, seed = PersonFactory(), generate_totp_secret(), RecoveryCodes.generate_seed()
    with_secrets_from_before(person, secret, seed)
    assert TOTP(factor(person, "totp")).validate_code(code_of(secret))
    codes = RecoveryCodes(factor(person, "recovery_codes")).generate_codes()

    assert sealing.rotate(by=None).resealed == 2

    assert secret not in str(factor(person, "totp").data)
    assert unsealed(factor(person, "totp").data["secret"]) == secret
    kept = factor(person, "recovery_codes")
    assert seed not in str(kept.data)
    assert RecoveryCodes(kept).generate_codes() == codes
    assert (kept.data["used_mask"], kept.data["viewed_at"]) == (1, 1.5)


def test_codes_that_were_brought_from_elsewhere_are_sealed_one_by_one():
    person = PersonFactory()
    Authenticator.objects.create(user=person, type="recovery_codes", data={"migrated_codes": ["11112222", "33"]})
    assert sealing.rotate(by=None).resealed == 2
    kept = factor(person, "recovery_codes")
    assert "11112222" not in str(kept.data)
    assert RecoveryCodes(kept).get_unused_codes() == ["11112222", "33"]


def test_fresh_keys_seal_secrets_anew_and_a_second_time_nothing_is_left_to_do():
    person, secret = PersonFactory(), generate_totp_secret()
    TOTP.activate(person, secret)
    before = factor(person, "totp").data
    assert sealing.rotate(by=None, fresh=True).resealed == 1
    after = factor(person, "totp").data
    assert after != before
    assert unsealed(after["secret"]) == secret
    assert sealing.rotate(by=None).resealed == 0


def test_a_key_of_a_kind_without_a_secret_stays_as_it_is():
    person = PersonFactory()
    passkey = Authenticator.objects.create(user=person, type="webauthn", data={"name": "Sleutel 1"})
    assert sealing.rotate(by=None, fresh=True).resealed == 0
    passkey.refresh_from_db()
    assert passkey.data == {"name": "Sleutel 1"}


def test_a_changed_secret_opens_no_door():
    person, secret = PersonFactory(), generate_totp_secret()
    TOTP.activate(person, secret)
    kept = factor(person, "totp").data["secret"]
    for at in range(len("sealed:"), len(kept)):
        other = "A" if kept[at] != "A" else "B"
        with pytest.raises(SealError):
            unsealed(kept[:at] + other + kept[at + 1 :])


def test_what_cannot_be_opened_is_told_and_left_alone():
    person = PersonFactory()
    data = {"secret": "sealed:rubbish"}
    Authenticator.objects.create(user=person, type="totp", data=data)
    assert sealing.rotate(by=None, fresh=True).unreadable == ("purpose:second factors",)
    assert factor(person, "totp").data == data
