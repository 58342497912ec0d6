"""What every template may use."""

from django.conf import settings
from django.http import HttpRequest


def site(_request: HttpRequest | None) -> dict[str, object]:
    """Where we are and who we are; the same for every reader."""
    return {"DEMO": settings.DEMO, "SITE_URL": settings.SITE_URL, "NETWORK": settings.NETWORK}
