/**
 * The term as a slider: the course's clock is its thumb, the landmarks are marks along it. Dragging shows where one would
 * land; letting go moves the clock.
 */
import { el } from "./dom.js";

const DAY = 86_400_000;
/** How finely one can drag, in milliseconds. Arrow keys go by an hour, Page Up and Down by a day. */
const GRAIN = 900_000;
const KEYS = Object.freeze({
  ArrowRight: 3_600_000,
  ArrowUp: 3_600_000,
  ArrowLeft: -3_600_000,
  ArrowDown: -3_600_000,
  PageUp: DAY,
  PageDown: -DAY,
});
/** A landmark this near to the thumb is named, in milliseconds. */
const NEAR = 6 * 3_600_000;

/** The slider. */
export class Timeline {
  /** @type {HTMLElement} */ element;
  #input;
  #output;
  #landmarks;
  #name;
  #dragging = false;

  /**
   * @param {{label: string, at: string}[]} landmarks of the course, at least one
   * @param {Date} now
   * @param {(moment: Date) => string} name how a time reads in the course's zone
   * @param {(moment: Date) => void} go
   */
  constructor(landmarks, now, name, go) {
    this.#landmarks = landmarks.map(({ label, at }) => ({ label, at: Date.parse(at) })).sort((a, b) => a.at - b.at);
    this.#name = name;
    const first = Math.min(this.#landmarks[0].at, now.getTime()) - DAY;
    const last = Math.max(this.#landmarks.at(-1).at, now.getTime()) + DAY;
    this.#input = el("input", {
      type: "range",
      "aria-label": "The term: drag to another time",
      min: first,
      max: first + Math.ceil((last - first) / GRAIN) * GRAIN,
      step: GRAIN,
    });
    this.#output = el("output.timeline-words", { "aria-hidden": "true" });
    const share = (at) => `${((at - first) / (last - first)) * 100}%`;
    const marks = this.#landmarks.map(({ label, at }) =>
      el("i.timeline-mark", { title: `${label}: ${name(new Date(at))}`, style: { left: share(at) } }),
    );
    this.element = el(
      "div.timeline",
      {},
      this.#input,
      el("div.timeline-marks", { "aria-hidden": "true" }, marks),
      this.#output,
    );
    this.#input.addEventListener("input", () => {
      this.#dragging = true;
      this.#say();
    });
    this.#input.addEventListener("change", () => {
      this.#dragging = false;
      go(new Date(Number(this.#input.value)));
    });
    this.#input.addEventListener("keydown", (event) => {
      const step = KEYS[event.key];
      if (!step) return;
      event.preventDefault();
      this.#input.value = String(Number(this.#input.value) + step);
      this.#say();
      go(new Date(Number(this.#input.value)));
    });
    this.show(now);
  }

  /** @param {Date} now where the thumb belongs, unless it is being dragged */
  show(now) {
    if (this.#dragging) return;
    this.#input.value = String(now.getTime());
    this.#say();
  }

  #say() {
    const at = Number(this.#input.value);
    const near = this.#landmarks
      .filter((each) => Math.abs(each.at - at) <= NEAR)
      .sort((a, b) => Math.abs(a.at - at) - Math.abs(b.at - at))[0];
    const words = this.#name(new Date(at));
    this.#input.setAttribute("aria-valuetext", near ? `${words}, about ${near.label}` : words);
    this.#output.textContent = this.#dragging ? (near ? `${words} · ${near.label}` : words) : (near?.label ?? "");
  }
}
