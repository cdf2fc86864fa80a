// Start: the first picture at once from pyvis's own data, everything else as soon as the index is unpacked.

import { App } from "./app.js";
import { Blocks, Graph } from "./data.js";
import { byId, h, replace } from "./dom.js";
import { Scene } from "./scene.js";
import { Theme } from "./theme.js";
import { radiusOf } from "./drawing.js";

function firstItems(nodes, edges) {
  const degree = new Map();
  for (const { from, to } of edges) for (const end of [from, to]) degree.set(end, (degree.get(end) || 0) + 1);
  return nodes.map(({ id, x, y, label, group }) => ({
    id,
    x,
    y,
    label,
    type: group,
    r: radiusOf(degree.get(id) || 0),
  }));
}

function firstLinks(edges) {
  return edges.map(({ id, from, to, said }) => ({
    id,
    low: from,
    high: to,
    kind: said ? "asserted" : "planned",
    weight: 1,
    label: "",
    forward: false,
    backward: false,
  }));
}

async function start() {
  const { nodes, edges, options } = JSON.parse(byId("first").textContent);
  let app = null;
  const theme = new Theme(() => {
    if (app) app.scene.themeChanged();
  });
  const scene = new Scene(byId("canvas"), options, theme);
  scene.set(firstItems(nodes, edges), firstLinks(edges));
  const isWide = window.innerWidth >= 760;
  scene.fit(
    [...scene.items.values()],
    { left: window.innerWidth > 1080 ? 230 : 24, right: isWide ? 416 : 24, top: 76, bottom: 56 },
    true,
  );
  await new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve, 0));
  });
  performance.mark("first-picture");
  const blocks = new Blocks(document.body.getAttribute("data-source"));
  app = new App(new Graph(await blocks.get("index"), blocks), scene, theme);
  window.kgPage = app; // a handle for the console and for tests
  document.body.classList.add("ready");
  performance.mark("ready");
  window.addEventListener("resize", () => app.scene.redraw());
}

start().catch((error) => {
  replace(
    byId("panel"),
    h("p", { class: "trouble", role: "alert" }, `The graph could not be opened. ${error.message}`),
  );
  document.body.classList.add("has-panel");
  throw error;
});
