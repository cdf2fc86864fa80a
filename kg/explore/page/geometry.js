// Curves, hulls and boxes.

const BEND = 0.09;

// A link as a quadratic curve that leans to one side, from rim to rim.
export function curveOf(from, to) {
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

export function pointOn(curve, share) {
  const rest = 1 - share;
  return {
    x: rest * rest * curve.x1 + 2 * rest * share * curve.cx + share * share * curve.x2,
    y: rest * rest * curve.y1 + 2 * rest * share * curve.cy + share * share * curve.y2,
  };
}

export function distanceTo(curve, x, y) {
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
export function hullOf(points, pad) {
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
export function isInside(hull, x, y) {
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
export class Boxes {
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

export function bounds(points) {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return { left, top, right, bottom };
}
