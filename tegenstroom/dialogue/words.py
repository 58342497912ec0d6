"""The Dutch words for the states that the rules know."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from tegenstroom.dialogue.rules.dictation import Stage
from tegenstroom.dialogue.rules.drafts import Choice, Detail, Obstacle, Question, Source
from tegenstroom.dialogue.rules.first import Ask
from tegenstroom.dialogue.rules.found import Leading
from tegenstroom.dialogue.rules.harvest import Snag
from tegenstroom.dialogue.rules.phases import Field, Gone, LeftHow, Part, Phase, Refusal, Turn
from tegenstroom.dialogue.rules.policy import Period
from tegenstroom.dialogue.rules.recordings import Trouble
from tegenstroom.dialogue.rules.waits import Wait

PARTS = {
    Part.COACH: _("coach"),
    Part.PROFESSIONAL: _("hulpverlener"),
    Part.TRAINER: _("trainer"),
    Part.RESEARCHER: _("onderzoeker"),
}

PHASES = {
    Phase.PREPARATION: _("voorbereiding"),
    Phase.OWN_GROUP: _("de coaches onder elkaar"),
    Phase.ROUND_ONE: _("eerste ronde"),
    Phase.ROUNDS: _("in gesprek"),
    Phase.RESEARCH: _("de stem van onderzoek"),
    Phase.HARVEST: _("oogst"),
    Phase.WHAT_I_DID: _("wat ik deed"),
    Phase.CLOSED: _("afgerond"),
    Phase.PAUSED: _("staat stil"),
    Phase.WITHDRAWN: _("teruggenomen"),
}

# What happens in a phase, for whoever comes in.
PHASE_LINES = {
    Phase.PREPARATION: _("De coaches lezen de casus op hun eigen tempo."),
    Phase.OWN_GROUP: _("De coaches denken na onder elkaar. De anderen lezen niet mee."),
    Phase.ROUND_ONE: _("De coaches spreken eerst. Daarna de anderen."),
    Phase.ROUNDS: _("Iedereen spreekt. Je begint met wat je gehoord hebt."),
    Phase.RESEARCH: _("Wat zegt onderzoek hierover?"),
    Phase.HARVEST: _("Wat neem je mee? Wat ga je doen?"),
    Phase.WHAT_I_DID: _("Wat deed je ermee? De coaches horen het."),
    Phase.CLOSED: _("Dit gesprek is afgerond."),
    Phase.PAUSED: _("Er zijn minstens twee coaches nodig. Tot dan staat het gesprek stil. Er is niets verloren."),
    Phase.WITHDRAWN: _("Deze casus is teruggenomen. De woorden zijn weg."),
}

# The same before the coaches have it.
NOT_GIVEN = _("De coaches kregen de casus nog niet.")

# What someone can do now, for her own pages.
ASKS = {
    Ask.AGREE: _("Lees wat we afspreken. Zeg dan of je ja zegt."),
    Ask.OPEN: _("Er wacht een casus om te openen."),
    Ask.CHECK: _("De tekst van je opname is er. Klopt hij?"),
    Ask.TYPE: _("Een coach sprak iets in. Typ wat je hoort."),
    Ask.READ: _("Er ligt een casus voor je klaar. Lees hem op je eigen tempo."),
    Ask.TALK: _("De coaches praten nu onder elkaar. Praat je mee?"),
    Ask.SPEAK: _("Jij spreekt eerst. Wat denk je van de casus?"),
    Ask.ANSWER: _("Zeg wat je gehoord hebt, en wat jij denkt."),
    Ask.RESEARCH: _("Leg ernaast wat onderzoek hierover zegt."),
    Ask.HARVEST: _("Wat neem je mee? Wat ga je doen?"),
    Ask.TELL: _("Vertel wat je ermee deed. De coaches lezen het."),
    Ask.START: _("Geef de coaches de casus. Dan kunnen ze lezen."),
    Ask.MOVE: _("Je kan naar de volgende stap."),
}

ASK_BUTTONS = {
    Ask.AGREE: _("Ik lees wat we afspreken"),
    Ask.OPEN: _("Ik open een gesprek"),
    Ask.CHECK: _("Ik lees het na"),
    Ask.TYPE: _("Ik typ het"),
    Ask.READ: _("Ik lees de casus"),
    Ask.TALK: _("Ik praat mee"),
    Ask.SPEAK: _("Ik spreek"),
    Ask.ANSWER: _("Ik ga naar het gesprek"),
    Ask.RESEARCH: _("Ik ga naar het gesprek"),
    Ask.HARVEST: _("Ik ga naar het gesprek"),
    Ask.TELL: _("Ik vertel het"),
    Ask.START: _("Ik bereid het gesprek voor"),
    Ask.MOVE: _("Ik kijk wat kan"),
}

# On what a dialogue waits, and who does that: for the desk.
WAITS = {
    Wait.START: (_("De coaches de casus geven"), _("wie het gesprek leidt")),
    Wait.PAPER: (_("De casus op papier afdrukken, en posten of afgeven"), _("het bureau")),
    Wait.READING: (_("De casus lezen"), _("de coaches")),
    Wait.MOVE: (_("Naar de volgende stap gaan"), _("wie het gesprek leidt")),
    Wait.OWN_GROUP: (_("Onder elkaar praten, en zelf zeggen wanneer dat klaar is"), _("de coaches")),
    Wait.COACHES: (_("Eerst spreken, of de beurt laten voorbijgaan"), _("de coaches")),
    Wait.TALK: (_("Praten, en verder gaan als het tijd is"), _("wie het gesprek leidt")),
    Wait.RESEARCH: (_("Zeggen wat onderzoek weet"), _("een onderzoeker")),
    Wait.HARVEST: (_("Zeggen wat iedereen meeneemt, en dan verder gaan"), _("iedereen")),
    Wait.CALL: (_("Een coach bellen"), _("het bureau")),
    Wait.TELLING: (_("Vertellen wat er gebeurde"), _("wie de casus bracht")),
    Wait.YES: (_("Lezen wat vernieuwd is in de afspraak, en ja zeggen: het gesprek staat stil"), _("de coaches")),
    Wait.TWO_COACHES: (_("Een coach erbij vragen: het gesprek staat stil"), _("het bureau")),
}

FIELDS = {
    Field.TAKE_ALONG: _("wat ik meeneem"),
    Field.WILL_DO: _("wat ik ga doen"),
    Field.TENSION: _("welke spanning blijft"),
    Field.CHANGE: _("wat moet veranderen in de organisatie of het beleid"),
}

TURNS = {Turn.PASSED: _("liet de beurt voorbijgaan"), Turn.READY: _("is klaar")}

STAGES = {
    Stage.TO_TYPE: _("wacht op de tekst"),
    Stage.TO_CHECK: _("wacht op haar ja"),
    Stage.TO_TYPE_AGAIN: _("wacht op een betere tekst"),
}

GONES = {
    Gone.TAKEN_BACK: _("teruggenomen"),
    Gone.WITHDRAWN: _("weg met de casus"),
    Gone.EXPIRED: _("weg na de laatste dag"),
    Gone.VETOED: _("gaat niet verder"),
}

LEFT_HOWS = {
    LeftHow.STOPPED: _("stopte"),
    LeftHow.REMOVED: _("zit niet meer in de groep"),
    LeftHow.UNASKED: _("niet gevraagd voor dit gesprek"),
}

REFUSALS = {
    Refusal.NOT_HERE: _("Je zit niet in dit gesprek."),
    Refusal.NOT_AGREED: _("Lees eerst de afspraak over vertrouwen, en zeg ja."),
    Refusal.NOT_YOURS: _("Dit zijn niet jouw woorden."),
    Refusal.NOT_FOR_YOU: _("Dat doet iemand anders in dit gesprek."),
    Refusal.NOT_THIS_PHASE: _("Dat kan nu niet. Het gesprek is daar nog niet, of het is er al voorbij."),
    Refusal.COACHES_FIRST: _(
        "De coaches spreken eerst. Wacht tot elk van hen sprak of de beurt liet voorbijgaan."
    ),
    Refusal.COACHES_END_THIS: _("De coaches zeggen zelf wanneer ze klaar zijn."),
    Refusal.RESEARCH_FIRST: _(
        "Hier spreekt eerst onderzoek: een onderzoeker, of een inzicht dat iemand erbij legt."
    ),
    Refusal.HEARD_MISSING: _("Schrijf eerst wat je gehoord hebt. Gebruik minstens drie verschillende woorden."),
    Refusal.FIELD_MISSING: _("Kies eerst waarbij dit hoort."),
    Refusal.ON_PAPER: _("De casus moet nog op papier naar een coach. Pas daarna begint de tijd om te lezen."),
    Refusal.TOO_SOON: _("De coaches krijgen eerst de tijd om de casus te lezen."),
    Refusal.TOO_FEW_COACHES: _("Er zijn minstens twee coaches nodig die komen en ja zeiden."),
    Refusal.NO_FACILITATOR: _(
        "Kies eerst wie de coaches begeleidt. Dat is een coach of een andere trainer, niet wie de casus bracht."
    ),
    Refusal.PAUSED: _("Het gesprek staat stil tot er weer twee coaches zijn. Er is niets verloren."),
    Refusal.OVER: _("Dit gesprek is voorbij."),
    Refusal.CARE_OPEN: _("Een coach wacht nog op een telefoontje. Daarna kun je afronden."),
    Refusal.NOTHING_DONE_YET: _("Wie de casus bracht, vertelde nog niet wat er gebeurde."),
    Refusal.NAME_TAKEN: _("Zo heet hier al iemand anders. Kies een andere naam."),
    Refusal.NOBODY_TYPES: _("Niemand kan het nu voor je typen. Je opname is niet weg. Typ je ze zelf?"),
    Refusal.TYPED_ALREADY: _("Iemand was je voor. Wat er nu staat, zie je hier."),
    Refusal.SENT_BEFORE: _("Dit stuurde je al eens. Wil je nog iets zeggen? Neem dan opnieuw op."),
    Refusal.WORDLESS: _("Er staat nog niets. Schrijf eerst iets."),
    Refusal.MOVED_ON: _("Het gesprek ging net verder. Je woorden staan er nog. Niemand las ze."),
}

SOURCES = {Source.ENGINE: _("gevonden"), Source.WRITER: _("zelf aangeduid")}

CHOICES = {
    Choice.OPEN: _("nog te kiezen"),
    Choice.REPLACE: _("vervang"),
    Choice.GENERALISE: _("maak algemener"),
    Choice.LEAVE: _("laat staan"),
}

QUESTIONS = {
    Question.RECOGNISED: _("Zou een buur, een collega of de persoon zelf dit herkennen?"),
    Question.IN_THE_NEWS: _("Stond dit in het nieuws?"),
    Question.RARE_JOB: _("Heeft iemand in dit verhaal een zeldzaam beroep?"),
    Question.RARE_FAMILY: _("Is dit een gezin zoals er weinig zijn?"),
    Question.SMALL_PLACE: _("Speelt dit in een kleine gemeente of buurt?"),
}

DETAILS = {
    Detail.AGE: _("hoe oud iemand is"),
    Detail.JOB: _("welk werk iemand doet"),
    Detail.ORIGIN: _("waar iemand vandaan komt"),
    Detail.HOUSEHOLD: _("hoe het gezin eruitziet"),
    Detail.PLACE: _("waar het gebeurt"),
    Detail.TIME: _("wanneer het gebeurt"),
}

OBSTACLES = {
    Obstacle.NOT_AGREED: _("Wat je groep afspreekt, is vernieuwd. Lees het eerst, en zeg ja."),
    Obstacle.EMPTY: _("Er is nog geen titel of geen verhaal."),
    Obstacle.NO_NAMES: _("Zeg eerst welke namen in het verhaal voorkomen. Geen enkele naam kan ook."),
    Obstacle.NOT_LOOKED_AT: _("We keken dit verhaal nog niet na. Dat doen we na elke verandering."),
    Obstacle.OPEN_FINDING: _("Er is nog iets waarvoor je niet koos. Kies bij elke regel."),
    Obstacle.REASON_MISSING: _("Zeg waarom dit mag blijven staan."),
    Obstacle.NOT_NOTHING: _("Dit wijst wel iemand aan. Haal het weg, of zeg waarom het mag blijven staan."),
    Obstacle.NO_WORDS_INSTEAD: _("Schrijf wat er in de plaats komt."),
    Obstacle.UNANSWERED: _("Geef eerst een antwoord op de vijf vragen."),
    Obstacle.SECOND_READER: _("Laat iemand anders dit eerst lezen."),
    Obstacle.RECOGNISED: _("Wie dit nalas, herkende iemand. Verander eerst de tekst. Vraag het daarna opnieuw."),
    Obstacle.MARKS_LOST: _("Iets wat je zelf aanduidde, vinden we niet meer terug. Kijk wat het was."),
    Obstacle.NO_THEME: _("Zeg eerst waarover het gaat. Geen enkel thema kan ook."),
    Obstacle.STILL_THERE: _(
        "Een naam die je vervangt, staat nog ergens. Kijk ook in de titel en in de klare versie."
    ),
    Obstacle.NO_PLAIN_TEXT: _("Schrijf het verhaal ook in klare taal, voor de coaches."),
    Obstacle.PLAIN_TOO_HARD: _("De klare versie is nog te moeilijk. Kijk wat er aangeduid staat."),
    Obstacle.GONE: _("Dit klad is weg. Een klad blijft hoogstens een dag."),
    Obstacle.NOT_YOURS: _("Dit klad is van iemand anders."),
    Obstacle.OVERLAPS: _("Dit stuk is al aangeduid."),
    Obstacle.NOT_WEIGHED: _("Zeg eerst welke bijzonderheden blijven staan."),
    Obstacle.LOOK_AGAIN: _("Kijk de woorden na waarvan we niet zeker zijn."),
    Obstacle.CHANGED: _("De tekst is intussen veranderd. Lees ze nog eens."),
}

TROUBLES = {
    Trouble.NOT_OPUS: _("Deze opname kunnen we niet bewaren. Neem ze op met de knop, of schrijf het."),
    Trouble.TOO_LONG: _("Deze opname is te lang. Spreek korter, of maak er twee."),
    Trouble.TOO_BIG: _("Deze opname is te groot. Spreek korter, of maak er twee."),
    Trouble.NO_TEXT: _("Schrijf erbij wat je zei. Wie niet kan luisteren, leest het."),
}

# What someone is asked about once, before her words are said.
LEADING = {
    Leading.NUMBER: _("Dit kan iemand herkenbaar maken: %(words)s."),
    Leading.NAME: _("Staat hier de naam van iemand? %(words)s."),
    Leading.STREET: _("Staat hier waar iemand woont? %(words)s."),
    Leading.HOUSE: _("Staat hier de naam van een school of een dienst? %(words)s."),
}

SNAGS = {
    Snag.VOICE_MISSING: _("Een les heeft drie stemmen: ervaring, praktijk en onderzoek."),
    Snag.NO_YES: _("Nog niet elke stem zei ja."),
    Snag.NOT_FOR_YOU: _("Dat doet iemand anders in dit gesprek."),
    Snag.NOT_YET: _("Dat kan vanaf de oogst."),
    Snag.OVER: _("Dit is teruggenomen of voorbij."),
    Snag.WORDLESS: _("Er staat nog niets. Schrijf eerst iets."),
    Snag.POINTS_AT_SOMEONE: _("Dit kan iemand herkenbaar maken. Haal het eruit."),
}

QUARTERS = {
    1: _("eerste kwartaal %(year)s"),
    2: _("tweede kwartaal %(year)s"),
    3: _("derde kwartaal %(year)s"),
    4: _("vierde kwartaal %(year)s"),
}


def phase_line(phase: Phase, *, is_given: bool) -> str:
    """What happens in a phase. `is_given`: the coaches have the case."""
    return str(PHASE_LINES[phase] if is_given or phase is not Phase.PREPARATION else NOT_GIVEN)


def asking_about(found: Mapping[str, Leading]) -> str:
    """What we ask about words that lead straight to someone, in one; empty when there are none."""
    asked = {why: [word for word, leads in found.items() if leads is what] for what, why in LEADING.items()}
    return " ".join(why % {"words": ", ".join(words)} for why, words in asked.items() if words)


def period_word(period: Period) -> str:
    """A year, or a quarter of one."""
    if not period.quarter:
        return str(period.year)
    return str(QUARTERS[period.quarter]) % {"year": period.year}
