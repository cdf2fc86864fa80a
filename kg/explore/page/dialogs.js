// Dialogs: exports, the query, the link, and the keys.

import { announce, h, icon, iconButton } from "./dom.js";
import { csvOf } from "./table.js";
import { turtleOf } from "./turtle.js";
import { sparqlOf } from "./sparql.js";
import { pngOf, svgOf } from "./picture.js";
import { clip, plural } from "./text.js";

const KEYS = [
  ["/", "Search"],
  ["Arrow keys", "Move from entity to entity, by direction"],
  ["Enter", "Open the card of the marked entity"],
  ["f", "Focus on it; again for two hops"],
  ["e", "Expand or collapse it"],
  ["c", "Add it to what is to be connected"],
  ["h", "Hide it"],
  ["o", "Back to the overview"],
  ["l", "Legend and filters"],
  ["+  −", "Zoom"],
  ["0", "Fit everything"],
  ["Alt ←  Alt →", "Back and forward"],
  ["t", "Light or dark"],
  ["Esc", "Close"],
  ["?", "These keys"],
];

export function openDialog(title, ...content) {
  const dialog = h(
    "dialog",
    { class: "dialog", "aria-label": title },
    h(
      "header",
      { class: "dialog-head" },
      h("h2", null, title),
      iconButton("close", "Close", () => dialog.close(), { class: "tool quiet" }),
    ),
    content,
  );
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

export function openExport(app) {
  const name =
    clip(app.graph.index.title, 40)
      .replace(/[^\p{L}\p{N}]+/gu, "-")
      .replace(/^-|-$/g, "")
      .toLowerCase() || "graph";
  const choices = [
    ["PNG", "A picture, for slides and documents", "png", () => pngOf(app)],
    ["SVG", "A picture to edit and to scale", "svg", async () => new Blob([svgOf(app)], { type: "image/svg+xml" })],
    [
      "CSV",
      "A row for each sentence, for spreadsheets",
      "csv",
      async () => new Blob([await csvOf(app)], { type: "text/csv" }),
    ],
    [
      "Turtle",
      "The facts as RDF, for any store",
      "ttl",
      async () => new Blob([await turtleOf(app)], { type: "text/turtle" }),
    ],
  ];
  const trouble = h("p", { class: "trouble", role: "alert" });
  const dialog = openDialog(
    "Export what is shown",
    h(
      "p",
      { class: "hint" },
      `${plural(app.view.entities.length, "entity", "entities")} and ${plural(app.view.links.size, "link")}, as the filters leave them.`,
    ),
    h(
      "div",
      { class: "choices" },
      choices.map(([title, note, ending, make]) =>
        h(
          "button",
          {
            type: "button",
            class: "choice",
            on: {
              click: async () => {
                try {
                  save(await make(), `${name}.${ending}`);
                  dialog.close();
                } catch (error) {
                  trouble.textContent = error.message;
                }
              },
            },
          },
          h("strong", null, title),
          h("span", null, note),
        ),
      ),
    ),
    trouble,
  );
}

function save(blob, name) {
  const address = URL.createObjectURL(blob);
  const link = h("a", { download: name, hidden: true });
  link.href = address;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
  announce(`Saved ${name}`);
}

export async function openQuery(app) {
  const query = await sparqlOf(app);
  openDialog(
    "SPARQL for what is shown",
    h(
      "p",
      { class: "hint" },
      "Run it on the graph’s Turtle or TriG file with ",
      h("code", null, "kg query"),
      " or in any SPARQL store.",
    ),
    h("pre", { class: "code", tabindex: 0 }, query),
    copyRow("Copy query", query),
  );
}

export function openLink(app) {
  const address = app.trail.link();
  openDialog(
    "Link to this view",
    h("p", { class: "hint" }, "Whoever opens it with the same file sees the same view: selection, filters, camera."),
    h("pre", { class: "code wrap", tabindex: 0 }, address),
    copyRow("Copy link", address),
  );
}

function copyRow(label, text) {
  const caption = h("span", null, label);
  const button = h(
    "button",
    {
      type: "button",
      class: "primary",
      on: {
        click: async () => {
          caption.textContent = (await copy(text)) ? "Copied" : "Select the text and copy it";
          announce(caption.textContent);
        },
      },
    },
    icon("copy"),
    caption,
  );
  return h("div", { class: "dialog-foot" }, button);
}

// The clipboard of a page from disk is open in some browsers and shut in others.
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = h("textarea", { class: "offstage", "aria-hidden": "true" });
    area.value = text;
    (document.querySelector("dialog[open]") || document.body).append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}

export function openHelp() {
  openDialog(
    "Keys and gestures",
    h(
      "dl",
      { class: "keys" },
      KEYS.map(([key, meaning]) => h("div", null, h("dt", null, h("kbd", null, key)), h("dd", null, meaning))),
    ),
    h(
      "p",
      { class: "hint" },
      "Click an entity for its card, a line for the facts behind it, a faint dot to call that entity in. Double-click to expand. Drag the ground to move, turn the wheel to zoom.",
    ),
    h(
      "p",
      { class: "lines" },
      [
        ["asserted", "said as a fact"],
        ["planned", "planned or agreed"],
        ["former", "former"],
        ["speculated", "speculation"],
        ["denied", "denied"],
      ].map(([kind, label]) => h("span", { class: `line-key ${kind}` }, label)),
    ),
  );
}
