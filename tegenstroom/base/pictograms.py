"""Pictograms: small drawings of our own that stand beside a word, never instead of it."""

from django.utils.translation import gettext_lazy as _

# Lines on a grid of 24 by 24; the stylesheet gives them the colour of the text.
DRAWINGS = {
    "day": "M4 6h16v14H4zM4 10h16M8 3v5M16 3v5",
    "clock": "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M12 7v5l3 3",
    "place": "M12 21c-5-6-7-8-7-11a7 7 0 0 1 14 0c0 3-2 5-7 11zM12 8a2 2 0 1 0 0 4a2 2 0 1 0 0-4",
    "road": "M5 4h14v12H5zM5 11h14M8 16v3M16 16v3M8 13.5h1M15 13.5h1",
    "people": (
        "M8 4a3 3 0 1 0 0 6a3 3 0 1 0 0-6M2 20c0-5 3-7 6-7s6 2 6 7"
        "M17 7a2.5 2.5 0 1 0 0 5a2.5 2.5 0 1 0 0-5M17 15c3 0 5 2 5 5"
    ),
    "money": "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M15.5 8.5a4.5 4.5 0 1 0 0 7M7 11h6M7 13.5h6",
    "question": "M4 4h16v12H11l-5 4v-4H4zM10 8a2 2 0 1 1 3 1.7c-.7.4-1 .8-1 1.5M12 13v.5",
    "story": "M12 6c-2-2-5-2-8-2v14c3 0 6 0 8 2c2-2 5-2 8-2V4c-3 0-6 0-8 2zM12 6v14",
    "phone": "M6 3h4l1.5 5L9 10c1 2.5 2.5 4 5 5l2-2.5l5 1.5v4c0 2-2 3-4 3C9 20 4 13 3 7c0-2 1-4 3-4z",
    "paper": "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6",
    "own": "M12 3l8 3v6c0 5-4 8-8 9c-4-1-8-4-8-9V6zM9 12l2 2l4-4",
    "ear": "M4 9v6h4l5 4V5L8 9zM16.5 9a4 4 0 0 1 0 6M19 6.5a8 8 0 0 1 0 11",
    "back": "M20 12H5M11 5l-7 7l7 7",
    "stop": "M8 3h8l5 5v8l-5 5H8l-5-5V8zM8 12h8",
}

# What each of them draws, for who chooses one.
DRAWN = {
    "day": _("dag"),
    "clock": _("uur"),
    "place": _("plaats"),
    "road": _("weg"),
    "people": _("mensen"),
    "money": _("geld"),
    "question": _("vraag"),
    "story": _("verhaal"),
    "phone": _("telefoon"),
    "paper": _("papier"),
    "own": _("van jou alleen"),
    "ear": _("luisteren"),
    "back": _("terug"),
    "stop": _("stop"),
}
