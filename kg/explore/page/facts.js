// A fact with the sentences behind it, as cards, links and articles show it.

import { h, icon, outLink, replace } from "./dom.js";
import { badges, inverseLabel, relationLabel } from "./relations.js";
import { dayText, isoText, plural } from "./text.js";
import { typeVariable } from "./theme.js";

export function entityButton(app, entity, attributes) {
  const type = app.graph.typeName(entity);
  return h(
    "button",
    {
      type: "button",
      class: "entity",
      "data-entity": entity,
      vars: { "--tint": typeVariable(type) },
      on: {
        click: () => app.select(entity),
        pointerenter: () => app.glance(entity),
        pointerleave: () => app.glance(null),
      },
      ...attributes,
    },
    h("bdi", null, app.graph.names[entity]),
  );
}

export function literalText(graph, fact) {
  const { kind, value } = graph.literal(fact);
  return h(
    "span",
    { class: "literal", title: value.length < 200 ? value : null },
    h("bdi", null, kind === "date" ? isoText(value) : value),
  );
}

// The other end of a fact, seen from one entity.
export function otherEnd(app, fact, entity) {
  const other = app.graph.other(fact, entity);
  return other < 0 ? literalText(app.graph, fact) : entityButton(app, other);
}

export function badgeRow(app, fact) {
  return badges(app.graph, fact).map(({ kind, text, speaker }) => {
    if (kind === "claimed") return h("span", { class: "badge claimed" }, entityButton(app, speaker), " says so");
    return h("span", { class: `badge ${kind}` }, text);
  });
}

function qualifiers(app, fact) {
  const found = [];
  const of = app.graph.index.statements.of[fact];
  if (of !== undefined) found.push(["at ", entityButton(app, of)]);
  const valid = app.graph.valid(fact);
  if (valid) {
    const [since, until] = valid;
    if (since && until) found.push(`${isoText(since)} – ${isoText(until)}`);
    else found.push(since ? `since ${isoText(since)}` : `until ${isoText(until)}`);
  }
  const rule = app.graph.index.statements.derived[fact];
  if (rule) found.push("follows from another fact");
  return found.map((text) => h("span", { class: "qualifier" }, text));
}

export function sourceCount(graph, fact) {
  const number = graph.sources[fact];
  return h(
    "span",
    { class: "sources", title: "Independent sources: outlets that say it in their own words" },
    plural(number, "source"),
  );
}

// `head`: what stands for the fact; below it the first sentence, the others on request.
// Inside an article (its number) that article's sentence comes first and need not say where it stands.
export function factItem(app, fact, head, article) {
  const { graph } = app;
  const notes = [...badgeRow(app, fact), ...qualifiers(app, fact)];
  const body = h("div", { class: "evidence", "aria-busy": "true" }, h("p", { class: "sentence waiting" }, " "));
  const kinds = [graph.modalityName(fact), graph.speaker(fact) !== undefined ? "claimed" : null]
    .filter(Boolean)
    .join(" ");
  const item = h(
    "li",
    {
      class: `fact ${kinds}`,
      "data-fact": fact,
      on: { pointerenter: () => app.glanceFact(fact), pointerleave: () => app.glanceFact(null) },
    },
    h("div", { class: "fact-head" }, h("span", { class: "fact-name" }, head), sourceCount(graph, fact)),
    notes.length ? h("div", { class: "notes" }, notes) : null,
    body,
  );
  fillEvidence(app, fact, body, article);
  return item;
}

async function fillEvidence(app, fact, body, article) {
  try {
    const { pieces } = await app.graph.evidence(fact);
    const [first, ...rest] = pieces.sort((one, two) => (two.article === article) - (one.article === article));
    replace(
      body,
      first.article === article ? markedSentence(first.sentence, first.marks) : pieceOf(app, first),
      rest.length ? moreButton(app, body, rest) : null,
    );
  } catch (error) {
    replace(body, h("p", { class: "trouble" }, error.message));
  }
  body.removeAttribute("aria-busy");
}

function moreButton(app, body, rest) {
  const button = h(
    "button",
    {
      type: "button",
      class: "more",
      "aria-expanded": "false",
      on: {
        click: () => {
          button.remove();
          body.append(...rest.map((piece) => pieceOf(app, piece)));
        },
      },
    },
    icon("down"),
    plural(rest.length, "more sentence"),
  );
  return button;
}

function pieceOf(app, piece) {
  return h(
    "div",
    { class: "piece" },
    markedSentence(piece.sentence, piece.marks),
    articleLine(app, piece.article, piece.source),
  );
}

// Outlet, date, title: the title opens the article here, the arrow opens it where it was published.
export function articleLine(app, article, source) {
  const { graph } = app;
  const day = graph.day(article);
  const date = day === null ? source.published || "undated" : dayText(day);
  return h(
    "p",
    { class: "whence" },
    h("span", { class: "outlet", dir: "auto" }, graph.outlet(article) || "no outlet"),
    " · ",
    h("bdi", null, date),
    " · ",
    h(
      "a",
      {
        class: "title",
        fragment: `article=${article}`,
        on: {
          click: (event) => {
            event.preventDefault();
            app.read(article);
          },
        },
      },
      h("bdi", null, source.title || source.id),
    ),
    source.url
      ? outLink(source.url, { class: "out", "aria-label": "Open the article on the web" }, icon("external"))
      : null,
  );
}

const ROLES = { s: "subject", o: "object", v: "figure" };

// A sentence with its marks, which may nest or overlap; the text itself is kept to the letter.
export function markedSentence(text, marks) {
  const edges = [...new Set([0, text.length, ...marks.flatMap(([start, end]) => [start, end])])].sort(
    (one, two) => one - two,
  );
  const parts = [];
  for (let place = 0; place + 1 < edges.length; place += 1) {
    const piece = text.slice(edges[place], edges[place + 1]);
    const roles = marks
      .filter(([start, end]) => start <= edges[place] && end >= edges[place + 1])
      .map(([, , role]) => ROLES[role]);
    parts.push(roles.length ? h("mark", { class: roles.join(" "), title: roles.join(" and ") }, piece) : piece);
  }
  const quote = h("blockquote", { class: "sentence", dir: "auto" }, parts);
  if (text.length > 420) {
    quote.classList.add("long");
    quote.addEventListener("click", () => quote.classList.remove("long"));
  }
  return quote;
}

// "Kuaishou — founded by — Cheng Yixiao": a fact in full, for links, paths and articles.
export function wholeFact(app, fact) {
  const { graph } = app;
  return [
    entityButton(app, graph.subject[fact]),
    " ",
    h("span", { class: "verb" }, relationLabel(graph, graph.property[fact])),
    " ",
    graph.object[fact] < 0 ? literalText(graph, fact) : entityButton(app, graph.object[fact]),
  ];
}

export function labelFrom(graph, fact, entity) {
  const property = graph.property[fact];
  return graph.subject[fact] === entity ? relationLabel(graph, property) : inverseLabel(graph, property);
}
