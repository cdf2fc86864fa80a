// The keys of the graph. Where a field has the focus, keys belong to the field.

import { announce } from "./dom.js";
import { openHelp } from "./dialogs.js";
import { plural } from "./text.js";

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export function bindKeys(app) {
  const stage = app.scene.canvas;
  stage.setAttribute("tabindex", "0");
  stage.setAttribute("role", "application");
  stage.setAttribute(
    "aria-label",
    "Graph. Arrow keys move between entities, Enter opens the card, question mark lists all keys.",
  );
  stage.addEventListener("blur", () => {
    app.scene.keyed = null;
    app.scene.redraw();
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || document.querySelector("dialog[open]")) return;
    if (event.altKey) {
      if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
        event.preventDefault();
        app.trail.step(event.key === "ArrowLeft" ? -1 : 1);
      }
      return;
    }
    if (event.target.closest("input, textarea, select")) return;
    if (event.target === stage && stageKey(app, event)) {
      event.preventDefault();
      return;
    }
    if (pageKey(app, event.key)) event.preventDefault();
  });
}

function stageKey(app, event) {
  if (ARROWS[event.key]) {
    walk(app, ARROWS[event.key]);
    return true;
  }
  if (event.key === "Enter" && app.scene.keyed !== null) {
    app.select(app.scene.keyed);
    return true;
  }
  return false;
}

function pageKey(app, key) {
  const entity = app.current();
  const acts = {
    "/": () => app.search.focus(),
    "?": () => openHelp(),
    "+": () => app.zoom(1.3),
    "=": () => app.zoom(1.3),
    "-": () => app.zoom(1 / 1.3),
    0: () => app.fit(),
    o: () => app.overview(),
    l: () => app.filters.toggle(),
    t: () => app.theme.toggle(),
    Escape: () => app.unselect(),
  };
  const onEntity = {
    f: () =>
      app.focus(
        entity,
        app.trail.state.view === "focus" && app.trail.state.focus === entity ? 3 - app.trail.state.hops : 1,
      ),
    e: () => app.toggleOpen(entity),
    c: () => app.addToConnect(entity),
    h: () => app.hide(entity),
  };
  if (entity !== null && Object.hasOwn(onEntity, key)) {
    onEntity[key]();
    return true;
  }
  if (Object.hasOwn(acts, key)) {
    acts[key]();
    return true;
  }
  return false;
}

// To the nearest entity in a direction; the first step marks the one nearest the middle of the window.
function walk(app, [across, down]) {
  const { scene } = app;
  const from = scene.items.get(scene.keyed ?? scene.selected);
  const middle = scene.camera();
  let best = null;
  let nearest = Infinity;
  for (const item of scene.items.values()) {
    const dx = item.x - (from || middle).x;
    const dy = item.y - (from || middle).y;
    const along = dx * across + dy * down;
    if (from && (item.id === from.id || along <= 0)) continue;
    const aside = Math.abs(dx * down) + Math.abs(dy * across);
    const distance = from ? along + 2.2 * aside : Math.hypot(dx, dy);
    if (distance < nearest) [best, nearest] = [item, distance];
  }
  if (!best) return;
  scene.keyed = best.id;
  scene.centre(best.id, app.free());
  scene.redraw();
  const { graph } = app;
  const linked = scene.links.filter(({ low, high }) => low === best.id || high === best.id).length;
  announce(
    `${graph.names[best.id]}, ${graph.classLabel(best.id)}, ${plural(graph.degree(best.id), "fact")}, ${plural(linked, "link")} shown`,
  );
}
