/**
 * The bar with the course's clock. The sandbox can be told to stand at another time, so that one sees a reminder on the
 * evening before a deadline; where the server has no such clock there is no bar.
 */
import { el, fill } from "./dom.js";
import { icon } from "./icons.js";
import { Timeline } from "./timeline.js";

const HOUR = 3_600_000;

/** Draws the clock and moves it. */
export class ClockBar {
  #holder;
  #store;
  #move;
  #onProblem;
  #timer = 0;
  /** @type {HTMLElement|null} */ #face = null;
  /** @type {Timeline|null} */ #timeline = null;
  #shape = "";
  #open = window.matchMedia("(min-width: 761px)").matches;

  /**
   * @param {HTMLElement} holder
   * @param {import("./store.js").Store} store
   * @param {(to: string) => Promise<import("./wire.js").Clock>} move with a local time of the course
   * @param {(sentence: string) => void} onProblem
   */
  constructor(holder, store, move, onProblem) {
    this.#holder = holder;
    this.#store = store;
    this.#move = move;
    this.#onProblem = onProblem;
    store.addEventListener("clock", () => this.#draw());
    this.#timer = setInterval(() => this.#tick(), 1000);
  }

  close() {
    clearInterval(this.#timer);
    this.#holder.hidden = true;
    this.#holder.replaceChildren();
  }

  #draw() {
    const { clock } = this.#store;
    this.#holder.hidden = !clock;
    if (!clock) return;
    // The bar keeps its buttons, and whoever stands on them, as long as its landmarks are the same.
    const shape = JSON.stringify([clock.zone, clock.landmarks]);
    if (shape !== this.#shape) this.#lay(clock);
    this.#shape = shape;
    this.#tick();
  }

  #lay(clock) {
    this.#face = el("time.clock-face");
    const date = el("input", {
      type: "datetime-local",
      "aria-label": "Move the course clock to",
      value: localTime(this.#store.now(), clock.zone),
    });
    const form = el("form.clock-form", {}, date, el("button.button.small", { type: "submit" }, "Go"));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (date.value) this.#go(date.value.slice(0, 16));
    });
    const step = (label, title, to) =>
      el("button.button.small", { type: "button", title, on: { click: () => this.#go(to()) } }, label);
    const landmarks = el(
      "div.landmarks",
      { role: "group", "aria-label": "Landmarks of the course" },
      clock.landmarks.map(({ label, at }) =>
        el(
          "button.button.small.landmark",
          {
            type: "button",
            title: courseTime(new Date(at), clock.zone),
            data: { at: String(Date.parse(at)) },
            on: { click: () => this.#go(localTime(new Date(at), clock.zone)) },
          },
          label,
        ),
      ),
    );
    this.#timeline = clock.landmarks.length
      ? new Timeline(
          clock.landmarks,
          this.#store.now(),
          (moment) => courseTime(moment, clock.zone),
          (moment) => this.#go(localTime(moment, clock.zone)),
        )
      : null;
    const line = this.#timeline?.element;
    const steps = el(
      "div.clock-steps",
      { role: "group", "aria-label": "Move the course clock" },
      step("+1 hour", "An hour later", () => localTime(new Date(this.#store.now().getTime() + HOUR), clock.zone)),
      step("+1 day", "The same time tomorrow", () => dayAfter(localTime(this.#store.now(), clock.zone))),
      form,
    );
    const fold = el(
      "button.clock-fold",
      { type: "button", title: `The course's clock, in ${clock.zone}` },
      icon("clock"),
      el("span.unseen", {}, "Course clock: "),
      this.#face,
      icon("chevron"),
    );
    // Landmarks that do not fit fade out at the edge, so that one sees there are more.
    const shade = () =>
      landmarks.classList.toggle("more", landmarks.scrollWidth - landmarks.scrollLeft > landmarks.clientWidth + 4);
    const unfold = (open) => {
      fold.setAttribute("aria-expanded", String(open));
      steps.hidden = landmarks.hidden = !open;
      if (line) line.hidden = !open;
      this.#open = open;
      shade();
    };
    fold.addEventListener("click", () => unfold(!this.#open));
    landmarks.addEventListener("scroll", shade, { passive: true });
    // A wheel turns up and down; the strip goes sideways.
    const turn = (event) => (landmarks.scrollLeft += event.deltaX || event.deltaY);
    landmarks.addEventListener("wheel", turn, { passive: true });
    new ResizeObserver(shade).observe(landmarks);
    fill(this.#holder, fold, steps, line, landmarks);
    unfold(this.#open);
  }

  #tick() {
    const { clock } = this.#store;
    if (!clock || !this.#face) return;
    const now = this.#store.now();
    const text = courseTime(now, clock.zone);
    this.#timeline?.show(now);
    if (this.#face.textContent === text) return;
    this.#face.textContent = text;
    this.#face.setAttribute("datetime", now.toISOString());
    const field = this.#holder.querySelector("input");
    if (field && document.activeElement !== field) field.value = localTime(now, clock.zone);
    this.#passLandmarks(now.getTime());
  }

  /** Landmarks that lie behind are faint, and the next one is in sight. */
  #passLandmarks(now) {
    const landmarks = [...this.#holder.querySelectorAll(".landmark")];
    for (const each of landmarks) each.classList.toggle("past", Number(each.dataset.at) <= now);
    const [next, strip] = [landmarks.find((each) => !each.classList.contains("past")), landmarks[0]?.parentElement];
    if (next && !strip.contains(document.activeElement)) strip.scrollLeft = next.offsetLeft - strip.offsetLeft - 120;
  }

  async #go(to) {
    this.#holder.setAttribute("aria-busy", "true");
    try {
      this.#store.setClock(await this.#move(to));
    } catch (refusal) {
      this.#onProblem(refusal.message);
    } finally {
      this.#holder.removeAttribute("aria-busy");
    }
  }
}

/** @param {Date} date @param {string} zone @returns {string} as people read it */
function courseTime(date, zone) {
  return new Intl.DateTimeFormat(undefined, {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "numeric",
    minute: "2-digit",
    timeZone: zone,
    timeZoneName: "short",
  }).format(date);
}

/**
 * @param {Date} date
 * @param {string} zone IANA name
 * @returns {string} wall clock time there, `2024-02-06T19:30`
 */
export function localTime(date, zone) {
  // Swedish writes dates as ISO 8601 does.
  const parts = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "short", timeZone: zone }).format(
    date,
  );
  return parts.replace(" ", "T");
}

/** @param {string} local @returns {string} the same wall clock time a day later, also where summer time begins */
export function dayAfter(local) {
  const date = new Date(`${local}:00Z`);
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 16);
}
