"""Where a long word may break: at the joint of two words with a hyphen, in an e-mail address without one.

Browsers hyphenate only where they know the language, and old phones do not know Dutch.
"""

import re

SOFT_HYPHEN, MAY_BREAK = "&shy;", "<wbr>"

# With these the long words of this field go on. Five letters or more come before: so no prefix is taken for one.
SECOND_WORDS = (
    "begeleid|bespreking|bijeenkomst|bijstand|centra|centrum|deskundig|gesprek|gezondheid|groep|hulpverlen|methodiek"
    "|onderneming|onderzoek|ontmoeting|ontwikkeling|opleiding|organisatie|overeenkomst|overleg|samenwerking|traject"
    "|vereniging|vergadering|voorziening|vorming|vragenlijst|welzijn|werking"
)
LONG_WORD = re.compile(r"[^\W\d_]{15,}")
JOINT = re.compile(rf"(?<=[^\W\d_]{{5}})(?={SECOND_WORDS})", re.IGNORECASE)
BEFORE_A_PART = re.compile(r"(?<=@)|(?=\.)")


def jointed(html: str) -> str:
    """HTML without tags in which a long word may break at its joints."""
    return LONG_WORD.sub(lambda word: JOINT.sub(SOFT_HYPHEN, word[0]), html)


def breakable(address: str) -> str:
    """An e-mail address, already safe for a page, that breaks after the @ and before a dot alone."""
    return BEFORE_A_PART.sub(MAY_BREAK, address)
