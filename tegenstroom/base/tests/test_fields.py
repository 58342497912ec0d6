from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.forms import CharField, ChoiceField
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from tegenstroom.base import saying
from tegenstroom.base.fields import EuroField, date_field, hour_field


@pytest.mark.parametrize(
    "typed",
    ["1850,50", "1850.50", "1.850,50", "€ 1.850,50", " 1 850,50 ", "1850,5", "€\N{NO-BREAK SPACE}1.850,50"],
)
def test_an_amount_is_read_however_it_is_written(typed: str) -> None:
    assert EuroField().clean(typed) == Decimal("1850.50")


def test_a_point_before_three_digits_parts_thousands() -> None:
    assert EuroField().clean("1.850") == 1850


@pytest.mark.parametrize("typed", ["veel", "1,2,3", "-1", "1850,505", "1e9", "NaN", "Infinity"])
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        EuroField().clean(typed)


@given(st.integers(0, 99_999_999))
def test_an_amount_that_we_wrote_reads_back_as_itself(cents: int) -> None:
    amount = Decimal(cents).scaleb(-2)
    with translation.override("nl"):
        assert EuroField().clean(saying.euro(amount)) == amount


@pytest.mark.parametrize("typed", ["9:30", "9.30", "9u30", "09:30:00"])
def test_an_hour_is_read_however_it_is_written(typed: str) -> None:
    assert hour_field("").clean(typed).isoformat() == "09:30:00"


@pytest.mark.parametrize("typed", ["2027-12-13", "13/12/2027", "13-12-2027"])
def test_a_day_is_read_however_it_is_written(typed: str) -> None:
    assert date_field("").clean(typed).isoformat() == "2027-12-13"


def test_what_is_wrong_is_said_in_our_own_words() -> None:
    with pytest.raises(ValidationError) as long, translation.override("nl"):
        CharField(max_length=30).clean("0" * 46)
    assert long.value.messages == ["Dit is te lang. Hier passen 30 tekens. Nu zijn het er 46."]
    with pytest.raises(ValidationError) as strange, translation.override("nl"):
        ChoiceField(choices=[("ja", "Ja")]).clean("misschien")
    assert strange.value.messages == ["Dit kan je hier niet kiezen. Kies iets uit de lijst."]
