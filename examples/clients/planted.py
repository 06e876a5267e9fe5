"""Puts one of the bugs of bugs.yaml into a copy of the client that it is meant for. Needs PyYAML.

    python examples/clients/planted.py NAME FOLDER

writes the client with this bug into the folder and prints the command that runs it.
"""

import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import yaml

HERE = Path(__file__).resolve().parent
BUILT = HERE / "typescript/built"
MODULES = ("calls.py", "reading.py", "beliefs.py")
"""What all clients in Python import."""


class Kind(NamedTuple):
    """A client: its sources, the one that is run last, and how it is run for an ordinary day's work."""

    sources: tuple[str, ...]
    program: tuple[str, ...]
    words: tuple[str, ...]


MANY_PAGES = ("--per-page", "3", "--create", "Ann Example", "ann@partner.example")
CLIENTS = {
    "desk.py": Kind((*MODULES, "desk.py"), ("python3", "desk.py"), ("user@example.com",)),
    "desk.ts": Kind(("typescript/calls.ts", "typescript/desk.ts"), ("node", "desk.js"), ("user@example.com",)),
    "desk.sh": Kind(("desk.sh",), ("sh", "desk.sh"), ("user@example.com",)),
    "partners.py": Kind((*MODULES, "partners.py"), ("python3", "partners.py"), MANY_PAGES),
    "nickname.py": Kind((*MODULES, "nickname.py"), ("python3", "nickname.py"), ("Kit",)),
}


class Replacement(NamedTuple):
    """A text that stands once in the sources of a client, and what is to stand there instead."""

    old: str
    new: str


class Bug(NamedTuple):
    """A bug that people write."""

    name: str
    kind: str
    client: str
    story: str
    replacements: tuple[Replacement, ...]


def bugs() -> dict[str, Bug]:
    """All bugs by name."""
    read = yaml.safe_load((HERE / "bugs.yaml").read_text(encoding="utf-8"))
    listed = [
        Bug(one["name"], one["class"], one["client"], one["story"], tuple(Replacement(**r) for r in one["replace"]))
        for one in read
    ]
    return {bug.name: bug for bug in listed}


def command(client: str, folder: Path) -> list[str]:
    """The words that run the client whose files are in the folder."""
    kind = CLIENTS[client]
    program, file = kind.program
    return [program, str(folder / file), *kind.words]


def correct(client: str) -> list[str]:
    """The words that run the client as it is, without any bug."""
    return command(client, BUILT if client == "desk.ts" else HERE)


def sources(bug: Bug) -> dict[str, str]:
    """The client's sources by file name, with the bug in. Raises ValueError where a text does not stand there once."""
    texts = {source: (HERE / source).read_text(encoding="utf-8") for source in CLIENTS[bug.client].sources}
    for old, new in bug.replacements:
        holders = [source for source, text in texts.items() for _ in range(text.count(old))]
        if len(holders) != 1:
            raise ValueError(f"{bug.name}: this stands {len(holders)} times in {bug.client}:\n{old}")
        texts[holders[0]] = texts[holders[0]].replace(old, new)
    return {Path(source).name: text for source, text in texts.items()}


def planted(bug: Bug, folder: Path, built: Path = BUILT) -> list[str]:
    """Write the client with the bug into the folder: the words that run it there. `built` is what build.sh has made."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in sources(bug).items():
        (folder / name).write_text(text, encoding="utf-8")
    if bug.client == "desk.ts":
        _compiled(folder, built)
    return command(bug.client, folder)


def _compiled(folder: Path, built: Path) -> None:
    """Put JavaScript beside the two files, and the generated client, which build.sh has made, beside that."""
    if not built.is_dir():
        raise ValueError("desk.ts is not built: say examples/clients/typescript/build.sh")
    shutil.copytree(built / "generated", folder / "generated", dirs_exist_ok=True)
    subprocess.run(["node", str(HERE / "typescript/compile.js"), str(folder)], check=True)


def main(words: list[str]) -> None:
    """Plant the bug that the words name, and print the command."""
    known = bugs()
    if len(words) != 2 or words[0] not in known:
        sys.exit("usage: planted.py NAME FOLDER, with one of these names:\n" + "\n".join(known))
    print(shlex.join(planted(known[words[0]], Path(words[1]).absolute())))


if __name__ == "__main__":
    main(sys.argv[1:])
