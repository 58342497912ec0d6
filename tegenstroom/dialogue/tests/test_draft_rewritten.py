"""When the story changes what she took out stays out, and what cannot be found again is told by name."""

import pytest
from django.test import Client

from tegenstroom.dialogue.actions import draft_contents
from tegenstroom.dialogue.rules.drafts import Choice, Source
from tegenstroom.dialogue.tests import fake_engine
from tegenstroom.dialogue.tests.factories import PLAIN, Group, group
from tegenstroom.dialogue.tests.writing import Writer, writer_of

pytestmark = pytest.mark.django_db

TEXT = "Samira heeft borstkanker. Haar man is kuipersgast in Diksmuide."


@pytest.fixture
def who(simple_engine: None) -> Group:
    return group()


@pytest.fixture
def she(client: Client, who: Group) -> Writer:
    """She marked two words and wrote something more general."""
    she = writer_of(client, who)
    she.tell(TEXT, names="Samira", title="Een lastig gesprek")
    she.decide("findings", choice="replace")
    for words in ("borstkanker", "kuipersgast"):
        she.post("marks", go="mark", words=words)
    sick, job = she.rows(Source.WRITER)
    fields = she.row(sick, "generalise", generalise="een ziekte") | she.row(job, "replace", replace="arbeider")
    she.post("marks", **fields)
    she.post("questions", **dict.fromkeys(she.questions, "nee"))
    she.post("details")
    she.post("themes", none="on")
    she.post("plain", plain=PLAIN)
    return she


def rewrite(she: Writer, text: str) -> str:
    she.post("story", title="Een lastig gesprek", text=text)
    return draft_contents.decided_text(she.draft)


def test_her_marks_stay_when_a_sentence_is_added_and_hold_for_it_too(she: Writer) -> None:
    told = rewrite(she, f"Niemand zegt borstkanker. {TEXT}")
    assert told == (
        "Niemand zegt een ziekte. [persoon 1] heeft een ziekte. Haar man is arbeider in [een gemeente]."
    )
    assert "vinden het niet meer terug" not in she.get("findings")
    assert she.post("last") == "sent"


def test_the_page_says_what_becomes_of_them(she: Writer) -> None:
    assert "Wat je al verving of zelf aanduidde, gaat mee." in she.get("story")


def test_a_mark_that_cannot_be_found_again_is_told_by_name_before_anything_goes(she: Writer, who: Group) -> None:
    rewrite(she, TEXT.replace("kuipersgast", "gast bij de kuiper"))
    assert she.goes_on() == "findings"
    page = she.get("last")
    assert "Iets wat je zelf aanduidde, vinden we niet meer terug." in page
    assert f'href="{she.address("findings")}"' in page
    assert she.post("last") == ""
    she.post("reader", person=who.trainer.pk)
    assert "“<bdi>kuipersgast</bdi>”" in she.get("findings")
    assert "borstkanker</bdi>" not in she.page.partition("</section>")[0]
    assert she.post("findings") == "marks"
    assert "kuipersgast" not in she.get("findings")
    assert she.post("last") == "sent"


def test_words_that_come_back_bring_their_mark_along(she: Writer) -> None:
    rewrite(she, "Samira zweeg.")
    told = rewrite(she, TEXT)
    assert told == "[persoon 1] heeft een ziekte. Haar man is arbeider in ▮▮▮."
    assert not she.draft.sealed_lost_marks


def test_a_mark_that_she_left_is_asked_again_with_her_reason(she: Writer) -> None:
    sick, _job = she.rows(Source.WRITER)
    she.post("marks", **she.row(sick, "leave", why="Velen hebben dit."))
    rewrite(she, f"{TEXT} Ze belde.")
    assert [row.choice for row in she.rows(Source.WRITER)] == [Choice.OPEN, Choice.REPLACE]
    assert 'value="Velen hebben dit."' in she.get("marks")
    assert she.goes_on() == "marks"


def test_a_name_that_the_engine_finds_no_longer_stays_out(she: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fake_engine, "KNOWN", ())
    assert rewrite(she, f"{TEXT} Ze belde.").endswith("arbeider in [een gemeente]. Ze belde.")


def test_what_is_found_around_her_mark_since_is_asked(she: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    guild = (r"\bkuipersgast van \w+", "ORG", "organisation", "[een dienst]", "een dienst")
    monkeypatch.setattr(fake_engine, "KNOWN", (guild, *fake_engine.KNOWN))
    told = rewrite(she, TEXT.replace("kuipersgast", "kuipersgast van Temse"))
    assert told.endswith("Haar man is ▮▮▮ in [een gemeente].")
    # Found no longer, it stays hers.
    monkeypatch.setattr(fake_engine, "KNOWN", fake_engine.KNOWN[1:])
    she.post("names", names="Samira")
    assert [she.words(row) for row in she.rows(Source.WRITER)] == ["borstkanker", "kuipersgast van Temse"]


def test_what_was_lost_is_sealed_and_goes_along_in_her_own_data(she: Writer) -> None:
    rewrite(she, "Samira zweeg.")
    assert b"kuipersgast" not in bytes(she.draft.sealed_lost_marks)
    assert [one["words"] for one in draft_contents.lost_marks_of(she.draft)] == ["borstkanker", "kuipersgast"]
