"""Numbers and addresses that have a shape: national register, telephone, account, e-mail, plates, files.

A number with wrong check digits is found all the same: people make mistakes, and it still points at someone.
"""

import re
from collections.abc import Iterator

from stdnum import iban as iban_numbers

from tegenstroom.engines.deidentification.findings import Label, Reason, Span
from tegenstroom.engines.plain_language.wordset import wordset

_SEPARATED = r"[ \t\u00a0./\-–_,]*"
_RRN = re.compile(
    rf"(?<![\w+])\d{_SEPARATED}\d{_SEPARATED}[0-6]{_SEPARATED}\d{_SEPARATED}[0-3]{_SEPARATED}\d"
    rf"(?:{_SEPARATED}\d){{5}}(?!\w)"
)
_EMAIL = re.compile(r"[\w.+%'-]{1,64}@(?:[\w-]{1,63}\.){1,5}[a-z]{2,24}\b", re.IGNORECASE)
_AT = r"(?:\s*@\s*|\s*[(\[{]\s*(?:at|ap(?:en|e)staart(?:je)?|@)\s*[)\]}]\s*|\s+(?:at|ap(?:en|e)staart(?:je)?)\s+)"
_DOT = (
    r"(?:\s*\.\s*|\s*[(\[{]\s*(?:dot|punt|\.)\s*[)\]}]\s*|\s+(?:dot|punt|(?:laag\s+|liggend\s+)?streepje"
    r"|underscore|underscoor)\s+)"
)
_ENDS = r"(?:be|com|nl|eu|org|net|fr|de|brussels|gent|vlaanderen|example|info|school)"
_VEILED_EMAIL = re.compile(
    rf"[\w+%-]{{1,40}}(?:(?:\."
    rf"|{_DOT})[\w+%-]{{1,40}}){{0,3}}{_AT}[\w-]{{1,40}}(?:{_DOT}[\w-]{{1,40}}){{0,2}}?{_DOT}{_ENDS}\b",
    re.IGNORECASE,
)
_IBAN = re.compile(
    r"(?<![A-Za-z0-9])(?:[A-Z][ ]?[A-Z])[ .\-]{0,2}\d[ ]?\d(?:[ \t\u00a0.\-/]{0,3}[A-Z0-9]){10,30}(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_BELGIAN_IBAN = re.compile(
    r"(?<![A-Za-z0-9])B[ ]?E[ \t\u00a0.\-]{0,3}\d(?:[ \t\u00a0.\-/]{0,3}\d){15}(?!\d)", re.IGNORECASE
)
_BANK = 4  # letters: "NL91 ABNA 0417 1643 00"
_COUNTRIES = wordset(
    "AD AE AL AT AZ BA BE BG BH BY CH CR CY CZ DE DK EE EG ES FI FO FR GB GE GI GR HR HU IE IL IS IT JO KW KZ "
    "LB LI LT LU LV LY MA MC MD ME MK MR MT NL NO PK PL PS PT QA RO RS SA SE SI SK SM TN TR UA XK"
)
_OLD_ACCOUNT = re.compile(r"(?<![\w-])\d{3}[-– .]{1,3}\d{7}[-– .]{1,3}\d{2}(?![\w-])")
_CARD = re.compile(r"(?<![\w])(?:\d{4}[ \-]){3}\d{4}(?:[ \-]\d{1,3})?(?!\w)")
_COMPANY = re.compile(
    r"(?<![\w+])(?:BE[ .]?)?[01]\d{3}[. ]\d{3}[. ]\d{3}(?!\d)|(?<!\w)BE[ .]?[01]\d{9}(?!\d)", re.IGNORECASE
)
_MOBILE = re.compile(r"0?4[5-9]\d")
_PLATE = re.compile(
    r"(?<![\w-])(?:[1-9O][ .\-]?[A-Z]{3}[ .\-]?\d{3}|[A-Z]{3}[ .\-]\d{3}|\d{3}[ .\-][A-Z]{3}"
    r"|[A-Z]{2}-\d{3}-[A-Z]{2}|[A-Z]{1,2}-\d{2,3}-[A-Z]{2}|[A-Z]-\d{3}-[A-Z]{2}|\d{2}-[A-Z]{2,3}-\d{1,2}"
    r"|[1-9]-[A-Z]{3}-\d{2})(?![\w-])"
)
_SMALL_PLATE = re.compile(r"(?<![\w-])[1-9]-[a-z]{3}-\d{3}(?![\w-])")
_TELEPHONE = re.compile(
    r"""
    (?<![\w+]) (?: (?:\+|00)[ ]?\d(?:[ \t\u00a0./\-–()]{0,3}\d){7,14}
                 | [(]?[0Oo][)]?(?:[ \t\u00a0./\-–()_,]{0,3}\d){8,9} ) (?![\w])
    """,
    re.VERBOSE,
)
_SHORT_TELEPHONE = re.compile(
    r"\b(?:tel(?:efoon)?(?:nr|nummer)?|gsm(?:-?nr|-?nummer)?|bel(?:len)?|whatsapp|sms|fax"
    r"|mobiel)\b[ .:\w]{0,14}?[\s:]+(?P<number>\+?[\dxX*][\dxX* ./\-()]{5,18}[\dxX*])",
    re.IGNORECASE,
)
_LAST_DIGITS = re.compile(
    r"\b(?:rekening\w*|kaart\w*|nummer|gsm|rek)\b[^.\n]{0,25}\b(?:eindigt|eindigend|eindigde|eindigen|begint"
    r"|beginnend)\s+(?:op|met|in)\s+"
    r"(?P<number>[A-Z]{0,2}\d[\d ]{1,8}\d)(?!\w)",
    re.IGNORECASE,
)
_LETTERS_FIRST = re.compile(
    r"\b(?i:kenmerk|referentie|referte|ref|dossier|dossiernr|polis|[a-zë]*kaart|[ab]-kaart|oranje\s+kaart"
    r"|paspoort|badge|pas|pasje|contract|abonnement|klant|rvv|pv|nr|nummer|zaak)\b\.?\s*(?:nr\.?"
    r"|nummer)?\s*[:=]?\s*"
    r"(?P<number>[A-Z]{1,5}[ ./-]\d[\d ./-]{1,16}\d)(?!\w)"
)
_HASHED = re.compile(r"(?<![\w&/=])#[ ]?(?P<number>[A-Z]{0,3}-?\d[\d./-]{2,14})(?!\w)")
_EXTENSION = re.compile(
    r"\b(?:toestel|intern(?:\s+nummer)?|binnenlijn|doorkies\w*|poste)\s*(?:nr\.?"
    r"|nummer)?\s*:?\s*(?P<number>\d{2,5})(?![\w,.]\d)",
    re.IGNORECASE,
)
_SPACED_NUMBER = re.compile(r"(?<![\w€.,/-])(?<!\d )\d(?: \d){2,12}(?: ?[-/.] ?\d(?: \d){0,8}){1,4}(?!\w)")
_AFTER_FILLER = re.compile(
    r"\b(?:\w*nummer|\w*nr|referentie|kenmerk|code|rol|bestelbon|bon|aanvraag|ticket"
    r"|serienummer)\b\.?\s+(?:(?:klopt|is|was|van|nog|ook|dus|hier|luidt|:|=)\s*){0,3}[(\"“:]?\s*"
    r"(?P<number>(?=[\w ./-]{0,14}\d)[A-Z0-9]{1,6}(?:[ ./-][A-Z0-9]{1,6}){0,4})(?![\w])"
)
_LONG_NUMBER = re.compile(r"(?<![\w€.,/-])\d(?:[ ./\-]?\d){7,24}(?![\w€])")
_AMOUNT_AFTER = re.compile(r"\s{0,3}(?:€|euro?\b|eur\b|%|,\d\d\b|frank\b|km\b|m²)", re.IGNORECASE)
_MIXED_NUMBER = re.compile(r"(?<![\w@.\-/])[A-Za-z0-9]{1,20}(?:[/.\-][A-Za-z0-9]{1,20}){0,8}(?![\w@])")
_UNIT = re.compile(r"\d{1,2}[uh]\d{2}|\d+(?:[.,:/-]\d+)*[a-z]{1,6}(?:-[a-z]+)?|[a-z]+-?\d{1,4}")
_FILE = (
    r"(?:[\w/]{0,20}(?:dossier|zaak|client|cliënt|klant|lid|stam|rol|arrest|notitie|polis|contract|patiënt"
    r"|rijksregister|referte|referentie|kenmerk|paspoort|badge|inschrijvings|aansluitings|factuur|bestel|kaart"
    r"|vreemdelingen|kinderbijslag|ondernemings|vonnis|beschikking|leerling|bewoners|huurders|registratie|PV"
    r"|proces-verbaal|EAN|meter|identiteitskaart|verblijfs?kaart|groeipakket|toewijzings|volg|chassis|kamer|eid"
    r"|BIS|INSZ|SIS))"
)
_CUED = re.compile(
    rf"""
    \b(?: {_FILE}[ -]?(?:nummers?|nrs?\b|kaart|id|code)
        | {_FILE} \s+ (?:nummer|nr)
        | (?:o\.?v\.?|sp|s\.p\.|ar|a\.r\.|rr|pv|p\.v\.|rvv|cgvs|dvz|ean|kbo|btw|insz|bis|uo|jo|vt
           |vos|ag|ref|ndo|id|eid|bsn|spoed|fid|dos)(?![\w-]) (?:[ .-]*(?:nummers?|nrs?))?
        | (?:dossier|arrest|vonnis|rolnr|rolnummer|notitie|zaak|referte|referentie|kenmerk|ref\.?|paspoort|polis
           |identiteitskaart|verblijfskaart|nummerplaat|nrplaat|plaat|kenteken|rijbewijs
           |beschikking|aanvraag|badge|[a-f]-kaart|oranje\ kaart)
    )
    \s* (?:nr\.?|nummer|n°|no\.?|°|\#)? \s* (?:is|was|met|van|bij\s+de\s+rechtbank)? [\s.:=\#°]{{0,6}}
    (?P<number> (?=[\w/.\-]{{0,24}}\d) [A-Za-z0-9]{{1,8}}
        (?: [ ./\-]? (?=[\w/.\-]{{0,24}}\d) [A-Za-z]{{0,6}}\d[\dA-Za-z]*
          | [/\-.] [A-Za-z0-9]{{1,8}}(?![a-z]) ){{0,6}} )
    """,
    re.VERBOSE | re.IGNORECASE,
)
# "cliëntnr: EK 00912", "uw dossier 0B-24 / 1 17": groups of digits and letters after what numbers.
_GROUPS = re.compile(
    r"\b(?i:[\w.-]{0,24}(?:nr|nummer|kenmerk|referte|referentie|dossier|polis|code)|dos|ref|nr|refer|doss"
    r"|dossnr|toewijzing|plaat|nummerplaat)\b\.?"
    r"(?:\s+(?:bij|van|voor|is|klopt|:)(?:\s+(?:de|het|den|onze?|haar"
    r"|zijn))?(?:\s+[^\W\d_][\w-]{2,24}){0,2})?\s{0,3}[:=(]{0,2}\s{0,3}(?:nr\.?\s?)?"
    r"(?P<number>(?=[^\n,;]{0,10}\d)(?:[A-Za-z]{1,5}(?=[\s/.-]*\d)|[A-Z0-9]{1,10})(?:(?:\s?[-/]\s?"
    r"|\.)(?=[A-Za-z]{0,3}\d|[A-Z]{1,3}(?!\w))[A-Za-z0-9]{1,10}|\s\d[A-Z0-9]{0,9}){0,6})(?!\w|[.,:]\d|\s?(?:€"
    r"|%|euro))",
)
_LABELLED_LETTERS = re.compile(r"(?<![\w-])(?:[A-Za-z]{1,3}-\d{4,6}|nr-\d{3,6}|[1-9] [A-Za-z]{3} \d{3})(?![\w-])")
_NUMBERED = re.compile(r"\b(?:nummer|nr)\b\.?\s?[:=]?\s?(?P<number>\d[\d/.\-]{2,20}\d)(?!\w)", re.IGNORECASE)
_FOREIGNER = re.compile(r"(?<![\w.])(?:[5-9][ .]\d{3}[ .]\d{3}|[5-9]\d{6})(?![\w]|[.,]\d)")
_SCANNED = re.compile(r"(?:(?<![^\W_])|(?<=\bBE))[0-9OoIl|](?:[ ./\-]{0,3}[0-9OoIl|]){6,24}(?![^\W_])")
_TAKEN_FOR = str.maketrans("OoIl|", "00111")
_COURT = re.compile(
    r"(?<![\w/])(?:\d{2,4}/\d{2,5}/[A-Z]{1,3}|[A-Z]{2}\d{0,2}\.[A-Z0-9]{1,3}\.\d{3,8}[/-]\d{2,4}"
    r"|\d{2}/\d{3,6}|(?:19|20)\d\d/(?!(?:19|20)\d\d(?!\d))\d{3,6}|\d{2,4}/[A-Z]{1,4}/\d{1,6}"
    r"|[A-Z]{1,4}/\d{2,4}/\d{2,7})(?![\w/])"
)


def find(text: str) -> Iterator[Span]:
    """All that has such a shape. Spans may overlap: the first of a kind is the surest."""
    text = read_digits(text)
    yield from _addresses(text)
    yield from _accounts(text)
    yield from _register_numbers(text)
    yield from _telephones(text)
    yield from _plates(text)
    yield from _files(text)
    yield from _grouped(text)
    yield from _long_numbers(text)


# What leads straight to someone, whatever stands around it.
LEADING = frozenset((Label.EMAIL, Label.IBAN, Label.RRN, Label.PHONE))


def leading_to_someone(text: str) -> list[str]:
    """E-mail, bank account, national number and telephone as they are written, each once, in their order.

    A few milliseconds for a page of text: for who waits for her words to be sent.
    """
    read = read_digits(text)
    looks = (_addresses, _accounts, _register_numbers, _telephones)
    spans = sorted(
        (span for look in looks for span in look(read) if span.label in LEADING),
        key=lambda span: (span.start, -span.end),
    )
    words: dict[str, None] = {}
    end = 0
    for span in spans:
        if span.start >= end:
            words[" ".join(text[span.start : span.end].split())] = None
            end = span.end
    return list(words)


def read_digits(text: str) -> str:
    """The text with the digits that a scanner took for letters: "O472 / OO OO 19", "l2.O3.1957"."""
    return _SCANNED.sub(
        lambda match: match[0].translate(_TAKEN_FOR) if sum(map(str.isdigit, match[0])) > 2 else match[0], text
    )


def is_register_number(digits: str) -> bool:
    """Whether the last two of eleven digits follow from the nine before, for births before or from 2000."""
    check = int(digits[9:])
    return any(97 - int(century + digits[:9]) % 97 == check for century in ("", "2"))


def is_iban(written: str) -> bool:
    """Whether the check digits of a bank account hold, whatever stands between them."""
    return bool(iban_numbers.is_valid(re.sub(r"[^A-Za-z0-9]", "", written), check_country=False))


def is_company(digits: str) -> bool:
    """Whether the last two of ten digits follow from the eight before."""
    return 97 - int(digits[:8]) % 97 == int(digits[8:])


def _addresses(text: str) -> Iterator[Span]:
    for pattern in (_EMAIL, _VEILED_EMAIL):
        for match in pattern.finditer(text):
            yield Span(match.start(), match.end(), Label.EMAIL, Reason.SHAPE, 0.99)


def _accounts(text: str) -> Iterator[Span]:
    for pattern in (_BELGIAN_IBAN, _IBAN):
        for match in pattern.finditer(text):
            end = match.end()
            sure = is_iban(match[0])
            if pattern is _IBAN and not sure:
                strict = match[0][:2] in _COUNTRIES and match[0][2:4].isdigit()
                if not strict and re.sub(r"\W", "", match[0])[:2].upper() != "BE":
                    continue
                end = _shortened(match)
                if not end:
                    continue
            reason = Reason.CHECKED if sure or is_iban(text[match.start() : end]) else Reason.UNCHECKED
            yield Span(match.start(), end, Label.IBAN, reason, 0.99)
    for match in _OLD_ACCOUNT.finditer(text):
        yield Span(match.start(), match.end(), Label.IBAN, Reason.SHAPE, 0.95)
    for match in _CARD.finditer(text):
        yield Span(match.start(), match.end(), Label.ID, Reason.SHAPE, 0.95)


def _shortened(match: re.Match[str]) -> int:
    """Where a bank account ends of which the pattern took too much; 0 when it is none.

    Words may follow without a mark between: the groups of digits count, and the bank right after the first.
    """
    end = match.start()
    for place, group in enumerate(re.finditer(r"[A-Za-z0-9]+", match[0])):
        is_bank = place == 1 and len(group[0]) == _BANK
        if group.start() > _BANK and not any(map(str.isdigit, group[0])) and not is_bank:
            break
        end = match.start() + group.end()
        if is_iban(match.string[match.start() : end]):
            break
    digits = sum(map(str.isdigit, match.string[match.start() : end]))
    return end if digits >= 10 else 0


def _register_numbers(text: str) -> Iterator[Span]:
    for match in _RRN.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        if _MOBILE.match(digits) and len(digits) != 11:
            continue
        sure = is_register_number(digits)
        yield Span(
            match.start(),
            match.end(),
            Label.RRN,
            Reason.CHECKED if sure else Reason.UNCHECKED,
            0.99 if sure else 0.9,
        )


def _telephones(text: str) -> Iterator[Span]:
    for match in _COMPANY.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        if not _MOBILE.match(digits):
            reason = Reason.CHECKED if is_company(digits) else Reason.UNCHECKED
            yield Span(match.start(), match.end(), Label.ID, reason, 0.95)
    for match in _TELEPHONE.finditer(text):
        company = _COMPANY.fullmatch(match[0]) and not _MOBILE.match(match[0])
        if not company and not _AMOUNT_AFTER.match(text, match.end()):
            yield Span(match.start(), match.end(), Label.PHONE, Reason.SHAPE, 0.98)
    for match in _SHORT_TELEPHONE.finditer(text):
        if sum(map(str.isdigit, match["number"])) >= 4:
            yield Span(match.start("number"), match.end("number"), Label.PHONE, Reason.CUE, 0.9)


def _plates(text: str) -> Iterator[Span]:
    for pattern in (_PLATE, _SMALL_PLATE, _COURT):
        for match in pattern.finditer(text):
            yield Span(match.start(), match.end(), Label.ID, Reason.SHAPE, 0.93)


def _files(text: str) -> Iterator[Span]:
    for match in _CUED.finditer(text):
        if sum(map(str.isdigit, match["number"])) >= 2 and not _AMOUNT_AFTER.match(text, match.end()):
            yield Span(match.start("number"), match.end("number"), Label.ID, Reason.CUE, 0.93)
    for match in _EXTENSION.finditer(text):
        yield Span(match.start("number"), match.end("number"), Label.PHONE, Reason.CUE, 0.8)
    for match in _AFTER_FILLER.finditer(text):
        if sum(map(str.isdigit, match["number"])) >= 4 and not _AMOUNT_AFTER.match(text, match.end()):
            yield Span(match.start("number"), match.end("number"), Label.ID, Reason.CUE, 0.85)
    for pattern in (_LETTERS_FIRST, _LAST_DIGITS, _HASHED):
        for match in pattern.finditer(text):
            account = pattern is _LAST_DIGITS and match[0].lower().startswith("rek")
            label = Label.IBAN if account else Label.ID
            yield Span(match.start("number"), match.end("number"), label, Reason.CUE, 0.9)
    for match in _NUMBERED.finditer(text):
        yield Span(match.start("number"), match.end("number"), Label.ID, Reason.CUE, 0.85)


def _grouped(text: str) -> Iterator[Span]:
    """As in "cliëntnr: EK 00912", "K-0921"."""
    for match in _GROUPS.finditer(text):
        if sum(map(str.isdigit, match["number"])) >= 3 and not _AMOUNT_AFTER.match(text, match.end()):
            yield Span(match.start("number"), match.end("number"), Label.ID, Reason.CUE, 0.9)
    for match in _LABELLED_LETTERS.finditer(text):
        yield Span(match.start(), match.end(), Label.ID, Reason.SHAPE, 0.7)


def _long_numbers(text: str) -> Iterator[Span]:
    """Numbers that nothing announces and that are too long, or too mixed, for an amount."""
    for match in _FOREIGNER.finditer(text):
        if not _AMOUNT_AFTER.match(text, match.end()):
            yield Span(match.start(), match.end(), Label.ID, Reason.SHAPE, 0.8)
    for match in _SPACED_NUMBER.finditer(text):
        yield Span(match.start(), match.end(), Label.ID, Reason.SHAPE, 0.7)
    for match in _LONG_NUMBER.finditer(text):
        if not _AMOUNT_AFTER.match(text, match.end()) and not re.fullmatch(r"\d{1,3}(?:\.000)+", match[0]):
            yield Span(match.start(), match.end(), Label.ID, Reason.SHAPE, 0.75)
    for match in _MIXED_NUMBER.finditer(text):
        letters, digits = sum(map(str.isalpha, match[0])), sum(map(str.isdigit, match[0]))
        if digits > 2 and 0 < letters <= 8 and not _UNIT.fullmatch(match[0]):
            yield Span(match.start(), match.end(), Label.ID, Reason.SHAPE, 0.7)
