"""LSAT6: 1,000 persons, five questions right or wrong. The counts are in Bock & Lieberman (1970)."""

import numpy as np

from tegenstroom.engines.psychometrics import Answers, answers

# Persons for each pattern of five answers, from 00000 to 11111 read as a binary number.
COUNTS = [
    3,
    6,
    2,
    11,
    1,
    1,
    3,
    4,
    1,
    8,
    0,
    16,
    0,
    3,
    2,
    15,
    10,
    29,
    14,
    81,
    3,
    28,
    15,
    80,
    16,
    56,
    21,
    173,
    11,
    61,
    28,
    298,
]


def lsat6() -> Answers:
    patterns = np.array([[int(digit) for digit in f"{number:05b}"] for number in range(32)], dtype=float)
    return answers(np.repeat(patterns, COUNTS, axis=0))
