// The search field: a combobox after the ARIA pattern, with arrow keys, Enter and Escape.

import { announce, h, icon, replace } from "./dom.js";
import { typeVariable } from "./theme.js";
import { fold, plural } from "./text.js";

export class SearchBox {
  constructor(names, choose) {
    this.names = names;
    this.choose = choose;
    this.found = [];
    this.active = -1;
    this.input = h("input", {
      id: "search",
      type: "search",
      role: "combobox",
      autocomplete: "off",
      spellcheck: "false",
      placeholder: "Search people, companies, places …",
      "aria-label": "Search entities by name",
      "aria-expanded": "false",
      "aria-controls": "found",
      "aria-autocomplete": "list",
      dir: "auto",
      on: {
        input: () => this.look(),
        keydown: (event) => this.key(event),
        focus: () => this.input.value && this.look(),
        blur: () => this.close(),
      },
    });
    this.list = h("ul", { id: "found", role: "listbox", "aria-label": "Matching entities", hidden: true });
    this.element = h(
      "div",
      { class: "search", role: "search" },
      icon("search"),
      this.input,
      h("kbd", { "aria-hidden": "true" }, "/"),
      this.list,
    );
  }

  focus() {
    this.input.focus();
    this.input.select();
  }

  look() {
    const text = this.input.value;
    this.found = this.names.find(text);
    this.active = this.found.length ? 0 : -1;
    if (!text.trim()) return this.close();
    const options = this.found.map((hit, place) => this.option(hit, place, text));
    if (!options.length)
      options.push(h("li", { class: "none", role: "option", "aria-disabled": "true" }, "No entity has that name."));
    replace(this.list, options);
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.mark();
    announce(plural(this.found.length, "match", "matches"));
    return null;
  }

  option(hit, place, text) {
    const { graph } = this.names;
    const type = graph.typeName(hit.entity);
    return h(
      "li",
      {
        id: `found-${place}`,
        role: "option",
        class: "hit",
        on: {
          pointerdown: (event) => {
            event.preventDefault();
            this.pick(place);
          },
          pointermove: () => {
            if (this.active !== place) {
              this.active = place;
              this.mark();
            }
          },
        },
      },
      h("span", { class: "chip", vars: { "--tint": typeVariable(type) } }, icon(type)),
      h("span", { class: "hit-name", dir: "auto" }, marked(graph.names[hit.entity], text)),
      h(
        "span",
        { class: "hit-note", dir: "auto" },
        hit.alias ? ["also ", marked(hit.alias, text)] : graph.classLabel(hit.entity),
      ),
      h("span", { class: "hit-count" }, plural(graph.degree(hit.entity), "fact")),
    );
  }

  key(event) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (this.list.hidden) {
        this.look();
        return;
      }
      const step = event.key === "ArrowDown" ? 1 : -1;
      const size = this.found.length;
      if (size) this.active = (this.active + step + size) % size;
      this.mark();
    } else if (event.key === "Enter" && this.active >= 0 && !this.list.hidden) {
      event.preventDefault();
      this.pick(this.active);
    } else if (event.key === "Escape") {
      event.stopPropagation();
      if (this.list.hidden) this.input.blur();
      this.close();
    }
  }

  mark() {
    [...this.list.children].forEach((option, place) =>
      option.setAttribute("aria-selected", String(place === this.active)),
    );
    if (this.active >= 0) {
      this.input.setAttribute("aria-activedescendant", `found-${this.active}`);
      this.list.children[this.active].scrollIntoView({ block: "nearest" });
    }
  }

  pick(place) {
    const { entity } = this.found[place];
    this.input.value = "";
    this.close();
    this.input.blur();
    this.choose(entity);
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}

// The name with the searched part marked, where folding kept its length.
function marked(name, text) {
  const folded = fold(name);
  const at = folded.indexOf(fold(text.trim()));
  if (at < 0 || folded.length !== name.length) return name.slice(0, 160);
  const end = at + text.trim().length;
  return [name.slice(Math.max(0, at - 60), at), h("mark", null, name.slice(at, end)), name.slice(end, end + 100)];
}
