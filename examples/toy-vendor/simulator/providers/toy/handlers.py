"""Toy's operations."""

from collections.abc import Mapping

from simulator.domain.call import Call, Outcome, Reply, put
from simulator.domain.problem import Kind, refused
from simulator.domain.table import Table
from simulator.providers.toy.state import Jar

__all__ = ["HANDLERS", "NAME"]

NAME = "toy"
COINS_MAX = 100
Tables = Mapping[str, Table[Jar]]


def read_jar(tables: Tables, call: Call) -> Outcome:
    """What is in the jar."""
    return Outcome(Reply(200, {"coins": _jar(tables, call).coins}))


def drop_coins(tables: Tables, call: Call) -> Outcome:
    """More coins than before, as long as they fit."""
    coins = _jar(tables, call).coins + call.body["coins"]
    if coins > COINS_MAX:
        raise refused(Kind.CONFLICT, f"a jar holds {COINS_MAX} coins; these would be {coins}")
    jar = Jar(call.path["jarId"], coins)
    return Outcome(Reply(200, {"coins": coins}), (put(NAME, "jars", jar.jar_id, jar),))


def _jar(tables: Tables, call: Call) -> Jar:
    return tables["jars"].get(call.path["jarId"]) or Jar(call.path["jarId"])


HANDLERS = {"readJar": read_jar, "dropCoins": drop_coins}
