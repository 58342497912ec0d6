"""Moments without a month: feasts and holidays, "de veertiende", "dinsdag 12", "vorige week dinsdag"."""

import re
from collections.abc import Iterator

from tegenstroom.engines.deidentification.dates import DAYS, FULL_MONTHS, ORDINAL
from tegenstroom.engines.deidentification.findings import Label, Reason, Span
from tegenstroom.engines.deidentification.numbers import WORDS

_HOLIDAY = (
    r"(?:kerst|paas|krokus|herfst|zomer|winter|bouw|school|grote|examen|carnavals?|pinkster|hemelvaarts?)[\s-]?"
    r"(?:vakantie|verlof|weekend)"
)
_FEAST = (
    rf"(?:allerheiligen|allerzielen|kerst(?:mis|avond|dag|nacht|dagen|periode|feest)?|oudjaar|oudejaars?(?:avond|dag|nacht)?"
    r"|nieuwjaars?(?:dag|nacht|avond)?|nieuwjaar|driekoningen|valentijn(?:sdag)?|carnaval|vastenavond|aswoensdag"
    r"|pasen|paas(?:dag|maandag|zondag|zaterdag)|goede\s+vrijdag|witte\s+donderdag|(?:o\.?l\.?h\.?[\s-]?)?hemelvaart(?:sdag)?"
    r"|pinksteren|pinkster(?:maandag|zondag)|moederdag|moederkesdag|vaderdag|sinterklaas(?:avond)?|sint[\s-]maarten"
    r"|halloween|(?:de\s+)?ramadan|suikerfeest|offerfeest|[ae]id(?:\s+(?:el|al)[\s-]\w+)?|chanoeka|divali|newroz|nowruz"
    r"|wapenstilstand|dag\s+van\s+de\s+arbeid|feest\s+van\s+de\s+arbeid|nationale\s+feestdag|gentse\s+feesten"
    rf"|oogstfeesten|(?:sinksen|oktober|jaar|half-?vasten)foor|sinksen|kermis|{_HOLIDAY})"
)
_NEAR = (
    r"(?:met|me|mè|mee|op|rond|rondom|na|voor|vóór|tegen|tijdens|in|sinds|sedert|tot|van|vanaf|tussen|omtrent|vlak\s+na|vlak\s+voor"
    r"|vorige?|volgende?|komende|afgelopen|laatste|deze|dit|elke|begin|eind|einde|eerste|tweede|de\s+dag)"
)
_FEAST_CUED = re.compile(
    rf"\b{_NEAR}\s+(?:de\s+|het\s+|'t\s+|den\s+|haar\s+|zijn\s+|hun\s+|onze?\s+)?(?P<moment>(?:eerste\s+|tweede\s+)?{_FEAST}"
    rf"(?:\s+(?:vorig|dit|volgend)\s+jaar)?)(?!\w)",
    re.IGNORECASE,
)
_FEAST_BESIDE = re.compile(
    rf"\b(?:soep|actie|feest|viering|markt|etentje|ontbijt|pakket|cadeau|bezoek|kamp|uitstap|optreden|inzameling|\w+actie|\w+feest|\w+bezoek)\s+(?P<moment>{_FEAST})(?!\w)",
    re.IGNORECASE,
)
_FEAST_OPENS = re.compile(
    r"(?:^|[.!?:;,]\s+)(?P<moment>(?:kerst|oude?jaars?|nieuwjaars|paas|moeder|vader)(?:avond|dag|nacht|maandag|mis)(?:\s+\d{4})?)"
    r"(?=\s+(?:zat|was|waren|kwam|ging|belde|stond|kreeg|kregen|had|hadden|vierden)\b)",
    re.IGNORECASE | re.MULTILINE,
)
_BESIDE_FEAST = re.compile(
    rf"\b(?P<moment>(?:{DAYS}|(?:een|twee|drie|vier|vijf|enkele|\d{{1,2}})\s+(?:dagen|weken|dag|week)|de\s+(?:dag|week|nacht|avond)"
    rf"|(?:het\s+|'t\s+)?weekend|week|nacht)\s+(?:voor|na|van|vóór)\s+(?:de\s+|het\s+|'t\s+)?{_FEAST})(?!\w)",
    re.IGNORECASE,
)
_NUMBERED_DAY = rf"(?:{ORDINAL}|(?:[12]\d|3[01]|[1-9])(?:sten?|den?|e|en)\b|(?:[12]\d|3[01]|[1-9])(?![\d/:.,u€%]))"
_ORDINAL_DAY = rf"(?:{ORDINAL}|(?:[12]\d|3[01]|[1-9])\s?(?:sten?|den?|e|en)\b)"
# What stands after a day of the month: no noun that would be counted.
_NO_NOUN = (
    r"(?=\s*(?:[.,;:!?)\n\"”]|$|(?:komt|kwam|kom|moet|moest|moeten|is|was|om|had|heeft|hebben|ga|gaat|ging|krijg\w*"
    r"|kreeg|zou|zal|kan|mag|wordt|van\s+(?:de|deze|vorige|volgende)\s+maand|al|weer|terug|nog|staat|stond|begint"
    r"|stopt|loopt|valt|betaal\w*|zit\w*|zat|alles|niet|niks|wil|wou|verhuis\w*|vertrek\w*|bel\w*|ben|heb|zijn|waren"
    r"|vieren?|verjaart?|werd|ook|dan|want|maar|omdat|ze|hij|ik|we)\b))"
)
_NOTED_DAY = re.compile(
    rf"(?:\b(?:tegen|vanaf|tot|sinds|rond|ten\s+laatste|uiterlijk|voor|na|dag|dus|\ben)\s+(?=de)|\b(?=den|d'n)"
    rf"|\bop\s+(?=den?\s)(?!den?\s+(?:eerste|tweede|derde|vierde|vijfde)\s*(?:[.,;:!?)\n]|$))"
    rf"|(?:^|[.!?:]\s+|\ben\s+)(?=de\s+)(?!de\s+(?:eerste|tweede|derde)\b))(?P<moment>(?:de|den|d'n)\s+{_ORDINAL_DAY}){_NO_NOUN}",
    re.IGNORECASE | re.MULTILINE,
)
_SPAN_OF = re.compile(
    rf"\b(?P<moment>(?:weekend|weekeinde|week|nacht|avond|ochtend|middag|zitting|afspraak|vergadering)\s+van\s+(?:de\s+|den\s+|het\s+)?"
    rf"(?:{DAYS}\s+)?{_NUMBERED_DAY}(?:\s+(?:op|tot|en)\s+(?:de\s+)?{_NUMBERED_DAY})?)(?!\w)(?!\s+(?:januari|keer|jaar|maand|week|dag|"
    rf"euro|uur)\b)",
    re.IGNORECASE,
)
_LONG_DAYS = r"(?:maan|dins|woens|donder|vrij|zater|zon)dag"
_DAY_AND_NUMBER = re.compile(
    rf"(?<!\w)(?P<moment>{DAYS}\s+(?:de\s+|den\s+)?(?:{_ORDINAL_DAY}|(?:[12]\d|3[01]|[1-9])(?!\d)))(?![\w€%]|[:.,/]\d"
    r"|\s*(?:u\b|uur|h\b|euro|kinderen|mensen|keer|min))",
    re.IGNORECASE,
)
_WEEK_AND_DAY = re.compile(
    rf"\b(?P<moment>(?:vorige|volgende|komende|verleden|afgelopen|deze|over\s+(?:een|twee))\s+(?:week|weken|weekend)\s+(?:op\s+)?{_LONG_DAYS}"
    rf"|{_LONG_DAYS}\s+(?:vorige|volgende|komende|verleden)\s+week|{_LONG_DAYS}\s+(?:over|voor)\s+(?:een|twee|veertien)\s+(?:week|weken|dagen)"
    rf"|(?:verleden|komende|afgelopen|vorige|volgende)\s+{_LONG_DAYS})\b",
    re.IGNORECASE,
)
_NTH_WEEKDAY = re.compile(
    rf"\b(?P<moment>(?:eerste|tweede|derde|vierde|laatste|voorlaatste)\s+(?:{_LONG_DAYS}|weekend|week)\s+(?:van|in|na|voor)\s+(?:de\s+)?"
    rf"(?:{FULL_MONTHS}|maand|{_FEAST}|schooljaar))(?!\w)",
    re.IGNORECASE,
)
_SCHOOL_YEAR = re.compile(
    r"\b(?P<moment>(?:schooljaar|academiejaar|werkjaar|seizoen|sj)\s+['’]?\d{2,4}\s?[-/–]\s?['’]?\d{2,4})(?!\w)",
    re.IGNORECASE,
)
_YEAR_RELATIVE = re.compile(
    rf"\b(?P<moment>(?:{FULL_MONTHS}|lente|zomer|herfst|winter|voorjaar|najaar)\s+(?:van\s+)?(?:vorig|dit|volgend|verleden)\s+jaar"
    rf"|(?:vorige?|volgende?|deze|dit|afgelopen|verleden|komende)\s+(?:lente|zomer|herfst|winter|voorjaar|najaar)"
    rf"|(?:vorig|dit|volgend|verleden)\s+jaar\s+(?:in\s+)?(?:{FULL_MONTHS}))\b",
    re.IGNORECASE,
)
_SPOKEN_BIRTH = re.compile(
    rf"\b(?:geboren|geboortedatum|verjaart|verjaar|verjaardag)\b(?:\s+(?:op|is|de|den|van)){{0,3}}\s+(?P<moment>(?:{WORDS}|{ORDINAL})"
    rf"(?:\s+(?:van\s+de\s+)?(?:{WORDS}|{ORDINAL})){{1,3}})(?!\w)",
    re.IGNORECASE,
)
_PATTERNS = (
    _FEAST_CUED, _FEAST_BESIDE, _FEAST_OPENS, _BESIDE_FEAST, _NOTED_DAY, _SPAN_OF, _DAY_AND_NUMBER,
    _WEEK_AND_DAY, _NTH_WEEKDAY,
    _SCHOOL_YEAR, _YEAR_RELATIVE, _SPOKEN_BIRTH,
)  # fmt: skip


def find(text: str) -> Iterator[Span]:
    """Every such moment. Spans may overlap."""
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            yield Span(match.start("moment"), match.end("moment"), Label.DATE, Reason.MOMENT, 0.75)
