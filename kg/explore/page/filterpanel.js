// The legend, and below it every filter: relations, time, how it is said, outlets, scores.

import { byId, h, icon, iconButton, replace } from "./dom.js";
import { countAll, timeline } from "./filters.js";
import { emptyState, filtersOn } from "./state.js";
import { MODALITY_TEXT } from "./relations.js";
import { typeVariable } from "./theme.js";
import { count, dayText, fold, upperFirst } from "./text.js";

const BINS = 36;
const LONG = 9;

export class FilterPanel {
  constructor(app) {
    this.app = app;
    this.element = byId("filters");
    this.isOpen = false;
    this.counts = countAll(app.graph);
    this.open = new Set(["time", "relations", "kinds"]);
    this.needle = { properties: "", outlets: "" };
  }

  toggle(isOpen = !this.isOpen) {
    this.isOpen = isOpen;
    this.render();
    byId("filter-button").setAttribute("aria-expanded", String(this.isOpen));
    if (isOpen) this.element.querySelector("button, input")?.focus();
  }

  // Renders anew and keeps the focus where it was.
  render() {
    const focused =
      document.activeElement && this.element.contains(document.activeElement)
        ? document.activeElement.getAttribute("data-key")
        : null;
    const top = this.element.scrollTop;
    const { state } = this.app.trail;
    this.element.classList.toggle("open", this.isOpen);
    replace(this.element, this.head(state), this.types(state), this.isOpen ? this.rest(state) : null);
    if (focused) this.element.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
    this.element.scrollTop = top;
  }

  head(state) {
    const active = filtersOn(state);
    return h(
      "div",
      { class: "filters-head" },
      h("h2", null, this.isOpen ? "Filters" : "Legend"),
      h("span", { class: "spring" }),
      active
        ? h(
            "button",
            { type: "button", class: "plain", "data-key": "clear", on: { click: () => this.app.clearFilters() } },
            `Clear ${active}`,
          )
        : null,
      iconButton(
        this.isOpen ? "close" : "filter",
        this.isOpen ? "Close filters" : "Open filters",
        () => this.toggle(),
        { class: "tool quiet", "data-key": "toggle" },
      ),
    );
  }

  types(state) {
    const { types } = this.app.graph.index;
    return h(
      "ul",
      { class: "legend", "aria-label": "Types" },
      types.map((type, number) =>
        this.toggleRow(
          "types",
          number,
          upperFirst(type),
          this.counts.types[number],
          state,
          h("span", { class: "chip small", vars: { "--tint": typeVariable(type) } }, icon(type)),
        ),
      ),
    );
  }

  rest(state) {
    const { properties, modalities, outlets } = this.app.graph.index;
    const outletRows = outlets.map((name, number) => [number, name]);
    if (this.counts.noOutlet) outletRows.push([-1, "No outlet"]);
    return [
      this.group("time", "Time", this.time(state)),
      this.group(
        "relations",
        "Relations",
        this.rows(
          "properties",
          properties.map(({ label }, number) => [number, upperFirst(label)]),
          state,
        ),
      ),
      this.group(
        "kinds",
        "How it is said",
        this.rows(
          "modalities",
          modalities.map((name, number) => [number, upperFirst(MODALITY_TEXT[name] || name)]),
          state,
        ),
      ),
      this.group("outlets", "Sources", this.rows("outlets", outletRows, state)),
      this.group("trust", "Strength", [
        this.slider(
          "sources",
          "Independent sources",
          1,
          Math.max(2, this.counts.mostSources),
          state.sources,
          (value) => `at least ${value}`,
        ),
        this.slider("score", "Score", 0, 100, state.score, (value) => `at least ${value}%`),
      ]),
    ];
  }

  group(key, title, content) {
    const isOpen = this.open.has(key);
    return h(
      "section",
      { class: "filter-group" },
      h(
        "button",
        {
          type: "button",
          class: "fold",
          "aria-expanded": String(isOpen),
          "data-key": `fold-${key}`,
          on: {
            click: () => {
              if (isOpen) this.open.delete(key);
              else this.open.add(key);
              this.render();
            },
          },
        },
        icon("down"),
        title,
      ),
      isOpen ? content : null,
    );
  }

  rows(kind, entries, state) {
    const counted = entries
      .map(([number, label]) => [number, label, number < 0 ? this.counts.noOutlet : this.counts[kind][number]])
      .filter(([, , facts]) => facts);
    counted.sort((one, two) => two[2] - one[2] || (one[1] < two[1] ? -1 : 1));
    const isLong = counted.length > LONG;
    const wanted = fold(this.needle[kind] || "");
    const shown = wanted ? counted.filter(([, label]) => fold(label).includes(wanted)) : counted;
    return [
      isLong
        ? h("input", {
            type: "search",
            class: "needle",
            placeholder: "Find …",
            "aria-label": "Find in this list",
            "data-key": `needle-${kind}`,
            value: this.needle[kind],
            on: {
              input: (event) => {
                this.needle[kind] = event.target.value;
                const at = event.target.selectionStart;
                this.render();
                this.element.querySelector(`[data-key="needle-${kind}"]`).setSelectionRange(at, at);
              },
            },
          })
        : null,
      h(
        "div",
        { class: "both" },
        h(
          "button",
          { type: "button", class: "plain", "data-key": `all-${kind}`, on: { click: () => this.app.setOff(kind, []) } },
          "All",
        ),
        h(
          "button",
          {
            type: "button",
            class: "plain",
            "data-key": `none-${kind}`,
            on: {
              click: () =>
                this.app.setOff(
                  kind,
                  counted.map(([number]) => number),
                ),
            },
          },
          "None",
        ),
      ),
      h(
        "ul",
        { class: "toggles" },
        shown.slice(0, 200).map(([number, label, facts]) => this.toggleRow(kind, number, label, facts, state, null)),
      ),
    ];
  }

  toggleRow(kind, number, label, facts, state, mark) {
    const isOn = !state.off[kind].includes(number);
    return h(
      "li",
      null,
      h(
        "button",
        {
          type: "button",
          class: "toggle",
          role: "switch",
          "aria-checked": String(isOn),
          "data-key": `${kind}-${number}`,
          title: "Click to hide or show; double-click to show this alone",
          on: {
            click: () =>
              this.app.setOff(
                kind,
                isOn ? [...state.off[kind], number] : state.off[kind].filter((item) => item !== number),
              ),
            dblclick: () =>
              this.app.setOff(
                kind,
                this.everything(kind).filter((item) => item !== number),
              ),
          },
        },
        mark || h("span", { class: "tick" }, icon("check")),
        h("span", { class: "toggle-label", dir: "auto" }, label),
        h("span", { class: "toggle-count" }, count(facts)),
      ),
    );
  }

  everything(kind) {
    const all = this.app.graph.index[kind].map((_, number) => number);
    return kind === "outlets" ? [...all, -1] : all;
  }

  time(state) {
    const { time } = state;
    const line = timeline(this.app.graph, time.kind, BINS);
    const choice = h(
      "div",
      { class: "switch", role: "radiogroup", "aria-label": "Which time" },
      [
        ["said", "When it was said"],
        ["true", "When it was true"],
      ].map(([kind, label]) =>
        h(
          "button",
          {
            type: "button",
            role: "radio",
            "aria-checked": String(time.kind === kind),
            "data-key": `time-${kind}`,
            on: { click: () => this.app.trail.go({ time: { ...time, kind, from: null, until: null } }) },
          },
          label,
        ),
      ),
    );
    if (!line)
      return [
        choice,
        h("p", { class: "empty" }, time.kind === "said" ? "No article has a date." : "No fact says when it held."),
      ];
    return [
      choice,
      this.histogram(line, time),
      this.range(line, time),
      h(
        "label",
        { class: "check" },
        h("input", {
          type: "checkbox",
          checked: time.undated,
          "data-key": "undated",
          on: { change: (event) => this.app.trail.go({ time: { ...time, undated: event.target.checked } }) },
        }),
        "Keep what has no date",
      ),
    ];
  }

  histogram({ low, high, counts }, time) {
    const most = Math.max(...counts);
    return h(
      "div",
      { class: "histogram", "aria-hidden": "true" },
      counts.map((number, bin) => {
        const day = low + ((bin + 0.5) / BINS) * (high - low);
        const isOut = (time.from !== null && day < time.from) || (time.until !== null && day > time.until);
        return h("span", {
          class: isOut ? "out" : null,
          vars: { "--share": number ? Math.max(0.06, number / most) : 0 },
        });
      }),
    );
  }

  range({ low, high }, time) {
    const from = time.from ?? low;
    const until = time.until ?? high;
    const caption = h("p", { class: "range-caption", "aria-live": "off" }, `${dayText(from)} – ${dayText(until)}`);
    const input = (name, value, label) =>
      h("input", {
        type: "range",
        min: low,
        max: high,
        value,
        "aria-label": label,
        "aria-valuetext": dayText(value),
        "data-key": `range-${name}`,
        on: {
          input: (event) => {
            const pair = { from, until, [name]: Number(event.target.value) };
            caption.textContent = `${dayText(Math.min(pair.from, pair.until))} – ${dayText(Math.max(pair.from, pair.until))}`;
          },
          change: (event) => {
            const pair = { from, until, [name]: Number(event.target.value) };
            const [first, last] = [Math.min(pair.from, pair.until), Math.max(pair.from, pair.until)];
            this.app.trail.go({
              time: { ...time, from: first <= low ? null : first, until: last >= high ? null : last },
            });
          },
        },
      });
    return h(
      "div",
      { class: "range" },
      h("div", { class: "range-inputs" }, input("from", from, "From"), input("until", until, "Until")),
      caption,
    );
  }

  slider(name, label, low, high, value, caption) {
    const text = h("span", { class: "slider-value" }, caption(value));
    return h(
      "label",
      { class: "slider" },
      h("span", null, label),
      text,
      h("input", {
        type: "range",
        min: low,
        max: high,
        value,
        "data-key": `slider-${name}`,
        on: {
          input: (event) => {
            text.textContent = caption(Number(event.target.value));
          },
          change: (event) => this.app.trail.go({ [name]: Number(event.target.value) }),
        },
      }),
    );
  }
}

export function noFilters() {
  const { off, time, score, sources } = emptyState();
  return { off, time, score, sources };
}
