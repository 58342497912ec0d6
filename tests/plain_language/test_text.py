"""Where a sentence of a Flemish screen or letter ends, and what counts as a word."""

import pytest

from tegenstroom.engines.plain_language import Form, sentences


def cut(text: str) -> list[str]:
    return [text[sentence.start : sentence.end] for sentence in sentences(text)]


def words(text: str) -> list[str]:
    return [word.text for sentence in sentences(text) for word in sentence.words]


@pytest.mark.parametrize(
    "text",
    [
        "We beginnen om 9.30 u. en eten om 12 u. in Gent.",
        "Je krijgt € 1.044,02 op je rekening.",
        "Breng bv. je brood mee.",
        "Neem nr. 5 of nr. 6.",
        "Dr. J. Peeters komt ook.",
        "Het gaat o.a. over werk.",
        "Ik dacht... nee, toch niet.",
        "“Kom je?” vroeg ze.",
        "Kijk op www.tegenstroom.be/nieuws of mail naar els@tegenstroom.be.",
        "Kijk op tegenstroom.be voor meer.",
    ],
)
def test_this_is_one_sentence(text: str) -> None:
    assert len(cut(text)) == 1


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Het begint om 9.30 u. Breng je kaart mee.", 2),
        ("We praten over werk, wonen enz. Daarna eten we.", 2),
        ("Dat is in 2026. Daarna niet meer.", 2),
        ("Kom je? Ja! Fijn.", 3),
        ("Kom je?! %(name)s komt ook.", 2),
        ("Dag An,\n\nJe bent welkom\nTot dan", 3),
        ("- koffie\n- thee\n* brood\n1. soep\n2) sap", 5),
        ("Naam | Dag | Uur", 3),
        ("Ik kom. ik blijf niet.", 2),
        ("We wachten… Tot morgen.", 2),
        ("(We beginnen om 9 u.) Tot dan.", 2),
        ("", 0),
        ("… !? -", 0),
    ],
)
def test_a_text_has_this_many_sentences(text: str, number: int) -> None:
    assert len(cut(text)) == number


def test_a_sentence_that_was_wrapped_over_two_lines_is_one() -> None:
    assert len(cut("Je bent welkom op onze vorming van donderdag in Gent, want er\nis nog plaats.")) == 1
    assert len(cut("Je bent welkom op onze vorming van donderdag in Gent, want er\r\nis nog plaats.")) == 1


def test_words_keep_their_apostrophes_and_hyphens() -> None:
    assert words("'s Avonds maken we foto's van co-trainers’ e-mails.") == [
        "'s", "Avonds", "maken", "we", "foto's", "van", "co-trainers", "e-mails",
    ]  # fmt: skip


@pytest.mark.parametrize("placeholder", ["%(name)s", "{name}", "{{ name }}", "%s"])
def test_a_placeholder_is_one_word(placeholder: str) -> None:
    (sentence,) = sentences(f"Dag {placeholder}, welkom")
    assert [word.form for word in sentence.words] == [Form.WORD, Form.PLACEHOLDER, Form.WORD]


def test_markup_and_bullets_are_no_words() -> None:
    assert words("<strong>Let op</strong>: 1&nbsp;dag") == ["Let", "op", "1", "dag"]
    assert words("1. Eerst eten\n2. Dan praten") == ["Eerst", "eten", "Dan", "praten"]


def test_the_ending_of_a_file_is_no_word() -> None:
    assert words("Open afspraken-%(name)s.pdf of lijst.csv. Klaar.") == [
        "Open", "afspraken", "%(name)s", "of", "lijst", "Klaar",
    ]  # fmt: skip


def test_a_number_with_its_signs_is_one_word() -> None:
    assert words("Op 13/12 om 9.30 u. voor € 1.044,02 de 2de keer") == [
        "Op", "13/12", "om", "9.30", "u", "voor", "1.044,02", "de", "2de", "keer",
    ]  # fmt: skip


def test_letters_with_loose_accents_make_the_same_word() -> None:
    (composed,), (apart,) = sentences("café"), sentences("cafe\u0301")
    assert composed.words[0].plain == apart.words[0].plain == "café"
