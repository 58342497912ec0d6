"""What search engines and course finders read: schema.org Course, CourseInstance, Offer and Schedule."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from tegenstroom.organisations.models import Place
from tegenstroom.training.models import ModuleVersion, Price
from tegenstroom.training.programme import Card
from tegenstroom.training.rules.offer import Entrance

CONTEXT = "https://schema.org"
# "<", ">" and "&" as JSON escapes: no text can close the element that it stands in.
HARMLESS = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}
AVAILABILITY = {
    Entrance.PLACES: "InStock",
    Entrance.LAST_PLACES: "LimitedAvailability",
    Entrance.WAITING_LIST: "BackOrder",
    Entrance.CLOSED: "SoldOut",
}


def block(thing: dict[str, Any]) -> SafeString:
    """A data block for a page: it holds no script, so the content security policy lets it stand."""
    text = json.dumps({"@context": CONTEXT, **thing}, ensure_ascii=False, separators=(",", ":"))
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text.translate(HARMLESS)))  # noqa: S308


def course(version: ModuleVersion, cards: Iterable[Card] = ()) -> dict[str, Any]:
    """A module, with its editions to come."""
    found: dict[str, Any] = {
        "@type": "Course",
        "name": version.title,
        "description": version.summary,
        "url": _absolute("training:module", version.module.slug),
        "inLanguage": "nl",
        "provider": {"@type": "Organization", "name": settings.NETWORK["name"], "url": settings.SITE_URL},
        "audience": {"@type": "EducationalAudience", "educationalRole": version.get_audience_display()},
    }
    if version.aim_lines:
        found["teaches"] = version.aim_lines
    if version.prior_knowledge:
        found["coursePrerequisites"] = version.prior_knowledge
    if instances := [instance(card) for card in cards]:
        found["hasCourseInstance"] = instances
    return found


def instance(card: Card, prices: Sequence[Price] = ()) -> dict[str, Any]:
    """One edition, its days and what it costs."""
    edition = card.edition
    found: dict[str, Any] = {
        "@type": "CourseInstance",
        "name": edition.version.title,
        "url": _absolute("training:edition", edition.pk),
        "courseMode": "Onsite",
        "startDate": edition.starts_on.isoformat() if edition.starts_on else None,
        "endDate": edition.ends_on.isoformat() if edition.ends_on else None,
        "maximumAttendeeCapacity": edition.maximum,
        "remainingAttendeeCapacity": card.room.left,
        "subEvent": [
            {
                "@type": "Event",
                "name": edition.version.title,
                "startDate": day.starts_at.isoformat(),
                "endDate": day.ends_at.isoformat(),
            }
            for day in card.days
        ],
        "courseSchedule": {
            "@type": "Schedule",
            "repeatCount": len(card.days),
            "scheduleTimezone": settings.TIME_ZONE,
        },
    }
    if edition.place:
        found["location"] = _place(edition.place)
    if prices:
        found["offers"] = [_offer(price, card) for price in prices]
    return {key: value for key, value in found.items() if value is not None}


def _offer(price: Price, card: Card) -> dict[str, Any]:
    return {
        "@type": "Offer",
        "category": price.get_kind_display(),
        "price": str(price.amount),
        "priceCurrency": "EUR",
        "availability": f"{CONTEXT}/{AVAILABILITY[card.entrance]}",
        "url": _absolute("training:edition", card.edition.pk),
    }


def _place(place: Place) -> dict[str, Any]:
    return {
        "@type": "Place",
        "name": place.name,
        "address": {
            "@type": "PostalAddress",
            "streetAddress": place.street,
            "postalCode": place.postcode,
            "addressLocality": place.municipality,
            "addressCountry": "BE",
        },
    }


def _absolute(name: str, *args: object) -> str:
    return f"{settings.SITE_URL}{reverse(name, args=args)}"
