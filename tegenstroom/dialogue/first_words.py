"""The Dutch words for what comes first when someone enters a dialogue: what it is, and what she can do."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tegenstroom.dialogue.rules.first import First

type Words = tuple[str | Promise, str | Promise]

FIRST: dict[First, Words] = {
    First.WITHDRAWN: (
        _("Deze casus is teruggenomen."),
        _("De casus en alle woorden zijn weg. Niemand zegt wie het deed of waarom."),
    ),
    First.EXPIRED: (
        _("De tijd van deze casus is voorbij."),
        _("De casus en alle woorden zijn weg. De lessen blijven."),
    ),
    First.PAUSED: (
        _("Het gesprek staat stil."),
        _("Er zijn minstens twee coaches nodig. Wie het gesprek leidt, zoekt er een. Er is niets verloren."),
    ),
    First.PAUSED_FOR_YES: (
        _("Het gesprek staat stil."),
        _("Wat we afspreken is vernieuwd. Twee coaches lezen het en zeggen ja. Dan gaat het verder."),
    ),
    First.READ: (
        _("Lees de casus."),
        _("Neem je tijd. Daarna praten de coaches eerst onder elkaar."),
    ),
    First.WAIT_FOR_READERS: (
        _("De coaches lezen eerst."),
        _("Je hoeft nu niets te doen."),
    ),
    First.AMONG_COACHES: (
        _("De coaches zijn onder elkaar."),
        _("Praat met elkaar. De anderen lezen niet mee."),
    ),
    First.WAIT_FOR_COACHES: (
        _("De coaches zijn onder elkaar."),
        _("Zij zeggen zelf wanneer ze klaar zijn. Je hoeft nu niets te doen."),
    ),
    First.SPEAK_FIRST: (
        _("Jij spreekt nu."),
        _("De coaches spreken eerst. Zeg wat je raakt. Of luister liever, dat mag ook."),
    ),
    First.LISTEN: (
        _("Nu luister je."),
        _("De coaches spreken eerst. Je kan schrijven zodra elk van hen sprak of liever luistert."),
    ),
    First.SPEAK: (
        _("De coaches spraken. Nu jij."),
        _("Wat raakte je in hun woorden?"),
    ),
    First.SPOKE: (
        _("Nu luisteren de anderen naar jou."),
        _("Je mag nog iets zeggen. Het hoeft niet."),
    ),
    First.LET_BY: (
        _("Je luistert liever. Dat is goed."),
        _("Wil je toch iets zeggen? Dat mag nog altijd."),
    ),
    First.REPLY: (
        _("Iedereen spreekt."),
        _("Begin met wat je gehoord hebt."),
    ),
    First.RESEARCH: (
        _("Nu spreekt onderzoek. Jij dus."),
        _("Begin met wat je gehoord hebt. Zeg dan in gewone woorden wat onderzoek weet."),
    ),
    First.LAY_RESEARCH: (
        _("Nu spreekt onderzoek."),
        _("Een onderzoeker schrijft, of jij legt een inzicht erbij."),
    ),
    First.WAIT_FOR_RESEARCH: (
        _("Nu spreekt onderzoek."),
        _("Daarna mag iedereen antwoorden."),
    ),
    First.HARVEST: (
        _("Wat neem je mee?"),
        _("Vier korte vragen. Sla er gerust een over."),
    ),
    First.HARVESTED: (
        _("Jouw oogst staat erbij."),
        _("Dank je. Je mag nog iets bij de oogst leggen."),
    ),
    First.HARVEST_LET_BY: (
        _("Je liet de vragen voorbijgaan."),
        _("Dat is goed. Je mag nog iets bij de oogst leggen."),
    ),
    First.TELL: (
        _("Wat deed je ermee?"),
        _("Vertel het in enkele zinnen. De coaches lezen het."),
    ),
    First.TOLD: (
        _("Je vertelde wat je deed."),
        _("De coaches kregen bericht. Je mag nog iets vertellen."),
    ),
    First.OTHERS_TELL: (
        _("Nu vertellen de anderen wat ze deden."),
        _("De coaches lezen het. Jij hoeft niets te vertellen."),
    ),
    First.HEAR: (
        _("Nu is het aan de anderen."),
        _("Zij vertellen later wat ze deden. Je krijgt dan bericht."),
    ),
    First.CLOSED: (
        _("Dit gesprek is afgerond."),
        _("Je woorden blijven van jou. Je kan ze altijd terugnemen."),
    ),
}

# Instead of what is asked of her words, once she spoke them and they wait for their text.
SPOKE: Words = (
    _("Je sprak het in."),
    _("Na jouw ja staat het in het gesprek. Je mag nog iets zeggen. Het hoeft niet."),
)
