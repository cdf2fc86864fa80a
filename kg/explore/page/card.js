// The entity card: who or what this is, what is said of it, and who says so.

import { h, icon, replace } from "./dom.js";
import { action, header, limited, section } from "./panel.js";
import { articleLine, entityButton, factItem, labelFrom, literalText, markedSentence, otherEnd } from "./facts.js";
import { describe } from "./describe.js";
import { figureChart, figureText, figureWhen } from "./chart.js";
import { typeVariable } from "./theme.js";
import { plural, upperFirst } from "./text.js";

const FACTS_AT_FIRST = 4;

export function entityCard(app, entity) {
  const { graph, filter } = app;
  const type = graph.typeName(entity);
  const facts = Array.from(graph.factsOf(entity)).filter((fact) => filter.factMask[fact]);
  const held = graph.degree(entity) - facts.length;
  const chip = [
    h("span", { class: "chip", vars: { "--tint": typeVariable(type) } }, icon(type)),
    h("span", { class: "kind" }, upperFirst(graph.classLabel(entity))),
  ];
  const figures = h("div", { class: "figures" });
  const quotes = h("div", { class: "quotes" });
  fillFigures(app, entity, figures);
  fillQuotes(app, entity, quotes);
  return h(
    "article",
    { class: "card", "data-entity": entity },
    header(app, chip, graph.names[entity], cardActions(app, entity)),
    otherNames(graph, entity),
    h("p", { class: "description", dir: "auto" }, describe(graph, entity)),
    disagreements(app, facts, entity),
    groups(app, facts, entity),
    held
      ? h(
          "p",
          { class: "held" },
          `${plural(held, "fact")} held back by the filters. `,
          h("button", { type: "button", class: "plain", on: { click: () => app.clearFilters() } }, "Show all"),
        )
      : null,
    !facts.length && !held
      ? h("p", { class: "empty" }, "Named in the articles, but no fact about it was found.")
      : null,
    figures,
    quotes,
  );
}

export function cardActions(app, entity) {
  const { state } = app.trail;
  const isFocus = state.view === "focus" && state.focus === entity;
  const isOpen = state.opened.includes(entity);
  return [
    action("focus", isFocus ? (state.hops === 1 ? "Two hops" : "One hop") : "Focus", () =>
      app.focus(entity, isFocus ? 3 - state.hops : 1),
    ),
    action("expand", isOpen ? "Collapse" : "Expand", () => app.toggleOpen(entity), { "aria-pressed": String(isOpen) }),
    action("path", "Connect", () => app.addToConnect(entity)),
    action("hide", "Hide", () => app.hide(entity)),
  ];
}

function otherNames(graph, entity) {
  const names = graph.otherNames(entity);
  if (!names.length) return null;
  const shown = names.slice(0, 8).map((name) => h("bdi", { class: "alias" }, name));
  return h(
    "p",
    { class: "aliases" },
    h("span", { class: "label" }, "Also "),
    shown,
    names.length > 8 ? ` and ${names.length - 8} more` : null,
  );
}

// Facts grouped by relation as seen from the entity; what it does itself comes before what others do with it.
function groups(app, facts, entity) {
  const { graph } = app;
  const byLabel = new Map();
  for (const fact of facts) {
    const isOut = graph.subject[fact] === entity;
    const key = `${isOut || graph.index.properties[graph.property[fact]].symmetric ? 0 : 1}|${labelFrom(graph, fact, entity)}`;
    if (!byLabel.has(key)) byLabel.set(key, []);
    byLabel.get(key).push(fact);
  }
  return [...byLabel]
    .sort(([one], [two]) => (one < two ? -1 : 1))
    .map(([key, members]) => {
      members.sort(
        (one, two) =>
          plainFirst(graph, one) - plainFirst(graph, two) ||
          graph.sources[two] - graph.sources[one] ||
          graph.score[two] - graph.score[one] ||
          one - two,
      );
      return section(
        upperFirst(key.slice(2)),
        members.length > 1 ? String(members.length) : null,
        limited(
          members,
          FACTS_AT_FIRST,
          (fact) => factItem(app, fact, h("span", { class: "object" }, otherEnd(app, fact, entity))),
          "facts",
        ),
      );
    });
}

function plainFirst(graph, fact) {
  return (graph.modalityName(fact) === "asserted" ? 0 : 2) + (graph.speaker(fact) === undefined ? 0 : 1);
}

// Values that cannot all be true, side by side, each with how many say so.
function disagreements(app, facts, entity) {
  const { graph } = app;
  const groupsSeen = new Set(
    facts
      .filter((fact) => graph.subject[fact] === entity)
      .map((fact) => graph.conflictOf.get(fact))
      .filter(Boolean),
  );
  if (!groupsSeen.size) return null;
  return section(
    "Sources disagree",
    null,
    [...groupsSeen].map((group) =>
      h(
        "div",
        { class: "dispute" },
        h("h4", null, upperFirst(labelFrom(graph, group[0], entity))),
        h(
          "div",
          { class: "rivals" },
          group.map((fact) => rival(app, fact, entity)),
        ),
      ),
    ),
  );
}

function rival(app, fact, entity) {
  const { graph } = app;
  const modality = graph.modalityName(fact);
  const outlets = [...new Set(graph.articlesOf(fact).map((article) => graph.outlet(article) || "no outlet"))];
  const value = graph.object[fact] < 0 ? literalText(graph, fact) : entityButton(app, graph.other(fact, entity));
  return h(
    "div",
    { class: `rival ${modality}` },
    h(
      "div",
      { class: "rival-value" },
      value,
      modality === "denied" ? h("span", { class: "badge denied" }, "denied") : null,
    ),
    h(
      "div",
      { class: "rival-note", dir: "auto" },
      plural(graph.sources[fact], "source"),
      " · ",
      outlets.slice(0, 3).join(", "),
    ),
  );
}

async function fillFigures(app, entity, element) {
  const { graph } = app;
  const numbers = entity < 0 ? [] : positions(graph.index.figures, entity);
  if (!numbers.length) return;
  const figures = await Promise.all(
    numbers.map(async (number) => ({ number, ...(await graph.row("figures", number)) })),
  );
  const byMetric = new Map();
  for (const figure of figures) {
    const key = `${figure.metric.toLowerCase()}|${figure.unit || ""}`;
    if (!byMetric.has(key)) byMetric.set(key, []);
    byMetric.get(key).push(figure);
  }
  const rivals = new Set(graph.index.figure_conflicts.flat());
  replace(
    element,
    section(
      "Figures",
      null,
      [...byMetric.values()].map((members) => metricPart(app, members, rivals)),
    ),
  );
}

function metricPart(app, figures, rivals) {
  const items = new Map();
  const list = h(
    "ul",
    { class: "list" },
    figures.map((figure) => {
      const item = figureItem(app, figure, rivals.has(figure.number));
      items.set(figure, item);
      return item;
    }),
  );
  const chart = figureChart(app.graph, figures, (figure) => {
    for (const item of items.values()) item.classList.remove("lit");
    items.get(figure).classList.add("lit");
    items.get(figure).scrollIntoView({ block: "nearest" });
  });
  return h("div", { class: "metric" }, h("h4", { dir: "auto" }, upperFirst(figures[0].metric)), chart, list);
}

export function figureItem(app, figure, isRival) {
  const modality = app.graph.index.modalities[figure.modality];
  const head = h(
    "div",
    { class: "fact-head" },
    h("span", { class: "amount" }, figureText(figure)),
    figure.change
      ? h(
          "span",
          { class: `change ${figure.change}` },
          figure.change === "up" ? "▲ up" : "▼ down",
          figure.against ? ` on ${figure.against}` : "",
        )
      : null,
    figure.converted ? h("span", { class: "qualifier" }, `= ${figure.converted.join(" ")}`) : null,
    h("span", { class: "qualifier", dir: "auto" }, figureWhen(app.graph, figure)),
    modality === "asserted" ? null : h("span", { class: `badge ${modality}` }, modality),
    figure.by === undefined ? null : h("span", { class: "badge claimed" }, entityButton(app, figure.by), " says so"),
    isRival ? h("span", { class: "badge conflict" }, "sources disagree") : null,
  );
  const body = h("div", { class: "evidence" }, markedSentence(figure.sentence, figure.marks));
  whence(app, figure.article, body);
  return h("li", { class: `fact figure ${modality}` }, head, body);
}

async function fillQuotes(app, entity, element) {
  const { graph } = app;
  const numbers = positions(graph.index.quotes, entity);
  if (!numbers.length) return;
  const quotes = await Promise.all(numbers.slice(0, 60).map((number) => graph.row("quotes", number)));
  replace(
    element,
    section(
      "In their words",
      String(numbers.length),
      limited(quotes, 3, (quote) => quoteItem(app, quote), "quotations"),
    ),
  );
}

export function quoteItem(app, quote) {
  const body = h("div", { class: "evidence" });
  whence(app, quote.article, body);
  return h(
    "li",
    { class: `quote ${quote.direct ? "direct" : "indirect"}` },
    h("blockquote", { dir: "auto" }, quote.text),
    quote.direct ? null : h("span", { class: "qualifier" }, "reported speech"),
    body,
  );
}

export async function whence(app, article, element) {
  element.append(articleLine(app, article, await app.graph.row("articles", article)));
}

// The run of positions that hold `entity` in a sorted column.
function positions(column, entity) {
  const found = [];
  let [low, high] = [0, column.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (column[middle] < entity) low = middle + 1;
    else high = middle;
  }
  for (let number = low; number < column.length && column[number] === entity; number += 1) found.push(number);
  return found;
}
