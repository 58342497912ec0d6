"""The words of the parts library: dates, money, names, text, forms."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import time_machine
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import reverse
from django.utils import translation

from tegenstroom.base import voices
from tegenstroom.base.voices import Voice

# 9.30 in Brussels, in winter.
MORNING = datetime(2018, 12, 13, 8, 30, tzinfo=UTC)
AFTERNOON = datetime(2018, 12, 13, 15, 30, tzinfo=UTC)


def render(source: str, **context: object) -> str:
    return Template(source).render(Context(context)).strip()


@pytest.fixture
def in_2018():
    with time_machine.travel(datetime(2018, 11, 22, 12, tzinfo=UTC)):
        yield


class TestLongWords:
    @pytest.mark.parametrize(
        ("written", "shown"),
        [
            ("arbeidstrajectbegeleiding", "arbeids|traject|begeleiding"),
            ("Wijkgezondheidscentrum", "Wijkgezondheids|centrum"),
            ("samenwerkingsovereenkomst", "samen|werkings|overeenkomst"),
            ("WELZIJNSORGANISATIE", "WELZIJNS|ORGANISATIE"),
            # Short enough for every phone; a prefix; nothing that we know a joint of.
            ("groepsgesprek", "groepsgesprek"),
            ("Herontwikkelingen", "Herontwikkelingen"),
            ("vertrouwelijkheden", "vertrouwelijkheden"),
            ("Hulp bij &amp; rond arbeidstrajectbegeleiding.", "Hulp bij &amp; rond arbeids|traject|begeleiding."),
        ],
    )
    def test_a_long_word_in_a_heading_may_break_at_its_joint_only(self, written, shown):
        page = f"{{% extends 'base.html' %}}{{% block title %}}{written}{{% endblock %}}"
        assert f"<h1>{shown.replace('|', '&shy;')}</h1>" in render(page)

    def test_a_heading_is_escaped_once(self):
        page = "{% extends 'base.html' %}{% block title %}{{ name }}{% endblock %}"
        assert "<h1>&lt;b&gt;A &amp; B&lt;/b&gt;</h1>" in render(page, name="<b>A & B</b>")

    def test_an_address_breaks_between_its_parts_and_never_in_a_word(self):
        page = "{{ email|breakable }}"
        assert render(page, email="rik.redactiers@example.org") == "rik<wbr>.redactiers@<wbr>example<wbr>.org"
        assert render(page, email="<i>@x.be") == "&lt;i&gt;@<wbr>x<wbr>.be"


@pytest.mark.usefixtures("in_2018")
class TestDates:
    def test_a_day_is_said_in_dutch_words(self):
        assert render("{{ d|day }}", d=date(2018, 12, 13)) == "donderdag 13 december"

    def test_the_year_is_said_only_when_it_is_another(self):
        assert render("{{ d|day }}", d=date(2019, 1, 3)) == "donderdag 3 januari 2019"
        assert render("{{ d|day_short }}", d=date(2019, 1, 3)) == "do 3 jan 2019"

    def test_a_short_day(self):
        assert render("{{ d|day_short }}", d=MORNING) == "do 13 dec"

    def test_a_moment_is_said_in_the_time_of_brussels(self):
        assert render("{{ d|moment }}", d=MORNING) == "donderdag 13 december, 9.30\N{NO-BREAK SPACE}u."

    def test_hours_from_and_to(self):
        assert (
            render("{{ a|hours:b }}", a=MORNING, b=AFTERNOON)
            == "9.30\N{NO-BREAK SPACE}u. tot 16.30\N{NO-BREAK SPACE}u."
        )

    def test_a_full_hour_has_no_zeros(self):
        assert render("{{ a|hours }}", a=datetime(2018, 12, 13, 13, tzinfo=UTC)) == "14\N{NO-BREAK SPACE}u."

    def test_late_in_the_evening_utc_it_is_already_tomorrow_here(self):
        assert render("{{ d|day }}", d=datetime(2018, 12, 13, 23, 30, tzinfo=UTC)) == "vrijdag 14 december"

    @pytest.mark.parametrize(
        ("language", "said"),
        [
            ("en", "Thursday 13 December, 9:30"),
            ("fr", "jeudi 13 décembre, 9\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}30"),
        ],
    )
    def test_other_languages_say_it_their_way(self, language: str, said: str):
        with translation.override(language):
            assert render("{{ d|moment }}", d=MORNING) == said

    def test_nothing_stays_nothing(self):
        source = "{{ d|day }}{{ d|day_short }}{{ d|moment }}{{ d|hours:d }}{{ d|euro }}{{ d|markdown }}"
        assert render(source, d=None) == ""


@pytest.mark.parametrize("drawing", ['{% sign "lived" %}', '{% qr "x" %}', "{% band spoken %}"])
def test_a_drawing_has_a_size_when_the_stylesheet_does_not_come(drawing: str):
    svg = render(drawing, spoken=[("lived", 2)]).partition("<svg")[2].partition(">")[0]
    assert " width=" in svg
    assert " height=" in svg


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (Decimal("44.02"), "€\N{NO-BREAK SPACE}44,02"),
        (Decimal("1044.02"), "€\N{NO-BREAK SPACE}1.044,02"),
        (Decimal("0"), "€\N{NO-BREAK SPACE}0,00"),
        (Decimal("-5"), "−€\N{NO-BREAK SPACE}5,00"),
        (Decimal("0.125"), "€\N{NO-BREAK SPACE}0,13"),
        (200, "€\N{NO-BREAK SPACE}200,00"),
        ("geen getal", ""),
    ],
)
def test_money_is_written_as_people_write_it(amount: object, said: str):
    assert render("{{ a|euro }}", a=amount) == said


@pytest.mark.parametrize(
    ("name", "said"), [("Els Peeters", "EP"), ("Jan Van den Berg", "JB"), ("élise", "É"), ("", "")]
)
def test_initials(name: str, said: str):
    assert render("{{ n|initials }}", n=name) == said


class TestMarkdown:
    def test_headings_fit_under_the_page(self):
        assert render("{{ t|markdown }}", t="# Kop\n\nEen *woord*.") == "<h2>Kop</h2>\n<p>Een <em>woord</em>.</p>"
        assert render("{{ t|markdown:3 }}", t="# Kop") == "<h3>Kop</h3>"

    @pytest.mark.parametrize(
        "text",
        [
            "<script>alert(1)</script>",
            "[klik](javascript:alert(1))",
            '<img src=x onerror="alert(1)">',
            "![](http://elders.example/teller.png)",
        ],
    )
    def test_nothing_dangerous_passes(self, text: str):
        made = render("{{ t|markdown }}", t=text)
        assert "<script" not in made
        assert "href" not in made
        assert "<img" not in made


class Enrol(forms.Form):
    name = forms.CharField(label="Je naam", help_text="Zoals je genoemd wilt worden.")
    needs = forms.CharField(label="Wat we moeten weten", required=False)
    kind = forms.ChoiceField(
        label="Ik kom als", choices=[("p", "hulpverlener"), ("v", "vrijwilliger")], widget=forms.RadioSelect
    )
    agree = forms.BooleanField(label="Ik ga akkoord", required=False)
    key = forms.CharField(widget=forms.HiddenInput, required=False)


class TestForms:
    def test_an_error_stands_on_top_and_at_its_field(self):
        made = render('{% form form submit="Ik schrijf me in" %}', form=Enrol({"needs": "lift"}))
        assert '<a href="#id_name">Je naam</a>' in made
        assert '<p class="field__error" id="id_name_error">' in made
        assert 'aria-invalid="true"' in made
        assert 'aria-describedby="id_name_helptext id_name_error"' in made
        assert 'value="lift"' in made

    def test_choices_are_a_group_with_a_legend(self):
        made = render("{% form form %}", form=Enrol({}))
        assert "<legend>Ik kom als</legend>" in made
        assert '<a href="#id_kind">' in made
        assert 'id="id_kind"' in made

    def test_what_may_stay_empty_says_so_in_words(self):
        made = render("{% form form %}", form=Enrol())
        assert made.count("(mag je leeg laten)") == 1

    @pytest.mark.parametrize(
        ("choices", "says_so"), [([("a", "Alles")], False), ([("", "–"), ("a", "Alles")], True)]
    )
    def test_a_list_that_always_holds_something_is_not_said_to_stay_empty(self, choices, says_so):
        asked = forms.Form()
        asked.fields["kind"] = forms.ChoiceField(choices=choices, required=False)
        assert ("(mag je leeg laten)" in render("{% form form %}", form=asked)) is says_so

    def test_the_button_bears_its_verb(self):
        made = render('{% form form submit="Ik schrijf me in" %}', form=Enrol())
        assert '<button class="button">Ik schrijf me in</button>' in made

    def test_hidden_fields_go_along(self):
        assert 'name="key"' in render("{% form form %}", form=Enrol())
        assert 'name="key"' in render("{{ form }}", form=Enrol())

    def test_plain_django_forms_look_the_same(self):
        assert '<p class="field__error"' in render("{{ form }}", form=Enrol({}))

    def test_the_browser_does_not_complain_in_its_own_language(self):
        assert " required" not in render("{% form form %}", form=Enrol())


class TestParts:
    def test_a_voice_has_sign_and_word(self):
        made = render('{% voice "lived" %}')
        assert "<circle" in made
        assert "ervaring" in made

    def test_a_coach_wears_the_ring_of_lived_experience(self):
        made = render('{% person_ring "Nadia" "coach" %}')
        assert "person--lived" in made
        assert "coach" in made

    @pytest.mark.usefixtures("in_2018")
    def test_a_date_block_says_day_hours_and_place(self):
        made = render("{% date_block a b 'De Kring, Gent' %}", a=MORNING, b=AFTERNOON)
        assert "13 december" in made
        assert "9.30\N{NO-BREAK SPACE}u. tot 16.30\N{NO-BREAK SPACE}u." in made
        assert "De Kring, Gent" in made

    def test_a_date_that_is_not_known_yet(self):
        assert "datum volgt" in render("{% date_block None %}")

    def test_a_qr_code_needs_no_style_attribute(self):
        made = render('{% qr "https://voorbeeld.example/a" "Open je kaart" %}')
        assert "<path" in made
        assert "style=" not in made
        assert 'aria-label="Open je kaart"' in made

    def test_a_pager_keeps_the_filter(self):
        page = Paginator(range(50), 10).page(2)
        request = RequestFactory().get("/aanbod/", {"thema": "kinderen"})
        made = render("{% pager page %}", page=page, request=request)
        assert "?thema=kinderen&amp;page=3" in made
        assert "bladzijde 2 van 5" in made

    def test_one_page_needs_no_pager(self):
        assert render("{% pager page %}", page=Paginator([1], 10).page(1)) == ""

    def test_words_of_a_person_say_what_may_be_done_with_them(self):
        made = render("{% said 'lived' 'Nadia' words 'Mag in vormingen.' %}", words="Ze <vroeg> niets.")
        assert "Ze &lt;vroeg&gt; niets." in made
        assert "Mag in vormingen." in made


class TestMenu:
    SOURCE = '{% nav_link "base:components" "Onderdelen" %}'

    def test_the_reader_sees_where_she_is(self):
        request = RequestFactory().get("/onderdelen/")
        assert 'aria-current="page"' in render(self.SOURCE, request=request)

    def test_a_page_elsewhere_is_not_marked(self):
        assert "aria-current" not in render(self.SOURCE, request=RequestFactory().get("/"))

    def test_a_word_may_stand_for_another_place_too(self):
        source = '{% nav_link "base:components" "Onderdelen" beside="front:figures" %}'
        assert 'aria-current="true"' in render(
            source, request=RequestFactory().get(f"{reverse('front:figures')}7/")
        )

    def test_a_page_that_does_not_exist_has_no_line(self):
        assert render('{% nav_link "base:nowhere" "Nergens" %}') == ""


class TestBands:
    SPOKEN = (("lived", 40), ("practice", 20), ("lived", 10), ("research", 30))

    def test_shares_are_said_in_order(self):
        assert [(share.voice, share.percent) for share in voices.weave(self.SPOKEN).shares] == [
            (Voice.LIVED, 40),
            (Voice.PRACTICE, 20),
            (Voice.LIVED, 10),
            (Voice.RESEARCH, 30),
        ]

    def test_neighbours_of_one_voice_are_one_turn(self):
        assert voices.turns([("lived", 1), ("lived", 2), ("practice", 0)]) == [(Voice.LIVED, 3)]

    def test_a_band_is_the_same_each_time_and_another_for_another_talk(self):
        assert voices.weave(self.SPOKEN) == voices.weave(self.SPOKEN)
        assert voices.weave(self.SPOKEN) != voices.weave(self.SPOKEN[::-1])

    def test_whoever_spoke_more_has_the_longer_stretch(self):
        lived, practice = (
            float(run.path.split("H")[1]) - float(run.path[1:].split()[0])
            for run in voices.weave([("lived", 40), ("practice", 20)]).stretches
            if run.speaks
        )
        assert lived > practice

    def test_a_long_talk_still_fits_its_drawing(self):
        band = voices.weave([("lived", 1), ("practice", 1)] * 20)
        assert max(run.middle for run in band.stretches) < band.length

    def test_the_band_says_in_words_what_it_shows(self):
        made = render("{% band spoken %}", spoken=self.SPOKEN)
        assert "ervaring 40 %, praktijk 20 %, ervaring 10 %, onderzoek 30 %" in made

    def test_nobody_spoke_yet(self):
        assert render("{% band spoken %}", spoken=[]) == ""

    def test_nobody_speaks_less_than_nothing(self):
        with pytest.raises(ValueError, match="less than nothing"):
            voices.weave([("lived", -1)])


@pytest.mark.parametrize(
    ("minutes", "said"), [(360, "6 uur"), (210, "3 uur 30"), (65, "1 uur 05"), (45, "45 minuten"), (None, "")]
)
def test_how_long_a_part_takes_is_said_in_hours(minutes: int | None, said: str):
    assert Template("{{ minutes|duration }}").render(Context({"minutes": minutes})) == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (180, "3 minuten"),
        (60, "1 minuut"),
        (65, "1 minuut 05"),
        (90, "1 minuut 30"),
        (40, "40 seconden"),
        (1, "1 seconde"),
        (None, ""),
    ],
)
def test_how_long_someone_speaks_is_said_in_minutes(seconds: int | None, said: str):
    assert Template("{{ seconds|lasting }}").render(Context({"seconds": seconds})) == said


@pytest.mark.parametrize(("code", "parts"), [("ABCDEFGHJK", ["ABCD", "EFGH", "JK"]), ("ABCD", ["ABCD"]), ("", [])])
def test_a_code_is_seen_in_fours_and_copied_as_one_word(code: str, parts: list[str]):
    page = Template("{{ code|in_fours }}").render(Context({"code": code}))
    assert re.findall(r"<span>(\w+)</span>", page) == parts
    assert re.sub(r"<[^>]*>", "", page) == code


def test_a_code_in_fours_cannot_bring_a_tag_along():
    assert "<b>" not in Template("{{ code|in_fours }}").render(Context({"code": "<b>abc"}))
