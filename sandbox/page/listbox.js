/**
 * A list of things to pick from, driven by a text field that keeps the focus (ARIA: combobox with a listbox popup).
 * The command picker, option values, the people dialog, the channel switch and select menus all use it.
 */
import { el, fill } from "./dom.js";

/**
 * @typedef {{key: string, title: string|Node, detail?: string, aside?: string, before?: Node, heading?: string,
 *   chosen?: boolean, value?: any}} Choice
 */

/** Draws choices and knows which one is lit. */
export class Listbox {
  /** @type {Choice[]} */ choices = [];
  #at = -1;
  #field = null;
  #onPick;

  /**
   * @param {string} label for screen readers
   * @param {(choice: Choice) => void} onPick
   * @param {boolean} [multiple] whether several may be chosen
   */
  constructor(label, onPick, multiple = false) {
    this.#onPick = onPick;
    this.element = el("ul.listbox", {
      role: "listbox",
      "aria-label": label,
      "aria-multiselectable": multiple ? "true" : null,
    });
    this.element.id = `list-${crypto.randomUUID()}`;
    // A press must not take the focus from the field: the field's text and the list belong together.
    this.element.addEventListener("pointerdown", (event) => event.preventDefault());
    this.element.addEventListener("click", (event) => {
      const item = event.target.closest("[role=option]");
      if (item) this.#onPick(this.choices[Number(item.dataset.at)]);
    });
    this.element.addEventListener("pointermove", (event) => {
      const item = event.target.closest("[role=option]");
      if (item) this.#light(Number(item.dataset.at), false);
    });
  }

  /** @param {HTMLElement} field which will drive this list */
  attach(field) {
    if (this.#field && this.#field !== field) this.detach();
    this.#field = field;
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-controls", this.element.id);
    field.setAttribute("aria-expanded", String(this.choices.length > 0));
    field.setAttribute("aria-autocomplete", "list");
  }

  detach() {
    for (const name of ["aria-controls", "aria-activedescendant", "aria-autocomplete"])
      this.#field?.removeAttribute(name);
    this.#field?.setAttribute("aria-expanded", "false");
    this.#field = null;
  }

  /** @returns {Choice|null} the one that is lit */
  get lit() {
    return this.choices[this.#at] ?? null;
  }

  /**
   * @param {Choice[]} choices
   * @param {string} [note] shown when there are none
   * @param {string|null} [light] key of the one to light; else the lit one stays lit, or the first is
   */
  show(choices, note = "", light = null) {
    const key = light ?? this.lit?.key;
    this.choices = choices;
    let heading;
    fill(
      this.element,
      choices.length === 0 && note ? el("li.note", { role: "presentation" }, note) : null,
      choices.map((choice, at) => {
        const row = this.#row(choice, at);
        if (!choice.heading || choice.heading === heading) return row;
        heading = choice.heading;
        return [el("li.heading", { role: "presentation" }, heading), row];
      }),
    );
    const same = key ? choices.findIndex((choice) => choice.key === key) : -1;
    this.#at = -1;
    this.#field?.setAttribute("aria-expanded", String(choices.length > 0));
    this.#light(same >= 0 ? same : choices.length ? 0 : -1, true);
  }

  /** Lights nothing, so that Enter goes on to whoever asks next. */
  dim() {
    this.#light(-1, false);
  }

  /**
   * Moves the light for the arrow keys, Page and (if the text is empty) Home and End.
   * @param {KeyboardEvent} event
   * @returns {boolean} whether it was such a key
   */
  steer(event) {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (!step || !this.choices.length) return false;
    event.preventDefault();
    const last = this.choices.length - 1;
    const next = this.#at + step;
    const wrapped = Math.abs(step) > 1 ? Math.min(Math.max(next, 0), last) : next < 0 ? last : next > last ? 0 : next;
    this.#light(wrapped, true);
    return true;
  }

  #row(choice, at) {
    return el(
      "li.choice",
      {
        role: "option",
        "aria-selected": String(Boolean(choice.chosen)),
        id: `${this.element.id}-${at}`,
        data: { at: String(at) },
      },
      choice.before,
      el(
        "span.choice-words",
        {},
        el("span.choice-title", {}, choice.title),
        choice.detail && el("span.choice-detail", {}, choice.detail),
      ),
      choice.aside && el("span.choice-aside", {}, choice.aside),
    );
  }

  #light(at, scroll) {
    if (at === this.#at) return;
    const rows = this.element.querySelectorAll("[role=option]");
    rows[this.#at]?.classList.remove("lit");
    this.#at = at;
    const row = rows[at];
    if (row) {
      row.classList.add("lit");
      if (scroll) row.scrollIntoView({ block: "nearest" });
      this.#field?.setAttribute("aria-activedescendant", row.id);
    } else this.#field?.removeAttribute("aria-activedescendant");
  }
}
