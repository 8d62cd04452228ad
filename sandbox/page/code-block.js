/**
 * Fenced code, with a button to copy it. Two languages are coloured because course bots use them for tables:
 * `diff` by its first character, and `ansi` by its escape sequences (colours 30-37, bold, underline). Others are plain.
 */
import { el } from "./dom.js";
import { icon } from "./icons.js";

/**
 * @param {string} code
 * @param {string} language may be empty
 * @returns {HTMLElement}
 */
export function codeBlock(code, language) {
  const inside = language === "diff" ? diffLines(code) : language === "ansi" ? ansiRuns(code) : [code];
  const copy = el("button.copy", { type: "button", "aria-label": "Copy the code", title: "Copy" }, icon("copy"));
  copy.addEventListener("click", async () => {
    await navigator.clipboard?.writeText(code.replaceAll(ESCAPE, ""));
    copy.classList.add("done");
    copy.setAttribute("aria-label", "Copied");
  });
  return el("div.code-block", {}, el("pre", { tabindex: "0" }, el("code", {}, inside)), copy);
}

function diffLines(code) {
  return code.split("\n").map((line, at, all) => {
    const kind = line.startsWith("+")
      ? "added"
      : line.startsWith("-")
        ? "removed"
        : line.startsWith("@@")
          ? "place"
          : null;
    const text = at < all.length - 1 ? `${line}\n` : line;
    return kind ? el(`span.${kind}`, {}, text) : text;
  });
}

// An escape character, or the replacement some editors leave in its place, then "[", numbers and "m".
const ESCAPE = /\u001b\[([\d;]*)m/g;

function ansiRuns(code) {
  const runs = [];
  let state = new Set();
  let from = 0;
  const close = (to) => {
    const text = code.slice(from, to);
    if (text) runs.push(state.size ? el(`span.${[...state].join(".")}`, {}, text) : text);
  };
  for (const match of code.matchAll(ESCAPE)) {
    close(match.index);
    from = match.index + match[0].length;
    for (const number of match[1].split(";").map(Number)) state = afterSequence(state, number);
  }
  close(code.length);
  return runs;
}

function afterSequence(state, number) {
  if (number === 0) return new Set();
  const next = new Set(state);
  if (number === 1) next.add("bold");
  else if (number === 4) next.add("underlined");
  else if (number >= 30 && number <= 37) {
    for (const name of state) if (name.startsWith("ansi-")) next.delete(name);
    next.add(`ansi-${number}`);
  }
  return next;
}
