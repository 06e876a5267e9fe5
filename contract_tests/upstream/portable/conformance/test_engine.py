"""Schemathesis over the specs of the upstream: examples, boundaries and a few drawn cases of sound reads."""

import pytest

from contract_tests.conformance.judged import judge
from contract_tests.operation import Document, is_vendor
from contract_tests.upstream.generated import read, reads
from contract_tests.upstream.upstream import Upstream
from simulator import testing

SPECS = {name: spec for name, spec in sorted(testing.specs().items()) if is_vendor(spec)}


@pytest.mark.parametrize("spec", SPECS.values(), ids=SPECS.keys())
def test_a_spec_is_kept_in_sound_reads(upstream: Upstream, subject: dict[str, str], spec: Document) -> None:
    """With the ids of this run in every call."""
    kept = reads(upstream, spec)
    ids = {name: id for name, id in subject.items() if f"{{{name}}}" in "".join(kept["paths"])}
    if not kept["paths"]:
        pytest.skip("the run reads nothing of it")
    judge(kept, read(upstream, kept, ids), least=1)
