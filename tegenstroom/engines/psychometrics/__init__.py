"""Psychometrics: questionnaires scored and weighed as a reviewer expects, and refused where they cannot be.

    >>> import numpy as np
    >>> from tegenstroom.engines.psychometrics import Missing, answers, moments
    >>> data = answers([[1, 2, 2], [3, 3, 4], [5, 4, None], [2, 2, 3]], ["blij", "vrij", "sterk"])
    >>> found = moments(data, Missing.LISTWISE)
    >>> found.n, found.n_all
    (3, 4)
    >>> str(found.warnings[0])
    'Van 4 personen tellen er 3 mee. De anderen lieten een vraag open.'

Arrays come in through `answers` (or `tables.read` for a file), frozen results go out. A result says on how many
persons it rests, how missing answers were handled, after which paper, and what to be careful about. What the data
cannot carry is refused with a reason that can be shown: `Refusal`.

NumPy and SciPy only; no Django, no network. docs/psychometrics.md shows it from a notebook.
"""

from tegenstroom.engines.psychometrics.changes.effects import Change, Difference, Effect, change, difference
from tegenstroom.engines.psychometrics.changes.rci import (
    Limits,
    Reliability,
    ReliableChange,
    Source,
    Verdict,
    limits,
    reliable_change,
)
from tegenstroom.engines.psychometrics.changes.shift import ResponseShift, response_shift
from tegenstroom.engines.psychometrics.changes.trajectories import Trajectory, trajectory
from tegenstroom.engines.psychometrics.changes.wilcoxon import Wilcoxon, wilcoxon
from tegenstroom.engines.psychometrics.correlations.correlated import Kind
from tegenstroom.engines.psychometrics.correlations.polychoric import Polychoric, Polychorics, polychoric
from tegenstroom.engines.psychometrics.data.answers import Answers, answers
from tegenstroom.engines.psychometrics.data.methods import interval_words, method_words
from tegenstroom.engines.psychometrics.data.missing import Missing
from tegenstroom.engines.psychometrics.data.moments import Moments, moments
from tegenstroom.engines.psychometrics.data.refusals import Impossible, NoSolution, NotEnough, Refusal, Unusable
from tegenstroom.engines.psychometrics.data.results import Interval, Result, as_plain
from tegenstroom.engines.psychometrics.data.scoring import Combine, Scale, Scores, reverse, score
from tegenstroom.engines.psychometrics.factors.efa import Extraction, Factors, Rotation, efa
from tegenstroom.engines.psychometrics.factors.suitability import Suitability, suitability
from tegenstroom.engines.psychometrics.reliability.agreement import Agreement, GroupIcc, agreement, group_icc
from tegenstroom.engines.psychometrics.reliability.alpha import Alpha, alpha
from tegenstroom.engines.psychometrics.reliability.categorical_omega import CategoricalOmega, categorical_omega
from tegenstroom.engines.psychometrics.reliability.factor_omegas import FactorOmega, FactorOmegas, factor_omegas
from tegenstroom.engines.psychometrics.reliability.hierarchical import OmegaHierarchical, omega_hierarchical
from tegenstroom.engines.psychometrics.reliability.icc import Form, Icc, icc
from tegenstroom.engines.psychometrics.reliability.omega import Omega, omega
from tegenstroom.engines.psychometrics.structure.cfa import Estimate, FactorModel, cfa
from tegenstroom.engines.psychometrics.structure.describe import Unit
from tegenstroom.engines.psychometrics.structure.fitting import Estimator
from tegenstroom.engines.psychometrics.structure.invariance import (
    Invariance,
    Step,
    invariance,
    invariance_of_waves,
)
from tegenstroom.engines.psychometrics.structure.occasions import Level
from tegenstroom.engines.psychometrics.structure.one_factor import OneFactor, one_factor
from tegenstroom.engines.psychometrics.structure.two_level import TwoLevelModel, two_level_cfa

__all__ = [
    "Agreement",
    "Alpha",
    "Answers",
    "CategoricalOmega",
    "Change",
    "Combine",
    "Difference",
    "Effect",
    "Estimate",
    "Estimator",
    "Extraction",
    "FactorModel",
    "FactorOmega",
    "FactorOmegas",
    "Factors",
    "Form",
    "GroupIcc",
    "Icc",
    "Impossible",
    "Interval",
    "Invariance",
    "Kind",
    "Level",
    "Limits",
    "Missing",
    "Moments",
    "NoSolution",
    "NotEnough",
    "Omega",
    "OmegaHierarchical",
    "OneFactor",
    "Polychoric",
    "Polychorics",
    "Refusal",
    "Reliability",
    "ReliableChange",
    "ResponseShift",
    "Result",
    "Rotation",
    "Scale",
    "Scores",
    "Source",
    "Step",
    "Suitability",
    "Trajectory",
    "TwoLevelModel",
    "Unit",
    "Unusable",
    "Verdict",
    "Wilcoxon",
    "agreement",
    "alpha",
    "answers",
    "as_plain",
    "categorical_omega",
    "cfa",
    "change",
    "difference",
    "efa",
    "factor_omegas",
    "group_icc",
    "icc",
    "interval_words",
    "invariance",
    "invariance_of_waves",
    "limits",
    "method_words",
    "moments",
    "omega",
    "omega_hierarchical",
    "one_factor",
    "polychoric",
    "reliable_change",
    "response_shift",
    "reverse",
    "score",
    "suitability",
    "trajectory",
    "two_level_cfa",
    "wilcoxon",
]
