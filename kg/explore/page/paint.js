// Draws links, nodes and labels. Coordinates are the graph's; `scale` turns them into pixels.

import { iconPath } from "./dom.js";
import { curveOf, pointOn, Boxes } from "./geometry.js";
import { clip } from "./text.js";

const DASHES = { asserted: [], agreed: [7, 4], planned: [7, 4], former: [2, 4], speculated: [1.5, 4], denied: [5, 4] };
const glyphs = new Map();
const widths = new Map();

function glyph(type) {
  if (!glyphs.has(type)) glyphs.set(type, new Path2D(iconPath(type)));
  return glyphs.get(type);
}

// Links of one look are one path: a few strokes a frame, however many links.
export function paintLinks(ctx, scene, scale) {
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

export function paintNode(ctx, scene, item, scale) {
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
export function paintLabels(ctx, scene, scale) {
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

export function measureWith(font) {
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
