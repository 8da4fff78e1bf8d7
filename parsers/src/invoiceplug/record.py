"""Records: dataclasses with slots, frozen unless they say otherwise, that cost next to nothing to define.

For a class under `@dataclass` six functions are compiled and the class is made twice: half a millisecond, and a command
defines seventy of them, most of which it never makes one of, and of most others a few. Records have their methods in
common, and an `__init__` is compiled for a class of which many are made. What `dataclasses` offers (`field`, `fields`,
`replace`, `asdict`) takes them for dataclasses, and so does a type checker.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, field, make_dataclass
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar, dataclass_transform

if TYPE_CHECKING:
    from inspect import Signature

R = TypeVar("R", bound="Record")

FEW = 32  # so many are made before an `__init__` of their own is compiled, which takes longer than making these


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
class RecordType(type):
    """What makes the classes of records: their members are those of the classes above, then what a class annotates."""

    _members: tuple[str, ...]
    _defaults: dict[str, Any]
    _made: int
    _compared: Callable[[Any], Any]

    def __new__(
        cls, name: str, bases: tuple[type, ...], body: dict[str, Any], *, slots: bool = True, frozen: bool = True
    ) -> RecordType:
        """A class of records; without `slots` they can cache properties, unless `frozen` their members can be set."""
        own = tuple(body.get("__annotations__", ()))
        above = next((base for base in bases if isinstance(base, RecordType)), None)
        inherited = above._members if above else ()
        members = (*inherited, *(each for each in own if each not in inherited))
        defaults = {each: body.pop(each) for each in own if each in body}  # they would be in the way of slots
        if above:
            defaults = above._defaults | defaults
            body.setdefault("__match_args__", members)
            if members != inherited:
                body.setdefault("__init__", Record.__init__)  # that above may be compiled, and takes fewer
        if slots:
            body["__slots__"] = tuple(each for each in own if each not in inherited)
        if not frozen:
            body |= {"__setattr__": object.__setattr__, "__delattr__": object.__delattr__, "__hash__": None}
        compared = [each for each in members if getattr(defaults.get(each), "compare", True)]
        body |= {"_members": members, "_defaults": defaults, "_made": 0}
        body["_compared"] = attrgetter(*compared) if compared else type
        return super().__new__(cls, name, bases, body)

    @property
    def __signature__(cls) -> Signature:
        """What `help` and editors show: the members, not the arguments of all records."""
        from inspect import signature

        init = cls.__init__  # type: ignore[misc]
        whole = signature(_compiled_init(cls) if init is Record.__init__ else init)
        return whole.replace(parameters=tuple(whole.parameters.values())[1:])


class _Fields:
    """A record's `__dataclass_fields__`, made when `dataclasses` ask for them."""

    def __get__(self, record: object, kind: RecordType) -> dict[str, Field[Any]]:
        return _fields_of(kind)


@cache
def _fields_of(kind: RecordType) -> dict[str, Field[Any]]:
    types = {
        name: what for each in reversed(kind.__mro__) for name, what in getattr(each, "__annotations__", {}).items()
    }
    members = [(each, types[each], kind._defaults.get(each, field())) for each in kind._members]
    same: Any = make_dataclass(kind.__name__, members, namespace={"__doc__": "-"}, init=False, repr=False, eq=False)
    fields: dict[str, Field[Any]] = same.__dataclass_fields__
    return fields


class Record(metaclass=RecordType):
    """Plain data under names: `class Vendor(Record)` with annotated members, some of them with defaults."""

    __dataclass_fields__ = _Fields()

    def __init__(self, *args: Any, **given: Any) -> None:
        kind = type(self)
        kind._made += 1
        values = _values(kind, args, given) if kind._made <= FEW else None
        if values is None:  # many are made, or what was given is refused: compiled code does that in Python's words
            compiled = _compiled_init(kind)
            if kind.__init__ is Record.__init__:  # and not one of its own, which has called this
                kind.__init__ = compiled  # type: ignore[method-assign]
            compiled(self, *args, **given)
            return
        for name, value in values.items():
            object.__setattr__(self, name, value)
        if hasattr(self, "__post_init__"):
            self.__post_init__()

    def __eq__(self, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        compared = self.__class__._compared
        return bool(compared(self) == compared(other))

    def __hash__(self) -> int:
        return hash(self.__class__._compared(self))

    def __repr__(self) -> str:
        kind = self.__class__
        shown = [each for each in kind._members if getattr(kind._defaults.get(each), "repr", True)]
        return f"{kind.__qualname__}({', '.join(f'{each}={getattr(self, each)!r}' for each in shown)})"

    def __reduce__(self) -> tuple[Any, ...]:
        return self.__class__, tuple(getattr(self, each) for each in self.__class__._members)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> NoReturn:
        raise FrozenInstanceError(f"cannot delete field {name!r}")


def members_of(kind: type) -> tuple[str, ...]:
    """The names of a record's members, in their order; none of what is no record."""
    return kind._members if isinstance(kind, RecordType) else ()


def replaced(record: R, **changes: Any) -> R:
    """The record with other values for some members: `dataclasses.replace`, which would make a dataclass first."""
    members = {name: getattr(record, name) for name in record.__class__._members}
    return record.__class__(**members | changes)


def _values(kind: RecordType, args: tuple[Any, ...], given: dict[str, Any]) -> dict[str, Any] | None:
    """The members by name, as given or by default; None where one is missing, unknown or given twice."""
    values = dict(zip(kind._members, args, strict=False))
    if len(args) > len(values) or not given.keys() <= set(kind._members) - values.keys():
        return None
    values |= given
    for name in kind._members:
        if name not in values:
            default = kind._defaults.get(name, MISSING)
            if isinstance(default, Field):
                default = default.default if default.default_factory is MISSING else default.default_factory()
            if default is MISSING:
                return None
            values[name] = default
    return values


@cache
def _compiled_init(kind: RecordType) -> Callable[..., None]:
    """The `__init__` that takes the members, in their order or by name."""
    known: dict[str, Any] = {}
    arguments, steps = [], []
    for name in kind._members:
        default = kind._defaults.get(name, MISSING)
        factory = default.default_factory if isinstance(default, Field) else MISSING
        known |= {f"default_{name}": default.default if isinstance(default, Field) else default, f"new_{name}": factory}
        given = name
        if factory is not MISSING:
            given = f"new_{name}() if {name} is default_{name} else {name}"
        arguments.append(name if known[f"default_{name}"] is MISSING is factory else f"{name}=default_{name}")
        steps.append(_step(kind, name, given, known))
    if hasattr(kind, "__post_init__"):
        steps.append("self.__post_init__()")
    exec(f"def __init__(self, {', '.join(arguments)}):\n " + "\n ".join(steps), known)  # noqa: S102  as dataclasses do
    made: Callable[..., None] = known["__init__"]
    made.__qualname__ = f"{kind.__qualname__}.__init__"
    return made


def _step(kind: RecordType, name: str, given: str, known: dict[str, Any]) -> str:
    """The statement that sets a member: by the slot itself, which is faster than around `__setattr__`."""
    slot = getattr(kind, name, None)
    if slot is None:
        return f"self.__dict__[{name!r}] = {given}"
    known[f"set_{name}"] = slot.__set__
    return f"set_{name}(self, {given})"
