/**
 * A command being filled in: its name and one small field ("pill") for each option. It knows which options are given
 * and whether they are right; the composer sends it.
 */
import { el, fill } from "./dom.js";
import { icon } from "./icons.js";
import { optionChoices } from "./suggestions.js";
import { rangeOf, readValue } from "./commands.js";
import { OPTION } from "./wire.js";

const KINDS = {
  3: "text",
  4: "whole number",
  5: "True or False",
  6: "person",
  7: "channel",
  8: "role",
  9: "person or role",
  10: "number",
  11: "file",
};
/** How long one may pause in typing before the bot is asked, in milliseconds. */
const DEBOUNCE = 150;

/** @typedef {{option: import("./wire.js").Option, node: HTMLElement, field: HTMLInputElement, picked: {title: string, value: any}|null}} Pill */

/** The pills between the command's name and the rest of the line. */
export class CommandForm {
  /** @type {import("./commands.js").Runnable|null} */ runnable = null;
  /** @type {Pill[]} */ pills = [];
  #holder;
  #store;
  #picker;
  #on;
  #timer = 0;
  #asked = 0;

  /**
   * @param {HTMLElement} holder
   * @param {import("./store.js").Store} store
   * @param {import("./picker.js").Picker} picker
   * @param {{submit: () => void, leave: () => void, rest: () => void, hint: (sentence: string, bad?: boolean) => void,
   *   complete: (form: CommandForm, option: import("./wire.js").Option) => Promise<{name: string, value: any}[]>}} on
   */
  constructor(holder, store, picker, on) {
    this.#holder = holder;
    this.#store = store;
    this.#picker = picker;
    this.#on = on;
  }

  /**
   * @param {import("./commands.js").Runnable} runnable
   * @param {Map<string, string>} pairs what is given already
   */
  open(runnable, pairs) {
    this.runnable = runnable;
    this.pills = [];
    fill(this.#holder, el("span.command-name", { title: runnable.description }, `/${runnable.path}`));
    this.#holder.hidden = false;
    for (const option of runnable.options)
      if (option.required || pairs.has(option.name)) this.#add(option, pairs.get(option.name) ?? "");
  }

  close() {
    clearTimeout(this.#timer);
    this.#asked += 1;
    this.runnable = null;
    this.pills = [];
    this.#holder.replaceChildren();
    this.#holder.hidden = true;
  }

  /** @returns {import("./wire.js").Option[]} those without a pill */
  get remaining() {
    return this.runnable.options.filter((option) => !this.pills.some((pill) => pill.option === option));
  }

  /** @param {import("./wire.js").Option} option to give it a pill and the focus */
  give(option) {
    const known = this.pills.find((pill) => pill.option === option);
    (known ?? this.#add(option, "")).field.focus();
  }

  /** Focuses the first pill that still wants a value. @returns {boolean} whether there was one */
  focusEmpty() {
    const empty = this.pills.find((pill) => !filled(pill));
    empty?.field.focus();
    return Boolean(empty);
  }

  /** @returns {string} the command as one could type it */
  get said() {
    return [
      `/${this.runnable.path}`,
      ...this.pills.filter(filled).map((pill) => `${pill.option.name}:${shown(pill)}`),
    ].join(" ");
  }

  /**
   * @param {boolean} strict whether what is missing or wrong counts; if not, it is left as typed
   * @returns {{given: (import("./commands.js").Given & {file?: File})[], bad: {pill: Pill, problem: string}|null}}
   */
  read(strict) {
    const given = [];
    let bad = null;
    for (const pill of this.pills) {
      const { option } = pill;
      const { value, problem } = this.#value(pill);
      pill.field.removeAttribute("aria-invalid");
      if (problem && strict) {
        pill.field.setAttribute("aria-invalid", "true");
        bad ??= { pill, problem };
      } else if (value !== undefined) given.push({ option, value, file: pill.field.files?.[0] });
      else if (!strict && option.type !== OPTION.attachment) given.push({ option, value: pill.field.value });
    }
    return { given, bad };
  }

  #value(pill) {
    const { option, field } = pill;
    if (!filled(pill)) return option.required ? { problem: `${option.name} is needed: ${option.description}` } : {};
    if (option.type === OPTION.attachment) return { value: "" };
    if (pill.picked && pill.picked.title === field.value) return { value: pill.picked.value };
    return readValue(option, field.value.trim(), this.#store);
  }

  #add(option, text) {
    const file = option.type === OPTION.attachment;
    const field = el("input", {
      type: file ? "file" : "text",
      autocomplete: "off",
      spellcheck: "false",
      "aria-label": `${option.name}${option.required ? ", required" : ""}: ${option.description}`,
      inputmode: option.type === OPTION.integer ? "numeric" : option.type === OPTION.number ? "decimal" : null,
      data: { option: option.name },
    });
    const away = option.required
      ? null
      : el(
          "button.pill-away",
          { type: "button", tabindex: "-1", "aria-label": `Leave out ${option.name}` },
          icon("close"),
        );
    const node = el(
      option.required ? "span.pill.required" : "span.pill",
      { title: option.description },
      el("span.pill-name", {}, option.name),
      field,
      away,
    );
    const pill = { option, node, field, picked: null };
    if (!file) field.value = text;
    fit(field);
    away?.addEventListener("click", () => this.#remove(pill));
    field.addEventListener("focus", () => this.#suggest(pill));
    field.addEventListener("blur", () => this.#picker.close());
    field.addEventListener(file ? "change" : "input", () => this.#typed(pill));
    field.addEventListener("keydown", (event) => this.#key(event, pill));
    this.pills.push(pill);
    this.#holder.appendChild(node);
    return pill;
  }

  #remove(pill) {
    const at = this.pills.indexOf(pill);
    this.pills.splice(at, 1);
    pill.node.remove();
    if (this.pills[at - 1]) this.pills[at - 1].field.focus();
    else this.#on.rest();
  }

  #typed(pill) {
    pill.picked = null;
    pill.field.removeAttribute("aria-invalid");
    if (pill.option.type === OPTION.attachment) return;
    // "7 unit:" in the field of one option goes on to the next.
    const next = /^(.*?)\s+([^\s:]+):$/u.exec(pill.field.value);
    const option = next && this.runnable.options.find((each) => each.name === next[2]);
    if (option && option !== pill.option) {
      pill.field.value = next[1];
      fit(pill.field);
      return this.give(option);
    }
    fit(pill.field);
    this.#suggest(pill);
  }

  #suggest(pill) {
    const { option, field } = pill;
    const range = rangeOf(option);
    this.#on.hint(
      `${option.name}${option.required ? "" : " (optional)"}: ${described(option)}${KINDS[option.type]}${range ? ` ${range}` : ""}`,
    );
    clearTimeout(this.#timer);
    const asked = (this.#asked += 1);
    if (option.autocomplete) {
      this.#timer = setTimeout(async () => {
        const choices = await this.#on.complete(this, option);
        if (asked !== this.#asked || document.activeElement !== field) return;
        this.#offer(
          pill,
          choices.map((each) => ({ key: String(each.value), title: each.name, value: each.value })),
          "No suggestions.",
        );
      }, DEBOUNCE);
      return;
    }
    this.#offer(
      pill,
      pill.picked ? optionChoices(option, "", this.#store) : optionChoices(option, field.value, this.#store),
      option.choices?.length || [5, 6, 7, 8, 9].includes(option.type) ? "Nothing matches." : "",
    );
  }

  #offer(pill, choices, note) {
    this.#picker.offer(pill.field, {
      heading: described(pill.option) ? pill.option.description : pill.option.name,
      choices,
      note,
      lit: Boolean(pill.field.value) && !pill.picked,
      onPick: (choice) => this.#pick(pill, choice),
    });
  }

  #pick(pill, choice) {
    const title = String(choice.title);
    pill.field.value = title;
    pill.picked = { title, value: choice.value };
    fit(pill.field);
    this.#picker.close();
    if (!this.focusEmpty()) this.#on.rest();
  }

  #key(event, pill) {
    const { field } = pill;
    const { lit } = this.#picker;
    const atStart = field.type === "file" || (field.selectionStart === 0 && field.selectionEnd === 0);
    const atEnd = field.type === "file" || field.selectionStart === field.value.length;
    if (event.isComposing || this.#picker.steer(event)) return;
    if (event.key === "Enter") {
      event.preventDefault();
      if (lit && String(lit.title) !== field.value) this.#pick(pill, lit);
      else this.#on.submit();
    } else if (event.key === "Tab" && !event.shiftKey && lit) {
      event.preventDefault();
      this.#pick(pill, lit);
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (this.#picker.open) this.#picker.close();
      else this.#on.leave();
    } else if (event.key === "Backspace" && atStart && !field.value) {
      event.preventDefault();
      if (!pill.option.required) this.#remove(pill);
      else if (!this.#step(pill, -1)) this.#on.leave();
    } else if (event.key === "ArrowLeft" && atStart) this.#step(pill, -1) && event.preventDefault();
    else if (event.key === "ArrowRight" && atEnd) {
      event.preventDefault();
      if (!this.#step(pill, 1)) this.#on.rest();
    }
  }

  #step(pill, by) {
    const next = this.pills[this.pills.indexOf(pill) + by];
    next?.field.focus();
    return Boolean(next);
  }
}

/** discord.py writes "…" where a bot describes nothing. */
function described({ description }) {
  return description && description !== "…" ? `${description} · ` : "";
}

function filled({ field }) {
  return field.type === "file" ? field.files.length > 0 : field.value.trim() !== "";
}

function shown({ field }) {
  return field.type === "file" ? field.files[0].name : field.value.trim();
}

/** A pill is as wide as what is in it. */
function fit(field) {
  if (field.type !== "file") field.style.setProperty("width", `${Math.min(Math.max(field.value.length + 1, 4), 42)}ch`);
}
