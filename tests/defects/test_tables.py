"""The page about defects names every one of them, in the code's own words."""

from simulator.defects import known
from tests.defects.tables import PAGE, rewritten


def test_the_page_lists_the_defects_as_they_are() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == rewritten(page), "write the tables anew: python -m tests.defects.tables"


def test_no_defect_is_left_out() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert [name for name in known() if f"| `{name}` |" not in page] == []
