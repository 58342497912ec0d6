"""Above the budget someone of the group reads along: the decided text only, and anew when it changed."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tegenstroom.accounts.models import Person
from tegenstroom.base.models import Letter
from tegenstroom.dialogue.models import Case, SecondReader
from tegenstroom.dialogue.tests.factories import PLAIN, Group, group
from tegenstroom.dialogue.tests.writing import Writer, writer_of

pytestmark = pytest.mark.django_db

TEXT = "Samira (34 jaar) belde. Zwarda was boos."


@pytest.fixture
def who(simple_engine: None) -> Group:
    return group()


@pytest.fixture
def she(client: Client, who: Group) -> Writer:
    """All is decided, and three details stay as they are."""
    she = writer_of(client, who)
    she.tell(TEXT, names="Samira", title="Een lastig gesprek")
    she.decide("findings", choice="replace")
    she.post("questions", **dict.fromkeys(she.questions, "nee"))
    she.post("details", fine=["time", "job", "place"])
    she.post("themes", none="on")
    she.post("plain", plain=PLAIN)
    return she


@pytest.fixture
def reader(who: Group) -> Person:
    return who.professionals[1]


def browser_of(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client


def url(she: Writer) -> str:
    return reverse("dialogue:second_reading", args=[she.key])


def say(she: Writer, reader: Person, agrees: str) -> str:
    """Read it, and answer on the same page; what the page says then."""
    client = browser_of(reader)
    page = client.get(url(she)).content.decode()
    mark = page.partition('name="mark" value="')[2].partition('"')[0]
    return client.post(url(she), {"agrees": agrees, "mark": mark}, follow=True).content.decode()


def test_too_many_details_ask_for_a_second_reader(she: Writer) -> None:
    assert "Er blijven 3 dingen juist staan." in she.get("details")
    assert she.post("last") == ""
    assert "Laat iemand anders dit eerst lezen." in she.page


def test_two_details_ask_nobody(she: Writer) -> None:
    assert she.post("details", fine=["time", "job"]) == "themes"
    assert "Iemand leest het na" not in she.get("details")
    assert she.post("last") == "sent"


def test_one_yes_to_the_five_questions_asks_for_a_reader_too(she: Writer) -> None:
    she.post("details")
    she.post("questions", **dict.fromkeys(she.questions, "nee") | {"in_the_news": "ja"})
    assert "Je zei ja op een van de vijf vragen." in she.get("details")
    assert "juist staan." not in she.page
    assert she.post("last") == ""


def test_what_she_leaves_in_the_text_counts_whatever_she_ticks(she: Writer) -> None:
    she.post("details", fine=["time", "job"])
    she.tell("Samira is 34 jaar. Zwarda.", names="Samira", title="Een lastig gesprek")
    fields: dict[str, str] = {}
    for row in she.rows():
        fields |= she.row(row, "leave" if row.label == "AGE" else "replace")
    she.post("findings", **fields)
    assert "Dit liet je staan. Het telt mee." in she.get("details")
    assert "Er blijven 3 dingen juist staan." in she.page


def test_a_finding_that_is_none_does_not_count(she: Writer) -> None:
    she.post("details", fine=["time", "job"])
    she.tell("Samira is 34 jaar. Zwarda.", names="Samira", title="Een lastig gesprek")
    fields: dict[str, str] = {}
    for row in she.rows():
        fields |= she.row(row, "nothing" if row.label == "AGE" else "replace")
    she.post("findings", **fields)
    assert "Dit liet je staan" not in she.get("details")


def test_a_yes_opens_the_way(she: Writer, reader: Person) -> None:
    assert she.post("reader", person=reader.pk) == "details"
    assert f"Je vroeg het aan {reader.name}" in she.get("details")
    assert "ik herken niemand" in say(she, reader, "ja")
    assert "las het na en herkent niemand" in she.get("details")
    assert she.post("last") == "sent"


def test_a_no_keeps_it_here(she: Writer, reader: Person) -> None:
    she.post("reader", person=reader.pk)
    say(she, reader, "nee")
    assert f"{reader.name} las het na en herkende iemand." in she.get("details")
    assert she.post("last") == ""


def test_a_no_binds_whatever_details_she_unticks_and_whomever_she_asks(
    she: Writer, who: Group, reader: Person
) -> None:
    she.post("reader", person=reader.pk)
    say(she, reader, "nee")
    she.post("details", fine=[])
    told = f"{reader.name} las het na en herkende iemand."
    assert told in she.get("last")
    assert she.goes_on() == "marks"
    assert told in she.get("marks")
    assert she.post("last") == ""
    letters = Letter.objects.filter(kind="dialogue_second_reading").count()
    assert she.post("reader", person=who.trainer.pk) == "details"
    assert "Verander eerst de tekst." in she.get("details")
    assert 'name="person"' not in she.page
    assert Letter.objects.filter(kind="dialogue_second_reading").count() == letters
    # A comma and a capital are no change.
    she.post("plain", plain=PLAIN.replace(".", " .", 1).upper().capitalize())
    assert she.post("reader", person=who.trainer.pk) == "details"
    assert Letter.objects.filter(kind="dialogue_second_reading").count() == letters
    assert not Case.objects.exists()


def test_after_a_no_it_goes_when_words_changed_and_another_said_yes_to_them(
    she: Writer, who: Group, reader: Person
) -> None:
    she.post("reader", person=reader.pk)
    say(she, reader, "nee")
    she.post("details", fine=[])
    she.post("plain", plain=f"{PLAIN} Ik bel haar.")
    page = she.get("last")
    assert f"{reader.name} las het na en herkende iemand. Laat iemand anders dit eerst lezen." in page
    assert she.post("last") == ""
    she.post("reader", person=who.trainer.pk)
    say(she, who.trainer, "ja")
    # Back to the words by which someone was known: her yes was for others.
    she.post("plain", plain=PLAIN)
    say(she, who.trainer, "ja")
    assert she.post("last") == ""
    she.post("plain", plain=f"{PLAIN} Ik bel haar.")
    say(she, who.trainer, "ja")
    assert f"{reader.name} las het na en herkende iemand." in she.get("last")
    assert f"{who.trainer.name} las het na en herkent niemand." in she.page
    assert she.post("last") == "sent"


def test_throwing_it_away_after_a_no_says_what_is_still_known(she: Writer, reader: Person) -> None:
    assert "onthouden we" not in she.get("discard")
    she.post("reader", person=reader.pk)
    say(she, reader, "nee")
    assert "Wie het nalas, herkende iemand. Dat onthouden we nog een dag" in she.get("discard")
    she.client.post(she.address("discard"))
    page = she.client.get(reverse("dialogue:drafts")).content.decode()
    assert "Je klad is weg. Van je woorden is niets bewaard." in page


def test_who_said_no_alone_takes_it_back(she: Writer, reader: Person) -> None:
    she.post("reader", person=reader.pk)
    say(she, reader, "nee")
    say(she, reader, "ja")
    assert she.post("last") == "sent"


@pytest.mark.parametrize("field", ["title", "plain"])
def test_nobody_is_asked_while_what_she_took_out_stands_there(she: Writer, reader: Person, field: str) -> None:
    if field == "title":
        she.post("story", title="Samira", text=TEXT)
    else:
        she.post("plain", plain=f"{PLAIN} Samira belt.")
    assert she.post("reader", person=reader.pk) == "details"
    page = she.get("details")
    assert "“Samira” haalde je weg, en staat er nog." in page
    assert f'href="{she.address("story" if field == "title" else "plain")}"' in page
    assert 'name="person"' not in page
    assert not SecondReader.objects.exists()


def test_what_comes_back_after_she_was_asked_is_black_for_her(she: Writer, reader: Person) -> None:
    she.post("reader", person=reader.pk)
    she.post("plain", plain=f"{PLAIN} SAMIRA belt.")
    she.post("story", title="Dag Samira", text=TEXT)
    page = browser_of(reader).get(url(she)).content.decode()
    assert "samira" not in page.casefold()
    assert "Dag ▮▮▮" in page
    assert "▮▮▮ belt." in page
    say(she, reader, "ja")
    assert she.post("last") == ""


def test_she_reads_what_would_be_sent_and_never_a_name(she: Writer, reader: Person) -> None:
    she.post("reader", person=reader.pk)
    page = browser_of(reader).get(url(she)).content.decode()
    assert "[persoon 1] ([een leeftijd] jaar) belde. [persoon 9] was boos." in page
    assert "Samira" not in page
    assert "Zwarda" not in page


def test_what_is_open_again_is_black_for_her(she: Writer, reader: Person) -> None:
    she.post("reader", person=reader.pk)
    she.post("story", title="Een lastig gesprek", text=f"{TEXT} Yassin zweeg.")
    page = browser_of(reader).get(url(she)).content.decode()
    assert "▮▮▮ zweeg." in page
    assert "Yassin" not in page


def test_nobody_is_asked_while_something_is_open(she: Writer, reader: Person) -> None:
    she.post("story", title="Een lastig gesprek", text=f"{TEXT} Yassin zweeg.")
    assert she.post("reader", person=reader.pk) == "findings"
    assert not SecondReader.objects.exists()


@pytest.mark.parametrize("person", ["", "abc", "0", "999999"])
def test_only_someone_of_the_group_can_be_asked(she: Writer, person: str) -> None:
    assert she.post("reader", person=person) == "details"
    assert not SecondReader.objects.exists()


def test_a_coach_is_not_asked_to_read_along(she: Writer, who: Group) -> None:
    assert she.post("reader", person=who.coaches[0].pk) == "details"
    assert not SecondReader.objects.exists()


def test_a_change_takes_her_yes_away_and_asking_again_writes_her_again(she: Writer, reader: Person) -> None:
    she.post("reader", person=reader.pk)
    say(she, reader, "ja")
    she.post("plain", plain=f"{PLAIN} Ik bel haar.")
    assert f"De tekst veranderde nadat {reader.name} antwoordde" in she.get("details")
    assert she.post("last") == ""
    she.post("reader", person=reader.pk)
    assert Letter.objects.filter(kind="dialogue_second_reading").count() == 2
    say(she, reader, "ja")
    assert she.post("last") == "sent"


def test_asking_twice_before_she_answers_is_one_letter(she: Writer, reader: Person) -> None:
    for _time in range(2):
        she.post("reader", person=reader.pk)
    assert Letter.objects.filter(kind="dialogue_second_reading").count() == 1


def test_an_answer_to_words_that_changed_meanwhile_does_not_count(she: Writer, reader: Person) -> None:
    she.post("reader", person=reader.pk)
    client = browser_of(reader)
    mark = client.get(url(she)).content.decode().partition('name="mark" value="')[2].partition('"')[0]
    she.post("plain", plain=f"{PLAIN} Ik bel haar.")
    page = client.post(url(she), {"agrees": "ja", "mark": mark}, follow=True).content.decode()
    assert "De tekst is intussen veranderd." in page
    assert SecondReader.objects.get().agrees is None


@pytest.mark.parametrize("given", [{}, {"agrees": "misschien"}, {"agrees": "ja"}, {"agrees": "ja", "mark": "x"}])
def test_an_answer_that_nobody_can_read_is_none(she: Writer, reader: Person, given: dict[str, str]) -> None:
    she.post("reader", person=reader.pk)
    assert browser_of(reader).post(url(she), given, follow=True).status_code == 200
    assert SecondReader.objects.get().agrees is None


def test_her_page_is_hers_alone(she: Writer, who: Group, reader: Person) -> None:
    she.post("reader", person=reader.pk)
    statuses = {person.pk: browser_of(person).get(url(she)).status_code for person in who.people}
    assert [pk for pk, status in statuses.items() if status == 200] == [reader.pk]
    assert set(statuses.values()) == {200, 404}


def test_her_list_leads_there_as_long_as_the_draft_is_there(she: Writer, reader: Person) -> None:
    she.post("reader", person=reader.pk)
    client = browser_of(reader)
    assert url(she) in client.get(reverse("dialogue:drafts")).content.decode()
    she.post("discard")
    assert url(she) not in client.get(reverse("dialogue:drafts")).content.decode()
    assert client.get(url(she)).status_code == 404
