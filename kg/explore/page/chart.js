// Figures over time as a small chart: one dot a figure, a line where they share metric and unit.

import { h, svg } from "./dom.js";
import { compact, isoText, dayText, withUnit, monthText } from "./text.js";

const WIDTH = 340;
const HEIGHT = 132;
const PADDING = { left: 48, right: 16, top: 14, bottom: 24 };

export function figureValue(figure) {
  if (figure.value !== undefined) return Number(figure.value);
  if (figure.low !== undefined && figure.high !== undefined) return (Number(figure.low) + Number(figure.high)) / 2;
  return NaN;
}

export function figureText(figure) {
  const number = figure.value !== undefined ? compact(figure.value) : `${compact(figure.low)}–${compact(figure.high)}`;
  return [figure.qualifier, withUnit(number, figure.unit)].filter(Boolean).join(" ");
}

// When a figure is of: the middle of its period, else the day it was published.
export function figureDay(graph, figure) {
  if (figure.from !== undefined && figure.until !== undefined) return Math.round((figure.from + figure.until) / 2);
  return graph.day(figure.article);
}

export function figureWhen(graph, figure) {
  if (figure.period) return isoText(figure.period);
  const day = graph.day(figure.article);
  return day === null ? "undated" : `said ${dayText(day)}`;
}

// `choose(figure)` is called when a dot is clicked or takes the focus. Null when there is nothing to compare.
export function figureChart(graph, figures, choose) {
  const points = figures
    .map((figure) => ({ figure, day: figureDay(graph, figure), value: figureValue(figure) }))
    .filter(({ day, value }) => day !== null && Number.isFinite(value))
    .sort((one, two) => one.day - two.day);
  if (new Set(points.map(({ day }) => day)).size < 2) return null;
  const days = points.map(({ day }) => day);
  const [first, last] = [days[0], days[days.length - 1]];
  const ticks = niceTicks(Math.min(...points.map(({ value }) => value)), Math.max(...points.map(({ value }) => value)));
  const [low, high] = [ticks[0], ticks[ticks.length - 1]];
  const left = (day) => PADDING.left + ((day - first) / (last - first)) * (WIDTH - PADDING.left - PADDING.right);
  const top = (value) =>
    HEIGHT - PADDING.bottom - ((value - low) / (high - low || 1)) * (HEIGHT - PADDING.top - PADDING.bottom);
  const line = points
    .map(({ day, value }, place) => `${place ? "L" : "M"}${left(day).toFixed(1)} ${top(value).toFixed(1)}`)
    .join("");
  const { metric, unit } = figures[0];
  return svg(
    "svg",
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "chart", role: "group", "aria-label": `${metric} over time` },
    ticks.map((tick) => [
      svg("line", { class: "grid", x1: PADDING.left, x2: WIDTH - PADDING.right, y1: top(tick), y2: top(tick) }),
      svg(
        "text",
        { class: "axis", x: PADDING.left - 8, y: top(tick) + 3.5, "text-anchor": "end" },
        withUnit(compact(tick), unit === "percent" ? unit : null),
      ),
    ]),
    svg("text", { class: "axis", x: PADDING.left, y: HEIGHT - 6 }, monthText(first)),
    svg("text", { class: "axis", x: WIDTH - PADDING.right, y: HEIGHT - 6, "text-anchor": "end" }, monthText(last)),
    svg("path", { class: "series", d: line }),
    points.map(({ figure, day, value }) => dot(graph, figure, left(day), top(value), choose)),
  );
}

function dot(graph, figure, x, y, choose) {
  const label = `${figureText(figure)}, ${figureWhen(graph, figure)}`;
  const act = () => choose(figure);
  return svg(
    "g",
    {
      class: `dot ${graph.index.modalities[figure.modality]}`,
      tabindex: 0,
      role: "button",
      "aria-label": label,
      on: {
        click: act,
        focus: act,
        keydown: (event) => {
          if (event.key === "Enter" || event.key === " ") {
            event.preventDefault();
            act();
          }
        },
      },
    },
    svg("title", null, label),
    svg("circle", { class: "aura", cx: x, cy: y, r: 11 }),
    svg("circle", { cx: x, cy: y, r: 4 }),
  );
}

// Three or four round numbers that span the values. Source: Heckbert 1990, "Nice numbers for graph labels".
export function niceTicks(low, high) {
  const span = high - low || Math.abs(high) || 1;
  const rough = span / 3;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough);
  const from = Math.floor((low - span * 0.05) / step) * step;
  const start = low >= 0 && from < 0 ? 0 : from;
  const ticks = [];
  for (let tick = start; ticks.length < 8; tick += step) {
    ticks.push(Number(tick.toPrecision(12)));
    if (tick >= high) break;
  }
  return ticks;
}
