/**
 * What became of each command, press and form: sent, being thought about, answered, failed. It matches the server's
 * frames, which name an interaction by its id, with what this page sent.
 */
import { INTERACTION } from "./wire.js";

/** How long a command may stay unanswered before the list shows that it is on its way, in milliseconds. */
const PATIENCE = 350;
const LOST = "The connection was lost before an answer came.";

/**
 * @typedef {{key: string, channel: string, said: string, state: "sent"|"failed", reason: string, at: string}} Pending
 * @typedef {{key: string, customId: string, state: "sent"|"answered"|"failed", reason: string, values?: string[]}} Mark
 */

/** One person's interactions. Events: "command" {channel}, "pending" {channel}, "mark" {channel}, "modal" {frame}. */
export class Interactions extends EventTarget {
  /** Commands that a list should show below its messages. @type {Map<string, Pending>} */ pending = new Map();
  /** The last press on each message. @type {Map<string, Mark>} */ marks = new Map();
  #api;
  #store;
  /** What to do when the server says more about an interaction. @type {Map<string, (frame: any) => void>} */ #open =
    new Map();
  /** Frames that overtook the reply to the request they belong to. @type {Map<string, any[]>} */ #early = new Map();
  /** Interactions of this page which may still be answered by a modal; other pages have their own. */ #mine =
    new Set();
  #sending = 0;
  /** @type {Map<string, (choices: object[]) => void>} */ #questions = new Map();

  /** @param {import("./api.js").Api} api @param {import("./store.js").Store} store */
  constructor(api, store) {
    super();
    this.#api = api;
    this.#store = store;
    store.addEventListener("interaction", (event) => this.#hear(event.detail.id, event.detail));
    store.addEventListener("modal", (event) => this.#hear(event.detail.interaction_id, event.detail));
    store.addEventListener("choices", (event) => this.#questions.get(event.detail.nonce)?.(event.detail.choices));
    store.addEventListener("hello", () => this.#lose());
    store.addEventListener("messages", (event) => this.#changed(event.detail));
  }

  /**
   * @param {string} channel
   * @param {object} data of the command
   * @param {string} said the command as typed, for the line that shows it on its way
   */
  command(channel, data, said) {
    this.#tell("command", { channel });
    const entry = { key: crypto.randomUUID(), channel, said, state: "sent", reason: "", at: new Date().toISOString() };
    const timer = setTimeout(() => this.#show(entry), PATIENCE);
    const settle = (failure) => {
      clearTimeout(timer);
      this.pending.delete(entry.key);
      if (failure) this.#show({ ...entry, state: "failed", reason: failure });
      else this.#tell("pending", { channel });
    };
    this.#send({ type: INTERACTION.command, channel_id: channel, data }, settle);
  }

  /** @param {string} key of a failed command which need not be shown any longer */
  dismiss(key) {
    const entry = this.pending.get(key);
    if (entry && this.pending.delete(key)) this.#tell("pending", { channel: entry.channel });
  }

  /** @param {import("./wire.js").Message} message @param {object} data custom_id, component_type and perhaps values */
  press(message, data) {
    const key = crypto.randomUUID();
    const set = (mark) => {
      this.marks.set(message.id, mark);
      this.#tell("mark", { channel: message.channel_id });
    };
    set({ key, customId: data.custom_id, state: "sent", reason: "", values: data.values });
    const settle = (change) => {
      const mark = this.marks.get(message.id);
      if (mark?.key === key) set({ ...mark, ...change });
    };
    this.#send(
      { type: INTERACTION.component, channel_id: message.channel_id, message_id: message.id, data },
      (failure) => settle(failure ? { state: "failed", reason: failure } : { state: "answered" }),
    );
  }

  /**
   * @param {string} opener id of the interaction that opened the modal
   * @param {string} channel
   * @param {object} data custom_id, components and perhaps resolved
   * @returns {Promise<string|null>} why it failed, or null
   */
  submit(opener, channel, data) {
    return new Promise((resolve) => {
      this.#send({ type: INTERACTION.modal, channel_id: channel, interaction_id: opener, data }, resolve);
    });
  }

  /**
   * Asks the bot for choices.
   * @param {string} channel
   * @param {object} data of the command so far, one option focused
   * @returns {Promise<object[]>} empty when no answer came in three seconds
   */
  complete(channel, data) {
    const nonce = crypto.randomUUID().slice(0, 25);
    return new Promise((resolve, reject) => {
      const settle = (choices) => {
        clearTimeout(timer);
        this.#questions.delete(nonce);
        resolve(choices);
      };
      const timer = setTimeout(() => settle([]), 3500);
      this.#questions.set(nonce, settle);
      this.#api.interact({ type: INTERACTION.autocomplete, channel_id: channel, data, nonce }).catch((refusal) => {
        settle([]);
        reject(refusal);
      });
    });
  }

  /** Sends and waits for a first answer: `settle` gets null, or the reason why there is none. */
  async #send(interaction, settle) {
    this.#sending += 1;
    try {
      const { id } = await this.#api.interact({ ...interaction, nonce: crypto.randomUUID().slice(0, 25) });
      this.#mine.add(id);
      this.#open.set(id, (frame) => {
        if (frame.state === "sent") return;
        this.#open.delete(id);
        settle(frame.state === "failed" ? (frame.reason ?? "The application did not respond") : null);
      });
      for (const frame of this.#early.get(id) ?? []) this.#hear(id, frame);
    } catch (refusal) {
      settle(refusal.message);
    } finally {
      this.#sending -= 1;
      if (this.#sending === 0) this.#early.clear();
    }
  }

  #hear(id, frame) {
    if (frame.t === "modal" && this.#mine.delete(id)) return this.#tell("modal", { frame });
    const heard = this.#open.get(id);
    if (heard) heard(frame);
    else if (this.#sending > 0) this.#early.set(id, [...(this.#early.get(id) ?? []), frame]);
  }

  /** After a lost line nobody will hear about what was still open. */
  #lose() {
    for (const heard of [...this.#open.values()]) heard({ t: "interaction", state: "failed", reason: LOST });
  }

  /** The bot has changed the message, so what was chosen there is for the bot to show. */
  #changed({ id, created }) {
    const mark = this.marks.get(id);
    if (!mark || created) return;
    if (mark.state === "sent") this.marks.set(id, { ...mark, values: undefined });
    else this.marks.delete(id);
  }

  #show(entry) {
    this.pending.set(entry.key, entry);
    this.#tell("pending", { channel: entry.channel });
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
