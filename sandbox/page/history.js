/**
 * The messages of one channel that the page holds, oldest first. It knows order and gaps, not how anything looks.
 */
import { compareIds, FLAG, has } from "./wire.js";

/** One channel's past, as far as it was fetched, and its present. */
export class History {
  /** @type {import("./wire.js").Message[]} */
  messages = [];
  /** Whether there is nothing older on the server. */
  complete = false;
  /** Whether the newest messages are here, so that live ones may be appended. */
  loaded = false;
  /** Ids that were deleted while a page of the past was on its way. */
  #gone = new Set();
  /** The newest message that was here when the line was lost. @type {string|null} */ #before = null;

  /** @returns {string|null} the oldest id held */
  get oldest() {
    return this.messages[0]?.id ?? null;
  }

  /** @param {string} id @returns {number} the place of `id`, or of the next younger message */
  place(id) {
    let low = 0;
    let high = this.messages.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compareIds(this.messages[middle].id, id) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** @param {string} id @returns {import("./wire.js").Message|null} */
  find(id) {
    const found = this.messages[this.place(id)];
    return found?.id === id ? found : null;
  }

  /**
   * Puts a message in its place, or changes the one that is there. Discord's updates may be partial.
   * @param {import("./wire.js").Message} message
   * @param {boolean} onlyChange leave it out if it is not here yet
   */
  put(message, onlyChange = false) {
    const at = this.place(message.id);
    const here = this.messages[at]?.id === message.id;
    if (here) this.messages[at] = { ...this.messages[at], ...message };
    else if (!onlyChange && !this.#gone.has(message.id)) this.messages.splice(at, 0, message);
  }

  /** @param {string} id */
  remove(id) {
    this.#gone.add(id);
    const at = this.place(id);
    if (this.messages[at]?.id === id) this.messages.splice(at, 1);
  }

  /**
   * Takes in a page older than all that is held.
   * @param {import("./wire.js").Message[]} page oldest first
   * @param {number} limit what was asked for: fewer means that the beginning is reached
   */
  prepend(page, limit) {
    for (const message of page) this.put(message);
    if (page.length < limit) this.complete = true;
  }

  /** The line was lost: what is said until the next catchUp may be missed. */
  interrupt() {
    if (this.loaded) this.#before = this.messages.at(-1)?.id ?? null;
    this.loaded = false;
  }

  /**
   * Takes in the newest page after a first look or a lost line. If it does not reach what is held there may be a gap,
   * so the older part is let go; it is fetched again when somebody scrolls there.
   * @param {import("./wire.js").Message[]} page oldest first
   * @param {number} limit
   */
  catchUp(page, limit) {
    const from = page[0]?.id;
    const overlaps = from !== undefined && this.#before !== null && compareIds(from, this.#before) <= 0;
    const fresh = new Set(page.map((message) => message.id));
    const newest = page.at(-1)?.id;
    this.messages = this.messages.filter((message) => {
      if (fresh.has(message.id)) return false;
      if (newest === undefined || compareIds(message.id, newest) > 0) return true;
      if (compareIds(message.id, from) > 0) return has(message, FLAG.ephemeral);
      return overlaps && page.length >= limit;
    });
    if (!overlaps || page.length < limit) this.complete = page.length < limit;
    for (const message of page) this.put(message);
    this.#before = null;
    this.loaded = true;
  }
}
