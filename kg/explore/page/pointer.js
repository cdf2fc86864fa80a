// Clicks, double clicks and hovering over nodes, links and the faint dots.

import { byId, h, replace } from "./dom.js";
import { relationLabel } from "./relations.js";
import { clip, plural } from "./text.js";

const DOUBLE = 260;

export function bindPointer(app) {
  const { network } = app.scene;
  const tip = h("div", { id: "tip", "aria-hidden": "true", hidden: true });
  byId("stage").append(tip);
  let waiting = null;
  network.on("click", (event) => {
    clearTimeout(waiting);
    const entity = entityUnder(app, event);
    if (entity === null) {
      clickGround(app, event);
      return;
    }
    waiting = setTimeout(() => app.choose(entity), app.scene.items.has(entity) ? DOUBLE / 2 : 0);
  });
  network.on("doubleClick", (event) => {
    clearTimeout(waiting);
    const entity = entityUnder(app, event);
    if (entity !== null) app.toggleOpen(entity);
  });
  network.on("hoverNode", ({ node }) => {
    app.glance(node);
    showTip(app, tip, nodeTip(app, node));
  });
  network.on("blurNode", () => {
    app.glance(null);
    tip.hidden = true;
  });
  network.on("zoom", () => app.keepCamera());
  network.on("dragEnd", ({ nodes }) => {
    if (!nodes.length) app.keepCamera();
  });
  network.on("dragStart", () => {
    tip.hidden = true;
  });
  hoverGround(app, tip);
}

function entityUnder(app, event) {
  const node = app.scene.network.getNodeAt(event.pointer.DOM);
  if (node !== undefined) return node;
  const { x, y } = event.pointer.canvas;
  return linkUnder(app, x, y) ? null : app.scene.backdrop.entityAt(x, y, 9 / app.scene.network.getScale());
}

function linkUnder(app, x, y) {
  return app.scene.linkAt(x, y, 7 / app.scene.network.getScale());
}

function clickGround(app, event) {
  const { x, y } = event.pointer.canvas;
  const link = linkUnder(app, x, y);
  if (link) app.selectLink(link.low, link.high);
  else if (app.trail.state.select) app.unselect();
}

function hoverGround(app, tip) {
  const { scene } = app;
  let frame = 0;
  scene.canvas.addEventListener("pointermove", (event) => {
    app.pointer = { x: event.offsetX, y: event.offsetY };
    if (frame || event.buttons || scene.hovered !== null) return;
    frame = requestAnimationFrame(() => {
      frame = 0;
      if (scene.hovered !== null) return;
      const spot = scene.network.DOMtoCanvas(app.pointer);
      const link = linkUnder(app, spot.x, spot.y);
      const dot = link ? null : scene.backdrop.entityAt(spot.x, spot.y, 9 / scene.network.getScale());
      const id = link ? link.id : null;
      if (id !== scene.hoveredLink) {
        scene.hoveredLink = id;
        scene.relight();
      }
      scene.canvas.classList.toggle("over", Boolean(link) || dot !== null);
      if (link) showTip(app, tip, linkTip(app, link));
      else if (dot !== null) showTip(app, tip, nodeTip(app, dot));
      else tip.hidden = true;
    });
  });
  scene.canvas.addEventListener("pointerleave", () => {
    tip.hidden = true;
    if (scene.hoveredLink) {
      scene.hoveredLink = null;
      scene.relight();
    }
  });
}

function nodeTip(app, entity) {
  const { graph } = app;
  return [
    h("strong", null, h("bdi", null, clip(graph.names[entity], 70))),
    h("span", null, `${graph.classLabel(entity)} · ${plural(graph.degree(entity), "fact")}`),
  ];
}

function linkTip(app, link) {
  const { graph } = app;
  const { facts } = app.view.links.get(link.id);
  return facts
    .slice(0, 3)
    .map((fact) =>
      h(
        "span",
        null,
        h("bdi", null, clip(graph.names[graph.subject[fact]], 30)),
        h("em", null, ` ${relationLabel(graph, graph.property[fact])} `),
        h("bdi", null, clip(graph.names[graph.object[fact]], 30)),
      ),
    )
    .concat(facts.length > 3 ? h("span", null, `and ${facts.length - 3} more`) : []);
}

function showTip(app, tip, content) {
  if (!app.pointer) return;
  replace(tip, content);
  tip.hidden = false;
  const { offsetWidth, offsetHeight } = tip;
  const { clientWidth, clientHeight } = app.scene.canvas;
  tip.style.setProperty("left", `${Math.min(app.pointer.x + 14, clientWidth - offsetWidth - 8)}px`);
  tip.style.setProperty("top", `${Math.min(app.pointer.y + 16, clientHeight - offsetHeight - 8)}px`);
}
