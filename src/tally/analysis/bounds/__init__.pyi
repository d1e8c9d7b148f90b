from .inference import Answer, Inference, infer
from .solve import Bound

__all__ = [
    "Answer",
    "Bound",
    "Inference",
    "infer",
]
