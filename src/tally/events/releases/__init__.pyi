from .differences import PARTS, compare_releases
from .kept import count_releases
from .report import release_json, release_lines

__all__ = ["PARTS", "compare_releases", "count_releases", "release_json", "release_lines"]
