from .cards import Notes, account_of, evidence_templates, render_cards
from .drawings import Drawings
from .frame import page_styles
from .index import render_list, save_index
from .listed import index_is_current
from .outputs import OPTIONAL, required_outputs
from .page import compile_templates, save_page
from .plots import embed_chart
from .visible_text import visible_blocks

__all__ = [
    "OPTIONAL",
    "Drawings",
    "Notes",
    "account_of",
    "compile_templates",
    "embed_chart",
    "evidence_templates",
    "index_is_current",
    "page_styles",
    "render_cards",
    "render_list",
    "required_outputs",
    "save_index",
    "save_page",
    "visible_blocks",
]
