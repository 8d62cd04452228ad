/** A face for everybody without any picture: initials on a colour, both always the same for the same person. */
import { el } from "./dom.js";

/**
 * @param {string} id from which the colour is made
 * @param {string} name from which the initials are made
 * @param {boolean} [bot] bots have a square face
 * @returns {HTMLElement} decorative: the name stands beside it
 */
export function avatar(id, name, bot = false) {
  const style = { "--hue": String(hueOf(id)) };
  return el(bot ? "span.avatar.bot" : "span.avatar", { style, "aria-hidden": "true" }, initials(name));
}

/** @param {string} name @returns {string} one or two capital letters */
export function initials(name) {
  const words = name.split(/[\s_.-]+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words;
  return letters.map((word) => (/[\p{L}\p{N}]/u.exec(word) ?? ["?"])[0].toUpperCase()).join("") || "?";
}

/** Spreads ids over the colour circle; neighbouring ids land far apart (multiplication by the golden ratio). */
function hueOf(id) {
  let sum = 0;
  for (const character of id) sum = (sum * 31 + character.charCodeAt(0)) >>> 0;
  return Math.round(((sum * 0.618_034) % 1) * 360);
}
