"""Moments: days, months, years. Days of the week and hours alone single nobody out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tegenstroom.engines.deidentification.findings import Label, Reason, Span
from tegenstroom.engines.deidentification.formats import read_digits
from tegenstroom.engines.deidentification.numbers import NUMBERS, WORDS, YEARS, value

MONTHS = ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober"]
MONTHS += ["november", "december"]
_SHORT = {
    "jan": 1,
    "feb": 2,
    "febr": 2,
    "mrt": 3,
    "maa": 3,
    "apr": 4,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "sept": 9,
}
_SHORT |= {"okt": 10, "oct": 10, "nov": 11, "dec": 12}
_SPOKEN = {"januarie": 1, "janvier": 1, "februarie": 2, "meert": 3, "maat": 3, "oogst": 8}
_BY_NAME = {name: number for number, name in enumerate(MONTHS, 1)} | _SHORT

_DIALECT = (
    "avril|juillet|août|mars|juin|meie|meert|moart|april?le|oegst|oogst|novembre|decembre|janewari|febrewari"
)
FULL_MONTHS = "|".join([*MONTHS, _DIALECT])
_MONTH = rf"(?:(?:{FULL_MONTHS})|(?:{'|'.join(sorted(_SHORT, key=len, reverse=True))})\b\.?)"
_TWO_DIGITS = "|".join(
    sorted((word for word, number in NUMBERS.items() if 19 < number < 100), key=len, reverse=True)
)
DAYS = r"(?:(?:maan|dins|woens|donder|vrij|zater|zon)dag|(?:ma|di|wo|do|vr|za|zo)\b\.?)"
_YEAR = rf"(?:(?:19|20)\d\d|['’]\d\d|{YEARS})"
ORDINAL = (
    r"(?:eerste|tweede|derde|vierde|vijfde|zesde|zevende|achtste|negende|tiende|elfde|twaalfde|dertiende"
    r"|veertiende|vijftiende|zestiende|zeventiende|achttiende|negentiende|twintigste|\w{3,5}[eë]ntwintigste"
    rf"|dertigste|eenendertigste|(?:{WORDS})(?:st|d)e)n?"
)
_SEASON = (
    r"(?:lente|zomer|herfst|winter|voorjaar|najaar|kerst(?:mis|vakantie)?|pasen|paasvakantie|krokusvakantie"
    r"|herfstvakantie|grote\s+vakantie|zomervakantie|schooljaar|academiejaar|ramadan|pinksteren|nieuwjaar"
    r"|oudjaar|allerheiligen)"
)
_NUMERIC = re.compile(
    r"(?<![\w.,/-])(?:\d{1,2}\s?[./\-–]\s?(?:\d{1,2}|[IVX]{1,4})\s?[./\-–]\s?(?:(?:19|20)\d\d|['’]?\d\d)|(?:19"
    r"|20)\d\d[./-]\d{1,2}[./-]\d{1,2})(?![\w/]|[.,-]\d)"
)
_SPACED = re.compile(
    r"(?<![\w.,/])(?:0[1-9]|[12]\d|3[01]) (?:0[1-9]|1[0-2]) (?:19|20)\d\d(?!\w)|(?<!\w)(?:19|20)\d{2}(?:0[1-9]"
    r"|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\w)"
)
_DAY_MONTH = re.compile(
    rf"(?<![\w.,])(?:{DAYS}\s+)?(?:\d{{1,2}}\s?(?:en|tot|op|à|-|–|/|,|t/m"
    rf"|tem)\s?)?(?:\d{{1,2}}(?:\s?(?:sten?|den?|e|ᵉ))?"
    rf"|{ORDINAL}"
    rf"|(?:{WORDS}))[ \t\u00a0.\-/]{{0,3}}(?:van\s+)?(?:de\s+)?{_MONTH}"
    rf"(?:[ \t\u00a0,\-/]{{0,3}}(?:van\s+)?(?:{_YEAR}|(?:{_TWO_DIGITS})(?!\w))|\s+(?:jl\b|ll\b"
    rf"|j\.l\b|l\.l\b|e\.?k\b|a\.?s\b|d\.?d\b)\.?)?(?!\w)",
    re.IGNORECASE,
)
_MONTH_YEAR = re.compile(
    rf"(?<!\w)(?:(?:de|het)\s+)?(?:{_MONTH}|{_SEASON})(?:\s+van\s+(?:het\s+jaar\s+)?"
    rf"|[ \t\u00a0\-/,]{{1,3}})(?:{_YEAR}\b(?:\s?[-/–]\s?(?:(?:19|20)?\d\d)\b)?|tweeduizend\w*)",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(
    rf"(?<!\w)(?:{FULL_MONTHS})\s+\d{{1,2}}(?:,?\s+(?:19|20)\d\d)?(?![\w:.,]?\d|\s*(?:u\b|uur|euro|%))",
    re.IGNORECASE,
)
_SHORT_MONTH = re.compile(
    rf"(?<!\w)(?:{'|'.join(sorted(_SHORT, key=len, reverse=True))})\b\.?[ ]?['’]?\d\d(?![\w:.,/])", re.IGNORECASE
)
_NOTED = re.compile(
    r"^[ \t]*[-*•]?[ \t]?(?P<day>(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2]))(?=\.?:?[ ]+[^\W\d_])", re.MULTILINE
)
# ". 23.11 Met hem naar": where a note begins that stands behind another.
_NOTED_AFTER = re.compile(r"(?<=[.!?] )(?P<day>(?:0[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2]))(?=\.?:?[ ][A-Z])")
_ON_DAY = re.compile(
    r"\b(?:op|dd|d\.d|vanaf|sinds|tegen|tot)\b\.?:?\s*(?P<day>(?:0?[1-9]|[12]\d"
    r"|3[01])\.(?:0[1-9]|1[0-2])|\d{6})(?![\w€]|[.,]\d|\s*(?:u\b|uur|euro))",
    re.IGNORECASE,
)
_SLASHED_MONTH = re.compile(r"(?<![\w./-])(?:0?[1-9]|1[0-2])\s?[/\-]\s?(?:19|20)\d\d(?![\w/-])")
_BARE_MONTH = re.compile(
    rf"\b(?:in|tussen|sinds|vanaf|begin|midden|half|eind|einde|tot|van|voor|na|tegen|rond|medio|deze|vorige|volgende"
    rf"|afgelopen)\s+(?:de\s+maand\s+)?(?P<month>{FULL_MONTHS})\b(?!\s+\d)|\b(?:begin|midden|half|eind|einde"
    rf"|medio"
    rf"|sinds)\s+(?P<short>(?:{'|'.join(sorted(_SHORT, key=len, reverse=True))})\b\.?)",
    re.IGNORECASE,
)
# "tussen januari en april"
_SECOND_MONTH = re.compile(
    rf"(?<!\w)(?:{'|'.join(MONTHS)})\s+(?:en|of|tot|tem|t/m)\s+(?P<month>{'|'.join(MONTHS)})(?!\w|\s+\d)",
    re.IGNORECASE,
)
_SPOKEN_YEAR = re.compile(
    rf"\b(?:in|sinds|van|vanaf|tot|voor|na|rond|jaar|anno|zomer|winter|geboren)\s+(?P<year>{YEARS})(?!\w)"
    r"(?!\s+(?:jaar|euro|mensen|dagen|weken|maanden|uur|kilo|keer|frank))",
    re.IGNORECASE,
)
_BARE_YEAR = re.compile(
    r"(?:\b(?:in|sinds|uit|van|vanaf|tot|voor|na|rond|begin|midden|eind|einde|jaar|anno|zomer|winter|lente"
    r"|herfst|geboren|geb|°|dateert|tegen|en|tussen|ca|medio|al|circa|of)\b\.?:?\s*|[°(]\s?"
    r"|\bjaren\s)(?P<year>(?:19[2-9]\d|20[0-4]\d)(?:\s?[-–/]\s?(?:(?:19|20)?\d\d))?)(?![\w€]|[.,:/-]\d"
    r"|\s*(?:euro?\b|eur\b|€|km|meter|kg|kcal|mensen|inwoners|stuks|frank))",
    re.IGNORECASE,
)
_ANY_YEAR = re.compile(
    r"(?<![\w€.,:/+-])(?<![€\d] )(?P<year>(?:19[3-9]\d|20[0-3]\d))(?![\w€]|[.,:/-]\d"
    r"|\s*(?:euro?\b|eur\b|€|km|meter|kg|kcal|mensen|inwoners|stuks|frank|watt|kwh|liter|gram"
    r"|leden|gezinnen|[A-Z][a-z]))"
)
_YEAR_IN_COLUMN = re.compile(r"[|;\t][ ]?(?P<year>(?:19[2-9]|20[0-4])\d)(?=[ ]?(?:[|;\t\n]|$))", re.MULTILINE)
_SHORT_YEAR = re.compile(
    r"\b(?:in|sinds|zomer|winter|van|uit|eind|begin)\s+(?P<year>['’]\d\d)(?!\w)", re.IGNORECASE
)
# "verzopen in 82": a year cut short, where nothing is counted.
_CUT_YEAR = re.compile(
    r"\b(?:in|sinds|van|tot)\s+(?P<year>[4-9]\d)(?=\s*(?:[.!?)\n]|,\s|$|al\b|toen\b|en\s+(?:nu|toen"
    r"|sindsdien)\b))",
    re.IGNORECASE,
)
_DAY_SLASH = re.compile(
    rf"(?:\b(?:op|dd|d\.d|vanaf|tot|tegen|van|sinds|t/m|tem|geb|geboren|verjaart|datum|afspraak|zitting|gesprek"
    rf"|hb|huisbezoek|tel|overleg|uiterlijk|{DAYS}|vorige|en|voor|na)\b\.?:?\s*|^[ \t]{{0,8}}[-*•]?[ \t]?|[(°;"
    rf"|]\s?|\.\s)(?P<day>(?:0?[1-9]|[12]\d|3[01])\s?[/\-]\s?(?:0?[1-9]|1[0-2]))(?![\w/%]|[.,-]\d|\s*(?:uur"
    rf"|jaar|dagen|keer|weken|maand|van\s+de|op\s+\d))",
    re.IGNORECASE | re.MULTILINE,
)
_WEEKDAY_SLASH = re.compile(rf"(?<!\w){DAYS}\s+(?:\d{{1,2}}[/-]\d{{1,2}})(?![\w/-]|[.,]\d)", re.IGNORECASE)
# "opname 6/1", "toets 3/2", "23-05 11:20": a day and a month that are no fraction and no score.
_ANY_DAY = re.compile(
    r"(?<![\w./,+:-])(?<!blz )(?<!\bp )(?<!\. )(?<!schaal )(?P<day>(?!(?:1/[234]|2/3|3/4|1/1|24/7)(?!\d)"
    r"|\d{1,2}/10(?!\d))(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])"
    r"|(?:0[1-9]|1[3-9]|2\d|3[01])-(?:0[1-9]|1[0-2])|(?:1[0-2])-(?:0[1-9]))(?![\w/%€-]|[.,]\d"
    r"|\s*(?:van\s+de|op\s+\d|jaar|j\b|jr\b|keer|weken|kinderen))"
)
_SPACED_DIGITS = re.compile(r"(?<!\w)[0-3O] ?[\dO] ?[/.-] ?[01O] ?[\dO] ?[/.-] ?[12] ?[\dO] ?[\dO] ?[\dO](?!\w)")
_PAST_YEAR = re.compile(r"[(,]\s?(?:geb\.?\s*|°)?(?P<year>['’]\d\d)(?=\s?[,);/])")
_SPACED_OUT = re.compile(
    rf"(?<!\w)[\dO] ?[\dO]? ?\.? ?(?:{FULL_MONTHS}"
    rf"|(?:{'|'.join(sorted(_SHORT, key=len, reverse=True))}))\b ?\.? ?\d ?[\dO] ?[\dO] ?[\dO](?!\w)",
    re.IGNORECASE,
)
_LATE_DAY = re.compile(
    r"(?<![\w./,-])(?P<day>(?:1[1-9]|2\d|3[01])/(?:0?[1-9]|1[0-2])|(?:0[1-9]|[12]\d|3[01])/(?:0[1-9]"
    r"|1[0-2]))(?![\w/%]|[.,]\d)(?<!24/7)"
)
_BORN = re.compile(
    r"(?:°|\bgeb(?:oren|oortedatum|\.)?(?:\s+(?:op|in"
    r"|te\s+[A-Z][\w-]+))?)\s*[.:=]?\s*(?P<date>\d{1,2}[ ./\-]\d{1,2}[ ./\-]\d{2,4}|\d{6}(?!\d)|\d{8}(?!\d)"
    r"|(?:19|20)\d\d|['’]\d\d)",
    re.IGNORECASE,
)
_PART = re.compile(r"\b(?:begin|midden|half|einde?|medio)\s+\Z", re.IGNORECASE)
_SEASONS = ["in de winter", "in de lente", "in de zomer", "in de herfst"]


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """A year, a month of it, a day of that; 0 for what is not said."""

    year: int
    month: int
    day: int


def find(text: str) -> Iterator[Span]:
    """Every moment that a calendar would know."""
    text = read_digits(text)
    for pattern in (
        _NUMERIC,
        _SPACED,
        _DAY_MONTH,
        _MONTH_YEAR,
        _MONTH_DAY,
        _SLASHED_MONTH,
        _SHORT_MONTH,
        _SPACED_OUT,
        _SPACED_DIGITS,
        _WEEKDAY_SLASH,
    ):
        for match in pattern.finditer(text):
            if _is_date(match[0]):
                yield Span(_with_part(text, match.start()), match.end(), Label.DATE, Reason.MOMENT, 0.95)
    groups = (
        (_BORN, "date"),
        (_DAY_SLASH, "day"),
        (_LATE_DAY, "day"),
        (_ANY_DAY, "day"),
        (_PAST_YEAR, "year"),
        (_NOTED, "day"),
        (_NOTED_AFTER, "day"),
        (_ON_DAY, "day"),
        (_ANY_YEAR, "year"),
        (_BARE_YEAR, "year"),
        (_SHORT_YEAR, "year"),
        (_CUT_YEAR, "year"),
        (_YEAR_IN_COLUMN, "year"),
        (_SPOKEN_YEAR, "year"),
        (_BARE_MONTH, "month"),
        (_SECOND_MONTH, "month"),
    )
    for pattern, group in groups:
        for match in pattern.finditer(text):
            named = match.lastgroup or group
            start = _with_part(text, match.start(named))
            yield Span(start, match.end(named), Label.DATE, Reason.MOMENT, 0.8)


def _with_part(text: str, start: int) -> int:
    """Where a moment begins that "begin", "half" or "eind" cuts out of a month or year."""
    part = _PART.search(text, max(0, start - 12), start)
    return part.start() if part else start


def _is_date(written: str) -> bool:
    """Whether the numbers can be a date: a version 33.44.55 is none."""
    numbers = [int(number) for number in re.findall(r"\d+", written)]
    return (
        not numbers
        or any(map(str.isalpha, written))
        or (
            all(number <= 31 or number >= 1900 or number < 100 for number in numbers)
            and any(number <= 31 or number >= 1900 for number in numbers)
        )
    )


def moment(written: str) -> Moment | None:
    """What a date says; None when it is not understood."""
    lowered = written.lower()
    numbers = [int(number) for number in re.findall(r"\d+", lowered)]
    words = re.findall(r"[a-zà-ÿ]+", lowered)
    month = next((_BY_NAME[word] for word in words if word in _BY_NAME), 0)
    return _with_name(month, words, numbers, lowered) if month else _in_numbers(numbers)


def _with_name(month: int, words: list[str], numbers: list[int], written: str) -> Moment:
    short = "'" in written or "’" in written
    year = next((_full_year(number) for number in numbers if number > 31 or (short and number == numbers[-1])), 0)
    days = [number for number in numbers if 0 < number <= 31 and not (short and number == numbers[-1])]
    days += [value(word) or 0 for word in words]
    return Moment(year, month, next((day for day in days if 0 < day <= 31), 0))


def _in_numbers(numbers: list[int]) -> Moment | None:
    match numbers:
        case [year, month, day] if year > 31 and 1 <= month <= 12:
            return Moment(_full_year(year), month, day)
        case [day, month, year] if 1 <= month <= 12:
            return Moment(_full_year(year), month, day)
        case [month, year] if year >= 1900 and 1 <= month <= 12:
            return Moment(year, month, 0)
        case [day, month] if 1 <= month <= 12:
            return Moment(0, month, day)
    return Moment(numbers[0], 0, 0) if numbers and numbers[0] >= 1900 else None


def _full_year(number: int) -> int:
    if number >= 100:
        return number
    return number + (2000 if number < 40 else 1900)


def generalise(written: str, anchor: Moment | None) -> str:
    """The season, or how long after the anchor: the first full date of the text."""
    here = moment(written)
    if here is None:
        return "op een dag"
    if anchor and anchor != here and anchor.year and here.year and anchor.month and here.month:
        return _apart((here.year - anchor.year) * 12 + here.month - anchor.month)
    if here.month:
        return f"{_SEASONS[here.month % 12 // 3]} van dat jaar" if here.year else _SEASONS[here.month % 12 // 3]
    return "in een bepaald jaar"


_COUNTED = ["", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf"]


def _apart(months: int) -> str:
    later = "later" if months > 0 else "eerder"
    months = abs(months)
    if months == 0:
        return "in diezelfde maand"
    if months == 1:
        return f"een maand {later}"
    if months < 12:
        return f"{_COUNTED[months]} maanden {later}"
    years = round(months / 12)
    said = _COUNTED[years] if years < len(_COUNTED) else "vele"
    return f"{said} {'jaren' if said == 'vele' else 'jaar'} {later}"
