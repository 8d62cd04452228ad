/** Dark, light, or as the system has it. The choice is kept; the colours themselves are in style.css. */

/** @typedef {"system"|"light"|"dark"} Theme */

const THEMES = ["system", "light", "dark"];

/**
 * @param {import("./marks.js").Keepsakes} keepsakes
 * @returns {Theme}
 */
export function theme(keepsakes) {
  const kept = keepsakes.get("theme");
  return THEMES.includes(kept) ? kept : "system";
}

/** @param {Theme} chosen @param {import("./marks.js").Keepsakes} keepsakes */
export function setTheme(chosen, keepsakes) {
  keepsakes.set("theme", chosen);
  applyTheme(chosen);
}

/** @param {Theme} chosen */
export function applyTheme(chosen) {
  if (chosen === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = chosen;
}

/** @returns {boolean} whether the page is dark now */
export function isDark() {
  const { theme: chosen } = document.documentElement.dataset;
  return chosen ? chosen === "dark" : window.matchMedia("(prefers-color-scheme: dark)").matches;
}
