/**
 * The shapes and numbers of Discord's API (v10) that the page needs, under names.
 *
 * Shapes are JSDoc types for editors and readers; nothing here checks them at run time. Numbers come from Discord's
 * public reference (developer documentation, "Message", "Component reference" and "Application commands").
 */

/** @typedef {{id: string, username: string, global_name?: string|null, bot?: boolean}} User */
/** @typedef {{id: string, name: string, color: number, position: number, permissions: string}} Role */
/** @typedef {{user: User, nick: string|null, roles: string[], title: string,
 *   closed_dms: boolean}} Person */
/** @typedef {{id: string, type: number, allow: string, deny: string}} Overwrite */
/**
 * @typedef {{id: string, type: number, name?: string, topic?: string|null, position?: number, parent_id?: string|null,
 *   last_message_id?: string|null, recipients?: User[], permission_overwrites?: Overwrite[]}} Channel
 */
/** @typedef {{id: string, filename: string, url: string, size: number, content_type?: string, description?: string,
 *   width?: number|null, height?: number|null}} Attachment */
/** @typedef {{id: string, channel_id: string, author: User, content: string, timestamp: string,
 *   edited_timestamp: string|null, flags?: number, type: number, embeds: object[], components?: object[],
 *   attachments: Attachment[], mentions: User[], mention_roles?: string[], mention_everyone?: boolean,
 *   interaction_metadata?: object, interaction?: object, referenced_message?: Message|null}} Message */
/** @typedef {{type: number, name: string, description: string, required?: boolean, choices?: {name: string,
 *   value: string|number}[], options?: Option[], autocomplete?: boolean, min_value?: number, max_value?: number,
 *   min_length?: number, max_length?: number, channel_types?: number[]}} Option */
/** @typedef {{id: string, name: string, description: string, type?: number, options?: Option[],
 *   guild_id?: string, contexts?: number[]|null, dm_permission?: boolean}} Command */
/** @typedef {{now: string, zone: string, landmarks: {label: string, at: string}[]}} Clock */

/** Message flags, as bits. */
export const FLAG = Object.freeze({ suppressEmbeds: 4, ephemeral: 64, loading: 128, componentsV2: 32768 });

/** Kinds of channel. */
export const CHANNEL = Object.freeze({
  text: 0,
  dm: 1,
  voice: 2,
  groupDm: 3,
  category: 4,
  news: 5,
  newsThread: 10,
  thread: 11,
  privateThread: 12,
  forum: 15,
});

/** The status of a scheduled event that has begun; one that is over or called off has a greater one. */
export const EVENT_ACTIVE = 2;

/** Kinds of component. */
export const COMPONENT = Object.freeze({
  row: 1,
  button: 2,
  stringSelect: 3,
  textInput: 4,
  userSelect: 5,
  roleSelect: 6,
  mentionableSelect: 7,
  channelSelect: 8,
  section: 9,
  text: 10,
  thumbnail: 11,
  gallery: 12,
  file: 13,
  separator: 14,
  container: 17,
  label: 18,
  fileUpload: 19,
  radioGroup: 21,
  checkboxGroup: 22,
  checkbox: 23,
});

/** Kinds of command option. */
export const OPTION = Object.freeze({
  subcommand: 1,
  group: 2,
  string: 3,
  integer: 4,
  boolean: 5,
  user: 6,
  channel: 7,
  role: 8,
  mentionable: 9,
  number: 10,
  attachment: 11,
});

/** Kinds of interaction. */
export const INTERACTION = Object.freeze({ command: 2, component: 3, autocomplete: 4, modal: 5 });

/** Kinds of message that read as a line of the house and not as somebody's words. */
export const MESSAGE = Object.freeze({ plain: 0, pinned: 6, joined: 7, threadCreated: 18, reply: 19, command: 20 });

/**
 * Orders snowflakes (Discord's ids, which grow with time) without losing digits to floating point.
 * @param {string} a
 * @param {string} b
 * @returns {number} negative when `a` is older
 */
export function compareIds(a, b) {
  if (a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * @param {{flags?: number}} message
 * @param {number} flag one of FLAG
 */
export function has(message, flag) {
  return ((message.flags ?? 0) & flag) !== 0;
}

/** @param {Channel} channel */
export function isDirect(channel) {
  return channel.type === CHANNEL.dm || channel.type === CHANNEL.groupDm;
}

/** @param {Channel} channel */
export function isThread(channel) {
  return channel.type >= CHANNEL.newsThread && channel.type <= CHANNEL.privateThread;
}
