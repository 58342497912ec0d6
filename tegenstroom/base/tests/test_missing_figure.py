from datetime import date

import pytest
from django.test import Client

from tegenstroom.base import figures
from tegenstroom.base.models import Figure

pytestmark = pytest.mark.django_db
WAITING = figures.Declaration("base.test_waiting", "hoe lang iemand wacht", "dagen")
NEVER = figures.Declaration("base.test_never", "een getal dat niemand invulde", "dagen")


def test_the_newest_value_that_holds_counts() -> None:
    Figure.objects.create(key=WAITING.key, valid_from=date(2020, 1, 1), value=5, source="een besluit")
    Figure.objects.create(key=WAITING.key, valid_from=date(2026, 1, 1), value=7, source="een later besluit")
    assert figures.together(date(2025, 12, 31), WAITING) == [5]
    assert WAITING.on(date(2026, 1, 1)) == 7


def test_a_number_that_nobody_entered_stops_the_page_with_a_sentence(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asks(*_args: object, **_kwargs: object) -> None:
        NEVER.on(date(2026, 1, 1))

    monkeypatch.setattr("tegenstroom.base.views.render", asks)
    response = client.get("/onderdelen/")
    assert response.status_code == 503
    assert "een getal dat niemand invulde" in response.content.decode()
