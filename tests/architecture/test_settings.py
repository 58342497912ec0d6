"""The settings of a site in use, which the settings of the tests lighten."""

from tegenstroom.config import settings


def test_each_guess_at_a_card_is_dear() -> None:
    # The least for Argon2id that OWASP names: Password Storage Cheat Sheet, 2024.
    assert settings.CARD_HASH["time_cost"] >= 2
    assert settings.CARD_HASH["memory_cost"] >= 19 * 1024
