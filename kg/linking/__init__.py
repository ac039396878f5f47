"""Entity linking and coreference: one id for each thing, and what pronouns, short forms and titles refer to."""

from kg.linking.known import Known, read_known
from kg.linking.resolving import Resolution, resolve

__all__ = ["Known", "Resolution", "read_known", "resolve"]
