"""Any text made fit to be shown: harmless to a terminal, and in ASCII where there is no more."""

import unicodedata

_TYPEWRITTEN = str.maketrans(
    {
        "\N{LEFT SINGLE QUOTATION MARK}": "'",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{LEFT DOUBLE QUOTATION MARK}": '"',
        "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
        "\N{EN DASH}": "-",
        "\N{EM DASH}": "-",
        "\N{HORIZONTAL ELLIPSIS}": "...",
        "\N{BULLET}": "*",
        "\N{NO-BREAK SPACE}": " ",
    }
)


def harmless(text: str) -> str:
    """`text` on one line, without anything that would move a cursor or reorder letters."""
    return text if text.isprintable() else "".join(map(_harmless, text))


def in_ascii(text: str) -> str:
    """`text` as a typewriter has it: accents dropped, and `?` for what it has not."""
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFKD", text.translate(_TYPEWRITTEN))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return plain.encode("ascii", "replace").decode("ascii")


def _harmless(letter: str) -> str:
    match unicodedata.category(letter):
        case "Cc" | "Zl" | "Zp":
            return " "
        case "Cf" | "Cn" | "Co":
            return ""
        case "Cs":
            return "?"
        case _:
            return letter
