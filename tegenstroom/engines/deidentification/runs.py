"""How far a name runs: "Karima", "J. van der Velde", "mevrouw de wilde", "Marc den bakker"."""

import re
from collections.abc import Set

from tegenstroom.engines.deidentification import lexicon, lists, origins, places, professions
from tegenstroom.engines.deidentification.findings import Label, Reason, Span
from tegenstroom.engines.deidentification.nouns import is_noun
from tegenstroom.engines.deidentification.people import particles, roles
from tegenstroom.engines.deidentification.text import Kind, Reading, Token
from tegenstroom.engines.plain_language.lexicon import zipf
from tegenstroom.engines.plain_language.wordset import wordset

GAP = re.compile(r"[ \t\u00a0]{1,3}|-")  # between two words of one name
MOST = 7  # words of one name
_SHORT = 2  # letters
NOT_INITIALS = wordset(
    "n.v b.v v.z.w o.c.m.w b.t.w p.s n.b c.a.w c.l.b v.d.a.b r.v.a t.v g.s.m p.v u.z a.z r.r i.v.m m.b.t t.a.v "
    "a.u.b o.a d.w.z m.a.w n.a.v b.v.b.a a.b.v.v a.c.v e.d i.p.v t.e.m o.v s.p v.u n.v.t e.h o.l.v t.o.v z.s.m "
    "n.t.b u.s.a v.s a.h.v k.b a.r"
)


# "haar broer elke ochtend": there it is no Elke.
_EVERY = wordset(
    "dag week maand jaar ochtend avond nacht morgen middag keer dinsdag maandag woensdag donderdag vrijdag "
    "zaterdag "
    "zondag zomer winter les uur minuut vakantie weekend cent"
)


_POLITE = wordset("mevrouw mevr mw meneer mijnheer dhr fam familie")
# What stands right behind a first name and is none: when, and what is meant for her.
_NO_SURNAME = wordset(
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag morgen avond middag nacht week maand jaar "
    "keer uur "
    "school werk mama papa gsm tel adres dossier geld huis vraag thuis overleg gesprek afspraak intake "
    "telefoon brief "
    "mail contact hulp zorg foto feest verjaardag bezoek kamer groep klas januari februari maart april mei "
    "juni juli "
    "augustus september oktober november december komma punt"
)
_COMMON = 4.6  # Zipf


class Runs:
    """The names of a reading, outside the tokens with the numbers in `taken`, which tell something surer.

    A run is `cued` when something announces it: then a word in small letters may be a name, an ordinary word too.
    After a `title` the name is a surname: "meneer Appels".
    """

    def __init__(self, reading: Reading, taken: Set[int]) -> None:
        self.reading = reading
        self.tokens = reading.tokens
        self.taken = taken

    def run(self, place: int, *, cued: bool = False, title: bool = False) -> int:
        """The token after the name that starts here; `place` itself when none does."""
        here, end = place, place
        while here < len(self.tokens) and here - place < MOST:
            if not self._goes_on(here, place, title):
                break
            token = self.tokens[here]
            whole = self._listed_surname(here, cued=cued) if cued or here > place else 0
            if whole:
                here = end = here + whole
            elif self._is_particle(here, here == place, cued):
                here += 1
            elif self._is_part(token, here, first=end == place, cued=cued, title=title):
                here = end = here + 1
                if self._has_byname(here):
                    return here + 2
                if self._has_initial(here):
                    return here + 1
                if token.plain.endswith(("'s", "'")):
                    break
            else:
                break
        return end

    def person(self, start: int, end: int, reason: Reason, confidence: float) -> Span:
        """The span of these tokens."""
        return Span(self.tokens[start].start, self.tokens[end - 1].end, Label.PERSON, reason, confidence)

    def is_small_name(self, place: int, *, cued: bool, title: bool = False) -> bool:
        """Whether this is a name in small letters, or in capitals among capitals."""
        token = self.reading.at(place)
        if token is None or token.kind is not Kind.WORD or place in self.taken:
            return False
        word = lexicon.bare(token.plain)
        if len(word) < 2 or word in roles() or lexicon.is_service(word) or word in lists.words("spoken"):
            return cued and self.reading.shouted(token) and len(word) == 1
        if self.reading.crooked and not cued and not token.capital:
            return False
        if lexicon.is_name(word):
            return True
        if not lexicon.is_known(word):
            return not origins.region(word) and (len(word) > 3 or (cued and lexicon.is_first_name(word)))
        return cued and self._is_borne(place, word, title=title)

    def _is_borne(self, place: int, word: str, *, title: bool) -> bool:
        """Whether an ordinary word is a name where one is announced: "mevrouw appel", no "broer elke dag"."""
        if word == "elke" and self.reading.plain(place + 1) in _EVERY:
            return False
        if title and self.reading.plain(place - 1) in _POLITE and zipf(word) < _COMMON and is_noun(word):
            return True
        borne = lexicon.may_be_borne(word) or (title and lexicon.may_be_surname(word))
        return borne and not lexicon.is_verb(word)

    def is_bold(self, place: int) -> bool:
        """Whether a capital stands here that is no service."""
        token = self.reading.at(place)
        if token is None or place in self.taken or token.kind is Kind.NUMBER:
            return False
        if self.reading.shouted(token):
            return self.is_small_name(place, cued=True)
        return token.capital and not lexicon.is_service(token.plain)

    def are_initials(self, token: Token) -> bool:
        """Whether letters with dots are someone's, not a way of writing: "K.O.", not "N.V."."""
        return token.plain.replace(" ", "").rstrip(".") not in NOT_INITIALS

    def is_origin(self, word: str) -> bool:
        """Whether it tells where someone is from; Noor, Dean and Turk are borne as names too."""
        return bool(origins.region(word)) and not (origins.is_short(word) and lexicon.is_first_name(word))

    def _goes_on(self, here: int, start: int, title: bool) -> bool:
        token = self.tokens[here]
        if here > start and not GAP.fullmatch(self.reading.gap(here - 1)):
            return self.tokens[here - 1].kind is Kind.INITIALS and token.kind is not Kind.NUMBER
        free = here not in self.taken or (title and here == start and token.capital)
        return free and token.kind is not Kind.NUMBER

    def _has_initial(self, here: int) -> bool:
        """As in "tom c: wie komt er", "ann v belt": the first letter of a surname in small letters."""
        token = self.reading.at(here)
        if token is None or len(token.text) != 1 or not token.text.islower() or self.reading.gap(here - 1) != " ":
            return False
        first = self.tokens[here - 1]
        return lexicon.is_first_name(first.plain) and (
            self.reading.gap(here)[:1] == ":" or token.plain not in "aekmnstux"
        )

    def _has_byname(self, here: int) -> bool:
        """As in "Marc den bakker"."""
        following = self.reading.plain(here + 1)
        return self.reading.plain(here) == "den" and bool(following) and not lexicon.is_verb(following)

    def _listed_surname(self, here: int, *, cued: bool) -> int:
        """How many tokens from here are a surname with its particles, "de wilde"; 0 when the list has none.

        Where a name is announced, a town in it is none: "advocaat van damme".
        """
        if self.reading.plain(here) not in particles():
            return 0
        for words in (4, 3, 2):
            last = self.reading.at(here + words - 1)
            if (
                last is None
                or (here + words - 1 in self.taken and not cued)
                or not (last.capital or self.reading.small)
            ):
                continue
            if any(self.reading.gap(here + step) != " " for step in range(words - 1)):
                continue
            name = " ".join(self.reading.plain(here + step) for step in range(words))
            if lexicon.bare(name) in lists.long_list("surnames"):
                return words
        return 0

    def _is_particle(self, here: int, first: bool, cued: bool) -> bool:
        token = self.tokens[here]
        if token.plain not in particles() and token.plain + "'" not in particles():
            return False
        ahead = here + 1
        while ahead < here + 3 and self.reading.plain(ahead) in particles():
            ahead += 1
        following = self.reading.at(ahead)
        if following is None or (first and not cued and not token.capital):
            return False
        if token.capital and not self.reading.shouted(token):
            return following.capital
        if ahead in self.taken or (first and not cued):
            return False
        if self.reading.small or self.reading.shouted(token) or not following.capital:
            return self._ends_surname(here, ahead)
        return cued or not following.opens

    def _ends_surname(self, here: int, ahead: int) -> bool:
        """Whether these particles lead to a surname where capitals tell nothing."""
        whole = " ".join(self.reading.plain(each) for each in range(here, ahead + 1))
        if whole in lists.long_list("surnames"):
            return True
        word = self.reading.plain(ahead)
        unknown = lexicon.is_surname(word) or not lexicon.is_known(word)
        marked = self.reading.small or self.reading.shouted(self.tokens[here])
        return marked and unknown and not lexicon.is_ordinary(word) and not places.is_place(word)

    def _is_part(self, token: Token, here: int, *, first: bool, cued: bool, title: bool) -> bool:
        if token.kind is Kind.INITIALS:
            return self.are_initials(token)
        if not token.capital or self.reading.shouted(token):
            if not first and self._is_small_surname(here):
                return True
            return self.is_small_name(here, cued=cued and first, title=title) if cued or not first else True
        word = lexicon.bare(token.plain)
        announced = first and cued
        if token.opens and not first:
            return False
        if len(word) == 1 or (token.shouted and len(word) < 4):
            return (cued or not first) and not lexicon.is_service(word)
        return not self._is_no_name(word, title=title, cued=announced)

    def _is_small_surname(self, here: int) -> bool:
        """As in "mihaela pop heeft het moeilijk": a noun behind a first name, where something ends or is done."""
        word, first = self.reading.plain(here), lexicon.bare(self.reading.plain(here - 1))
        if not lexicon.is_first_name(first) or lexicon.is_known(first) or self.reading.gap(here - 1) != " ":
            return False
        if word in roles() or word in _NO_SURNAME or lexicon.is_verb(word) or lexicon.is_service(word):
            return False
        if professions.general(word):
            return False
        after = self.reading.at(here + 1)
        ends = (
            after is None
            or self.reading.gap(here).strip()[:1] in set(".,;:!?)(") - {""}
            or "\n" in self.reading.gap(here)
        )
        borne = is_noun(word) and zipf(word) < _COMMON and word not in lists.words("spoken")
        return (
            borne
            and (lexicon.is_surname(word) or ends)
            and (ends or lexicon.is_verb(self.reading.plain(here + 1)))
        )

    def _is_no_name(self, word: str, *, title: bool, cued: bool) -> bool:
        """Whether a word with a capital is something else than a name all the same."""
        if lexicon.is_service(word):
            return True
        if title or lexicon.is_first_name(word):
            return cued and lexicon.is_verb(word) and not title
        return word in roles() or self.is_origin(word) or (cued and lexicon.is_verb(word))
