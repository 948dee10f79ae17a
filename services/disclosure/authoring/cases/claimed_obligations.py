"""Whether the obligations a case claims are exactly those that are due, in all that it says of each."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from services.disclosure.domain.decision import Obligation


def misses_of_obligations(expected: Sequence[Any], found: Iterable[Obligation]) -> Iterator[str]:
    """A claim is a kind, or a mapping that says more; each fits an obligation that is due, each due one a claim."""
    due = list(found)
    missed = any(not any(_fits(claim, one) for one in due) for claim in expected)
    if missed or any(not any(_fits(claim, one) for claim in expected) for one in due):
        wanted = sorted(_said(_mapping(claim)) for claim in expected)
        named = {name for claim in expected for name in _mapping(claim)}
        got = sorted({_said(_shown(one, named)) for one in due})
        yield f"expected the obligations {'; '.join(wanted) or 'none'}, got {'; '.join(got) or 'none'}"


def _fits(claim: Any, one: Obligation) -> bool:
    said = _mapping(claim)
    return _shown(one, said) == said


def _mapping(claim: Any) -> dict[str, Any]:
    if not isinstance(claim, Mapping):
        return {"kind": claim}
    return {name: str(value) if name == "deadline" and value is not None else value for name, value in claim.items()}


def _shown(one: Obligation, named: Iterable[str]) -> dict[str, Any]:
    deadline = one.deadline.isoformat() if one.deadline is not None else None
    every = {"kind": one.kind, "to": one.to, "deadline": deadline, "before": one.before}
    return {name: value for name, value in every.items() if name == "kind" or name in set(named)}


def _said(shown: Mapping[str, Any]) -> str:
    more = [f"{name} {value}" for name, value in shown.items() if name != "kind"]
    return ", ".join([shown["kind"], *more])
