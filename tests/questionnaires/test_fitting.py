"""What a form leaves open is made to fit, and each step is said: names, codes, languages, bare questions."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tegenstroom.engines.questionnaires.checks import KEY
from tegenstroom.engines.questionnaires.fitting import as_keys
from tegenstroom.engines.questionnaires.limesurvey_files import read_limesurvey_tsv
from tegenstroom.engines.questionnaires.redcap import read_redcap
from tests.questionnaires.makers import lime_tsv, redcap
from tests.questionnaires.test_limesurvey import FRENCH, GRID, HEAD, WORK, told
from tests.questionnaires.test_redcap import FIRST, SECOND

names = st.text(min_size=1, max_size=50) | st.from_regex(r"[aA1]{1,3}[_-]?a{0,40}", fullmatch=True)


@given(st.lists(names, max_size=12))
@settings(deadline=None)
def test_each_name_has_a_key_of_its_own(given_names: list[str]) -> None:
    keys = as_keys(given_names)
    assert set(keys) == set(given_names)
    assert all(KEY.fullmatch(key) for key in keys.values())
    assert len({key.lower() for key in keys.values()}) == len(keys)


def test_who_can_keep_its_name_does() -> None:
    assert as_keys(["hoe-vaak", "hoe_vaak", "Hoe_vaak"]) == {
        "hoe_vaak": "hoe_vaak",
        "Hoe_vaak": "Hoe_vaak_2",
        "hoe-vaak": "hoe_vaak_3",
    }


def test_long_names_that_begin_alike_stay_two() -> None:
    begin = "heeft_u_in_de_afgelopen_zes_maanden_"
    found = read_redcap(redcap({**SECOND, 0: begin + "werk"}, {**SECOND, 0: begin + "hulp"}))
    assert [item.key for item in found.questionnaire.items] == [
        "heeft_u_in_de_afgelopen_zes_maan",
        "heeft_u_in_de_afgelopen_zes_ma_2",
    ]
    assert f"Rij 3: “{begin}hulp” heet bij ons heeft_u_in_de_afgelopen_zes_ma_2." in told(found)


def test_answers_from_high_to_low_are_turned_around_and_their_codes_stay() -> None:
    found = read_redcap(redcap({**SECOND, 5: "5, Altijd | 3, Soms | 1, Nooit"}))
    assert [(each.code, each.label["nl"]) for each in found.questionnaire.formats[0].choices] == [
        (1, "Nooit"),
        (3, "Soms"),
        (5, "Altijd"),
    ]
    assert "De antwoorden van “grid” zetten we van laag naar hoog: 1, 3, 5." in told(found)


def test_a_question_with_one_answer_is_left_out_and_the_others_come_along() -> None:
    found = read_redcap(redcap(FIRST, {**SECOND, 5: "1, Ik ga akkoord"}))
    assert [item.key for item in found.questionnaire.items] == ["work"]
    assert "Rij 3: “q1” nemen we niet over. Er zijn minstens twee antwoorden nodig." in told(found)


def test_a_language_without_a_single_question_is_left_out() -> None:
    found = read_limesurvey_tsv(lime_tsv(*HEAD, *WORK))
    assert found.questionnaire.languages == ("nl",)
    assert "De taal fr nemen we niet over: daarin staat geen enkele vraag." in told(found)


def test_a_text_that_misses_in_one_language_is_that_of_another_and_that_is_said() -> None:
    rows = [row for row in FRENCH if row[4] not in {"jamais", "j’ose."}]
    found = read_limesurvey_tsv(lime_tsv(*HEAD, *WORK, *GRID, *rows))
    made = found.questionnaire
    assert made.item("grid_SQ2").text["fr"] == made.item("grid_SQ2").text["nl"]
    assert made.item("grid_SQ1").text["fr"] == "Au travail\nje choisis."
    assert [each.label["fr"] for each in made.format_of(made.item("grid_SQ1")).choices] == ["nooit", "toujours"]
    assert {
        "Rij 13: de tekst in de taal fr ontbreekt. Daar staat nu die in de taal nl.",
        "grid: de tekst in de taal fr ontbreekt. Daar staat nu die in de taal nl.",
    } <= set(told(found))


def test_answers_without_words_are_shown_by_their_code() -> None:
    rows = [("Q", "L", "cijfer", "1", "Hoe gaat het?", "", "nl")]
    rows += [
        ("A", "0", str(code), "", "" if 1 < code < 5 else f"<b>{code}!</b>", "", "nl") for code in range(1, 6)
    ]
    found = read_limesurvey_tsv(lime_tsv(*HEAD[:2], *rows))
    assert [each.label["nl"] for each in found.questionnaire.formats[0].choices] == ["1!", "2", "3", "4", "5!"]
    assert "Van “cijfer” hebben deze antwoorden geen tekst. We tonen hun code: 2, 3, 4." in told(found)
