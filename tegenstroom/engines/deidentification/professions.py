"""What someone does for a living: trades by list and by ending, helpers only where a person is said to be "
"one."""

import re
from collections.abc import Iterator
from functools import cache

from tegenstroom.engines.deidentification import lexicon, lists
from tegenstroom.engines.deidentification.findings import Label, Reason, Span
from tegenstroom.engines.deidentification.text import Kind, Reading, plain
from tegenstroom.engines.plain_language.lexicon import zipf
from tegenstroom.engines.plain_language.wordset import wordset
from tegenstroom.engines.remembering import while_reading

# Who helps or teaches stands in every case: that is a profession only of whom the case is about.
_AROUND = wordset(
    "juf kleuterjuf zorgjuf babysit babysitter gastvrouw leerkracht leraar lerares onderwijzer onderwijzeres "
    "kleuterleidster advocaat advocate rechter notaris tolk apotheker politieagent politieagente ambtenaar "
    "tandarts verpleegster verpleger verpleegkundige vroedvrouw zorgkundige onthaalmoeder imam pastoor "
    "priester burgemeester schepen minister kinesist kinesiste schooldirecteur dokter onderzoeker professor "
    "gids bediende koerier postbode facteur poetshulp kassier verkoper handelaar uitbater makelaar boer "
    "chauffeur buschauffeur bakker slager beenhouwer aannemer loods ober bewaker non jager model rechter "
    "boekhouder conducteur vertegenwoordiger vertaler huishoudhulp kapper schilder schrijver arbeider soldaat "
    "inspecteur griffier assistent bibliothecaris officier rector prefect schoolhoofd politiecommissaris "
    "receptionist conciërge concierge kapelaan pater bode portier animator conservator belastinginspecteur "
    "verzekeringsagent meid industrieel lector stripper wasser stoker weger ruimer"
)
_TEACHES = wordset("leraar lerares leerkracht onderwijzer onderwijzeres docent docente professor leraar")
_HOLDS = re.compile(
    r"(?:\b(?:als|was|ben|is|wordt|werd|worden|beroep|job|functie|jarenlang|vroeger|gewezen|voormalig|ex"
    r"|gepensioneerde?|werkloze?|zelfstandige?|vader|moeder|papa|mama|man|broer|partner|opleiding(?:\s+tot)?"
    r"|studeert|studeerde|diploma|vrouw|moeder|zus|dochter|zoon|vriend|vriendin)\b[\s:,=(-]+(?:(?:een|de|ook"
    r"|ooit|nu|nog|jaren|zelfstandig|zelfstandige|vroeger"
    r"|tot|van|voor|is|was|altijd|haar|zijn|mijn|toen|jarenlang|ik|hij|ze|zij|je|gij|em|in\s+(?:haar|zijn|hun"
    r"|mijn"
    r"|eigen)\s+(?:eigen\s+)?(?:land|thuisland|geboorteland|dorp|stad|tijd|jeugd)|daar|ginder|in\s+[A-Z][\w-]+"
    r"|leerling|hulp|hoofd|voltijds|halftijds|deeltijds|vrijwillig|gediplomeerd)\s+){0,3}"
    r"|(?-i:[A-Z])[\w'’-]+\s?,\s*(?:een\s+)?)$",
    re.IGNORECASE,
)
# "postbode geweest", "juf in haar land", "buschauffeur bij De Lijn"
_HELD = re.compile(
    r"\s+(?:geweest|was\s+(?:hij|ze|zij|ik)|van\s+(?:beroep|opleiding|stiel|job)|in\s+(?:haar|zijn|hun"
    r"|mijn)\s+(?:eigen\s+)?(?:\w*land|dorp|stad)"
    r"|in\s+[A-Z]\w+\s*[.,;]|bij\s+(?:de\s+|het\s+|een\s+)?[A-Z]|(?:had\s+|wil\s+|wou\s+"
    r"|zou\s+)?(?:willen\s+)?(?:worden|geworden)|in\s+(?:bijberoep|opleiding)|op\s+rust)"
)
_SEVERAL_WORDS = re.compile(
    r"\b(?P<trade>au[\s-]pair|(?:burgerlijk|industrieel|technisch|landbouwkundig)\s+ingenieur|sociaal\s+tolk"
    r"|administratief\s+(?:bediende|medewerk(?:er|ster))"
    r"|technisch\s+tekenaar|diamond\s+cutter|truck\s?driver|taxi\s?driver|logistiek\s+(?:medewerk(?:er|ster)"
    r"|bediende|assistente?)|order\s?picker"
    r"|security\s+agent|personal\s+trainer|business\s+analist|software\s?\w*|hulp\s+in\s+de\s+keuken"
    r"|knecht\s+op\s+een\s+boerderij)(?!\w)",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"[ ](?:wiskunde|frans|engels|nederlands|duits|geschiedenis|aardrijkskunde|scheikunde|fysica|biologie"
    r"|muziek|turnen|tekenen|godsdienst"
    r"|islam|handwerk|chemie|natuurkunde|latijn|lager|kleuter\w*)(?!\w)",
    re.IGNORECASE,
)
_STUDIES = re.compile(
    r"\b(?:studeer(?:t|de)|studeren|volg(?:t|de)|diploma)\s+(?:voor\s+|nu\s+|de\s+opleiding\s+"
    r"|een\s+opleiding\s+|tot\s+|van\s+)?"
    r"(?P<trade>[^\W\d_]{3,}(?:kunde|ologie|verzorging|techniek|mechanica|tooi|bewerking|bouw|tuinbouw)"
    r"|rechten|geneeskunde|haartooi|lassen|boekhouden)(?!\w)",
    re.IGNORECASE,
)
_OWN_BUSINESS = re.compile(
    r"\b(?:had|heeft|hadden|hebben|baat(?:te)?|runt|runde|hield|houdt|begon|startte|opende|overgenomen"
    r"|eigenaar\s+van|uitbater\s+van|uitbaatster\s+van)\s+"
    r"(?:\w+\s+){0,2}?(?:een|zijn|haar|hun|ne|nen)\s+(?:eigen\s+|klein\s+|kleine\s+)?(?P<trade>frituur"
    r"|frietkot|frietkraam|café|cafeetje|winkel|winkeltje|krantenwinkel"
    r"|nachtwinkel|pitazaak|kebabzaak|kapsalon|kapperszaak|bakkerij|slagerij|beenhouwerij|garage|restaurant"
    r"|taxibedrijf|boerderij|bloemenwinkel|schoenwinkel|kledingwinkel"
    r"|drukkerij|kruidenierszaak|naaiatelier|marktkraam|carwash|kwekerij|viswinkel)(?!\w)",
    re.IGNORECASE,
)
_WORKS_IN = re.compile(
    r"\b(?:werk(?:t|te|en|ten)?|gewerkt|bezig|stond|staat|stage)\s+(?:\w+\s+){0,3}?(?:in|op)\s+(?:de"
    r"|het|den|'t)\s+(?P<trade>bouw|haven|horeca|poets|schoonmaak|kuis"
    r"|fruitpluk|pluk|serres|champignons|(?:kool)?mijn(?:en)?|vleesindustrie|slachthuis|logistiek|thuiszorg"
    r"|dienstencheques|textiel|spinnerij|weverij|steenbakkerij"
    r"|tuinbouw|visserij|prostitutie|seksindustrie|asperges|peren|appels|vlas|dok|dokken|cokes|staalfabriek"
    r"|koolputten|put|hoogovens|diamant|\w{3,}(?:erij|fabriek|industrie|sector)|vroegmarkt)(?!\w)",
    re.IGNORECASE,
)
_GEWEZEN = re.compile(
    r"\b(?:voormalig|gewezen|gepensioneerde?|oud-|ex-|werkloze?|zelfstandige?|opgeleid\s+als|opgeleid\s+tot"
    r"|diploma\s+van)\s*(?P<trade>[^\W\d_]{4,40}(?:er|ster|ist|eur|ant|aar|man|vrouw|arts|kundige|or|ier|ent"
    r"|ares|euse|rice|loog))(?!\w)",
    re.IGNORECASE,
)
_FORM = re.compile(
    r"\b(?:beroep|job|tewerkstelling|functie)\s*[:=]\s*(?!(?:geen|nvt|n\.v\.t|werkloos|/|-|ja|nee"
    r"|\?)\s*(?:[\n,;.]|$))(?P<trade>[^\n,;|]{3,50})",
    re.IGNORECASE,
)
_ENDINGS = re.compile(
    r".{3,}(?:slijper|slijpster|smid|maker|maakster|bewerker|bewerkster|bouwer|kweker|kweekster|fokker|visser"
    r"|plukker|plukster|bakker|handelaar|handelaarster|chauffeur|monteur|technieker|technicus|arbeider"
    r"|arbeidster|werkman|machinist|operator|kapper|kapster|naaister|zetter|legger|bediende|verkoper"
    r"|verkoopster|kundige|loog|loge|verzorgster|houder|houdster|herder|jager|duiker|snijder|kapper|schilder"
    r"|bestuurder|bestuurster|bewaker|wachter|exploitant|kramer|trimmer|trimster|restaurateur|leidster|bezorger"
    r"|lader|steker|smeerder|boer|boerin|uitbater|uitbaatster|mecanicien|mekanieker|mecanieker|sitter|houwer"
    r"|veger|voerder|opzichter|ontwerper|ontwerpster|tekenaar|dienster|serveerster|lasser|naaier|poetser"
    r"|kuiser|wasser|rijder|leurder|hersteller|stoker|vlechter|wever"
    r"|weefster|spinner|spinster|draaier|gieter|slachter|ïste?|brander|brouwer|binder|drukker|dekker|vloerder"
    r"|molenaar"
    r"|bloemiste?|raper|vanger|delver|graver|schippers?|matroos|kuiper|looier|stikster|knipper|inpakker"
    r"|inpakster"
    r"|sorteerder|ruimer|hakker|speelster|chef|acteur|artiest|blazer|stemmer|bewaakster|klerk"
    r"|(?<!huis)baas|bazin|knecht|meid|presentator|regisseur|commissaris|ingenieur|officier|sloper|schepper|lapper"
    r"|(?:brandweer|gas|melk|ijsco|veer|loods|spoor|zaken|vuilnis|vee|stunt|kraan|post|zee)(?:man|vrouw))"
)
_WORKS_AS = re.compile(
    r"\b(?:werk(?:t|te|en|ten|zaam)?|gewerkt|job|beroep|slag|begon(?:nen)?|opgeleid|dienst|bijverdient|bijklust"
    r"|ging|tewerkgesteld|aangenomen)\b[^.!?\n]{0,45}?\b(?:als|tot)\s+(?:een\s+|zelfstandige?\s+"
    r"|hulp)?(?P<trade>[^\W\d_]{5,40})|\bvan\s+(?:beroep|stiel|opleiding)\s+(?:is\s+(?:hij|ze"
    r"|zij)\s+)?(?P<craft>[^\W\d_]{5,40})|\bberoep\s*:\s*(?P<form>[^\W\d_]{4,40})"
    r"|\b(?:vader|moeder|pa|ma|papa|mama|man|vrouw|broer|zus|zoon|dochter|nonkel|oom|tante|opa|oma"
    r"|groot(?:vader|moeder)"
    r"|schoon(?:vader|moeder|broer|zus)|partner|hij|zij|ze|ik|em|ge|gij|je|(?-i:[A-Z])[\w-]+|\d{2}),?\s+(?:is"
    r"|was|werd|ben|waart|zijt|bent)\s+"
    r"(?:(?:vroeger|altijd|ooit|jaren|jarenlang|daar|toen|nog|zelf|ook|de|een|ne|nen|ginder)\s+){0,3}"
    r"(?P<held>[^\W\d_]{6,40})|\b(?:wil|wilt|wilde|wou|kan|mag|zou|hoopt|leert|leerde|studeert"
    r"|studeerde)\b[^.!?\n]{0,30}?"
    r"\b(?P<wish>[^\W\d_]{5,40})(?=\s+(?:te\s+)?(?:worden|geworden)\b)",
    re.IGNORECASE,
)
_SELDOM = 4.2  # Zipf
_LONGEST = 40  # letters
_TRADE_ENDING = re.compile(
    r".{2,}(?:er|ster|ist|iste|eur|euse|man|vrouw|aar|ares|ant|ante|smid|kundige|kracht|hulp|tuur|oog|loge|or"
    r"|rix|rice|bediende|arts|ier|arbeid|meid|knecht|bode|graaf|loods|gids)"
)
_HELPS = re.compile(
    r"vrijwillig|hulpverlen|begeleid|ervaringsdeskundige|coach|ander|ouder|moeder|vader|eerder|meer$|inwoner"
    r"|winter|zomer"
)
_NO_TRADE = re.compile(
    r"(?:horloge$|hulpverlen|begeleid|(?:maatschappelijk|sociaal|jeugd|straat|buurt|jongeren|opbouw|welzijns"
    r"|straathoek"
    r"|gezins|vrijwilligers)werker|psycholo|psychia|pedago|dialoog|monoloog|catalog|analo|epiloog|woord"
    r"|thuisverzorg|mantel|jobcoach|(?:rijbewijs|rekening|kaart|titel|vergunning|stand|boek|aandacht|bewinds?"
    r"|bewind|huis|gast|plaats|record|uitkering|aandeel|kant|slot|stok|kandelaar|kaars|toilet|fotohouder|polis"
    r"|licentie|huur)houder|(?:kennis|ruzie|lawaai|moeilijkheden|brok|feest|pret|kwaad|grap|indruk|zwart|spel"
    r"|film|gebruik|beleids|geld|foto|vrede|plaats|af|mee)(?:maker|maakster)|bewindvoerder|kennis|deurwaarder"
    r"|onkundige|deskundige|hartbewaker|besturder|medewerker|aanlegger|premiejager|vader)"
)


@cache
def _trades() -> dict[str, str]:
    return {name: row["general"] for row in lists.rows("professions") for name in row["names"].split()}


def find(reading: Reading) -> Iterator[Span]:
    """Every trade; of those around a family only the ones that someone is said to hold."""
    yield from _said(reading.text)
    for pattern in (_SEVERAL_WORDS, _STUDIES, _OWN_BUSINESS, _WORKS_IN, _GEWEZEN, _FORM):
        for match in pattern.finditer(reading.text):
            trade = match["trade"].rstrip()
            if pattern is _GEWEZEN and (_HELPS.search(trade) or plain(trade) in {"partner", "minister"}):
                continue
            start = match.start("trade")
            yield Span(start, start + len(trade), Label.PROFESSION, Reason.PROFESSION, 0.6, general(plain(trade)))
    for token in reading.tokens:
        if token.kind is not Kind.WORD or not general(token.plain):
            continue
        trade = _singular(token.plain)
        before = reading.text[max(0, token.start - 60) : token.start]
        if trade in _AROUND and not (_HOLDS.search(before) or _HELD.match(reading.text, token.end)):
            continue
        subject = _SUBJECT.match(reading.text, token.end) if trade in _TEACHES else None
        end = subject.end() if subject else token.end
        yield Span(token.start, end, Label.PROFESSION, Reason.PROFESSION, 0.8, general(token.plain))


def _said(text: str) -> Iterator[Span]:
    """What follows "werkt als", whatever it is called."""
    for match in _WORKS_AS.finditer(text):
        group = match.lastgroup or "trade"
        trade = plain(match[group])
        if group in {"held", "wish"} and not _may_be_held(trade):
            continue
        if group == "form" or (_TRADE_ENDING.fullmatch(trade) and not _HELPS.search(trade)):
            yield Span(
                match.start(group), match.end(group), Label.PROFESSION, Reason.PROFESSION, 0.7, general(trade)
            )


def is_help(word: str) -> bool:
    """Whether a word (lower case) says who helps, and no trade of a family: "begeleider", "bewindvoerder"."""
    return bool(_HELPS.search(word) or _NO_TRADE.search(word))


def _may_be_held(trade: str) -> bool:
    """Whether what someone "was" is a noun for a trade sooner than a quality: "knoper", not "kleiner"."""
    quality = trade.endswith(("baar", "zaam", "loos")) or lexicon.is_ordinary(trade.removesuffix("er"))
    return zipf(trade) < _SELDOM and not quality and not lexicon.is_verb(trade) and not lexicon.is_name(trade)


def general(word: str) -> str:
    """What kind of work a trade is (lower case); empty when it is no trade."""
    trade = _singular(word)
    if trade in _trades():
        return _trades()[trade]
    if "-" in trade and trade.split("-")[-1] in _trades():
        return _trades()[trade.split("-")[-1]]
    if _NO_TRADE.search(trade) or not _ENDINGS.fullmatch(trade):
        return ""
    return (
        next((kind for ending, kind in _trades().items() if len(ending) > 4 and trade.endswith(ending)), "een vak")
        if _is_word(trade)
        else ""
    )


def _is_word(trade: str) -> bool:
    return lexicon.is_known(trade) and not lexicon.is_surname(trade)


@while_reading
def _singular(word: str) -> str:
    """A trade without its plural or its ex-."""
    if len(word) > _LONGEST:
        return ""
    word = word.removeprefix("ex-").removeprefix("oud-")
    if word in _trades():
        return word
    for ending, instead in (
        ("s", ""),
        ("nen", "n"),
        ("en", ""),
        ("kes", ""),
        ("tje", ""),
        ("ke", ""),
        ("lui", "man"),
        ("lieden", "man"),
    ):
        stem = word.removesuffix(ending) + instead
        if word.endswith(ending) and stem in _trades():
            return stem
    return word
