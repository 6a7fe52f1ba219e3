"""Russian names stand in the dictionary's form, whatever case a text has them in."""

# Letters of another script are meant.
# ruff: noqa: RUF001

from __future__ import annotations

import pytest

from graph.reading.nominative import nominative, nominative_person


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Межрегиональным научным институтом ООН", "Межрегиональный научный институт ООН"),
        ("центра передового опыта", "центр передового опыта"),
        ("Государственного комитета по безопасности", "Государственный комитет по безопасности"),
        ("Европейской комиссии", "Европейская комиссия"),
        ("Министерством здравоохранения", "Министерство здравоохранения"),
        ("Международной организацией труда", "Международная организация труда"),
        ("Республики Казахстан", "Республики Казахстан"),
        ("Центральная Азия", "Центральная Азия"),
        ("Institutom Sveta", "Institutom Sveta"),
    ],
)
def test_the_first_words_of_a_body_are_made_nominative(written: str, name: str) -> None:
    """Adjectives and their noun change; what follows, and what no rule knows, stays."""
    assert nominative(written) == name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Тимом Сальмой", "Тим Сальма"),
        ("Петром Соколовым", "Петр Соколов"),
        ("Анна Белл", "Анна Белл"),
        ("Том Браун", "Том Браун"),
        ("Tom Bloom", "Tom Bloom"),
    ],
)
def test_a_person_is_made_nominative_only_as_a_whole(written: str, name: str) -> None:
    """Where one part is in no case that the rule knows, the name stays as it is written."""
    assert nominative_person(written) == name
