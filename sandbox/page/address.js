/** The part of the address after "#": whom one acts as and where one is, so that a reload stays there. */

/** @returns {{as: string, channel: string}} empty where nothing is said */
export function readAddress() {
  const said = new URLSearchParams(location.hash.slice(1));
  return { as: digits(said.get("as")), channel: digits(said.get("in")) };
}

/**
 * @param {string} as
 * @param {string} channel
 * @param {boolean} step whether the browser's "back" should come back here
 */
export function writeAddress(as, channel, step) {
  const said = new URLSearchParams({ as, ...(channel ? { in: channel } : {}) });
  const hash = `#${said}`;
  if (hash === location.hash) return;
  if (step) history.pushState(null, "", hash);
  else history.replaceState(null, "", hash);
}

function digits(text) {
  return /^\d{1,20}$/.test(text ?? "") ? text : "";
}
