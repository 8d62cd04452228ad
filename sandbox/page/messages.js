/**
 * The list of messages of the channel one looks at. Of thousands of messages only a window of rows is in the document;
 * it slides as one scrolls, and older pages are fetched at its upper end. Rows that did not change stay as they are.
 */
import { soon } from "./dom.js";
import { planRows, Rows } from "./rows.js";

/** Rows kept in the document, rows moved at a time, and messages fetched at a time. */
const WINDOW = 150;
const STEP = 50;
const PAGE = 50;
/** Pixels from an end at which more rows are brought in, and from the bottom that still count as "at the bottom". */
const NEAR = 700;
const AT_BOTTOM = 60;

/** The middle of the page. */
export class MessageList {
  #scroller;
  #list;
  #jump;
  #hands;
  #store;
  #api;
  #interactions;
  #rows;
  #channel = "";
  /** Index of the first row's message; the window ends at `#end`, or with the newest message. */
  #start = 0;
  #end = Infinity;
  #stuck = true;
  #fetching = false;
  #unreadAfter = null;
  #frame = 0;
  #missed = 0;
  /** Where the list was scrolled to when it was last looked at. */ #top = 0;

  /**
   * @param {{scroller: HTMLElement, list: HTMLElement, jump: HTMLButtonElement}} places
   * @param {{hands: import("./markdown-view.js").Hands, api: import("./api.js").Api,
   *   interactions: import("./interactions.js").Interactions, onProblem: (sentence: string) => void}} parts
   */
  constructor({ scroller, list, jump }, { hands, api, interactions, onProblem }) {
    this.#scroller = scroller;
    this.#list = list;
    this.#rows = new Rows(list);
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
    this.#channel = "";
    this.#rows.clear();
  }

  /** @param {string} channel to look at from now on */
  async open(channel) {
    this.#channel = channel;
    this.#rows.clear();
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
      if (this.#stuck && !document.hidden) this.#store.read(channel);
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
    if (created && this.#stuck && !document.hidden) this.#store.read(channel);
  }

  #redraw() {
    this.#rows.age();
    this.#later();
  }

  /** Draws once a frame, however many messages arrive in it. */
  #later() {
    if (this.#frame) return;
    this.#frame = soon(() => this.#draw());
  }

  #draw() {
    this.#frame = 0;
    if (!this.#channel) return;
    const { messages } = this.#history;
    if (this.#end === Infinity && this.#stuck && messages.length - this.#start > WINDOW)
      this.#start = messages.length - STEP;
    else if (this.#end === Infinity && messages.length - this.#start > 2 * WINDOW) this.#end = this.#start + WINDOW;
    const anchor = this.#stuck ? null : this.#anchor();
    this.#rows.become(
      planRows({
        messages: messages.slice(this.#start, this.#end),
        before: messages[this.#start - 1] ?? null,
        beginning: this.#start === 0 && this.#history.complete,
        present: this.#end >= messages.length,
        unreadAfter: this.#unreadAfter,
        channel: this.#channel,
        hands: this.#hands,
        interactions: this.#interactions,
      }),
    );
    if (this.#stuck && this.#end === Infinity) this.#toBottom();
    else if (anchor) this.#hold(anchor);
    this.#offerPresent();
    // Where the rows do not reach beyond the screen no scrolling would ever ask for more.
    if (!this.#stuck) this.#reach();
    else if (this.#list.offsetHeight < this.#scroller.clientHeight) this.#moreAbove();
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
    const node = this.#rows.node(key);
    if (node) this.#scroller.scrollTop += node.getBoundingClientRect().top - offset;
  }

  #toBottom() {
    this.#scroller.scrollTop = this.#scroller.scrollHeight;
    this.#top = this.#scroller.scrollTop;
  }

  #scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.#scroller;
    const left = scrollHeight - scrollTop - clientHeight;
    const latest = this.#end >= this.#history.messages.length;
    if (latest && left < AT_BOTTOM) this.#stuck = true;
    // A picture that comes in makes the list longer below: only going up means that somebody wants to stay there.
    else if (scrollTop < this.#top - 1) this.#stuck = false;
    this.#top = scrollTop;
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
    else if (scrollHeight - scrollTop - clientHeight < NEAR && this.#end < this.#history.messages.length)
      this.#moreBelow();
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
    const away =
      !this.#stuck &&
      (this.#end < this.#history.messages.length ||
        this.#missed > 0 ||
        this.#scroller.scrollHeight - this.#scroller.scrollTop - this.#scroller.clientHeight > 900);
    this.#jump.hidden = !away;
    this.#jump.querySelector("span").textContent = this.#missed
      ? `${this.#missed} new · Jump to the present`
      : "Jump to the present";
  }
}
