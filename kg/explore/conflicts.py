"""Where the graph contradicts itself: values that cannot all be true, shown side by side on the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations

from kg.types import DateValue, Figure, Modality, Statement

Group = tuple[int, ...]
_HELD = (Modality.ASSERTED,)


def statement_conflicts(statements: Sequence[Statement], is_functional: Callable[[str], bool]) -> list[Group]:
    """Groups of positions in ``statements`` that contradict one another, sorted.

    Two kinds: several values where a subject has one at a time (a functional property, or any
    dated one, with no validity that tells them apart), and one fact both asserted and denied.
    Dates that differ in precision only (``2011`` and ``2011-03``) agree.
    """
    by_value: dict[tuple[str, str], list[int]] = {}
    by_fact: dict[tuple[str, str, str], list[int]] = {}
    for position, statement in enumerate(statements):
        by_fact.setdefault((statement.subject, statement.property, repr(statement.object)), []).append(position)
        single = isinstance(statement.object, DateValue) or is_functional(statement.property)
        if single and statement.modality in _HELD and not (statement.valid_from or statement.valid_until):
            by_value.setdefault((statement.subject, statement.property), []).append(position)
    groups: set[Group] = set()
    for rivals in by_value.values():
        if any(_differ(statements[one], statements[two]) for one, two in combinations(rivals[:40], 2)):
            groups.add(tuple(rivals))
    for tellings in by_fact.values():
        said = {statements[position].modality for position in tellings}
        if Modality.ASSERTED in said and Modality.DENIED in said:
            groups.add(tuple(p for p in tellings if statements[p].modality in (Modality.ASSERTED, Modality.DENIED)))
    return sorted(groups)


def _differ(one: Statement, two: Statement) -> bool:
    if isinstance(one.object, DateValue) and isinstance(two.object, DateValue):
        return not (one.object.iso.startswith(two.object.iso) or two.object.iso.startswith(one.object.iso))
    return one.object != two.object


def figure_conflicts(figures: Sequence[Figure]) -> list[Group]:
    """Groups of positions in ``figures``: one subject, metric, unit and period, but other values."""
    same: dict[tuple[str | None, ...], list[int]] = {}
    for position, figure in enumerate(figures):
        seen = figure.observation
        if seen.subject and seen.period and seen.modality in _HELD and not seen.change:
            same.setdefault((seen.subject, seen.metric.casefold(), seen.unit, seen.period), []).append(position)
    groups = []
    for rivals in same.values():
        values = {
            (figures[p].observation.value, figures[p].observation.low, figures[p].observation.high) for p in rivals
        }
        if len(values) > 1:
            groups.append(tuple(rivals))
    return sorted(groups)
