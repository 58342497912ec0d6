"""LimeSurvey: lists and arrays come along from both its files; all else is named."""

import pytest

from tegenstroom.engines.questionnaires import Condition, FormError
from tegenstroom.engines.questionnaires.limesurvey_files import read_limesurvey_tsv, read_limesurvey_xml
from tests.questionnaires.lime import whole
from tests.questionnaires.makers import lime_tsv

HEAD = [
    ("S", "", "sid", "", "123"),
    ("S", "", "language", "", "nl"),
    ("S", "", "additional_languages", "", "fr"),
    ("SL", "", "surveyls_title", "", "Kracht", "", "nl"),
    ("SL", "", "surveyls_title", "", "Force", "", "fr"),
    ("SL", "", "surveyls_welcometext", "", "<p>Welkom&nbsp;<b>hier</b></p>", "", "nl"),
    ("SL", "", "surveyls_welcometext", "", "Bienvenue", "", "fr"),
    ("G", "G1", "Deel", "1", "", "", "nl"),
]
WORK = [
    ("Q", "L", "werk", "1", "Werk je?", "Ook vrijwillig", "nl", "Y"),
    ("A", "0", "A1", "", "ja", "", "nl"),
    ("A", "0", "A2", "", "nee", "", "nl"),
]
GRID = [
    ("Q", "F", "grid", '((werk.NAOK == "A1"))', "Op het werk", "", "nl"),
    ("SQ", "0", "SQ1", "", "kies ik zelf.", "", "nl"),
    ("SQ", "0", "SQ2", "", "durf ik vragen.", "", "nl"),
    ("A", "0", "1", "", "nooit", "", "nl"),
    ("A", "0", "2", "", "altijd", "", "nl"),
]
FRENCH = [
    ("G", "G1", "Partie", "1", "", "", "fr"),
    ("Q", "L", "werk", "1", "Tu travailles ?", "", "fr"),
    ("A", "0", "A1", "", "oui", "", "fr"),
    ("A", "0", "A2", "", "non", "", "fr"),
    ("Q", "F", "grid", '((werk.NAOK == "A1"))', "Au travail", "", "fr"),
    ("SQ", "0", "SQ1", "", "je choisis.", "", "fr"),
    ("SQ", "0", "SQ2", "", "j’ose.", "", "fr"),
    ("A", "0", "1", "", "jamais", "", "fr"),
    ("A", "0", "2", "", "toujours", "", "fr"),
]
ONE = [("S", "", "language", "", "nl"), ("SL", "", "surveyls_title", "", "Kracht", "", "nl"), *WORK]


def told(imported) -> list[str]:
    return [str(said) for said in imported.notes]


def lss(old: bool) -> bytes:
    """The same survey in XML: LimeSurvey 3 keeps texts with the question, later ones apart."""

    def table(name: str, *rows: dict[str, str]) -> str:
        cells = ("".join(f"<{key}><![CDATA[{value}]]></{key}>" for key, value in row.items()) for row in rows)
        return f"<{name}><fields/><rows>{''.join(f'<row>{each}</row>' for each in cells)}</rows></{name}>"

    questions = [
        ("1", "0", "werk", "L", "1", {"nl": ("Werk je?", "Ook vrijwillig"), "fr": ("Tu travailles ?", "")}),
        ("2", "0", "grid", "F", '((werk.NAOK == "A1"))', {"nl": ("Op het werk", ""), "fr": ("Au travail", "")}),
    ]
    parts = [
        ("3", "2", "SQ1", "", "1", {"nl": ("kies ik zelf.", ""), "fr": ("je choisis.", "")}),
        ("4", "2", "SQ2", "", "1", {"nl": ("durf ik vragen.", ""), "fr": ("j’ose.", "")}),
    ]
    answers = [
        ("1", "1", "A1", {"nl": "ja", "fr": "oui"}),
        ("2", "1", "A2", {"nl": "nee", "fr": "non"}),
        ("3", "2", "1", {"nl": "nooit", "fr": "jamais"}),
        ("4", "2", "2", {"nl": "altijd", "fr": "toujours"}),
    ]

    def asked(rows):
        for place, (qid, parent, title, kind, relevance, texts) in enumerate(rows):
            row = {
                "qid": qid,
                "parent_qid": parent,
                "gid": "9",
                "title": title,
                "type": kind,
                "relevance": relevance,
            }
            row |= {"question_order": str(place), "scale_id": "0", "other": "N"}
            if old:
                for language, (text, help_) in texts.items():
                    yield row | {"question": text, "help": help_, "language": language}
            else:
                yield row

    apart = [
        {"qid": qid, "question": text, "help": help_, "language": language}
        for qid, *_rest, texts in [*questions, *parts]
        for language, (text, help_) in texts.items()
    ]
    given = []
    for place, (aid, qid, code, texts) in enumerate(answers):
        row = {"aid": aid, "qid": qid, "code": code, "sortorder": str(place), "scale_id": "0"}
        given += [row | {"answer": text, "language": each} for each, text in texts.items()] if old else [row]
    tables = [
        table("groups", {"gid": "9", "group_order": "1", "grelevance": "1"}),
        table("questions", *asked(questions)),
        table("subquestions", *asked(parts)),
        table("answers", *given),
        table("surveys", {"sid": "123", "language": "nl"}),
        table(
            "surveys_languagesettings",
            {
                "surveyls_language": "nl",
                "surveyls_title": "Kracht",
                "surveyls_welcometext": "<p>Welkom <b>hier</b></p>",
            },
            {"surveyls_language": "fr", "surveyls_title": "Force", "surveyls_welcometext": "Bienvenue"},
        ),
    ]
    if not old:
        words = [
            {"aid": aid, "answer": text, "language": each}
            for aid, _q, _c, texts in answers
            for each, text in texts.items()
        ]
        tables += [table("question_l10ns", *apart), table("answer_l10ns", *words)]
    languages = "<languages><language>fr</language><language>nl</language></languages>"
    return (
        f"<document><LimeSurveyDocType>Survey</LimeSurveyDocType>{languages}{''.join(tables)}</document>".encode()
    )


def test_a_list_and_an_array_come_along_in_two_languages() -> None:
    found = read_limesurvey_tsv(lime_tsv(*HEAD, *WORK, *GRID, *FRENCH))
    made = found.questionnaire
    assert (made.key, made.languages) == ("kracht", ("nl", "fr"))
    assert made.intro == {"nl": "Welkom hier", "fr": "Bienvenue"}
    assert [item.key for item in made.items] == ["werk", "grid_SQ1", "grid_SQ2"]
    assert made.item("grid_SQ2").text == {"nl": "Op het werk\ndurf ik vragen.", "fr": "Au travail\nj’ose."}
    assert made.item("grid_SQ1").asked_when == Condition("werk", (1,))
    assert [choice.label["fr"] for choice in made.format_of(made.item("grid_SQ1")).choices] == [
        "jamais",
        "toujours",
    ]
    assert "De antwoorden van “werk” krijgen nummers: A1 = 1; A2 = 2." in told(found)


@pytest.mark.parametrize("old", [True, False])
def test_xml_of_older_and_later_versions_gives_the_same(old: bool) -> None:
    assert (
        read_limesurvey_xml(lss(old)).questionnaire
        == read_limesurvey_tsv(lime_tsv(*HEAD, *WORK, *GRID, *FRENCH)).questionnaire
    )


def test_a_condition_on_one_row_of_an_array_is_carried() -> None:
    after = ("Q", "Y", "na", 'grid_SQ2.NAOK == "2" or grid_SQ2.NAOK == "1"', "En nu?", "", "nl")
    made = read_limesurvey_tsv(lime_tsv(*ONE, *GRID, after)).questionnaire
    assert made.item("na").asked_when == Condition("grid_SQ2", (2, 1))


@pytest.mark.parametrize(
    ("rows", "note"),
    [
        (
            [("Q", "T", "vertel", "1", "Vertel", "", "nl")],
            "“vertel” nemen we niet over. Dit soort vraag hebben we niet: long free text (T).",
        ),
        ([("Q", "M", "veel", "1", "Kies", "", "nl")], "“veel” nemen we niet over"),
        ([("Q", "Y", "j", "age.NAOK > 18", "Ja?", "", "nl")], "de voorwaarde lezen we niet"),
        ([("Q", "Y", "j", "1", "Dag {TOKEN:FIRSTNAME}", "", "nl")], "dit nemen we niet over: {TOKEN:FIRSTNAME}."),
        ([("Q", "Y", "j", "1", 'Kijk <img src="x.png">', "", "nl")], "dit nemen we niet over: <img>."),
        ([("Q", "Y", "j", "1", "Ja?", "", "nl", "", "Y")], "dit nemen we niet over: other."),
        ([("Q", "Y", "j", "1", "Ja?", "", "nl", "Y")], "dit nemen we niet over: mandatory."),
        ([("G", "2", "Deel", "1", "Nu over <b>thuis</b>", "", "nl")], "dit nemen we niet over: Nu over thuis."),
        ([("QTA", "1", "vol", "", "100", "", "nl")], "dit nemen we niet over: QTA vol 100."),
        ([("SL", "", "surveyls_endtext", "", "Dank je", "", "nl")], "dit nemen we niet over: Dank je."),
        ([*GRID, ("A", "1", "3", "", "tweede", "", "nl")], "dit nemen we niet over: A 3 (1)."),
    ],
)
def test_what_does_not_come_along_is_named(rows: list[tuple[str, ...]], note: str) -> None:
    assert any(note in each for each in told(read_limesurvey_tsv(lime_tsv(*ONE, *rows))))


def test_what_xml_says_beside_its_questions_is_named_too() -> None:
    more = (
        b"<question_attributes><rows><row><qid>2</qid><attribute>array_filter</attribute><value>werk</value></row></rows>"
        b"</question_attributes></document>"
    )
    end = b"<surveyls_endtext>Dank je</surveyls_endtext><surveyls_language>"
    content = lss(old=False).replace(b"</document>", more).replace(b"<surveyls_language>", end, 1)
    content = content.replace(
        b"<answers><fields/><rows>", b"<answers><fields/><rows><row><qid>77</qid><code>A9</code></row>"
    )
    assert {
        "Rij 2: dit nemen we niet over: array_filter: werk.",
        "Dit nemen we niet over: Dank je.",
        "Dit nemen we niet over: A A9.",
    } <= set(told(read_limesurvey_xml(content)))


def test_fixed_answers_are_named_in_the_languages_of_the_survey() -> None:
    made = read_limesurvey_tsv(
        lime_tsv(*ONE, ("Q", "C", "c", "1", "Grid", "", "nl"), ("SQ", "0", "x", "", "Klopt", "", "nl"))
    ).questionnaire
    choices = made.format_of(made.item("c_x"))
    assert [choice.label["nl"] for choice in choices.choices] == ["Ja", "Nee", "Ik weet het niet"]
    assert choices.missing == (3,)


@pytest.mark.parametrize(("kind", "answers"), [("G", ["Vrouw", "Man"]), ("Y", ["Ja", "Nee"])])
def test_answers_that_limesurvey_knows_itself_are_written_out(kind: str, answers: list[str]) -> None:
    made = read_limesurvey_tsv(lime_tsv(*ONE, ("Q", kind, "q", "1", "Kies", "", "nl"))).questionnaire
    assert [each.label["nl"] for each in made.format_of(made.item("q")).choices] == answers


def test_in_a_language_that_we_do_not_speak_they_stand_in_english_and_that_is_said() -> None:
    found = read_limesurvey_tsv(lime_tsv(("Q", "Y", "q", "1", "Arbeitest du?", "", "de-informal")))
    assert [each.label for each in found.questionnaire.formats[0].choices] == [{"de": "Yes"}, {"de": "No"}]
    assert any("In de taal de zetten we ze in het Engels." in each for each in told(found))


def test_the_two_ends_of_a_scale_stand_side_by_side() -> None:
    rows = [("Q", "B", "ends", "1", "Hoe was het?", "", "nl"), ("SQ", "0", "a", "", "koud|warm", "", "nl")]
    made = read_limesurvey_tsv(lime_tsv(*ONE, *rows)).questionnaire
    assert made.item("ends_a").text == {"nl": "Hoe was het?\nkoud – warm"}
    assert len(made.format_of(made.item("ends_a")).choices) == 10


def test_a_row_of_an_array_without_words_asks_what_stands_above_it() -> None:
    rows = [("Q", "A", "one", "1", "Hoe was het?", "", "nl"), ("SQ", "0", "a", "", "", "", "nl")]
    made = read_limesurvey_tsv(lime_tsv(*ONE, *rows)).questionnaire
    assert made.item("one_a").text == {"nl": "Hoe was het?"}


@pytest.mark.parametrize(
    "condition",
    [
        '((Q1.NAOK == "A1"))',
        '((123X9X1.NAOK == "A1"))',
        '((werk.code eq "A1"))',
        "((werk === 'A1'))",
    ],
)
def test_a_condition_may_name_its_question_by_number(condition: str) -> None:
    content = lss(old=False).replace(b'((werk.NAOK == "A1"))', condition.encode())
    assert read_limesurvey_xml(content).questionnaire.item("grid_SQ1").asked_when == Condition("werk", (1,))


@pytest.mark.parametrize("by_number", ['((Q2_S4.NAOK == "2"))', '((123X9X2SQ2.NAOK == "2"))'])
def test_a_condition_may_name_a_row_of_an_array_by_number(by_number: str) -> None:
    last = f"<row><qid>9</qid><gid>9</gid><type>Y</type><title>na</title><relevance>{by_number}</relevance>"
    last += "<question_order>7</question_order></row>"
    words = "<row><qid>9</qid><question>En nu?</question><language>nl</language></row>"
    content = lss(old=False).replace(b"</rows></questions>", f"{last}</rows></questions>".encode())
    content = content.replace(b"</rows></question_l10ns>", f"{words}</rows></question_l10ns>".encode())
    assert read_limesurvey_xml(content).questionnaire.item("na").asked_when == Condition("grid_SQ2", (2,))


def test_the_oldest_conditions_stand_in_a_table_and_are_read() -> None:
    row = (
        "<row><qid>2</qid><cqid>1</cqid><cfieldname>123X9X1</cfieldname><method>==</method>"
        "<value>{}</value><scenario>1</scenario></row>"
    )
    table = f"<conditions><rows>{row.format('A1')}{row.format('A2')}</rows></conditions></document>"
    content = lss(old=True).replace(b'((werk.NAOK == "A1"))', b"1").replace(b"</document>", table.encode())
    assert read_limesurvey_xml(content).questionnaire.item("grid_SQ1").asked_when == Condition("werk", (1, 2))


def test_points_and_tables_that_we_do_not_read_are_named() -> None:
    more = b"<defaultvalues><rows><row><qid>1</qid></row></rows></defaultvalues></document>"
    content = lss(old=False).replace(b"</document>", more)
    content = content.replace(
        b"<code><![CDATA[A2]]>", b"<assessment_value>3</assessment_value><code><![CDATA[A2]]>"
    )
    assert {
        "Rij 1: dit nemen we niet over: default: ?.",
        "Rij 1: dit nemen we niet over: assessment_value: A1 = 0; A2 = 3.",
    } <= set(told(read_limesurvey_xml(content)))


def test_equal_rows_of_answers_are_one() -> None:
    again = [("Q", "F", "g2", "1", "Thuis", "", "nl"), ("SQ", "0", "x", "", "ook", "", "nl"), *GRID[3:]]
    assert len(read_limesurvey_tsv(lime_tsv(*ONE, *GRID, *again)).questionnaire.formats) == 2


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"a\tb\n1\t2\n", "form-not-lime-tsv"),
        (lime_tsv(("A", "0", "1", "", "ja", "", "nl")), "form-orphan"),
        (lime_tsv(*HEAD[:3]), "form-no-questions"),
        (lime_tsv(*WORK, *WORK), "form-name-twice"),
        (lime_tsv(("S", "", "language", "", "dothraki"), *WORK), "form-lime-language"),
    ],
)
def test_a_broken_structure_gets_a_sentence(content: bytes, code: str) -> None:
    with pytest.raises(FormError) as refused:
        read_limesurvey_tsv(content)
    assert code in refused.value.codes


ENTITIES = b'<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><document>&b;</document>'


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (ENTITIES, "form-dangerous-xml"),
        (b'<!DOCTYPE d SYSTEM "file:///etc/passwd"><document/>', "form-dangerous-xml"),
        (b"<document>", "form-not-xml"),
        (b"", "form-not-xml"),
        (b'<?xml version="1.0" encoding="klingon"?><document/>', "form-not-xml"),
        (b"<document/>", "form-not-lime-xml"),
        (b"<document><LimeSurveyDocType>Survey</LimeSurveyDocType></document>", "form-no-questions"),
        (
            b"<document><LimeSurveyDocType>Survey</LimeSurveyDocType>" + b"<row/>" * 60_001 + b"</document>",
            "form-lime-rows",
        ),
        (b"<d>" * 100_000, "form-not-xml"),
    ],
)
def test_xml_that_is_dangerous_or_broken_gets_a_sentence(content: bytes, code: str) -> None:
    with pytest.raises(FormError) as refused:
        read_limesurvey_xml(content)
    assert refused.value.codes == (code,)


@pytest.mark.parametrize("version", [184, 359, 493, 641])
def test_a_whole_export_comes_along_and_all_else_is_named_with_its_place(version: int) -> None:
    found = read_limesurvey_xml(whole(version))
    made = found.questionnaire
    assert (made.key, made.languages) == ("kracht", ("nl", "fr"))
    keys = ["werk", "twee_SQ1_0", "twee_SQ2_0", "twee_SQ1_1", "twee_SQ2_1", "rust_SQ1"]
    assert [item.key for item in made.items] == keys
    assert made.item("twee_SQ1_1").text == {
        "nl": "Hoe was het\nop het werk\nBelang",
        "fr": "Comment était-ce\nau travail\nImportance",
    }
    given = [choice.label["nl"] for choice in made.format_of(made.item("twee_SQ1_1")).choices]
    assert given == ["niet belangrijk", "belangrijk"]
    assert made.item("twee_SQ2_0").asked_when == Condition("werk", (1,))
    said = [each.partition(": ")[2] if each.startswith("Rij ") else each for each in told(found)]
    assert set(said) == {
        "De antwoorden van “werk” krijgen nummers: A1 = 1; A2 = 2.",
        "dit nemen we niet over: other.",
        "dit nemen we niet over: assessment_value: A1 = 1; A2 = 0.",
        "dit nemen we niet over: default: A1.",
        "“vrij” nemen we niet over. Dit soort vraag hebben we niet: long free text (T).",
        "dit nemen we niet over: mandatory.",
        "dit nemen we niet over: random_order: 1.",
        "Dit nemen we niet over: Wij bewaren dit..",
        "Dit nemen we niet over: Deel 1.",
        "Dit nemen we niet over: randomization_group: mix.",
        "Dit nemen we niet over: assessment: Som (0–4) Sterk.",
        "Dit nemen we niet over: quota: vol (50).",
        "Dit nemen we niet over: quota_members (1).",
    }


def test_an_array_with_two_scales_comes_along_from_text_too() -> None:
    rows = [
        ("Q", "1", "twee", "1", "Hoe was het", "", "nl"),
        ("SQ", "0", "SQ1", "", "thuis", "", "nl"),
        *(
            ("A", scale, code, "", word, "", "nl")
            for scale, code, word in (("0", "1", "slecht"), ("0", "2", "goed"))
        ),
        *(("A", "1", code, "", word, "", "nl") for code, word in (("1", "niet belangrijk"), ("2", "belangrijk"))),
    ]
    made = read_limesurvey_tsv(lime_tsv(*ONE, *rows)).questionnaire
    assert made.item("twee_SQ1_0").text == {"nl": "Hoe was het\nthuis\n(1)"}
    assert made.item("twee_SQ1_1").text == {"nl": "Hoe was het\nthuis\n(2)"}


def test_scenarios_are_alternatives_and_the_questions_in_one_must_all_hold() -> None:
    def row(field: str, value: str, scenario: int) -> str:
        cells = {"qid": "2", "cfieldname": field, "method": "==", "value": value, "scenario": str(scenario)}
        return f"<row>{''.join(f'<{key}>{cell}</{key}>' for key, cell in cells.items())}</row>"

    def found(*rows: str) -> bytes:
        content = lss(old=True).replace(b'((werk.NAOK == "A1"))', b"1")
        return content.replace(
            b"</document>", f"<conditions><rows>{''.join(rows)}</rows></conditions></document>".encode()
        )

    made = read_limesurvey_xml(found(row("123X9X1", "A1", 1), row("123X9X1", "A2", 2))).questionnaire
    assert made.item("grid_SQ1").asked_when == Condition("werk", (1, 2))
    notes = told(read_limesurvey_xml(found(row("123X9X1", "A1", 1), row("123X9X8", "x", 1))))
    assert any("(werk == 'A1') and (123X9X8 == 'x')" in each for each in notes)


def test_in_text_a_condition_on_a_row_of_its_own_is_read_by_number() -> None:
    head, *lines = lime_tsv(
        *HEAD[1:2], *WORK, ("Q", "Y", "na", "1", "En nu?", "", "nl"), ("C", "1", "77X9X11", "==", "A1", "", "")
    ).split(b"\n")
    lines = [b"11" + each if b"\tQ\tL\twerk" in each else each for each in lines]
    made = read_limesurvey_tsv(b"\n".join([head, *lines])).questionnaire
    assert made.item("na").asked_when == Condition("werk", (1,))


def test_what_limesurvey_masked_for_spreadsheets_reads_as_it_was() -> None:
    rows = [
        ("Q", "L", "q", "1", "'-dag?", "", "nl"),
        *(("A", "0", str(n), "", f"'+{n}", "", "nl") for n in (1, 2)),
    ]
    made = read_limesurvey_tsv(lime_tsv(*ONE, *rows)).questionnaire
    assert made.item("q").text == {"nl": "-dag?"}
    assert [each.label["nl"] for each in made.format_of(made.item("q")).choices] == ["+1", "+2"]


def test_a_quote_inside_a_text_before_a_sign_stays() -> None:
    rows = [
        ("Q", "L", "q", "1", "Kies '-' of '+'.", "", "nl"),
        *(("A", "0", str(n), "", f"punt '={n}'", "", "nl") for n in (1, 2)),
    ]
    made = read_limesurvey_tsv(lime_tsv(*ONE, *rows)).questionnaire
    assert made.item("q").text == {"nl": "Kies '-' of '+'."}
    assert [each.label["nl"] for each in made.format_of(made.item("q")).choices] == ["punt '=1'", "punt '=2'"]


def test_a_group_that_is_shuffled_is_named_with_its_row() -> None:
    head = lime_tsv(*ONE, ("G", "1", "Deel", "", "", "", "nl"), ("Q", "Y", "q", "1", "Ja?", "", "nl"))
    lines = head.split(b"\n")
    lines[0] += b"\trandom_group"
    place = next(number for number, each in enumerate(lines) if b"\tG\t" in each)
    lines[place] += b"\t" * (lines[0].count(b"\t") - lines[place].count(b"\t")) + b"mix"
    assert any(
        "dit nemen we niet over: random_group: mix." in each
        for each in told(read_limesurvey_tsv(b"\n".join(lines)))
    )
