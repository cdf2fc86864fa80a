// The panel's other pages: the overview, a link between two entities, and what connects several.

import { h, icon, replace } from "./dom.js";
import { action, header, limited, section } from "./panel.js";
import { articleLine, entityButton, factItem, labelFrom, wholeFact } from "./facts.js";
import { between } from "./paths.js";
import { typeVariable } from "./theme.js";
import { count, plural, upperFirst } from "./text.js";

export function overviewPage(app) {
  const { graph } = app;
  const { index } = graph;
  const clusters = index.communities
    .map(([name, size], number) => ({ name, size, number }))
    .filter(({ size }) => size > 2);
  const leading = app.view.entities.slice(0, 60);
  return h(
    "article",
    { class: "overview" },
    h(
      "header",
      { class: "panel-head" },
      h("div", { class: "panel-kicker" }, "Overview"),
      h("h2", { dir: "auto", tabindex: -1 }, index.title),
    ),
    h(
      "dl",
      { class: "tally" },
      tally(graph.size, graph.size === 1 ? "entity" : "entities"),
      tally(graph.facts, graph.facts === 1 ? "fact" : "facts"),
      tally(index.articles.day.length, index.articles.day.length === 1 ? "article" : "articles"),
      tally(index.outlets.length, index.outlets.length === 1 ? "outlet" : "outlets"),
    ),
    graph.size
      ? null
      : h("p", { class: "empty" }, "This graph is empty: no article named anything that was recognised."),
    leading.length
      ? section(
          "Most central",
          null,
          limited(leading, 8, (entity) => entityRow(app, entity), "entities"),
        )
      : null,
    clusters.length > 1
      ? section(
          "Clusters",
          null,
          limited(clusters, 6, (cluster) => clusterRow(app, cluster), "clusters"),
        )
      : null,
    disputes(app),
    articleList(app),
  );
}

function tally(number, label) {
  return h("div", null, h("dt", null, label), h("dd", null, count(number)));
}

export function entityRow(app, entity) {
  const { graph } = app;
  const type = graph.typeName(entity);
  return h(
    "li",
    { class: "row" },
    h("span", { class: "chip small", vars: { "--tint": typeVariable(type) } }, icon(type)),
    entityButton(app, entity, { class: "entity bare" }),
    h("span", { class: "row-note" }, plural(graph.degree(entity), "fact")),
  );
}

function clusterRow(app, { name, size, number }) {
  return h(
    "li",
    { class: "row" },
    h(
      "button",
      { type: "button", class: "plain", dir: "auto", on: { click: () => app.zoomToCluster(number) } },
      name || "Unnamed",
    ),
    h("span", { class: "row-note" }, count(size)),
  );
}

function disputes(app) {
  const { graph } = app;
  const groups = graph.index.conflicts;
  if (!groups.length) return null;
  return section(
    "Where sources disagree",
    String(groups.length),
    limited(
      groups,
      5,
      ([fact]) =>
        h(
          "li",
          { class: "row" },
          entityButton(app, graph.subject[fact]),
          h("span", { class: "row-note" }, labelFrom(graph, fact, graph.subject[fact])),
        ),
      "disagreements",
    ),
  );
}

// Titles live in blocks of their own, so each line fills itself in.
function articleList(app) {
  const numbers = app.graph.index.articles.day.map((_, number) => number);
  if (!numbers.length) return null;
  return section(
    "Articles",
    null,
    limited(
      numbers,
      6,
      (article) => {
        const line = h("li", { class: "article-row" }, " ");
        app.graph.row("articles", article).then(
          (source) => replace(line, articleLine(app, article, source)),
          (error) => replace(line, error.message),
        );
        return line;
      },
      "articles",
    ),
  );
}

export function linkPage(app, [one, two]) {
  const { graph, filter } = app;
  const facts = between(graph, filter, one, two).sort((a, b) => graph.sources[b] - graph.sources[a] || a - b);
  return h(
    "article",
    { class: "link-page" },
    header(
      app,
      "Between two",
      h(
        "span",
        null,
        h("bdi", null, graph.names[one]),
        h("span", { class: "and" }, " and "),
        h("bdi", null, graph.names[two]),
      ),
      [action("path", "Connect", () => app.connect([one, two]))],
    ),
    facts.length
      ? section(
          plural(facts.length, "fact"),
          null,
          limited(facts, 8, (fact) => factItem(app, fact, wholeFact(app, fact)), "facts"),
        )
      : h("p", { class: "empty" }, "No fact that passes the filters links these two directly."),
  );
}

export function connectPage(app) {
  const { graph, trail } = app;
  const { connect, view } = trail.state;
  const chosen = h(
    "ul",
    { class: "tray" },
    connect.map((entity) =>
      h(
        "li",
        null,
        entityButton(app, entity),
        h(
          "button",
          {
            type: "button",
            class: "tool quiet",
            "aria-label": `Leave out ${graph.names[entity].slice(0, 80)}`,
            on: { click: () => app.leaveConnect(entity) },
          },
          icon("close"),
        ),
      ),
    ),
  );
  return h(
    "article",
    { class: "connect-page" },
    header(app, "Connect", connect.length > 2 ? "What connects these?" : "How are they connected?", null),
    chosen,
    h(
      "p",
      { class: "hint" },
      connect.length < 2
        ? "Choose another: click it in the graph, or search for it."
        : "Click or search for another to add it.",
    ),
    view === "connect" ? connectResult(app) : null,
  );
}

function connectResult(app) {
  const { paths, apart } = app.view;
  const parts = [];
  if (apart && apart.length) {
    parts.push(
      h(
        "p",
        { class: "empty" },
        "Nothing that passes the filters connects ",
        apart.map((entity, place) => [place ? ", " : "", entityButton(app, entity)]),
        " with the others.",
      ),
    );
  }
  paths.forEach((path, number) => {
    const steps = path.slice(1).map((entity, place) => step(app, path[place], entity));
    const title = paths.length === 1 ? "Shortest path" : `Path ${number + 1}`;
    parts.push(
      section(
        title,
        plural(path.length - 1, "step"),
        h(
          "ol",
          { class: "path", on: { pointerenter: () => app.glancePath(path), pointerleave: () => app.glancePath(null) } },
          h("li", { class: "stop" }, entityButton(app, path[0])),
          steps,
        ),
      ),
    );
  });
  return h("div", { class: "paths", "data-steps": paths.length ? paths[0].length - 1 : "" }, parts);
}

// One step of a path: the best attested fact between the two, the others on request.
function step(app, from, to) {
  const { graph, filter } = app;
  const facts = between(graph, filter, from, to).sort(
    (one, two) => rank(graph, one) - rank(graph, two) || graph.sources[two] - graph.sources[one] || one - two,
  );
  const arrow = (fact) => h("span", { class: "verb" }, upperFirst(labelFrom(graph, fact, from)));
  return [
    h(
      "li",
      { class: "hop" },
      limited(facts, 1, (fact) => factItem(app, fact, arrow(fact)), "facts"),
    ),
    h("li", { class: "stop" }, entityButton(app, to)),
  ];
}

function rank(graph, fact) {
  return graph.modalityName(fact) === "asserted" ? 0 : 1;
}
