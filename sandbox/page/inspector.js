/**
 * The event inspector: what went over the wire between the bot and the sandbox, newest first, folded away until
 * somebody wants to see how a bot works. It asks the server; it records nothing itself.
 */
import { el, fill } from "./dom.js";
import { Faults } from "./faults.js";
import { icon } from "./icons.js";

/** How soon after something happened the log is asked for again, in milliseconds. */
const REST = 300;

/** The panel. */
export class Inspector {
  #panel;
  #list;
  #filter;
  #api;
  #timer = 0;
  /** @type {object[]} */ #events = [];
  #onToggle;
  #faults = new Faults();

  /**
   * @param {HTMLElement} panel
   * @param {(open: boolean) => void} onToggle
   */
  constructor(panel, onToggle) {
    this.#panel = panel;
    this.#onToggle = onToggle;
    this.#list = el("ol.wire", { "aria-label": "Events, newest first" });
    this.#filter = el("input", { type: "search", placeholder: "Filter", "aria-label": "Filter the events" });
    this.#filter.addEventListener("input", () => this.#draw());
    fill(
      panel,
      el(
        "header",
        {},
        icon("wire"),
        el("h2", {}, "On the wire"),
        this.#filter,
        el(
          "button.icon-button",
          {
            type: "button",
            "aria-label": "Close the inspector",
            title: "Close",
            on: { click: () => this.toggle(false) },
          },
          icon("close"),
        ),
      ),
      this.#faults.element,
      this.#list,
    );
    panel.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.toggle(false);
    });
  }

  /** @param {import("./api.js").Api} api of the person one acts as now */
  ask(api) {
    this.#api = api;
    this.#faults.ask(api);
    this.refresh();
  }

  /** @param {boolean} [open] */
  toggle(open = this.#panel.hidden) {
    this.#panel.hidden = !open;
    this.#onToggle(open);
    if (open) this.#filter.focus({ preventScroll: true });
    this.refresh();
  }

  /** Something happened: the log is asked for once it is quiet. */
  refresh() {
    clearTimeout(this.#timer);
    if (this.#panel.hidden || !this.#api) return;
    this.#timer = setTimeout(async () => {
      try {
        this.#events = await this.#api.log();
        this.#draw();
        this.#faults.refresh();
      } catch (refusal) {
        fill(this.#list, el("li.note", {}, refusal.message));
      }
    }, REST);
  }

  #draw() {
    const wanted = this.#filter.value.toLowerCase();
    const lines = this.#events
      .map((event) => ({ event, said: JSON.stringify(event, null, 2) }))
      .filter(({ said }) => said.toLowerCase().includes(wanted))
      .reverse();
    const open = new Set([...this.#list.querySelectorAll("details[open] pre")].map((each) => each.textContent));
    fill(
      this.#list,
      lines.length
        ? lines.map(({ event, said }) =>
            el(
              "li",
              {},
              el("details", { open: open.has(said) }, el("summary", {}, summary(event)), el("pre", {}, said)),
            ),
          )
        : el("li.note", {}, "Nothing yet."),
    );
  }
}

function summary(event) {
  const time = event.at ?? event.time ?? event.timestamp;
  const kind = event.kind ?? event.t ?? "";
  const what = event.name ?? [event.method, event.route ?? event.path].filter(Boolean).join(" ");
  return [
    time ? el("time", {}, new Date(typeof time === "number" ? time * 1000 : time).toLocaleTimeString()) : null,
    kind ? el("span.badge", {}, String(kind)) : null,
    el("span.wire-what", {}, what || "event"),
    event.fault ? el("span.bad", {}, event.fault) : null,
    event.status ? el(event.status < 400 ? "span.muted" : "span.bad", {}, String(event.status)) : null,
  ];
}
