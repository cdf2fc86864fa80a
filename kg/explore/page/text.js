// How dates, numbers and counts are written.

const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const MONTH = new Intl.DateTimeFormat("en-GB", { month: "short", year: "numeric", timeZone: "UTC" });
const BARE_MONTH = new Intl.DateTimeFormat("en-GB", { month: "long", timeZone: "UTC" });
const BARE_DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", timeZone: "UTC" });
const WHOLE = new Intl.NumberFormat("en-GB");
const STEPS = [
  [1e12, "tn"],
  [1e9, "bn"],
  [1e6, "m"],
];

export function dayText(day) {
  return day === null || day === undefined ? "" : DAY.format(new Date(day * 864e5));
}

export function monthText(day) {
  return MONTH.format(new Date(day * 864e5));
}

// A date at the precision of its text; whatever is no date comes back as it is.
export function isoText(iso) {
  const found = /^(\d{4}|-)(?:-(\d\d)(?:-(\d\d))?)?$/.exec(iso || "");
  if (!found) return quarterText(iso || "");
  const [, year, month, day] = found;
  if (!month) return year === "-" ? iso : year;
  const moment = new Date(Date.UTC(year === "-" ? 2000 : Number(year), Number(month) - 1, Number(day || 1)));
  if (Number.isNaN(moment.getTime()) || moment.getUTCMonth() !== Number(month) - 1) return iso;
  if (year === "-") return (day ? BARE_DAY : BARE_MONTH).format(moment);
  return (day ? DAY : MONTH).format(moment);
}

function quarterText(iso) {
  const quarter = /^(\d{4})-Q([1-4])$/.exec(iso);
  if (quarter) return `Q${quarter[2]} ${quarter[1]}`;
  const [start, end, rest] = iso.split("/");
  return end && !rest ? `${isoText(start)} – ${isoText(end)}` : iso;
}

export function count(number) {
  return WHOLE.format(number);
}

export function plural(number, one, many) {
  return `${count(number)} ${number === 1 ? one : many || `${one}s`}`;
}

export function compact(digits) {
  const value = Number(digits);
  if (!Number.isFinite(value)) return String(digits);
  for (const [step, name] of STEPS) {
    if (Math.abs(value) >= step) return `${Number((value / step).toPrecision(4))} ${name}`;
  }
  return Math.abs(value) >= 10000 ? WHOLE.format(value) : String(Number(value.toPrecision(6)));
}

const CURRENCY = { USD: "$", EUR: "€", GBP: "£", JPY: "¥", CNY: "CN¥", INR: "₹", KRW: "₩" };

export function withUnit(number, unit) {
  if (!unit) return number;
  if (unit === "percent") return `${number}%`;
  if (CURRENCY[unit]) return `${CURRENCY[unit]}${number}`;
  return `${number} ${unit}`;
}

export function clip(text, length) {
  const flat = text.length > 4 * length ? text.slice(0, 4 * length) : text;
  const characters = Array.from(flat.replace(/\s+/g, " ").trim());
  return characters.length > length ? `${characters.slice(0, length - 1).join("")}…` : characters.join("");
}

export function fold(text) {
  return text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase();
}

export function upperFirst(text) {
  return text ? text[0].toUpperCase() + text.slice(1) : text;
}

export function listText(items) {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} and ${items[items.length - 1]}`;
}
