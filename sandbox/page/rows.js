/**
 * The rows of the message list: which there should be, and how those in the document become these. Rows that did not
 * change stay as they are, so that a picture does not flicker and a menu keeps the focus.
 */
import { el } from "./dom.js";
import { messageRow, pendingRow } from "./message.js";
import { dayOf } from "./times.js";
import { compareIds, FLAG, has, isDirect, MESSAGE } from "./wire.js";

/** Messages of one author this close together share one head, in milliseconds. */
const TOGETHER = 7 * 60_000;

/** @typedef {{key: string, signature: any[], make: () => HTMLElement}} Row its signature is all that its look depends on */

/**
 * @param {{messages: import("./wire.js").Message[], before: import("./wire.js").Message|null, beginning: boolean,
 *   present: boolean, unreadAfter: string|null, channel: string, hands: import("./markdown-view.js").Hands,
 *   interactions: import("./interactions.js").Interactions}} view the messages in the window and the one before them;
 *   whether the channel's beginning and its present are in it; after which message all is new
 * @returns {Row[]}
 */
export function planRows(view) {
  const { hands, interactions, channel } = view;
  const rows = [];
  if (view.beginning)
    rows.push({ key: "beginning", signature: [channel], make: () => beginning(hands.store, channel) });
  let { before } = view;
  let marked = view.unreadAfter === null;
  for (const message of view.messages) {
    const day = new Date(message.timestamp).toDateString();
    const newDay = !before || new Date(before.timestamp).toDateString() !== day;
    if (newDay) rows.push({ key: `day ${day}`, signature: [], make: () => divider(dayOf(message.timestamp), "") });
    const unread = !marked && compareIds(message.id, view.unreadAfter) > 0 && message.author.id !== hands.store.you.id;
    if (unread) rows.push({ key: "unread", signature: [], make: () => divider("New", ".unread") });
    marked ||= unread;
    const compact = !newDay && !unread && goesOn(before, message);
    const mark = interactions.marks.get(message.id) ?? null;
    const make = () => messageRow(message, hands, { compact, mark });
    rows.push({ key: message.id, signature: [message, compact, mark], make });
    before = message;
  }
  if (!view.present) return rows;
  for (const entry of interactions.pending.values()) {
    if (entry.channel !== channel) continue;
    const make = () => pendingRow(entry, hands, () => interactions.dismiss(entry.key));
    rows.push({ key: entry.key + entry.state, signature: [], make });
  }
  return rows;
}

/** The rows in the document. */
export class Rows {
  #list;
  /** @type {Map<string, {signature: any[], node: HTMLElement}>} */ #known = new Map();

  /** @param {HTMLElement} list */
  constructor(list) {
    this.#list = list;
  }

  clear() {
    this.#known.clear();
    this.#list.replaceChildren();
  }

  /** Something that all rows depend on has changed: each is made anew the next time. */
  age() {
    for (const row of this.#known.values()) row.signature = [Symbol("aged")];
  }

  /** @param {string} key @returns {HTMLElement|undefined} */
  node(key) {
    return this.#known.get(key)?.node;
  }

  /** @param {Row[]} wanted */
  become(wanted) {
    const focused = focusedControl(this.#list);
    const keys = new Set(wanted.map((row) => row.key));
    for (const [key, row] of this.#known) {
      if (keys.has(key)) continue;
      row.node.remove();
      this.#known.delete(key);
    }
    let place = this.#list.firstChild;
    for (const { key, signature, make } of wanted) {
      const known = this.#known.get(key);
      const node = known && alike(known.signature, signature) ? known.node : make();
      if (known && known.node !== node) {
        if (known.node === place) place = node;
        known.node.replaceWith(node);
      }
      if (node === place) place = node.nextSibling;
      else this.#list.insertBefore(node, place);
      this.#known.set(key, { signature, node });
    }
    refocus(this.#list, focused);
  }
}

function alike(one, other) {
  return one.length === other.length && one.every((each, at) => each === other[at]);
}

function divider(words, kind) {
  return el(`li.divider${kind}`, {}, el("span", {}, words));
}

function beginning(store, id) {
  const channel = store.channels.get(id);
  const name = channel ? store.channelName(channel) : "";
  if (channel && isDirect(channel)) {
    return el(
      "li.beginning",
      {},
      el("h3", {}, name),
      el("p", {}, `This is the beginning of your direct messages with ${name}.`),
    );
  }
  return el("li.beginning", {}, el("h3", {}, `#${name}`), el("p", {}, `This is the beginning of #${name}.`));
}

/** Whether a message goes on from the one before it without a head of its own. */
function goesOn(before, message) {
  return (
    before.author.id === message.author.id &&
    message.type === MESSAGE.plain &&
    before.type !== MESSAGE.joined &&
    !message.interaction_metadata &&
    !message.interaction &&
    has(before, FLAG.ephemeral) === has(message, FLAG.ephemeral) &&
    Date.parse(message.timestamp) - Date.parse(before.timestamp) < TOGETHER
  );
}

/** A bot edits messages while one stands on their buttons: the focus should stay on the same control. */
function focusedControl(list) {
  const control = document.activeElement;
  if (!list.contains(control)) return null;
  const message = control.closest("[data-message]")?.dataset.message;
  return message && control.dataset.custom ? { message, custom: control.dataset.custom } : null;
}

function refocus(list, focused) {
  if (!focused || list.contains(document.activeElement)) return;
  const row = list.querySelector(`[data-message="${focused.message}"]`);
  const control = [...(row?.querySelectorAll("[data-custom]") ?? [])].find(
    (each) => each.dataset.custom === focused.custom,
  );
  control?.focus({ preventScroll: true });
}
