// How entities are connected: shortest paths over the facts that pass the filter.

const MOST_PATHS = 6;

export function neighbours(graph, filter, entity) {
  const found = new Map();
  for (const fact of graph.factsOf(entity)) {
    const other = graph.other(fact, entity);
    if (other < 0 || other === entity || !filter.factMask[fact]) continue;
    found.set(other, (found.get(other) || 0) + 1);
  }
  return found;
}

// Every entity within `hops`, nearest first, then the most important; at most `limit`.
export function within(graph, filter, start, hops, limit) {
  const reached = new Map([[start, 0]]);
  let edge = [start];
  for (let hop = 1; hop <= hops; hop += 1) {
    const next = [];
    for (const entity of edge) {
      for (const other of neighbours(graph, filter, entity).keys()) {
        if (reached.has(other)) continue;
        reached.set(other, hop);
        next.push(other);
      }
    }
    edge = next.sort((one, two) => one - two);
  }
  const all = [...reached.keys()].sort((one, two) => reached.get(one) - reached.get(two) || one - two);
  return { entities: all.slice(0, limit), total: all.length, distance: reached };
}

function distances(graph, filter, start, goal) {
  const steps = new Int32Array(graph.size).fill(-1);
  steps[start] = 0;
  let edge = [start];
  while (edge.length && steps[goal] < 0) {
    const next = [];
    for (const entity of edge) {
      for (const fact of graph.factsOf(entity)) {
        const other = graph.other(fact, entity);
        if (other < 0 || steps[other] >= 0 || !filter.factMask[fact]) continue;
        steps[other] = steps[entity] + 1;
        next.push(other);
      }
    }
    edge = next;
  }
  return steps;
}

// All shortest paths from one entity to another, the best attested and least obvious first.
export function shortestPaths(graph, filter, start, goal) {
  const steps = distances(graph, filter, start, goal);
  if (steps[goal] < 0) return [];
  let partial = [[goal]];
  for (let step = steps[goal] - 1; step >= 0; step -= 1) {
    const longer = [];
    for (const path of partial) {
      for (const [other, facts] of neighbours(graph, filter, path[0])) {
        if (steps[other] === step) longer.push([other, ...path, facts]);
      }
    }
    partial = longer
      .map((path) => path.slice(0, -1))
      .sort((one, two) => obviousness(graph, one) - obviousness(graph, two) || comparePaths(one, two))
      .slice(0, MOST_PATHS * 4);
  }
  return partial.slice(0, MOST_PATHS);
}

// A path by way of a hub that everything touches says little; one by way of rare company says more.
function obviousness(graph, path) {
  let sum = 0;
  for (let place = 1; place < path.length - 1; place += 1) sum += Math.log(1 + graph.degree(path[place]));
  return sum;
}

function comparePaths(one, two) {
  for (let place = 0; place < one.length; place += 1) if (one[place] !== two[place]) return one[place] - two[place];
  return 0;
}

// What connects several entities: the shortest paths of a smallest tree over them.
// Source: Kou, Markowsky and Berman 1981 (Steiner trees from a tree of shortest paths).
export function connections(graph, filter, chosen) {
  if (chosen.length === 2) {
    const paths = shortestPaths(graph, filter, chosen[0], chosen[1]);
    return { paths, apart: paths.length ? [] : [chosen[1]], entities: unique([...chosen, ...paths.flat()]) };
  }
  const pairs = [];
  chosen.forEach((one, place) =>
    chosen.slice(place + 1).forEach((two) => {
      const [path] = shortestPaths(graph, filter, one, two);
      if (path) pairs.push(path);
    }),
  );
  pairs.sort((one, two) => one.length - two.length || obviousness(graph, one) - obviousness(graph, two));
  const group = new Map(chosen.map((entity) => [entity, entity]));
  const root = (entity) => (group.get(entity) === entity ? entity : root(group.get(entity)));
  const paths = [];
  for (const path of pairs) {
    const one = root(path[0]);
    const two = root(path[path.length - 1]);
    if (one === two) continue;
    group.set(two, one);
    paths.push(path);
  }
  const home = root(chosen[0]);
  return {
    paths,
    apart: chosen.filter((entity) => root(entity) !== home),
    entities: unique([...chosen, ...paths.flat()]),
  };
}

export function unique(items) {
  return [...new Set(items)];
}

// The facts between two entities that pass the filter.
export function between(graph, filter, one, two) {
  const [few, many] = graph.degree(one) <= graph.degree(two) ? [one, two] : [two, one];
  return Array.from(graph.factsOf(few)).filter((fact) => filter.factMask[fact] && graph.other(fact, few) === many);
}
