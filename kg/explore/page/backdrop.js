// Behind the nodes: soft shapes around clusters with their names, and the dots of what is not drawn.

import { Dots } from "./dots.js";
import { hullOf, bounds, isInside } from "./geometry.js";

const SHOWN_CLUSTERS = 14;

export class Backdrop {
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
