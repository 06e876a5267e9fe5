"""What a client that was generated from the specs has to tell after E1, E3 and E5: step, status, and what it read."""

from typing import Any

from contract_tests.bank import SAMPLE_ID

Story = dict[str, list[list[Any]]]

TOLD: Story = {
    "E1": [
        ["search user@example.com", 200, [SAMPLE_ID]],
        ["details", 200, "user@example.com"],
        ["status", 200, "Locked"],
        ["unlock", 204, None],
        ["status", 200, "Active"],
        ["reset", 200, None],
        ["reset as printed", 200, None],
    ],
    "E3": [
        ["read", 200, None],
        ["name Husband", 204, None],
        ["read", 200, "Husband"],
        ["search Husband", 200, [SAMPLE_ID]],
        ["name nothing", 204, None],
        ["read", 200, "Husband"],
        ["name null", 204, None],
        ["read", 200, None],
        ["name too long", 400, "MaximumSizeExceeded"],
        ["name disallowed", 400, "DisallowedCharacters"],
        ["name both", 400, "MaximumSizeExceeded"],
        ["name without token", 401, None],
        ["read a stranger", 401, None],
        ["read a stranger as administrator", 404, None],
    ],
    "E5": [
        ["create", 202, "Postman Add"],
        ["list", 200, 1],
        ["read", 200, "Postman Add"],
        ["update", 202, None],
        ["read", 200, "Postman Update"],
        ["delete", 204, None],
        ["read", 404, "Not Found"],
        ["delete", 404, "Not Found"],
    ],
}
"""Broken JSON and `text/plain`, steps 9 and 10 of E3, cannot be said with a generated client; the number of E5's list
is by how many users it grew.
"""
