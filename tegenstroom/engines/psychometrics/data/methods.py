"""How a figure was computed, in the reader's language. A result names its method as papers do, in English."""

import re
from collections.abc import Iterator

from tegenstroom.engines.sentences import Said, Sentence, dutch

_N = r"(?P<n>[-+±.\de]+)"
_WORDS: dict[str, Sentence] = {
    "listwise": dutch("method-listwise", "alleen wie alles beantwoordde"),
    "pairwise": dutch("method-pairwise", "per paar vragen wie beide beantwoordde"),
    "full-information": dutch("method-full-information", "met alles wat iemand beantwoordde"),
    "Cronbach's alpha": dutch("method-alpha", "alfa van Cronbach"),
    "omega of the one-factor model": dutch("method-omega", "omega van het model met één factor"),
    "maximum likelihood": dutch("method-ml", "grootste aannemelijkheid"),
    "one-factor model": dutch("method-one-factor", "model met één factor"),
    "categorical omega of the one-factor model": dutch(
        "method-omega-c", "omega voor geordende antwoorden, van het model met één factor"
    ),
    "omega of each factor": dutch("method-omegas", "omega van elke factor"),
    "Schmid-Leiman after minimum residuals and quartimin": dutch(
        "method-omega-h", "Schmid-Leiman na kleinste resten en quartimin"
    ),
    f"{_N} factors": dutch("method-factors", "{n} factoren"),
    "two-way analysis of variance": dutch("method-two-way", "variantieanalyse in twee richtingen"),
    "one-way analysis of variance": dutch("method-one-way", "variantieanalyse in één richting"),
    "random groups": dutch("method-random-groups", "groepen uit veel groepen getrokken"),
    r"r\*wg\(J\)": dutch("method-rwg", "r*wg(J)"),
    "uniform answers by chance": dutch("method-uniform", "bij toeval is elk antwoord even waarschijnlijk"),
    "reliable change index": dutch("method-rci", "index van betrouwbare verandering (RCI)"),
    f"reliability from alpha(?: = {_N})?": dutch("method-from-alpha", "betrouwbaarheid: alfa {n}"),
    f"reliability from omega(?: = {_N})?": dutch("method-from-omega", "betrouwbaarheid: omega {n}"),
    f"reliability from retest ICC(?: = {_N})?": dutch("method-from-retest", "betrouwbaarheid: hertest-ICC {n}"),
    f"reliability of unsaid source(?: = {_N})?": dutch(
        "method-from-nowhere", "betrouwbaarheid: {n}, niet gezegd waaruit"
    ),
    f"bands of {_N}": dutch("method-bands", "banden van {n}"),
    "paired differences": dutch("method-paired", "verschillen per persoon"),
    "two groups": dutch("method-two-groups", "twee groepen"),
    "pooled standard deviation": dutch("method-pooled", "samengevoegde standaardafwijking"),
    "signed ranks": dutch("method-ranks", "rangen met teken (Wilcoxon)"),
    "exact": dutch("method-exact", "exact"),
    "normal approximation with correction for continuity": dutch(
        "method-continuity", "benaderd met de normale verdeling, met continuïteitscorrectie"
    ),
    "person mean of the answered items": dutch(
        "method-person-mean", "gemiddelde per persoon van wat beantwoord is"
    ),
    "retrospective pre-test": dutch("method-then-test", "voormeting achteraf (then-test)"),
    "polychoric": dutch("method-polychoric", "polychorische correlaties"),
    "two-step": dutch("method-two-step", "in twee stappen"),
    "KMO": dutch("method-kmo", "KMO"),
    "Bartlett": dutch("method-bartlett", "Bartlett"),
    "parallel analysis of pearson correlations": dutch(
        "method-parallel-pearson", "parallelle analyse van Pearson-correlaties"
    ),
    "parallel analysis of polychoric correlations": dutch(
        "method-parallel-polychoric", "parallelle analyse van polychorische correlaties"
    ),
    f"{_N} draws": dutch("method-draws", "{n} trekkingen"),
    f"seed {_N}": dutch("method-seed", "beginwaarde {n}"),
    "exploratory factor analysis": dutch("method-efa", "factoren zoeken (EFA)"),
    "minres": dutch("method-minres", "kleinste resten (minres)"),
    "ml|ML": dutch("method-ml-short", "grootste aannemelijkheid (ML)"),
    "none": dutch("method-not-turned", "niet gedraaid"),
    "varimax": dutch("method-varimax", "varimax"),
    "promax": dutch("method-promax", "promax"),
    "oblimin": dutch("method-oblimin", "oblimin"),
    "pearson correlations": dutch("method-pearson", "Pearson-correlaties"),
    "polychoric correlations": dutch("method-polychoric", "polychorische correlaties"),
    "confirmatory factor analysis": dutch("method-cfa", "factoren toetsen (CFA)"),
    "two-level confirmatory factor analysis": dutch("method-two-level", "factoren toetsen op twee niveaus (CFA)"),
    "MLR": dutch("method-mlr", "MLR"),
    "WLSMV": dutch("method-wlsmv", "WLSMV"),
    "REML": dutch("method-reml", "REML"),
    "measurement invariance": dutch("method-invariance", "meetinvariantie"),
    "graded response model": dutch("method-grm", "graded response model"),
    r"marginal maximum likelihood on 61 nodes over \[-6, 6\]": dutch(
        "method-marginal", "marginale grootste aannemelijkheid op 61 punten van -6 tot 6"
    ),
    "EAP on 61 nodes": dutch("method-eap", "EAP op 61 punten"),
    "MAP": dutch("method-map", "MAP"),
    "S-X²": dutch("method-s-x2", "S-X²"),
    "sparse cells joined as mirt": dutch("method-joined-mirt", "kleine cellen samen zoals in mirt"),
    "sparse cells joined neighbours": dutch("method-joined-neighbours", "kleine cellen samen met hun buren"),
    "likelihood ratio of graded response models": dutch(
        "method-dif-ratio", "likelihood ratio van graded response models"
    ),
    "all other items as anchor": dutch("method-dif-anchor", "alle andere vragen als anker"),
    "ordinal logistic regression on the mean of all items": dutch(
        "method-dif-mean", "ordinale logistische regressie op het gemiddelde van alle vragen"
    ),
    "ordinal logistic regression on a given score": dutch(
        "method-dif-given", "ordinale logistische regressie op een gegeven score"
    ),
    "ordinal logistic regression on θ of a graded response model": dutch(
        "method-dif-theta", "ordinale logistische regressie op θ van een graded response model"
    ),
    "ordinal logistic regression on the mean of the items not found": dutch(
        "method-dif-not-found", "ordinale logistische regressie op het gemiddelde van de andere vragen"
    ),
    "purified": dutch("method-purified", "gezuiverd"),
    f"rounds: {_N}": dutch("method-rounds", "rondes: {n}"),
    "linear mixed model": dutch("method-mixed", "lineair gemengd model"),
    f"{_N} levels": dutch("method-levels", "{n} niveaus"),
}
_INTERVALS: dict[str, Sentence] = {
    "delta method": dutch("interval-delta", "deltamethode"),
    "delta method on log(1 − ω)": dutch("interval-delta-log", "deltamethode op log(1 − ω)"),
    "delta method on log(1 − α), t": dutch("interval-delta-log-alpha", "deltamethode op log(1 − α), t"),
    "noncentral t": dutch("interval-noncentral-t", "niet-centrale t"),
    "noncentral χ²": dutch("interval-noncentral", "niet-centrale χ²"),
    "F distribution": dutch("interval-f", "F-verdeling"),
}
_KNOWN = tuple((re.compile(pattern), sentence) for pattern, sentence in _WORDS.items())
_BETWEEN = re.compile(r", (?![^\[]*\])")


def method_words(method: str) -> tuple[Said, ...]:
    """The parts of `Result.method`, in order; a part that has no words here stands as it is."""
    return tuple(_words(method))


def interval_words(method: str) -> Said:
    """`Interval.method`; the name of who found it is its own word."""
    found = _INTERVALS.get(method)
    return found() if found else Said("method", "{part}", {"part": method})


def _words(method: str) -> Iterator[Said]:
    for part in _BETWEEN.split(method):
        for pattern, sentence in _KNOWN:
            if found := pattern.fullmatch(part):
                yield sentence(n=found.groupdict().get("n") or "")
                break
        else:
            yield Said("method", "{part}", {"part": part})
