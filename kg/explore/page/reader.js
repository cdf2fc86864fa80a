// The article: its text with entities and facts in it, beside the list of those facts. Both light each other up.

import { h, icon, outLink, replace } from "./dom.js";
import { header, limited, section } from "./panel.js";
import { badgeRow, entityButton, factItem, wholeFact } from "./facts.js";
import { quoteItem, figureItem } from "./card.js";
import { typeVariable } from "./theme.js";
import { dayText, plural } from "./text.js";

export async function articlePage(app, article) {
  const { graph } = app;
  const source = await graph.row("articles", article);
  const text = graph.index.with_text ? await graph.row("texts", article) : null;
  const day = graph.day(article);
  const kicker = [
    h("span", { class: "outlet", dir: "auto" }, graph.outlet(article) || "Article"),
    " · ",
    h("bdi", null, day === null ? source.published || "undated" : dayText(day)),
  ];
  const address = source.url
    ? outLink(source.url, { class: "action" }, icon("external"), h("span", null, "Open on the web"))
    : null;
  const page = h("article", { class: "reader" }, header(app, kicker, source.title || source.id, address));
  const facts = graph.factsIn(article);
  const entities = source.entities || [];
  const named = entities.length
    ? section(
        "Named here",
        String(entities.length),
        h(
          "p",
          { class: "cloud" },
          entities.slice(0, 60).map((entity) => [entityButton(app, entity), " "]),
        ),
      )
    : null;
  if (text) {
    page.append(
      h(
        "div",
        { class: "columns" },
        textColumn(app, page, text),
        h("div", { class: "margin" }, marginFacts(app, page, facts), named),
      ),
    );
  } else {
    page.append(...excerpts(app, facts, article), ...[named].filter(Boolean));
  }
  page.append(...(await extras(app, source)));
  return { page, isWide: Boolean(text) };
}

function excerpts(app, facts, article) {
  if (!facts.length) return [h("p", { class: "empty" }, "No fact was found in this article.")];
  return [
    section(
      "What it says",
      plural(facts.length, "fact"),
      limited(facts, 10, (fact) => factItem(app, fact, wholeFact(app, fact), article), "facts"),
    ),
  ];
}

async function extras(app, source) {
  const rows = (kind) =>
    Promise.all((source[kind] || []).map(async (number) => ({ ...(await app.graph.row(kind, number)), number })));
  const [figures, quotes] = [await rows("figures"), await rows("quotes")];
  return [
    figures.length
      ? section(
          "Figures",
          String(figures.length),
          limited(figures, 4, (figure) => withOwner(app, "figures", figure, figureItem(app, figure, false)), "figures"),
        )
      : null,
    quotes.length
      ? section(
          "Quotations",
          String(quotes.length),
          limited(quotes, 4, (quote) => withOwner(app, "quotes", quote, quoteItem(app, quote)), "quotations"),
        )
      : null,
  ].filter(Boolean);
}

// An item of an article below whose it is: the subject of a figure with what is measured, the speaker of a quotation.
function withOwner(app, kind, row, item) {
  const owner = app.graph.index[kind][row.number];
  const parts = [owner < 0 ? null : entityButton(app, owner), row.metric ? h("bdi", null, row.metric) : null];
  if (parts.some(Boolean)) item.prepend(h("p", { class: "owner" }, parts));
  return item;
}

function marginFacts(app, page, facts) {
  if (!facts.length) return h("p", { class: "empty" }, "No fact was found in this article.");
  return section(
    "Facts",
    String(facts.length),
    h(
      "ul",
      { class: "list" },
      facts.map((fact) =>
        h(
          "li",
          {
            class: `fact brief ${app.graph.modalityName(fact)}`,
            "data-fact": fact,
            tabindex: 0,
            on: {
              pointerenter: () => light(page, [fact], true),
              pointerleave: () => light(page, []),
              focus: () => light(page, [fact], true),
              blur: () => light(page, []),
              click: (event) => {
                if (!event.target.closest("button")) jump(page, fact);
              },
              keydown: (event) => {
                if (event.key === "Enter" && event.target === event.currentTarget) jump(page, fact);
              },
            },
          },
          wholeFact(app, fact),
          " ",
          badgeRow(app, fact),
        ),
      ),
    ),
  );
}

function textColumn(app, page, { text, spans }) {
  const column = h("div", { class: "prose", dir: "auto" });
  const edges = [...new Set([0, text.length, ...spans.flatMap(([start, end]) => [start, end])])].sort(
    (one, two) => one - two,
  );
  const starts = [...spans].sort((one, two) => one[0] - two[0]);
  let next = 0;
  let open = [];
  const parts = [];
  for (let place = 0; place + 1 < edges.length; place += 1) {
    const [from, until] = [edges[place], edges[place + 1]];
    open = open.filter(([, end]) => end > from);
    while (next < starts.length && starts[next][0] <= from) open.push(starts[next++]);
    parts.push(
      piece(
        app,
        page,
        text.slice(from, until),
        open.filter(([start, end]) => start <= from && end >= until),
      ),
    );
  }
  return replace(column, parts);
}

function piece(app, page, words, open) {
  const facts = open.filter(([, , kind]) => kind === "f").map(([, , , number]) => number);
  const entity = open.find(([, , kind]) => kind === "e");
  const figure = open.some(([, , kind]) => kind === "v");
  const quoted = open.some(([, , kind]) => kind === "q");
  let inside = words;
  if (entity) inside = mention(app, entity[3], words);
  else if (figure) inside = h("span", { class: "number" }, words);
  if (!facts.length) return quoted ? h("span", { class: "quoted" }, inside) : inside;
  return h(
    "span",
    {
      class: `said${quoted ? " quoted" : ""}`,
      "data-facts": facts.join(" "),
      on: { pointerenter: () => light(page, facts), pointerleave: () => light(page, []) },
    },
    inside,
  );
}

function mention(app, entity, words) {
  return h(
    "button",
    {
      type: "button",
      class: "mention",
      "data-entity": entity,
      vars: { "--tint": typeVariable(app.graph.typeName(entity)) },
      title: app.graph.names[entity].slice(0, 200),
      on: {
        click: () => app.select(entity),
        pointerenter: () => app.glance(entity),
        pointerleave: () => app.glance(null),
      },
    },
    words,
  );
}

// Lights up facts in the text and in the margin alike; `arguments` of a single fact stand out further.
function light(page, facts, isSingle) {
  const wanted = new Set(facts.map(String));
  for (const span of page.querySelectorAll(".said")) {
    span.classList.toggle(
      "lit",
      span
        .getAttribute("data-facts")
        .split(" ")
        .some((fact) => wanted.has(fact)),
    );
  }
  for (const row of page.querySelectorAll(".margin .fact"))
    row.classList.toggle("lit", wanted.has(row.getAttribute("data-fact")));
  if (isSingle) page.querySelector(".said.lit")?.scrollIntoView({ block: "nearest" });
}

function jump(page, fact) {
  const span = [...page.querySelectorAll(".said")].find((element) =>
    element.getAttribute("data-facts").split(" ").includes(String(fact)),
  );
  span?.scrollIntoView({ block: "center", behavior: "smooth" });
}
