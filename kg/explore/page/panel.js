// The panel on the right: one page at a time, each a heading, its actions and sections.

import { byId, h, icon, iconButton, replace } from "./dom.js";

export class Panel {
  constructor(app) {
    this.app = app;
    this.element = byId("panel");
    this.turn = 0;
    this.key = null;
  }

  // Shows `content` (an element); `isWide` for reading articles; `key` says what it depends on, actions aside.
  show(content, isWide, key = null) {
    this.turn += 1;
    this.key = key;
    this.element.classList.toggle("wide", Boolean(isWide));
    replace(this.element, content);
    this.element.scrollTop = 0;
  }

  // Puts other actions in the place of those on show; a button that has the focus hands it to its successor.
  showActions(buttons) {
    const element = this.element.querySelector(".actions");
    const focused = [...element.children].indexOf(document.activeElement);
    replace(element, buttons);
    if (focused >= 0 && buttons[focused]) buttons[focused].focus();
  }

  // Whether the page asked for at `turn` is still the one on show.
  isCurrent(turn) {
    return this.turn === turn;
  }
}

export function header(app, kicker, title, actions) {
  return h(
    "header",
    { class: "panel-head" },
    h(
      "div",
      { class: "panel-kicker" },
      kicker,
      h("span", { class: "spring" }),
      iconButton("close", "Close", () => app.unselect(), { class: "tool quiet" }),
    ),
    h("h2", { dir: "auto", tabindex: -1 }, title),
    actions ? h("div", { class: "actions" }, actions) : null,
  );
}

export function action(name, label, listener, attributes) {
  return h(
    "button",
    { type: "button", class: "action", on: { click: listener }, ...attributes },
    icon(name),
    h("span", null, label),
  );
}

export function section(title, note, ...content) {
  return h(
    "section",
    { class: "part" },
    h("h3", null, title, note ? h("span", { class: "note" }, note) : null),
    content,
  );
}

const SINGULAR = {
  articles: "article",
  clusters: "cluster",
  disagreements: "disagreement",
  entities: "entity",
  facts: "fact",
  figures: "figure",
  quotations: "quotation",
};

// The first `limit` of a list, and a button for the rest.
export function limited(items, limit, make, label) {
  const list = h("ul", { class: "list" }, items.slice(0, limit).map(make));
  if (items.length <= limit) return list;
  let shown = limit;
  const button = h("button", { type: "button", class: "more" });
  const caption = () => {
    const next = Math.min(50, items.length - shown);
    replace(button, icon("down"), `${next} more ${next === 1 ? SINGULAR[label] || label : label}`);
  };
  button.addEventListener("click", () => {
    const fresh = items.slice(shown, shown + 50).map(make);
    list.append(...fresh);
    shown += fresh.length;
    if (shown >= items.length) button.remove();
    else caption();
  });
  caption();
  return [list, button];
}
