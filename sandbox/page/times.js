/**
 * Timestamps, shown in the viewer's zone and language. Relative ones ("in 3 days") are measured against the course's
 * clock, which may have been moved, and kept up to date while the page is open.
 */
import { el } from "./dom.js";

/** Discord's styles of `<t:unix:style>` as options of Intl.DateTimeFormat. */
const STYLES = Object.freeze({
  t: { timeStyle: "short" },
  T: { timeStyle: "medium" },
  d: { dateStyle: "short" },
  D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" },
  F: { dateStyle: "full", timeStyle: "short" },
  s: { dateStyle: "short", timeStyle: "short" },
  S: { dateStyle: "short", timeStyle: "medium" },
});

/** Formatters for the viewer's own zone. Making one takes longer than using it a hundred times. */
const FORMATS = Object.freeze(
  Object.fromEntries(
    Object.entries(STYLES).map(([style, options]) => [style, new Intl.DateTimeFormat(undefined, options)]),
  ),
);
const RELATIVE = new Intl.RelativeTimeFormat(undefined, { numeric: "always" });

/** Units of a relative time and their seconds; a unit is used from its size up. */
const UNITS = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
];

/**
 * @param {Date} date
 * @param {string} style one of Discord's letters, but not R
 * @param {string} [zone] IANA name; the viewer's own if left out
 * @returns {string}
 */
export function formatTime(date, style, zone) {
  if (!zone) return (FORMATS[style] ?? FORMATS.f).format(date);
  return new Intl.DateTimeFormat(undefined, { ...(STYLES[style] ?? STYLES.f), timeZone: zone }).format(date);
}

/**
 * @param {Date} date
 * @param {Date} now
 * @returns {string} such as "in 3 days" or "2 hours ago"
 */
export function relativeTime(date, now) {
  const seconds = (date.getTime() - now.getTime()) / 1000;
  const [unit, size] = UNITS.find(([, each]) => Math.abs(seconds) >= each) ?? ["second", 1];
  return RELATIVE.format(Math.trunc(seconds / size), unit);
}

/**
 * @param {number} unix seconds since 1970
 * @param {string} style
 * @param {import("./store.js").Store} store whose clock counts for relative times
 * @returns {HTMLElement}
 */
export function timeNode(unix, style, store) {
  const date = new Date(unix * 1000);
  if (Number.isNaN(date.getTime())) return el("span.stamp", {}, "an impossible time");
  const text = style === "R" ? relativeTime(date, store.now()) : formatTime(date, style);
  return el(
    "time.stamp",
    {
      datetime: date.toISOString(),
      title: fullTime(date, store),
      tabindex: "0",
      data: style === "R" ? { relative: String(unix) } : {},
    },
    text,
  );
}

/** The viewer's full time, and the course's where that is another. */
function fullTime(date, store) {
  const here = formatTime(date, "F");
  const zone = store.clock?.zone;
  if (!zone) return here;
  const there = formatTime(date, "F", zone);
  return here === there ? here : `${here}\n${there} in ${zone.split("/").at(-1).replaceAll("_", " ")}`;
}

/**
 * When a message was written, short: the day is only named if it is not today.
 * @param {string} iso
 * @returns {string}
 */
export function messageTime(iso) {
  const date = new Date(iso);
  const days = Math.round((midnight(new Date()) - midnight(date)) / 86_400_000);
  const time = formatTime(date, "t");
  if (days === 0) return time;
  if (days === 1) return `Yesterday at ${time}`;
  return `${formatTime(date, "d")} ${time}`;
}

/** @param {string} iso @returns {string} the day, for the line between days */
export function dayOf(iso) {
  return formatTime(new Date(iso), "D");
}

function midnight(date) {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

/**
 * Keeps relative times true: every second, and at once when the course's clock is moved.
 * @param {import("./store.js").Store} store
 * @returns {() => void} stops it
 */
export function keepTimesTrue(store) {
  const refresh = () => {
    const now = store.now();
    for (const node of document.querySelectorAll("time[data-relative]")) {
      const text = relativeTime(new Date(Number(node.dataset.relative) * 1000), now);
      if (node.textContent !== text) node.textContent = text;
    }
  };
  store.addEventListener("clock", refresh);
  const timer = setInterval(refresh, 1000);
  return () => clearInterval(timer);
}
