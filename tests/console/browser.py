"""Somebody at the console without JavaScript: follows links, fills forms, and sees what a page says."""

import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from tests.world import Answer, World

__all__ = ["UI", "Browser", "Element", "Page"]

UI = "/_simulator/ui"
VOID = {"meta", "link", "input", "path", "br", "wbr"}
FORM = "application/x-www-form-urlencoded"


class Element:
    """A part of a page: its name, attributes and parts; `text` is what one reads in it."""

    def __init__(self, name: str, attributes: Mapping[str, str]) -> None:
        self.name = name
        self.attributes = attributes
        self.parts: list[Element | str] = []

    def __getitem__(self, attribute: str) -> str:
        return self.attributes.get(attribute, "")

    @property
    def text(self) -> str:
        """Everything that is written in it."""
        return "".join(part if isinstance(part, str) else part.text for part in self.parts)

    def all(self, name: str = "", **attributes: str) -> "Iterator[Element]":
        """Its parts of that name with those attributes (`class_` holds one of the words), outermost first."""
        for part in self.parts:
            if isinstance(part, Element):
                if (not name or part.name == name) and all(part.has(*one) for one in attributes.items()):
                    yield part
                yield from part.all(name, **attributes)

    def has(self, attribute: str, value: str) -> bool:
        """Whether it has the attribute with that value."""
        if attribute == "class_":
            return value in self["class"].split()
        return self[attribute.replace("_", "-")] == value

    def one(self, name: str = "", **attributes: str) -> "Element":
        """The first such part, which has to be there."""
        return next(self.all(name, **attributes))


class Page(Element):
    """A whole page, or a part that comes by itself; every element is closed where it ought to be."""

    def __init__(self, answer: Answer) -> None:
        super().__init__("", {})
        self.answer = answer
        self.status = answer.status
        self.source = answer.body.decode("utf-8")
        reading = _Reading(self)
        reading.feed(self.source)
        reading.close()
        assert reading.open == [self], [one.name for one in reading.open]


class _Reading(HTMLParser):
    def __init__(self, page: Page) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[Element] = [page]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(set(names)) == len(names), (tag, names)
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].parts.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].name == tag, (tag, self.open[-1].name)
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].parts.append(data)


class Browser:
    """At one world, with the cookies that it was given; `at` is where it is."""

    def __init__(self, world: World | None = None, root: str = "") -> None:
        self.world = world or World()
        self.root = root
        self.at = ""
        self.cookies: dict[str, str] = {}

    def get(self, path: str = "", *headers: tuple[str, str]) -> Page:
        """The page at this path of the console, wherever it leads."""
        return self.visit(self.root + UI + path, *headers)

    def visit(self, target: str, *headers: tuple[str, str]) -> Page:
        """The page at this target, wherever it leads; the place on the page is the browser's own business."""
        return self._followed("GET", target.partition("#")[0], b"", *headers)

    def press(self, form: Element, button: str = "", **typed: str) -> Page:
        """Send the form as it stands, with what was typed into its fields, by the button of that text."""
        values = _values(form)
        offered = {one["name"] for one in form.all() if one["name"]}
        assert typed.keys() <= offered, typed.keys() - offered
        fields = {**values, **typed}
        for one in form.all("button"):
            if one["name"] and one.text.strip() == button:
                fields[one["name"]] = one["value"]
        target = urljoin(self.at, form["action"]) if form["action"] else self.at
        if form["method"].lower() != "post":
            return self.visit(f"{target.partition('?')[0]}?{urlencode(fields)}")
        return self._followed("POST", target, urlencode(fields).encode(), ("Content-Type", FORM))

    def _followed(self, method: str, target: str, content: bytes, *headers: tuple[str, str]) -> Page:
        cookie = (
            [("Cookie", "; ".join(f"{name}={value}" for name, value in self.cookies.items()))] if self.cookies else []
        )
        self.at = target
        answer = self.world.send(method, target, content=content, headers=[*cookie, *headers, ("Accept", "text/html")])
        for name, value in answer.headers:
            if name == b"set-cookie":
                self._kept(value.decode())
        if answer.status in (303, 307):
            parts = urlsplit(answer["Location"])
            return self.visit(parts.path + (f"?{parts.query}" if parts.query else ""))
        return Page(answer)

    def _kept(self, line: str) -> None:
        name, _, rest = line.partition("=")
        value = rest.partition(";")[0].strip('"')
        if "max-age=0" in rest.lower():
            self.cookies.pop(name, None)
        else:
            self.cookies[name] = value


def _values(form: Element) -> dict[str, str]:
    """What the form would send as it stands."""
    found: dict[str, str] = {}
    for field in form.all("input"):
        if field["name"] and (field["type"] != "checkbox" or "checked" in field.attributes):
            found[field["name"]] = field["value"] or ("on" if field["type"] == "checkbox" else "")
    for field in form.all("textarea"):
        found[field["name"]] = field.text.removeprefix("\n")
    for field in form.all("select"):
        options = list(field.all("option"))
        chosen = next((one for one in options if "selected" in one.attributes), options[0])
        found[field["name"]] = chosen.attributes.get("value", chosen.text)
    return found


def queried(target: str) -> dict[str, str]:
    """The parameters of an address."""
    return dict(parse_qsl(urlsplit(target).query))


def words(text: str) -> str:
    """The text with its white space made even."""
    return re.sub(r"\s+", " ", text).strip()
