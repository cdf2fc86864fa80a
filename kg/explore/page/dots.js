// Every entity that is not drawn as a faint dot: a grid built once, a mask for the filters, a bitmap from afar.

const CELL = 60;
const STRIDE = 1 << 20;
const BITMAP = 2048;
const MANY = 1500;

export class Dots {
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
