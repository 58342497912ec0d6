"""From a row in the queue to a message for a mail server."""

from email.utils import formataddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import urlize
from django.utils.safestring import SafeString, mark_safe

from tegenstroom.base.models import Letter


def message(letter: Letter) -> EmailMultiAlternatives:
    """The mail of this letter: text, the same text as simple HTML, its files, and an id that never changes."""
    result = EmailMultiAlternatives(
        subject=letter.subject,
        body=f"{letter.body}\n\n-- \n{signature()}\n",
        to=[formataddr((letter.to_name, letter.to_email))],
        reply_to=[settings.NETWORK["email"]],
        headers={"Message-ID": message_id(letter), "Auto-Submitted": "auto-generated"},
    )
    result.attach_alternative(as_html(letter), "text/html")
    for file in letter.attachments.all():
        result.attach(file.name, bytes(file.content), file.content_type)
    return result


def message_id(letter: Letter) -> str:
    """The same for every try, so that a mail program shows a letter once."""
    host = settings.SITE_URL.partition("://")[2].partition(":")[0].partition("/")[0]
    return f"<letter-{letter.pk}@{host}>"


def as_html(letter: Letter) -> str:
    """The text of the letter with real paragraphs and links."""
    with translation.override(letter.language):
        return render_to_string(
            "base/emails/letter.html",
            {"letter": letter, "paragraphs": paragraphs(letter.body), "signature": signature()},
        )


def paragraphs(text: str) -> list[SafeString]:
    """Each paragraph of a plain text as HTML: escaped, line ends kept, links that work."""
    blocks = [block for block in text.split("\n\n") if block.strip()]
    return [mark_safe(urlize(block, autoescape=True).replace("\n", "<br>\n")) for block in blocks]  # noqa: S308


def signature() -> str:
    """Who sends this and where she can be reached, a line each."""
    network = settings.NETWORK
    street = ", ".join(network["address"].splitlines())
    return "\n".join(filter(None, (network["name"], street, network["phone"], network["email"])))
