"""The Enrollment Debugger: which field is not what the core has (NARMI-097)."""

from starlette.responses import Response

from simulator.console.form import Form, read
from simulator.console.manage.around import looking, shown
from simulator.console.manage.staff import Staff
from simulator.console.manage.wrong import blamed
from simulator.console.rooms.room import Field

__all__ = ["asked", "submitted"]

FIELDS = (
    Field("account_number", "Account number", "mono"),
    Field("core_user_id", "Core user ID", "mono"),
    Field("first_name", "First name"),
    Field("last_name", "Last name"),
    Field("birth_date", "Birth date", hint="As 1994-02-28."),
    Field("email", "Email"),
    Field("phone", "Phone"),
    Field("zip", "ZIP"),
)
NEEDED = "One of account number and core user ID is needed, for the core is asked by it."


@looking
async def asked(who: Staff) -> Response:
    """The form."""
    return await _form(who, Form())


@looking
async def submitted(who: Staff) -> Response:
    """What does not match, beside its field; or that everything does."""
    form = await read(who.view.request)
    wish = {field.name: form[field.name].strip() for field in FIELDS if form[field.name].strip()}
    answer = await who.do("POST", "/enrollment_debugger", wish)
    if answer.status >= 400:
        return await _form(who, blamed(form, answer, [field.name for field in FIELDS], NEEDED), answer.status)
    wrong = {one["field"]: one["message"] for one in answer.body["errors"]}
    return await _form(who, Form(form.values, wrong), matched=not wrong)


async def _form(who: Staff, form: Form, status: int = 200, *, matched: bool = False) -> Response:
    return await shown(who, "manage/debugger.html", status, form=form, fields=FIELDS, matched=matched)
