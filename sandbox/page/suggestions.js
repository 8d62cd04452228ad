/**
 * What the composer suggests while one types: commands after "/", options behind a command, people, roles and channels
 * after "@" and "#", and the values of options that the page knows by itself. Autocomplete is asked of the bot instead.
 */
import { avatar } from "./avatar.js";
import { searchCommands } from "./commands.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { channels, narrowed, people, roles } from "./select-menu.js";
import { OPTION } from "./wire.js";

/** Suggestions for the composer's own field. */
export class Suggestions {
  #field;
  #store;
  #picker;
  #on;

  /**
   * @param {HTMLTextAreaElement} field
   * @param {import("./store.js").Store} store
   * @param {import("./picker.js").Picker} picker
   * @param {{start: (runnable: import("./commands.js").Runnable) => void, grow: () => void}} on
   */
  constructor(field, store, picker, on) {
    this.#field = field;
    this.#store = store;
    this.#picker = picker;
    this.#on = on;
  }

  /**
   * Offers what fits the text in the field, or closes the panel.
   * @param {import("./commands.js").Runnable[]} all
   * @param {import("./command-form.js").CommandForm} form
   */
  offer(all, form) {
    const text = this.#field.value;
    if (form.runnable) return this.#options(form, text);
    if (/^\/[^\n]*$/.test(text)) {
      return this.#picker.offer(this.#field, {
        heading: "Commands",
        note: "No command is called so.",
        choices: commandChoices(all, text.slice(1), this.#store),
        onPick: (choice) => this.#on.start(choice.value),
      });
    }
    const mention = mentionChoices(text.slice(0, this.#field.selectionStart), this.#store);
    if (!mention) return this.#picker.close();
    this.#picker.offer(this.#field, {
      heading: "Mention",
      choices: mention.choices,
      onPick: (choice) => this.#mention(mention.from, choice.value),
    });
  }

  #options(form, text) {
    const typed = text.trim().toLowerCase();
    const choices = form.remaining
      .filter((option) => option.name.includes(typed))
      .map((option) => ({
        key: option.name,
        title: option.name,
        detail: option.description,
        aside: "optional",
        value: option,
      }));
    this.#picker.offer(this.#field, {
      heading: "Options",
      choices,
      note: typed ? "No option is called so." : "",
      lit: Boolean(typed),
      onPick: (choice) => {
        this.#field.value = "";
        form.give(choice.value);
      },
    });
  }

  #mention(from, sign) {
    this.#field.setRangeText(sign, from, this.#field.selectionStart, "end");
    this.#picker.close();
    this.#on.grow();
  }
}

/**
 * @param {import("./commands.js").Runnable[]} all
 * @param {string} text after the "/"
 * @param {import("./store.js").Store} store
 * @returns {import("./listbox.js").Choice[]}
 */
function commandChoices(all, text, store) {
  const bot = store.bot.user;
  return searchCommands(all, text).map((each) => ({
    key: each.path,
    value: each,
    detail: each.description,
    title: el(
      "span",
      {},
      `/${each.path}`,
      each.options.filter((option) => option.required).map((option) => el("span.wants", {}, option.name)),
    ),
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
  const narrow = (choices) =>
    narrowed(
      choices.map(({ heading, ...choice }) => ({ ...choice, value: choice.key })),
      typed,
    );
  if (option.choices?.length)
    return narrowed(
      option.choices.map((each) => ({ key: String(each.value), title: each.name, value: each.value })),
      text,
    );
  switch (option.type) {
    case OPTION.boolean:
      return narrowed(
        [
          { key: "true", title: "True", value: true },
          { key: "false", title: "False", value: false },
        ],
        text,
      );
    case OPTION.user:
      return narrow(people(store));
    case OPTION.role:
      return narrow(roles(store));
    case OPTION.mentionable:
      return narrow([...people(store), ...roles(store)]);
    case OPTION.channel:
      return narrow(channels(store, option.channel_types));
    default:
      return [];
  }
}

/**
 * "@" and "#" in plain text.
 * @param {string} text up to the caret
 * @param {import("./store.js").Store} store
 * @returns {{from: number, choices: import("./listbox.js").Choice[]}|null} `from`: where the sign stands
 */
function mentionChoices(text, store) {
  const match = /(^|\s)([@#])([^\s@#]*)$/.exec(text);
  if (!match) return null;
  const found = narrowed(
    match[2] === "@"
      ? [...people(store), ...roles(store).filter((role) => role.key !== store.guild?.id)]
      : channels(store),
    match[3],
  );
  const choices = found
    .slice(0, 12)
    .map((choice) => ({ ...choice, value: `${match[2]}${String(choice.title).replace(/^@/, "")} ` }));
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
    ...roles(store)
      .filter((each) => each.key !== store.guild?.id)
      .map((each) => [`@${each.title}`, `<@&${each.key}>`]),
    ...channels(store).map((each) => [`#${each.title}`, `<#${each.key}>`]),
  ].sort((a, b) => b[0].length - a[0].length);
  return signs.reduce(
    (said, [name, sign]) => said.replace(mentionPattern(name), (whole, before) => `${before}${sign}`),
    text,
  );
}

/** The name as a word of its own. */
function mentionPattern(name) {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`(^|\\s)${escaped}(?![\\p{L}\\p{N}_-])`, "gu");
}
