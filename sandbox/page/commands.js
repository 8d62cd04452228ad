/**
 * Slash commands as text and as data: which there are, what a typed line means, and what to send. Pure functions; the
 * composer is where they are typed.
 */
import { usableIn } from "./permissions.js";
import { OPTION } from "./wire.js";

/**
 * A command one can run: a command without subcommands, or one subcommand.
 * @typedef {{path: string, description: string, options: import("./wire.js").Option[],
 *   command: import("./wire.js").Command, steps: {name: string, type: number}[]}} Runnable
 * @typedef {{option: import("./wire.js").Option, value: any}} Given
 */

/**
 * @param {import("./store.js").Store} store
 * @param {import("./wire.js").Channel} [channel] where they should be usable
 * @returns {Runnable[]} by name
 */
export function runnables(store, channel) {
  return store.commands
    .filter((command) => (command.type ?? 1) === 1 && usableIn(command, channel))
    .flatMap((command) => unfolded(command, command, []))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function unfolded(command, node, steps) {
  const options = node.options ?? [];
  const inner = options.filter((option) => option.type === OPTION.subcommand || option.type === OPTION.group);
  if (inner.length)
    return inner.flatMap((option) => unfolded(command, option, [...steps, { name: option.name, type: option.type }]));
  const path = [command.name, ...steps.map((step) => step.name)].join(" ");
  return [{ path, description: node.description, options, command, steps }];
}

/**
 * Finds commands by what was typed after the "/": those whose name begins so come first, then those that contain it,
 * then those that only speak of it.
 * @param {Runnable[]} all
 * @param {string} text
 */
export function searchCommands(all, text) {
  const wanted = text.toLowerCase().trim().replace(/\s+/g, " ");
  const rank = (each) => {
    if (each.path.startsWith(wanted)) return 0;
    if (each.path.includes(wanted)) return 1;
    return each.description.toLowerCase().includes(wanted) ? 2 : 3;
  };
  return all.filter((each) => rank(each) < 3).sort((a, b) => rank(a) - rank(b));
}

/**
 * @param {Runnable[]} all
 * @param {string} line as typed, with its "/"
 * @returns {{runnable: Runnable, rest: string|null}|null} the longest command the line begins with; `rest` is what
 *   follows, or null while not even a space does
 */
export function readCommand(all, line) {
  if (!line.startsWith("/")) return null;
  const typed = line.slice(1);
  const fitting = all
    .filter((each) => typed === each.path || (typed.startsWith(each.path) && /\s/.test(typed[each.path.length])))
    .sort((a, b) => b.path.length - a.path.length);
  if (!fitting.length) return null;
  const rest = typed.slice(fitting[0].path.length);
  return { runnable: fitting[0], rest: rest === "" ? null : rest.trimStart() };
}

/**
 * Reads "days:7 paper:some title" into its pairs. A value goes on until the next name that is an option, so it may hold
 * spaces and colons.
 * @param {string} text
 * @param {import("./wire.js").Option[]} options
 * @returns {{pairs: Map<string, string>, rest: string}} `rest` is what stands before the first pair
 */
export function readPairs(text, options) {
  const names = new Set(options.map((option) => option.name));
  const starts = [...text.matchAll(/(^|\s)([^\s:]+):/gu)].filter((match) => names.has(match[2]));
  const pairs = new Map();
  starts.forEach((match, at) => {
    const from = match.index + match[0].length;
    pairs.set(match[2], text.slice(from, starts[at + 1]?.index ?? text.length).trim());
  });
  return { pairs, rest: text.slice(0, starts[0]?.index ?? text.length).trim() };
}

/**
 * @param {import("./wire.js").Option} option
 * @param {string} text
 * @param {import("./store.js").Store} store
 * @returns {{value?: any, problem?: string}} the value to send, or a sentence that says what is wrong
 */
export function readValue(option, text, store) {
  if (option.choices?.length) {
    const wanted = text.toLowerCase();
    const found =
      option.choices.find((choice) => choice.name.toLowerCase() === wanted) ??
      option.choices.find((choice) => String(choice.value).toLowerCase() === wanted);
    return found ? { value: found.value } : { problem: `${option.name} must be one of its choices.` };
  }
  switch (option.type) {
    case OPTION.integer:
      return readNumber(option, text, /^[+-]?\d{1,16}$/, "a whole number");
    case OPTION.number:
      return readNumber(option, text, /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i, "a number");
    case OPTION.boolean:
      return readBoolean(option, text);
    case OPTION.user:
      return readEntity(option, text, personIds(store), "a person");
    case OPTION.role:
      return readEntity(option, text, roleIds(store), "a role");
    case OPTION.mentionable:
      return readEntity(option, text, [...personIds(store), ...roleIds(store)], "a person or a role");
    case OPTION.channel:
      return readEntity(option, text, channelIds(store), "a channel");
    default:
      return readText(option, text);
  }
}

function readText(option, text) {
  const length = [...text].length;
  if (option.min_length && length < option.min_length)
    return { problem: `${option.name} needs at least ${option.min_length} characters.` };
  const most = option.max_length ?? 6000;
  if (length > most) return { problem: `${option.name} may have at most ${most} characters; it has ${length}.` };
  return { value: text };
}

function readNumber(option, text, pattern, what) {
  const range = rangeOf(option);
  const number = Number(text);
  const fits =
    pattern.test(text) && number >= (option.min_value ?? -(2 ** 53)) && number <= (option.max_value ?? 2 ** 53);
  return fits ? { value: number } : { problem: `${option.name} must be ${what}${range ? ` ${range}` : ""}.` };
}

/** @param {import("./wire.js").Option} option @returns {string} such as "from 1 to 60", or nothing */
export function rangeOf({ min_value: least, max_value: most }) {
  if (least !== undefined && most !== undefined) return `from ${least} to ${most}`;
  return least !== undefined ? `of at least ${least}` : most !== undefined ? `of at most ${most}` : "";
}

function readBoolean(option, text) {
  const meaning = { true: true, yes: true, on: true, false: false, no: false, off: false }[text.toLowerCase()];
  return meaning === undefined ? { problem: `${option.name} must be True or False.` } : { value: meaning };
}

function readEntity(option, text, known, what) {
  const bare = text
    .replace(/^<[@#][!&]?(\d+)>$/, "$1")
    .replace(/^[@#]/, "")
    .toLowerCase();
  const found = known.find(([id, ...names]) => id === bare || names.some((name) => name?.toLowerCase() === bare));
  return found
    ? { value: found[0] }
    : { problem: `${option.name} must be ${what} of this server; pick from the list.` };
}

const personIds = (store) =>
  [...[...store.people.values()].map((person) => person.user), ...(store.bot.user ? [store.bot.user] : [])].map(
    (user) => [user.id, store.nameOf(user.id), user.username],
  );
const roleIds = (store) => [...store.roles.values()].map((role) => [role.id, role.name.replace(/^@/, "")]);
const channelIds = (store) => [...store.channels.values()].map((channel) => [channel.id, channel.name]);

/**
 * @param {Runnable} runnable
 * @param {Given[]} given
 * @param {string} [focused] name of the option being typed, for autocomplete
 * @returns {object} interaction data in Discord's shape; what the ids in it stand for the server knows itself
 */
export function commandData(runnable, given, focused) {
  let options = given.map(({ option, value }) => ({
    type: option.type,
    name: option.name,
    value,
    ...(option.name === focused ? { focused: true } : {}),
  }));
  for (const step of [...runnable.steps].reverse()) options = [{ type: step.type, name: step.name, options }];
  const { id, name } = runnable.command;
  return { id, name, type: 1, options };
}
