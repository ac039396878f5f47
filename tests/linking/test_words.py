"""Words that stand for names, and that a user may add to them."""

from __future__ import annotations

from pathlib import Path

from kg.linking.words import read_words
from kg.ontology import load_ontology


def test_every_word_that_stands_for_a_name_is_looked_at() -> None:
    words = read_words(load_ontology())
    assert words.referring >= {"그", "동사", "자국", "이", "양사", "두", "이들", "회사", "회사측", "李"}
    assert (words.same["동사"], words.own["자국"], words.both["양측"]) == ("Company", "Country", "Organization")


def test_a_folder_may_add_words(tmp_path: Path) -> None:
    (tmp_path / "frames").mkdir()
    (tmp_path / "frames" / "coreference.yaml").write_text("stands_for: {Company: [본사]}\n", encoding="utf-8")
    words = read_words(load_ontology(extra_dirs=[tmp_path]))
    assert words.same["본사"] == words.same["동사"] == "Company"
    assert "본사" in words.referring
