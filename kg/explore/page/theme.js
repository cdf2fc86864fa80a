// Light and dark: the canvas takes its colours from the same tokens as the page.

import { byId, icon, replace } from "./dom.js";
import colours from "./colours.json";

const TOKENS = [
  "ground",
  "surface",
  "ink",
  "ink-2",
  "ink-3",
  "line",
  "edge",
  "edge-strong",
  "accent",
  "denied",
  "claimed",
];
const stored = "kg-theme";

export class Theme {
  constructor(listener) {
    this.listener = listener;
    this.preference = window.matchMedia("(prefers-color-scheme: dark)");
    this.chosen = read();
    this.preference.addEventListener("change", () => this.apply());
    this.apply(true);
  }

  get name() {
    return this.chosen || (this.preference.matches ? "dark" : "light");
  }

  toggle() {
    this.chosen = this.name === "dark" ? "light" : "dark";
    try {
      window.localStorage.setItem(stored, this.chosen);
    } catch {
      // A sandboxed frame has no storage: the choice lasts for this visit.
    }
    this.apply();
  }

  apply(quiet) {
    document.documentElement.setAttribute("data-theme", this.name);
    const style = window.getComputedStyle(document.documentElement);
    this.token = Object.fromEntries(TOKENS.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
    this.font = style.getPropertyValue("--sans").trim();
    for (const [type, tones] of Object.entries(colours)) {
      document.documentElement.style.setProperty(`--type-${type}`, tones[this.name]);
    }
    const button = byId("theme");
    if (button) replace(button, icon(this.name === "dark" ? "sun" : "moon"));
    if (!quiet) this.listener();
  }

  type(name) {
    return (Object.hasOwn(colours, name) ? colours[name] : colours.Other)[this.name];
  }
}

export function typeVariable(name) {
  return Object.hasOwn(colours, name) ? `var(--type-${name})` : "var(--type-Other)";
}

function read() {
  try {
    const value = window.localStorage.getItem(stored);
    return value === "dark" || value === "light" ? value : null;
  } catch {
    return null;
  }
}
