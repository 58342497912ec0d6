"""A pack goes out and comes back equal; who has no right to a questionnaire cannot bring it in."""

import tomllib
from dataclasses import replace

import pytest
from hypothesis import given, settings

from tegenstroom.engines.questionnaires import FormError, Licence, read_pack, shipped, shipped_pack, write_pack
from tegenstroom.engines.questionnaires.checks import FREE_LICENCES
from tests.questionnaires.makers import questionnaires, small
from tests.support.depth import at_depth


@pytest.mark.slow
@given(questionnaires())
@settings(max_examples=at_depth(15, 60), deadline=None)
def test_a_pack_comes_back_equal(questionnaire) -> None:
    assert read_pack(write_pack(questionnaire)) == questionnaire
    assert read_pack(write_pack(questionnaire).encode()) == questionnaire


@pytest.mark.parametrize("key", shipped())
def test_what_comes_along_is_free_and_says_so(key: str) -> None:
    pack = shipped_pack(key)
    assert pack.key == key
    assert pack.licence.free
    assert pack.licence.name in FREE_LICENCES
    assert pack.licence.url.startswith("https://")
    assert not pack.validated
    assert set(pack.languages) == {"nl", "fr", "en"}


def test_our_own_list_has_three_times_four_questions_and_some_are_turned_around() -> None:
    pack = shipped_pack("tegenstroom-kort")
    parts = [pack.scale(key) for key in ("individueel", "relationeel", "collectief")]
    assert [len(scale.items) for scale in parts] == [4, 4, 4]
    assert len({key for scale in parts for key in scale.items}) == len(pack.items) == 12
    assert sum(len(scale.reverse) for scale in parts) >= 2
    assert set(pack.scale("alles").reverse) == {key for scale in parts for key in scale.reverse}
    assert pack.formats[0].counted == (1, 2, 3, 4, 5)
    assert len(pack.formats[0].missing) == 2


def test_mastery_is_scored_as_its_makers_do() -> None:
    pack = shipped_pack("pearlin-mastery")
    assert pack.scale("mastery").reverse == ("mastery1", "mastery2", "mastery3", "mastery5", "mastery7")
    assert pack.scale("mastery").combine == "sum"
    assert pack.languages[0] == "en"


@pytest.mark.parametrize("key", shipped())
def test_what_a_pack_says_of_its_own_sentences_is_dutch(key: str) -> None:
    notes = [each for each in shipped_pack(key).references if "doi:" not in each]
    assert notes
    assert not {"the", "and", "are", "our"} & set(" ".join(notes).lower().split())


NOT_FREE = Licence("© uitgever", "De uitgever")


@pytest.mark.parametrize(
    ("licence", "codes"),
    [
        (NOT_FREE, ("form-no-permission",)),
        (replace(NOT_FREE, free=True, url="https://example.org"), ("form-licence-unproven",)),
        (Licence("CC BY 4.0", "Wij", free=True), ("form-licence-source",)),
        (Licence("", ""), ("form-licence-name", "form-attribution", "form-no-permission")),
    ],
)
def test_without_a_right_a_questionnaire_stays_out(licence: Licence, codes: tuple[str, ...]) -> None:
    with pytest.raises(FormError) as refused:
        write_pack(small(licence=licence))
    assert refused.value.codes == codes


def test_who_names_the_right_may_use_it() -> None:
    pack = small(licence=replace(NOT_FREE, permission="Contract 12 met de uitgever"))
    assert read_pack(write_pack(pack)) == pack


GOOD = write_pack(small())


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('version = "1"', "", "pack: “version” ontbreekt."),
        ('version = "1"', "version = 1", "version: hier hoort tekst."),
        ('key = "a"', 'key = "a"\ncolour = "red"', "items.a: “colour” kennen we niet."),
        ("code = 2", 'code = "2"', "formats.vaak.choices.2.code: hier hoort een getal."),
        ("code = 2", "code = true", "formats.vaak.choices.2.code: hier hoort een getal."),
        ('items = ["a", "b"]', 'items = "a"', "scales.kracht.items: hier hoort een lijst."),
        ('text.nl = "Ik kies zelf."', 'text = "Ik kies zelf."', "items.a.text: hier hoort een tekst per taal."),
        (
            'name.nl = "Kracht"',
            'name.nl = "Kracht"\ncombine = "median"',
            "scales.kracht.combine: hier hoort mean of sum.",
        ),
        (
            'name.nl = "Kracht"',
            'name.nl = "Kracht"\nweights = [1, inf]',
            "scales.kracht.weights.2: hier hoort een getal.",
        ),
    ],
)
def test_a_mistake_in_a_pack_is_said_with_its_place(old: str, new: str, told: str) -> None:
    assert old in GOOD
    with pytest.raises(FormError) as refused:
        read_pack(GOOD.replace(old, new, 1))
    assert str(refused.value) == told


@pytest.mark.parametrize(
    "content", [b"\xff\xfe\x00", b"x = ", b"a" * 2_000_000, b"x = " + b"[" * 20_000, b"x = " + b"9" * 9_000]
)
def test_what_is_no_pack_gets_a_sentence(content: bytes) -> None:
    with pytest.raises(FormError):
        read_pack(content)


def test_nothing_else_is_shipped_under_a_guessed_name() -> None:
    with pytest.raises(FormError, match="leveren we niet mee"):
        shipped_pack("../pearlin-mastery")


def test_a_pack_reads_as_toml_anywhere() -> None:
    assert tomllib.loads(GOOD)["items"][0]["text"] == {"nl": "Ik kies zelf."}
