"""The tables of docs/defects.md, made of the code. `python -m tests.defects.tables` writes them into the page."""

from collections.abc import Iterable
from pathlib import Path

from simulator.defects import Defect, known

__all__ = ["PAGE", "rewritten"]

PAGE = Path(__file__).parent.parent.parent / "docs" / "defects.md"
BEGIN = "<!-- The tables are written by: python -m tests.defects.tables -->\n"
END = "<!-- end of the tables -->\n"
VENDORS = {"banno": "Banno", "customers_bank": "Customers Bank", "narmi": "Narmi"}


def rewritten(page: str) -> str:
    """The page with the tables as they should be."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{_tables()}\n{END}{after}"


def _tables() -> str:
    return "\n".join(_table(provider, name) for provider, name in VENDORS.items())


def _table(provider: str, vendor: str) -> str:
    ours = [defect for defect in known().values() if defect.provider == provider]
    head = ("name", "operation", "what goes wrong", "claims")
    rows = [(f"`{one.name}`", _operation(one), one.story, ", ".join(one.claims)) for one in ours]
    lines = [f"### {vendor}: {len(ours)}", "", _line(head), "|---" * len(head) + "|", *map(_line, rows), ""]
    return "\n".join(lines)


def _operation(defect: Defect) -> str:
    return f"`{defect.operation}`" if defect.operation else "several"


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


if __name__ == "__main__":
    PAGE.write_text(rewritten(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
