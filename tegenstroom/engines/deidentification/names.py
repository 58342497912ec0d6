"""People: by how the text introduces them, by lists, and by a capital that no ordinary word explains.

The rarest names are in no list. So what stands around a name weighs most: a title, a relation, an article as in
"den Jef", "heet", the label of a form.
"""

import re
from collections.abc import Iterator, Set
from dataclasses import replace
from functools import cache

from tegenstroom.engines.deidentification import lexicon, lists, origins, places
from tegenstroom.engines.deidentification.findings import Label, Reason, Span
from tegenstroom.engines.deidentification.text import Kind, Reading, Token

_GAP = re.compile(r"[ \t\u00a0]{1,3}|-")
_CUE_GAP = re.compile(r"\.?[ \t\u00a0]{1,3}[(\"'“‘„]?|\.|[ \t]*:[ \t]*|,[ \t]|[ \t]*\([ \t]*")
_GREETINGS = frozenset(
    "beste dag hallo hey hei hoi heej liefste lieve geachte yo goeiedag goedemorgen goeiemorgen goedenavond goeiemiddag goedemiddag bedankt merci dank groetjes groeten groet mvg grtz grts gr xxx xx vriendelijke ciao salut sorry hé he salaam cc aan".split()
)
_CALLED = frozenset(
    "noem heet heette heten noemt noemde genaamd geheten alias bijnaam roepnaam aka heetn noemen hiet hette".split()
)
_FORM_LABELS = frozenset(
    "naam voornaam voornamen achternaam familienaam roepnaam meisjesnaam contactpersoon verslaggever aanmelder verwijzer titularis opgemaakt opsteller referent aanwezig aanwezigen verontschuldigd afzender handtekening ondertekend ondergetekende auteur deelnemers dossierbeheerder dossierverantwoordelijke gezinshoofd echtgenote echtgenoot cliëntnaam klantnaam noodcontact schuldenaar schuldeiser rekeninghouder begunstigde referentiehouder van aan kinderen naam/voornaam ouder1 ouder2 verantwoordelijke".split()
)
_STRICT_LABELS = frozenset(
    "naam voornaam voornamen achternaam familienaam roepnaam meisjesnaam cliëntnaam klantnaam".split()
)
_ARTICLES = frozenset(
    {"de", "den", "d'n", "ne", "nen", "diene", "ons", "onze", "onzen", "bij", "met", "van", "voor", "en", "aan"}
)
_TENDER = frozenset({"ons", "onze", "onzen", "den", "d'n", "diene", "nen"})
_SIZED = frozenset(
    "kleine klein grote groot dikke lange zotte zwarte rosse blonde jonge oude schele lamme magere kale gekke stille zatte blinde rooie rode vuile schone ouwe kromme korte lelijke wilde flinke big lil lieve arme brave".split()
)
_NOT_INITIALS = frozenset(
    {
        "n.v",
        "b.v",
        "v.z.w",
        "o.c.m.w",
        "b.t.w",
        "p.s",
        "n.b",
        "c.a.w",
        "c.l.b",
        "v.d.a.b",
        "r.v.a",
        "t.v",
        "g.s.m",
        "p.v",
        "u.z",
        "a.z",
        "r.r",
        "i.v.m",
        "m.b.t",
        "t.a.v",
        "a.u.b",
        "o.a",
        "d.w.z",
        "m.a.w",
        "n.a.v",
        "b.v.b.a",
        "a.b.v.v",
        "a.c.v",
        "e.d",
        "i.p.v",
        "t.e.m",
        "o.v",
        "s.p",
        "v.u",
        "n.v.t",
        "e.h",
        "o.l.v",
        "t.o.v",
        "z.s.m",
        "n.t.b",
        "u.s.a",
        "v.s",
        "a.h.v",
        "k.b",
        "a.r",
    }
)
_SIGNED = re.compile(
    r"(?:,|[Gg]roet\w*|[Gg]root|[Mm]vg|x{1,3}|[Hh]oogachtend|[Gg]r)[ \t]*[!.]?\n\s*"
    r"(?P<name>[A-Z][\w'’.-]*(?:[ ](?:[A-Z][\w'’.-]*|van|de|den|der|el)){0,4})[ \t]*(?=\n|$)"
)
_BEING = frozenset(
    "is was zijn waren heeft had hebben hadden wordt werd worden werden kan kon mag mocht moet moest zal zou blijft bleef lijkt leek blijkt bleek geeft gaf doet deed staat stond ligt lag komt kwam gaat ging groeit helpt hielp zit zat begint begon".split()
)
_DETERMINERS = frozenset(
    "een de het 't 'n ne nen die deze dit dat dees elke geen mijn zijn haar hun jouw uw welke men z'n m'n den dieje zo'n iedere".split()
)
_BEFORE_NAMES = frozenset(
    "met van bij volgens voor door tegen aan over zonder zei belde vroeg ken kent sprak zag hoorde mist zegt vraagt belt en dat of heet".split()
)
_FOREIGN = frozenset(
    "abu abd abdel el al ben bin ibn ait aït ould le la del di da dos von mc mac van vande vanden vander".split()
)
_THERE = frozenset({"in", "te", "naar", "uit", "vanuit", "nabij", "richting"})
_MOST = 7  # words of one name


@cache
def roles() -> dict[str, dict[str, str]]:
    """The words that say who someone is: titles, kin, roles, families."""
    return {row["word"]: row for row in lists.rows("roles")}


@cache
def particles() -> frozenset[str]:
    """Van, de, el, ben: they join parts of a surname and are none."""
    return lists.words("particles")


def find(reading: Reading, taken: Set[int]) -> Iterator[Span]:
    """Every name of a person outside the tokens with these numbers, which tell something surer."""
    finder = _Finder(reading, taken)
    yield from finder.introduced()
    yield from finder.nicknames()
    yield from finder.alone()


class _Finder:
    def __init__(self, reading: Reading, taken: Set[int]) -> None:
        self.reading = reading
        self.tokens = reading.tokens
        self.taken = taken

    def introduced(self) -> Iterator[Span]:
        """Names after a title, a relation, a greeting, "heet", or the label of a form."""
        for place, token in enumerate(self.tokens):
            word = token.plain.rstrip(".")
            row = roles().get(word)
            if row:
                yield from self._after_role(place, row)
            elif word in _GREETINGS and (token.opens or token.capital or self.reading.small):
                yield from self._listed(place, Reason.TITLE, lines=True, comma=True)
            elif word in _CALLED:
                yield from self._called(place)
            if word in _FORM_LABELS and self.reading.gap(place).lstrip(" \t")[:1] in {":", "=", "|"}:
                yield from self._on_form(place, word)

        for match in _SIGNED.finditer(self.reading.text):
            if not any(
                lexicon.is_service(word.lower()) or word.lower() in roles() for word in match["name"].split()
            ):
                yield Span(match.start("name"), match.end("name"), Label.PERSON, Reason.CUE, 0.8)

    def _after_role(self, place: int, row: dict[str, str]) -> Iterator[Span]:
        reason = Reason.TITLE if row["kind"] == "title" else Reason.ROLE
        word = self.tokens[place].plain
        if (
            self.tokens[place].capital
            and not self.tokens[place].opens
            and lexicon.is_first_name(word)
            and word not in {"man", "heer", "mama", "papa", "ma", "pa"}
        ):
            return
        colon = self.reading.gap(place).lstrip().startswith(":")
        if self.reading.plain(place + 1) in {"van", "met"} and row["kind"] == "family":
            return
        yield from self._listed(place, reason, comma=not colon, title=row["kind"] in {"title", "family"})

    def _listed(
        self, place: int, reason: Reason, *, lines: bool = False, comma: bool = False, title: bool = False
    ) -> Iterator[Span]:
        """The name after this token, and those after it: "Milan, Lina en Jef"."""
        gap = self.reading.gap(place)
        if gap.startswith(".") and self.tokens[place].plain not in lists.words("dotted"):
            return
        if not (_CUE_GAP.fullmatch(gap) or (lines and re.fullmatch(r"[,.!]?\s+", gap))):
            return
        if gap.startswith(",") and not (comma and self._is_bold(place + 1)):
            return
        here = place + 1
        if title and self.reading.plain(here) in roles() and not self._is_person_like(here):
            return
        end = self._run(here, cued=True, title=title)
        while end > here:
            yield self._person(here, end, reason, 0.95)
            here = end
            joined = self.reading.gap(end - 1) in {", ", "/", " / ", " & ", " + ", ",", ";", "; "}
            if (
                not joined
                and self.reading.plain(end) in {"en", "of", "&", "met"}
                and self.reading.gap(end - 1) == " "
            ):
                here = end + 1
            elif not joined:
                return
            if not (self._is_bold(here) or self._is_small_name(here, cued=True)):
                return
            end = self._run(here, cued=True)

    def _called(self, place: int) -> Iterator[Span]:
        """ "Hij heet Milan", "ze noemen hem den Blauwe"."""
        here = place + 1
        while (
            self.reading.plain(here)
            in {
                "is",
                "was",
                "hem",
                "haar",
                "ze",
                "hij",
                "ik",
                "mij",
                "zich",
                "eigenlijk",
                "in",
                "het",
                "echt",
                "'m",
                "iedereen",
                "hier",
                "me",
                "zichzelf",
                "hun",
                "je",
                "hen",
                "gewoon",
            }
            and here - place < 4
        ):
            here += 1
        nickname = self.tokens[place].plain in {"noemen", "noemt", "noemde", "noem", "bijnaam", "alias"}
        start = here
        if (
            nickname
            and self.reading.plain(here) in {"de", "den", "'t", "het", "ons"}
            and self.reading.at(here + 1)
        ):
            here += 1
            if self.tokens[here].capital or self.reading.text[self.tokens[start].start - 1] in "\"'“‘":
                yield Span(self.tokens[start].start, self.tokens[here].end, Label.NICKNAME, Reason.NICKNAME, 0.85)
            return
        gap = self.reading.gap(here - 1)
        if re.fullmatch(r"[ \t:,]{1,3}[\"'“‘„(]?", gap):
            end = self._run(here, cued=True)
            if end > here:
                yield self._person(here, end, Reason.CUE, 0.95)

    def _on_form(self, place: int, label: str) -> Iterator[Span]:
        text = self.reading.text
        if label not in _STRICT_LABELS:
            yield from self._listed(place, Reason.CUE)
            return
        line_end = re.compile(r"[\n;|]|\s{4,}|$|,\s+(?=[a-z]+\s*:)|\s+(?=[A-Z][\w-]+\s*:)|\s(?:geb|°|\d)").search(
            text, self.tokens[place].end + 2
        )
        stop = line_end.start() if line_end else len(text)
        inside = [
            here
            for here in range(place + 1, min(place + 1 + _MOST, len(self.tokens)))
            if self.tokens[here].end <= stop
        ]
        inside = [here for here in inside if self.tokens[here].kind is not Kind.NUMBER]
        if inside and not (
            self.reading.plain(inside[0]) in {"onbekend", "niet", "nvt", "moeder", "vader", "van", "kind"}
            and len(inside) < 4
            and self.reading.plain(inside[0]) != "van"
        ):
            yield self._person(inside[0], inside[-1] + 1, Reason.CUE, 0.9)

    def nicknames(self) -> Iterator[Span]:
        """ "Kleine Mo", "Jefke", "ons Marie"."""
        for place, token in enumerate(self.tokens):
            if place in self.taken or token.kind is not Kind.WORD:
                continue
            word = lexicon.bare(token.plain)
            if token.plain in _SIZED and self._is_after_size(place + 1) and self.reading.gap(place) == " ":
                yield Span(token.start, self.tokens[place + 1].end, Label.NICKNAME, Reason.NICKNAME, 0.85)
            elif self._is_pet_form(word, token):
                yield Span(token.start, token.end, Label.NICKNAME, Reason.NICKNAME, 0.8)
            elif (
                self.reading.plain(place - 1) in _TENDER
                and self.reading.gap(place - 1) == " "
                and self._is_tender(word)
            ):
                yield self._person(place, place + 1, Reason.ROLE, 0.85)

    def _is_after_size(self, place: int) -> bool:
        token = self.reading.at(place)
        if token is None or place in self.taken or token.kind is not Kind.WORD:
            return False
        word = lexicon.bare(token.plain)
        if token.capital and not self.reading.shouted(token):
            return not lexicon.is_service(word) and not origins.region(word) and not places.is_place(word)
        return lexicon.is_first_name(word) and (
            not lexicon.is_ordinary(word)
            or word in {"mo", "jo", "an", "lies", "staf", "mon", "sus", "jos", "pol", "toon"}
        )

    def _is_pet_form(self, word: str, token: Token) -> bool:
        if lexicon.is_ordinary(word) or lexicon.is_service(word):
            return False
        for ending in ("eke", "ske", "ke", "ken", "tje", "je", "aatje", "ootje", "etje"):
            base = word.removesuffix(ending)
            if base == word or len(base) < 3 or lexicon.is_ordinary(base) and not token.capital:
                continue
            bases = (
                [base, base + base[-1]]
                + ([base + "a"] if ending == "aatje" else [])
                + ([base + "o"] if ending == "ootje" else [])
            )
            if any(
                lexicon.is_first_name(each) and not lexicon.is_ordinary(each) for each in bases
            ) and not lexicon.is_known(word):
                return True
        return False

    def _is_tender(self, word: str) -> bool:
        return (
            len(word) > 1
            and lexicon.is_first_name(word)
            and (not lexicon.is_known(word) or lexicon.may_be_borne(word))
            and word not in roles()
        )

    def alone(self) -> Iterator[Span]:
        """Names that nothing introduces."""
        place = 0
        while place < len(self.tokens):
            reason, confidence = self._stands_out(place)
            if reason is None:
                place += 1
                continue
            end = max(self._run(place), place + 1)
            found = self._person(place, end, reason, confidence)
            there = reason is Reason.UNKNOWN_CAPITAL and self.reading.plain(place - 1) in _THERE
            yield replace(found, label=Label.LOCATION) if there else found
            place = end

    def _stands_out(self, place: int) -> tuple[Reason | None, float]:
        token = self.tokens[place]
        if place in self.taken:
            return None, 0
        if token.kind is Kind.INITIALS:
            return (Reason.KNOWN_NAME, 0.8) if self._are_initials(place) else (None, 0)
        if token.kind is not Kind.WORD:
            return None, 0
        word = lexicon.bare(token.plain)
        if self.reading.shouted(token) or not token.capital:
            return self._unmarked(place, token, word)
        if word in particles() or token.plain in particles():
            return self._particle_first(place)
        if lexicon.is_service(word) or lexicon.is_service(token.plain) or self._is_origin(word):
            return None, 0
        if self._is_abbreviated(place):
            return None, 0
        return self._at_opening(place, word) if token.opens else self._inside(place, word)

    def _unmarked(self, place: int, token: Token, word: str) -> tuple[Reason | None, float]:
        """A word in small letters, or in a text of capitals only."""
        if word in particles() or word in roles() or places.is_place(word):
            return None, 0
        free = self.reading.small or token.capital
        if free and word in lists.words("names_likely") and self._is_bare_noun(place):
            return Reason.KNOWN_NAME, 0.6
        if len(word) < 3 or lexicon.is_service(word):
            return None, 0
        if lexicon.is_name(word) and (lexicon.is_first_name(word) or (free and len(word) > 4)):
            return Reason.KNOWN_NAME, 0.75
        if lexicon.is_known(word) or origins.region(word) or self._is_abbreviated(place):
            return None, 0
        if token.capital and len(word) > 3:
            return Reason.UNKNOWN_CAPITAL, 0.5
        if self.reading.small and len(word) > 4 and self._where_names_stand(place):
            return Reason.CUE, 0.5
        return None, 0

    def _is_bare_noun(self, place: int) -> bool:
        """Whether no article and no adjective stands before, and nothing after makes it another word."""
        before, after = self.reading.plain(place - 1), self.reading.plain(place + 1)
        if self.tokens[place].opens:
            before = ""
        if before in _DETERMINERS or after in _DETERMINERS and self.reading.plain(place) in {"an", "mark"}:
            return False
        return not (
            before.endswith("e")
            and lexicon.is_ordinary(before)
            and not lexicon.is_verb(before)
            and before not in {"de", "we", "ze", "je", "toe"}
        )

    def _where_names_stand(self, place: int) -> bool:
        """ "volgens tsering", "tsering belt": where a word that nobody knows is a name sooner than a slip."""
        before, after = self.reading.plain(place - 1), self.reading.plain(place + 1)
        if self.reading.gap(place - 1).strip() or self.tokens[place].opens:
            before = ""
        return (
            before in _BEFORE_NAMES
            or lexicon.is_verb(after)
            and after not in _BEING
            and self.reading.gap(place) == " "
        )

    def _is_origin(self, word: str) -> bool:
        """Whether it tells where someone is from; Noor, Dean and Turk are borne as names too."""
        return bool(origins.region(word)) and not (origins.is_short(word) and lexicon.is_first_name(word))

    def _is_abbreviated(self, place: int) -> bool:
        """ "Deurw. geweest", "OV-nummer": cut short, or begun with an acronym."""
        token = self.tokens[place]
        word = lexicon.bare(token.plain)
        acronym, _, rest = token.text.partition("-")
        if rest and acronym.isupper() and len(acronym) < 6:
            return lexicon.is_known(rest.lower()) or len(rest) < 3
        gap = self.reading.gap(place)
        if len(word) < 5 and re.match(r"\s?[.:]\s?:?\s", gap) and ":" in gap and not lexicon.is_name(word):
            return not lexicon.is_known(word)
        following = self.reading.at(place + 1)
        cut = self.reading.gap(place) in {". ", ".: ", "."} and following is not None and not following.capital
        return cut and len(word) < 7 and not lexicon.is_name(word) and not lexicon.is_known(word)

    def _particle_first(self, place: int) -> tuple[Reason | None, float]:
        """ "De Keyser belde", "Ben Ali": a surname when the list knows it, or when no sentence opens here."""
        following = self.reading.at(place + 1)
        if (
            following is None
            or not following.capital
            or following.kind is not Kind.WORD
            or not _GAP.fullmatch(self.reading.gap(place))
        ):
            return None, 0
        whole = f"{self.tokens[place].plain} {lexicon.bare(following.plain)}"
        if whole in lists.long_list("surnames"):
            return Reason.KNOWN_NAME, 0.85
        if self.tokens[place].plain in _FOREIGN and lexicon.is_name(lexicon.bare(following.plain)):
            return Reason.KNOWN_NAME, 0.85
        if self.tokens[place].opens or lexicon.is_service(following.plain) or origins.region(following.plain):
            return None, 0
        return Reason.UNKNOWN_CAPITAL, 0.7

    def _at_opening(self, place: int, word: str) -> tuple[Reason | None, float]:
        token = self.tokens[place]
        if word in roles() and not (word in lists.words("names_first")):
            return None, 0
        if token.shouted and len(word) < 6:
            return (Reason.KNOWN_NAME, 0.8) if len(word) > 3 and lexicon.is_name(word) else (None, 0)
        if lexicon.is_name(word) and len(word) > 1:
            return Reason.KNOWN_NAME, 0.85
        if lexicon.is_ordinary(word):
            return self._ordinary_name(place, word)
        return (None, 0) if lexicon.is_known(word) else (Reason.UNKNOWN_CAPITAL, 0.5)

    def _ordinary_name(self, place: int, word: str) -> tuple[Reason | None, float]:
        """ "Roos belt", "Roos Peeters": an ordinary word that is borne as a name too."""
        following = self.reading.at(place + 1)
        if following is None or not lexicon.may_be_borne(word):
            return None, 0
        close = _GAP.fullmatch(self.reading.gap(place))
        if (
            close
            and following.capital
            and lexicon.is_surname(lexicon.bare(following.plain))
            and not following.shouted
        ):
            return Reason.KNOWN_NAME, 0.8
        if word in lists.words("names_likely") and following.plain not in _DETERMINERS | _BEING:
            return Reason.KNOWN_NAME, 0.6
        if close and word in lists.words("names_sometimes") and self._acts(place + 1):
            return Reason.KNOWN_NAME, 0.65
        after_and = self.reading.plain(place + 1) == "en" and self._is_bold(place + 2)
        return (Reason.KNOWN_NAME, 0.65) if after_and and word in lists.words("names_sometimes") else (None, 0)

    def _acts(self, place: int) -> bool:
        """Whether a person does this: "belt"; "is 12" too, but not "is mijn lievelingskleur"."""
        word = self.reading.plain(place)
        if word in _BEING:
            following = self.reading.at(place + 1)
            return following is not None and (
                following.kind is Kind.NUMBER
                or following.plain
                in {
                    "bang",
                    "boos",
                    "verdrietig",
                    "moe",
                    "blij",
                    "ziek",
                    "zwanger",
                    "thuis",
                    "weggelopen",
                    "geboren",
                    "verhuisd",
                    "alleenstaande",
                    "boos.",
                    "opgenomen",
                    "verliefd",
                }
            )
        return lexicon.is_verb(word)

    def _inside(self, place: int, word: str) -> tuple[Reason | None, float]:
        """A capital within a sentence: a name, unless a service or a heading explains it."""
        token = self.tokens[place]
        if token.shouted and (len(word) < 6 and not (len(word) > 3 and lexicon.is_name(word))):
            return None, 0
        if word in roles() and word not in lists.words("names_first") and not lexicon.is_first_name(word):
            return None, 0
        if len(word) < 2 or lexicon.is_verb(word) or self._in_heading(place):
            return None, 0
        if lexicon.is_first_name(word) or lexicon.is_surname(word):
            return Reason.KNOWN_NAME, 0.9 if lexicon.is_name(word) else 0.7
        return Reason.UNKNOWN_CAPITAL, 0.4 if lexicon.is_known(word) else 0.6

    def _in_heading(self, place: int) -> bool:
        """Whether An Ordinary Word Stands Among Others With Capitals."""
        if not lexicon.is_known(lexicon.bare(self.tokens[place].plain)):
            return False
        beside = [self.reading.at(place + step) for step in (-2, -1, 1, 2)]
        known = [
            each
            for each in beside
            if each and each.capital and lexicon.is_ordinary(each.plain) and not lexicon.is_first_name(each.plain)
        ]
        return len(known) >= 2

    def _are_initials(self, place: int) -> bool:
        token = self.tokens[place]
        letters = token.plain.replace(" ", "").rstrip(".")
        if letters in _NOT_INITIALS:
            return False
        following = self.reading.at(place + 1)
        if len(letters) > 1:
            return True
        if (
            following
            and following.capital
            and (not lexicon.is_ordinary(following.plain) or following.plain in particles())
            and self.reading.gap(place).strip() == ""
        ):
            return True
        return bool(
            following
            and following.kind is Kind.WORD
            and not following.capital
            and self.reading.gap(place).strip(" .") == ""
            and (lexicon.is_verb(following.plain) or token.opens)
        )

    def _run(self, place: int, *, cued: bool = False, title: bool = False) -> int:
        """The token after the name that starts here; `place` itself when none does."""
        here, end = place, place
        while here < len(self.tokens) and here - place < _MOST:
            if (
                here > place
                and not _GAP.fullmatch(self.reading.gap(here - 1))
                and self.tokens[here - 1].kind is not Kind.INITIALS
            ):
                break
            token = self.tokens[here]
            if (
                here in self.taken and not (title and here == place + 0 and token.capital)
            ) or token.kind is Kind.NUMBER:
                break
            whole = self._listed_surname(here) if cued or here > place else 0
            if whole:
                here = end = here + whole
                continue
            if self._is_particle(here, place, cued):
                here += 1
                continue
            if not self._is_part(here, first=here == place or end == place, cued=cued, title=title):
                break
            here += 1
            end = here
            if (
                self.reading.plain(here) == "den"
                and self.reading.at(here + 1)
                and not lexicon.is_verb(self.reading.plain(here + 1))
            ):
                return here + 2  # "Marc den bakker"
            if lexicon.bare(token.plain) != token.plain and token.plain.endswith(("'s", "'")):
                break
        return end

    def _listed_surname(self, here: int) -> int:
        """How many tokens from here are a surname with its particles, "de wilde"; 0 when the list has none."""
        if self.reading.plain(here) not in particles():
            return 0
        for words in (4, 3, 2):
            if here + words <= len(self.tokens) and all(
                self.reading.gap(here + step) == " " for step in range(words - 1)
            ):
                name = " ".join(self.reading.plain(here + step) for step in range(words))
                last = self.tokens[here + words - 1]
                marked = last.capital or self.reading.small
                if (
                    lexicon.bare(name) in lists.long_list("surnames")
                    and marked
                    and here + words - 1 not in self.taken
                ):
                    return words
        return 0

    def _is_particle(self, here: int, start: int, cued: bool) -> bool:
        token = self.tokens[here]
        if token.plain not in particles() and token.plain + "'" not in particles():
            return False
        if here == start and not cued and not token.capital:
            return False
        ahead = here + 1
        while ahead < here + 3 and self.reading.plain(ahead) in particles():
            ahead += 1
        following = self.reading.at(ahead)
        if following is None or ahead in self.taken and not token.capital:
            return False
        if token.capital and not self.reading.shouted(token):
            return following.capital
        if self.reading.small or self.reading.shouted(token) or (cued and not following.capital):
            whole = " ".join(self.reading.plain(each) for each in range(here, ahead + 1))
            return (
                whole in lists.long_list("surnames")
                or (lexicon.is_surname(following.plain) or not lexicon.is_known(following.plain))
                and (here > start or cued)
                and not places.is_place(following.plain)
            )
        return following.capital and not following.opens and here > start or cued and following.capital

    def _is_part(self, here: int, *, first: bool, cued: bool, title: bool) -> bool:
        token = self.tokens[here]
        word = lexicon.bare(token.plain)
        if token.kind is Kind.INITIALS:
            return token.plain.replace(" ", "").rstrip(".") not in _NOT_INITIALS
        if token.capital and not self.reading.shouted(token):
            if lexicon.is_service(word) or word in roles() and not lexicon.is_first_name(word) and not title:
                return False
            if len(word) == 1:
                return cued or not first
            if token.shouted and len(word) < 4 and not cued:
                return False
            if token.opens and not (first and cued) and not first:
                return False
            if self._is_origin(word) and not (title or lexicon.is_first_name(word)):
                return False
            return not (lexicon.is_verb(word) and cued and not title)
        return self._is_small_name(here, cued=cued and first) if cued or not first else True

    def _is_small_name(self, here: int, *, cued: bool) -> bool:
        """A name in small letters, or in capitals among capitals."""
        token = self.reading.at(here)
        if token is None or token.kind is not Kind.WORD or here in self.taken:
            return False
        word = lexicon.bare(token.plain)
        if len(word) < 2 or word in roles() or lexicon.is_service(word) or word in lists.words("spoken"):
            return cued and self.reading.shouted(token) and len(word) == 1
        if lexicon.is_name(word):
            return True
        if not lexicon.is_known(word):
            return not origins.region(word) and (len(word) > 3 or (cued and lexicon.is_first_name(word)))
        return cued and lexicon.may_be_borne(word) and not lexicon.is_verb(word)

    def _is_bold(self, place: int) -> bool:
        """Whether a capital stands here that is no service and opens nothing."""
        token = self.reading.at(place)
        if token is None or place in self.taken or token.kind is Kind.NUMBER:
            return False
        if self.reading.shouted(token):
            return self._is_small_name(place, cued=True)
        return token.capital and not lexicon.is_service(token.plain)

    def _is_person_like(self, place: int) -> bool:
        token = self.tokens[place]
        return token.capital and (lexicon.is_first_name(token.plain) or lexicon.is_surname(token.plain))

    def _person(self, start: int, end: int, reason: Reason, confidence: float) -> Span:
        return Span(self.tokens[start].start, self.tokens[end - 1].end, Label.PERSON, reason, confidence)
