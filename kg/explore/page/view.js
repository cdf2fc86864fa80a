// What a state shows: the entities, the links between them, and what was left out.

import { neighbours, within, connections, unique } from "./paths.js";

const FOCUS_LIMIT = 140;
export const OPEN_LIMIT = 40;

export function visible(graph, filter, state) {
  const hidden = new Set(state.hidden);
  let found;
  if (state.view === "focus") found = aroundFocus(graph, filter, state);
  else if (state.view === "connect") found = connected(graph, filter, state);
  else found = overview(graph, filter, hidden);
  const { select } = state;
  const asked = [
    ...state.also,
    ...(select && select.entity !== undefined ? [select.entity] : []),
    ...((select && select.link) || []),
  ];
  const extra = new Map();
  for (const anchor of state.opened) for (const entity of opened(graph, filter, anchor)) extra.set(entity, anchor);
  const entities = unique([...found.entities, ...state.opened, ...extra.keys(), ...asked]).filter(
    (entity) => !hidden.has(entity),
  );
  return { ...found, entities, anchors: extra, links: linksAmong(graph, filter, entities) };
}

function overview(graph, filter, hidden) {
  const entities = [];
  let total = 0;
  for (let entity = 0; entity < graph.size; entity += 1) {
    if (hidden.has(entity) || !filter.entityPasses(entity)) continue;
    total += 1;
    if (entities.length < graph.drawn) entities.push(entity);
  }
  return { entities, total, paths: [] };
}

function aroundFocus(graph, filter, state) {
  const { entities, total, distance } = within(graph, filter, state.focus, state.hops, FOCUS_LIMIT);
  return { entities, total, distance, paths: [] };
}

function connected(graph, filter, state) {
  const { entities, paths, apart } = connections(graph, filter, state.connect);
  return { entities, paths, apart, total: entities.length };
}

// The neighbours that expanding an entity calls in: the strongest links first.
export function opened(graph, filter, anchor) {
  const found = [...neighbours(graph, filter, anchor)];
  found.sort(([one, facts], [two, others]) => others - facts || one - two);
  return found.slice(0, OPEN_LIMIT).map(([entity]) => entity);
}

function linksAmong(graph, filter, entities) {
  const shown = new Set(entities);
  const links = new Map();
  for (const entity of entities) {
    for (const fact of graph.factsOf(entity)) {
      const other = graph.object[fact];
      if (
        graph.subject[fact] !== entity ||
        other < 0 ||
        other === entity ||
        !filter.factMask[fact] ||
        !shown.has(other)
      )
        continue;
      const [low, high] = entity < other ? [entity, other] : [other, entity];
      const id = `${low}-${high}`;
      if (!links.has(id)) links.set(id, { id, low, high, facts: [] });
      links.get(id).facts.push(fact);
    }
  }
  return links;
}

// The facts on show: those of the links, in order.
export function factsShown(view) {
  const facts = [];
  for (const link of view.links.values()) facts.push(...link.facts);
  return facts.sort((one, two) => one - two);
}
