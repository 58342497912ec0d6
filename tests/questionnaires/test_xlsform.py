"""XLSForm: what we write, pyxform takes and we read back equal; what is left of others' forms is named."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from pyxform.xls2xform import convert

from tegenstroom.engines.questionnaires import Condition, FormError, Licence, Scale, shipped, shipped_pack
from tegenstroom.engines.questionnaires.xlsform import read_xlsform
from tegenstroom.engines.questionnaires.xlsform_out import write_xlsform
from tests.questionnaires.makers import questionnaires, small, workbook
from tests.support.depth import at_depth

SURVEY = [
    ["type", "name", "label::Nederlands (nl)", "label::Français (fr)", "relevant", "scale", "reverse", "weight"],
    ["select_one vaak", "a", "Ik kies.", "Je choisis.", None, "kracht moed", "moed", "kracht=2 moed=1"],
    ["select_one vaak", "b", "Ik durf.", "J’ose.", "selected(${a}, '1') or ${a} = 2", "kracht", "yes", 0.5],
]
CHOICES = [
    ["list_name", "name", "label::Nederlands (nl)", "label::Français (fr)", "missing"],
    ["vaak", 1, "nooit", "jamais", None],
    ["vaak", 2, "soms", "parfois", None],
    ["vaak", 9, "weet niet", "sais pas", "yes"],
]
SETTINGS = [["form_title", "form_id", "version", "default_language"], ["Klein", "klein", 3, "Français (fr)"]]


def form(survey=(), choices=(), **others) -> bytes:
    return workbook(survey=[*SURVEY, *survey], choices=[*CHOICES, *choices], settings=SETTINGS, **others)


def told(imported) -> list[str]:
    return [str(said) for said in imported.notes]


@pytest.mark.slow
@given(questionnaires())
@settings(max_examples=at_depth(10, 40), deadline=None)
def test_what_we_write_pyxform_takes_and_we_read_back_equal(questionnaire) -> None:
    content = write_xlsform(questionnaire)
    assert convert(content, validate=False, file_type=".xlsx").xform
    assert read_xlsform(content).questionnaire == questionnaire
    assert read_xlsform(content).notes == ()


def test_words_that_look_like_the_answer_to_another_question_stay_words() -> None:
    made = small()
    said = replace(
        made,
        title={**made.title, "nl": "Wat kost 5${"},
        items=(
            replace(made.items[0], text=dict.fromkeys(made.languages, "Betaal je ${a}?")),
            *made.items[1:],
        ),
    )
    content = write_xlsform(said)
    assert convert(content, validate=False, file_type=".xlsx").xform
    assert read_xlsform(content).questionnaire == said


@pytest.mark.parametrize("key", shipped())
def test_packs_go_through_a_workbook_unharmed(key: str) -> None:
    assert read_xlsform(write_xlsform(shipped_pack(key))).questionnaire == shipped_pack(key)


def test_a_form_as_someone_types_it_is_read() -> None:
    found = read_xlsform(form())
    made = found.questionnaire
    assert (made.key, made.version, made.languages) == ("klein", "3", ("fr", "nl"))
    assert made.item("b").asked_when == Condition("a", (1, 2))
    assert made.formats[0].missing == (9,)
    assert made.scales == (
        Scale("kracht", {"fr": "kracht", "nl": "kracht"}, ("a", "b"), ("b",), (2.0, 0.5)),
        Scale("moed", {"fr": "moed", "nl": "moed"}, ("a",), ("a",), (1.0,)),
    )
    assert made.licence == Licence("", "")
    assert told(found) == ["De titel staat er maar in één taal. We zetten hem ook in: nl."]


@pytest.mark.parametrize(
    ("row", "told_of_it"),
    [
        (
            ["text", "c", "Vertel", "Racontez"],
            "Rij 4: “c” nemen we niet over. Dit soort vraag hebben we niet: text.",
        ),
        (["select_multiple vaak", "c", "Kies", "Choisissez"], "Rij 4: “c” nemen we niet over"),
        (["note", "c", "Nog even", "Encore"], "Rij 4: “c” nemen we niet over"),
        (
            ["select_one vaak", "c", "Ik", "Je", "${a} > 1"],
            "Rij 4: de voorwaarde lezen we niet. De vraag wordt altijd gesteld: ${a} > 1.",
        ),
        (["select_one vaak", "c", "Ik", "Je", "${a} = 1 and ${b} = 1"], "Rij 4: de voorwaarde lezen we niet"),
        (["select_one vaak", "c", "Ik", "Je", "${a} = 7"], "Rij 4: de voorwaarde lezen we niet"),
        (["select_one vaak or_other", "c", "Ik", "Je"], "Rij 4: dit nemen we niet over: or_other."),
    ],
)
def test_what_does_not_come_along_is_named_with_its_row(row: list[str], told_of_it: str) -> None:
    assert any(each.startswith(told_of_it) for each in told(read_xlsform(form([row]))))


def test_a_condition_on_a_question_that_is_left_out_is_not_kept() -> None:
    rows = [["integer", "age", "Hoe oud", "Quel âge"], ["select_one vaak", "c", "Ik", "Je", "${age} = 1"]]
    found = read_xlsform(form(rows))
    assert found.questionnaire.item("c").asked_when is None
    assert [said.code for said in found.notes if said.values.get("row") == 5] == ["form-condition-lost"]


def test_the_condition_of_a_group_goes_to_its_questions() -> None:
    rows = [
        ["begin_group", "g", "Deel twee", "Partie deux", "${a} = 1"],
        ["select_one vaak", "c", "Ik", "Je"],
        ["select_one vaak", "d", "Ik", "Je", "${b} = 1"],
        ["end_group"],
        ["select_one vaak", "e", "Ik", "Je"],
    ]
    found = read_xlsform(form(rows))
    asked = {item.key: item.asked_when for item in found.questionnaire.items}
    assert asked["c"] == Condition("a", (1,))
    assert asked["d"] is None
    assert asked["e"] is None
    assert "Rij 6: de voorwaarde lezen we niet. De vraag wordt altijd gesteld: ${a} = 1 and ${b} = 1." in told(
        found
    )
    assert "Rij 4: dit nemen we niet over: Deel twee." in told(found)


def test_columns_settings_and_sheets_that_we_leave_are_named() -> None:
    survey = [[*SURVEY[0], "required"], [*SURVEY[1], "yes"], SURVEY[2]]
    settings_ = [[*SETTINGS[0], "style"], [*SETTINGS[1], "pages"]]
    found = read_xlsform(workbook(survey=survey, choices=CHOICES, settings=settings_, uitleg=[["a"], ["b"]]))
    assert {
        "Werkblad “survey”: de kolom “required” nemen we niet over (rijen 2).",
        "De instelling “style” nemen we niet over: pages.",
        "Het werkblad “uitleg” nemen we niet over.",
    } <= set(told(found))


def renamed(column: str, to: str) -> bytes:
    head = [to if each == column else each for each in SURVEY[0]]
    return workbook(survey=[head, *SURVEY[1:]], choices=CHOICES, settings=SETTINGS)


@pytest.mark.parametrize(
    ("column", "to"), [("scale", "schale"), ("scale", "Schaal"), ("reverse", "revers"), ("weight", "weights")]
)
def test_a_column_that_is_nearly_one_of_ours_is_named_with_its_row(column: str, to: str) -> None:
    with pytest.raises(FormError) as refused:
        read_xlsform(renamed(column, to))
    assert str(refused.value) == (
        f"Werkblad “survey”, rij 2: de kolom “{to}” kennen we niet. Bedoel je “{column}”? "
        "Verander de naam van de kolom, of laat ze weg."
    )


def test_a_capital_and_a_space_make_no_other_column() -> None:
    assert read_xlsform(renamed("scale", "Scale ")).questionnaire == read_xlsform(form()).questionnaire


@pytest.mark.parametrize(("cells", "column"), [(("yes", None), "reverse"), ((None, 2), "weight")])
def test_what_is_turned_or_weighed_without_a_scale_is_not_lost_without_a_word(cells: tuple, column: str) -> None:
    row = ["select_one vaak", "c", "Ik zwijg.", "Je me tais.", None, None, *cells]
    with pytest.raises(FormError) as refused:
        read_xlsform(form(survey=[row]))
    assert f"Werkblad “survey”, rij 4: in “{column}” staat" in str(refused.value)
    assert "maar in “scale” staat geen schaal" in str(refused.value)


def test_answers_without_numbers_get_them_and_conditions_follow() -> None:
    choices = [["list_name", "name", "label"], ["v", "nooit", "nooit"], ["v", "altijd", "altijd"]]
    survey = [
        ["type", "name", "label", "relevant"],
        ["select_one v", "a", "A"],
        ["select_one v", "b", "B", "${a} = 'altijd'"],
    ]
    found = read_xlsform(workbook(survey=survey, choices=choices), language="nl")
    assert found.questionnaire.item("b").asked_when == Condition("a", (2,))
    assert "De antwoorden van “v” krijgen nummers: nooit = 1; altijd = 2." in told(found)


@pytest.mark.parametrize(("begin", "end"), [("begin_repeat", "end_repeat"), ("begin repeat", "end repeat")])
def test_what_is_asked_again_and_again_is_left_out_whole(begin: str, end: str) -> None:
    rows = [
        [begin, "kind", "Je kinderen", "Tes enfants"],
        ["begin_group", "g"],
        ["select_one vaak", "c", "Het kind kiest.", "L’enfant choisit."],
        ["text", "d", "Naam", "Nom"],
        ["end_group"],
        [end],
        ["select_one vaak", "e", "Ik", "Je", "${c} = 1"],
    ]
    found = read_xlsform(form(rows))
    assert [item.key for item in found.questionnaire.items] == ["a", "b", "e"]
    assert found.questionnaire.item("e").asked_when is None
    assert {
        "Rij 6: “c” nemen we niet over. Ze staat in een deel dat herhaald wordt.",
        "Rij 7: “d” nemen we niet over. Ze staat in een deel dat herhaald wordt.",
    } <= set(told(found))


def test_older_names_of_columns_and_kinds_are_known() -> None:
    survey = [
        ["Type", "NAME", "caption", "Bind:relevant"],
        ["select one from v", "a", "A"],
        ["select1 v", "b", "B", "${a} = '2'"],
    ]
    choices = [["list name", "Value", "Label"], ["v", 1, "nooit"], ["v", 2, "altijd"]]
    found = read_xlsform(workbook(Survey=survey, CHOICES=choices), language="nl")
    assert found.questionnaire.item("b").asked_when == Condition("a", (2,))
    assert told(found) == []


def test_the_first_note_is_the_introduction_whatever_a_telephone_notes_before_it() -> None:
    survey = [
        [*SURVEY[0], "required"],
        ["start", "start"],
        ["note", "hallo", "Welkom", "Bienvenue", *[None] * 4, "no"],
    ]
    found = read_xlsform(workbook(survey=[*survey, *SURVEY[1:]], choices=CHOICES, settings=SETTINGS))
    assert found.questionnaire.intro == {"nl": "Welkom", "fr": "Bienvenue"}
    assert not any("required" in each for each in told(found))
    late = read_xlsform(form([["note", "slot", "Dank je", "Merci"]]))
    assert late.questionnaire.intro is None


def test_a_row_that_is_switched_off_is_not_asked() -> None:
    survey = [[*SURVEY[0], "disabled"], SURVEY[1], [*SURVEY[2], "yes"]]
    found = read_xlsform(workbook(survey=survey, choices=CHOICES, settings=SETTINGS))
    assert [item.key for item in found.questionnaire.items] == ["a"]
    assert "Rij 3: dit nemen we niet over: b (disabled)." in told(found)


def test_answers_that_hang_on_another_answer_are_no_row_of_ours() -> None:
    survey = [
        [*SURVEY[0], "choice_filter"],
        *SURVEY[1:],
        ["select_one vaak", "c", "C", "C", *[None] * 4, "true()"],
    ]
    found = read_xlsform(workbook(survey=survey, choices=CHOICES, settings=SETTINGS))
    assert [item.key for item in found.questionnaire.items] == ["a", "b"]
    assert any("hebben we niet: select_one vaak, choice_filter." in each for each in told(found))


def test_styling_goes_and_what_would_be_filled_in_is_named() -> None:
    row = ["select_one vaak", "c", '# Let **op**<br>Je <span style="color:red">koos</span> ${a} &amp; ____', "Je"]
    found = read_xlsform(form([row]))
    assert found.questionnaire.item("c").text["nl"] == "Let op\nJe koos ${a} & ____"
    assert "Rij 4: dit nemen we niet over: ${a}." in told(found)


def test_in_a_form_of_ours_no_sign_is_taken_for_styling() -> None:
    made = small(title={"nl": "<b>Klein</b> **of** &amp; groot"})
    assert read_xlsform(write_xlsform(made)).questionnaire == made


def test_a_language_is_known_by_its_name() -> None:
    survey = [
        ["type", "name", "label::Swahili", "label::néerlandais"],
        ["select_one v", "a", "Ninachagua.", "Ik kies."],
    ]
    choices = [
        ["list_name", "name", "label::Swahili", "label::néerlandais"],
        ["v", 1, "la", "nee"],
        ["v", 2, "ndiyo", "ja"],
    ]
    assert read_xlsform(workbook(survey=survey, choices=choices)).questionnaire.languages == ("nl", "sw")


def test_answers_without_a_language_serve_every_language_of_the_questions() -> None:
    choices = [["list_name", "name", "label"], ["vaak", 1, "1/10"], ["vaak", 2, "2/10"]]
    found = read_xlsform(workbook(survey=SURVEY, choices=choices), language="en")
    assert found.questionnaire.languages == ("nl", "fr")
    assert [each.label for each in found.questionnaire.formats[0].choices] == [
        {"nl": "1/10", "fr": "1/10"},
        {"nl": "2/10", "fr": "2/10"},
    ]
    assert "vaak: de tekst in de taal fr ontbreekt. Daar staat nu die in de taal en." in told(found)


def test_a_list_of_a_question_that_is_left_out_is_left_out_too() -> None:
    rows = [["select_multiple dorpen", "c", "Waar", "Où"]]
    found = read_xlsform(form(rows, [["dorpen", "olen", "Olen", "Olen"]]))
    assert [each.key for each in found.questionnaire.formats] == ["vaak"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (workbook(blad1=[["a"]]), "form-no-survey"),
        (workbook(survey=SURVEY), "form-no-survey"),
        (workbook(survey=[["vraag"], ["a"]], choices=CHOICES), "form-no-column"),
        (workbook(survey=SURVEY, choices=[["list_name"], ["vaak"]]), "form-no-column"),
        (workbook(survey=SURVEY[:1], choices=CHOICES), "form-no-questions"),
        (workbook(survey=[*SURVEY, ["end_group"]], choices=CHOICES), "form-unclosed"),
        (workbook(survey=[*SURVEY, ["begin_group", "g"]], choices=CHOICES), "form-unclosed"),
        (workbook(survey=[*SURVEY, SURVEY[1]], choices=CHOICES), "form-name-twice"),
        (workbook(survey=[*SURVEY, ["select_one weg", "c", "C", "C"]], choices=CHOICES), "form-no-list"),
        (workbook(survey=[*SURVEY, ["begin_group", "a", "C"], ["end_repeat"]], choices=CHOICES), "form-pyxform"),
        (workbook(survey=[["type", "name", "label::Dothraki"]], choices=CHOICES), "form-language-column"),
        (
            workbook(survey=SURVEY, choices=CHOICES, scales=[["key", "minimum"], ["kracht", "veel"]]),
            "form-bad-number",
        ),
        (
            workbook(survey=SURVEY, choices=CHOICES, scales=[["key", "minimum"], ["kracht", 9]]),
            "form-scale-minimum",
        ),
        (
            workbook(survey=SURVEY, choices=CHOICES, scales=[["key", "combine"], ["kracht", "max"]]),
            "form-bad-combine",
        ),
        (
            workbook(survey=SURVEY, choices=CHOICES, scales=[["key", "kleur"], ["kracht", "x"]]),
            "form-unknown-column",
        ),
        (
            workbook(survey=SURVEY, choices=CHOICES, pack=[["field", "value"], ["prijs", "x"]]),
            "form-unknown-pack-field",
        ),
        (form([["select_one vaak", "c", "C", "C", None, "kracht", None, "zwaar"]]), "form-bad-number"),
        (form([["select_one vaak", "c", "C", "C", None, "kracht", "krachtt", 1]]), "form-other-word"),
        (form([["select_one vaak", "c", "C", "C", None, "kracht", None, "moed=1"]]), "form-other-word"),
        (form(choices=[["vaak", 8, "x", "x", "misschien"]]), "form-other-word"),
        (form([["select_one vaak", "c", "C", "C", None, "kracht"]]), "form-some-weights"),
    ],
)
def test_what_is_wrong_is_said(content: bytes, code: str) -> None:
    with pytest.raises(FormError) as refused:
        read_xlsform(content)
    assert code in refused.value.codes


def test_a_sentence_that_looks_like_a_formula_stays_a_sentence() -> None:
    made = small(title={"nl": "=1+1"})
    assert read_xlsform(write_xlsform(made)).questionnaire.title == {"nl": "=1+1"}


KOBO = [
    "type",
    "name",
    "label::Nederlands (nl)",
    "label::Français (fr)",
    "kobo--matrix_list",
    "kobo--score-choices",
]
PLACES = [["plek", "thuis", "Thuis", "À la maison", None], ["plek", "werk", "Op het werk", "Au travail", None]]


def kobo(*rows: list[str | None], choices: list[list[str | None]] | None = None) -> bytes:
    listed = PLACES if choices is None else choices
    return workbook(survey=[KOBO, *rows], choices=[*CHOICES, *listed], settings=SETTINGS)


def test_a_matrix_of_kobo_is_a_question_for_each_row_of_it() -> None:
    found = read_xlsform(
        kobo(
            ["begin_kobomatrix", "m", "Waar?", "Où ?", "plek"],
            ["select_one vaak", "kies", "Ik kies.", "Je choisis."],
            ["integer", "keer", "Hoe vaak?", "Combien ?"],
            ["end_kobomatrix"],
        )
    )
    made = found.questionnaire
    assert [(item.key, item.text["nl"]) for item in made.items] == [
        ("m_thuis_kies", "Thuis: Ik kies."),
        ("m_werk_kies", "Op het werk: Ik kies."),
    ]
    assert made.items[0].text["fr"] == "À la maison: Je choisis."
    assert {item.format for item in made.items} == {"vaak"}
    assert any("4" in said and "m_thuis_keer" in said for said in told(found))


def test_a_condition_inside_a_matrix_is_about_the_same_row() -> None:
    head = [*KOBO, "relevant"]
    rows = [
        ["begin_kobomatrix", "m", "Waar?", "Où ?", "plek", None, None],
        ["select_one vaak", "kies", "Ik kies.", "Je choisis.", None, None, None],
        ["select_one vaak", "durf", "Ik durf.", "J’ose.", None, None, "${kies} = 2"],
        ["end_kobomatrix"],
    ]
    content = workbook(survey=[head, *rows], choices=[*CHOICES, *PLACES], settings=SETTINGS)
    made = read_xlsform(content).questionnaire
    assert made.item("m_werk_durf").asked_when == Condition("m_werk_kies", (2,))


def test_a_rating_of_kobo_is_a_question_for_each_row_of_it() -> None:
    found = read_xlsform(
        kobo(
            ["begin_score", "oordeel", "Hoe vaak?", "Combien ?", None, "vaak"],
            ["score__row", "kies", "Ik kies.", "Je choisis."],
            ["score__row", "durf", "Ik durf.", "J’ose."],
            ["end_score"],
            ["begin_rank", "rij", "Zet op een rij.", "Classez."],
            ["rank__level", "eerst", "Eerst", "D’abord"],
            ["end_rank"],
        )
    )
    assert [(item.key, item.format) for item in found.questionnaire.items] == [("kies", "vaak"), ("durf", "vaak")]
    assert any("rank__level" in said for said in told(found))


@pytest.mark.parametrize("appearance", ["label", "w1 label"])
def test_the_head_of_a_table_is_no_question(appearance: str) -> None:
    rows = [
        [*KOBO[:4], "appearance"],
        ["begin_group", "g", "Hoe vaak?", "Combien ?", "table-list"],
        ["select_one vaak", "hoofd", "Hoe vaak?", "Combien ?", appearance],
        ["select_one vaak", "kies", "Ik kies.", "Je choisis.", "list-nolabel"],
        ["end_group"],
    ]
    found = read_xlsform(workbook(survey=rows, choices=CHOICES, settings=SETTINGS))
    assert [item.key for item in found.questionnaire.items] == ["kies"]
    assert any("hoofd" in said for said in told(found))


@pytest.mark.parametrize(
    ("rows", "code", "row"),
    [
        ([["begin_kobomatrix", "m", "W", "O", None], ["end_kobomatrix"]], "form-kobo-no-list", 2),
        ([["begin_kobomatrix", "m", "W", "O", "elders"], ["end_kobomatrix"]], "form-kobo-no-list", 2),
        ([["begin_score", "m", "W", "O"], ["score__row", "a", "A", "A"], ["end_score"]], "form-kobo-no-list", 2),
        ([["begin_kobomatrix", "m", "W", "O", "plek"]], "form-kobo-unclosed", 2),
        ([["text", "t", "T", "T"], ["end_kobomatrix"]], "form-kobo-unclosed", 3),
        ([["begin_kobomatrix", "m", "W", "O", "plek"], ["begin_group", "g", "G", "G"]], "form-kobo-nested", 3),
    ],
)
def test_a_table_of_kobo_that_does_not_hang_together_is_refused_with_its_row(
    rows: list[list[str | None]], code: str, row: int
) -> None:
    with pytest.raises(FormError) as refused:
        read_xlsform(kobo(*rows))
    [said] = refused.value.said
    assert (said.code, said.values["row"]) == (code, row)


def test_a_matrix_that_would_ask_without_end_is_refused() -> None:
    many = [["plek", f"p{place}", f"Plek {place}", f"Lieu {place}", None] for place in range(100)]
    asked = [["select_one vaak", f"q{place}", "Ik kies.", "Je choisis."] for place in range(100)]
    with pytest.raises(FormError, match="te veel rijen"):
        read_xlsform(kobo(["begin_kobomatrix", "m", "W", "O", "plek"], *asked, ["end_kobomatrix"], choices=many))
