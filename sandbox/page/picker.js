/**
 * The panel of suggestions above the composer: commands, values of options, people and channels. It is a listbox with a
 * line of explanation, and belongs to whichever field is being typed in.
 */
import { el, fill } from "./dom.js";
import { Listbox } from "./listbox.js";

/** The panel. At most one field has it at a time. */
export class Picker {
  #panel;
  #heading;
  #list;
  #onPick = () => {};

  /** @param {HTMLElement} panel */
  constructor(panel) {
    this.#panel = panel;
    this.#heading = el("p.picker-heading");
    this.#list = new Listbox("Suggestions", (choice) => this.#onPick(choice));
    fill(panel, this.#heading, this.#list.element);
  }

  get open() {
    return !this.#panel.hidden;
  }

  /** @returns {import("./listbox.js").Choice|null} */
  get lit() {
    return this.open ? this.#list.lit : null;
  }

  /**
   * @param {HTMLElement} field that drives the list
   * @param {{heading: string, choices: import("./listbox.js").Choice[], note?: string, lit?: boolean,
   *   onPick: (choice: import("./listbox.js").Choice) => void}} offer `lit: false` lights nothing until an arrow key
   *   is pressed, so that Enter keeps its meaning
   */
  offer(field, { heading, choices, note = "", lit = true, onPick }) {
    if (!choices.length && !note) return this.close();
    this.#onPick = onPick;
    this.#panel.hidden = false;
    this.#heading.textContent = heading;
    this.#list.attach(field);
    this.#list.show(choices, note);
    if (!lit) this.#list.dim();
  }

  /** @param {import("./listbox.js").Choice} choice which a key has picked */
  pick(choice) {
    this.#onPick(choice);
  }

  close() {
    if (!this.open) return;
    this.#panel.hidden = true;
    this.#list.show([]);
    this.#list.detach();
  }

  /** @param {KeyboardEvent} event @returns {boolean} whether an arrow key moved the light */
  steer(event) {
    return this.open && this.#list.steer(event);
  }
}
