// Places for the few entities of a focus or a path, and for those that expanding calls in.

const GOLDEN = 2.399963229728653;
const GAP = 92;

// Forces over a small view, from a start that depends on nothing but the view: same view, same picture.
export function arrange(entities, links, centres, labelOf) {
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
export function spotsAround(anchor, howMany, taken) {
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
