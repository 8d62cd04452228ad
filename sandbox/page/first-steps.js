/**
 * A card for somebody who sees the page for the first time: three things to try, each of which only fills the composer.
 * It goes away with the first command that is sent, and comes back with the button in the top bar.
 * Steps whose command the bot does not have are left out; if it has none of them, its first commands stand in.
 */
import { el, fill } from "./dom.js";
import { icon } from "./icons.js";
import { runnables } from "./commands.js";

const SEEN = "first-steps";

const STEPS = [
  { command: "due", words: "see what is due" },
  { command: "signup", words: "take a presentation slot" },
  { command: "bench optimizers", words: "compare optimizers on real benchmarks" },
];

/** The card. */
export class FirstSteps {
  #holder;
  #keepsakes;
  #prefill;
  #actAs;

  /**
   * @param {HTMLElement} holder
   * @param {import("./marks.js").Keepsakes} keepsakes
   * @param {{prefill: (text: string) => void, actAs: () => void}} on
   */
  constructor(holder, keepsakes, { prefill, actAs }) {
    this.#holder = holder;
    this.#keepsakes = keepsakes;
    this.#prefill = prefill;
    this.#actAs = actAs;
  }

  /** @returns {boolean} whether it was put away */
  get dismissed() {
    return this.#keepsakes.get(SEEN) === "done";
  }

  /** @param {boolean} shown */
  show(shown) {
    this.#keepsakes.set(SEEN, shown ? "open" : "done");
    this.#holder.hidden = !shown;
  }

  /** @param {import("./store.js").Store} store */
  draw(store) {
    const steps = stepsFor(runnables(store, store.channels.get(store.current)));
    this.#holder.hidden = this.dismissed;
    const name = store.nameOf(store.you.id);
    const bot = store.nameOf(store.bot.user?.id ?? "") || "the bot";
    fill(
      this.#holder,
      el(
        "header",
        {},
        el("h2", {}, "First steps"),
        el(
          "button.icon-button",
          {
            type: "button",
            "aria-label": "Put the first steps away",
            title: "Put away",
            on: { click: () => this.show(false) },
          },
          icon("close"),
        ),
      ),
      el(
        "p",
        {},
        "A pretend chat server on your own machine. You are ",
        el("b", {}, name),
        " (",
        el("button.text-button", { type: "button", on: { click: this.#actAs } }, "be somebody else"),
        `), and ${bot} answers your commands. Try one:`,
      ),
      steps.length
        ? el(
            "ol.steps",
            {},
            steps.map(({ path, words }) =>
              el(
                "li",
                {},
                el(
                  "button.step",
                  { type: "button", on: { click: () => this.#prefill(`/${path} `) } },
                  el("code", {}, `/${path}`),
                  el("span.muted", {}, words),
                ),
              ),
            ),
          )
        : el("p.muted", {}, `Commands appear here as soon as ${bot} has registered them.`),
      el(
        "p.muted",
        {},
        "Type ",
        el("kbd", {}, "/"),
        " for all commands, ",
        el("kbd", {}, "Ctrl K"),
        " to change the channel.",
        store.clock ? " The clock above moves the course to any day of the term." : null,
      ),
    );
  }
}

function stepsFor(all) {
  const known = STEPS.flatMap(({ command, words }) => {
    const found =
      all.find((each) => each.path === command) ?? all.find((each) => each.command.name === command.split(" ")[0]);
    return found ? [{ path: found.path, words }] : [];
  });
  return known.length ? known : all.slice(0, 3).map((each) => ({ path: each.path, words: each.description }));
}
