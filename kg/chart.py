"""Answers as small bar charts. The door to matplotlib."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kg.errors import GraphError, MissingExtra, QueryError
from kg.queries import Answer

#: Most bars that can still be told apart.
MOST = 40
SUFFIXES = (".svg", ".png", ".pdf")
_COLOUR = "#2f6f9f"


def write_chart(answer: Answer, path: Path) -> None:
    """Draw the rows of an answer: a bar for each, as long as its last number.

    A column ``year`` names the bars, else the columns that hold text. :class:`QueryError` where
    the answer has no number or too many rows, GraphError where the file cannot be written,
    MissingExtra without the extra ``chart``. The same answer gives the same bytes.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise GraphError(f"{path}: a chart ends in {', '.join(SUFFIXES)}")
    labels, values, measure = _bars(answer)
    try:
        import matplotlib
        from matplotlib.figure import Figure
    except ImportError as error:
        raise MissingExtra("matplotlib is not installed; pip install 'kg[chart]'") from error
    with matplotlib.rc_context({"svg.hashsalt": "kg", "svg.fonttype": "none"}):
        figure = Figure(figsize=(8, 1.2 + 0.32 * len(values)), layout="constrained")
        axes = figure.subplots()
        bars = axes.barh(range(len(values)), values, color=_COLOUR)
        axes.bar_label(bars, fmt="{:,.0f}", padding=3)
        axes.set_yticks(range(len(values)), labels)
        axes.invert_yaxis()
        axes.set_xlabel(measure)
        axes.margins(x=0.12)
        axes.spines[["top", "right"]].set_visible(False)
        axes.set_title(answer.query.title, loc="left")
        try:
            figure.savefig(path, metadata=_NO_DATE.get(path.suffix.lower()))
        except OSError as error:
            raise GraphError(f"{path}: cannot be written ({error.strerror})") from error


#: What would make the bytes differ from day to day.
_NO_DATE: dict[str, dict[str, Any]] = {
    ".svg": {"Date": None},
    ".pdf": {"CreationDate": None},
}


def _bars(answer: Answer) -> tuple[list[str], list[float], str]:
    rows = answer.values()
    numbers = [c for c in answer.columns if any(_is_number(row[c]) for row in rows)]
    measure = next((c for c in numbers if c == "lower"), numbers[-1] if numbers else "")
    if not measure:
        raise QueryError("the answer has no numbers to draw")
    kept = [row for row in rows if _is_number(row[measure])]
    if len(kept) > MOST:
        raise QueryError(f"{len(kept)} rows are too many for a chart; {MOST} can be drawn")
    names = [c for c in answer.columns if c not in numbers]
    if "year" in answer.columns:
        names = ["year", *(c for c in names if c in ("eventName", "kind"))]
    labels = [" · ".join(_short(row[c]) for c in names if row[c] is not None) for row in kept]
    return labels, [float(row[measure]) for row in kept], measure


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _short(value: object) -> str:
    # A dollar sign would begin a formula.
    text = str(value).replace("$", r"\$")
    return text if len(text) <= 44 else f"{text[:42]}…"
