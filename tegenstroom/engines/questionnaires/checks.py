"""Whether a questionnaire hangs together, and whether it may be used. All that is wrong is said at once.

A place is named as in a pack: `items.vraag1.text` is the text of the item with key `vraag1`.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from tegenstroom.engines.questionnaires.questionnaire import (
    Format,
    Item,
    ItemParameters,
    Licence,
    Norm,
    Questionnaire,
    Scale,
    Text,
)
from tegenstroom.engines.questionnaires.refusals import refuse_for
from tegenstroom.engines.sentences import Said, dutch

FREE_LICENCES = frozenset({"CC0 1.0", "CC BY 4.0", "CC BY-SA 4.0", "CC BY 3.0", "CC BY-SA 3.0", "public domain"})
KEY = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,31}")
PACK_KEY = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,31}")
LANGUAGE = re.compile(r"[a-z]{2,3}")
# All but line feed and tab among the controls; what a file in XML cannot hold; halves of a character.
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]")
LONGEST = 4_000
MOST_ITEMS = 500
LARGEST_CODE = 10**9

PACK_KEY_FORM = dutch(
    "form-pack-key", "“{key}” kan geen naam van een vragenlijst zijn: alleen kleine letters, cijfers en streepjes."
)
VERSION_FORM = dutch(
    "form-version",
    "“{version}” kan geen versie zijn: alleen letters, cijfers, punten en streepjes, zonder spatie.",
)
KEY_FORM = dutch(
    "form-key",
    "{place}: “{key}” kan geen sleutel zijn. Begin met een letter, gebruik letters, cijfers en _, hoogstens 32.",
)
KEY_TWICE = dutch("form-key-twice", "{place}: “{key}” komt twee keer voor. Hoofdletters maken geen verschil.")
NO_LANGUAGE = dutch("form-no-language", "Deze vragenlijst zegt niet in welke taal ze is.")
LANGUAGE_FORM = dutch("form-language", "“{language}” is geen taal van twee of drie kleine letters, zoals nl.")
LANGUAGE_TWICE = dutch("form-language-twice", "De taal {language} staat twee keer in de lijst.")
TEXT_MISSING = dutch("form-text-missing", "{place}: de tekst ontbreekt in de taal {language}.")
TEXT_EXTRA = dutch(
    "form-text-extra",
    "{place}: er staat een tekst in de taal {language}. Die taal staat niet in de lijst van talen.",
)
TEXT_SPACES = dutch("form-text-spaces", "{place}: voor of na de tekst in de taal {language} staat een spatie.")
TEXT_SIGNS = dutch("form-text-signs", "{place}: in de tekst staat een teken dat niemand kan lezen ({sign}).")
TEXT_LONG = dutch("form-text-long", "{place}: deze tekst is te lang, hoogstens {most} tekens.")
NO_ITEMS = dutch("form-no-items", "Deze vragenlijst heeft geen vragen.")
MANY_ITEMS = dutch("form-many-items", "Deze vragenlijst heeft {n} vragen. Meer dan {most} lezen we niet.")
NO_SUCH_FORMAT = dutch("form-no-such-format", "{place}: de rij antwoorden “{format}” bestaat niet.")
FEW_CHOICES = dutch("form-few-choices", "{place}: er zijn minstens twee antwoorden nodig die meetellen.")
CODE_TWICE = dutch("form-code-twice", "{place}: de code {code} komt twee keer voor.")
CODE_RANGE = dutch("form-code-range", "{place}: de code {code} is te groot.")
MISSING_UNKNOWN = dutch("form-missing-unknown", "{place}: de code {code} telt niet mee, maar is geen antwoord.")
CODE_ORDER = dutch("form-code-order", "{place}: de antwoorden die meetellen staan niet van laag naar hoog.")
CONDITION_ITEM = dutch(
    "form-condition-item", "{place}: de voorwaarde kijkt naar “{item}”. Die vraag staat er niet vóór."
)
CONDITION_CODE = dutch("form-condition-code", "{place}: de voorwaarde noemt code {code}. Die heeft “{item}” niet.")
CONDITION_EMPTY = dutch("form-condition-empty", "{place}: de voorwaarde noemt geen antwoord.")
SCALE_EMPTY = dutch("form-scale-empty", "{place}: deze schaal heeft geen vragen.")
SCALE_ITEM = dutch("form-scale-item", "{place}: de vraag “{item}” bestaat niet.")
SCALE_ITEM_TWICE = dutch("form-scale-item-twice", "{place}: de vraag “{item}” staat er twee keer in.")
SCALE_REVERSE = dutch("form-scale-reverse", "{place}: “{item}” wordt omgekeerd, maar zit niet in de schaal.")
SCALE_MINIMUM = dutch(
    "form-scale-minimum", "{place}: er zijn {minimum} antwoorden nodig. De schaal telt {items} vragen."
)
SCALE_WEIGHTS = dutch("form-scale-weights", "{place}: er zijn {weights} gewichten voor {items} vragen.")
SCALE_WEIGHT = dutch("form-scale-weight", "{place}: een gewicht is een getal boven nul.")
SCALE_RANGES = dutch(
    "form-scale-ranges",
    "{place}: haar vragen hebben niet hetzelfde laagste en hoogste antwoord. Dan zegt een score niets.",
)
NORM_SCALE = dutch("form-norm-scale", "{place}: de schaal “{scale}” bestaat niet.")
NORM_NUMBERS = dutch("form-norm-numbers", "{place}: deze getallen kunnen niet kloppen.")
NORM_SOURCE = dutch("form-norm-source", "{place}: zeg waar deze norm gepubliceerd is.")
PARAMETER_ITEM = dutch("form-parameter-item", "{place}: de vraag “{item}” bestaat niet of staat er twee keer.")
THRESHOLDS = dutch(
    "form-thresholds",
    "{place}: er zijn {found} drempels. Bij {choices} antwoorden die meetellen horen er {needed}.",
)
THRESHOLD_ORDER = dutch("form-threshold-order", "{place}: de drempels lopen niet op van laag naar hoog.")
SLOPE = dutch("form-slope", "{place}: de helling is een getal boven nul.")
LICENCE_NAME = dutch("form-licence-name", "Deze vragenlijst zegt niet onder welke licentie ze staat.")
ATTRIBUTION = dutch("form-attribution", "Deze vragenlijst zegt niet wie ze gemaakt heeft.")
LICENCE_UNPROVEN = dutch(
    "form-licence-unproven",
    "“{licence}” kennen we niet als vrije licentie. Vrij zijn: {known}. Heb je het recht om de vragenlijst te "
    "gebruiken? Schrijf dat dan op.",
)
LICENCE_SOURCE = dutch("form-licence-source", "Zeg met een adres waar staat dat deze vragenlijst vrij is.")
NO_PERMISSION = dutch(
    "form-no-permission",
    "Deze vragenlijst is niet vrij. Schrijf op welk recht je organisatie heeft om ze te gebruiken.",
)


def problems(questionnaire: Questionnaire) -> Iterator[Said]:
    """What keeps this questionnaire from being asked and scored, in the order of a pack."""
    yield from _head(questionnaire)
    for place, text in texts(questionnaire):
        yield from _text(place, text, questionnaire.languages)
    for name in ("formats", "items", "scales"):
        yield from _keys(name, [each.key for each in getattr(questionnaire, name)])
    for format_ in questionnaire.formats:
        yield from _format(format_)
    formats = {each.key: each for each in questionnaire.formats}
    yield from _items(questionnaire.items, formats)
    items = {each.key: each for each in questionnaire.items}
    for scale in questionnaire.scales:
        yield from _scale(scale, items, formats)
    for number, norm in enumerate(questionnaire.norms, 1):
        yield from _norm(f"norms.{number}", norm, {each.key for each in questionnaire.scales})
    yield from _parameters(questionnaire.parameters, items, formats)


def licence_problems(licence: Licence) -> Iterator[Said]:
    """What keeps a questionnaire with this licence out: free and proven so, or a right that is named."""
    for path, text in (("name", licence.name), ("attribution", licence.attribution), ("url", licence.url)):
        yield from _signs(f"licence.{path}", text)
    yield from _signs("licence.permission", licence.permission)
    if not licence.name.strip():
        yield LICENCE_NAME()
    if not licence.attribution.strip():
        yield ATTRIBUTION()
    if licence.free:
        if licence.name not in FREE_LICENCES:
            yield LICENCE_UNPROVEN(licence=licence.name, known=", ".join(sorted(FREE_LICENCES)))
        if not licence.url.strip():
            yield LICENCE_SOURCE()
    elif not licence.permission.strip():
        yield NO_PERMISSION()


def checked(questionnaire: Questionnaire) -> Questionnaire:
    """The questionnaire, when it hangs together. `FormError` with all that is wrong else."""
    refuse_for(problems(questionnaire))
    return questionnaire


def admitted(questionnaire: Questionnaire) -> Questionnaire:
    """The questionnaire, when it hangs together and may be used. `FormError` else."""
    refuse_for((*problems(questionnaire), *licence_problems(questionnaire.licence)))
    return questionnaire


def texts(questionnaire: Questionnaire) -> Iterator[tuple[str, Text]]:
    """Every text that people read, with its place."""
    yield "title", questionnaire.title
    if questionnaire.intro is not None:
        yield "intro", questionnaire.intro
    for format_ in questionnaire.formats:
        for choice in format_.choices:
            yield f"formats.{format_.key}.{choice.code}", choice.label
    for item in questionnaire.items:
        yield f"items.{item.key}.text", item.text
        if item.hint is not None:
            yield f"items.{item.key}.hint", item.hint
    for scale in questionnaire.scales:
        yield f"scales.{scale.key}.name", scale.name
    for place, norm in enumerate(questionnaire.norms, 1):
        yield f"norms.{place}.group", norm.group


def _head(questionnaire: Questionnaire) -> Iterator[Said]:
    if not PACK_KEY.fullmatch(questionnaire.key):
        yield PACK_KEY_FORM(key=questionnaire.key)
    if not VERSION.fullmatch(questionnaire.version):
        yield VERSION_FORM(version=questionnaire.version)
    if not questionnaire.languages:
        yield NO_LANGUAGE()
    for language, times in Counter(questionnaire.languages).items():
        if not LANGUAGE.fullmatch(language):
            yield LANGUAGE_FORM(language=language)
        if times > 1:
            yield LANGUAGE_TWICE(language=language)
    if not questionnaire.items:
        yield NO_ITEMS()
    if len(questionnaire.items) > MOST_ITEMS:
        yield MANY_ITEMS(n=len(questionnaire.items), most=MOST_ITEMS)
    for place, reference in enumerate(questionnaire.references, 1):
        yield from _signs(f"references.{place}", reference)


def _text(place: str, text: Text, languages: Iterable[str]) -> Iterator[Said]:
    wanted = tuple(dict.fromkeys(languages))
    for language in wanted:
        if not text.get(language, "").strip():
            yield TEXT_MISSING(place=place, language=language)
    for language, words in text.items():
        if language not in wanted:
            yield TEXT_EXTRA(place=place, language=language)
        if words.strip() and words != words.strip():
            yield TEXT_SPACES(place=place, language=language)
        yield from _signs(place, words)


def _signs(place: str, words: str) -> Iterator[Said]:
    if found := UNPRINTABLE.search(words):
        yield TEXT_SIGNS(place=place, sign=f"U+{ord(found[0]):04X}")
    if len(words) > LONGEST:
        yield TEXT_LONG(place=place, most=LONGEST)


def _keys(place: str, keys: list[str]) -> Iterator[Said]:
    for key in keys:
        if not KEY.fullmatch(key):
            yield KEY_FORM(place=place, key=key)
    for key, times in Counter(key.lower() for key in keys).items():
        if times > 1:
            yield KEY_TWICE(place=place, key=key)


def _format(format_: Format) -> Iterator[Said]:
    place = f"formats.{format_.key}"
    codes = [choice.code for choice in format_.choices]
    for code, times in Counter(codes).items():
        if times > 1:
            yield CODE_TWICE(place=place, code=code)
        if abs(code) > LARGEST_CODE:
            yield CODE_RANGE(place=place, code=code)
    for code, times in Counter(format_.missing).items():
        if code not in codes:
            yield MISSING_UNKNOWN(place=place, code=code)
        if times > 1:
            yield CODE_TWICE(place=f"{place}.missing", code=code)
    if len(format_.counted) < 2:
        yield FEW_CHOICES(place=place)
    counted = [code for code in codes if code not in format_.missing]
    if counted != sorted(counted):
        yield CODE_ORDER(place=place)


def _items(items: Iterable[Item], formats: dict[str, Format]) -> Iterator[Said]:
    earlier: dict[str, Format | None] = {}
    for item in items:
        place = f"items.{item.key}"
        if item.format not in formats:
            yield NO_SUCH_FORMAT(place=place, format=item.format)
        if item.asked_when is not None:
            yield from _condition(f"{place}.asked_when", item, earlier)
        earlier[item.key] = formats.get(item.format)


def _condition(place: str, item: Item, earlier: dict[str, Format | None]) -> Iterator[Said]:
    assert item.asked_when is not None
    other = item.asked_when.item
    if other not in earlier:
        yield CONDITION_ITEM(place=place, item=other)
        return
    if not item.asked_when.codes:
        yield CONDITION_EMPTY(place=place)
    for code, times in Counter(item.asked_when.codes).items():
        if times > 1:
            yield CODE_TWICE(place=place, code=code)
        known = earlier[other]
        if known is not None and code not in {choice.code for choice in known.choices}:
            yield CONDITION_CODE(place=place, code=code, item=other)


def _scale(scale: Scale, items: dict[str, Item], formats: dict[str, Format]) -> Iterator[Said]:
    place = f"scales.{scale.key}"
    if not scale.items:
        yield SCALE_EMPTY(place=place)
    for key, times in Counter(scale.items).items():
        if key not in items:
            yield SCALE_ITEM(place=place, item=key)
        if times > 1:
            yield SCALE_ITEM_TWICE(place=place, item=key)
    for key, times in Counter(scale.reverse).items():
        if key not in scale.items:
            yield SCALE_REVERSE(place=place, item=key)
        if times > 1:
            yield SCALE_ITEM_TWICE(place=f"{place}.reverse", item=key)
    used = [
        formats[items[key].format].counted for key in scale.items if key in items and items[key].format in formats
    ]
    if len({(codes[0], codes[-1]) for codes in used if codes}) > 1:
        yield SCALE_RANGES(place=place)
    yield from _counting(place, scale)


def _counting(place: str, scale: Scale) -> Iterator[Said]:
    """How many answers a scale needs, and what each weighs."""
    count = len(scale.items)
    if scale.minimum is not None and not 1 <= scale.minimum <= count:
        yield SCALE_MINIMUM(place=place, minimum=scale.minimum, items=count)
    if scale.weights is not None:
        if len(scale.weights) != count:
            yield SCALE_WEIGHTS(place=place, weights=len(scale.weights), items=count)
        if not all(0 < weight < math.inf for weight in scale.weights):
            yield SCALE_WEIGHT(place=place)


def _norm(place: str, norm: Norm, scales: set[str]) -> Iterator[Said]:
    if norm.scale not in scales:
        yield NORM_SCALE(place=place, scale=norm.scale)
    between = all(each is None or 0 <= each <= 1 for each in (norm.alpha, norm.retest))
    if norm.n < 2 or not math.isfinite(norm.mean) or not 0 < norm.deviation < math.inf or not between:
        yield NORM_NUMBERS(place=place)
    if not norm.source.strip():
        yield NORM_SOURCE(place=place)
    yield from _signs(f"{place}.source", norm.source)


def _parameters(
    parameters: Iterable[ItemParameters], items: dict[str, Item], formats: dict[str, Format]
) -> Iterator[Said]:
    seen: set[str] = set()
    for each in parameters:
        place = f"parameters.{each.item}"
        if each.item not in items or each.item in seen:
            yield PARAMETER_ITEM(place=place, item=each.item)
            continue
        seen.add(each.item)
        yield from _signs(f"{place}.source", each.source)
        if not 0 < each.slope < math.inf:
            yield SLOPE(place=place)
        format_ = formats.get(items[each.item].format)
        choices = len(format_.counted) if format_ else len(each.thresholds) + 1
        if len(each.thresholds) != choices - 1:
            found = len(each.thresholds)
            yield THRESHOLDS(place=place, found=found, choices=choices, needed=choices - 1)
        rising = all(low < high for low, high in zip(each.thresholds, each.thresholds[1:], strict=False))
        if not rising or not all(map(math.isfinite, each.thresholds)):
            yield THRESHOLD_ORDER(place=place)
