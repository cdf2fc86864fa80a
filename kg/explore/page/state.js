// What the page shows, as one plain value; its trail of former values; its form in the address.

export function emptyState() {
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

export function changed(state, change) {
  return { ...structuredClone(state), ...structuredClone(change) };
}

export function filtersOn(state) {
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

export function toFragment(graph, state) {
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
export function fromFragment(graph, fragment) {
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
export class Trail {
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
