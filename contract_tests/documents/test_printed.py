"""What the vendors' documents say about paths, methods, schemes and schemas is what the bundled specs say."""

from typing import Any

from contract_tests.banno import EMAIL_SCOPE, NAME_SCOPE, READ_SCOPE
from contract_tests.claims import proves
from contract_tests.operation import operation, operations, served_below
from simulator import testing

CONSUMER = "banno/consumer-user"
PRINTED = {
    "searchUsers": ("GET", "/a/consumer-user-search/api/v0/institutions/{institutionId}/users"),
    "getUserDetails": ("GET", "/a/mobile/api/v0/institutions/{institutionId}/users/{userId}/details"),
    "getUserStatus": ("GET", "/a/consumer-status/api/v0/users/{userId}/status"),
    "unlockUser": ("PUT", "/a/consumer-status/api/v0/users/{userId}/status/locked"),
    "resetPassword": ("POST", "/a/password-reset/api/v0/institutions/{institutionId}/users/{userId}/password/reset"),
    "resetPasswordAsPrinted": (
        "POST",
        "/a/password-reset/api/institutions/{institutionId}/users/{userId}/password/reset",
    ),
    "getUser": ("GET", "/a/consumer/api/v0/users/{userId}"),
    "updateUser": ("PUT", "/a/consumer/api/v0/users/{userId}"),
    "patchUser": ("PATCH", "/a/consumer/api/v0/users/{userId}"),
}

REQUIRED = {
    "userId", "id", "loginId", "userType", "provider", "institutionId", "username", "userVerified", "userAddedDateTime",
    "attributes", "enrollmentType",
}  # fmt: skip
WITH_A_BODY = {
    ("searchUsers", "200"), ("getUserDetails", "200"), ("getUserStatus", "200"), ("resetPassword", "200"),
    ("resetPasswordAsPrinted", "200"), ("getUser", "200"), ("patchUser", "400"),
}  # fmt: skip


@proves("BAN-S-01", "BAN-D-01", "BAN-T-01", "BAN-T-05", "BAN-P-01", "BAN-P-02", "BAN-U-02", "B-01")
def test_the_operations_are_those_of_the_documents() -> None:
    """Method and path of each, and none beside them."""
    banno = [known for known in operations() if known.spec.startswith("banno/")]
    assert {known.id: (known.method, known.path) for known in banno} == PRINTED


@proves("BAN-A-03", "BAN-A-01", "BAN-A-02")
def test_admin_operations_live_on_the_vendors_host_and_ask_for_a_bearer() -> None:
    """`https://banno.com`, http bearer."""
    for name, spec in testing.specs().items():
        if name.startswith("banno/") and name != CONSUMER:
            assert [server["url"] for server in spec["servers"]] == ["https://banno.com"]
            scheme = spec["components"]["securitySchemes"]["AdminToken"]
            assert (scheme["type"], scheme["scheme"]) == ("http", "bearer")


@proves("BAN-A-04", "BAN-A-05", "BAN-A-06")
def test_the_consumer_api_has_the_documented_scheme_and_server() -> None:
    """Scheme name and type, discovery URL, host variable and base path."""
    spec = testing.specs()[CONSUMER]
    scheme = spec["components"]["securitySchemes"]["OpenID_Connect"]
    assert scheme["type"] == "openIdConnect"
    assert (
        scheme["openIdConnectUrl"]
        == "https://digital.garden-fi.com/a/consumer/api/v0/oidc/.well-known/openid-configuration"
    )
    (server,) = spec["servers"]
    assert server["url"] == "https://{API_ENVIRONMENT}/a/consumer/api/v0"
    assert server["variables"]["API_ENVIRONMENT"]["default"] == "digital.garden-fi.com"
    assert served_below(spec) == "/a/consumer/api/v0"


@proves("BAN-U-02", "BAN-U-03")
def test_the_consumer_api_has_one_path_with_three_methods() -> None:
    """`/users/{userId}`; the variable is a required string."""
    spec = testing.specs()[CONSUMER]
    assert list(spec["paths"]) == ["/users/{userId}"]
    item = spec["paths"]["/users/{userId}"]
    assert {"get", "put", "patch"} == set(item) & {"get", "put", "post", "patch", "delete", "head", "options", "trace"}
    (parameter,) = item["parameters"]
    assert (parameter["name"], parameter["in"], parameter["required"], parameter["schema"]["type"]) == (
        "userId",
        "path",
        True,
        "string",
    )


@proves("BAN-A-07", "BAN-A-08", "BAN-A-09", "BAN-A-10", "BAN-A-11")
def test_scopes_and_the_admin_alternative_are_where_documented() -> None:
    """Each call its scope; the read alone takes an Admin token."""
    assert operation("getUser").described["security"] == [
        {"OpenID_Connect": [READ_SCOPE]},
        {"AdminToken": ["banno.view"]},
    ]
    assert operation("updateUser").described["security"] == [{"OpenID_Connect": [EMAIL_SCOPE]}]
    assert operation("patchUser").described["security"] == [{"OpenID_Connect": [NAME_SCOPE]}]


@proves(
    "BAN-U-10",
    "BAN-U-14",
    "BAN-U-15",
    "BAN-U-16",
    "BAN-U-17",
    "BAN-U-18",
    "BAN-U-19",
    "BAN-U-20",
    "BAN-U-21",
    "BAN-U-22",
)
def test_the_update_has_the_documented_schema() -> None:
    """Names, types, values and required members; only the e-mail address is required."""
    body = operation("updateUser").described["requestBody"]
    assert (body["required"], list(body["content"])) == (True, ["application/json"])
    schema = _schema("updateUser")
    assert schema["required"] == ["email"]
    texts = {"email", "firstName", "middleName", "lastName", "businessName", "phoneNumber"}
    assert set(schema["properties"]) == {*texts, "userType", "adminLevel", "address"}
    assert all(schema["properties"][name]["type"] == "string" for name in texts)
    kind = schema["properties"]["userType"]
    assert (kind["enum"], kind["deprecated"]) == (["Individual", "Business"], True)
    assert _schema("adminLevel")["enum"] == ["Admin", "Viewer", "User"]
    address = schema["properties"]["address"]
    assert (
        set(address["required"])
        == set(address["properties"])
        == {"streetAddress", "streetAddress2", "city", "state", "zip"}
    )


@proves("BAN-U-42", "BAN-U-44", "BAN-U-50", "BAN-U-51", "B-22", "B-23")
def test_the_patch_has_the_documented_schemas() -> None:
    """Both media types, the name's bounds, the error codes in falling priority."""
    body = operation("patchUser").described["requestBody"]
    assert body["required"] is True
    assert set(body["content"]) == {"application/json", "application/merge-patch+json"}
    name = _schema("patchUser")["properties"]["preferredName"]
    assert (name["type"], name["maxLength"], name["pattern"]) == (["string", "null"], 20, "^[ -~]*$")
    error = _schema("patchUserError")
    assert (error["required"], error["properties"]["errorCode"]["type"]) == (["errorCode"], "string")
    assert error["properties"]["errorCode"]["enum"] == ["MalformedJson", "MaximumSizeExceeded", "DisallowedCharacters"]


@proves(
    "BAN-U-60",
    "BAN-U-63",
    "BAN-U-64",
    "BAN-U-66",
    "BAN-U-67",
    "BAN-U-70",
    "BAN-U-72",
    "BAN-U-76",
    "BAN-U-78",
    "BAN-U-79",
)
def test_the_shown_user_has_the_documented_schema() -> None:
    """Required members and the values of the enumerations."""
    user = _schema("userInfo")
    assert set(user["required"]) >= REQUIRED
    shown = user["properties"]
    assert {name for name, value in shown.items() if value.get("format") == "uuid"} == {
        "userId",
        "loginId",
        "institutionId",
    }
    assert shown["userAddedDateTime"]["format"] == "date-time"
    assert shown["userType"]["enum"] == ["Individual", "Business"]
    assert shown["provider"]["enum"] == ["online_banking", "core", "netteller", "symxchange"]
    assert shown["enrollmentType"]["enum"] == ["seeded", "drafted", "self_enrolled"]
    assert _schema("status")["enum"] == [
        "Active",
        "Pending",
        "Disabled",
        "Reset",
        "Dormant",
        "Locked",
        "PasswordExpired",
    ]
    assert set(_schema("address")["required"]) == {"streetAddress", "streetAddress2", "city", "state", "zip"}
    assert set(_schema("eulaAcceptance")["required"]) == {"acceptedAt", "eulaId", "userId"}
    assert set(_schema("organization")["required"]) == {"organizationId", "status", "adminLevel"}


@proves("F-12", "B-31")
def test_only_answers_with_a_body_have_a_schema() -> None:
    """Success of the reads and of the reset, and the patch's 400."""
    described = {
        (known.id, status)
        for known in operations()
        if known.provider == "banno"
        for status in known.described["responses"]
        if "content" in (known.reply(int(status)) or {})
    }
    assert described == WITH_A_BODY


def _schema(name: str) -> dict[str, Any]:
    return dict(testing.specs()[CONSUMER]["components"]["schemas"][name])
