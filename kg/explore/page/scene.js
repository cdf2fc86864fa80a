// The drawing: vis-network keeps camera, gestures and nodes; what it shows is painted by paint.js.

import { Backdrop } from "./backdrop.js";
import { bounds, curveOf, distanceTo } from "./geometry.js";
import { measureWith, paintLabels, paintLinks, paintNode } from "./paint.js";

const CALM = window.matchMedia("(prefers-reduced-motion: reduce)");

export class Scene {
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
