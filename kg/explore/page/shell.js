// The bar on top and the line below the graph.

import { byId, h, icon, iconButton, replace } from "./dom.js";
import { openExport, openHelp, openLink, openQuery } from "./dialogs.js";
import { filtersOn } from "./state.js";
import { count, plural } from "./text.js";

export function buildBar(app) {
  const bar = byId("bar");
  bar.append(
    app.search.element,
    h(
      "div",
      { class: "tools", role: "toolbar", "aria-label": "View" },
      iconButton("back", "Back", () => app.trail.step(-1), { id: "back" }),
      iconButton("forward", "Forward", () => app.trail.step(1), { id: "forward" }),
      h("span", { class: "rule" }),
      iconButton("filter", "Legend and filters", () => app.filters.toggle(), {
        id: "filter-button",
        "aria-expanded": "false",
        "aria-controls": "filters",
      }),
      iconButton("link", "Link to this view", () => openLink(app), { id: "share" }),
      iconButton("code", "SPARQL for this view", () => openQuery(app), { id: "query" }),
      iconButton("download", "Export", () => openExport(app), { id: "export" }),
      iconButton(app.theme.name === "dark" ? "sun" : "moon", "Light or dark", () => app.theme.toggle(), {
        id: "theme",
      }),
      iconButton("help", "Keys and gestures", () => openHelp(), { id: "help" }),
    ),
  );
}

export function buildStatus(app) {
  byId("status").append(
    h("div", { id: "shown" }),
    h(
      "div",
      { class: "zoom", role: "toolbar", "aria-label": "Zoom" },
      iconButton("plus", "Zoom in", () => app.zoom(1.35)),
      iconButton("minus", "Zoom out", () => app.zoom(1 / 1.35)),
      iconButton("fit", "Fit everything", () => app.fit()),
    ),
  );
}

// In the middle of an empty picture: why it is empty, and the way out.
function showVoid(app) {
  const old = byId("void");
  if (old) old.remove();
  if (app.view.entities.length) return;
  const isFiltered = filtersOn(app.trail.state) > 0;
  byId("stage").append(
    h(
      "div",
      { id: "void" },
      h("p", null, isFiltered ? "Nothing passes the filters." : "There is nothing to draw yet."),
      isFiltered
        ? h(
            "button",
            { type: "button", class: "primary", on: { click: () => app.clearFilters() } },
            "Clear the filters",
          )
        : null,
    ),
  );
}

export function showStatus(app) {
  showVoid(app);
  const { state, at, states } = app.trail;
  byId("back").toggleAttribute("disabled", at === 0);
  byId("forward").toggleAttribute("disabled", at >= states.length - 1);
  byId("filter-button").classList.toggle("on", filtersOn(state) > 0);
  replace(byId("shown"), crumb(app, state), h("span", { class: "tallies" }, tallies(app)), resets(app, state));
}

function tallies(app) {
  const { entities, total, links } = app.view;
  const shown = entities.length;
  if (!shown) return "Nothing passes the filters";
  const of = total > shown ? ` of ${count(total)}` : "";
  return `${count(shown)}${of} ${total === 1 && shown === 1 ? "entity" : "entities"} · ${plural(links.size, "link")}`;
}

function crumb(app, state) {
  if (state.view === "overview") return null;
  const label =
    state.view === "focus"
      ? ["Around ", h("bdi", null, app.graph.names[state.focus].slice(0, 60)), state.hops === 2 ? ", two hops" : ""]
      : "Connections";
  return h(
    "button",
    {
      type: "button",
      class: "crumb",
      id: "to-overview",
      title: "Back to the overview",
      on: { click: () => app.overview() },
    },
    icon("back"),
    h("span", null, label),
  );
}

function resets(app, state) {
  const active = filtersOn(state);
  return [
    active
      ? h(
          "button",
          { type: "button", class: "pill", on: { click: () => app.clearFilters() } },
          plural(active, "filter"),
          icon("close"),
        )
      : null,
    state.hidden.length
      ? h(
          "button",
          { type: "button", class: "pill", on: { click: () => app.trail.go({ hidden: [] }) } },
          `${state.hidden.length} hidden`,
          icon("close"),
        )
      : null,
  ];
}
