// The page as a whole: one state, what it shows, and the acts that change it.

import { announce, byId, h, replace } from "./dom.js";
import { Filter } from "./filters.js";
import { FilterPanel, noFilters } from "./filterpanel.js";
import { NameIndex } from "./search.js";
import { SearchBox } from "./searchbox.js";
import { Panel } from "./panel.js";
import { cardActions, entityCard } from "./card.js";
import { connectPage, linkPage, overviewPage } from "./pages.js";
import { articlePage } from "./reader.js";
import { bindKeys } from "./keyboard.js";
import { bindPointer } from "./pointer.js";
import { Trail, emptyState } from "./state.js";
import { buildBar, buildStatus, showStatus } from "./shell.js";
import { opened, visible } from "./view.js";
import { itemsFor, linksFor } from "./drawing.js";
import { plural } from "./text.js";

const MOST_CONNECTED = 6;

export class App {
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
