"""All targets. A new module of targets is imported here."""

from fuzz import builds as builds
from fuzz import commands as commands
from fuzz import documents as documents
from fuzz import events as events
from fuzz import lab as lab
from fuzz import pages as pages
from fuzz import readers as readers
from fuzz.target import TARGETS as TARGETS
