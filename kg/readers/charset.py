"""Bytes -> text: which encoding Korean text is in, and what is no text at all."""

from __future__ import annotations

import codecs
import re
import unicodedata

import charset_normalizer

from kg.errors import ReadError

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a media file"),
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office or HWP document"),
    (b"\x1f\x8b", "gzip data"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a database"),
)
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9_-]{2,40})", re.IGNORECASE)
_KOREAN = {
    "euc-kr",
    "euckr",
    "ks_c_5601-1987",
    "ks_c_5601-1989",
    "ksc5601",
    "ksc_5601",
    "ks-c-5601",
    "cp949",
    "ms949",
    "windows-949",
    "x-windows-949",
    "uhc",
}
_COMMON = frozenset("이다는의에을가고하로한지은를서기시도사인대어나정리전자그과일해아있들구제라부스상장원보")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f\ud800-\udfff]")
_AS_TEXT = "save it as a text file in UTF-8, or leave it out"


def decode(data: bytes, where: str = "", *, markup: bool = False) -> str:
    """Decode a file's bytes into NFC text without a byte-order mark.

    Args:
        data: The whole file.
        where: The file's name, for messages.
        markup: The bytes are HTML: an encoding that the page declares is believed if the bytes bear it out.

    Returns:
        Text in NFC; control characters, which no output format can carry, are turned into spaces one by one.

    Raises:
        ReadError: The file is empty, is no text, or is damaged.
    """
    refuse_binary(data, where)
    text = clean(_decode(data, where, markup=markup))
    if not text.strip():
        raise ReadError("the file is empty", where=where, remedy="put the article's text in it, or leave it out")
    return text


def refuse_binary(data: bytes, where: str = "") -> None:
    """Refuse bytes that begin as no text does.

    Raises:
        ReadError: They are blank, or those of an image, an office document, an archive ...
    """
    if not data.strip(b" \t\r\n\x00"):
        raise ReadError("the file is empty", where=where, remedy="put the article's text in it, or leave it out")
    kind = next((name for magic, name in _MAGIC if data.startswith(magic)), "")
    if kind:
        raise ReadError(f"not text: it looks like {kind}", where=where, remedy=_AS_TEXT)


def clean(text: str) -> str:
    r"""Bring text into the form that every offset counts: NFC, no byte-order mark, no control characters.

    >>> clean("\ufeff가\x00나")
    '가 나'
    """
    return unicodedata.normalize("NFC", _CONTROL.sub(" ", text.removeprefix("\ufeff")))


def _decode(data: bytes, where: str, *, markup: bool) -> str:
    for bom, name in BOMS:
        if data.startswith(bom):
            return _strict(data[len(bom) :], name, where)
    guesses = [_declared(data)] if markup else []
    guesses += ["utf-16-le", "utf-16-be"] if data.count(0) > len(data) // 50 else []
    guesses += ["utf-8", "cp949", "utf-16-le", "utf-16-be"]
    for name in guesses:
        text = _try(data, name) if name else None
        if text is not None and plausible(text, name):
            return text
    return _last_resort(data, where)


def _declared(data: bytes) -> str:
    """Return the encoding that a page declares in its head, EUC-KR widened to the CP949 that pages really use."""
    hit = _META.search(data, 0, 4096) or _XML.match(data)
    name = hit[1].decode("ascii").casefold() if hit else ""
    if name in _KOREAN:
        return "cp949"
    try:
        return codecs.lookup(name).name if name and not name.startswith("utf-16") else ""
    except LookupError:
        return ""


def _try(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None


def _strict(data: bytes, name: str, where: str) -> str:
    text = _try(data, name)
    if text is None:
        raise ReadError(f"damaged {name.upper()} text", where=where, remedy="get the file anew, or save it as UTF-8")
    return text


def plausible(text: str, name: str) -> bool:
    """Tell whether a text decoded this way can be meant: few control characters, and in 2-byte codes common Hangul."""
    if len(_CONTROL.findall(text)) > max(2, len(text) // 200):
        return False
    if name == "utf-8":
        return True
    foreign = [c for c in text if c > "\x7f"]
    hangul = [c for c in foreign if "가" <= c <= "힣"]
    if not foreign:
        return True
    common = sum(c in _COMMON for c in hangul)
    return 2 * len(hangul) >= len(foreign) and (10 * common >= len(hangul) or len(hangul) < 10)


def _last_resort(data: bytes, where: str) -> str:
    """Name the damage where the bytes are broken UTF-8; else ask a general detector."""
    lossy = data.decode("utf-8", errors="replace")
    if sum("가" <= c <= "힣" for c in lossy) > 4 * lossy.count("\ufffd"):
        at = _first_bad_byte(data)
        line = data.count(b"\n", 0, at) + 1
        raise ReadError(
            f"damaged UTF-8 text at byte {at}", where=f"{where}:{line}" if where else "", remedy="get the file anew"
        )
    best = None if 0 in data else charset_normalizer.from_bytes(data).best()
    text = str(best) if best else ""
    if not text or "\ufffd" in text or not plausible(text, "utf-8"):
        raise ReadError("not text in any encoding that is known here", where=where, remedy=_AS_TEXT)
    return text


def _first_bad_byte(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return len(data)
