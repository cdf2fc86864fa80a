// From what a state shows to what the scene draws: places, sizes, labels.

import { arrange, spotsAround } from "./arrange.js";
import { linkKind, relationLabel } from "./relations.js";
import { clip } from "./text.js";

export function radiusOf(degree) {
  return Math.min(30, 10 + 3.6 * Math.log2(1 + degree / 2));
}

// The entities on show with their places. `isAnew`: another picture than before, so that the camera must fit it.
export function itemsFor(app, state, before) {
  const { graph, view } = app;
  const isAnew = !before || pictureKey(state) !== pictureKey(before);
  if (isAnew) app.places = startPlaces(app, state);
  keepMoved(app, isAnew);
  placeNewcomers(app);
  const items = view.entities.map((entity) => ({
    id: entity,
    ...app.places.get(entity),
    r: radiusOf(graph.degree(entity)),
    type: graph.typeName(entity),
    label: graph.names[entity],
  }));
  return { items, isAnew };
}

// Views with the same key share their places: expanding, hiding and filtering move nothing.
function pictureKey(state) {
  return JSON.stringify([
    state.view,
    state.view === "focus" ? [state.focus, state.hops] : null,
    state.view === "connect" ? state.connect : null,
  ]);
}

function startPlaces(app, state) {
  const { graph, view } = app;
  if (state.view === "overview") return new Map();
  const centres = state.view === "focus" ? [state.focus] : state.connect;
  const first = view.entities.filter((entity) => !view.anchors.has(entity));
  const shown = new Set(first);
  const links = [...view.links.values()].filter(({ low, high }) => shown.has(low) && shown.has(high));
  return arrange(
    [...centres.filter((entity) => shown.has(entity)), ...first.filter((entity) => !centres.includes(entity))],
    links,
    centres,
    (entity) => clip(graph.names[entity], 28),
  );
}

// What the reader dragged stays where it was dragged.
function keepMoved(app, isAnew) {
  if (isAnew || !app.scene.moved) return;
  for (const item of app.scene.items.values()) app.places.set(item.id, { x: item.x, y: item.y });
}

function placeNewcomers(app) {
  const { graph, view, places } = app;
  const isOverview = app.trail.state.view === "overview";
  const waiting = new Map();
  for (const entity of view.entities) {
    if (places.has(entity)) continue;
    if (isOverview && !view.anchors.has(entity)) places.set(entity, { x: graph.x[entity], y: graph.y[entity] });
    else {
      const anchor = view.anchors.get(entity) ?? nearestShown(app, entity);
      if (!waiting.has(anchor)) waiting.set(anchor, []);
      waiting.get(anchor).push(entity);
    }
  }
  const shown = new Set(view.entities);
  for (const [anchor, entities] of waiting) {
    const taken = [...places].filter(([entity]) => shown.has(entity)).map(([, spot]) => spot);
    const centre = places.get(anchor) || { x: graph.x[anchor] || 0, y: graph.y[anchor] || 0 };
    spotsAround(centre, entities.length, taken).forEach((spot, number) => places.set(entities[number], spot));
  }
}

function nearestShown(app, entity) {
  const { graph, places } = app;
  for (const fact of graph.factsOf(entity)) {
    const other = graph.other(fact, entity);
    if (other >= 0 && places.has(other)) return other;
  }
  const { state } = app.trail;
  return state.focus ?? state.connect[0] ?? entity;
}

export function linksFor(graph, view) {
  return [...view.links.values()].map(({ id, low, high, facts }) => {
    const kind = linkKind(graph, facts);
    const label = relationLabel(graph, graph.property[strongest(graph, facts, kind)]);
    const symmetric = facts.every((fact) => graph.index.properties[graph.property[fact]].symmetric);
    return {
      id,
      low,
      high,
      kind,
      label: clip(facts.length > 1 && hasOthers(graph, facts) ? `${label} +${facts.length - 1}` : label, 30),
      weight: Math.max(...facts.map((fact) => graph.sources[fact])),
      forward: !symmetric && facts.some((fact) => graph.subject[fact] === low),
      backward: !symmetric && facts.some((fact) => graph.subject[fact] === high),
    };
  });
}

function hasOthers(graph, facts) {
  return facts.some((fact) => graph.property[fact] !== graph.property[facts[0]]);
}

function strongest(graph, facts, kind) {
  const fitting = facts.filter((fact) => graph.modalityName(fact) === kind);
  return fitting.reduce(
    (best, fact) => (graph.sources[fact] > graph.sources[best] ? fact : best),
    fitting[0] ?? facts[0],
  );
}
