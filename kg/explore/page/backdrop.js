// Behind the nodes: soft shapes around clusters with their names, and every entity not drawn as a faint dot.

import { hullOf, bounds, isInside } from "./geometry.js";

const SHOWN_CLUSTERS = 14;
const CELL = 60;
const BITMAP = 2048;

export class Backdrop {
  constructor(scene) {
    this.scene = scene;
    this.clusters = [];
    this.dots = null;
  }

  // Clusters are shown in the overview alone: a focus or a path has a shape of its own.
  update(graph, filter, view, isOverview) {
    this.graph = graph;
    this.clusters = isOverview ? this.gather(graph) : [];
    this.dots = isOverview && graph.size > this.scene.items.size ? this.scatter(graph, filter) : null;
    this.bitmap = null;
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

  scatter(graph, filter) {
    const grid = new Map();
    let count = 0;
    for (let entity = 0; entity < graph.size; entity += 1) {
      if (this.scene.items.has(entity) || !filter.entityPasses(entity)) continue;
      const key = cellKey(graph.x[entity], graph.y[entity]);
      if (!grid.has(key)) grid.set(key, []);
      grid.get(key).push(entity);
      count += 1;
    }
    const points = Array.from(graph.x, (x, entity) => ({ x, y: graph.y[entity] }));
    return { grid, count, box: bounds(points) };
  }

  paint(ctx, scale) {
    this.paintShapes(ctx);
    if (!this.dots || !this.dots.count) return;
    const { box } = this.dots;
    const pitch = Math.max(box.right - box.left, box.bottom - box.top, 1) / BITMAP;
    if (pitch * scale > 1.6) this.paintNearDots(ctx, scale);
    else this.paintBitmap(ctx, pitch, scale);
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

  // Every dot once, kept as a bitmap; painted anew when the zoom has changed so far that dots look wrong.
  paintBitmap(ctx, pitch, scale) {
    const { box, grid } = this.dots;
    if (!this.bitmap || Math.abs(Math.log2(scale / this.bitmapScale)) > 1) {
      this.bitmapScale = scale;
      const size = Math.min(7, Math.max(1.5, 1.9 / (scale * pitch)));
      this.bitmap = document.createElement("canvas");
      this.bitmap.width = Math.ceil((box.right - box.left) / pitch) + 4;
      this.bitmap.height = Math.ceil((box.bottom - box.top) / pitch) + 4;
      const brush = this.bitmap.getContext("2d");
      brush.globalAlpha = 0.5;
      for (const entities of grid.values()) {
        for (const entity of entities) {
          brush.fillStyle = this.scene.theme.type(this.graph.typeName(entity));
          brush.fillRect(
            (this.graph.x[entity] - box.left) / pitch + 1,
            (this.graph.y[entity] - box.top) / pitch + 1,
            size,
            size,
          );
        }
      }
    }
    ctx.drawImage(
      this.bitmap,
      box.left - pitch,
      box.top - pitch,
      this.bitmap.width * pitch,
      this.bitmap.height * pitch,
    );
  }

  paintNearDots(ctx, scale) {
    const frame = this.scene.frame();
    const radius = Math.min(3.2, 2.4 / scale);
    ctx.save();
    ctx.globalAlpha = 0.55;
    for (let column = Math.floor(frame.left / CELL); column <= frame.right / CELL; column += 1) {
      for (let row = Math.floor(frame.top / CELL); row <= frame.bottom / CELL; row += 1) {
        for (const entity of this.dots.grid.get(`${column},${row}`) || []) {
          ctx.fillStyle = this.scene.theme.type(this.graph.typeName(entity));
          ctx.beginPath();
          ctx.arc(this.graph.x[entity], this.graph.y[entity], radius, 0, 2 * Math.PI);
          ctx.fill();
        }
      }
    }
    ctx.restore();
  }

  // The dot nearest to a place, within `reach`.
  entityAt(x, y, reach) {
    if (!this.dots) return null;
    let best = null;
    let nearest = reach;
    const span = Math.ceil(reach / CELL);
    const column = Math.floor(x / CELL);
    const row = Math.floor(y / CELL);
    for (let across = -span; across <= span; across += 1) {
      for (let down = -span; down <= span; down += 1) {
        for (const entity of this.dots.grid.get(`${column + across},${row + down}`) || []) {
          const distance = Math.hypot(this.graph.x[entity] - x, this.graph.y[entity] - y);
          if (distance < nearest) [best, nearest] = [entity, distance];
        }
      }
    }
    return best;
  }
}

function cellKey(x, y) {
  return `${Math.floor(x / CELL)},${Math.floor(y / CELL)}`;
}

// The members near the middle of a cluster: one far-off member must not stretch the shape over others.
function close(items) {
  const middle = (values) => [...values].sort((one, two) => one - two)[Math.floor(values.length / 2)];
  const x = middle(items.map((item) => item.x));
  const y = middle(items.map((item) => item.y));
  const reach = middle(items.map((item) => Math.hypot(item.x - x, item.y - y))) * 2.3 + 1;
  return items.filter((item) => Math.hypot(item.x - x, item.y - y) <= reach);
}
