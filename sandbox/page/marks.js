/**
 * Small things that outlive a reload: how far each channel was read, what was dismissed, the theme. They lie in the
 * browser's local storage; where that is refused (a private window, say) they are kept until the page closes.
 */
import { compareIds } from "./wire.js";

/** A map of strings that survives a reload where the browser allows it. */
export class Keepsakes {
  #kept = new Map();

  /** @param {string} key @returns {string|null} */
  get(key) {
    if (this.#kept.has(key)) return this.#kept.get(key);
    try {
      return localStorage.getItem(`syllabot:${key}`);
    } catch {
      return null;
    }
  }

  /** @param {string} key @param {string} value */
  set(key, value) {
    this.#kept.set(key, value);
    try {
      localStorage.setItem(`syllabot:${key}`, value);
    } catch {
      // Storage is full or forbidden: the map above still serves this page.
    }
  }
}

/** How far one person has read each channel. */
export class Marks {
  #keepsakes;
  #key;
  /** @type {Record<string, string>} */ #read;
  #timer = 0;

  /** @param {Keepsakes} keepsakes @param {string} person */
  constructor(keepsakes, person) {
    this.#keepsakes = keepsakes;
    this.#key = `read:${person}`;
    this.#read = JSON.parse(keepsakes.get(this.#key) ?? "{}");
    window.addEventListener("pagehide", this.flush);
  }

  /** @param {string} channel @returns {string|null} */
  reached(channel) {
    return this.#read[channel] ?? null;
  }

  /** @param {string} channel @param {string} message */
  reach(channel, message) {
    const before = this.#read[channel];
    if (before && compareIds(before, message) >= 0) return;
    this.#read[channel] = message;
    // Many messages may come in a moment, and storing is slow.
    this.#timer ||= setTimeout(() => this.flush(), 400);
  }

  /** Stores what is not stored yet. */
  flush = () => {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#keepsakes.set(this.#key, JSON.stringify(this.#read));
  };
}
