"""Dates as people say them, money as people write it, and the parts of the interface.

The library is built into every template: nothing to load. `docs/parts.md` lists the words.
"""

from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from itertools import batched
from typing import Any

import segno
from django import template
from django.core.exceptions import NON_FIELD_ERRORS
from django.core.paginator import Page
from django.forms import BaseForm, BoundField, Field, ModelChoiceField, Select, SelectMultiple
from django.template.context import Context
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.urls import NoReverseMatch, reverse
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from tegenstroom.base import joints, keepsafe, markup, pictograms, saying, voices
from tegenstroom.base.forms import TOO_SOON
from tegenstroom.base.voices import Voice

register = template.Library()

SIGNS = {
    Voice.LIVED: '<circle cx="8" cy="8" r="7"/>',
    Voice.PRACTICE: '<path d="M2 2h12v12H2z"/>',
    Voice.RESEARCH: '<path d="M8 1l7.5 13.5H.5z"/>',
}


@register.filter
def day(value: date | None) -> str:
    """`donderdag 13 december`; empty for nothing."""
    return saying.day(value) if value else ""


@register.filter
def day_short(value: date | None) -> str:
    """`do 13 dec`; empty for nothing."""
    return saying.day_short(value) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """`donderdag 13 december, 9.30 u.`; empty for nothing."""
    return saying.moment(value) if value else ""


@register.filter
def hours(start: datetime | time | None, end: datetime | time | None = None) -> str:
    """`9.30 u. tot 16.30 u.`, or only the first hour when there is no end."""
    if start is None:
        return ""
    return saying.hours(start, end) if end else saying.hour(start)


@register.filter
def duration(minutes: int | None) -> str:
    """`3 uur 30` for 210 minutes; empty for nothing."""
    return saying.duration(minutes) if minutes else ""


@register.filter
def lasting(seconds: int | None) -> str:
    """`1 minuut 30` for 90 seconds; empty for nothing."""
    return saying.lasting(seconds) if seconds else ""


@register.filter
def euro(value: Decimal | float | str | None) -> str:
    """`€ 44,02`; empty for what is no number."""
    try:
        return saying.euro(value) if value not in (None, "") else ""
    except InvalidOperation:
        return ""


@register.filter
def markdown(value: str | None, top: int = 2) -> SafeString:
    """Sanitised HTML of Markdown; `|markdown:3` makes its highest heading an h3."""
    return markup.to_html(value or "", top)


@register.filter
def breakable(email: str) -> SafeString:
    """An e-mail address that breaks between its parts where it must."""
    return mark_safe(joints.breakable(conditional_escape(email)))  # noqa: S308  escaped a moment ago


@register.filter
def in_fours(code: str) -> SafeString:
    """A code to type over: four letters at a time to the eye, one word to who copies it."""
    parts = format_html_join("", "<span>{}</span>", (["".join(four)] for four in batched(code, 4, strict=False)))
    return format_html('<span class="fours">{}</span>', parts)


@register.filter
def initials(value: object) -> str:
    """`EP` for Els Peeters."""
    return saying.initials(str(value or ""))


@register.filter
def desk_or_own(user: object) -> str:
    """The base of a page that coordinators open from their desk, and others from their own page."""
    return "base/desk.html" if "coordinator" in getattr(user, "role_keys", ()) else "base/personal.html"


@register.simple_tag
def sign(voice: str) -> SafeString:
    """The sign of a voice alone; use it only beside its word."""
    shape = SIGNS[Voice(voice)]
    size = 'width="12" height="12" viewBox="0 0 16 16"'
    return mark_safe(f'<svg class="sign" {size} aria-hidden="true">{shape}</svg>')  # noqa: S308


@register.simple_tag
def pictogram(name: str) -> SafeString:
    """A small drawing beside a word that says the same; KeyError for one that is not drawn."""
    line = pictograms.DRAWINGS[name]
    return mark_safe(  # noqa: S308
        f'<svg class="pictogram" viewBox="0 0 24 24" aria-hidden="true"><path d="{line}"/></svg>'
    )


@register.inclusion_tag("parts/read_aloud.html")
def read_aloud() -> dict[str, Any]:
    """A button that reads the page aloud; it shows itself only where the phone has a voice of its own."""
    return {}


@register.simple_tag(name="voice")
def voice_(voice: str) -> SafeString:
    """Sign and word of a voice, in its colour."""
    spoken = Voice(voice)
    return format_html('<span class="voice voice--{}">{} {}</span>', spoken, sign(spoken), spoken.word)


@register.inclusion_tag("parts/band.html", name="band")
def band_(spoken: Iterable[tuple[str, float]]) -> dict[str, Any]:
    """The woven band of an item: pairs of a voice and how much it spoke, in order."""
    band = voices.weave(spoken)
    stretches = [(stretch, mark_safe(SIGNS[stretch.voice])) for stretch in band.stretches]  # noqa: S308  our own
    return {"band": band, "stretches": stretches}


@register.simple_tag
def kept(template_name: str, **values: Any) -> SafeString:
    """A part that reads these plain values alone, made once for all who get the same (base/keepsafe.py)."""
    return keepsafe.rendered(template_name, **values)


@register.inclusion_tag("parts/said.html")
def said(voice: str, name: str, words: str, may: str = "") -> dict[str, Any]:
    """What someone said: sign, name or alias, the words, and what may be done with them."""
    return {"voice": Voice(voice), "name": name, "words": words, "may": may}


@register.inclusion_tag("parts/date_block.html")
def date_block(
    start: date | None, end: datetime | None = None, place: object = None, room: str = ""
) -> dict[str, Any]:
    """The day large, then the hours, the place and how to get there. `place` is a Place or a line of text."""
    weekday, _space, rest = saying.day(start).partition(" ") if start else ("", "", "")
    timed = isinstance(start, datetime)
    said = {"weekday": weekday, "rest": rest}
    return {"start": start, "end": end, "place": place, "room": room, "timed": timed, **said}


@register.inclusion_tag("parts/person.html")
def person_ring(person: Any, part: str = "", full: bool = False) -> dict[str, Any]:
    """Initials in a ring of the role's voice, with her name. `full=True` gives first and family name."""
    wanted = "name" if full else "short_name"
    name = person if isinstance(person, str) else getattr(person, wanted, None) or str(person)
    voice = voices.VOICE_OF_PART.get(part) or (Voice(part) if part in set(Voice) else None)
    return {"name": name, "voice": voice, "part": voices.PART_WORDS.get(part, part)}


@register.simple_tag
def qr(data: str, label: str = "") -> SafeString:
    """A QR code as inline SVG; `label` says in words where it leads."""
    drawing = segno.make(data, error="m", micro=False).svg_inline(omitsize=True, border=4)
    drawing = drawing.replace("<svg", '<svg width="192" height="192"', 1)
    label = label or _("QR-code")
    return format_html('<span class="qr" role="img" aria-label="{}">{}</span>', label, mark_safe(drawing))  # noqa: S308


@register.inclusion_tag("parts/form.html", name="form")
def form_(form: BaseForm, submit: str = "") -> dict[str, Any]:
    """All fields with errors in words, a summary on top and one button. `<form>` and the token are the page's."""
    return {**errors(form), "form": form, "submit": submit or _("Ik bewaar dit")}


@register.inclusion_tag("parts/errors.html")
def errors(form: BaseForm) -> dict[str, Any]:
    """The summary alone, for a page that places the fields itself with `{% field %}`."""
    # The browser's own bubbles speak another language than the page; our sentences stand at the field.
    form.use_required_attribute = False
    faulty = [bound for bound in form if bound.errors and not bound.is_hidden]
    hidden = [error for bound in form.hidden_fields() for error in bound.errors]
    # A form and its rows read as one form, and never wait.
    waits = isinstance(form, BaseForm) and form.has_error(NON_FIELD_ERRORS, TOO_SOON)
    return {"form": form, "faulty": faulty, "hidden_errors": hidden, "waits": waits}


@register.simple_tag
def field(bound: BoundField) -> SafeString:
    """One field: label, help, error, input."""
    return bound.as_field_group()


@register.filter
def is_optional(bound: BoundField) -> bool:
    """True where the page should say that a field may stay empty; a tick box says so by itself.

    A field with `depends = True` is needed when another one is (not) filled in: it says nothing. Nor does a list
    in which something is always chosen.
    """
    if getattr(bound.field, "depends", False) or _is_always_chosen(bound.field):
        return False
    return not bound.field.required and getattr(bound.field.widget, "input_type", "") != "checkbox"


def _is_always_chosen(field: Field) -> bool:
    """Whether it is a list to unfold without an empty choice."""
    if not isinstance(field.widget, Select) or isinstance(field.widget, SelectMultiple):
        return False
    if isinstance(field, ModelChoiceField):
        return field.empty_label is None
    return all(value != "" for value, _label in field.widget.choices)


@register.filter
def is_tick(bound: BoundField) -> bool:
    """True for a single tick box: its label stands after it."""
    widget = bound.field.widget
    return getattr(widget, "input_type", "") == "checkbox" and not widget.use_fieldset


@register.inclusion_tag("parts/pager.html", takes_context=True)
def pager(context: Context, page: Page[Any], name: str = "page") -> dict[str, Any]:
    """Previous and next page; the rest of the address (a filter) stays as it is."""
    request = context.get("request")
    query = request.GET.copy() if request else None

    def link(number: int) -> str:
        if query is None:
            return f"?{name}={number}"
        query[name] = str(number)
        return f"?{query.urlencode()}"

    return {
        "page": page,
        "previous": link(page.previous_page_number()) if page.has_previous() else "",
        "next": link(page.next_page_number()) if page.has_next() else "",
    }


@register.simple_tag(takes_context=True)
def nav_link(context: Context, name: str, word: str, whole: bool = False, beside: str = "") -> str:
    """A line of a menu, marked where the reader is; nothing when no app has that page.

    `whole=True` marks it on its own page only, not on the pages below it; `beside` names another page whose place
    it marks too.
    """
    try:
        address = reverse(name)
    except NoReverseMatch:
        return ""
    path = getattr(context.get("request"), "path", "")
    places = (address, reverse(beside)) if beside else (address,)
    here = "page" if path == address else "true" if path.startswith(places) and not whole else ""
    current = format_html(' aria-current="{}"', here) if here else ""
    return format_html('<li><a href="{}"{}>{}</a></li>', address, current, word)


@register.simple_tag(takes_context=True)
def repeat_block(context: Context, name: str) -> str:
    """What the page wrote in block `name`, once more: the title is the heading too. There long words may break."""
    blocks = context.render_context.get(BLOCK_CONTEXT_KEY)
    block = blocks.get_block(name) if blocks else None
    return mark_safe(joints.jointed(block.render(context))) if block else ""  # noqa: S308  a block escaped its values
