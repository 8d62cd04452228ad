/**
 * What a person may do, as far as the page needs it to hide and to warn. The server decides; this only saves a refusal.
 * The order of rules is Discord's ("Permissions", developer reference): base roles, everyone's overwrite, roles' overwrites,
 * one's own overwrite; administrators and owners may do all.
 */
import { isDirect, isThread } from "./wire.js";

export const MAY = Object.freeze({
  administrate: 1n << 3n,
  view: 1n << 10n,
  send: 1n << 11n,
  command: 1n << 31n,
  sendInThreads: 1n << 38n,
});

const ALL = (1n << 60n) - 1n;

/**
 * @param {import("./store.js").Store} store
 * @param {string} person
 * @returns {bigint} permissions in the guild, one bit each
 */
export function permissionsOf(store, person) {
  if (store.guild?.owner_id === person) return ALL;
  const roles = [store.guild?.id, ...(store.people.get(person)?.roles ?? [])];
  const bits = roles.reduce((sum, id) => sum | BigInt(store.roles.get(id)?.permissions ?? 0), 0n);
  return bits & MAY.administrate ? ALL : bits;
}

/**
 * @param {import("./store.js").Store} store
 * @param {string} person
 * @param {import("./wire.js").Channel} channel
 * @returns {bigint}
 */
export function permissionsIn(store, person, channel) {
  if (isDirect(channel)) return ALL;
  const base = permissionsOf(store, person);
  if (base === ALL) return ALL;
  const parent = isThread(channel) ? store.channels.get(channel.parent_id ?? "") : null;
  const overwrites = (parent ?? channel).permission_overwrites ?? [];
  const mine = store.people.get(person)?.roles ?? [];
  const layers = [
    overwrites.filter((each) => each.id === store.guild?.id),
    overwrites.filter((each) => each.id !== store.guild?.id && mine.includes(each.id)),
    overwrites.filter((each) => each.id === person),
  ];
  return layers.reduce((bits, layer) => {
    const denied = layer.reduce((sum, each) => sum | BigInt(each.deny), 0n);
    const allowed = layer.reduce((sum, each) => sum | BigInt(each.allow), 0n);
    return (bits & ~denied) | allowed;
  }, base);
}

/**
 * @param {import("./store.js").Store} store
 * @param {import("./wire.js").Channel} channel
 * @returns {{speak: boolean, command: boolean}} for the person one acts as
 */
export function allowedIn(store, channel) {
  const bits = permissionsIn(store, store.you.id, channel);
  return {
    speak: (bits & (isThread(channel) ? MAY.sendInThreads : MAY.send)) !== 0n,
    command: (bits & MAY.command) !== 0n,
  };
}

/**
 * Of the commands that the server offers this person, those for a place of this kind.
 * @param {import("./wire.js").Command} command
 * @param {import("./wire.js").Channel|undefined} channel
 * @returns {boolean} whether Discord would show the command here
 */
export function usableIn(command, channel) {
  if (!channel || !isDirect(channel)) return !command.contexts || command.contexts.includes(0);
  if (command.guild_id) return false;
  return command.contexts ? command.contexts.includes(1) : command.dm_permission !== false;
}
