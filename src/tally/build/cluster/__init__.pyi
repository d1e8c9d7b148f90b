from .client import ClusterError, build_on_cluster

__all__ = [
    "ClusterError",
    "build_on_cluster",
]
