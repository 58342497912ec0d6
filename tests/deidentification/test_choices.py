"""What the writer chose is put in; stand-ins are stable; the detail budget counts what stays."""

import pytest

from tegenstroom.engines.deidentification import Detail, Reason, apply, deidentify, fine_grained, lists
from tegenstroom.engines.deidentification.ages import generalise as generalise_age
from tests.deidentification.marked import answers_to

TEXT = (
    "Mevrouw Karima Ouali (29) uit Diksmuide belde. Haar zoon Milan (5) zweeg. Karima's zoon Jef niet. "
    "Ouali huilde."
)


def chosen(text: str, field: str) -> str:
    return apply(text, [(each, getattr(each, field)) for each in deidentify(text)])


def test_the_same_person_has_the_same_stand_in_all_through() -> None:
    assert chosen(TEXT, "replacement") == (
        "[mevrouw] ([een leeftijd]) uit [een gemeente] belde. Haar [zoon 1] ([een leeftijd]) zweeg. "
        "[mevrouw]'s [zoon 2] niet. [mevrouw] huilde."
    )


def test_something_more_general_may_stand_there_instead() -> None:
    text = "Ze kwam 3 mei 2024. Ze is 34, Somalisch, en diamantslijper in Diksmuide. 4 juli 2024 viel ze."
    assert chosen(text, "generalisation") == (
        "Ze kwam in de lente van dat jaar. Ze is een dertiger, uit Oost-Afrika, en met een ambacht in een kleine "
        "stad. Twee maanden later viel ze."
    )


@pytest.mark.parametrize(
    ("text", "replacement", "general"),
    [
        ("Ze belde OCMW Lier.", "[een OCMW]", "een OCMW"),
        ("naar basisschool De Zaaier", "[een school]", "een school"),
        ("bel 0499 12 34 56", "[een telefoonnummer]", "een nummer"),
        ("zijn moeder Samira", "[moeder]", "een moeder"),
        ("in Gent", "[een gemeente]", "een grote stad"),
        ("in Borgerhout", "[een gemeente]", "een wijk van een grote stad"),
        ("Hij was 5.", "[een leeftijd]", "kleuter"),
        ("een baby van 3 maanden", "[een leeftijd]", "baby"),
        ("Het stond in de krant.", "[iets dat weinig voorkomt]", "iets dat weinig voorkomt"),
    ],
)
def test_each_kind_has_its_own_words(text: str, replacement: str, general: str) -> None:
    found = deidentify(text)[-1]
    assert (found.replacement, found.generalisation) == (replacement, general)


def test_a_selection_of_the_writer_counts_as_a_choice_too() -> None:
    assert apply("De bakker huilt.", [((3, 9), "buurman")]) == "De buurman huilt."


@pytest.mark.parametrize("spans", [[(0, 4), (3, 5)], [(2, 2)], [(0, 99)], [(-1, 2)], [(0, 2), (0, 2)]])
def test_spans_that_overlap_or_lie_outside_are_refused(spans: list[tuple[int, int]]) -> None:
    with pytest.raises(ValueError, match=r"stretch|overlaps"):
        apply("Samira belt.", [(span, "x") for span in spans])


def test_the_budget_counts_the_kinds_of_detail_that_stay() -> None:
    text = "Hij is 57, diamantslijper, Somalisch, vader van zeven kinderen, in Lier, sinds maart 2021."
    assert fine_grained(deidentify(text)) == set(Detail)
    assert fine_grained(deidentify("De hulpverlener luisterde.")) == frozenset()


def test_what_was_made_general_no_longer_counts() -> None:
    text = "Hij is 57, diamantslijper, en woont in Lier."
    found = deidentify(text)
    rest = apply(text, [(each, each.generalisation) for each in found])
    assert rest == "Hij is een vijftiger, met een ambacht, en woont in een kleine stad."
    assert fine_grained(deidentify(rest)) == frozenset()


def test_what_a_trade_is_made_into_is_not_found_again() -> None:
    trades = {row["general"] for row in lists.rows("professions")}
    assert [general for general in trades if deidentify(f"Zij heeft {general}, zegt ze.")] == []


def test_what_an_age_is_made_into_is_a_stage_of_life_that_the_budget_does_not_count() -> None:
    for decade in {generalise_age(str(age)) for age in range(20, 100)}:
        (found,) = deidentify(f"Zij is een {decade}, zegt ze.")
        assert found.reason is Reason.STAGE
        assert fine_grained([found]) == frozenset()


@pytest.mark.parametrize(
    ("text", "general"),
    [
        ("een dertiger", "volwassene"),
        ("haar kleuter", "kind"),
        ("een tiener", "jongere"),
        ("die tachtiger", "oudere"),
    ],
)
def test_a_stage_of_life_is_made_into_a_longer_one(text: str, general: str) -> None:
    (found,) = deidentify(text)
    assert found.generalisation == general
    assert not deidentify(general)


@pytest.mark.parametrize("text", ["We werken met kleuters.", "de kleuterklas", "Tieners praten anders."])
def test_a_stage_of_nobody_in_particular_is_left_alone(text: str) -> None:
    assert deidentify(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Fatou belde. Fatoutje huilt. Fatou's broer zwijgt. Fatou’s fiets.",
        "Samira belt. Samiraatje slaapt. Samira's fiets is weg.",
        "Bram kwam. Brammeke lacht. Brams jas.",
        "Fatou Diallo kwam. Fatoutje huilt.",
    ],
)
def test_every_form_of_a_name_has_the_same_stand_in(text: str) -> None:
    assert len({each.replacement.removesuffix("'s") for each in deidentify(text)}) == 1


def test_names_that_look_like_forms_of_another_are_other_people() -> None:
    assert (
        len({each.replacement for each in deidentify("Marie belde. Marieke kwam. Hanne en Hannes lachen.")}) == 4
    )


@pytest.mark.parametrize("part", ["open", "registers", "strangers"])
@pytest.mark.slow
def test_no_choice_is_ever_empty(part: str) -> None:
    for _case, found in answers_to(part):
        assert all(each.replacement.strip("[] ") and each.generalisation.strip() for each in found)
