/** The scheduled events of the server: a button in the sidebar that says how many there are, and their list. */
import { openDialog } from "./dialog.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { markdown } from "./markdown-view.js";
import { formatTime, relativeTime } from "./times.js";
import { EVENT_ACTIVE } from "./wire.js";

/**
 * @param {import("./store.js").Store} store
 * @param {() => void} onOpen
 * @returns {HTMLElement|null} nothing where there are no events
 */
export function eventsRow(store, onOpen) {
  const count = store.scheduled.size;
  if (!count) return null;
  return el(
    "button.channel.events-row",
    { type: "button", "aria-haspopup": "dialog", on: { click: onOpen } },
    icon("calendar"),
    el("span.channel-name", {}, "Events"),
    el("span.muted", {}, String(count)),
  );
}

/**
 * @param {import("./store.js").Store} store
 * @param {import("./markdown-view.js").Hands} hands
 */
export function openEvents(store, hands) {
  const events = [...store.scheduled.values()].sort(
    (a, b) => Date.parse(a.scheduled_start_time) - Date.parse(b.scheduled_start_time),
  );
  openDialog({
    title: events.length === 1 ? "One event" : `${events.length} events`,
    body: el(
      "ol.events",
      {},
      events.map((event) => card(event, store, hands)),
    ),
  });
}

function card(event, store, hands) {
  const starts = new Date(event.scheduled_start_time);
  const ends = event.scheduled_end_time ? new Date(event.scheduled_end_time) : null;
  const when = event.status === EVENT_ACTIVE ? "now" : relativeTime(starts, store.now());
  const place = event.entity_metadata?.location ?? store.channels.get(event.channel_id ?? "")?.name;
  return el(
    "li.event",
    {},
    el(
      "p.event-when",
      {},
      icon("calendar"),
      el("time", { datetime: starts.toISOString() }, formatTime(starts, "f")),
      ends ? ` to ${formatTime(ends, "t")}` : null,
      el("span.muted", {}, ` · ${when}`),
    ),
    el("h3", {}, event.name),
    place ? el("p.muted", {}, place) : null,
    event.description ? markdown(event.description, hands) : null,
  );
}
