from .number import Chosen, Computed, Counted, EvidenceError, Given, Number, Published, Quoted, quoted_number

__all__ = ["Chosen", "Computed", "Counted", "EvidenceError", "Given", "Number", "Published", "Quoted", "quoted_number"]
