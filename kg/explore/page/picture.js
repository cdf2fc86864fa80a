// The view as a picture: PNG from a canvas of its own, SVG from elements.

import { svg, iconPath } from "./dom.js";
import { bounds, curveOf, pointOn } from "./geometry.js";
import { paintLabels, paintLinks, paintNode } from "./paint.js";
import { clip, plural } from "./text.js";

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

export function pngOf(app) {
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

export function svgOf(app) {
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
