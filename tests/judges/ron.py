"""Reads project files (RON) into dictionaries and lists; a variant is its name, or a pair of its name and what it holds."""

import re

TOKEN = re.compile(
    r"""\s+ | //[^\n]* | /\*.*?\*/ | \#!\[[^\]]*\] | (?P<text>"(?:[^"\\]|\\.)*") | (?P<number>[-+]?\d[\d_]*(?:\.\d+)?)
    | (?P<name>\w+) | (?P<mark>[()\[\]{}:,])""",
    re.VERBOSE | re.DOTALL,
)
ESCAPES = re.compile(r"\\(?:u\{([0-9a-fA-F]+)\}|(.))", re.DOTALL)
ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "0": "\0"}


def unescaped(text):
    return ESCAPES.sub(lambda m: chr(int(m[1], 16)) if m[1] else ESCAPED.get(m[2], m[2]), text)


def tokens(text):
    at = 0
    while at < len(text):
        found = TOKEN.match(text, at)
        if not found:
            raise ValueError(f"at {at}: {text[at : at + 40]!r}")
        at = found.end()
        if found.lastgroup:
            yield found.lastgroup, found[0]
    yield "end", ""


def loads(text):
    return Reader(list(tokens(text))).value()


class Reader:
    def __init__(self, list):
        self.list, self.at = list, 0

    def next(self):
        self.at += 1
        return self.list[self.at - 1]

    def sees(self, mark, ahead=0):
        return self.list[self.at + ahead][1] == mark and self.list[self.at + ahead][0] == "mark"

    def takes(self, mark):
        self.at += self.sees(mark)
        return self.list[self.at - 1] == ("mark", mark)

    def value(self):
        kind, token = self.next()
        if kind == "text":
            return unescaped(token[1:-1])
        if kind == "number":
            return float(token) if "." in token else int(token)
        if kind == "name":
            if token in ("true", "false"):
                return token == "true"
            return (token, self.fields()) if self.takes("(") else token
        if token == "(":
            return self.fields()
        if token == "[":
            return list(self.items("]"))
        if token == "{":
            pairs = {}
            while not self.takes("}"):
                key = self.value()
                self.takes(":")
                pairs[key] = self.value()
                self.takes(",")
            return pairs
        raise ValueError(f"unexpected {token!r}")

    def items(self, end):
        while not self.takes(end):
            yield self.value()
            self.takes(",")

    def fields(self):
        """What stands between parentheses: fields by name, one value, or several."""
        if self.list[self.at][0] != "name" or not self.sees(":", 1):
            values = list(self.items(")"))
            return values[0] if len(values) == 1 else values
        named = {}
        while not self.takes(")"):
            name = self.next()[1]
            self.takes(":")
            named[name] = self.value()
            self.takes(",")
        return named
