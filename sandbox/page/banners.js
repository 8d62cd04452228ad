/** The lines that say that something is not as usual: the line is down, the bot is offline; and who is typing. */
import { el, fill } from "./dom.js";
import { icon } from "./icons.js";

/** How long somebody counts as typing after the last sign of it (Discord: ten seconds). */
const TYPING = 10_000;

/** Banners and the typing line of one session. */
export class Banners {
  #holder;
  #typingLine;
  #store;
  #connected = true;
  #retry = () => {};
  /** Who types where, and until when. @type {Map<string, {channel: string, timer: number}>} */ #typing = new Map();

  /** @param {HTMLElement} holder @param {HTMLElement} typingLine @param {import("./store.js").Store} store */
  constructor(holder, typingLine, store) {
    this.#holder = holder;
    this.#typingLine = typingLine;
    this.#store = store;
    for (const type of ["bot", "hello"]) store.addEventListener(type, () => this.draw());
    store.addEventListener("typing", (event) => this.#types(event.detail));
    store.addEventListener("messages", (event) => event.detail.created && this.#stops(event.detail.author));
  }

  close() {
    for (const { timer } of this.#typing.values()) clearTimeout(timer);
    this.#typing.clear();
    fill(this.#holder);
    fill(this.#typingLine);
  }

  /** @param {boolean} connected @param {() => void} retry */
  line(connected, retry) {
    this.#connected = connected;
    this.#retry = retry;
    this.draw();
  }

  draw() {
    const { bot, greeted } = this.#store;
    const name = bot.user ? this.#store.nameOf(bot.user.id) : "The bot";
    fill(
      this.#holder,
      this.#connected
        ? null
        : el(
            "p.banner.bad",
            {},
            icon("warning"),
            "The line to the sandbox is down. Trying again… ",
            el("button.text-button", { type: "button", on: { click: this.#retry } }, "Try now"),
          ),
      greeted && this.#connected && !bot.online
        ? el("p.banner", {}, icon("warning"), `${name} is offline. Commands will find no answer until it is back.`)
        : null,
    );
    this.#drawTyping();
  }

  #types({ channel, person }) {
    if (person === this.#store.you.id) return;
    clearTimeout(this.#typing.get(person)?.timer);
    this.#typing.set(person, { channel, timer: setTimeout(() => this.#stops(person), TYPING) });
    this.#drawTyping();
  }

  #stops(person) {
    clearTimeout(this.#typing.get(person)?.timer);
    if (this.#typing.delete(person)) this.#drawTyping();
  }

  #drawTyping() {
    const names = [...this.#typing]
      .filter(([, { channel }]) => channel === this.#store.current)
      .map(([id]) => this.#store.nameOf(id) || "Somebody");
    const words =
      names.length > 3
        ? "Several people are typing…"
        : `${names.join(", ")} ${names.length > 1 ? "are" : "is"} typing…`;
    fill(
      this.#typingLine,
      names.length ? [el("span.dots", { "aria-hidden": "true" }, el("i"), el("i"), el("i")), words] : null,
    );
  }
}
