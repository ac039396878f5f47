from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ReadError
from kg.model import Article
from kg.readers.charset import clean, decode

from .conftest import PAGE, TITLE

Read = Callable[[str, str | bytes], Article]
Fail = Callable[[str, str | bytes], ReadError]


@pytest.mark.parametrize(
    "name", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp949", "euc-kr"]
)
def test_every_encoding_gives_the_same_text(name: str) -> None:
    assert decode(PAGE.encode(name)) == PAGE


def test_utf16_big_endian_with_a_mark() -> None:
    assert decode(codecs.BOM_UTF16_BE + PAGE.encode("utf-16-be")) == PAGE


def test_syllables_beyond_euc_kr_need_cp949() -> None:
    text = PAGE + "펲시콜라와 똠방각하를 다룬 기사다."
    assert decode(text.encode("cp949")) == text


@pytest.mark.parametrize("declared", ["euc-kr", "ks_c_5601-1987", "utf-8"])
def test_a_page_is_decoded_though_it_may_declare_wrongly(declared: str) -> None:
    page = f'<html><head><meta charset="{declared}"></head><body>{PAGE}</body></html>'
    assert decode(page.encode("cp949"), markup=True) == page


def test_decomposed_hangul_is_composed(read: Read) -> None:
    article = read("a.txt", unicodedata.normalize("NFD", PAGE))
    assert article.text == PAGE
    assert article.headline == TITLE


def test_control_characters_become_spaces_one_by_one() -> None:
    assert clean("가\x00나\x1b다\r\n\t라") == "가 나 다\r\n\t라"
    assert clean("\ud800가") == " 가"


def test_line_ends_are_kept(read: Read) -> None:
    assert read("a.txt", PAGE.replace("\n", "\r\n")).text == PAGE.replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("data", "what", "remedy"),
    [
        (b"", "the file is empty", "leave it out"),
        (b" \n\t\n", "the file is empty", "leave it out"),
        ("\ufeff\u3000\n".encode(), "the file is empty", "leave it out"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "not text: it looks like a PNG image", "save it as a text file"),
        (b"%PDF-1.7\n", "not text: it looks like a PDF document", "save it as a text file"),
        (bytes(range(256)) * 40, "not text in any encoding", "save it as a text file"),
        (PAGE.encode()[:-9] + b"\xff" + PAGE.encode()[-9:], "damaged UTF-8 text at byte", "get the file anew"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8\x00", "damaged UTF-16-LE text", "save it as UTF-8"),
    ],
)
def test_what_is_no_text_is_named_with_a_remedy(fail: Fail, data: bytes, what: str, remedy: str) -> None:
    error = fail("a.txt", data)
    assert error.what.startswith(what)
    assert remedy in error.remedy
    assert "a.txt" in error.where


@given(st.binary(min_size=1, max_size=300))
def test_any_bytes_give_text_or_an_error(data: bytes) -> None:
    try:
        text = decode(data)
    except ReadError:
        return
    assert text == clean(text)
    assert text.encode()
