"""The sentences of all engines, under the name by which the psychometrics call them."""

from tegenstroom.engines.sentences import SENTENCES, Said, Sentence, dutch

__all__ = ["SENTENCES", "Said", "Sentence", "dutch"]
