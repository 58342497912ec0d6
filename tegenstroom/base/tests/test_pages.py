"""The pages of the house: parts, accessibility, and those for when something fails."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import find
from django.core.management import call_command
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse

from tegenstroom.base import views
from tegenstroom.base.staticfiles import squeezed


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["base:components", "base:accessibility"])
def test_a_public_page_knows_nobody(client: Client, name: str):
    response = client.get(reverse(name))
    assert response.status_code == 200
    assert not response.cookies
    assert "csrfmiddlewaretoken" not in response.content.decode()


@pytest.mark.django_db
def test_a_wrong_date_is_explained_and_the_rest_is_kept(client: Client):
    page = client.get(reverse("base:components"), {"called": "Nadia", "date": "2018-12-13"}).content.decode()
    assert "Deze datum ligt in het verleden. Kies een dag vanaf morgen." in page
    assert 'value="Nadia"' in page


@pytest.mark.django_db
def test_an_address_that_leads_nowhere_says_what_to_do(client: Client):
    response = client.get("/nergens/")
    assert response.status_code == 404
    assert "Deze bladzijde vinden we niet" in response.content.decode()


def test_a_failure_needs_no_database():
    response = views.server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "Het ligt niet aan jou" in response.content.decode()


def test_a_form_that_stood_open_too_long_says_what_to_do():
    response = views.csrf_failure(RequestFactory().post("/"), "CSRF token missing.")
    assert response.status_code == 403
    assert "nog één keer" in response.content.decode()


@pytest.mark.parametrize("page", ["400", "403", "404", "500", "csrf"])
def test_no_error_page_shouts(page: str):
    made = render_to_string(f"base/{page}.html")
    assert "!" not in made.removeprefix("<!doctype html>")
    assert "<h1>" in made


class TestStylesheet:
    def test_everything_reaches_the_browser_as_one_file(self, settings, tmp_path: Path):
        settings.STATIC_ROOT = tmp_path
        settings.STORAGES = {
            **settings.STORAGES,
            "staticfiles": {"BACKEND": "tegenstroom.base.staticfiles.Storage"},
        }
        call_command("collectstatic", interactive=False, verbosity=0)
        joined = (tmp_path / "css/site.css").read_text()
        assert "@import" not in joined
        assert "@layer reset{" in joined
        assert ".notice" in joined
        (hashed,) = tmp_path.glob("css/site.*.css")
        assert re.search(r"atkinson-next\.[0-9a-f]{12}\.woff2", hashed.read_text())
        assert (tmp_path / f"css/{hashed.name}.gz").stat().st_size < 6_000

    @pytest.mark.parametrize(
        ("written", "sent"),
        [
            (
                "/* why */\np + p, a ~ b > c {\n  color : red;\n  margin: 0 1px;\n}\n",
                "p+p,a~b>c{color : red;margin:0 1px}",
            ),
            (".a { width: calc(1rem + 2px); }\n.b + .c { top: 0; }", ".a{width:calc(1rem + 2px)}.b+.c{top:0}"),
            ("@media (min-width: 50rem) { h1 + p { top: 0; } }", "@media (min-width:50rem){h1+p{top:0}}"),
        ],
    )
    def test_it_is_sent_without_what_a_browser_does_not_read(self, written: str, sent: str):
        assert squeezed(written) == sent

    def test_each_component_is_in_the_sheet(self):
        sheet = Path(find("css/site.css"))
        names = {path.name for path in sheet.parent.glob("*.css")} - {"site.css"}
        assert set(re.findall(r'@import "([\w-]+\.css)"', sheet.read_text())) == names

    def test_the_face_is_small(self):
        assert Path(find("fonts/atkinson-next.woff2")).stat().st_size < 22_000
