"""Where Schemathesis finds a spec: a sandbox of the target, and the token that opens every operation of the spec."""

from contract_tests.bank import Bank
from contract_tests.conformance.door import Door
from contract_tests.conformance.engine import Place
from contract_tests.operation import Document, served_below
from contract_tests.refusals.sound import IDS


def placed(bank: Bank, document: Document) -> Place:
    """The place of a spec in a sandbox of the target, in this process or at its address."""
    headers = {"Authorization": f"Bearer {token(bank, document)}"}
    return Place(url_of(bank.target.url, bank, document), headers, Door(bank.target))


def url_of(root: str, bank: Bank, document: Document) -> str:
    """The address under which the spec's path keys are served for this sandbox."""
    return root + bank.prefix + served_below(document)


def token(bank: Bank, document: Document) -> str:
    """A token of the API that most operations of the spec take, with everything allowed.

    For the consumer spec it is the sample user's own, whom the path examples name: an Admin token may only read there.
    """
    apis = {scheme["x-token-api"] for scheme in document["components"]["securitySchemes"].values()}
    return bank.token("banno-consumer" if "banno-consumer" in apis else apis.pop())


def pinned(document: Document) -> dict[str, str]:
    """The sample ids of the path variables that the spec has, in Schemathesis' names."""
    ids = IDS[document["info"]["x-provider"]]
    return {f"path.{name}": id for name, id in ids.items() if f"{{{name}}}" in "".join(document["paths"])}
