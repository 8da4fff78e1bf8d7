"""Records are to everybody what a frozen dataclass with slots is."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
from functools import cached_property

import pytest

from invoiceplug.record import Record, members_of, replaced


class Place(Record):
    text: str
    page: int | None = None
    tags: dict[str, str] = dataclasses.field(default_factory=dict, compare=False)
    data: bytes = dataclasses.field(default=b"", repr=False)


class Circle(Record, slots=False):
    radius: int

    def __post_init__(self) -> None:
        if self.radius < 0:
            raise ValueError("a radius is not negative")

    @cached_property
    def width(self) -> int:
        return 2 * self.radius


def test_members_are_taken_in_order_or_by_name_and_have_their_defaults() -> None:
    assert members_of(Place) == ("text", "page", "tags", "data")
    assert Place("A", 3) == Place(page=3, text="A")
    assert Place("A").page is None and Place("A").data == b""
    assert members_of(str) == ()


@pytest.mark.parametrize("given", [{}, {"text": "A", "colour": "red"}])
def test_a_missing_or_unknown_member_is_refused_by_name(given: dict[str, str]) -> None:
    with pytest.raises(TypeError, match=r"Place\.__init__\(\).*'(text|colour)'"):
        Place(**given)  # type: ignore[arg-type]


def test_the_first_records_of_a_class_are_as_the_hundredth() -> None:
    class Word(Record):
        text: str
        page: int = 1
        tags: list[str] = dataclasses.field(default_factory=list)

    first = Word("A", tags=["x"])
    for _ in range(100):
        last = Word("A", tags=["x"])
        assert Word("B").tags is not Word("B").tags
    assert first == last and repr(first) == repr(last) and first.page == last.page == 1


def test_each_record_has_a_default_of_its_own() -> None:
    assert Place("A").tags is not Place("B").tags


def test_equal_members_make_equal_records_of_one_class() -> None:
    class Other(Record):
        text: str

    assert len({Place("A", 1), Place("A", 1, {"x": "y"}), Place("A", 2)}) == 2
    assert Place("A") != Other("A")


def test_members_of_a_record_that_is_not_frozen_can_be_set() -> None:
    class Sum(Record, frozen=False):
        terms: list[int] = dataclasses.field(default_factory=list)
        total: int = 0

    added = Sum([1, 2])
    added.total = 3
    assert added == Sum([1, 2], 3)
    with pytest.raises(TypeError, match="unhashable"):
        hash(added)
    with pytest.raises(AttributeError):
        added.colour = "red"  # type: ignore[attr-defined]


@pytest.mark.parametrize("made_before", [0, 100])
def test_a_record_of_a_record_has_the_members_of_both(made_before: int) -> None:
    class Word(Record):
        text: str
        page: int = 1

    class Marked(Word):
        mark: str = "none"

    class Shout(Word):
        def loud(self) -> str:
            return self.text.upper()

    for _ in range(made_before):
        Word("A")
    assert members_of(Marked) == ("text", "page", "mark") == tuple(each.name for each in dataclasses.fields(Marked))
    assert Marked("A", 2, "x") == Marked(text="A", mark="x", page=2) != Marked("B", 2, "x")
    assert dataclasses.replace(Marked("A"), mark="y") == copy.deepcopy(Marked("A", 1, "y"))
    assert repr(Marked("A")).endswith("Marked(text='A', page=1, mark='none')")
    assert Shout("a").loud() == "A" and Shout("a") != Shout("b") and not hasattr(Shout("a"), "__dict__")


def test_an_init_of_its_own_stays() -> None:
    class Square(Record):
        width: int
        height: int

        def __init__(self, side: int) -> None:
            super().__init__(side, side)

    assert {repr(Square(2)) for _ in range(100)} == {repr(Square(side=2))}
    assert list(inspect.signature(Square).parameters) == ["side"]


def test_help_shows_its_members_before_and_after_it_was_made() -> None:
    before = inspect.signature(Place)
    for _ in range(100):
        Place("A")
    assert list(before.parameters) == list(members_of(Place)) == list(inspect.signature(Place).parameters)


def test_it_is_matched_by_its_members_in_their_order() -> None:
    match Place("A", 3):
        case Place(text, page):
            assert (text, page) == ("A", 3)
        case _:
            pytest.fail("it is no place")


def test_nothing_can_be_set_or_deleted() -> None:
    place = Place("A")
    for name in ("text", "colour"):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(place, name, "B")
    with pytest.raises(dataclasses.FrozenInstanceError):
        del place.text
    assert place.text == "A" and not hasattr(place, "__dict__")


def test_it_shows_its_members() -> None:
    assert repr(Place("A", 1, data=b"long")) == "Place(text='A', page=1, tags={})"


def test_a_record_checks_itself_and_caches_what_it_reckons() -> None:
    circle = Circle(2)
    assert circle.width == 4 and circle.width is circle.__dict__["width"]
    with pytest.raises(ValueError, match="not negative"):
        Circle(-1)


def test_dataclasses_take_it_for_one_of_theirs() -> None:
    place = Place("A", 1, {"x": "y"})
    assert dataclasses.is_dataclass(place)
    assert [each.name for each in dataclasses.fields(Place)] == list(members_of(Place))
    assert dataclasses.replace(place, page=2) == Place("A", 2)
    assert dataclasses.asdict(place) == {"text": "A", "page": 1, "tags": {"x": "y"}, "data": b""}


def test_copies_are_equal() -> None:
    assert pickle.loads(pickle.dumps(Place("A", 1))) == Place("A", 1) == copy.deepcopy(Place("A", 1))


def test_a_record_is_made_again_with_other_values() -> None:
    place = Place("A", 3, {"a": "b"})
    assert replaced(place, page=4) == dataclasses.replace(place, page=4) == Place("A", 4)
    assert replaced(place, page=4).tags == {"a": "b"}
    with pytest.raises(TypeError, match="color"):
        replaced(place, color="red")
