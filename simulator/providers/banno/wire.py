"""Banno's records as its APIs write them, and its refusals. One stored user, one projection for each API (B-16)."""

from typing import Any

from simulator.domain.call import Reply
from simulator.domain.contact import initial, masked_ssn, padded
from simulator.domain.moment import to_text
from simulator.domain.problem import HTTP_STATUS, Kind, Problem
from simulator.domain.remembered import Remembered
from simulator.providers.banno.state import ABILITIES, Address, Demographic, User

__all__ = ["consumer_user", "details", "listed", "refusal"]

Json = dict[str, Any]
STATUS = {**HTTP_STATUS, Kind.NOT_OWN: 401}
PATCH = "patchUser"
NO_ABILITY = dict.fromkeys(ABILITIES, False)


def refusal(problem: Problem, operation: str) -> Reply:
    """A bare status (F-12); only the refused preferred name says why, with the one code that ranks highest
    (BAN-U-51).
    """
    status = STATUS[problem.kind]
    if status == 400 and operation == PATCH:
        return Reply(status, {"errorCode": _error_code(problem)}, problem.headers, hint=problem.hint)
    return Reply(status, headers=problem.headers, hint=problem.hint)


def _error_code(problem: Problem) -> str:
    broken = {violation.keyword for violation in problem.violations}
    if broken and broken <= {"maxLength", "pattern"}:
        return "MaximumSizeExceeded" if "maxLength" in broken else "DisallowedCharacters"
    return "MalformedJson"


@Remembered
def listed(user: User) -> Json:
    """A user as the search shows it (BAN-S-08 to BAN-S-27)."""
    return {
        "userId": user.user_id,
        "userActive": user.active,
        "primaryInstitutionUsername": user.username,
        "primaryInstitutionId": user.institution_id,
        "firstName": user.first_name,
        "middleInitial": initial(user.middle_name),
        "lastName": user.last_name,
        "userAdded": to_text(user.added_at),
        "userModified": to_text(user.modified_at),
        "email": user.email,
        "userVerified": user.verified,
        "businessName": user.business_name,
        "userType": user.user_type,
        "reviewInstitutionId": user.review_institution_id,
        "middleName": user.middle_name,
        "mobilePhoneNumber": user.phone,
        "maskedSsn": masked_ssn(user.ssn_last4),
        "preferredName": user.preferred_name,
        "employeeStatus": user.employee_status,
        "lastSeen": to_text(user.last_seen_at),
    }


@Remembered
def details(user: User) -> Reply:
    """A user as the Admin API details it (BAN-D-05 to BAN-D-24), the same reply as long as the user is the same.

    What is not there is empty here, not null (B-11); a number or a day, which cannot be empty, is left out.
    """
    shown = {
        "userId": user.user_id,
        "firstName": user.first_name,
        "middleInitial": initial(user.middle_name),
        "lastName": user.last_name,
        "email": user.email or "",
        "primaryInstitutionId": user.institution_id,
        "primaryInstitutionUsername": user.username,
        "userType": user.user_type,
        "businessName": user.business_name or "",
        "address": _admin_address(user.address),
        "abilities": {**NO_ABILITY, **dict.fromkeys(user.abilities, True)},
        "lastSeen": to_text(user.last_seen_at),
        "userAdded": to_text(user.added_at),
        "phone": user.phone or "",
        "demographic": _demographic(user.demographic),
        "maskedSsn": masked_ssn(user.ssn_last4),
        "lockedOutOfRSA": user.locked_out_of_rsa,
        "netTellerId": user.net_teller_id or "",
        "customerId": user.customer_id,
    }
    if user.member_number is not None:
        shown["memberNumber"] = padded(user.member_number, 10)
    return Reply(200, shown, lasting=True)


def _admin_address(address: Address) -> Json:
    lines = {
        "addressLineOne": address.address_line_one,
        "addressLineTwo": address.address_line_two,
        "city": address.city,
        "state": address.state,
        "zip": address.zip,
        "zipPlusFour": address.zip_plus_four,
    }
    return lines | _further_lines(address, "addressLineThree", "addressLineFour")


def _demographic(demographic: Demographic) -> Json:
    shown = {
        "customerCode": demographic.customer_code,
        "customerImportance": demographic.customer_importance,
        "customerDescription": demographic.customer_description,
        "gender": demographic.gender,
        "homeBranchId": demographic.home_branch_id,
        "educationLevel": demographic.education_level,
        "employerName": demographic.employer_name,
        "employeeTitle": demographic.employee_title,
        "netWorth": demographic.net_worth,
        "employeeData": demographic.employee_data,
        "lastUpdated": to_text(demographic.last_updated),
    }
    return shown if demographic.birthday is None else {**shown, "birthday": demographic.birthday.isoformat()}


@Remembered
def consumer_user(user: User) -> Reply:
    """A user as the Consumer API's userInfo (BAN-U-60 to BAN-U-80); optional members are left out where there is
    nothing.
    """
    required = {
        "userId": user.user_id,
        "id": user.consumer_id,
        "loginId": user.login_id,
        "userType": user.user_type,
        "provider": user.provider,
        "institutionId": user.institution_id,
        "username": user.username,
        "userVerified": user.verified,
        "userAddedDateTime": to_text(user.added_at),
        "attributes": [
            {"name": "NetTeller Id", "value": user.net_teller_id or ""},
            {"name": "Cash Management Id", "value": user.cash_management_id or ""},
        ],
        "enrollmentType": user.enrollment_type,
        "firstName": user.first_name,
        "middleName": user.middle_name,
        "lastName": user.last_name,
        "address": _consumer_address(user.address),
    }
    optional = {name: value for name, value in _optional(user) if value is not None}
    return Reply(200, required | optional, lasting=True)


def _optional(user: User) -> tuple[tuple[str, Any], ...]:
    return (
        ("memberNumber", None if user.member_number is None else str(user.member_number)),
        ("email", user.email),
        ("businessName", user.business_name),
        ("preferredName", user.preferred_name),
        ("adminLevel", user.admin_level),
        ("phoneNumber", user.phone),
        ("lastEulaAcceptance", _eula(user)),
        ("uisId", user.uis_id),
        ("organization", _organization(user)),
    )


def _consumer_address(address: Address) -> Json:
    lines = {
        "streetAddress": address.address_line_one,
        "streetAddress2": address.address_line_two,
        "city": address.city,
        "state": address.state,
        "zip": address.zip,
    }
    return lines | _further_lines(address, "streetAddress3", "streetAddress4")


def _further_lines(address: Address, third: str, fourth: str) -> Json:
    """The lines that few addresses have, under the names that the API has for them."""
    lines = ((third, address.address_line_three), (fourth, address.address_line_four))
    return {name: line for name, line in lines if line}


def _eula(user: User) -> Json | None:
    if user.eula is None:
        return None
    return {"acceptedAt": to_text(user.eula.accepted_at), "eulaId": user.eula.eula_id, "userId": user.user_id}


def _organization(user: User) -> Json | None:
    if user.organization is None:
        return None
    organization = user.organization
    shown = {
        "organizationId": organization.organization_id,
        "status": user.status,
        "adminLevel": organization.admin_level,
    }
    return shown if organization.alias is None else {**shown, "alias": organization.alias}
