from .client import build_on_cluster
from .connection import ClusterError

__all__ = [
    "ClusterError",
    "build_on_cluster",
]
