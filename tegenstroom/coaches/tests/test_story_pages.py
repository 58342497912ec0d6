"""Her pages about what she told, and those of the desk: one question a page, and no words but for her."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from tegenstroom.accounts.models import Person
from tegenstroom.accounts.roles import COORDINATOR
from tegenstroom.accounts.tests.factories import PersonFactory
from tegenstroom.base import sealing
from tegenstroom.base.models import Letter
from tegenstroom.coaches.actions import consent, copies, her_groups, stories, wordings
from tegenstroom.coaches.doors import slug_of
from tegenstroom.coaches.models import Consent, Copy, Story
from tegenstroom.coaches.rules.stories import HerGroup, Meant, Read, Use, Way
from tegenstroom.coaches.tests.factories import an_older_yes, coach, story
from tegenstroom.coaches.tests.walls import HALL, KITCHEN, yes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures")]

WORDS = "Ik deed de brieven niet meer open."


@pytest.fixture(autouse=True)
def _wordings(db: None) -> None:
    wordings.load_wordings()


@pytest.fixture(autouse=True)
def _wall(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two uses are offered, by a wall from which copies never go; she helps give two groups."""
    monkeypatch.setattr(copies, "HANDLERS", {})
    monkeypatch.setattr(her_groups, "GIVEN", [lambda coach: [HALL, KITCHEN]])
    copies.declare_use_handler("wall", uses={Use.THIS_GROUP, Use.LIBRARY}, take_away=lambda copy: False)


@pytest.fixture
def she() -> Person:
    return coach()


@pytest.fixture
def hers(she: Person) -> Client:
    return logged_in(she)


@pytest.fixture
def desk() -> Client:
    return logged_in(PersonFactory(roles=[COORDINATOR]))


def logged_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def at(name: str, *args: object) -> str:
    return reverse(f"coaches:{name}", args=args)


def begin(client: Client, title: str = "De brieven", go: str = "on") -> Story | None:
    key = client.get(at("story_begin")).context["form"].initial["key"]
    client.post(at("story_begin"), {"key": str(key), "answer": title, "go": go})
    return Story.objects.filter(pk=UUID(str(key))).first()


def test_she_can_stop_after_each_question_and_nothing_is_lost(hers: Client) -> None:
    told = begin(hers, go="stop")
    assert told is not None
    assertContains(hers.get(at("stories")), "Dit is nog niet af.")
    text = at("story_question", told.pk, "verhaal")
    assertRedirects(hers.post(text, {"answer": WORDS, "go": "stop"}), at("stories"))
    assertContains(hers.get(text), WORDS)
    assertRedirects(
        hers.post(text, {"answer": f"{WORDS} Nooit meer.", "go": "back"}),
        at("story_question", told.pk, "titel"),
    )
    assertContains(hers.get(text), "Nooit meer.")


def test_back_and_stop_ask_for_nothing(hers: Client) -> None:
    for go in ("back", "stop"):
        assert begin(hers, title="", go=go) is None
    told = begin(hers)
    text = at("story_question", told.pk, "verhaal")
    assertRedirects(hers.post(text, {"answer": "", "go": "back"}), at("story_question", told.pk, "titel"))
    assertContains(hers.post(text, {"answer": " ", "go": "on"}), "Er staat nog niets.")


def test_a_title_that_is_too_long_is_said_at_the_field_and_stays_typed(hers: Client) -> None:
    key = hers.get(at("story_begin")).context["form"].initial["key"]
    page = hers.post(at("story_begin"), {"key": str(key), "answer": "x" * 121, "go": "on"})
    assertContains(page, "x" * 121)
    assert not Story.objects.exists()


def test_the_name_under_it_is_hers_to_choose(hers: Client, she: Person) -> None:
    told = begin(hers)
    name = at("story_question", told.pk, "naam")
    assertContains(hers.get(name), f'value="{she.short_name}"')
    hers.post(name, {"answer": "Iemand", "go": "on"})
    told.refresh_from_db()
    assert told.by_name == "Iemand"


def test_an_unknown_question_or_use_does_not_exist(hers: Client, she: Person) -> None:
    told = story(she)
    for address in (
        at("story_question", told.pk, "adres"),
        at("story_use", told.pk, "poster"),
        at("story_yes", told.pk, "tijdschrift"),
        at("story_how_long", told.pk, "groep-hall", "gefluisterd"),
        at("story_take_back", told.pk, "poster"),
    ):
        assert hers.get(address).status_code == 404, address


def test_before_she_says_yes_she_reads_the_exact_words(hers: Client, she: Person) -> None:
    told = story(she)
    page = hers.get(at("story_yes", told.pk, "bibliotheek"))
    for paragraph in wordings.newest(Use.LIBRARY, "nl").text.split("\n\n"):
        assertContains(page, paragraph, html=False)
    assertContains(hers.post(at("story_yes", told.pk, "bibliotheek"), {"go": "on"}), "Kies hoe je dit las.")
    assert not Consent.objects.exists()


def test_she_says_how_she_read_it_and_how_long_it_may(hers: Client, she: Person) -> None:
    told = story(she)
    asked = hers.post(at("story_yes", told.pk, "groep-hall"), {"answer": "aloud", "go": "on"})
    assertContains(hers.get(asked.url), "2 jaar")
    hers.post(asked.url, {"answer": "half_year", "go": "on"})
    given = Consent.objects.get()
    assert (given.use, given.read) == (Use.THIS_GROUP, Read.ALOUD)
    assert 180 <= (given.until - timezone.localdate()).days <= 185
    page = hers.get(at("story_use", told.pk, "groep-hall"))
    assertContains(page, given.wording.text.split("\n\n")[0])
    assertContains(page, "Iemand las het voor.")


@pytest.mark.parametrize("go", ["back", "stop"])
def test_leaving_says_no_yes(hers: Client, she: Person, go: str) -> None:
    told = story(she)
    hers.post(at("story_yes", told.pk, "groep-hall"), {"answer": "herself", "go": go})
    hers.post(at("story_how_long", told.pk, "groep-hall", "herself"), {"answer": "year", "go": go})
    assert not Consent.objects.exists()


def test_a_story_without_words_asks_for_words_before_a_yes(hers: Client) -> None:
    told = begin(hers)
    assertRedirects(hers.get(at("story_yes", told.pk, "groep-hall")), at("story_question", told.pk, "verhaal"))


def test_what_could_not_be_taken_away_yet_is_said_as_it_is(hers: Client, she: Person) -> None:
    told = story(she)
    yes(told)
    consent.record_copy(story=told, use=Use.THIS_GROUP, kind="wall", subject="hall", where="de gang", by=she)
    assertContains(hers.get(at("story", told.pk)), "Staat in: de gang")
    page = hers.post(at("story_take_back", told.pk, "groep-hall"), follow=True)
    assertContains(page, "Nog bezig: de gang. Niemand kan het nog lezen.")
    copies.gone_by_hand(copy=Copy.objects.get(), by=she)
    assertContains(hers.get(at("story", told.pk)), "Weg uit: de gang")


def test_a_yes_that_ended_by_itself_is_not_called_taken_back(hers: Client, she: Person) -> None:
    told = story(she)
    given = yes(told)
    with time_machine.travel(timezone.now() + timedelta(days=800), tick=False):
        consent.end_expired(timezone.now())
        hers = logged_in(she)
        page = hers.get(at("story_use", told.pk, "groep-hall"))
        assertContains(page, "Je ja liep tot en met")
        assertNotContains(page, "nam je dit terug")
    given.refresh_from_db()
    assert given.withdrawn_how == Way.ENDED


def test_when_her_key_is_gone_the_page_says_so(hers: Client, she: Person) -> None:
    told = story(she, text=WORDS)
    sealing.forget(she, by=she)
    assertContains(hers.get(at("story", told.pk)), "de sleutel is gewist")


def test_the_desk_sees_titles_and_uses_and_never_the_words(desk: Client, she: Person) -> None:
    told = story(she, title="De brieven", text=WORDS)
    yes(told)
    page = desk.get(at("desk_stories", she.pk))
    assertContains(page, "De brieven")
    assertNotContains(page, WORDS)
    confirm = at("desk_story_take_back", told.pk, "groep-hall")
    assertNotContains(desk.get(confirm), WORDS)
    assertNotContains(desk.post(confirm, follow=True), WORDS)
    assert Consent.objects.get().withdrawn_how == Way.PHONE
    assertRedirects(desk.post(confirm), at("desk_stories", she.pk))


def test_a_story_that_may_serve_nowhere_yet_says_so_at_the_desk(desk: Client, she: Person) -> None:
    story(she, title="De brieven", text=WORDS)
    told = "Nog voor niets een ja."
    assertContains(desk.get(at("desk_stories", she.pk)), told)
    yes(Story.objects.get())
    assertNotContains(desk.get(at("desk_stories", she.pk)), told)


def test_the_desk_writes_down_what_she_tells_and_reads_it_no_more(desk: Client, hers: Client, she: Person) -> None:
    enter = at("desk_story_enter", she.pk)
    page = desk.get(enter)
    assertContains(page, "Mijn verhaal mag in de bibliotheek op de website.")
    key = str(page.context["form"].initial["key"])
    typed = {"key": key, "title": "De school", "text": WORDS, "by_name": "An", "uses": ["bibliotheek"]}
    for _again in range(2):
        assertNotContains(desk.post(enter, typed, follow=True), WORDS)
    told = Story.objects.get()
    assert stories.text_of(told) == WORDS
    assertContains(hers.get(at("story", told.pk)), WORDS)
    assert Consent.objects.get().read == Read.ALOUD


def test_the_desk_loses_nothing_typed_when_something_is_missing(desk: Client, she: Person) -> None:
    page = desk.post(at("desk_story_enter", she.pk), {"text": WORDS, "uses": ["bibliotheek", "nergens"]})
    assertContains(page, WORDS)
    assert not Story.objects.exists()


def test_what_stays_is_an_alarm_on_the_desk_until_someone_takes_it_away(desk: Client, she: Person) -> None:
    told = story(she)
    given = yes(told)
    consent.record_copy(story=told, use=Use.THIS_GROUP, kind="wall", subject="hall", where="de gang", by=she)
    consent.withdraw(consent=given, by=she, how=Way.BUTTON)
    assertNotContains(desk.get(at("desk_copies")), "moest al weg zijn")
    assertNotContains(desk.get(reverse("training:desk")), "staat nog ergens")
    with time_machine.travel(timezone.now() + timedelta(minutes=61), tick=False):
        assertContains(desk.get(at("desk_copies")), "moest al weg zijn")
        assertContains(desk.get(reverse("training:desk")), "staat nog ergens")
        desk.post(at("desk_copy_gone", Copy.objects.get().pk))
        assertContains(desk.get(at("desk_copies")), "Wat teruggenomen werd, is overal weg.")
    assertContains(desk.post(at("desk_copy_gone", Copy.objects.get().pk), follow=True), "Dit was al weg.")


def test_her_list_costs_as_much_with_ten_stories_as_with_one(
    hers: Client, she: Person, django_assert_max_num_queries
) -> None:
    for number in range(10):
        yes(story(she, title=f"Verhaal {number}"))
    with django_assert_max_num_queries(9):
        hers.get(at("stories"))


def test_every_page_of_hers_is_light(hers: Client, she: Person) -> None:
    import gzip

    told = story(she)
    given = yes(told)
    for address in (
        at("stories"),
        at("story", told.pk),
        at("story_use", told.pk, "groep-hall"),
        at("story_yes", told.pk, "bibliotheek"),
        at("story_question", told.pk, "verhaal"),
        at("story_take_back", told.pk, "groep-hall"),
    ):
        assert len(gzip.compress(hers.get(address).content)) < 14 * 1024, address
    assert given.withdrawn_at is None


def test_who_said_yes_to_more_takes_all_of_it_back_from_one_page(she: Person, hers: Client) -> None:
    told = story(she)
    page, everywhere = at("story", told.pk), at("story_take_all_back", told.pk)
    yes(told)
    assertNotContains(hers.get(page), everywhere)
    yes(told, Use.LIBRARY)
    assertContains(hers.get(page), f'href="{everywhere}"')
    assertRedirects(hers.post(everywhere), page)
    assert not Consent.objects.filter(story=told, withdrawn_at=None).exists()
    assertNotContains(hers.get(page), everywhere)


def test_she_chooses_from_the_groups_that_she_gives_one_by_one(hers: Client, she: Person) -> None:
    told = story(she)
    which = at("story_groups", told.pk)
    assertContains(hers.get(at("story", told.pk)), f'href="{which}"')
    assertContains(hers.get(which), at("story_yes", told.pk, "groep-kitchen"))
    asked = hers.post(at("story_yes", told.pk, "groep-hall"), {"answer": "herself", "go": "on"})
    assertContains(hers.get(asked.url), "De groep in de gang")
    hers.post(asked.url, {"answer": "half_year", "go": "on"})
    given = Consent.objects.get()
    assert (given.group, given.group_name) == (HALL.subject, HALL.name)
    assertContains(hers.get(which), at("story_use", told.pk, "groep-hall"))
    assertContains(hers.get(at("story", told.pk)), "De groep in de gang")
    assertNotContains(hers.get(at("story", told.pk)), "de keuken")


def test_each_group_has_its_own_day_its_own_end_and_its_own_button(hers: Client, she: Person) -> None:
    told = story(she)
    hall, kitchen = yes(told), yes(told, group=KITCHEN, until=timezone.localdate() + timedelta(days=5))
    assert hall.until != kitchen.until
    page = hers.post(at("story_take_back", told.pk, "groep-kitchen"), follow=True)
    assertContains(page, "nam je dit terug")
    assert list(Consent.objects.standing()) == [hall]


def test_a_wider_yes_that_stands_is_said_when_she_takes_back_one_group(hers: Client, she: Person) -> None:
    told = story(she)
    an_older_yes(told)
    yes(told)
    page = hers.post(at("story_take_back", told.pk, "groep-hall"), follow=True)
    assertContains(page, "staat nog. Zo kan het hier terugkomen.")
    assertNotContains(page, "Niemand kan het nog lezen")
    assertContains(hers.get(at("story", told.pk)), "staat nog. Zo kan het hier terugkomen.", count=1)
    hers.post(at("story_take_back", told.pk, "elke-groep"))
    assertNotContains(hers.get(at("story", told.pk)), "Zo kan het hier terugkomen.")
    assertContains(hers.get(at("story_use", told.pk, "groep-hall")), "Niemand kan het nog lezen")


def test_without_a_group_of_hers_the_page_says_when_one_comes(
    hers: Client, she: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(her_groups, "GIVEN", [])
    told = story(she)
    assertContains(hers.get(at("story_groups", told.pk)), "Je geeft nu geen groep mee.")
    assert hers.get(at("story_yes", told.pk, "groep-hall")).status_code == 404


def test_what_she_said_of_every_group_before_stays_on_her_page_and_is_taken_back_there(
    hers: Client, she: Person
) -> None:
    told = story(she)
    older = an_older_yes(told)
    address = at("story_use", told.pk, "elke-groep")
    assertContains(hers.get(at("story", told.pk)), "Elke groep die je mee geeft")
    assertContains(hers.get(address), "in elke groep die ik mee geef")
    assert hers.get(at("story_yes", told.pk, "elke-groep")).status_code == 404
    hers.post(at("story_take_back", told.pk, "elke-groep"))
    older.refresh_from_db()
    assert older.withdrawn_how == Way.BUTTON
    # Nobody asks her for that any more: nothing leads there.
    for page in (at("story", told.pk), address):
        assertNotContains(hers.get(page), at("story_yes", told.pk, "elke-groep"))


def test_the_desk_keeps_a_yes_told_aloud_for_the_group_that_she_named(desk: Client, she: Person) -> None:
    enter = at("desk_story_enter", she.pk)
    key = str(desk.get(enter).context["form"].initial["key"])
    typed = {"key": key, "title": "De school", "text": WORDS, "by_name": "An", "uses": ["groep-kitchen"]}
    desk.post(enter, typed)
    assert Consent.objects.get().group == KITCHEN.subject
    assertContains(desk.get(at("desk_stories", she.pk)), "De groep in de keuken")


def test_groups_of_two_kinds_with_one_number_have_addresses_of_their_own() -> None:
    subjects = ("training.edition:7", "dialogue.circle:7", "training.edition:8")
    slugs = [slug_of(Meant(Use.THIS_GROUP, HerGroup(subject, "de groep"))) for subject in subjects]
    assert len(set(slugs)) == len(subjects)
    assert all(reverse("coaches:story_use", args=[uuid4(), slug]) for slug in slugs)


# --- may it last


def ends_soon(told: Story) -> Consent:
    """A yes to one group that ends within days, and her letter about it."""
    given = yes(told)
    Consent.objects.filter(pk=given.pk).update(until=timezone.localdate() + timedelta(days=3))
    with time_machine.travel(timezone.localtime().replace(hour=12), tick=False):
        consent.ask_again(timezone.now())
    given.refresh_from_db()
    return given


def link_in(letter: Letter) -> str:
    return next(word for word in letter.body.split() if "/coach/verhalen/" in word).removeprefix(settings.SITE_URL)


def test_the_letter_leads_to_the_exact_words_with_a_yes_and_a_no(hers: Client, she: Person) -> None:
    given = ends_soon(story(she, text=WORDS))
    page = hers.get(link_in(Letter.objects.get(kind="story_again")))
    for said in (given.wording.text.split("\n")[0], "Ja, het mag langer</button>", "Nee, dan stopt het</button>"):
        assertContains(page, said)


def test_her_yes_lasts_after_one_more_question(hers: Client, she: Person) -> None:
    given = ends_soon(story(she, text=WORDS))
    here = at("story_longer", given.story_id, "groep-hall")
    assertContains(hers.post(here, {"go": "on"}), "Kies hoe je dit las.")
    then = hers.post(here, {"go": "on", "answer": "herself"})
    assertRedirects(then, at("story_how_long", given.story_id, "groep-hall", "herself"))
    hers.post(then.headers["Location"], {"answer": "year", "go": "on"})
    lasting = Consent.objects.standing().get(story=given.story_id)
    assert lasting.until > given.until + timedelta(days=300)


def test_her_no_is_kept_as_it_is_and_says_until_when(hers: Client, she: Person) -> None:
    given = ends_soon(story(she, text=WORDS))
    said = hers.post(at("story_longer", given.story_id, "groep-hall"), {"go": "no"}, follow=True)
    assertContains(said, "Daarna halen we het daar weg.")
    assert Consent.objects.standing().get(story=given.story_id).until == given.until


def test_for_a_group_that_is_over_she_is_not_asked_what_she_cannot_answer(
    hers: Client, she: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = story(she, text=WORDS)
    yes(told)
    monkeypatch.setattr(her_groups, "GIVEN", [lambda coach: []])
    Consent.objects.update(until=timezone.localdate() + timedelta(days=3))
    with time_machine.travel(timezone.localtime().replace(hour=12), tick=False):
        consent.ask_again(timezone.now())
    letter = Letter.objects.get(kind="story_again")
    assert "Mag het langer?" not in letter.body
    assert hers.get(link_in(letter)).status_code == 200
    assertRedirects(hers.get(at("story_longer", told.pk, "groep-hall")), at("story_use", told.pk, "groep-hall"))
