"""Toy: coin jars, the smallest vendor there can be."""

from simulator.domain.refusal import media_type_taken, permitted, without_violations
from simulator.domain.table import Kind
from simulator.providers.provider import Provider
from simulator.providers.toy.handlers import HANDLERS, NAME
from simulator.providers.toy.state import Jar
from simulator.providers.toy.wire import refusal

__all__ = ["PROVIDER"]

PROVIDER = Provider(
    name=NAME,
    tables={"jars": Kind(Jar, "jar_id")},
    handlers=HANDLERS,
    refusals={"jar": (permitted, media_type_taken, without_violations)},
    refusal=refusal,
    apis={"toy": ""},
)
