// Elements from plain values. Text enters the page here and only as text nodes; addresses pass safeUrl.

const SVG = "http://www.w3.org/2000/svg";

export function h(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

export function svg(tag, attributes, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") {
      for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    } else if (name === "vars") {
      for (const [key, entry] of Object.entries(value)) element.style.setProperty(key, entry);
    } else if (name === "href") {
      const address = safeUrl(value);
      if (address) element.setAttribute("href", address);
    } else if (name === "fragment") {
      element.setAttribute("href", `#${value}`);
    } else if (/^(on|src|style|srcdoc|action|formaction)/.test(name)) {
      throw new Error(`attribute ${name} is not set from values`);
    } else {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  append(element, children);
  return element;
}

export function append(element, children) {
  for (const child of [children].flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
}

export function replace(element, ...children) {
  element.replaceChildren();
  append(element, children);
  return element;
}

export function byId(id) {
  return document.getElementById(id);
}

// Only addresses of the web; everything else (javascript:, data:, file:, relative ones) is no link.
export function safeUrl(text) {
  try {
    const address = new URL(String(text));
    return address.protocol === "http:" || address.protocol === "https:" ? address.href : null;
  } catch {
    return null;
  }
}

export function outLink(address, attributes, ...children) {
  const safe = safeUrl(address);
  if (!safe) return h("span", attributes, ...children);
  return h("a", { ...attributes, href: safe, target: "_blank", rel: "noopener noreferrer nofollow" }, ...children);
}

const ICONS = {
  search: "M11 4a7 7 0 1 1 0 14 7 7 0 0 1 0-14ZM16.2 16.2 20.5 20.5",
  close: "M6 6l12 12M18 6 6 18",
  back: "M14.5 5.5 8 12l6.5 6.5",
  forward: "M9.5 5.5 16 12l-6.5 6.5",
  down: "M5.5 9.5 12 16l6.5-6.5",
  filter: "M4 6.5h16M7 12h10M10 17.5h4",
  link: "M10 14a4.2 4.2 0 0 0 6 0l3-3a4.2 4.2 0 0 0-6-6l-1 1M14 10a4.2 4.2 0 0 0-6 0l-3 3a4.2 4.2 0 0 0 6 6l1-1",
  download: "M12 4v11M7.5 11 12 15.5 16.5 11M5 19.5h14",
  moon: "M19.5 14.2A8 8 0 0 1 9.8 4.5a8 8 0 1 0 9.7 9.7Z",
  sun: "M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8ZM12 2.8v2M12 19.2v2M2.8 12h2M19.2 12h2M5.5 5.5l1.4 1.4M17.1 17.1l1.4 1.4M5.5 18.5l1.4-1.4M17.1 6.9l1.4-1.4",
  help: "M9.2 9.2a2.8 2.8 0 1 1 4 2.6c-.8.4-1.2 1-1.2 1.9M12 17.2v.1M12 3.2a8.8 8.8 0 1 1 0 17.6 8.8 8.8 0 0 1 0-17.6Z",
  plus: "M12 5.5v13M5.5 12h13",
  minus: "M5.5 12h13",
  fit: "M4.5 9V4.5H9M15 4.5h4.5V9M19.5 15v4.5H15M9 19.5H4.5V15",
  focus: "M12 8.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7ZM12 3v3M12 18v3M3 12h3M18 12h3",
  expand:
    "M12 9.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5ZM5 3.6a1.6 1.6 0 1 1 0 3.2 1.6 1.6 0 0 1 0-3.2ZM19 3.6a1.6 1.6 0 1 1 0 3.2 1.6 1.6 0 0 1 0-3.2ZM12 19a1.6 1.6 0 1 1 0 3.2A1.6 1.6 0 0 1 12 19ZM6.2 6.4l4 4M17.8 6.4l-4 4M12 14.5V19",
  hide: "M4 4l16 16M9.9 5.7A9.6 9.6 0 0 1 12 5.5c5 0 8.3 4.2 9.3 6.5-.4.9-1.2 2.2-2.4 3.4M6.3 7.6A12 12 0 0 0 2.7 12c1 2.3 4.300 6.500 9.300 6.500 1.600 0 3-.4 4.200-1M10 10a2.900 2.900 0 0 0 4 4.100",
  path: "M5.5 16a2.500 2.500 0 1 1 0 5 2.500 2.500 0 0 1 0-5ZM18.500 3a2.500 2.500 0 1 1 0 5 2.500 2.500 0 0 1 0-5ZM8 18.500h6.500a3.200 3.200 0 0 0 0-6.500h-5a3.200 3.200 0 0 1 0-6.500H16",
  external: "M13.500 4.500h6v6M19.500 4.500l-8 8M17.500 14v5.500h-13v-13H10",
  article: "M6 3.500h12v17H6ZM9 8h6M9 12h6M9 16h4",
  copy: "M8.500 8.500h11v11h-11ZM5.500 15.500h-1v-11h11v1",
  check: "M5 12.500l4.500 4.500L19 7.500",
  conflict: "M12 4 2.800 19.500h18.400ZM12 10v4.500M12 17v.1",
  code: "M8.500 7 3.500 12l5 5M15.500 7l5 5-5 5M13.500 5l-3 14",
  Person:
    "M12 5.500a3.200 3.200 0 1 1 0 6.400 3.200 3.200 0 0 1 0-6.400ZM5.800 18.800c.6-3.200 3-5 6.200-5s5.600 1.800 6.200 5",
  Organization: "M6 19.500v-14h8v14M14 10h4v9.500M4.500 19.500h15M9 9h2M9 12.500h2M9 16h2",
  Place:
    "M12 20.500c3.800-4 5.800-7 5.800-10a5.800 5.800 0 0 0-11.600 0c0 3 2 6 5.800 10ZM12 8.700a2 2 0 1 1 0 4 2 2 0 0 1 0-4Z",
  Product: "M12 3.800l7 3.800v8.800l-7 3.800-7-3.800V7.600ZM5 7.600l7 3.900 7-3.900M12 11.500v8.700",
  Work: "M6.500 4h8L18 7.500V20H6.500ZM14 4v4h4M9.500 12h5M9.500 15.500h5",
  Event: "M5 6.500h14v13H5ZM5 10.500h14M8.800 4v4M15.200 4v4M9 14.500h2",
  Other: "M12 4.500l2.200 5 5.300.6-4 3.600 1.200 5.300-4.700-2.800-4.700 2.800 1.200-5.300-4-3.600 5.300-.6Z",
};

export function iconPath(name) {
  return ICONS[name] || ICONS.Other;
}

export function icon(name) {
  return svg("svg", { viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true" }, svg("path", { d: iconPath(name) }));
}

export function iconButton(name, label, listener, attributes) {
  return h(
    "button",
    { type: "button", class: "tool", "aria-label": label, title: label, on: { click: listener }, ...attributes },
    icon(name),
  );
}

export function announce(text) {
  byId("announce").textContent = text;
}
