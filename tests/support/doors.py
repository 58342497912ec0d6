"""The ways in, walked as people walk them."""

import re

from django.core import mail
from playwright.sync_api import Page

from tests.support.browser import Visitor

CODE = re.compile(r"[0-9]{4}-[0-9]{4}")


def code_in(letter: mail.EmailMessage) -> str:
    """The login code in a mail."""
    found = CODE.search(str(letter.body))
    assert found
    return found[0]


def ask_for_a_code(visitor: Visitor, email: str) -> Page:
    """From the page that asks for an address to the page that asks for the code in the mail."""
    page = visitor.go("/account/login/code/")
    page.get_by_label("E-mailadres").fill(email)
    page.get_by_role("button", name="Ik wil een code").click()
    page.get_by_label("Code").wait_for()
    return page


def type_the_code(page: Page) -> Page:
    """The one in the newest mail; to her own page, or to the page where a second factor is asked."""
    page.get_by_label("Code").fill(code_in(mail.outbox[-1]))
    page.get_by_role("button", name="Ik meld me aan").click()
    page.wait_for_url(lambda url: not url.endswith("/login/code/confirm/"))
    return page


def log_in_by_mail(visitor: Visitor, email: str) -> Page:
    """From asking for a code to her own page."""
    return type_the_code(ask_for_a_code(visitor, email))


def log_in_with_card(visitor: Visitor, number: str, pin: str) -> Page:
    """With the sixteen digits on the card and the PIN; to her own page."""
    page = visitor.go("/kaart/")
    page.get_by_label("Nummer van je kaart").fill(number)
    page.get_by_label("PIN").fill(pin)
    page.get_by_role("button", name="Ik meld me aan").click()
    page.wait_for_url("**/mijn/")
    return page
