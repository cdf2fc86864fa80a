(() => {
"use strict";
// dom.js
// Elements from plain values. Text enters the page here and only as text nodes; addresses pass safeUrl.

const SVG = "http://www.w3.org/2000/svg";

function h(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

function svg(tag, attributes, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") {
      for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    } else if (name === "vars") {
      for (const [key, entry] of Object.entries(value)) element.style.setProperty(key, entry);
    } else if (name === "href") {
      const address = safeUrl(value);
      if (address) element.setAttribute("href", address);
    } else if (name === "fragment") {
      element.setAttribute("href", `#${value}`);
    } else if (/^(on|src|style|srcdoc|action|formaction)/.test(name)) {
      throw new Error(`attribute ${name} is not set from values`);
    } else {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  append(element, children);
  return element;
}

function append(element, children) {
  for (const child of [children].flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
}

function replace(element, ...children) {
  element.replaceChildren();
  append(element, children);
  return element;
}

function byId(id) {
  return document.getElementById(id);
}

// Only addresses of the web; everything else (javascript:, data:, file:, relative ones) is no link.
function safeUrl(text) {
  try {
    const address = new URL(String(text));
    return address.protocol === "http:" || address.protocol === "https:" ? address.href : null;
  } catch {
    return null;
  }
}

function outLink(address, attributes, ...children) {
  const safe = safeUrl(address);
  if (!safe) return h("span", attributes, ...children);
  return h("a", { ...attributes, href: safe, target: "_blank", rel: "noopener noreferrer nofollow" }, ...children);
}

const ICONS = {
  search: "M11 4a7 7 0 1 1 0 14 7 7 0 0 1 0-14ZM16.2 16.2 20.5 20.5",
  close: "M6 6l12 12M18 6 6 18",
  back: "M14.5 5.5 8 12l6.5 6.5",
  forward: "M9.5 5.5 16 12l-6.5 6.5",
  down: "M5.5 9.5 12 16l6.5-6.5",
  filter: "M4 6.5h16M7 12h10M10 17.5h4",
  link: "M10 14a4.2 4.2 0 0 0 6 0l3-3a4.2 4.2 0 0 0-6-6l-1 1M14 10a4.2 4.2 0 0 0-6 0l-3 3a4.2 4.2 0 0 0 6 6l1-1",
  download: "M12 4v11M7.5 11 12 15.5 16.5 11M5 19.5h14",
  moon: "M19.5 14.2A8 8 0 0 1 9.8 4.5a8 8 0 1 0 9.7 9.7Z",
  sun: "M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8ZM12 2.8v2M12 19.2v2M2.8 12h2M19.2 12h2M5.5 5.5l1.4 1.4M17.1 17.1l1.4 1.4M5.5 18.5l1.4-1.4M17.1 6.9l1.4-1.4",
  help: "M9.2 9.2a2.8 2.8 0 1 1 4 2.6c-.8.4-1.2 1-1.2 1.9M12 17.2v.1M12 3.2a8.8 8.8 0 1 1 0 17.6 8.8 8.8 0 0 1 0-17.6Z",
  plus: "M12 5.5v13M5.5 12h13",
  minus: "M5.5 12h13",
  fit: "M4.5 9V4.5H9M15 4.5h4.5V9M19.5 15v4.5H15M9 19.5H4.5V15",
  focus: "M12 8.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7ZM12 3v3M12 18v3M3 12h3M18 12h3",
  expand:
    "M12 9.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5ZM5 3.6a1.6 1.6 0 1 1 0 3.2 1.6 1.6 0 0 1 0-3.2ZM19 3.6a1.6 1.6 0 1 1 0 3.2 1.6 1.6 0 0 1 0-3.2ZM12 19a1.6 1.6 0 1 1 0 3.2A1.6 1.6 0 0 1 12 19ZM6.2 6.4l4 4M17.8 6.4l-4 4M12 14.5V19",
  hide: "M4 4l16 16M9.9 5.7A9.6 9.6 0 0 1 12 5.5c5 0 8.3 4.2 9.3 6.5-.4.9-1.2 2.2-2.4 3.4M6.3 7.6A12 12 0 0 0 2.7 12c1 2.3 4.300 6.500 9.300 6.500 1.600 0 3-.4 4.200-1M10 10a2.900 2.900 0 0 0 4 4.100",
  path: "M5.5 16a2.500 2.500 0 1 1 0 5 2.500 2.500 0 0 1 0-5ZM18.500 3a2.500 2.500 0 1 1 0 5 2.500 2.500 0 0 1 0-5ZM8 18.500h6.500a3.200 3.200 0 0 0 0-6.500h-5a3.200 3.200 0 0 1 0-6.500H16",
  external: "M13.500 4.500h6v6M19.500 4.500l-8 8M17.500 14v5.500h-13v-13H10",
  article: "M6 3.500h12v17H6ZM9 8h6M9 12h6M9 16h4",
  copy: "M8.500 8.500h11v11h-11ZM5.500 15.500h-1v-11h11v1",
  check: "M5 12.500l4.500 4.500L19 7.500",
  conflict: "M12 4 2.800 19.500h18.400ZM12 10v4.500M12 17v.1",
  code: "M8.500 7 3.500 12l5 5M15.500 7l5 5-5 5M13.500 5l-3 14",
  Person:
    "M12 5.500a3.200 3.200 0 1 1 0 6.400 3.200 3.200 0 0 1 0-6.400ZM5.800 18.800c.6-3.200 3-5 6.200-5s5.600 1.800 6.200 5",
  Organization: "M6 19.500v-14h8v14M14 10h4v9.500M4.500 19.500h15M9 9h2M9 12.500h2M9 16h2",
  Place:
    "M12 20.500c3.800-4 5.800-7 5.800-10a5.800 5.800 0 0 0-11.600 0c0 3 2 6 5.800 10ZM12 8.700a2 2 0 1 1 0 4 2 2 0 0 1 0-4Z",
  Product: "M12 3.800l7 3.800v8.800l-7 3.800-7-3.800V7.600ZM5 7.600l7 3.900 7-3.900M12 11.500v8.700",
  Work: "M6.500 4h8L18 7.500V20H6.500ZM14 4v4h4M9.500 12h5M9.500 15.500h5",
  Event: "M5 6.500h14v13H5ZM5 10.500h14M8.800 4v4M15.200 4v4M9 14.500h2",
  Other: "M12 4.500l2.200 5 5.300.6-4 3.600 1.200 5.300-4.700-2.800-4.700 2.800 1.200-5.300-4-3.600 5.300-.6Z",
};

function iconPath(name) {
  return ICONS[name] || ICONS.Other;
}

function icon(name) {
  return svg("svg", { viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true" }, svg("path", { d: iconPath(name) }));
}

function iconButton(name, label, listener, attributes) {
  return h(
    "button",
    { type: "button", class: "tool", "aria-label": label, title: label, on: { click: listener }, ...attributes },
    icon(name),
  );
}

function announce(text) {
  byId("announce").textContent = text;
}

// filters.js
// Which facts and entities pass the filters of a state.

class Filter {
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
function heldDays(graph, fact) {
  const valid = graph.valid(fact);
  if (valid && (valid[2] !== null || valid[3] !== null)) return [valid[2], valid[3]];
  if (graph.object[fact] >= 0) return null;
  const { kind, from, until } = graph.literal(fact);
  return kind === "date" && from !== null ? [from, until] : null;
}

// How many facts were said (or held) in each of `bins` equal spans of time, for the slider's picture.
function timeline(graph, kind, bins) {
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
function countAll(graph) {
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

// state.js
// What the page shows, as one plain value; its trail of former values; its form in the address.

function emptyState() {
  return {
    view: "overview", // or "focus", "connect"
    focus: null,
    hops: 1,
    connect: [],
    opened: [], // entities whose neighbours were called in
    also: [], // entities called in one by one
    hidden: [],
    select: null, // {entity}, {link: [a, b]}, {article}
    off: { types: [], properties: [], modalities: [], outlets: [] },
    time: { kind: "said", from: null, until: null, undated: true },
    score: 0,
    sources: 1,
    camera: null, // {x, y, scale} once the reader has moved it
  };
}

function changed(state, change) {
  return { ...structuredClone(state), ...structuredClone(change) };
}

function filtersOn(state) {
  const { off, time } = state;
  return (
    off.types.length +
    off.properties.length +
    off.modalities.length +
    off.outlets.length +
    (time.from !== null || time.until !== null ? 1 : 0) +
    (state.score > 0 ? 1 : 0) +
    (state.sources > 1 ? 1 : 0)
  );
}

function toFragment(graph, state) {
  const parts = new URLSearchParams();
  const key = (entity) => graph.key(entity);
  const add = (name, values, text) => values.forEach((value) => parts.append(name, text(value)));
  if (state.view === "focus") parts.append("focus", key(state.focus));
  if (state.view === "focus" && state.hops !== 1) parts.append("hops", state.hops);
  add("connect", state.connect, key);
  if (state.view === "connect") parts.append("view", "connect");
  add("open", state.opened, key);
  add("also", state.also, key);
  add("hide", state.hidden, key);
  add("no-type", state.off.types, (number) => graph.index.types[number]);
  add("no-relation", state.off.properties, (number) => graph.index.properties[number].name);
  add("no-kind", state.off.modalities, (number) => graph.index.modalities[number]);
  add("no-source", state.off.outlets, (number) => (number < 0 ? "" : graph.index.outlets[number]));
  const { time } = state;
  if (time.kind !== "said") parts.append("time", time.kind);
  if (time.from !== null) parts.append("from", dayIso(time.from));
  if (time.until !== null) parts.append("until", dayIso(time.until));
  if (!time.undated) parts.append("dated", "only");
  if (state.score > 0) parts.append("score", state.score);
  if (state.sources > 1) parts.append("sources", state.sources);
  const { select } = state;
  if (select && select.entity !== undefined) parts.append("show", key(select.entity));
  if (select && select.link) add("between", select.link, key);
  if (select && select.article !== undefined) parts.append("article", select.article);
  const at = state.camera;
  if (at) parts.append("at", `${Math.round(at.x)},${Math.round(at.y)},${at.scale.toPrecision(3)}`);
  return parts.toString();
}

// Anything in the address that this graph does not know is passed over: links outlive builds.
function fromFragment(graph, fragment) {
  const parts = new URLSearchParams(fragment.replace(/^#/, ""));
  const state = emptyState();
  const known = (numbers) => numbers.filter((number) => number !== undefined && number !== -1);
  const entities = (name) => known(parts.getAll(name).map((key) => graph.find(key)));
  const numbers = (name, list, text) =>
    known(parts.getAll(name).map((value) => list.findIndex((item) => text(item) === value)));
  const [focus] = entities("focus");
  state.connect = entities("connect");
  if (focus !== undefined) Object.assign(state, { view: "focus", focus, hops: parts.get("hops") === "2" ? 2 : 1 });
  else if (parts.get("view") === "connect" && state.connect.length > 1) state.view = "connect";
  state.opened = entities("open");
  state.also = entities("also");
  state.hidden = entities("hide");
  state.off.types = numbers("no-type", graph.index.types, (name) => name);
  state.off.properties = numbers("no-relation", graph.index.properties, (property) => property.name);
  state.off.modalities = numbers("no-kind", graph.index.modalities, (name) => name);
  state.off.outlets = numbers("no-source", graph.index.outlets, (name) => name);
  if (parts.getAll("no-source").includes("")) state.off.outlets.push(-1);
  state.time = {
    kind: parts.get("time") === "true" ? "true" : "said",
    from: isoDay(parts.get("from")),
    until: isoDay(parts.get("until")),
    undated: parts.get("dated") !== "only",
  };
  state.score = whole(parts.get("score"), 0, 100);
  state.sources = Math.max(1, whole(parts.get("sources"), 1, 99));
  const [shown] = entities("show");
  const between = entities("between");
  const article = parts.has("article") ? whole(parts.get("article"), 0, graph.index.articles.day.length - 1) : null;
  if (shown !== undefined) state.select = { entity: shown };
  else if (between.length === 2) state.select = { link: between };
  else if (article !== null && graph.index.articles.day.length) state.select = { article };
  const at = (parts.get("at") || "").split(",").map(Number);
  if (at.length === 3 && at.every(Number.isFinite) && at[2] > 0) state.camera = { x: at[0], y: at[1], scale: at[2] };
  return state;
}

function whole(text, low, high) {
  const value = Math.round(Number(text));
  return Number.isFinite(value) ? Math.min(high, Math.max(low, value)) : low;
}

function dayIso(day) {
  return new Date(day * 864e5).toISOString().slice(0, 10);
}

function isoDay(text) {
  const moment = text ? Date.parse(`${text}T00:00:00Z`) : NaN;
  return Number.isNaN(moment) ? null : Math.round(moment / 864e5);
}

// The trail keeps every state of this visit. The browser's own history follows it where it may
// (a sandboxed frame may not), so that the browser's buttons and ours mean the same.
class Trail {
  constructor(graph, listener) {
    this.graph = graph;
    this.listener = listener;
    this.states = [fromFragment(graph, window.location.hash)];
    this.at = 0;
    this.record("replaceState");
    window.addEventListener("popstate", (event) => this.popped(event.state));
  }

  get state() {
    return this.states[this.at];
  }

  // A step that "back" undoes.
  go(change) {
    const next = changed(this.state, change);
    if (toFragment(this.graph, next) === toFragment(this.graph, this.state)) return;
    const before = this.state;
    this.states.length = this.at + 1;
    this.states.push(next);
    this.at += 1;
    this.record("pushState");
    this.listener(next, before);
  }

  // A small change of the present step.
  adjust(change, quiet) {
    const before = this.state;
    this.states[this.at] = changed(before, change);
    this.record("replaceState");
    if (!quiet) this.listener(this.state, before);
  }

  step(by) {
    const target = this.at + by;
    if (target < 0 || target >= this.states.length) return;
    if (this.inBrowser) window.history.go(by);
    else this.show(target);
  }

  show(position) {
    const before = this.state;
    this.at = position;
    this.listener(this.state, before);
  }

  popped(mark) {
    if (mark && mark.trail !== undefined && mark.trail < this.states.length) {
      this.show(mark.trail);
      return;
    }
    const before = this.state; // an address typed by hand
    this.states.length = this.at + 1;
    this.states.push(fromFragment(this.graph, window.location.hash));
    this.at += 1;
    this.record("replaceState");
    this.listener(this.state, before);
  }

  record(method) {
    try {
      window.history[method]({ trail: this.at }, "", `#${toFragment(this.graph, this.state)}`);
      this.inBrowser = true;
    } catch {
      this.inBrowser = false;
    }
  }

  link() {
    return `${window.location.href.split("#")[0]}#${toFragment(this.graph, this.state)}`;
  }
}

const relations = {"acquiredBy": "acquired", "announced": "announced by", "basedOn": "basis of", "boardMember": "on the board of", "bornIn": "birthplace of", "chairperson": "chairs", "chiefExecutive": "leads", "child": "parent", "country": "country of", "developer": "developed", "diedIn": "place of death of", "educatedAt": "educated", "employer": "employs", "fined": "fined by", "formerEmployer": "formerly employed", "foundedBy": "founded", "headquarters": "home of", "investigatedBy": "investigated", "investor": "invested in", "locatedIn": "location of", "manufacturer": "makes", "memberOf": "has member", "nationality": "nationality of", "owner": "owns", "parentOrganization": "parent of", "partOf": "includes", "politicalAffiliation": "party of", "predecessor": "followed by", "product": "product of", "regulatedBy": "regulates", "residence": "residence of", "sued": "sued by", "uses": "used by"};

// relations.js
// How relations are called, seen from either end, and how facts that are not plain facts are marked.


const MODALITY_TEXT = {
  asserted: "",
  former: "former",
  planned: "planned",
  agreed: "agreed, not done",
  denied: "denied",
  speculated: "speculation",
};

function relationLabel(graph, property) {
  return graph.index.properties[property].label;
}

function inverseLabel(graph, property) {
  const declared = graph.index.properties[property];
  if (declared.symmetric) return declared.label;
  if (declared.inverse) return declared.inverse;
  if (Object.hasOwn(relations, declared.name)) return relations[declared.name];
  return / by$/.test(declared.label) ? declared.label.slice(0, -3) : `${declared.label} of`;
}

// "former" alone means that it has ended; a claim is what only a named speaker says.
function badges(graph, fact) {
  const found = [];
  const modality = graph.modalityName(fact);
  if (modality !== "asserted") found.push({ kind: modality, text: MODALITY_TEXT[modality] || modality });
  const speaker = graph.speaker(fact);
  if (speaker !== undefined) found.push({ kind: "claimed", text: "says", speaker });
  if (graph.conflictOf.has(fact)) found.push({ kind: "conflict", text: "sources disagree" });
  return found;
}

function linkKind(graph, facts) {
  let best = null;
  const order = ["asserted", "agreed", "planned", "former", "speculated", "denied"];
  for (const fact of facts) {
    const place = order.indexOf(graph.modalityName(fact));
    if (best === null || place < best) best = place;
  }
  return order[best] || "asserted";
}

const colours = {"Person": {"light": "#e0633a", "dark": "#ff9068"}, "Organization": {"light": "#3b67e0", "dark": "#7d9dff"}, "Place": {"light": "#1c9a70", "dark": "#45c898"}, "Product": {"light": "#8750dc", "dark": "#b591ff"}, "Work": {"light": "#b47a0c", "dark": "#e0b34c"}, "Event": {"light": "#d13d7f", "dark": "#ff80b2"}, "Other": {"light": "#687386", "dark": "#9aa5b8"}};

// theme.js
// Light and dark: the canvas takes its colours from the same tokens as the page.


const TOKENS = [
  "ground",
  "surface",
  "ink",
  "ink-2",
  "ink-3",
  "line",
  "edge",
  "edge-strong",
  "accent",
  "denied",
  "claimed",
];
const stored = "kg-theme";

class Theme {
  constructor(listener) {
    this.listener = listener;
    this.preference = window.matchMedia("(prefers-color-scheme: dark)");
    this.chosen = read();
    this.preference.addEventListener("change", () => this.apply());
    this.apply(true);
  }

  get name() {
    return this.chosen || (this.preference.matches ? "dark" : "light");
  }

  toggle() {
    this.chosen = this.name === "dark" ? "light" : "dark";
    try {
      window.localStorage.setItem(stored, this.chosen);
    } catch {
      // A sandboxed frame has no storage: the choice lasts for this visit.
    }
    this.apply();
  }

  apply(quiet) {
    document.documentElement.setAttribute("data-theme", this.name);
    const style = window.getComputedStyle(document.documentElement);
    this.token = Object.fromEntries(TOKENS.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
    this.font = style.getPropertyValue("--sans").trim();
    for (const [type, tones] of Object.entries(colours)) {
      document.documentElement.style.setProperty(`--type-${type}`, tones[this.name]);
    }
    const button = byId("theme");
    if (button) replace(button, icon(this.name === "dark" ? "sun" : "moon"));
    if (!quiet) this.listener();
  }

  type(name) {
    return (Object.hasOwn(colours, name) ? colours[name] : colours.Other)[this.name];
  }
}

function typeVariable(name) {
  return Object.hasOwn(colours, name) ? `var(--type-${name})` : "var(--type-Other)";
}

function read() {
  try {
    const value = window.localStorage.getItem(stored);
    return value === "dark" || value === "light" ? value : null;
  } catch {
    return null;
  }
}

// text.js
// How dates, numbers and counts are written.

const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const MONTH = new Intl.DateTimeFormat("en-GB", { month: "short", year: "numeric", timeZone: "UTC" });
const BARE_MONTH = new Intl.DateTimeFormat("en-GB", { month: "long", timeZone: "UTC" });
const BARE_DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", timeZone: "UTC" });
const WHOLE = new Intl.NumberFormat("en-GB");
const STEPS = [
  [1e12, "tn"],
  [1e9, "bn"],
  [1e6, "m"],
];

function dayText(day) {
  return day === null || day === undefined ? "" : DAY.format(new Date(day * 864e5));
}

function monthText(day) {
  return MONTH.format(new Date(day * 864e5));
}

// A date at the precision of its text; whatever is no date comes back as it is.
function isoText(iso) {
  const found = /^(\d{4}|-)(?:-(\d\d)(?:-(\d\d))?)?$/.exec(iso || "");
  if (!found) return quarterText(iso || "");
  const [, year, month, day] = found;
  if (!month) return year === "-" ? iso : year;
  const moment = new Date(Date.UTC(year === "-" ? 2000 : Number(year), Number(month) - 1, Number(day || 1)));
  if (Number.isNaN(moment.getTime()) || moment.getUTCMonth() !== Number(month) - 1) return iso;
  if (year === "-") return (day ? BARE_DAY : BARE_MONTH).format(moment);
  return (day ? DAY : MONTH).format(moment);
}

function quarterText(iso) {
  const quarter = /^(\d{4})-Q([1-4])$/.exec(iso);
  if (quarter) return `Q${quarter[2]} ${quarter[1]}`;
  const [start, end, rest] = iso.split("/");
  return end && !rest ? `${isoText(start)} – ${isoText(end)}` : iso;
}

function count(number) {
  return WHOLE.format(number);
}

function plural(number, one, many) {
  return `${count(number)} ${number === 1 ? one : many || `${one}s`}`;
}

function compact(digits) {
  const value = Number(digits);
  if (!Number.isFinite(value)) return String(digits);
  for (const [step, name] of STEPS) {
    if (Math.abs(value) >= step) return `${Number((value / step).toPrecision(4))} ${name}`;
  }
  return Math.abs(value) >= 10000 ? WHOLE.format(value) : String(Number(value.toPrecision(6)));
}

const CURRENCY = { USD: "$", EUR: "€", GBP: "£", JPY: "¥", CNY: "CN¥", INR: "₹", KRW: "₩" };

function withUnit(number, unit) {
  if (!unit) return number;
  if (unit === "percent") return `${number}%`;
  if (CURRENCY[unit]) return `${CURRENCY[unit]}${number}`;
  return `${number} ${unit}`;
}

function clip(text, length) {
  const flat = text.length > 4 * length ? text.slice(0, 4 * length) : text;
  const characters = Array.from(flat.replace(/\s+/g, " ").trim());
  return characters.length > length ? `${characters.slice(0, length - 1).join("")}…` : characters.join("");
}

function fold(text) {
  return text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase();
}

function upperFirst(text) {
  return text ? text[0].toUpperCase() + text.slice(1) : text;
}

function listText(items) {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} and ${items[items.length - 1]}`;
}

// filterpanel.js
// The legend, and below it every filter: relations, time, how it is said, outlets, scores.


const BINS = 36;
const LONG = 9;

class FilterPanel {
  constructor(app) {
    this.app = app;
    this.element = byId("filters");
    this.isOpen = false;
    this.counts = countAll(app.graph);
    this.open = new Set(["time", "relations", "kinds"]);
    this.needle = { properties: "", outlets: "" };
  }

  toggle(isOpen = !this.isOpen) {
    this.isOpen = isOpen;
    this.render();
    byId("filter-button").setAttribute("aria-expanded", String(this.isOpen));
    if (isOpen) this.element.querySelector("button, input")?.focus();
  }

  // Renders anew and keeps the focus where it was.
  render() {
    const focused =
      document.activeElement && this.element.contains(document.activeElement)
        ? document.activeElement.getAttribute("data-key")
        : null;
    const top = this.element.scrollTop;
    const { state } = this.app.trail;
    this.element.classList.toggle("open", this.isOpen);
    replace(this.element, this.head(state), this.types(state), this.isOpen ? this.rest(state) : null);
    if (focused) this.element.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
    this.element.scrollTop = top;
  }

  head(state) {
    const active = filtersOn(state);
    return h(
      "div",
      { class: "filters-head" },
      h("h2", null, this.isOpen ? "Filters" : "Legend"),
      h("span", { class: "spring" }),
      active
        ? h(
            "button",
            { type: "button", class: "plain", "data-key": "clear", on: { click: () => this.app.clearFilters() } },
            `Clear ${active}`,
          )
        : null,
      iconButton(
        this.isOpen ? "close" : "filter",
        this.isOpen ? "Close filters" : "Open filters",
        () => this.toggle(),
        { class: "tool quiet", "data-key": "toggle" },
      ),
    );
  }

  types(state) {
    const { types } = this.app.graph.index;
    return h(
      "ul",
      { class: "legend", "aria-label": "Types" },
      types.map((type, number) =>
        this.toggleRow(
          "types",
          number,
          upperFirst(type),
          this.counts.types[number],
          state,
          h("span", { class: "chip small", vars: { "--tint": typeVariable(type) } }, icon(type)),
        ),
      ),
    );
  }

  rest(state) {
    const { properties, modalities, outlets } = this.app.graph.index;
    const outletRows = outlets.map((name, number) => [number, name]);
    if (this.counts.noOutlet) outletRows.push([-1, "No outlet"]);
    return [
      this.group("time", "Time", this.time(state)),
      this.group(
        "relations",
        "Relations",
        this.rows(
          "properties",
          properties.map(({ label }, number) => [number, upperFirst(label)]),
          state,
        ),
      ),
      this.group(
        "kinds",
        "How it is said",
        this.rows(
          "modalities",
          modalities.map((name, number) => [number, upperFirst(MODALITY_TEXT[name] || name)]),
          state,
        ),
      ),
      this.group("outlets", "Sources", this.rows("outlets", outletRows, state)),
      this.group("trust", "Strength", [
        this.slider(
          "sources",
          "Independent sources",
          1,
          Math.max(2, this.counts.mostSources),
          state.sources,
          (value) => `at least ${value}`,
        ),
        this.slider("score", "Score", 0, 100, state.score, (value) => `at least ${value}%`),
      ]),
    ];
  }

  group(key, title, content) {
    const isOpen = this.open.has(key);
    return h(
      "section",
      { class: "filter-group" },
      h(
        "button",
        {
          type: "button",
          class: "fold",
          "aria-expanded": String(isOpen),
          "data-key": `fold-${key}`,
          on: {
            click: () => {
              if (isOpen) this.open.delete(key);
              else this.open.add(key);
              this.render();
            },
          },
        },
        icon("down"),
        title,
      ),
      isOpen ? content : null,
    );
  }

  rows(kind, entries, state) {
    const counted = entries
      .map(([number, label]) => [number, label, number < 0 ? this.counts.noOutlet : this.counts[kind][number]])
      .filter(([, , facts]) => facts);
    counted.sort((one, two) => two[2] - one[2] || (one[1] < two[1] ? -1 : 1));
    const isLong = counted.length > LONG;
    const wanted = fold(this.needle[kind] || "");
    const shown = wanted ? counted.filter(([, label]) => fold(label).includes(wanted)) : counted;
    return [
      isLong
        ? h("input", {
            type: "search",
            class: "needle",
            placeholder: "Find …",
            "aria-label": "Find in this list",
            "data-key": `needle-${kind}`,
            value: this.needle[kind],
            on: {
              input: (event) => {
                this.needle[kind] = event.target.value;
                const at = event.target.selectionStart;
                this.render();
                this.element.querySelector(`[data-key="needle-${kind}"]`).setSelectionRange(at, at);
              },
            },
          })
        : null,
      h(
        "div",
        { class: "both" },
        h(
          "button",
          { type: "button", class: "plain", "data-key": `all-${kind}`, on: { click: () => this.app.setOff(kind, []) } },
          "All",
        ),
        h(
          "button",
          {
            type: "button",
            class: "plain",
            "data-key": `none-${kind}`,
            on: {
              click: () =>
                this.app.setOff(
                  kind,
                  counted.map(([number]) => number),
                ),
            },
          },
          "None",
        ),
      ),
      h(
        "ul",
        { class: "toggles" },
        shown.slice(0, 200).map(([number, label, facts]) => this.toggleRow(kind, number, label, facts, state, null)),
      ),
    ];
  }

  toggleRow(kind, number, label, facts, state, mark) {
    const isOn = !state.off[kind].includes(number);
    return h(
      "li",
      null,
      h(
        "button",
        {
          type: "button",
          class: "toggle",
          role: "switch",
          "aria-checked": String(isOn),
          "data-key": `${kind}-${number}`,
          title: "Click to hide or show; double-click to show this alone",
          on: {
            click: () =>
              this.app.setOff(
                kind,
                isOn ? [...state.off[kind], number] : state.off[kind].filter((item) => item !== number),
              ),
            dblclick: () =>
              this.app.setOff(
                kind,
                this.everything(kind).filter((item) => item !== number),
              ),
          },
        },
        mark || h("span", { class: "tick" }, icon("check")),
        h("span", { class: "toggle-label", dir: "auto" }, label),
        h("span", { class: "toggle-count" }, count(facts)),
      ),
    );
  }

  everything(kind) {
    const all = this.app.graph.index[kind].map((_, number) => number);
    return kind === "outlets" ? [...all, -1] : all;
  }

  time(state) {
    const { time } = state;
    const line = timeline(this.app.graph, time.kind, BINS);
    const choice = h(
      "div",
      { class: "switch", role: "radiogroup", "aria-label": "Which time" },
      [
        ["said", "When it was said"],
        ["true", "When it was true"],
      ].map(([kind, label]) =>
        h(
          "button",
          {
            type: "button",
            role: "radio",
            "aria-checked": String(time.kind === kind),
            "data-key": `time-${kind}`,
            on: { click: () => this.app.trail.go({ time: { ...time, kind, from: null, until: null } }) },
          },
          label,
        ),
      ),
    );
    if (!line)
      return [
        choice,
        h("p", { class: "empty" }, time.kind === "said" ? "No article has a date." : "No fact says when it held."),
      ];
    return [
      choice,
      this.histogram(line, time),
      this.range(line, time),
      h(
        "label",
        { class: "check" },
        h("input", {
          type: "checkbox",
          checked: time.undated,
          "data-key": "undated",
          on: { change: (event) => this.app.trail.go({ time: { ...time, undated: event.target.checked } }) },
        }),
        "Keep what has no date",
      ),
    ];
  }

  histogram({ low, high, counts }, time) {
    const most = Math.max(...counts);
    return h(
      "div",
      { class: "histogram", "aria-hidden": "true" },
      counts.map((number, bin) => {
        const day = low + ((bin + 0.5) / BINS) * (high - low);
        const isOut = (time.from !== null && day < time.from) || (time.until !== null && day > time.until);
        return h("span", {
          class: isOut ? "out" : null,
          vars: { "--share": number ? Math.max(0.06, number / most) : 0 },
        });
      }),
    );
  }

  range({ low, high }, time) {
    const from = time.from ?? low;
    const until = time.until ?? high;
    const caption = h("p", { class: "range-caption", "aria-live": "off" }, `${dayText(from)} – ${dayText(until)}`);
    const input = (name, value, label) =>
      h("input", {
        type: "range",
        min: low,
        max: high,
        value,
        "aria-label": label,
        "aria-valuetext": dayText(value),
        "data-key": `range-${name}`,
        on: {
          input: (event) => {
            const pair = { from, until, [name]: Number(event.target.value) };
            caption.textContent = `${dayText(Math.min(pair.from, pair.until))} – ${dayText(Math.max(pair.from, pair.until))}`;
          },
          change: (event) => {
            const pair = { from, until, [name]: Number(event.target.value) };
            const [first, last] = [Math.min(pair.from, pair.until), Math.max(pair.from, pair.until)];
            this.app.trail.go({
              time: { ...time, from: first <= low ? null : first, until: last >= high ? null : last },
            });
          },
        },
      });
    return h(
      "div",
      { class: "range" },
      h("div", { class: "range-inputs" }, input("from", from, "From"), input("until", until, "Until")),
      caption,
    );
  }

  slider(name, label, low, high, value, caption) {
    const text = h("span", { class: "slider-value" }, caption(value));
    return h(
      "label",
      { class: "slider" },
      h("span", null, label),
      text,
      h("input", {
        type: "range",
        min: low,
        max: high,
        value,
        "data-key": `slider-${name}`,
        on: {
          input: (event) => {
            text.textContent = caption(Number(event.target.value));
          },
          change: (event) => this.app.trail.go({ [name]: Number(event.target.value) }),
        },
      }),
    );
  }
}

function noFilters() {
  const { off, time, score, sources } = emptyState();
  return { off, time, score, sources };
}

// search.js
// Completion over every name and other name.


class NameIndex {
  constructor(graph) {
    this.graph = graph;
    this.rows = null;
  }

  // Folded names, built once: on first use, or earlier when the browser is idle.
  build() {
    if (this.rows) return;
    this.rows = this.graph.names.map((name, entity) => {
      const others = this.graph.otherNames(entity);
      return others.length ? [name, ...others].map(fold) : [fold(name)];
    });
  }

  find(text, limit = 12) {
    this.build();
    const wanted = fold(text.trim());
    if (!wanted) return [];
    const found = this.scan((name) => quality(name, wanted));
    if (!found.length && wanted.length > 3) found.push(...this.scan((name) => (near(name, wanted) ? 5 : -1)));
    found.sort((one, two) => one.quality - two.quality || one.entity - two.entity);
    return found
      .slice(0, limit)
      .map(({ entity, place }) => ({ entity, alias: place ? this.graph.otherNames(entity)[place - 1] : null }));
  }

  scan(judge) {
    const found = [];
    for (let entity = 0; entity < this.rows.length; entity += 1) {
      const names = this.rows[entity];
      let best = -1;
      let place = 0;
      for (let number = 0; number < names.length; number += 1) {
        const grade = judge(names[number]);
        if (grade >= 0 && (best < 0 || grade < best)) [best, place] = [grade, number];
      }
      if (best >= 0) found.push({ entity, quality: best, place });
    }
    return found;
  }
}

// 0 the whole name, 1 its beginning, 2 the beginning of a word, 3 inside a word, 4 every word somewhere; -1 none.
function quality(name, wanted) {
  const at = name.indexOf(wanted);
  if (at === 0) return name.length === wanted.length ? 0 : 1;
  if (at > 0) return /[\p{L}\p{N}]/u.test(name[at - 1]) ? 3 : 2;
  if (!wanted.includes(" ")) return -1;
  return wanted.split(/\s+/).every((word) => name.includes(word)) ? 4 : -1;
}

// One slip of the finger: the beginning of some word is one change, insertion or omission away.
function near(name, wanted) {
  return name
    .split(/[^\p{L}\p{N}]+/u)
    .some((word) => word && word[0] === wanted[0] && oneSlip(word.slice(0, wanted.length + 1), wanted));
}

function oneSlip(word, wanted) {
  let start = 0;
  while (start < word.length && start < wanted.length && word[start] === wanted[start]) start += 1;
  if (start === wanted.length) return true;
  const tails = [
    [start + 1, start + 1],
    [start + 1, start],
    [start, start + 1],
  ];
  const swapped = word[start] === wanted[start + 1] && word[start + 1] === wanted[start];
  if (swapped && word.slice(start + 2).startsWith(wanted.slice(start + 2))) return true;
  return tails.some(([one, two]) => word.slice(one).startsWith(wanted.slice(two)));
}

// searchbox.js
// The search field: a combobox after the ARIA pattern, with arrow keys, Enter and Escape.


class SearchBox {
  constructor(names, choose) {
    this.names = names;
    this.choose = choose;
    this.found = [];
    this.active = -1;
    this.input = h("input", {
      id: "search",
      type: "search",
      role: "combobox",
      autocomplete: "off",
      spellcheck: "false",
      placeholder: "Search people, companies, places …",
      "aria-label": "Search entities by name",
      "aria-expanded": "false",
      "aria-controls": "found",
      "aria-autocomplete": "list",
      dir: "auto",
      on: {
        input: () => this.look(),
        keydown: (event) => this.key(event),
        focus: () => this.input.value && this.look(),
        blur: () => this.close(),
      },
    });
    this.list = h("ul", { id: "found", role: "listbox", "aria-label": "Matching entities", hidden: true });
    this.element = h(
      "div",
      { class: "search", role: "search" },
      icon("search"),
      this.input,
      h("kbd", { "aria-hidden": "true" }, "/"),
      this.list,
    );
  }

  focus() {
    this.input.focus();
    this.input.select();
  }

  look() {
    const text = this.input.value;
    this.found = this.names.find(text);
    this.active = this.found.length ? 0 : -1;
    if (!text.trim()) return this.close();
    const options = this.found.map((hit, place) => this.option(hit, place, text));
    if (!options.length)
      options.push(h("li", { class: "none", role: "option", "aria-disabled": "true" }, "No entity has that name."));
    replace(this.list, options);
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.mark();
    announce(plural(this.found.length, "match", "matches"));
    return null;
  }

  option(hit, place, text) {
    const { graph } = this.names;
    const type = graph.typeName(hit.entity);
    return h(
      "li",
      {
        id: `found-${place}`,
        role: "option",
        class: "hit",
        on: {
          pointerdown: (event) => {
            event.preventDefault();
            this.pick(place);
          },
          pointermove: () => {
            if (this.active !== place) {
              this.active = place;
              this.mark();
            }
          },
        },
      },
      h("span", { class: "chip", vars: { "--tint": typeVariable(type) } }, icon(type)),
      h("span", { class: "hit-name", dir: "auto" }, marked(graph.names[hit.entity], text)),
      h(
        "span",
        { class: "hit-note", dir: "auto" },
        hit.alias ? ["also ", marked(hit.alias, text)] : graph.classLabel(hit.entity),
      ),
      h("span", { class: "hit-count" }, plural(graph.degree(hit.entity), "fact")),
    );
  }

  key(event) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (this.list.hidden) {
        this.look();
        return;
      }
      const step = event.key === "ArrowDown" ? 1 : -1;
      const size = this.found.length;
      if (size) this.active = (this.active + step + size) % size;
      this.mark();
    } else if (event.key === "Enter" && this.active >= 0 && !this.list.hidden) {
      event.preventDefault();
      this.pick(this.active);
    } else if (event.key === "Escape") {
      event.stopPropagation();
      if (this.list.hidden) this.input.blur();
      this.close();
    }
  }

  mark() {
    [...this.list.children].forEach((option, place) =>
      option.setAttribute("aria-selected", String(place === this.active)),
    );
    if (this.active >= 0) {
      this.input.setAttribute("aria-activedescendant", `found-${this.active}`);
      this.list.children[this.active].scrollIntoView({ block: "nearest" });
    }
  }

  pick(place) {
    const { entity } = this.found[place];
    this.input.value = "";
    this.close();
    this.input.blur();
    this.choose(entity);
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}

// The name with the searched part marked, where folding kept its length.
function marked(name, text) {
  const folded = fold(name);
  const at = folded.indexOf(fold(text.trim()));
  if (at < 0 || folded.length !== name.length) return name.slice(0, 160);
  const end = at + text.trim().length;
  return [name.slice(Math.max(0, at - 60), at), h("mark", null, name.slice(at, end)), name.slice(end, end + 100)];
}

// panel.js
// The panel on the right: one page at a time, each a heading, its actions and sections.


class Panel {
  constructor(app) {
    this.app = app;
    this.element = byId("panel");
    this.turn = 0;
    this.key = null;
  }

  // Shows `content` (an element); `isWide` for reading articles; `key` says what it depends on, actions aside.
  show(content, isWide, key = null) {
    this.turn += 1;
    this.key = key;
    this.element.classList.toggle("wide", Boolean(isWide));
    replace(this.element, content);
    this.element.scrollTop = 0;
  }

  // Puts other actions in the place of those on show; a button that has the focus hands it to its successor.
  showActions(buttons) {
    const element = this.element.querySelector(".actions");
    const focused = [...element.children].indexOf(document.activeElement);
    replace(element, buttons);
    if (focused >= 0 && buttons[focused]) buttons[focused].focus();
  }

  // Whether the page asked for at `turn` is still the one on show.
  isCurrent(turn) {
    return this.turn === turn;
  }
}

function header(app, kicker, title, actions) {
  return h(
    "header",
    { class: "panel-head" },
    h(
      "div",
      { class: "panel-kicker" },
      kicker,
      h("span", { class: "spring" }),
      iconButton("close", "Close", () => app.unselect(), { class: "tool quiet" }),
    ),
    h("h2", { dir: "auto", tabindex: -1 }, title),
    actions ? h("div", { class: "actions" }, actions) : null,
  );
}

function action(name, label, listener, attributes) {
  return h(
    "button",
    { type: "button", class: "action", on: { click: listener }, ...attributes },
    icon(name),
    h("span", null, label),
  );
}

function section(title, note, ...content) {
  return h(
    "section",
    { class: "part" },
    h("h3", null, title, note ? h("span", { class: "note" }, note) : null),
    content,
  );
}

const SINGULAR = {
  articles: "article",
  clusters: "cluster",
  disagreements: "disagreement",
  entities: "entity",
  facts: "fact",
  figures: "figure",
  quotations: "quotation",
};

// The first `limit` of a list, and a button for the rest.
function limited(items, limit, make, label) {
  const list = h("ul", { class: "list" }, items.slice(0, limit).map(make));
  if (items.length <= limit) return list;
  let shown = limit;
  const button = h("button", { type: "button", class: "more" });
  const caption = () => {
    const next = Math.min(50, items.length - shown);
    replace(button, icon("down"), `${next} more ${next === 1 ? SINGULAR[label] || label : label}`);
  };
  button.addEventListener("click", () => {
    const fresh = items.slice(shown, shown + 50).map(make);
    list.append(...fresh);
    shown += fresh.length;
    if (shown >= items.length) button.remove();
    else caption();
  });
  caption();
  return [list, button];
}

// facts.js
// A fact with the sentences behind it, as cards, links and articles show it.


function entityButton(app, entity, attributes) {
  const type = app.graph.typeName(entity);
  return h(
    "button",
    {
      type: "button",
      class: "entity",
      "data-entity": entity,
      vars: { "--tint": typeVariable(type) },
      on: {
        click: () => app.select(entity),
        pointerenter: () => app.glance(entity),
        pointerleave: () => app.glance(null),
      },
      ...attributes,
    },
    h("bdi", null, app.graph.names[entity]),
  );
}

function literalText(graph, fact) {
  const { kind, value } = graph.literal(fact);
  return h(
    "span",
    { class: "literal", title: value.length < 200 ? value : null },
    h("bdi", null, kind === "date" ? isoText(value) : value),
  );
}

// The other end of a fact, seen from one entity.
function otherEnd(app, fact, entity) {
  const other = app.graph.other(fact, entity);
  return other < 0 ? literalText(app.graph, fact) : entityButton(app, other);
}

function badgeRow(app, fact) {
  return badges(app.graph, fact).map(({ kind, text, speaker }) => {
    if (kind === "claimed") return h("span", { class: "badge claimed" }, entityButton(app, speaker), " says so");
    return h("span", { class: `badge ${kind}` }, text);
  });
}

function qualifiers(app, fact) {
  const found = [];
  const of = app.graph.index.statements.of[fact];
  if (of !== undefined) found.push(["at ", entityButton(app, of)]);
  const valid = app.graph.valid(fact);
  if (valid) {
    const [since, until] = valid;
    if (since && until) found.push(`${isoText(since)} – ${isoText(until)}`);
    else found.push(since ? `since ${isoText(since)}` : `until ${isoText(until)}`);
  }
  const rule = app.graph.index.statements.derived[fact];
  if (rule) found.push("follows from another fact");
  return found.map((text) => h("span", { class: "qualifier" }, text));
}

function sourceCount(graph, fact) {
  const number = graph.sources[fact];
  return h(
    "span",
    { class: "sources", title: "Independent sources: outlets that say it in their own words" },
    plural(number, "source"),
  );
}

// `head`: what stands for the fact; below it the first sentence, the others on request.
// Inside an article (its number) that article's sentence comes first and need not say where it stands.
function factItem(app, fact, head, article) {
  const { graph } = app;
  const notes = [...badgeRow(app, fact), ...qualifiers(app, fact)];
  const body = h("div", { class: "evidence", "aria-busy": "true" }, h("p", { class: "sentence waiting" }, " "));
  const kinds = [graph.modalityName(fact), graph.speaker(fact) !== undefined ? "claimed" : null]
    .filter(Boolean)
    .join(" ");
  const item = h(
    "li",
    {
      class: `fact ${kinds}`,
      "data-fact": fact,
      on: { pointerenter: () => app.glanceFact(fact), pointerleave: () => app.glanceFact(null) },
    },
    h("div", { class: "fact-head" }, h("span", { class: "fact-name" }, head), sourceCount(graph, fact)),
    notes.length ? h("div", { class: "notes" }, notes) : null,
    body,
  );
  fillEvidence(app, fact, body, article);
  return item;
}

async function fillEvidence(app, fact, body, article) {
  try {
    const { pieces } = await app.graph.evidence(fact);
    const [first, ...rest] = pieces.sort((one, two) => (two.article === article) - (one.article === article));
    replace(
      body,
      first.article === article ? markedSentence(first.sentence, first.marks) : pieceOf(app, first),
      rest.length ? moreButton(app, body, rest) : null,
    );
  } catch (error) {
    replace(body, h("p", { class: "trouble" }, error.message));
  }
  body.removeAttribute("aria-busy");
}

function moreButton(app, body, rest) {
  const button = h(
    "button",
    {
      type: "button",
      class: "more",
      "aria-expanded": "false",
      on: {
        click: () => {
          button.remove();
          body.append(...rest.map((piece) => pieceOf(app, piece)));
        },
      },
    },
    icon("down"),
    plural(rest.length, "more sentence"),
  );
  return button;
}

function pieceOf(app, piece) {
  return h(
    "div",
    { class: "piece" },
    markedSentence(piece.sentence, piece.marks),
    articleLine(app, piece.article, piece.source),
  );
}

// Outlet, date, title: the title opens the article here, the arrow opens it where it was published.
function articleLine(app, article, source) {
  const { graph } = app;
  const day = graph.day(article);
  const date = day === null ? source.published || "undated" : dayText(day);
  return h(
    "p",
    { class: "whence" },
    h("span", { class: "outlet", dir: "auto" }, graph.outlet(article) || "no outlet"),
    " · ",
    h("bdi", null, date),
    " · ",
    h(
      "a",
      {
        class: "title",
        fragment: `article=${article}`,
        on: {
          click: (event) => {
            event.preventDefault();
            app.read(article);
          },
        },
      },
      h("bdi", null, source.title || source.id),
    ),
    source.url
      ? outLink(source.url, { class: "out", "aria-label": "Open the article on the web" }, icon("external"))
      : null,
  );
}

const ROLES = { s: "subject", o: "object", v: "figure" };

// A sentence with its marks, which may nest or overlap; the text itself is kept to the letter.
function markedSentence(text, marks) {
  const edges = [...new Set([0, text.length, ...marks.flatMap(([start, end]) => [start, end])])].sort(
    (one, two) => one - two,
  );
  const parts = [];
  for (let place = 0; place + 1 < edges.length; place += 1) {
    const piece = text.slice(edges[place], edges[place + 1]);
    const roles = marks
      .filter(([start, end]) => start <= edges[place] && end >= edges[place + 1])
      .map(([, , role]) => ROLES[role]);
    parts.push(roles.length ? h("mark", { class: roles.join(" "), title: roles.join(" and ") }, piece) : piece);
  }
  const quote = h("blockquote", { class: "sentence", dir: "auto" }, parts);
  if (text.length > 420) {
    quote.classList.add("long");
    quote.addEventListener("click", () => quote.classList.remove("long"));
  }
  return quote;
}

// "Kuaishou — founded by — Cheng Yixiao": a fact in full, for links, paths and articles.
function wholeFact(app, fact) {
  const { graph } = app;
  return [
    entityButton(app, graph.subject[fact]),
    " ",
    h("span", { class: "verb" }, relationLabel(graph, graph.property[fact])),
    " ",
    graph.object[fact] < 0 ? literalText(graph, fact) : entityButton(app, graph.object[fact]),
  ];
}

function labelFrom(graph, fact, entity) {
  const property = graph.property[fact];
  return graph.subject[fact] === entity ? relationLabel(graph, property) : inverseLabel(graph, property);
}

// describe.js
// One or two sentences that say who or what an entity is, made of its plain facts alone.


// Reads the asserted, unclaimed facts of one entity by relation and direction.
class Reader {
  constructor(graph, entity) {
    this.graph = graph;
    this.out = new Map();
    this.in = new Map();
    for (const fact of graph.factsOf(entity)) {
      if (graph.modalityName(fact) !== "asserted" || graph.speaker(fact) !== undefined) continue;
      const { name } = graph.index.properties[graph.property[fact]];
      const side = graph.subject[fact] === entity ? this.out : this.in;
      if (!side.has(name)) side.set(name, []);
      side.get(name).push(fact);
    }
  }

  names(side, relation, limit = 3) {
    const facts = [...(side.get(relation) || [])].sort(
      (one, two) => this.graph.sources[two] - this.graph.sources[one] || one - two,
    );
    const found = facts
      .map((fact) => this.textOf(fact, side))
      .filter((name, place, all) => all.indexOf(name) === place);
    return found.length > limit ? [...found.slice(0, limit - 1), `${found.length - limit + 1} others`] : found;
  }

  textOf(fact, side) {
    const { graph } = this;
    const entity = side === this.out ? graph.object[fact] : graph.subject[fact];
    if (entity >= 0) return graph.names[entity].slice(0, 80);
    const { kind, value } = graph.literal(fact);
    return kind === "date" ? isoText(value) : value.slice(0, 80);
  }

  // The value of a relation only if the sources agree on one.
  single(side, relation) {
    const found = this.names(side, relation, 9);
    return found.length === 1 ? found[0] : null;
  }
}

function describe(graph, entity) {
  const facts = new Reader(graph, entity);
  const type = graph.typeName(entity);
  const label = graph.classLabel(entity);
  const [first, ...rest] = (type === "Person" ? person(facts) : thing(facts, `${article(label)} ${label}`)).filter(
    Boolean,
  );
  if (!first)
    return `${capital(`${article(label)} ${label}`)}, named in ${plural(articlesNaming(graph, entity), "article")}.`;
  return `${capital([first, ...rest].join(", "))}.`;
}

function person(facts) {
  const { out } = facts;
  const founded = facts.names(facts.in, "foundedBy");
  const led = facts.names(facts.in, "chiefExecutive");
  const chairs = facts.names(facts.in, "chairperson");
  const both = founded.filter((name) => led.includes(name));
  const rest = (names) => listText(names.filter((name) => !both.includes(name)));
  const works = facts.names(out, "employer").filter((name) => !led.includes(name));
  const roles = led.length || chairs.length ? [] : facts.names(out, "position", 2);
  const home = facts.single(out, "nationality") || facts.single(out, "country");
  return [
    prefixed("founder and chief executive of ", listText(both)),
    prefixed("chief executive of ", rest(led)),
    prefixed("chair of ", listText(chairs)),
    prefixed("founder of ", rest(founded)),
    roles.length || works.length
      ? [listText(roles), works.length ? `at ${listText(works)}` : ""].filter(Boolean).join(" ")
      : null,
    prefixed("from ", home),
    prefixed("born in ", facts.single(out, "bornIn")),
    dated("born", facts.single(out, "dateOfBirth")),
    prefixed("studied at ", listText(facts.names(out, "educatedAt"))),
  ];
}

// "A company based in Port Ellery, founded by …": the label takes the first part without a comma.
function thing(facts, label) {
  const { out } = facts;
  const makers = facts.names(out, "developer");
  const [first, ...rest] = [
    prefixed("based in ", facts.single(out, "headquarters") || facts.single(out, "locatedIn")),
    prefixed(facts.out.has("headquarters") ? "from " : "in ", facts.single(out, "country")),
    prefixed("made by ", listText(makers.length ? makers : facts.names(out, "manufacturer"))),
    prefixed("founded by ", listText(facts.names(out, "foundedBy"))),
    dated("founded", facts.single(out, "inception")),
    dated("released", facts.single(out, "releaseDate")),
    prefixed("led by ", facts.single(out, "chiefExecutive")),
    prefixed("part of ", facts.single(out, "parentOrganization") || facts.single(out, "partOf")),
    prefixed("known for ", listText(facts.names(facts.in, "developer"))),
  ].filter(Boolean);
  return first ? [`${label} ${first}`, ...rest] : [];
}

function prefixed(prefix, text) {
  return text ? prefix + text : null;
}

// "on 12 July 2022" but "in July 2022".
function dated(verb, text) {
  return text ? `${verb} ${/^\d{1,2} /.test(text) ? "on" : "in"} ${text}` : null;
}

function article(label) {
  return /^[aeiou]/i.test(label) ? "an" : "a";
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function articlesNaming(graph, entity) {
  return new Set(Array.from(graph.factsOf(entity)).flatMap((fact) => graph.articlesOf(fact))).size;
}

// chart.js
// Figures over time as a small chart: one dot a figure, a line where they share metric and unit.


const WIDTH = 340;
const HEIGHT = 132;
const PADDING = { left: 48, right: 16, top: 14, bottom: 24 };

function figureValue(figure) {
  if (figure.value !== undefined) return Number(figure.value);
  if (figure.low !== undefined && figure.high !== undefined) return (Number(figure.low) + Number(figure.high)) / 2;
  return NaN;
}

function figureText(figure) {
  const number = figure.value !== undefined ? compact(figure.value) : `${compact(figure.low)}–${compact(figure.high)}`;
  return [figure.qualifier, withUnit(number, figure.unit)].filter(Boolean).join(" ");
}

// When a figure is of: the middle of its period, else the day it was published.
function figureDay(graph, figure) {
  if (figure.from !== undefined && figure.until !== undefined) return Math.round((figure.from + figure.until) / 2);
  return graph.day(figure.article);
}

function figureWhen(graph, figure) {
  if (figure.period) return isoText(figure.period);
  const day = graph.day(figure.article);
  return day === null ? "undated" : `said ${dayText(day)}`;
}

// `choose(figure)` is called when a dot is clicked or takes the focus. Null when there is nothing to compare.
function figureChart(graph, figures, choose) {
  const points = figures
    .map((figure) => ({ figure, day: figureDay(graph, figure), value: figureValue(figure) }))
    .filter(({ day, value }) => day !== null && Number.isFinite(value))
    .sort((one, two) => one.day - two.day);
  if (new Set(points.map(({ day }) => day)).size < 2) return null;
  const days = points.map(({ day }) => day);
  const [first, last] = [days[0], days[days.length - 1]];
  const ticks = niceTicks(Math.min(...points.map(({ value }) => value)), Math.max(...points.map(({ value }) => value)));
  const [low, high] = [ticks[0], ticks[ticks.length - 1]];
  const left = (day) => PADDING.left + ((day - first) / (last - first)) * (WIDTH - PADDING.left - PADDING.right);
  const top = (value) =>
    HEIGHT - PADDING.bottom - ((value - low) / (high - low || 1)) * (HEIGHT - PADDING.top - PADDING.bottom);
  const line = points
    .map(({ day, value }, place) => `${place ? "L" : "M"}${left(day).toFixed(1)} ${top(value).toFixed(1)}`)
    .join("");
  const { metric, unit } = figures[0];
  return svg(
    "svg",
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "chart", role: "group", "aria-label": `${metric} over time` },
    ticks.map((tick) => [
      svg("line", { class: "grid", x1: PADDING.left, x2: WIDTH - PADDING.right, y1: top(tick), y2: top(tick) }),
      svg(
        "text",
        { class: "axis", x: PADDING.left - 8, y: top(tick) + 3.5, "text-anchor": "end" },
        withUnit(compact(tick), unit === "percent" ? unit : null),
      ),
    ]),
    svg("text", { class: "axis", x: PADDING.left, y: HEIGHT - 6 }, monthText(first)),
    svg("text", { class: "axis", x: WIDTH - PADDING.right, y: HEIGHT - 6, "text-anchor": "end" }, monthText(last)),
    svg("path", { class: "series", d: line }),
    points.map(({ figure, day, value }) => dot(graph, figure, left(day), top(value), choose)),
  );
}

function dot(graph, figure, x, y, choose) {
  const label = `${figureText(figure)}, ${figureWhen(graph, figure)}`;
  const act = () => choose(figure);
  return svg(
    "g",
    {
      class: `dot ${graph.index.modalities[figure.modality]}`,
      tabindex: 0,
      role: "button",
      "aria-label": label,
      on: {
        click: act,
        focus: act,
        keydown: (event) => {
          if (event.key === "Enter" || event.key === " ") {
            event.preventDefault();
            act();
          }
        },
      },
    },
    svg("title", null, label),
    svg("circle", { class: "aura", cx: x, cy: y, r: 11 }),
    svg("circle", { cx: x, cy: y, r: 4 }),
  );
}

// Three or four round numbers that span the values. Source: Heckbert 1990, "Nice numbers for graph labels".
function niceTicks(low, high) {
  const span = high - low || Math.abs(high) || 1;
  const rough = span / 3;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough);
  const from = Math.floor((low - span * 0.05) / step) * step;
  const start = low >= 0 && from < 0 ? 0 : from;
  const ticks = [];
  for (let tick = start; ticks.length < 8; tick += step) {
    ticks.push(Number(tick.toPrecision(12)));
    if (tick >= high) break;
  }
  return ticks;
}

// card.js
// The entity card: who or what this is, what is said of it, and who says so.


const FACTS_AT_FIRST = 4;

function entityCard(app, entity) {
  const { graph, filter } = app;
  const type = graph.typeName(entity);
  const facts = Array.from(graph.factsOf(entity)).filter((fact) => filter.factMask[fact]);
  const held = graph.degree(entity) - facts.length;
  const chip = [
    h("span", { class: "chip", vars: { "--tint": typeVariable(type) } }, icon(type)),
    h("span", { class: "kind" }, upperFirst(graph.classLabel(entity))),
  ];
  const figures = h("div", { class: "figures" });
  const quotes = h("div", { class: "quotes" });
  fillFigures(app, entity, figures);
  fillQuotes(app, entity, quotes);
  return h(
    "article",
    { class: "card", "data-entity": entity },
    header(app, chip, graph.names[entity], cardActions(app, entity)),
    otherNames(graph, entity),
    h("p", { class: "description", dir: "auto" }, describe(graph, entity)),
    disagreements(app, facts, entity),
    groups(app, facts, entity),
    held
      ? h(
          "p",
          { class: "held" },
          `${plural(held, "fact")} held back by the filters. `,
          h("button", { type: "button", class: "plain", on: { click: () => app.clearFilters() } }, "Show all"),
        )
      : null,
    !facts.length && !held
      ? h("p", { class: "empty" }, "Named in the articles, but no fact about it was found.")
      : null,
    figures,
    quotes,
  );
}

function cardActions(app, entity) {
  const { state } = app.trail;
  const isFocus = state.view === "focus" && state.focus === entity;
  const isOpen = state.opened.includes(entity);
  return [
    action("focus", isFocus ? (state.hops === 1 ? "Two hops" : "One hop") : "Focus", () =>
      app.focus(entity, isFocus ? 3 - state.hops : 1),
    ),
    action("expand", isOpen ? "Collapse" : "Expand", () => app.toggleOpen(entity), { "aria-pressed": String(isOpen) }),
    action("path", "Connect", () => app.addToConnect(entity)),
    action("hide", "Hide", () => app.hide(entity)),
  ];
}

function otherNames(graph, entity) {
  const names = graph.otherNames(entity);
  if (!names.length) return null;
  const shown = names.slice(0, 8).map((name) => h("bdi", { class: "alias" }, name));
  return h(
    "p",
    { class: "aliases" },
    h("span", { class: "label" }, "Also "),
    shown,
    names.length > 8 ? ` and ${names.length - 8} more` : null,
  );
}

// Facts grouped by relation as seen from the entity; what it does itself comes before what others do with it.
function groups(app, facts, entity) {
  const { graph } = app;
  const byLabel = new Map();
  for (const fact of facts) {
    const isOut = graph.subject[fact] === entity;
    const key = `${isOut || graph.index.properties[graph.property[fact]].symmetric ? 0 : 1}|${labelFrom(graph, fact, entity)}`;
    if (!byLabel.has(key)) byLabel.set(key, []);
    byLabel.get(key).push(fact);
  }
  return [...byLabel]
    .sort(([one], [two]) => (one < two ? -1 : 1))
    .map(([key, members]) => {
      members.sort(
        (one, two) =>
          plainFirst(graph, one) - plainFirst(graph, two) ||
          graph.sources[two] - graph.sources[one] ||
          graph.score[two] - graph.score[one] ||
          one - two,
      );
      return section(
        upperFirst(key.slice(2)),
        members.length > 1 ? String(members.length) : null,
        limited(
          members,
          FACTS_AT_FIRST,
          (fact) => factItem(app, fact, h("span", { class: "object" }, otherEnd(app, fact, entity))),
          "facts",
        ),
      );
    });
}

function plainFirst(graph, fact) {
  return (graph.modalityName(fact) === "asserted" ? 0 : 2) + (graph.speaker(fact) === undefined ? 0 : 1);
}

// Values that cannot all be true, side by side, each with how many say so.
function disagreements(app, facts, entity) {
  const { graph } = app;
  const groupsSeen = new Set(
    facts
      .filter((fact) => graph.subject[fact] === entity)
      .map((fact) => graph.conflictOf.get(fact))
      .filter(Boolean),
  );
  if (!groupsSeen.size) return null;
  return section(
    "Sources disagree",
    null,
    [...groupsSeen].map((group) =>
      h(
        "div",
        { class: "dispute" },
        h("h4", null, upperFirst(labelFrom(graph, group[0], entity))),
        h(
          "div",
          { class: "rivals" },
          group.map((fact) => rival(app, fact, entity)),
        ),
      ),
    ),
  );
}

function rival(app, fact, entity) {
  const { graph } = app;
  const modality = graph.modalityName(fact);
  const outlets = [...new Set(graph.articlesOf(fact).map((article) => graph.outlet(article) || "no outlet"))];
  const value = graph.object[fact] < 0 ? literalText(graph, fact) : entityButton(app, graph.other(fact, entity));
  return h(
    "div",
    { class: `rival ${modality}` },
    h(
      "div",
      { class: "rival-value" },
      value,
      modality === "denied" ? h("span", { class: "badge denied" }, "denied") : null,
    ),
    h(
      "div",
      { class: "rival-note", dir: "auto" },
      plural(graph.sources[fact], "source"),
      " · ",
      outlets.slice(0, 3).join(", "),
    ),
  );
}

async function fillFigures(app, entity, element) {
  const { graph } = app;
  const numbers = entity < 0 ? [] : positions(graph.index.figures, entity);
  if (!numbers.length) return;
  const figures = await Promise.all(
    numbers.map(async (number) => ({ number, ...(await graph.row("figures", number)) })),
  );
  const byMetric = new Map();
  for (const figure of figures) {
    const key = `${figure.metric.toLowerCase()}|${figure.unit || ""}`;
    if (!byMetric.has(key)) byMetric.set(key, []);
    byMetric.get(key).push(figure);
  }
  const rivals = new Set(graph.index.figure_conflicts.flat());
  replace(
    element,
    section(
      "Figures",
      null,
      [...byMetric.values()].map((members) => metricPart(app, members, rivals)),
    ),
  );
}

function metricPart(app, figures, rivals) {
  const items = new Map();
  const list = h(
    "ul",
    { class: "list" },
    figures.map((figure) => {
      const item = figureItem(app, figure, rivals.has(figure.number));
      items.set(figure, item);
      return item;
    }),
  );
  const chart = figureChart(app.graph, figures, (figure) => {
    for (const item of items.values()) item.classList.remove("lit");
    items.get(figure).classList.add("lit");
    items.get(figure).scrollIntoView({ block: "nearest" });
  });
  return h("div", { class: "metric" }, h("h4", { dir: "auto" }, upperFirst(figures[0].metric)), chart, list);
}

function figureItem(app, figure, isRival) {
  const modality = app.graph.index.modalities[figure.modality];
  const head = h(
    "div",
    { class: "fact-head" },
    h("span", { class: "amount" }, figureText(figure)),
    figure.change
      ? h(
          "span",
          { class: `change ${figure.change}` },
          figure.change === "up" ? "▲ up" : "▼ down",
          figure.against ? ` on ${figure.against}` : "",
        )
      : null,
    figure.converted ? h("span", { class: "qualifier" }, `= ${figure.converted.join(" ")}`) : null,
    h("span", { class: "qualifier", dir: "auto" }, figureWhen(app.graph, figure)),
    modality === "asserted" ? null : h("span", { class: `badge ${modality}` }, modality),
    figure.by === undefined ? null : h("span", { class: "badge claimed" }, entityButton(app, figure.by), " says so"),
    isRival ? h("span", { class: "badge conflict" }, "sources disagree") : null,
  );
  const body = h("div", { class: "evidence" }, markedSentence(figure.sentence, figure.marks));
  whence(app, figure.article, body);
  return h("li", { class: `fact figure ${modality}` }, head, body);
}

async function fillQuotes(app, entity, element) {
  const { graph } = app;
  const numbers = positions(graph.index.quotes, entity);
  if (!numbers.length) return;
  const quotes = await Promise.all(numbers.slice(0, 60).map((number) => graph.row("quotes", number)));
  replace(
    element,
    section(
      "In their words",
      String(numbers.length),
      limited(quotes, 3, (quote) => quoteItem(app, quote), "quotations"),
    ),
  );
}

function quoteItem(app, quote) {
  const body = h("div", { class: "evidence" });
  whence(app, quote.article, body);
  return h(
    "li",
    { class: `quote ${quote.direct ? "direct" : "indirect"}` },
    h("blockquote", { dir: "auto" }, quote.text),
    quote.direct ? null : h("span", { class: "qualifier" }, "reported speech"),
    body,
  );
}

async function whence(app, article, element) {
  element.append(articleLine(app, article, await app.graph.row("articles", article)));
}

// The run of positions that hold `entity` in a sorted column.
function positions(column, entity) {
  const found = [];
  let [low, high] = [0, column.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (column[middle] < entity) low = middle + 1;
    else high = middle;
  }
  for (let number = low; number < column.length && column[number] === entity; number += 1) found.push(number);
  return found;
}

// paths.js
// How entities are connected: shortest paths over the facts that pass the filter.

const MOST_PATHS = 6;

function neighbours(graph, filter, entity) {
  const found = new Map();
  for (const fact of graph.factsOf(entity)) {
    const other = graph.other(fact, entity);
    if (other < 0 || other === entity || !filter.factMask[fact]) continue;
    found.set(other, (found.get(other) || 0) + 1);
  }
  return found;
}

// Every entity within `hops`, nearest first, then the most important; at most `limit`.
function within(graph, filter, start, hops, limit) {
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
function shortestPaths(graph, filter, start, goal) {
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
function connections(graph, filter, chosen) {
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

function unique(items) {
  return [...new Set(items)];
}

// The facts between two entities that pass the filter.
function between(graph, filter, one, two) {
  const [few, many] = graph.degree(one) <= graph.degree(two) ? [one, two] : [two, one];
  return Array.from(graph.factsOf(few)).filter((fact) => filter.factMask[fact] && graph.other(fact, few) === many);
}

// pages.js
// The panel's other pages: the overview, a link between two entities, and what connects several.


function overviewPage(app) {
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

function entityRow(app, entity) {
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

function linkPage(app, [one, two]) {
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

function connectPage(app) {
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

// reader.js
// The article: its text with entities and facts in it, beside the list of those facts. Both light each other up.


async function articlePage(app, article) {
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

// view.js
// What a state shows: the entities, the links between them, and what was left out.


const FOCUS_LIMIT = 140;
const OPEN_LIMIT = 40;

function visible(graph, filter, state) {
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
function opened(graph, filter, anchor) {
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
function factsShown(view) {
  const facts = [];
  for (const link of view.links.values()) facts.push(...link.facts);
  return facts.sort((one, two) => one - two);
}

// table.js
// What is shown as a table for spreadsheets: one row for each sentence behind each fact.


async function csvOf(app) {
  const { graph } = app;
  const rows = [
    [
      "subject",
      "relation",
      "object",
      "how_said",
      "stated_by",
      "sources",
      "score",
      "sentence",
      "title",
      "outlet",
      "date",
      "link",
      "subject_iri",
      "property_iri",
      "object_iri",
      "statement_iri",
    ],
  ];
  for (const fact of factsShown(app.view)) {
    const { iri, pieces } = await graph.evidence(fact);
    const property = graph.index.properties[graph.property[fact]];
    const speaker = graph.speaker(fact);
    const isLiteral = graph.object[fact] < 0;
    for (const piece of pieces) {
      rows.push([
        graph.names[graph.subject[fact]],
        property.label,
        isLiteral ? graph.literal(fact).value : graph.names[graph.object[fact]],
        graph.modalityName(fact),
        speaker === undefined ? "" : graph.names[speaker],
        graph.sources[fact],
        (piece.score / 100).toFixed(2),
        piece.sentence,
        piece.source.title || "",
        graph.outlet(piece.article) || "",
        piece.source.published || "",
        piece.source.url || "",
        graph.iri(graph.subject[fact]),
        property.iri,
        isLiteral ? "" : graph.iri(graph.object[fact]),
        iri,
      ]);
    }
  }
  return `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

// A cell that a spreadsheet would compute gets an apostrophe in front, so that it stays text.
function cell(value) {
  const text = String(value);
  const safe = /^[=+\-@\t\r]/.test(text) && typeof value !== "number" ? `'${text}` : text;
  return /[",\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

// turtle.js
// What is shown as Turtle, in the graph's own model: entities, plain triples, statements, their sentences.


const PREFIXES = {
  dcterms: "http://purl.org/dc/terms/",
  kg: "https://kg.example/ontology#",
  oa: "http://www.w3.org/ns/oa#",
  prov: "http://www.w3.org/ns/prov#",
  rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
  schema: "https://schema.org/",
  skos: "http://www.w3.org/2004/02/skos/core#",
  xsd: "http://www.w3.org/2001/XMLSchema#",
};
const DATES = [
  [/^\d{4}-\d\d-\d\d$/, "date"],
  [/^\d{4}-\d\d$/, "gYearMonth"],
  [/^\d{4}$/, "gYear"],
  [/^--\d\d$/, "gMonth"],
  [/^--\d\d-\d\d$/, "gMonthDay"],
];

async function turtleOf(app) {
  const { graph } = app;
  const lines = Object.entries(PREFIXES).map(([prefix, iri]) => `@prefix ${prefix}: <${iri}> .`);
  lines.push("");
  for (const entity of [...app.view.entities].sort((one, two) => one - two)) lines.push(entityTurtle(graph, entity));
  for (const fact of factsShown(app.view)) lines.push(...(await factTurtle(graph, fact)));
  return `${[...new Set(lines)].join("\n")}\n`;
}

function entityTurtle(graph, entity) {
  const kinds = graph.classIris(entity).map(node);
  const names = graph
    .otherNames(entity)
    .map((name) => ` ;\n    skos:altLabel ${literal(name)}`)
    .join("");
  return `${node(graph.iri(entity))} a ${kinds.join(", ")} ;\n    skos:prefLabel ${literal(graph.names[entity])}${names} .`;
}

async function factTurtle(graph, fact) {
  const { iri, pieces } = await graph.evidence(fact);
  const property = graph.index.properties[graph.property[fact]];
  const triple = [node(graph.iri(graph.subject[fact])), node(property.iri), node(graph.iri(graph.object[fact]))];
  const lines = [];
  if (isPlain(graph, fact)) {
    lines.push(`${triple.join(" ")} .`);
    if (property.symmetric) lines.push(`${[triple[2], triple[1], triple[0]].join(" ")} .`);
  }
  const speaker = graph.speaker(fact);
  const valid = graph.valid(fact) || [];
  const of = graph.index.statements.of[fact];
  lines.push(
    described(node(iri), [
      "a rdf:Statement",
      `rdf:subject ${triple[0]}`,
      `rdf:predicate ${triple[1]}`,
      `rdf:object ${triple[2]}`,
      `kg:modality ${literal(graph.modalityName(fact))}`,
      speaker === undefined ? null : `kg:statedBy ${node(graph.iri(speaker))}`,
      of === undefined ? null : `kg:of ${node(graph.iri(of))}`,
      valid[0] ? `kg:validFrom ${dateLiteral(valid[0])}` : null,
      valid[1] ? `kg:validUntil ${dateLiteral(valid[1])}` : null,
      ...pieces.map((piece) => `prov:wasDerivedFrom ${evidenceTurtle(graph, piece)}`),
    ]),
  );
  return [...lines, ...pieces.flatMap((piece) => sentenceTurtle(graph, piece))];
}

function described(subject, parts) {
  return `${subject} ${parts.filter(Boolean).join(" ;\n    ")} .`;
}

function evidenceTurtle(graph, piece) {
  const spans = piece.spans.map((span) => `kg:sentence ${spanNode(graph, piece, span)}`);
  return `[ ${["a kg:Evidence", `kg:inDocument ${articleNode(graph, piece)}`, ...spans, `kg:extractor ${literal(piece.extractor)}`, `kg:score ${(piece.score / 100).toFixed(2)}`].join(" ; ")} ]`;
}

function sentenceTurtle(graph, piece) {
  const { source } = piece;
  const article = described(articleNode(graph, piece), [
    "a kg:Article",
    source.title ? `dcterms:title ${literal(source.title)}` : null,
    source.published ? `dcterms:issued ${dateLiteral(source.published)}` : null,
    graph.outlet(piece.article) ? `kg:outlet ${literal(graph.outlet(piece.article))}` : null,
    source.url ? `schema:url ${literal(source.url)}^^xsd:anyURI` : null,
  ]);
  const sentences = piece.spans.map((span) =>
    described(spanNode(graph, piece, span), [
      "a kg:Sentence",
      `oa:hasSource ${articleNode(graph, piece)}`,
      `oa:hasSelector [ a oa:TextQuoteSelector ; oa:exact ${literal(piece.sentence.slice(span[2], span[3]))} ]`,
    ]),
  );
  return [article, ...sentences];
}

function articleNode(graph, piece) {
  return node(graph.articleIri(piece.source));
}

function spanNode(graph, piece, [start, end]) {
  return node(`${graph.articleIri(piece.source)}#char=${start},${end}`);
}

// Plain triples hold what is asserted and had not ended when it was last said.
function isPlain(graph, fact) {
  if (graph.modalityName(fact) !== "asserted") return false;
  const valid = graph.valid(fact);
  if (!valid || valid[3] === null) return true;
  return graph.articlesOf(fact).some((article) => (graph.day(article) ?? -Infinity) <= valid[3]);
}

function node(iri) {
  return `<${iri.replace(/[\u0000-\u0020<>"{}|^`\\]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`)}>`;
}

const ESCAPES = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f" };

function literal(text) {
  return `"${text.toWellFormed ? escaped(text.toWellFormed()) : escaped(text)}"`;
}

function escaped(text) {
  return text.replace(
    /[\\"\u0000-\u001f\u007f\u2028\u2029]/g,
    (char) => ESCAPES[char] || `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function dateLiteral(iso) {
  const found = DATES.find(([form]) => form.test(iso));
  return found ? `"${iso}"^^xsd:${found[1]}` : literal(iso);
}

// sparql.js
// A SPARQL query that asks a store for what the page shows.


const USED = ["kg", "oa", "prov", "rdf"];

// A query for the facts between the entities on show, under the same filters.
async function sparqlOf(app) {
  const { graph, trail } = app;
  const { off } = trail.state;
  const facts = factsShown(app.view);
  const all = app.view.entities.length >= graph.size;
  const shown = [...app.view.entities]
    .sort((one, two) => one - two)
    .map((entity) => `    ${node(graph.iri(entity))}`)
    .join("\n");
  const keep = (list, numbers) =>
    list
      .map((item, number) => [item, number])
      .filter(([, number]) => !numbers.includes(number))
      .map(([item]) => item);
  const lines = [
    ...USED.map((prefix) => `PREFIX ${prefix}: <${PREFIXES[prefix]}>`),
    "",
    `# ${facts.length === 1 ? "The fact" : `The ${facts.length} facts`} on show, each with its sentences.`,
    "SELECT ?subject ?property ?object ?how ?sentence ?article WHERE {",
  ];
  if (!all) lines.push("  VALUES ?subject {", shown, "  }", "  VALUES ?object {", shown, "  }");
  if (off.properties.length)
    lines.push(
      `  VALUES ?property { ${keep(graph.index.properties, off.properties)
        .map(({ iri }) => node(iri))
        .join(" ")} }`,
    );
  if (off.modalities.length)
    lines.push(`  VALUES ?how { ${keep(graph.index.modalities, off.modalities).map(literal).join(" ")} }`);
  lines.push(
    "  ?statement a rdf:Statement ; rdf:subject ?subject ; rdf:predicate ?property ; rdf:object ?object ; kg:modality ?how .",
  );
  if (all) lines.push("  FILTER(isIRI(?object) && ?subject != ?object)");
  else lines.push("  FILTER(?subject != ?object)");
  lines.push(
    "  ?statement prov:wasDerivedFrom ?evidence .",
    "  ?evidence kg:inDocument ?article ; kg:sentence ?span .",
    "  ?span oa:hasSelector/oa:exact ?sentence .",
  );
  lines.push(...(await evidenceFilters(app, facts)), "}", "ORDER BY ?subject ?property ?object ?article");
  return `${lines.join("\n")}\n`;
}

// Filters that rest on articles, times and counts are computed here; the query names the facts that passed.
async function evidenceFilters(app, facts) {
  const { off, time, score, sources } = app.trail.state;
  if (!off.outlets.length && time.from === null && time.until === null && time.undated && !score && sources < 2)
    return [];
  const iris = await Promise.all(facts.map(async (fact) => (await app.graph.evidence(fact)).iri));
  return ["  VALUES ?statement {", ...iris.map((iri) => `    ${node(iri)}`), "  }"];
}

// geometry.js
// Curves, hulls and boxes.

const BEND = 0.09;

// A link as a quadratic curve that leans to one side, from rim to rim.
function curveOf(from, to) {
  const across = to.x - from.x;
  const down = to.y - from.y;
  const length = Math.hypot(across, down) || 1;
  const middle = { x: (from.x + to.x) / 2 - down * BEND, y: (from.y + to.y) / 2 + across * BEND };
  const start = rim(from, middle, length);
  const end = rim(to, middle, length);
  return { x1: start.x, y1: start.y, cx: middle.x, cy: middle.y, x2: end.x, y2: end.y };
}

function rim(node, towards, length) {
  const across = towards.x - node.x;
  const down = towards.y - node.y;
  const reach = Math.hypot(across, down) || 1;
  const radius = Math.min(node.r + 1.5, length / 3);
  return { x: node.x + (across / reach) * radius, y: node.y + (down / reach) * radius };
}

function pointOn(curve, share) {
  const rest = 1 - share;
  return {
    x: rest * rest * curve.x1 + 2 * rest * share * curve.cx + share * share * curve.x2,
    y: rest * rest * curve.y1 + 2 * rest * share * curve.cy + share * share * curve.y2,
  };
}

function distanceTo(curve, x, y) {
  let best = Infinity;
  let before = { x: curve.x1, y: curve.y1 };
  for (let step = 1; step <= 8; step += 1) {
    const after = pointOn(curve, step / 8);
    best = Math.min(best, distanceToSegment(before, after, x, y));
    before = after;
  }
  return best;
}

function distanceToSegment(one, two, x, y) {
  const across = two.x - one.x;
  const down = two.y - one.y;
  const square = across * across + down * down || 1;
  const share = Math.max(0, Math.min(1, ((x - one.x) * across + (y - one.y) * down) / square));
  return Math.hypot(x - one.x - share * across, y - one.y - share * down);
}

// The convex hull of discs of radius `pad` around points, as a list of points. Source: Andrew 1979.
function hullOf(points, pad) {
  const rims = points.flatMap(({ x, y }) =>
    Array.from({ length: 12 }, (_, step) => {
      const angle = (Math.PI * step) / 6;
      return { x: x + pad * Math.cos(angle), y: y + pad * Math.sin(angle) };
    }),
  );
  rims.sort((one, two) => one.x - two.x || one.y - two.y);
  const half = (sorted) => {
    const chain = [];
    for (const point of sorted) {
      while (chain.length > 1 && turn(chain[chain.length - 2], chain[chain.length - 1], point) <= 0) chain.pop();
      chain.push(point);
    }
    chain.pop();
    return chain;
  };
  return [...half(rims), ...half([...rims].reverse())];
}

// Whether a place lies inside a convex hull, whichever way round its points run.
function isInside(hull, x, y) {
  let side = 0;
  for (let place = 0; place < hull.length; place += 1) {
    const way = Math.sign(turn(hull[place], hull[(place + 1) % hull.length], { x, y }));
    if (way && side && way !== side) return false;
    side = way || side;
  }
  return true;
}

function turn(one, two, three) {
  return (two.x - one.x) * (three.y - one.y) - (two.y - one.y) * (three.x - one.x);
}

// Boxes that keep clear of one another: `place` says whether there was room.
class Boxes {
  constructor() {
    this.taken = [];
  }

  isFree(left, top, right, bottom) {
    for (const box of this.taken) {
      if (left < box[2] && right > box[0] && top < box[3] && bottom > box[1]) return false;
    }
    return true;
  }

  place(left, top, right, bottom) {
    if (!this.isFree(left, top, right, bottom)) return false;
    this.taken.push([left, top, right, bottom]);
    return true;
  }
}

function bounds(points) {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return { left, top, right, bottom };
}

// paint.js
// Draws links, nodes and labels. Coordinates are the graph's; `scale` turns them into pixels.


const DASHES = { asserted: [], agreed: [7, 4], planned: [7, 4], former: [2, 4], speculated: [1.5, 4], denied: [5, 4] };
const glyphs = new Map();
const widths = new Map();

function glyph(type) {
  if (!glyphs.has(type)) glyphs.set(type, new Path2D(iconPath(type)));
  return glyphs.get(type);
}

// Links of one look are one path: a few strokes a frame, however many links.
function paintLinks(ctx, scene, scale) {
  const looks = new Map();
  for (const link of scene.links) {
    const from = scene.items.get(link.low);
    const to = scene.items.get(link.high);
    if (!from || !to) continue;
    const lit = scene.isLinkLit(link);
    const width = link.weight > 3 ? 2.6 : link.weight > 1 ? 1.8 : 1.15;
    const key = `${link.kind}|${lit}|${width}`;
    if (!looks.has(key)) looks.set(key, { kind: link.kind, lit, width, links: [] });
    looks.get(key).links.push([link, curveOf(from, to)]);
  }
  const order = [...looks.values()].sort((one, two) => (one.lit === true) - (two.lit === true));
  for (const look of order) strokeLook(ctx, scene, scale, look);
}

function strokeLook(ctx, scene, scale, look) {
  const { token } = scene.theme;
  const lift = look.lit === true ? 1.5 : 1;
  const thin = Math.max(scale, 0.35);
  ctx.save();
  ctx.globalAlpha = look.lit === false ? 0.13 : 1;
  ctx.strokeStyle = look.kind === "denied" ? token.denied : look.lit === true ? token["edge-strong"] : token.edge;
  ctx.fillStyle = ctx.strokeStyle;
  ctx.lineWidth = (look.width * lift) / thin;
  ctx.setLineDash((DASHES[look.kind] || []).map((length) => length / thin));
  ctx.lineCap = look.kind === "former" || look.kind === "speculated" ? "round" : "butt";
  ctx.beginPath();
  for (const [, curve] of look.links) {
    ctx.moveTo(curve.x1, curve.y1);
    ctx.quadraticCurveTo(curve.cx, curve.cy, curve.x2, curve.y2);
  }
  ctx.stroke();
  if (look.lit === true || scale > 0.62) heads(ctx, look, scale);
  ctx.restore();
}

function heads(ctx, look, scale) {
  const size = Math.min(9, 6.5 / Math.min(1, scale)) * (look.lit === true ? 1.15 : 1);
  ctx.setLineDash([]);
  ctx.beginPath();
  for (const [link, curve] of look.links) {
    if (link.forward) head(ctx, curve.cx, curve.cy, curve.x2, curve.y2, size);
    if (link.backward) head(ctx, curve.cx, curve.cy, curve.x1, curve.y1, size);
  }
  ctx.fill();
}

function head(ctx, fromX, fromY, x, y, size) {
  const angle = Math.atan2(y - fromY, x - fromX);
  ctx.moveTo(x, y);
  ctx.lineTo(x - size * Math.cos(angle - 0.42), y - size * Math.sin(angle - 0.42));
  ctx.lineTo(x - size * Math.cos(angle + 0.42), y - size * Math.sin(angle + 0.42));
  ctx.closePath();
}

function paintNode(ctx, scene, item, scale) {
  const { token } = scene.theme;
  const lit = scene.isNodeLit(item.id);
  const radius = Math.max(item.r, 3.2 / scale);
  ctx.save();
  ctx.globalAlpha = lit === false ? 0.22 : 1;
  if (scene.selected === item.id || scene.keyed === item.id)
    ring(ctx, item, radius, scene.selected === item.id ? token.accent : token.ink, scale);
  ctx.beginPath();
  ctx.arc(item.x, item.y, radius, 0, 2 * Math.PI);
  ctx.fillStyle = scene.theme.type(item.type);
  ctx.fill();
  ctx.lineWidth = Math.min(2.2, 1.6 / Math.min(1, scale));
  ctx.strokeStyle = token.ground;
  ctx.stroke();
  if (radius * scale > 6.5) {
    const size = (radius * 1.22) / 24;
    ctx.translate(item.x - 12 * size, item.y - 12 * size);
    ctx.scale(size, size);
    ctx.lineWidth = 2;
    ctx.lineCap = "round";
    ctx.lineJoin = "round";
    ctx.strokeStyle = scene.theme.name === "dark" ? token.ground : "#ffffff";
    ctx.stroke(glyph(item.type));
  }
  ctx.restore();
}

function ring(ctx, item, radius, colour, scale) {
  const unit = 1 / Math.min(1, Math.max(scale, 0.3));
  ctx.beginPath();
  ctx.arc(item.x, item.y, radius + 5 * unit, 0, 2 * Math.PI);
  ctx.lineWidth = 2.5 * unit;
  ctx.strokeStyle = colour;
  ctx.stroke();
}

// Names of nodes and relations, most important first; one that would cover another waits for a closer look.
function paintLabels(ctx, scene, scale) {
  const boxes = new Boxes();
  const items = scene.ordered();
  ctx.save();
  ctx.textAlign = "center";
  ctx.lineJoin = "round";
  if (scale < 0.55 && !scene.lit) scene.backdrop.paintNames(ctx, boxes, scale);
  items.forEach((item, place) => {
    if (scene.isNodeLit(item.id) === false) return;
    const reach = Math.max(item.r, 3.2 / scale) * 0.8;
    boxes.taken.push([item.x - reach, item.y - reach, item.x + reach, item.y + reach]);
    paintName(ctx, scene, item, boxes, scale, items.length > 60 ? place < 16 : item.r > 20);
  });
  paintRelations(ctx, scene, boxes, scale);
  if (scale >= 0.55 && !scene.lit) scene.backdrop.paintNames(ctx, boxes, scale);
  ctx.restore();
}

function paintName(ctx, scene, item, boxes, scale, large) {
  const asked = item.id === scene.selected || item.id === scene.hovered || item.id === scene.keyed;
  const size = (large ? 13.5 : 12) / scale;
  const font = `${large || asked ? 600 : 500} ${size}px ${scene.theme.font}`;
  const text = item.text || (item.text = clip(item.label, 28));
  const half = (measure(ctx, text, large || asked) * size) / 200 + 3 / scale;
  const top = item.y + Math.max(item.r, 3.2 / scale) + 3.5 / scale;
  const frame = scene.frame();
  if (
    item.x + half < frame.left ||
    item.x - half > frame.right ||
    item.y < frame.top - 40 / scale ||
    item.y > frame.bottom + 40 / scale
  )
    return;
  const high = size * 1.15;
  const above = 2 * item.y - top - high;
  let y = [top, above].find((place) => boxes.place(item.x - half, place, item.x + half, place + high));
  if (y === undefined && !asked) return;
  if (y === undefined) {
    y = top;
    boxes.taken.push([item.x - half, top, item.x + half, top + high]);
  }
  ctx.font = font;
  ctx.textBaseline = "top";
  outlined(ctx, text, item.x, y, scene.theme.token.ground, scene.theme.token.ink, 3.6 / scale);
}

// Text width at 100 px, remembered: the canvas measures slowly.
function measure(ctx, text, bold) {
  const key = `${bold ? 1 : 0}${text}`;
  if (!widths.has(key)) {
    if (widths.size > 6000) widths.clear();
    ctx.font = `${bold ? 600 : 500} 100px ${measure.font || "sans-serif"}`;
    widths.set(key, ctx.measureText(text).width);
  }
  return widths.get(key);
}

function measureWith(font) {
  measure.font = font;
  widths.clear();
}

function outlined(ctx, text, x, y, halo, ink, width) {
  ctx.lineWidth = width;
  ctx.strokeStyle = halo;
  ctx.strokeText(text, x, y);
  ctx.fillStyle = ink;
  ctx.fillText(text, x, y);
}

function paintRelations(ctx, scene, boxes, scale) {
  const frame = scene.frame();
  const all = scale > 0.7 || scene.links.length < 90;
  const size = 10.5 / scale;
  ctx.textBaseline = "middle";
  for (const link of scene.links) {
    const lit = scene.isLinkLit(link);
    if (!link.label || lit === false || (!all && lit !== true)) continue;
    const from = scene.items.get(link.low);
    const to = scene.items.get(link.high);
    if (
      !from ||
      !to ||
      Math.max(from.x, to.x) < frame.left ||
      Math.min(from.x, to.x) > frame.right ||
      Math.max(from.y, to.y) < frame.top ||
      Math.min(from.y, to.y) > frame.bottom
    )
      continue;
    paintRelation(ctx, scene, link, curveOf(from, to), boxes, size, scale);
  }
}

function paintRelation(ctx, scene, link, curve, boxes, size, scale) {
  const width = (measure(ctx, link.label, false) * size) / 100;
  if (width > Math.hypot(curve.x2 - curve.x1, curve.y2 - curve.y1) * 0.94) return;
  const middle = pointOn(curve, 0.5);
  let angle = Math.atan2(curve.y2 - curve.y1, curve.x2 - curve.x1);
  if (angle > Math.PI / 2 || angle < -Math.PI / 2) angle += Math.PI;
  const high = (Math.abs(Math.sin(angle)) * width) / 2 + size / 2;
  const wide = (Math.abs(Math.cos(angle)) * width) / 2 + size / 2;
  if (!boxes.place(middle.x - wide, middle.y - high, middle.x + wide, middle.y + high)) return;
  ctx.save();
  ctx.translate(middle.x, middle.y);
  ctx.rotate(angle);
  ctx.font = `500 ${size}px ${scene.theme.font}`;
  const { token } = scene.theme;
  ctx.fillStyle = token.ground; // a plain patch: outlining rotated text is the slowest thing a canvas does
  ctx.globalAlpha = 0.9;
  ctx.fillRect(-width / 2 - 2 / scale, -size * 0.62, width + 4 / scale, size * 1.24);
  ctx.globalAlpha = 1;
  ctx.fillStyle = link.kind === "denied" ? token.denied : token["ink-2"];
  ctx.fillText(link.label, 0, 0);
  ctx.restore();
}

// picture.js
// The view as a picture: PNG from a canvas of its own, SVG from elements.


const EDGE = 90;
const LARGEST = 6000;

function frameOf(scene) {
  const box = bounds(scene.items.size ? [...scene.items.values()] : [{ x: 0, y: 0 }]);
  return {
    left: box.left - EDGE,
    top: box.top - EDGE,
    width: box.right - box.left + 2 * EDGE,
    height: box.bottom - box.top + 2 * EDGE + 30,
  };
}

function pngOf(app) {
  const { scene } = app;
  const frame = frameOf(scene);
  const scale = Math.min(2, LARGEST / frame.width, LARGEST / frame.height);
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(frame.width * scale);
  canvas.height = Math.ceil(frame.height * scale);
  const ctx = canvas.getContext("2d");
  ctx.fillStyle = scene.theme.token.ground;
  ctx.fillRect(0, 0, canvas.width, canvas.height);
  ctx.scale(scale, scale);
  ctx.translate(-frame.left, -frame.top);
  const look = Math.min(1, scale);
  scene.backdrop.paintShapes(ctx);
  paintLinks(ctx, scene, look);
  for (const item of [...scene.ordered()].reverse()) paintNode(ctx, scene, item, look);
  paintLabels(ctx, scene, look);
  caption(ctx, app, frame);
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) =>
        blob ? resolve(blob) : reject(new Error("The browser could not make the picture: it may be too large.")),
      "image/png",
    );
  });
}

function captionText(app) {
  return `${clip(app.graph.index.title, 60)} — ${plural(app.view.entities.length, "entity", "entities")}, ${plural(app.view.links.size, "link")}`;
}

function caption(ctx, app, frame) {
  ctx.font = `500 12px ${app.theme.font}`;
  ctx.textAlign = "left";
  ctx.textBaseline = "bottom";
  ctx.fillStyle = app.theme.token["ink-3"];
  ctx.fillText(captionText(app), frame.left + 20, frame.top + frame.height - 16);
}

function svgOf(app) {
  const { scene, theme } = app;
  const frame = frameOf(scene);
  const drawing = svg(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      viewBox: [frame.left, frame.top, frame.width, frame.height].map((value) => value.toFixed(1)).join(" "),
      width: frame.width.toFixed(0),
      height: frame.height.toFixed(0),
      "font-family": theme.font,
      "font-size": 12,
    },
    svg("title", null, legal(captionText(app))),
    svg("rect", { x: frame.left, y: frame.top, width: frame.width, height: frame.height, fill: theme.token.ground }),
    svg(
      "g",
      { fill: "none", stroke: theme.token.edge },
      scene.links.map((link) => linkOf(scene, link)),
    ),
    svg(
      "g",
      { "text-anchor": "middle" },
      scene.ordered().map((item) => nodeOf(scene, item)),
    ),
    svg(
      "text",
      { x: frame.left + 20, y: frame.top + frame.height - 16, fill: theme.token["ink-3"] },
      legal(captionText(app)),
    ),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(drawing)}\n`;
}

function linkOf(scene, link) {
  const from = scene.items.get(link.low);
  const to = scene.items.get(link.high);
  if (!from || !to) return null;
  const curve = curveOf(from, to);
  const { token } = scene.theme;
  const n = (value) => value.toFixed(1);
  const middle = pointOn(curve, 0.5);
  const dashes = { planned: "7 4", agreed: "7 4", former: "2 4", speculated: "1.5 4", denied: "5 4" };
  const length = Math.hypot(curve.x2 - curve.x1, curve.y2 - curve.y1);
  const label =
    link.label && link.label.length * 5.4 < length
      ? svg(
          "text",
          {
            x: n(middle.x),
            y: n(middle.y + 3),
            fill: token["ink-2"],
            stroke: token.ground,
            "stroke-width": 3,
            "paint-order": "stroke",
            "font-size": 10,
            "text-anchor": "middle",
          },
          legal(link.label),
        )
      : null;
  return svg(
    "g",
    null,
    svg("path", {
      d: `M${n(curve.x1)} ${n(curve.y1)}Q${n(curve.cx)} ${n(curve.cy)} ${n(curve.x2)} ${n(curve.y2)}`,
      stroke: link.kind === "denied" ? token.denied : token.edge,
      "stroke-width": link.weight > 1 ? 1.8 : 1.2,
      "stroke-dasharray": dashes[link.kind],
    }),
    label,
  );
}

function nodeOf(scene, item) {
  const { token } = scene.theme;
  const size = (item.r * 1.22) / 24;
  return svg(
    "g",
    null,
    svg("title", null, legal(item.label)),
    svg("circle", {
      cx: item.x.toFixed(1),
      cy: item.y.toFixed(1),
      r: item.r.toFixed(1),
      fill: scene.theme.type(item.type),
      stroke: token.ground,
      "stroke-width": 1.6,
    }),
    svg("path", {
      d: iconPath(item.type),
      transform: `translate(${(item.x - 12 * size).toFixed(2)} ${(item.y - 12 * size).toFixed(2)}) scale(${size.toFixed(4)})`,
      fill: "none",
      stroke: scene.theme.name === "dark" ? token.ground : "#ffffff",
      "stroke-width": 2,
      "stroke-linecap": "round",
      "stroke-linejoin": "round",
    }),
    svg(
      "text",
      {
        x: item.x.toFixed(1),
        y: (item.y + item.r + 14).toFixed(1),
        fill: token.ink,
        stroke: token.ground,
        "stroke-width": 3.4,
        "paint-order": "stroke",
        "font-weight": 500,
      },
      legal(clip(item.label, 28)),
    ),
  );
}

// XML 1.0 has no place for most control characters and for lone surrogates.
function legal(text) {
  const whole = text.toWellFormed ? text.toWellFormed() : text;
  return whole.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd");
}

// dialogs.js
// Dialogs: exports, the query, the link, and the keys.


const KEYS = [
  ["/", "Search"],
  ["Arrow keys", "Move from entity to entity, by direction"],
  ["Enter", "Open the card of the marked entity"],
  ["f", "Focus on it; again for two hops"],
  ["e", "Expand or collapse it"],
  ["c", "Add it to what is to be connected"],
  ["h", "Hide it"],
  ["o", "Back to the overview"],
  ["l", "Legend and filters"],
  ["+  −", "Zoom"],
  ["0", "Fit everything"],
  ["Alt ←  Alt →", "Back and forward"],
  ["t", "Light or dark"],
  ["Esc", "Close"],
  ["?", "These keys"],
];

function openDialog(title, ...content) {
  const dialog = h(
    "dialog",
    { class: "dialog", "aria-label": title },
    h(
      "header",
      { class: "dialog-head" },
      h("h2", null, title),
      iconButton("close", "Close", () => dialog.close(), { class: "tool quiet" }),
    ),
    content,
  );
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

function openExport(app) {
  const name =
    clip(app.graph.index.title, 40)
      .replace(/[^\p{L}\p{N}]+/gu, "-")
      .replace(/^-|-$/g, "")
      .toLowerCase() || "graph";
  const choices = [
    ["PNG", "A picture, for slides and documents", "png", () => pngOf(app)],
    ["SVG", "A picture to edit and to scale", "svg", async () => new Blob([svgOf(app)], { type: "image/svg+xml" })],
    [
      "CSV",
      "A row for each sentence, for spreadsheets",
      "csv",
      async () => new Blob([await csvOf(app)], { type: "text/csv" }),
    ],
    [
      "Turtle",
      "The facts as RDF, for any store",
      "ttl",
      async () => new Blob([await turtleOf(app)], { type: "text/turtle" }),
    ],
  ];
  const trouble = h("p", { class: "trouble", role: "alert" });
  const dialog = openDialog(
    "Export what is shown",
    h(
      "p",
      { class: "hint" },
      `${plural(app.view.entities.length, "entity", "entities")} and ${plural(app.view.links.size, "link")}, as the filters leave them.`,
    ),
    h(
      "div",
      { class: "choices" },
      choices.map(([title, note, ending, make]) =>
        h(
          "button",
          {
            type: "button",
            class: "choice",
            on: {
              click: async () => {
                try {
                  save(await make(), `${name}.${ending}`);
                  dialog.close();
                } catch (error) {
                  trouble.textContent = error.message;
                }
              },
            },
          },
          h("strong", null, title),
          h("span", null, note),
        ),
      ),
    ),
    trouble,
  );
}

function save(blob, name) {
  const address = URL.createObjectURL(blob);
  const link = h("a", { download: name, hidden: true });
  link.href = address;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
  announce(`Saved ${name}`);
}

async function openQuery(app) {
  const query = await sparqlOf(app);
  openDialog(
    "SPARQL for what is shown",
    h(
      "p",
      { class: "hint" },
      "Run it on the graph’s Turtle or TriG file with ",
      h("code", null, "kg query"),
      " or in any SPARQL store.",
    ),
    h("pre", { class: "code", tabindex: 0 }, query),
    copyRow("Copy query", query),
  );
}

function openLink(app) {
  const address = app.trail.link();
  openDialog(
    "Link to this view",
    h("p", { class: "hint" }, "Whoever opens it with the same file sees the same view: selection, filters, camera."),
    h("pre", { class: "code wrap", tabindex: 0 }, address),
    copyRow("Copy link", address),
  );
}

function copyRow(label, text) {
  const caption = h("span", null, label);
  const button = h(
    "button",
    {
      type: "button",
      class: "primary",
      on: {
        click: async () => {
          caption.textContent = (await copy(text)) ? "Copied" : "Select the text and copy it";
          announce(caption.textContent);
        },
      },
    },
    icon("copy"),
    caption,
  );
  return h("div", { class: "dialog-foot" }, button);
}

// The clipboard of a page from disk is open in some browsers and shut in others.
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = h("textarea", { class: "offstage", "aria-hidden": "true" });
    area.value = text;
    (document.querySelector("dialog[open]") || document.body).append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}

function openHelp() {
  openDialog(
    "Keys and gestures",
    h(
      "dl",
      { class: "keys" },
      KEYS.map(([key, meaning]) => h("div", null, h("dt", null, h("kbd", null, key)), h("dd", null, meaning))),
    ),
    h(
      "p",
      { class: "hint" },
      "Click an entity for its card, a line for the facts behind it, a faint dot to call that entity in. Double-click to expand. Drag the ground to move, turn the wheel to zoom.",
    ),
    h(
      "p",
      { class: "lines" },
      [
        ["asserted", "said as a fact"],
        ["planned", "planned or agreed"],
        ["former", "former"],
        ["speculated", "speculation"],
        ["denied", "denied"],
      ].map(([kind, label]) => h("span", { class: `line-key ${kind}` }, label)),
    ),
  );
}

// keyboard.js
// The keys of the graph. Where a field has the focus, keys belong to the field.


const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function bindKeys(app) {
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

// pointer.js
// Clicks, double clicks and hovering over nodes, links and the faint dots.


const DOUBLE = 260;

function bindPointer(app) {
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

// shell.js
// The bar on top and the line below the graph.


function buildBar(app) {
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

function buildStatus(app) {
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

function showStatus(app) {
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

// arrange.js
// Places for the few entities of a focus or a path, and for those that expanding calls in.

const GOLDEN = 2.399963229728653;
const GAP = 92;

// Forces over a small view, from a start that depends on nothing but the view: same view, same picture.
function arrange(entities, links, centres, labelOf) {
  const order = [...entities];
  const number = new Map(order.map((entity, place) => [entity, place]));
  const size = order.length;
  const x = new Float64Array(size);
  const y = new Float64Array(size);
  order.forEach((entity, place) => {
    const radius = GAP * 1.1 * Math.sqrt(place + (place ? 0.8 : 0));
    x[place] = radius * Math.cos(place * GOLDEN) * 1.25;
    y[place] = radius * Math.sin(place * GOLDEN);
  });
  const fixed = new Float64Array(size);
  pinCentres(centres, number, x, y, fixed);
  const ends = [...links].map(({ low, high }) => [number.get(low), number.get(high)]);
  const rounds = size > 90 ? 110 : 200;
  for (let turn = 0; turn < rounds; turn += 1) push(x, y, ends, fixed, GAP * 0.5 * (1 - turn / rounds) + 0.5);
  const half = order.map((entity) => Math.max(30, 4 * labelOf(entity).length + 8));
  for (let turn = 0; turn < 90; turn += 1) if (!separate(x, y, fixed, half)) break;
  return new Map(order.map((entity, place) => [entity, { x: x[place], y: y[place] }]));
}

function pinCentres(centres, number, x, y, fixed) {
  centres.forEach((entity, place) => {
    const at = number.get(entity);
    if (at === undefined) return;
    fixed[at] = 1;
    const angle = Math.PI + (2 * Math.PI * place) / centres.length;
    const radius = centres.length > 1 ? GAP * 2.6 : 0;
    x[at] = radius * Math.cos(angle) * 1.35;
    y[at] = radius * Math.sin(angle) * 0.9;
  });
}

function push(x, y, ends, fixed, heat) {
  const size = x.length;
  const dx = new Float64Array(size);
  const dy = new Float64Array(size);
  for (let one = 0; one < size; one += 1) {
    for (let two = one + 1; two < size; two += 1) {
      const across = x[one] - x[two];
      const down = y[one] - y[two];
      const force = (GAP * GAP * 1.5) / Math.max(25, across * across + down * down);
      dx[one] += across * force;
      dy[one] += down * force;
      dx[two] -= across * force;
      dy[two] -= down * force;
    }
    dx[one] -= x[one] * 0.1;
    dy[one] -= y[one] * 0.16;
  }
  for (const [one, two] of ends) {
    const across = x[one] - x[two];
    const down = y[one] - y[two];
    const force = Math.hypot(across, down) / (GAP * 1.5);
    dx[one] -= across * force;
    dy[one] -= down * force;
    dx[two] += across * force;
    dy[two] += down * force;
  }
  for (let one = 0; one < size; one += 1) {
    if (fixed[one]) continue;
    const length = Math.hypot(dx[one], dy[one]) || 1;
    const step = Math.min(length, heat) / length;
    x[one] += dx[one] * step;
    y[one] += dy[one] * step;
  }
}

function separate(x, y, fixed, half) {
  let moved = false;
  for (let one = 0; one < x.length; one += 1) {
    for (let two = one + 1; two < x.length; two += 1) {
      const across = x[one] - x[two];
      const down = y[one] - y[two];
      const lackX = half[one] + half[two] - Math.abs(across);
      const lackY = 62 - Math.abs(down);
      if (lackX <= 0 || lackY <= 0) continue;
      moved = true;
      const share = fixed[one] || fixed[two] ? 1 : 0.5;
      const [axis, lack, way] = lackX < lackY ? [x, lackX, across < 0 ? -1 : 1] : [y, lackY, down < 0 ? -1 : 1];
      if (!fixed[one]) axis[one] += way * lack * share;
      if (!fixed[two]) axis[two] -= way * lack * share;
    }
  }
  return moved;
}

// Free spots around an anchor, in order, that keep clear of everything already placed.
function spotsAround(anchor, howMany, taken) {
  const grid = new Map();
  const cell = (x, y) => `${Math.floor(x / 110)},${Math.floor(y / 60)}`;
  const note = (spot) => {
    const key = cell(spot.x, spot.y);
    if (!grid.has(key)) grid.set(key, []);
    grid.get(key).push(spot);
  };
  const isFree = (x, y) => {
    for (let across = -1; across <= 1; across += 1) {
      for (let down = -1; down <= 1; down += 1) {
        const near = grid.get(cell(x + across * 110, y + down * 60)) || [];
        if (near.some((spot) => Math.abs(spot.x - x) < 96 && Math.abs(spot.y - y) < 48)) return false;
      }
    }
    return true;
  };
  taken.forEach(note);
  const spots = [];
  for (let turn = 0; spots.length < howMany && turn < 4000; turn += 1) {
    const radius = 84 + 15 * Math.sqrt(turn);
    const spot = {
      x: anchor.x + radius * Math.cos(turn * GOLDEN) * 1.2,
      y: anchor.y + radius * Math.sin(turn * GOLDEN) * 0.85,
    };
    if (turn < 3600 && !isFree(spot.x, spot.y)) continue;
    spots.push(spot);
    note(spot);
  }
  return spots;
}

// drawing.js
// From what a state shows to what the scene draws: places, sizes, labels.


function radiusOf(degree) {
  return Math.min(30, 10 + 3.6 * Math.log2(1 + degree / 2));
}

// The entities on show with their places. `isAnew`: another picture than before, so that the camera must fit it.
function itemsFor(app, state, before) {
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

function linksFor(graph, view) {
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

// app.js
// The page as a whole: one state, what it shows, and the acts that change it.


const MOST_CONNECTED = 6;

class App {
  constructor(graph, scene, theme) {
    Object.assign(this, { graph, scene, theme });
    this.filter = new Filter(graph);
    this.places = new Map();
    this.trail = new Trail(graph, (state, before) => this.changed(state, before));
    this.search = new SearchBox(new NameIndex(graph), (entity) => this.found(entity));
    this.panel = new Panel(this);
    this.filters = new FilterPanel(this);
    buildBar(this);
    buildStatus(this);
    bindPointer(this);
    bindKeys(this);
    this.filters.render();
    this.view = this.look();
    this.showPanel();
    this.draw(null);
    const idle = window.requestIdleCallback || ((task) => setTimeout(task, 300));
    idle(() => this.search.names.build());
  }

  // Redraws what a change of state calls for.
  changed(state, before) {
    this.view = this.look();
    if (
      JSON.stringify([state.off, state.time, state.score, state.sources]) !==
      JSON.stringify([before.off, before.time, before.score, before.sources])
    )
      this.filters.render();
    this.showPanel();
    this.draw(before);
  }

  look() {
    this.filter.update(this.trail.state);
    return visible(this.graph, this.filter, this.trail.state);
  }

  draw(before) {
    const { state } = this.trail;
    const { items, isAnew } = itemsFor(this, state, before);
    const { select } = state;
    this.scene.selected = select && select.entity !== undefined ? select.entity : null;
    this.scene.selectedLink = select && select.link ? `${Math.min(...select.link)}-${Math.max(...select.link)}` : null;
    this.scene.trail = null;
    this.scene.hovered = null;
    this.scene.hoveredLink = null;
    const isOverview = state.view === "overview";
    this.scene.set(items, linksFor(this.graph, this.view));
    this.scene.backdrop.update(this.graph, this.filter, isOverview);
    this.scene.redraw();
    document.body.classList.toggle("has-panel", Boolean(select) || state.connect.length > 0 || !this.narrow());
    this.scene.insets = this.free();
    this.moveCamera(state, before, isAnew);
    showStatus(this);
  }

  moveCamera(state, before, isAnew) {
    const isRestored = !before || state.camera;
    if (state.camera && isRestored) this.scene.moveTo(state.camera, !before);
    else if (isAnew) this.fit(!before);
    else if (state.select && state.select.entity !== undefined) this.scene.centre(state.select.entity, this.free());
  }

  showPanel() {
    const { state } = this.trail;
    const { select } = state;
    if (select && select.entity !== undefined) this.showCard(select.entity);
    else if (select && select.link) this.panel.show(linkPage(this, select.link));
    else if (select && select.article !== undefined) this.showArticle(select.article);
    else if (state.connect.length) this.panel.show(connectPage(this));
    else this.panel.show(overviewPage(this));
  }

  // Expanding and focusing leave the card of an entity as it is, except for what its buttons do.
  showCard(entity) {
    const key = `${entity} ${this.filter.key}`;
    if (this.panel.key === key) this.panel.showActions(cardActions(this, entity));
    else this.panel.show(entityCard(this, entity), false, key);
  }

  async showArticle(article) {
    this.panel.show(h("p", { class: "empty" }, "Opening …"));
    const { turn } = this.panel;
    try {
      const { page, isWide } = await articlePage(this, article);
      if (this.panel.isCurrent(turn)) this.panel.show(page, isWide);
    } catch (error) {
      if (this.panel.isCurrent(turn)) this.panel.show(h("p", { class: "trouble" }, error.message));
    }
  }

  // What the panels leave of the window, as insets in pixels.
  free() {
    const insets = { left: 24, right: 24, top: 76, bottom: 56 };
    const panel = byId("panel").getBoundingClientRect();
    const filters = byId("filters").getBoundingClientRect();
    if (this.narrow()) {
      if (document.body.classList.contains("has-panel"))
        insets.bottom = Math.min(panel.height, window.innerHeight * 0.5);
      return insets;
    }
    if (panel.width) insets.right = Math.min(window.innerWidth * 0.5, panel.width + 24);
    if (filters.width && (this.filters.isOpen || window.innerWidth > 1080)) insets.left = filters.width + 24;
    return insets;
  }

  narrow() {
    return window.innerWidth < 760;
  }

  fit(quick) {
    this.scene.fit([...this.scene.items.values()], this.free(), quick);
    if (this.trail.state.camera) this.trail.adjust({ camera: null }, true);
  }

  zoom(factor) {
    const { x, y, scale } = this.scene.camera();
    this.scene.moveTo({ x, y, scale: Math.min(6, Math.max(0.02, scale * factor)) });
    this.keepCamera();
  }

  keepCamera() {
    clearTimeout(this.cameraTimer);
    this.cameraTimer = setTimeout(() => this.trail.adjust({ camera: this.scene.camera() }, true), 450);
  }

  zoomToCluster(number) {
    const members = [...this.scene.items.values()].filter((item) => this.graph.community[item.id] === number);
    if (members.length) {
      this.scene.fit(members, this.free());
      this.keepCamera();
      return;
    }
    const first = this.graph.community.indexOf(number);
    if (first >= 0) this.focus(first, 2);
  }

  // While entities are gathered to be connected, a click adds to them; else it opens the card.
  choose(entity) {
    const { connect, select } = this.trail.state;
    if (connect.length && !select) this.addToConnect(entity);
    else this.select(entity);
  }

  found(entity) {
    this.choose(entity);
    this.scene.canvas.focus({ preventScroll: true });
  }

  select(entity) {
    const { also, hidden } = this.trail.state;
    const isNew = !this.scene.items.has(entity);
    this.trail.go({
      select: { entity },
      camera: null,
      also: isNew && !also.includes(entity) ? [...also, entity] : also,
      hidden: hidden.filter((other) => other !== entity),
    });
    announce(
      `${this.graph.names[entity]}, ${this.graph.classLabel(entity)}, ${plural(this.graph.degree(entity), "fact")}`,
    );
  }

  selectLink(low, high) {
    this.trail.go({ select: { link: [low, high] }, camera: null });
  }

  unselect() {
    const { select, connect } = this.trail.state;
    if (select) this.trail.go({ select: null, camera: null });
    else if (connect.length) this.trail.go({ connect: [], view: "overview", camera: null });
    else if (this.narrow()) document.body.classList.remove("has-panel");
  }

  read(article) {
    this.trail.go({ select: { article }, camera: null });
  }

  focus(entity, hops) {
    this.trail.go({
      view: "focus",
      focus: entity,
      hops,
      opened: [],
      also: [],
      hidden: [],
      connect: [],
      select: { entity },
      camera: null,
    });
    announce(`Around ${this.graph.names[entity]}: ${plural(this.view.entities.length, "entity", "entities")}`);
  }

  overview() {
    this.trail.go({
      view: "overview",
      focus: null,
      hops: 1,
      connect: [],
      opened: [],
      also: [],
      hidden: [],
      select: null,
      camera: null,
    });
  }

  toggleOpen(entity) {
    const { opened: list, select } = this.trail.state;
    const isOpen = list.includes(entity);
    const before = this.scene.items.size;
    this.trail.go({
      opened: isOpen ? list.filter((other) => other !== entity) : [...list, entity],
      select: select && select.entity === entity ? select : { entity },
      camera: null,
    });
    if (!isOpen) announce(`${plural(this.scene.items.size - before, "entity", "entities")} added`);
  }

  isFullyShown(entity) {
    return opened(this.graph, this.filter, entity).every((other) => this.scene.items.has(other));
  }

  hide(entity) {
    const { hidden, opened: list, also, select } = this.trail.state;
    const without = (items) => items.filter((other) => other !== entity);
    this.trail.go({
      hidden: [...hidden, entity],
      opened: without(list),
      also: without(also),
      select: select && select.entity === entity ? null : select,
      camera: null,
    });
  }

  addToConnect(entity) {
    const { connect } = this.trail.state;
    if (connect.includes(entity) || connect.length >= MOST_CONNECTED) return;
    this.connect([...connect, entity]);
  }

  leaveConnect(entity) {
    this.connect(this.trail.state.connect.filter((other) => other !== entity));
  }

  connect(entities) {
    this.trail.go({
      connect: entities,
      view: entities.length > 1 ? "connect" : "overview",
      focus: null,
      opened: [],
      also: [],
      hidden: [],
      select: null,
      camera: null,
    });
    if (entities.length > 1)
      announce(this.view.paths.length ? `${plural(this.view.paths.length, "path")} found` : "No path found");
  }

  setOff(kind, numbers) {
    this.trail.go({ off: { ...this.trail.state.off, [kind]: numbers } });
  }

  clearFilters() {
    this.trail.go(noFilters());
  }

  reset() {
    this.trail.go(emptyState());
  }

  // The entity that keys act on: the one marked by the arrow keys, else the selected one.
  current() {
    const { select } = this.trail.state;
    return this.scene.keyed ?? (select && select.entity !== undefined ? select.entity : null);
  }

  glance(entity) {
    this.scene.hovered = entity !== null && this.scene.items.has(entity) ? entity : null;
    this.scene.relight();
  }

  glanceFact(fact) {
    const { graph, scene } = this;
    const id =
      fact === null || graph.object[fact] < 0
        ? null
        : [graph.subject[fact], graph.object[fact]].sort((one, two) => one - two).join("-");
    scene.hoveredLink = id && this.view.links.has(id) ? id : null;
    scene.relight();
  }

  glancePath(path) {
    this.scene.trail = path
      ? new Set(path.slice(1).map((entity, place) => [entity, path[place]].sort((one, two) => one - two).join("-")))
      : null;
    this.scene.redraw();
  }

  trouble(message) {
    this.panel.show(h("p", { class: "trouble", role: "alert" }, message));
  }
}

// mint.js
// Statement IRIs, minted as kg/iris.py does: base, "statement/", and 128 bits of SHA-256 over the parts.

function mintStatement(graph, fact) {
  const other = graph.object[fact];
  const literal = other < 0 ? graph.literal(fact) : null;
  const known = (entity) => (entity === undefined ? null : graph.iri(entity));
  const [since, until] = graph.valid(fact) || [null, null];
  const parts = [
    graph.iri(graph.subject[fact]),
    graph.index.properties[graph.property[fact]].name,
    literal ? [literal.kind, literal.value] : ["entity", graph.iri(other)],
    graph.modalityName(fact),
    known(graph.speaker(fact)),
    known(graph.index.statements.of[fact]),
    since,
    until,
  ];
  return `${graph.index.base}statement/${sha256(pythonJson(parts)).slice(0, 32)}`;
}

// JSON as Python's json.dumps writes it: a space after commas, everything beyond ASCII escaped.
function pythonJson(value) {
  if (Array.isArray(value)) return `[${value.map(pythonJson).join(", ")}]`;
  return JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

// Constants are the fractional parts of the roots of the first primes. Source: FIPS 180-4.
function primeRoots(howMany, power) {
  const found = [];
  for (let number = 2; found.length < howMany; number += 1) {
    let isPrime = true;
    for (let factor = 2; factor * factor <= number; factor += 1) if (number % factor === 0) isPrime = false;
    if (isPrime) found.push(((number ** power % 1) * 2 ** 32) | 0);
  }
  return found;
}

// The digest of ASCII text, in hexadecimal. Written out, for pages served without TLS have no crypto.subtle.
function sha256(text) {
  const rounds = primeRoots(64, 1 / 3);
  const state = primeRoots(8, 1 / 2);
  const length = Math.ceil((text.length + 9) / 64) * 16;
  const words = new Int32Array(length);
  for (let at = 0; at < text.length; at += 1) words[at >> 2] |= text.charCodeAt(at) << (24 - (at % 4) * 8);
  words[text.length >> 2] |= 0x80 << (24 - (text.length % 4) * 8);
  words[length - 1] = text.length * 8;
  for (let block = 0; block < length; block += 16) digestBlock(words.subarray(block, block + 16), rounds, state);
  return state.map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}

function digestBlock(words, rounds, state) {
  const turn = (word, by) => (word >>> by) | (word << (32 - by));
  const schedule = Int32Array.from({ length: 64 }, (_, at) => words[at] || 0);
  for (let at = 16; at < 64; at += 1) {
    const [early, late] = [schedule[at - 15], schedule[at - 2]];
    const small = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3);
    const large = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10);
    schedule[at] = schedule[at - 16] + small + schedule[at - 7] + large;
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let at = 0; at < 64; at += 1) {
    const first = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + rounds[at] + schedule[at]) | 0;
    const second = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, at) => {
    state[at] = (state[at] + word) | 0;
  });
}

// data.js
// The graph as typed columns, and the blocks that hold what stands behind them.


class Blocks {
  constructor(address) {
    this.address = address;
    this.loaded = new Map();
  }

  get(name) {
    if (!this.loaded.has(name)) this.loaded.set(name, this.load(name));
    return this.loaded.get(name);
  }

  async load(name) {
    const bytes = this.address ? await fetchBytes(this.address + name) : await embeddedBytes(name);
    if (typeof DecompressionStream === "undefined") throw new Error("This browser is too old to unpack the graph.");
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return new Response(stream).json();
  }
}

async function fetchBytes(address) {
  const answer = await fetch(address);
  if (answer.status === 410) throw new Error("The graph has changed since this page was opened. Load the page again.");
  if (!answer.ok) throw new Error(`The server answered ${answer.status} for a part of the graph.`);
  return answer.arrayBuffer();
}

// The parts stand behind the script: until the browser has read the file to its end, one may be there only by half.
function wholeDocument() {
  if (document.readyState !== "loading") return Promise.resolve();
  return new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve, { once: true }));
}

async function embeddedBytes(name) {
  await wholeDocument();
  const element = document.getElementById(`block-${name}`);
  if (!element) throw new Error(`The page lacks its part “${name}”: the file may be cut short.`);
  const packed = atob(element.textContent);
  element.remove();
  const bytes = new Uint8Array(packed.length);
  for (let position = 0; position < packed.length; position += 1) bytes[position] = packed.charCodeAt(position);
  return bytes;
}

class Graph {
  constructor(index, blocks) {
    this.index = index;
    this.blocks = blocks;
    const { entities, statements } = index;
    this.size = entities.name.length;
    this.drawn = index.drawn;
    this.names = entities.name;
    this.type = Uint8Array.from(entities.type);
    this.x = Int32Array.from(entities.x);
    this.y = Int32Array.from(entities.y);
    this.community = Int32Array.from(entities.community);
    this.facts = statements.subject.length;
    this.subject = Int32Array.from(statements.subject);
    this.object = Int32Array.from(statements.object);
    this.property = Uint16Array.from(statements.property);
    this.modality = Uint8Array.from(statements.modality);
    this.score = Uint8Array.from(statements.score);
    this.sources = Uint16Array.from(statements.sources);
    this.buildRows();
    this.conflictOf = new Map();
    index.conflicts.forEach((group) => group.forEach((fact) => this.conflictOf.set(fact, group)));
    this.numberOfKey = null;
  }

  // Compressed rows: the facts in which each entity is subject or object.
  buildRows() {
    const starts = new Int32Array(this.size + 1);
    for (let fact = 0; fact < this.facts; fact += 1) {
      starts[this.subject[fact] + 1] += 1;
      const other = this.object[fact];
      if (other >= 0 && other !== this.subject[fact]) starts[other + 1] += 1;
    }
    for (let entity = 0; entity < this.size; entity += 1) starts[entity + 1] += starts[entity];
    const fill = starts.slice();
    const rows = new Int32Array(starts[this.size]);
    for (let fact = 0; fact < this.facts; fact += 1) {
      rows[fill[this.subject[fact]]++] = fact;
      const other = this.object[fact];
      if (other >= 0 && other !== this.subject[fact]) rows[fill[other]++] = fact;
    }
    this.starts = starts;
    this.rows = rows;
  }

  factsOf(entity) {
    return this.rows.subarray(this.starts[entity], this.starts[entity + 1]);
  }

  degree(entity) {
    return this.starts[entity + 1] - this.starts[entity];
  }

  other(fact, entity) {
    return this.subject[fact] === entity ? this.object[fact] : this.subject[fact];
  }

  literal(fact) {
    const [kind, value, from, until] = this.index.statements.literals[-this.object[fact] - 1];
    return { kind, value, from, until };
  }

  articlesOf(fact) {
    const found = this.index.statements.articles[fact];
    return typeof found === "number" ? [found] : found;
  }

  typeName(entity) {
    return this.index.types[this.type[entity]];
  }

  // The IRIs of an entity's classes: its type and, where it has one, the finer class.
  classIris(entity) {
    const finer = this.index.classes[this.index.entities.class[entity]][2];
    return [...new Set([this.index.type_iris[this.type[entity]], finer])];
  }

  classLabel(entity) {
    return this.index.classes[this.index.entities.class[entity]][1];
  }

  otherNames(entity) {
    return this.index.entities.names[entity] || [];
  }

  // What an entity is called in addresses: its IRI without what all share.
  key(entity) {
    return this.index.entities.key[entity] || `${this.typeName(entity)}/${this.names[entity].replaceAll(" ", "_")}`;
  }

  iri(entity) {
    const key = this.key(entity);
    return /^[a-z][a-z0-9+.-]*:/i.test(key) ? key : `${this.index.base}entity/${key}`;
  }

  find(key) {
    if (!this.numberOfKey) {
      this.numberOfKey = new Map(this.names.map((_, entity) => [this.key(entity), entity]));
    }
    return this.numberOfKey.get(key);
  }

  // The facts of an article; the table is turned round once, when the first article is opened.
  factsIn(article) {
    if (!this.factsByArticle) {
      this.factsByArticle = this.index.articles.day.map(() => []);
      for (let fact = 0; fact < this.facts; fact += 1)
        for (const number of this.articlesOf(fact)) this.factsByArticle[number].push(fact);
    }
    return this.factsByArticle[article];
  }

  articleIri(source) {
    return this.index.base + (source.iri || `document/${source.id}`);
  }

  outlet(article) {
    const number = this.index.articles.outlet[article];
    return number < 0 ? null : this.index.outlets[number];
  }

  day(article) {
    return this.index.articles.day[article];
  }

  modalityName(fact) {
    return this.index.modalities[this.modality[fact]];
  }

  speaker(fact) {
    return this.index.statements.by[fact];
  }

  valid(fact) {
    return this.index.statements.valid[fact];
  }

  async row(kind, number) {
    const size = this.index.sizes[kind];
    const block = await this.blocks.get(`${kind}-${Math.floor(number / size)}`);
    return block[number % size];
  }

  // What stands behind a fact: its IRI and its pieces of evidence, each with its article.
  async evidence(fact) {
    const [iri, pieces] = await this.row("facts", fact);
    const found = pieces.map(async ([article, sentence, marks, score, extractor, spans]) => ({
      article,
      sentence,
      marks,
      score,
      spans: spans.map(([start, end, from = 0, until = sentence.length]) => [start, end, from, until]),
      extractor: this.index.extractors[extractor],
      source: await this.row("articles", article),
    }));
    const graph = this;
    return {
      pieces: await Promise.all(found),
      // Minted only when asked for: an export needs it, a card does not.
      get iri() {
        return iri ? graph.index.base + iri : mintStatement(graph, fact);
      },
    };
  }
}

// dots.js
// Every entity that is not drawn as a faint dot: a grid built once, a mask for the filters, a bitmap from afar.

const CELL = 60;
const STRIDE = 1 << 20;
const BITMAP = 2048;
const MANY = 1500;

class Dots {
  constructor(graph, scene) {
    this.graph = graph;
    this.scene = scene;
    this.grid = new Map();
    const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
    for (let entity = 0; entity < graph.size; entity += 1) {
      const [x, y] = [graph.x[entity], graph.y[entity]];
      const key = cellKey(Math.floor(x / CELL), Math.floor(y / CELL));
      const cell = this.grid.get(key);
      if (cell) cell.push(entity);
      else this.grid.set(key, [entity]);
      if (x < box.left) box.left = x;
      if (x > box.right) box.right = x;
      if (y < box.top) box.top = y;
      if (y > box.bottom) box.bottom = y;
    }
    this.box = box;
    this.pitch = Math.max(box.right - box.left, box.bottom - box.top, 1) / BITMAP;
    this.mask = new Uint8Array(graph.size);
    this.key = null;
    this.bitmap = null;
  }

  // Which entities pass; nothing to do while the filters stay.
  update(filter) {
    if (this.key === filter.key) return;
    this.key = filter.key;
    this.bitmap = null;
    for (let entity = 0; entity < this.graph.size; entity += 1) this.mask[entity] = filter.entityPasses(entity) ? 1 : 0;
  }

  has(entity) {
    return this.mask[entity] === 1 && !this.scene.items.has(entity);
  }

  paint(ctx, scale) {
    if (this.pitch * scale > 1.6) this.paintNear(ctx, scale);
    else this.paintFar(ctx, scale);
  }

  // All dots at once; painted anew when the zoom has changed so far that they look wrong.
  paintFar(ctx, scale) {
    const { box, pitch, graph } = this;
    if (!this.bitmap || Math.abs(Math.log2(scale / this.bitmapScale)) > 1) {
      this.bitmapScale = scale;
      this.bitmap = document.createElement("canvas");
      this.bitmap.width = Math.ceil((box.right - box.left) / pitch) + 8;
      this.bitmap.height = Math.ceil((box.bottom - box.top) / pitch) + 8;
      const brush = this.bitmap.getContext("2d");
      const size = Math.min(7, Math.max(1.5, 1.9 / (scale * pitch)));
      brush.globalAlpha = 0.5;
      graph.index.types.forEach((name, type) => {
        brush.fillStyle = this.scene.theme.type(name);
        for (let entity = 0; entity < graph.size; entity += 1) {
          if (graph.type[entity] !== type || !this.has(entity)) continue;
          brush.fillRect((graph.x[entity] - box.left) / pitch + 1, (graph.y[entity] - box.top) / pitch + 1, size, size);
        }
      });
    }
    const { width, height } = this.bitmap;
    ctx.drawImage(this.bitmap, box.left - pitch, box.top - pitch, width * pitch, height * pitch);
  }

  paintNear(ctx, scale) {
    const { graph } = this;
    const frame = this.scene.frame();
    const radius = Math.min(3.2, 2.4 / scale);
    ctx.save();
    ctx.globalAlpha = 0.55;
    let count = 0;
    const byType = graph.index.types.map(() => []);
    this.each(frame.left, frame.top, frame.right, frame.bottom, (entity) => {
      byType[graph.type[entity]].push(entity);
      count += 1;
    });
    const paintDot = count > MANY ? square : disc;
    byType.forEach((entities, type) => {
      ctx.fillStyle = this.scene.theme.type(graph.index.types[type]);
      ctx.beginPath();
      for (const entity of entities) {
        paintDot(ctx, graph.x[entity], graph.y[entity], radius);
      }
      ctx.fill();
    });
    ctx.restore();
  }

  // The dots of the cells that a box touches.
  each(left, top, right, bottom, visit) {
    for (let column = Math.floor(left / CELL); column <= right / CELL; column += 1) {
      for (let row = Math.floor(top / CELL); row <= bottom / CELL; row += 1) {
        for (const entity of this.grid.get(cellKey(column, row)) || []) if (this.has(entity)) visit(entity);
      }
    }
  }

  // The dot nearest to a place, within `reach`.
  at(x, y, reach) {
    let best = null;
    let nearest = reach;
    this.each(x - reach, y - reach, x + reach, y + reach, (entity) => {
      const distance = Math.hypot(this.graph.x[entity] - x, this.graph.y[entity] - y);
      if (distance < nearest) [best, nearest] = [entity, distance];
    });
    return best;
  }
}

function disc(ctx, x, y, radius) {
  ctx.moveTo(x + radius, y);
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
}

// Of the same area; among very many nobody sees the corners, and they are painted several times as fast.
function square(ctx, x, y, radius) {
  ctx.rect(x - 0.886 * radius, y - 0.886 * radius, 1.772 * radius, 1.772 * radius);
}

function cellKey(column, row) {
  return (column + STRIDE / 2) * STRIDE + row + STRIDE / 2;
}

// backdrop.js
// Behind the nodes: soft shapes around clusters with their names, and the dots of what is not drawn.


const SHOWN_CLUSTERS = 14;

class Backdrop {
  constructor(scene) {
    this.scene = scene;
    this.clusters = [];
    this.dots = null;
    this.hasDots = false;
  }

  themeChanged() {
    if (this.dots) this.dots.bitmap = null;
  }

  // Clusters are shown in the overview alone: a focus or a path has a shape of its own.
  update(graph, filter, isOverview) {
    this.clusters = isOverview ? this.gather(graph) : [];
    this.hasDots = isOverview && graph.size > graph.drawn;
    if (!this.hasDots) return;
    if (!this.dots) this.dots = new Dots(graph, this.scene);
    this.dots.update(filter);
  }

  gather(graph) {
    const members = new Map();
    for (const item of this.scene.items.values()) {
      const number = graph.community[item.id];
      if (!members.has(number)) members.set(number, []);
      members.get(number).push(item);
    }
    return [...members]
      .filter(([, items]) => items.length >= 4)
      .sort((one, two) => two[1].length - one[1].length || one[0] - two[0])
      .slice(0, SHOWN_CLUSTERS)
      .map(([number, items]) => {
        const hull = hullOf(close(items), 44);
        return { number, name: graph.index.communities[number][0], hull, box: bounds(hull) };
      })
      .filter((cluster) => this.isOneArea(graph, cluster));
  }

  // A shape that holds more strangers than members would tell a lie.
  isOneArea(graph, { number, hull, box }) {
    let members = 0;
    let strangers = 0;
    for (const { id, x, y } of this.scene.items.values()) {
      if (x < box.left || x > box.right || y < box.top || y > box.bottom || !isInside(hull, x, y)) continue;
      if (graph.community[id] === number) members += 1;
      else strangers += 1;
    }
    return members > 1.2 * strangers;
  }

  paint(ctx, scale) {
    this.paintShapes(ctx);
    if (this.hasDots) this.dots.paint(ctx, scale);
  }

  paintShapes(ctx) {
    const dark = this.scene.theme.name === "dark";
    for (const { number, hull } of this.clusters) {
      ctx.beginPath();
      hull.forEach(({ x, y }, place) => (place ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
      ctx.closePath();
      const hue = (number * 137.5 + 210) % 360;
      ctx.fillStyle = dark ? `hsla(${hue}, 45%, 62%, 0.075)` : `hsla(${hue}, 55%, 50%, 0.06)`;
      ctx.fill();
    }
  }

  paintNames(ctx, boxes, scale) {
    const { theme } = this.scene;
    const size = 13 / scale;
    ctx.font = `600 ${size}px ${theme.font}`;
    ctx.textBaseline = "bottom";
    const frame = this.scene.clearFrame();
    for (const { name, box } of this.clusters.slice(0, scale < 0.5 ? 8 : SHOWN_CLUSTERS)) {
      const half = ctx.measureText(name).width / 2;
      const centre = (box.left + box.right) / 2;
      const middle =
        centre > frame.left && centre < frame.right
          ? Math.max(frame.left + half, Math.min(frame.right - half, centre))
          : centre;
      const spots = [box.top + size * 0.4, box.bottom + size * 0.9, box.top - size * 0.9];
      const bottom = spots.find((y) => boxes.place(middle - half, y - size, middle + half, y));
      if (bottom === undefined) continue;
      ctx.lineWidth = 4 / scale;
      ctx.strokeStyle = theme.token.ground;
      ctx.strokeText(name, middle, bottom);
      ctx.fillStyle = theme.token["ink-3"];
      ctx.fillText(name, middle, bottom);
    }
  }

  entityAt(x, y, reach) {
    return this.hasDots ? this.dots.at(x, y, reach) : null;
  }
}

// The members near the middle of a cluster: one far-off member must not stretch the shape over others.
function close(items) {
  const middle = (values) => [...values].sort((one, two) => one - two)[Math.floor(values.length / 2)];
  const x = middle(items.map((item) => item.x));
  const y = middle(items.map((item) => item.y));
  const reach = middle(items.map((item) => Math.hypot(item.x - x, item.y - y))) * 2.3 + 1;
  return items.filter((item) => Math.hypot(item.x - x, item.y - y) <= reach);
}

// scene.js
// The drawing: vis-network keeps camera, gestures and nodes; what it shows is painted by paint.js.


const CALM = window.matchMedia("(prefers-reduced-motion: reduce)");

class Scene {
  constructor(container, options, theme) {
    this.theme = theme;
    this.items = new Map();
    this.links = [];
    this.selected = null;
    this.hovered = null;
    this.hoveredLink = null;
    this.selectedLink = null;
    this.keyed = null;
    this.lit = null;
    this.backdrop = new Backdrop(this);
    measureWith(theme.font);
    this.nodes = new vis.DataSet();
    this.network = new vis.Network(
      container,
      { nodes: this.nodes, edges: new vis.DataSet() },
      { ...options, autoResize: true },
    );
    this.canvas = container.querySelector("canvas");
    this.network.on("beforeDrawing", (ctx) => {
      const scale = this.network.getScale();
      this.backdrop.paint(ctx, scale);
      paintLinks(ctx, this, scale);
    });
    this.network.on("afterDrawing", (ctx) => paintLabels(ctx, this, this.network.getScale()));
    this.network.on("dragging", ({ nodes }) => nodes.length && this.follow(nodes));
    this.network.on("dragEnd", ({ nodes }) => nodes.length && this.follow(nodes));
  }

  // `items`: {id, x, y, r, type, label}; `links`: {id, low, high, kind, weight, label, forward, backward}.
  set(items, links) {
    const before = this.items;
    this.items = new Map(items.map((item) => [item.id, item]));
    this.links = links;
    this.sorted = null;
    const gone = [...before.keys()].filter((id) => !this.items.has(id));
    if (gone.length) this.nodes.remove(gone);
    const fresh = [];
    const moved = [];
    for (const item of items) {
      const old = before.get(item.id);
      if (!old) fresh.push(this.nodeFor(item));
      else if (old.x !== item.x || old.y !== item.y || old.r !== item.r) moved.push(this.nodeFor(item));
    }
    if (fresh.length) this.nodes.add(fresh);
    if (moved.length) this.nodes.update(moved);
    this.relight();
  }

  nodeFor({ id, x, y, r }) {
    return {
      id,
      x,
      y,
      shape: "custom",
      ctxRenderer: ({ ctx, x: left, y: top }) => ({
        drawNode: () => {
          const item = this.items.get(id);
          if (item) paintNode(ctx, this, { ...item, x: left, y: top }, this.network.getScale());
        },
        nodeDimensions: { width: 2 * r, height: 2 * r },
      }),
    };
  }

  ordered() {
    if (!this.sorted) {
      this.sorted = [...this.items.values()].sort((one, two) => two.r - one.r || one.id - two.id);
    }
    const first = [this.selected, this.hovered, this.keyed].filter((id) => id !== null && this.items.has(id));
    return first.length ? [...new Set([...first.map((id) => this.items.get(id)), ...this.sorted])] : this.sorted;
  }

  follow(nodes) {
    const places = this.network.getPositions(nodes);
    for (const id of nodes) Object.assign(this.items.get(id) || {}, places[id]);
    this.moved = true;
  }

  // What is under the pointer or selected stands out, with what it touches; the rest steps back.
  relight() {
    const node = this.hovered ?? this.selected;
    const link = this.hoveredLink ?? (this.hovered === null ? this.selectedLink : null);
    this.lit = null;
    if (link) {
      const [low, high] = link.split("-").map(Number);
      if (this.items.has(low) && this.items.has(high)) this.lit = { nodes: new Set([low, high]), link };
    } else if (node !== null && this.items.has(node)) {
      const nodes = new Set([node]);
      for (const { low, high } of this.links) {
        if (low === node) nodes.add(high);
        if (high === node) nodes.add(low);
      }
      this.lit = { nodes, node };
    }
    this.redraw();
  }

  isNodeLit(id) {
    return this.lit ? this.lit.nodes.has(id) : null;
  }

  isLinkLit(link) {
    if (!this.lit) return this.trail ? this.trail.has(link.id) || null : null;
    return this.lit.link ? this.lit.link === link.id : link.low === this.lit.node || link.high === this.lit.node;
  }

  // With the next frame, however often it is asked for: vis-network's own redraw() paints at once, every time.
  redraw() {
    this.network.body.emitter.emit("_requestRedraw");
  }

  themeChanged() {
    this.backdrop.themeChanged();
    measureWith(this.theme.font);
    this.redraw();
  }

  // The part of the graph that the window shows.
  frame() {
    const { clientWidth, clientHeight } = this.canvas;
    const topLeft = this.network.DOMtoCanvas({ x: 0, y: 0 });
    const bottomRight = this.network.DOMtoCanvas({ x: clientWidth, y: clientHeight });
    return { left: topLeft.x, top: topLeft.y, right: bottomRight.x, bottom: bottomRight.y };
  }

  // The same without what the panels cover.
  clearFrame() {
    const frame = this.frame();
    const scale = this.network.getScale();
    const { left, right } = this.insets || { left: 0, right: 0 };
    return { ...frame, left: frame.left + left / scale, right: frame.right - right / scale };
  }

  linkAt(x, y, reach) {
    let best = null;
    let nearest = reach;
    for (const link of this.links) {
      const from = this.items.get(link.low);
      const to = this.items.get(link.high);
      if (!from || !to) continue;
      const distance = distanceTo(curveOf(from, to), x, y);
      if (distance < nearest) [best, nearest] = [link, distance];
    }
    return best;
  }

  camera() {
    const { x, y } = this.network.getViewPosition();
    return { x, y, scale: this.network.getScale() };
  }

  moveTo(camera, quick) {
    const calm = quick || CALM.matches;
    this.network.moveTo({
      position: { x: camera.x, y: camera.y },
      scale: camera.scale,
      animation: calm ? false : { duration: 320, easingFunction: "easeInOutQuad" },
    });
  }

  // Fits points into the part of the window that the panels leave free (`free`: insets in pixels).
  fit(points, free, quick, closest = 1.15) {
    const list = points.length ? points : [{ x: 0, y: 0 }];
    const box = bounds(list);
    const width = Math.max(200, this.canvas.clientWidth - free.left - free.right);
    const height = Math.max(160, this.canvas.clientHeight - free.top - free.bottom);
    const scale = Math.min(closest, width / (box.right - box.left + 190), height / (box.bottom - box.top + 150));
    this.moveTo(
      {
        x: (box.left + box.right) / 2 + (free.right - free.left) / 2 / scale,
        y: (box.top + box.bottom) / 2 + (free.bottom - free.top) / 2 / scale,
        scale,
      },
      quick,
    );
  }

  centre(id, free) {
    const item = this.items.get(id);
    if (!item) return;
    const scale = this.network.getScale();
    const spot = this.network.canvasToDOM(item);
    const inside =
      spot.x > free.left + 60 &&
      spot.x < this.canvas.clientWidth - free.right - 60 &&
      spot.y > free.top + 40 &&
      spot.y < this.canvas.clientHeight - free.bottom - 60;
    if (inside && scale > 0.4) return;
    const closer = Math.max(scale, 0.75);
    this.moveTo({
      x: item.x + (free.right - free.left) / 2 / closer,
      y: item.y + (free.bottom - free.top) / 2 / closer,
      scale: closer,
    });
  }
}

// main.js
// Start: the first picture at once from pyvis's own data, everything else as soon as the index is unpacked.


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
})();
