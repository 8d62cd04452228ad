/**
 * The panel of suggestions above the composer: commands, values of options, people and channels. It is a listbox with a
 * line of explanation, and belongs to whichever field is being typed in.
 */
import { avatar } from "./avatar.js";
import { el, fill } from "./dom.js";
import { icon } from "./icons.js";
import { Listbox } from "./listbox.js";
import { channels, narrowed, people, roles } from "./select-menu.js";
import { searchCommands } from "./commands.js";
import { OPTION } from "./wire.js";

/** The panel. At most one field has it at a time. */
export class Picker {
  #panel;
  #heading;
  #list;
  #onPick = () => {};

  /** @param {HTMLElement} panel */
  constructor(panel) {
    this.#panel = panel;
    this.#heading = el("p.picker-heading");
    this.#list = new Listbox("Suggestions", (choice) => this.#onPick(choice));
    fill(panel, this.#heading, this.#list.element);
  }

  get open() {
    return !this.#panel.hidden;
  }

  /** @returns {import("./listbox.js").Choice|null} */
  get lit() {
    return this.open ? this.#list.lit : null;
  }

  /**
   * @param {HTMLElement} field that drives the list
   * @param {{heading: string, choices: import("./listbox.js").Choice[], note?: string, lit?: boolean,
   *   onPick: (choice: import("./listbox.js").Choice) => void}} offer `lit: false` lights nothing until an arrow key
   *   is pressed, so that Enter keeps its meaning
   */
  offer(field, { heading, choices, note = "", lit = true, onPick }) {
    if (!choices.length && !note) return this.close();
    this.#onPick = onPick;
    this.#panel.hidden = false;
    this.#heading.textContent = heading;
    this.#list.attach(field);
    this.#list.show(choices, note);
    if (!lit) this.#list.dim();
  }

  /** @param {import("./listbox.js").Choice} choice which a key has picked */
  pick(choice) {
    this.#onPick(choice);
  }

  close() {
    if (!this.open) return;
    this.#panel.hidden = true;
    this.#list.show([]);
    this.#list.detach();
  }

  /** @param {KeyboardEvent} event @returns {boolean} whether an arrow key moved the light */
  steer(event) {
    return this.open && this.#list.steer(event);
  }
}

/**
 * @param {import("./commands.js").Runnable[]} all
 * @param {string} text after the "/"
 * @param {import("./store.js").Store} store
 * @returns {import("./listbox.js").Choice[]}
 */
export function commandChoices(all, text, store) {
  const bot = store.bot.user;
  return searchCommands(all, text).map((each) => ({
    key: each.path, value: each, detail: each.description,
    title: el("span", {}, `/${each.path}`, each.options.filter((option) => option.required).map((option) => el("span.wants", {}, option.name))),
    before: bot ? avatar(bot.id, store.nameOf(bot.id), true) : icon("slash"),
    aside: bot ? store.nameOf(bot.id) : undefined,
  }));
}

/**
 * Suggestions that the page can make by itself for an option; autocomplete is asked of the bot instead.
 * @param {import("./wire.js").Option} option
 * @param {string} text
 * @param {import("./store.js").Store} store
 * @returns {import("./listbox.js").Choice[]}
 */
export function optionChoices(option, text, store) {
  const typed = text.replace(/^[@#]/, "");
  const narrow = (choices) => narrowed(choices.map(({ heading, ...choice }) => ({ ...choice, value: choice.key })), typed);
  if (option.choices?.length) return narrowed(option.choices.map((each) => ({ key: String(each.value), title: each.name, value: each.value })), text);
  switch (option.type) {
    case OPTION.boolean: return narrowed([{ key: "true", title: "True", value: true }, { key: "false", title: "False", value: false }], text);
    case OPTION.user: return narrow(people(store));
    case OPTION.role: return narrow(roles(store));
    case OPTION.mentionable: return narrow([...people(store), ...roles(store)]);
    case OPTION.channel: return narrow(channels(store, option.channel_types));
    default: return [];
  }
}

/**
 * "@" and "#" in plain text.
 * @param {string} text up to the caret
 * @param {import("./store.js").Store} store
 * @returns {{from: number, choices: import("./listbox.js").Choice[]}|null} `from`: where the sign stands
 */
export function mentionChoices(text, store) {
  const match = /(^|\s)([@#])([^\s@#]*)$/.exec(text);
  if (!match) return null;
  const found = narrowed(match[2] === "@" ? [...people(store), ...roles(store).filter((role) => role.key !== store.guild?.id)] : channels(store), match[3]);
  const choices = found.slice(0, 12).map((choice) => ({ ...choice, value: `${match[2]}${String(choice.title).replace(/^@/, "")} ` }));
  return choices.length ? { from: match.index + match[1].length, choices } : null;
}

/**
 * Turns "@Ada Lovelace" and "#general" into mentions, longest names first.
 * @param {string} text
 * @param {import("./store.js").Store} store
 */
export function withMentions(text, store) {
  const signs = [
    ...people(store).map((each) => [`@${each.title}`, `<@${each.key}>`]),
    ...roles(store).filter((each) => each.key !== store.guild?.id).map((each) => [`@${each.title}`, `<@&${each.key}>`]),
    ...channels(store).map((each) => [`#${each.title}`, `<#${each.key}>`]),
  ].sort((a, b) => b[0].length - a[0].length);
  return signs.reduce((said, [name, sign]) => said.replace(mentionPattern(name), (whole, before) => `${before}${sign}`), text);
}

/** The name as a word of its own. */
function mentionPattern(name) {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`(^|\\s)${escaped}(?![\\p{L}\\p{N}_-])`, "gu");
}
