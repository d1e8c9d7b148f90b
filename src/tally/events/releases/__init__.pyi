from .differences import PARTS, ReleaseChange, YearChange, compare_releases
from .report import release_json, release_lines

__all__ = ["PARTS", "ReleaseChange", "YearChange", "compare_releases", "release_json", "release_lines"]
