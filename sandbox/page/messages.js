/**
 * The list of messages of the channel one looks at. Of thousands of messages only a window of rows is in the document;
 * it slides as one scrolls, and older pages are fetched at its upper end. Rows that did not change stay as they are.
 */
import { el } from "./dom.js";
import { messageRow, pendingRow } from "./message.js";
import { dayOf } from "./times.js";
import { compareIds, FLAG, has, MESSAGE } from "./wire.js";

/** Rows kept in the document, rows moved at a time, and messages fetched at a time. */
const WINDOW = 150;
const STEP = 50;
const PAGE = 50;
/** Pixels from an end at which more rows are brought in, and from the bottom that still count as "at the bottom". */
const NEAR = 700;
const AT_BOTTOM = 60;
/** Messages of one author this close together share one head, in milliseconds. */
const TOGETHER = 7 * 60_000;

/** The middle of the page. */
export class MessageList {
  #scroller;
  #list;
  #jump;
  #hands;
  #store;
  #api;
  #interactions;
  /** @type {Map<string, {signature: any[], node: HTMLElement}>} */ #rows = new Map();
  #channel = "";
  /** Index of the first row's message; the window ends at `#end`, or with the newest message. */
  #start = 0;
  #end = Infinity;
  #stuck = true;
  #fetching = false;
  #unreadAfter = null;
  #frame = 0;
  #missed = 0;

  /**
   * @param {{scroller: HTMLElement, list: HTMLElement, jump: HTMLButtonElement}} places
   * @param {{hands: import("./markdown-view.js").Hands, api: import("./api.js").Api,
   *   interactions: import("./interactions.js").Interactions, onProblem: (sentence: string) => void}} parts
   */
  constructor({ scroller, list, jump }, { hands, api, interactions, onProblem }) {
    this.#scroller = scroller;
    this.#list = list;
    this.#jump = jump;
    this.#hands = hands;
    this.#store = hands.store;
    this.#api = api;
    this.#interactions = interactions;
    this.onProblem = onProblem;
    const { signal } = (this.#ending = new AbortController());
    scroller.addEventListener("scroll", () => this.#scrolled(), { signal, passive: true });
    jump.addEventListener("click", () => this.toPresent(), { signal });
    for (const type of ["pending", "mark"]) interactions.addEventListener(type, () => this.#later());
    for (const type of ["people", "channels", "hello"]) this.#store.addEventListener(type, () => this.#redraw());
    this.#store.addEventListener("messages", (event) => this.#changed(event.detail));
    this.#observer = new ResizeObserver(() => this.#stuck && this.#toBottom());
    this.#observer.observe(list);
    this.#observer.observe(scroller);
  }

  #ending;
  #observer;

  /** Lets go of the page, before another person's list takes it. */
  close() {
    this.#ending.abort();
    this.#observer.disconnect();
    cancelAnimationFrame(this.#frame);
    this.#channel = "";
    this.#rows.clear();
    this.#list.replaceChildren();
  }

  /** @param {string} channel to look at from now on */
  async open(channel) {
    this.#channel = channel;
    this.#rows.clear();
    this.#list.replaceChildren();
    this.#unreadAfter = this.#store.unread.has(channel) ? this.#store.readUpTo(channel) : null;
    this.#missed = 0;
    this.#stuck = true;
    this.#latest();
    if (!this.#history.loaded) await this.catchUp();
    else this.#draw();
    this.#store.read(channel);
  }

  /** Fetches what was said in this channel while the line was down. */
  async catchUp() {
    const channel = this.#channel;
    if (!channel) return;
    this.#list.setAttribute("aria-busy", "true");
    try {
      const page = await this.#api.messages(channel, null, PAGE);
      const history = this.#store.history(channel);
      // Rows may have been let go at the upper end, so the window is laid anew if it stood at the present.
      const latest = this.#end === Infinity;
      history.catchUp(page, PAGE);
      if (channel !== this.#channel) return;
      if (latest || this.#start >= history.messages.length) this.#latest();
      this.#draw();
      if (document.hasFocus() && this.#stuck) this.#store.read(channel);
    } catch (refusal) {
      this.onProblem(refusal.message);
    } finally {
      this.#list.removeAttribute("aria-busy");
    }
  }

  /** Shows the newest messages and goes on showing them. */
  toPresent() {
    this.#latest();
    this.#stuck = true;
    this.#missed = 0;
    this.#draw();
    this.#store.read(this.#channel);
  }

  get #history() {
    return this.#store.history(this.#channel);
  }

  #latest() {
    this.#end = Infinity;
    this.#start = Math.max(0, this.#history.messages.length - STEP);
  }

  #changed({ channel, created, author }) {
    if (channel !== this.#channel) return;
    if (created && author === this.#store.you.id) this.#stuck = true;
    else if (created && !this.#stuck) this.#missed += 1;
    this.#later();
    if (created && this.#stuck) this.#store.read(channel);
  }

  #redraw() {
    for (const row of this.#rows.values()) row.signature = [];
    this.#later();
  }

  /** Draws once a frame, however many messages arrive in it. */
  #later() {
    if (this.#frame) return;
    this.#frame = requestAnimationFrame(() => this.#draw());
  }

  #draw() {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    if (!this.#channel) return;
    const { messages } = this.#history;
    if (this.#end === Infinity && this.#stuck && messages.length - this.#start > WINDOW) this.#start = messages.length - STEP;
    else if (this.#end === Infinity && messages.length - this.#start > 2 * WINDOW) this.#end = this.#start + WINDOW;
    const anchor = this.#stuck ? null : this.#anchor();
    const focused = focusedControl(this.#list);
    this.#patch(this.#wanted(messages.slice(this.#start, this.#end)));
    refocus(this.#list, focused);
    if (this.#stuck && this.#end === Infinity) this.#toBottom();
    else if (anchor) this.#hold(anchor);
    this.#offerPresent();
    // Where the rows do not reach beyond the screen no scrolling would ever ask for more.
    if (!this.#stuck) this.#reach();
    else if (this.#list.offsetHeight < this.#scroller.clientHeight) this.#moreAbove();
  }

  /** The rows that should stand in the document: key, what they depend on, and how to make them. */
  #wanted(messages) {
    const { marks, pending } = this.#interactions;
    const rows = [];
    const history = this.#history;
    if (this.#start === 0 && history.complete) rows.push({ key: "beginning", signature: [this.#channel], make: () => this.#beginning() });
    let before = this.#start > 0 ? history.messages[this.#start - 1] : null;
    let marked = false;
    for (const message of messages) {
      const day = dayOf(message.timestamp);
      const newDay = !before || dayOf(before.timestamp) !== day;
      if (newDay) rows.push({ key: `day ${day}`, signature: [], make: () => el("li.divider", {}, el("span", {}, day)) });
      const unread = !marked && this.#unreadAfter !== null && compareIds(message.id, this.#unreadAfter) > 0 && message.author.id !== this.#store.you.id;
      if (unread) {
        marked = true;
        rows.push({ key: "unread", signature: [], make: () => el("li.divider.unread", {}, el("span", {}, "New")) });
      }
      const compact = !newDay && !unread && goesOn(before, message);
      const mark = marks.get(message.id) ?? null;
      rows.push({ key: message.id, signature: [message, compact, mark], make: () => messageRow(message, this.#hands, { compact, mark }) });
      before = message;
    }
    if (this.#end !== Infinity && this.#end < history.messages.length) return rows;
    for (const entry of pending.values()) {
      if (entry.channel !== this.#channel) continue;
      rows.push({ key: entry.key + entry.state, signature: [], make: () => pendingRow(entry, this.#hands, () => this.#interactions.dismiss(entry.key)) });
    }
    return rows;
  }

  #patch(wanted) {
    const keys = new Set(wanted.map((row) => row.key));
    for (const [key, row] of this.#rows) {
      if (keys.has(key)) continue;
      row.node.remove();
      this.#rows.delete(key);
    }
    let place = this.#list.firstChild;
    for (const { key, signature, make } of wanted) {
      const known = this.#rows.get(key);
      const same = known && known.signature.length === signature.length && signature.every((each, at) => each === known.signature[at]);
      if (same) {
        if (known.node === place) place = place.nextSibling;
        else this.#list.insertBefore(known.node, place);
        continue;
      }
      const node = make();
      if (known) {
        if (known.node === place) place = place.nextSibling;
        known.node.replaceWith(node);
        if (node.nextSibling !== place) this.#list.insertBefore(node, place);
      } else this.#list.insertBefore(node, place);
      this.#rows.set(key, { signature, node });
    }
  }

  #beginning() {
    const channel = this.#store.channels.get(this.#channel);
    const name = channel ? this.#store.channelName(channel) : "";
    const direct = channel?.type === 1;
    return el("li.beginning", {}, el("h3", {}, direct ? name : `#${name}`),
      el("p", {}, direct ? `This is the beginning of your direct messages with ${name}.` : `This is the beginning of #${name}.`));
  }

  /** The first row in sight and where it stands, so that it can be put back there. */
  #anchor() {
    const top = this.#scroller.getBoundingClientRect().top;
    for (const node of this.#list.children) {
      const box = node.getBoundingClientRect();
      if (box.bottom > top && node.dataset.message) return { key: node.dataset.message, offset: box.top };
    }
    return null;
  }

  #hold({ key, offset }) {
    const node = this.#rows.get(key)?.node;
    if (node) this.#scroller.scrollTop += node.getBoundingClientRect().top - offset;
  }

  #toBottom() {
    this.#scroller.scrollTop = this.#scroller.scrollHeight;
  }

  #scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.#scroller;
    const left = scrollHeight - scrollTop - clientHeight;
    const latest = this.#end >= this.#history.messages.length;
    this.#stuck = latest && left < AT_BOTTOM;
    if (this.#stuck && this.#missed) {
      this.#missed = 0;
      this.#store.read(this.#channel);
    }
    this.#reach();
    this.#offerPresent();
  }

  /** Brings in more rows where an end of the window comes near. One step a frame, so that a row in sight can be held. */
  #reach() {
    const { scrollTop, scrollHeight, clientHeight } = this.#scroller;
    if (this.#frame) return;
    if (scrollTop < NEAR) this.#moreAbove();
    else if (scrollHeight - scrollTop - clientHeight < NEAR && this.#end < this.#history.messages.length) this.#moreBelow();
  }

  async #moreAbove() {
    const history = this.#history;
    if (this.#start > 0) {
      this.#start = Math.max(0, this.#start - STEP);
      if (Math.min(this.#end, history.messages.length) - this.#start > WINDOW) this.#end = this.#start + WINDOW;
      return this.#later();
    }
    if (history.complete || this.#fetching || !history.oldest || !history.loaded) return;
    const channel = this.#channel;
    this.#fetching = true;
    try {
      const held = history.messages.length;
      history.prepend(await this.#api.messages(channel, history.oldest, PAGE), PAGE);
      if (channel !== this.#channel) return;
      const grown = history.messages.length - held;
      // The same messages stay in the window; the next step upwards brings in the new ones.
      this.#start += grown;
      if (this.#end !== Infinity) this.#end += grown;
      if (grown) this.#fetching = false;
      if (grown) await this.#moreAbove();
      else this.#later();
    } catch (refusal) {
      this.onProblem(refusal.message);
    } finally {
      this.#fetching = false;
    }
  }

  #moreBelow() {
    const count = this.#history.messages.length;
    this.#end = this.#end + STEP >= count ? Infinity : this.#end + STEP;
    const end = Math.min(this.#end, count);
    if (end - this.#start > WINDOW) this.#start = end - WINDOW;
    this.#later();
  }

  #offerPresent() {
    const away = !this.#stuck && (this.#end < this.#history.messages.length || this.#missed > 0
      || this.#scroller.scrollHeight - this.#scroller.scrollTop - this.#scroller.clientHeight > 900);
    this.#jump.hidden = !away;
    this.#jump.querySelector("span").textContent = this.#missed ? `${this.#missed} new · Jump to the present` : "Jump to the present";
  }
}

/** Whether a message goes on from the one before it without a head of its own. */
function goesOn(before, message) {
  return before.author.id === message.author.id && message.type === MESSAGE.plain && before.type !== MESSAGE.joined
    && !message.interaction_metadata && !message.interaction
    && has(before, FLAG.ephemeral) === has(message, FLAG.ephemeral)
    && Date.parse(message.timestamp) - Date.parse(before.timestamp) < TOGETHER;
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
  const control = [...(row?.querySelectorAll("[data-custom]") ?? [])].find((each) => each.dataset.custom === focused.custom);
  control?.focus({ preventScroll: true });
}
