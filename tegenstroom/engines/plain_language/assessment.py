"""How plain a text is, and whether it holds to a level."""

from collections.abc import Iterator
from dataclasses import dataclass

from tegenstroom.engines.plain_language import syllables, verbs, words
from tegenstroom.engines.plain_language.levels import GENERAL, Level
from tegenstroom.engines.plain_language.marks import CUT, CUT_BEFORE, Kind, Mark, mark
from tegenstroom.engines.plain_language.text import Form, Sentence, Word, sentences
from tegenstroom.engines.plain_language.wordset import wordset
from tegenstroom.engines.remembering import reading

MIN_WORDS_FOR_FLESCH = 20
MIN_WORDS_FOR_SHARE = 50  # below this, one rare word is already more than 2 %
_UNSAID = {
    MIN_WORDS_FOR_FLESCH: "Een tekst onder {least} woorden krijgt geen score.",
    MIN_WORDS_FOR_SHARE: "Onder {least} woorden zegt het aandeel moeilijke woorden niets.",
}
_CUTS = wordset("maar want omdat zodat terwijl wanneer waardoor hoewel tenzij")
# These tie words as often as sentences: a sentence begins when one of the others follows.
_TIES = wordset("en of dus")
_BEGINNINGS = wordset("daarna daarom dan dat dit er het hij ik je jij men toen u we wij ze zij")


@dataclass(frozen=True, slots=True)
class Assessment:
    """What was measured, what was marked, and whether the level holds."""

    level: Level
    words: int
    sentences: int
    syllables: int
    longest_sentence: int  # words
    rare: int  # words
    unexplained: int  # abbreviations
    marks: tuple[Mark, ...]  # in order of place

    @property
    def flesch(self) -> float | None:
        """Flesch-Douma; None for a text that is too short to say."""
        if self.words < MIN_WORDS_FOR_FLESCH:
            return None
        return flesch_douma(words=self.words, sentences=self.sentences, syllables=self.syllables)

    @property
    def mean_sentence(self) -> float:
        """Words per sentence; 0 for a text without words."""
        return self.words / self.sentences if self.sentences else 0.0

    @property
    def rare_share(self) -> float | None:
        """Rare words among all words, 0 to 1; None for a text that is too short to say."""
        return self.rare / self.words if self.words >= MIN_WORDS_FOR_SHARE else None

    @property
    def holds(self) -> bool:
        return not self.failures

    @property
    def unsaid(self) -> tuple[str, ...]:
        """In Dutch: what a text this short does not tell."""
        return tuple(sentence.format(least=least) for least, sentence in _UNSAID.items() if self.words < least)

    @property
    def failures(self) -> tuple[str, ...]:
        """In Dutch: the limits that the text passes; empty when the level holds."""
        return tuple(_failures(self))


def flesch_douma(*, words: int, sentences: int, syllables: int) -> float:
    """Reading ease: about 0 for the hardest texts, 100 and more for the easiest. One word at least."""
    return 206.84 - 0.77 * (100 * syllables / words) - 0.93 * (words / sentences)


@reading
def assess(text: str, level: Level = GENERAL) -> Assessment:
    """Measure a Dutch text of any length, mark what is hard in it, and hold it to a level."""
    found = sentences(text)
    looked = words.look(found, text, level)
    marks = [*looked.marks, *_long_sentences(found, level)]
    for sentence in found:
        marks += verbs.marks(sentence, text)
    return Assessment(
        level=level,
        words=sum(len(sentence.words) for sentence in found),
        sentences=len(found),
        syllables=sum(_syllables(word) for sentence in found for word in sentence.words),
        longest_sentence=max((len(sentence.words) for sentence in found), default=0),
        rare=looked.rare,
        unexplained=looked.unexplained,
        marks=tuple(sorted(marks)),
    )


def _syllables(word: Word) -> int:
    if word.form in {Form.WORD, Form.NUMBER}:
        return syllables.count(word.plain if word.text.islower() else word.text)
    return sum(map(str.isalpha, word.text)) if word.form is Form.DOTTED else 1


def _long_sentences(found: list[Sentence], level: Level) -> Iterator[Mark]:
    for sentence in found:
        length = len(sentence.words)
        if length > level.max_sentence:
            cut = _cut(sentence)
            advice = CUT_BEFORE if cut else CUT
            limit = level.max_sentence
            yield mark(
                Kind.LONG_SENTENCE, sentence.start, sentence.end, advice, words=length, limit=limit, word=cut
            )


def _cut(sentence: Sentence) -> str:
    """The conjunction nearest to the middle, with four words at least on both sides; empty when there is none."""
    length = len(sentence.words)
    places = [place for place in range(4, length - 3) if _begins(sentence.words, place)]
    return sentence.words[min(places, key=lambda place: abs(place - length / 2))].text if places else ""


def _begins(words: tuple[Word, ...], place: int) -> bool:
    """Whether a sentence of its own could begin at this conjunction."""
    if words[place].plain in _TIES:
        return words[place + 1].plain in _BEGINNINGS
    return words[place].plain in _CUTS


def _failures(found: Assessment) -> Iterator[str]:
    level = found.level
    if found.flesch is not None and found.flesch < level.min_flesch:
        yield f"De score is {_said(found.flesch)}. Ze moet {_said(level.min_flesch)} of meer zijn."
    if found.mean_sentence > level.max_mean_sentence:
        mean, limit = _said(found.mean_sentence), _said(level.max_mean_sentence)
        yield f"Een zin telt gemiddeld {mean} woorden. Dat mogen er {limit} zijn."
    if found.longest_sentence > level.max_sentence:
        yield f"De langste zin telt {found.longest_sentence} woorden. Dat mogen er {level.max_sentence} zijn."
    if found.rare_share is not None and found.rare_share > level.max_rare_share:
        share, limit = _said(100 * found.rare_share), _said(100 * level.max_rare_share)
        yield f"{share} % van de woorden is moeilijk. Dat mag {limit} % zijn."
    if level.abbreviations_explained and found.unexplained:
        yield f"De tekst legt niet elke afkorting uit. Het zijn er {found.unexplained}."


def _said(number: float) -> str:
    """A number as it is read, cut after one decimal: 74,96 does not become 75."""
    return f"{int(number * 10) / 10:.1f}".replace(".", ",").removesuffix(",0")
