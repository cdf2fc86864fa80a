"""Lemmas as edit scripts: how many letters to cut, what to put in their place, whether to lower the case."""

from __future__ import annotations


def script(form: str, lemma: str) -> str:
    """The script that turns a form into its lemma: ``mark|cut|ending`` (mark ``l`` lower-cases first)."""
    lowered = lemma == lemma.lower() or lemma != form and lemma.lower() == lemma
    base = form.lower() if lowered else form
    shared = 0
    while shared < min(len(base), len(lemma)) and base[shared] == lemma[shared]:
        shared += 1
    if shared == 0 and len(lemma) > 1:
        return f"w|{lemma}"
    return f"{'l' if lowered else 'k'}|{len(base) - shared}|{lemma[shared:]}"


def apply(edit: str, form: str) -> str:
    """The lemma that a script gives for a form; the form itself when the script cuts more than there is."""
    mark, _, rest = edit.partition("|")
    if mark == "w":
        return rest
    cut, _, ending = rest.partition("|")
    base = form.lower() if mark == "l" else form
    if int(cut) > len(base):
        return base
    return base[: len(base) - int(cut)] + ending
