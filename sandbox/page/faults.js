/**
 * Makes the pretend server fail, for whoever wants to see how a bot bears it. Folded away in the event inspector. The
 * server knows which kinds there are and refuses what it cannot do; this only asks.
 */
import { el, fill } from "./dom.js";
import { icon } from "./icons.js";

/** Kinds that befall a connection at once rather than the next request or event. */
const AT_ONCE = /^(close \d+|abort|reconnect|invalid session( resumable)?|stall)$/;

/** The folded panel. */
export class Faults {
  /** @type {HTMLDetailsElement} */ element;
  #api = null;
  #kind = el("select", { "aria-label": "Kind of fault" });
  #route = el("input", { type: "text", placeholder: "anything", "aria-label": "Route, such as POST /channels/{id}/messages" });
  #count = el("input", { type: "number", min: 1, max: 1000, value: 1, "aria-label": "How often" });
  #list = el("ul.faults-list", { "aria-label": "Planted faults" });
  #note = el("p.muted", { role: "status" });

  constructor() {
    const form = el(
      "form.faults-form",
      {},
      this.#kind,
      this.#route,
      this.#count,
      el("button.button.small", { type: "submit" }, "Plant"),
      el("button.button.small", { type: "button", on: { click: () => this.#clear() } }, "Clear all"),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#plant();
    });
    this.element = el("details.faults", {}, el("summary", {}, "Make something fail"), form, this.#note, this.#list);
    this.element.addEventListener("toggle", () => this.refresh());
  }

  /** @param {import("./api.js").Api} api */
  ask(api) {
    this.#api = api;
    this.refresh();
  }

  /** Asks what is planted and what has struck, if anybody looks. */
  async refresh() {
    if (!this.element.open || !this.#api) return;
    await this.#tried(async () => {
      const { faults, struck, kinds } = await this.#api.faults();
      if (!this.#kind.options.length) fill(this.#kind, kinds.map((kind) => el("option", { value: kind }, kind)));
      this.#draw(faults, struck);
    });
  }

  #draw(faults, struck) {
    const times = Object.entries(struck).map(([kind, count]) => `${kind} ${count}×`);
    this.#note.textContent = times.length ? `Struck so far: ${times.join(", ")}.` : "Nothing has struck yet.";
    fill(
      this.#list,
      faults.map((fault) =>
        el(
          "li",
          {},
          el("code", {}, `${fault.kind} · ${fault.route}`),
          el("span.muted", {}, fault.count === null ? "always" : `${fault.count}×`),
          el(
            "button.icon-button",
            {
              type: "button",
              "aria-label": `Take away ${fault.kind}`,
              on: { click: () => this.#tried(() => this.#api.removeFault(fault.id), true) },
            },
            icon("close"),
          ),
        ),
      ),
    );
  }

  #plant() {
    const kind = this.#kind.value;
    const route = this.#route.value.trim();
    const now = AT_ONCE.test(kind) && !route;
    const fault = now ? { kind, now } : { kind, count: Number(this.#count.value) || 1, ...(route ? { route } : {}) };
    return this.#tried(() => this.#api.plantFault(fault), true);
  }

  #clear() {
    return this.#tried(() => this.#api.clearFaults(), true);
  }

  async #tried(act, again = false) {
    try {
      await act();
      if (again) await this.refresh();
    } catch (refusal) {
      this.#note.textContent = refusal.message;
    }
  }
}
