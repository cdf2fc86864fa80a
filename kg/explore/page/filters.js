// Which facts and entities pass the filters of a state.

export class Filter {
  constructor(graph) {
    this.graph = graph;
    this.key = null;
    this.factMask = new Uint8Array(graph.facts);
    this.typeMask = new Uint8Array(graph.index.types.length);
  }

  update(state) {
    const key = JSON.stringify([state.off, state.time, state.score, state.sources]);
    if (key === this.key) return this;
    this.key = key;
    const { off, time } = state;
    this.typeMask.fill(1);
    off.types.forEach((type) => {
      this.typeMask[type] = 0;
    });
    this.outlets = new Set(off.outlets);
    this.properties = maskOf(this.graph.index.properties.length, off.properties);
    this.modalities = maskOf(this.graph.index.modalities.length, off.modalities);
    this.narrow = filterOnFacts(state);
    this.said = time.kind === "said" && (time.from !== null || time.until !== null || !time.undated);
    this.held = time.kind === "true" && (time.from !== null || time.until !== null || !time.undated);
    for (let fact = 0; fact < this.graph.facts; fact += 1) this.factMask[fact] = this.passes(fact, state) ? 1 : 0;
    return this;
  }

  passes(fact, state) {
    const { graph } = this;
    if (!this.properties[graph.property[fact]] || !this.modalities[graph.modality[fact]]) return false;
    if (graph.score[fact] < state.score || graph.sources[fact] < state.sources) return false;
    if (!this.typeMask[graph.type[graph.subject[fact]]]) return false;
    if (graph.object[fact] >= 0 && !this.typeMask[graph.type[graph.object[fact]]]) return false;
    if (this.held && !overlaps(heldDays(graph, fact), state.time)) return false;
    if (!this.said && !this.outlets.size) return true;
    return graph.articlesOf(fact).some((article) => this.articlePasses(article, state));
  }

  articlePasses(article, state) {
    if (this.outlets.has(this.graph.index.articles.outlet[article])) return false;
    const day = this.graph.day(article);
    return !this.said || overlaps(day === null ? null : [day, day], state.time);
  }

  entityPasses(entity) {
    if (!this.typeMask[this.graph.type[entity]]) return false;
    if (!this.narrow) return true;
    for (const fact of this.graph.factsOf(entity)) if (this.factMask[fact]) return true;
    return false;
  }
}

// Whether facts, and not types alone, are filtered: entities without a passing fact then step back.
function filterOnFacts(state) {
  const { off, time } = state;
  return (
    off.properties.length + off.modalities.length + off.outlets.length > 0 ||
    time.from !== null ||
    time.until !== null ||
    !time.undated ||
    state.score > 0 ||
    state.sources > 1
  );
}

function maskOf(size, off) {
  const mask = new Uint8Array(size).fill(1);
  off.forEach((number) => {
    mask[number] = 0;
  });
  return mask;
}

function overlaps(days, time) {
  if (!days) return time.undated;
  const [from, until] = days;
  return (
    (time.from === null || until === null || until >= time.from) &&
    (time.until === null || from === null || from <= time.until)
  );
}

// When a fact held: its validity, or the date that is its object; null when nothing is known.
export function heldDays(graph, fact) {
  const valid = graph.valid(fact);
  if (valid && (valid[2] !== null || valid[3] !== null)) return [valid[2], valid[3]];
  if (graph.object[fact] >= 0) return null;
  const { kind, from, until } = graph.literal(fact);
  return kind === "date" && from !== null ? [from, until] : null;
}

// How many facts were said (or held) in each of `bins` equal spans of time, for the slider's picture.
export function timeline(graph, kind, bins) {
  let low = Infinity;
  let high = -Infinity;
  const moments = [];
  for (let fact = 0; fact < graph.facts; fact += 1) {
    const held = kind === "true" ? heldDays(graph, fact) : null;
    const days =
      kind === "true"
        ? held
          ? [held[0] ?? held[1]]
          : []
        : graph.articlesOf(fact).map((article) => graph.day(article));
    for (const day of days) {
      if (day === null) continue;
      moments.push(day);
      if (day < low) low = day;
      if (day > high) high = day;
    }
  }
  if (!moments.length) return null;
  if (low === high) high = low + 1;
  const counts = new Array(bins).fill(0);
  for (const day of moments) counts[Math.min(bins - 1, Math.floor(((day - low) / (high - low)) * bins))] += 1;
  return { low, high, counts };
}

// How many entities or facts each filter stands for.
export function countAll(graph) {
  const zeros = (list) => new Array(list.length).fill(0);
  const { index } = graph;
  const counts = {
    types: zeros(index.types),
    properties: zeros(index.properties),
    modalities: zeros(index.modalities),
    outlets: zeros(index.outlets),
    noOutlet: 0,
    mostSources: 1,
  };
  for (const type of graph.type) counts.types[type] += 1;
  for (let fact = 0; fact < graph.facts; fact += 1) {
    counts.properties[graph.property[fact]] += 1;
    counts.modalities[graph.modality[fact]] += 1;
    counts.mostSources = Math.max(counts.mostSources, graph.sources[fact]);
    const outlets = graph.articlesOf(fact).map((article) => index.articles.outlet[article]);
    for (const outlet of outlets.length > 1 ? new Set(outlets) : outlets) {
      if (outlet < 0) counts.noOutlet += 1;
      else counts.outlets[outlet] += 1;
    }
  }
  return counts;
}
