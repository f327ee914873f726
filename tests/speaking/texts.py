"""Texts that were never meant for a voice."""

HOSTILE = {
    "a megabyte": "many words " * 95_000,
    "a megabyte in one word": "x" * 1_000_000,
    "digits": "7" * 3_000,
    "controls": "one\x00two\x07\x1b[31mthree\r\n\u202efour",
    "emoji": "\U0001f600\U0001f9e0" * 40,
    "half a pair": "before \ud83d after \udc00",
    "markup": '<speak><break time="90s"/><mark name="x"/>&lt;[[h@loU]] \\pau=9000\\ {{}}',
    "other letters": "\u0441\u043b\u043e\u0432\u043e \u8bcd \u05de\u05d9\u05dc\u05d4",
    "marks": "?!... --- ,;:()[]" * 50,
}
