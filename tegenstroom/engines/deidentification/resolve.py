"""From spans that overlap to spans that do not, without letting a character go that was found."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from tegenstroom.engines.deidentification import organisations
from tegenstroom.engines.deidentification.findings import Label, Reason, Span
from tegenstroom.engines.deidentification.text import cover, mask, plain

# The surest first.
_ORDER = [
    Label.EMAIL, Label.IBAN, Label.RRN, Label.HANDLE, Label.PHONE, Label.ADDRESS, Label.ORG, Label.POSTCODE,
    Label.ID, Label.DATE, Label.LOCATION, Label.PERSON, Label.NICKNAME, Label.RARE, Label.AGE, Label.ORIGIN,
    Label.PET, Label.PROFESSION,
]  # fmt: skip
_RANKS = {label: 10 * rank for rank, label in enumerate(_ORDER, 1)}
_CLOSING = {*")%+'", *map(chr, range(0x300, 0x370))}  # and accents that stand apart
_ARTICLE = re.compile(r"(?:de|den|het|'t|een|van|ter|ten|ons|onze|in|op|te)", re.IGNORECASE)
_NAMING_ARTICLE = re.compile(r"(?<![\w])(?:de|het|den|d'n|'t|’t|t)[ ]\Z", re.IGNORECASE)
_KIND_BEFORE = re.compile(
    r"(?<![\w-])(?:(?:sociale|technische|lokale|stedelijke|gemeentelijke|vrije|openbare|psychiatrische|algemene"
    r"|katholieke)[ ])?"
    r"(?P<kind>[^\W\d_][\w-]{3,24})[ ](?:[a-z]{4,12}[ ](?=van))?(?:van[ ](?:de[ ]|het[ ])?(?:stad[ ]"
    r"|gemeente[ ])?|[\"“'‘])?\Z",
    re.IGNORECASE,
)
# "hartje Leuven", "gent zuid", "Diest centrum": what part of a town is part of its name.
_PART_BEFORE = re.compile(
    r"(?<![\w-])(?:(?:het[ ]|'t[ ])?(?:station|stationsplein|kerkhof|marktplein|centrum|perron|vliegveld"
    r"|strand|hartje|bos|park|containerpark)(?:[ ](?:van|in|te))?(?=[ ])|hartje|groot|regio|centrum"
    r"|het\s+centrum\s+van|klein|oud|nieuw|st\.?|sint)[ -]\Z",
    re.IGNORECASE,
)
_PART_AFTER = re.compile(
    r"[ -](?:centrum|zuid|noord|oost|west|stad|city|dorp|station|haven|linkeroever|dampoort|kust|bad"
    r"|strand)(?!\w)",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"\s?[,-]?\s(?:(?:in|te|van|uit|voor|en|&|aan|op|regio|afdeling|campus|kantoor|antenne)\s+(?:de\s+|het\s+"
    r"|'t\s+)?)?",
    re.IGNORECASE,
)
# "tandartspraktijk aan de Vismarkt": a kind of house by where it stands.
_KIND_NEAR = re.compile(r"(?<![\w-])(?P<kind>[^\W\d_][\w-]{6,24})[ ]aan[ ](?:de|het|den|'t)[ ]\Z", re.IGNORECASE)
# A name in an address of these is part of it: "goedele.vs@example.be" is one finding.
_WHOLE = frozenset({Label.EMAIL, Label.HANDLE})
_SURE_NAMES = {Reason.TITLE, Reason.ROLE, Reason.CUE, Reason.NICKNAME}


def resolve(spans: Iterable[Span], text: str) -> list[Span]:
    """The surest of what overlaps; what remains of the others stays where it holds a word."""
    taken: list[Span] = []
    covered = mask(text, ())
    spans = _with_whole_addresses(list(spans), text)
    for span in sorted(spans, key=lambda span: (_rank(span), span.start - span.end, span.start)):
        free = list(_free(covered, span, text))
        cover(covered, free)
        taken += (replace(span, start=start, end=end) for start, end in free)
    return _joined(sorted(taken, key=lambda span: span.start), text)


def _with_whole_addresses(spans: list[Span], text: str) -> list[Span]:
    """The spans without typed names that are only part of an address or account."""
    # One more on either side.
    whole = mask(f" {text} ", ((span.start + 1, span.end + 1) for span in spans if span.label in _WHOLE))
    return [span for span in spans if span.reason is not Reason.TYPED or not _is_part(whole, span)]


def _is_part(whole: bytearray, span: Span) -> bool:
    inside = whole.find(b"\x00", span.start + 1, span.end + 1) < 0
    return inside and (whole[span.start] == 1 or whole[span.end + 1] == 1)


def _joined(spans: list[Span], text: str) -> list[Span]:
    """The spans with what belongs to them: an article before a name, "van" between a service and its town."""
    kept: list[Span] = []
    for span in spans:
        before = kept[-1] if kept else None
        if before and (_is_lead(before, span, text)):
            kept[-1] = replace(span, start=before.start)
        elif before and (_is_tail(before, span, text) or _is_linked(before, span, text)):
            kept[-1] = replace(before, end=span.end)
        else:
            kept.append(_with_article(span, before.end if before else 0, text))
    return kept


def _is_lead(before: Span, span: Span, text: str) -> bool:
    """Whether what was found before is only the article or particle of this."""
    return bool(_ARTICLE.fullmatch(text[before.start : before.end])) and text[before.end : span.start] == " "


def _is_tail(before: Span, span: Span, text: str) -> bool:
    """Whether this is how someone is known: "van den hoek" after "Jefke"."""
    people = {Label.PERSON, Label.NICKNAME}
    close = text[before.end : span.start] == " " and text[span.start].islower()
    return close and before.label in people and span.label in people and " " in text[span.start : span.end]


def _is_linked(before: Span, span: Span, text: str) -> bool:
    """Whether an organisation and its town are one name: "OCMW van Lier"."""
    named = before.label is Label.ORG and span.label in {Label.ORG, Label.LOCATION}
    return named and _LINK.fullmatch(text[before.end : span.start]) is not None


def _with_article(span: Span, since: int, text: str) -> Span:
    """A place or organisation with the article of its name: "'t Zand"."""
    if span.label in {Label.LOCATION, Label.ADDRESS}:
        near = _KIND_NEAR.search(text, max(since, span.start - 40), span.start)
        if near and organisations.is_kind(plain(near["kind"])):
            return replace(span, start=near.start())
    said = span.label is Label.DATE and text[span.start].isalpha()
    if not (said or span.label in {Label.ORG, Label.LOCATION} or span.reason is Reason.UNKNOWN_CAPITAL):
        return span
    kind = _KIND_BEFORE.search(text, max(since, span.start - 40), span.start) if span.label is Label.ORG else None
    if kind and organisations.is_kind(plain(kind["kind"])):
        return replace(span, start=kind.start())
    if span.label is Label.LOCATION:
        span = _with_part(span, since, text)
    article = _NAMING_ARTICLE.search(text, max(since, span.start - 5), span.start)
    return replace(span, start=article.start()) if article else span


def _with_part(span: Span, since: int, text: str) -> Span:
    before = _PART_BEFORE.search(text, max(since, span.start - 20), span.start)
    after = _PART_AFTER.match(text, span.end)
    return replace(span, start=before.start() if before else span.start, end=after.end() if after else span.end)


def _rank(span: Span) -> float:
    if span.reason is Reason.TYPED:
        return 0
    rank = _RANKS[span.label]
    if span.label is Label.PERSON and span.reason in _SURE_NAMES:
        return _RANKS[Label.POSTCODE] + 1
    if span.reason is Reason.UNKNOWN_CAPITAL:
        return 1000
    if span.label is Label.PET and span.confidence > 0.8:
        return _RANKS[Label.POSTCODE] + 0.5
    if span.label is Label.ID and span.confidence < 0.85:
        return _RANKS[Label.DATE] + 1
    return rank


def _free(covered: bytearray, span: Span, text: str) -> Iterator[tuple[int, int]]:
    """The stretches of a span that nothing covers yet, without the blanks and marks around them."""
    start = span.start
    while start < span.end:
        while start < span.end and covered[start]:
            start += 1
        end = covered.find(b"\x01", start, span.end)
        end = span.end if end < 0 else end
        yield from _trimmed(start, end, span, text)
        start = end


def _trimmed(start: int, end: int, span: Span, text: str) -> Iterator[tuple[int, int]]:
    whole = (start, end) == (span.start, span.end)
    while start < end and not (text[start].isalnum() or (whole and text[start] in "+(@'’°")):
        start += 1
    while start < end and not (text[end - 1].isalnum() or (whole and text[end - 1] in _CLOSING)):
        end -= 1
    if (
        start < end
        and (whole or any(map(str.isalnum, text[start:end])))
        and (whole or end - start > 1 or text[start].isdigit())
    ):
        yield start, end
