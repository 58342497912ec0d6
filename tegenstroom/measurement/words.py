"""Words for what the rules name."""

from django.utils.translation import gettext_lazy as _

from tegenstroom.measurement.rules.codes import CodeFault
from tegenstroom.measurement.rules.waves import Moment, Purpose, WavesFault

MOMENTS = {
    Moment.BEFORE: _("voor de start"),
    Moment.END: _("op het einde"),
    Moment.LATER: _("enkele maanden later"),
}
PURPOSES = {
    Purpose.GROUP: _("voor het verslag van deze groep"),
    Purpose.RESEARCH: _("voor onderzoek"),
    Purpose.NORMS: _("om te vergelijken met andere groepen"),
}
WAVES_FAULTS = {
    WavesFault.NONE: _("Kies minstens één moment."),
    WavesFault.ORDER: _("De momenten volgen elkaar niet op. Zet ze op volgorde."),
    WavesFault.CLOSES_FIRST: _("Een moment sluit voor het begint. Kies een latere laatste dag."),
    WavesFault.PAST: _("Een moment begint in het verleden. Kies een dag vanaf vandaag."),
}
CODE_FAULTS = {
    CodeFault.LENGTH: _("Een code heeft twaalf tekens. Kijk na of er geen ontbreekt of te veel staat."),
    CodeFault.CHARACTER: _("In deze code staat een teken dat we niet gebruiken. Kijk ze nog eens na."),
    CodeFault.CHECK: _("Deze code klopt niet: er is een teken verkeerd getypt. Kijk ze nog eens na op het blad."),
}
