/** Channels and direct messages at the left, who one is below them, and the quick switch (Ctrl+K). */
import { avatar } from "./avatar.js";
import { arrowKeys, el, fill } from "./dom.js";
import { eventsRow } from "./events.js";
import { icon } from "./icons.js";
import { openFinder } from "./people.js";
import { channelTree } from "./store.js";
import { CHANNEL, compareIds, isDirect, isThread } from "./wire.js";

/**
 * @typedef {{open: (channel: string) => void, newDirect: () => void, writeTo: (person: string) => void,
 *   showEvents: () => void}} SidebarActs
 */

/**
 * @param {HTMLElement} holder
 * @param {import("./store.js").Store} store
 * @param {SidebarActs} on
 */
export function drawChannels(holder, store, on) {
  const focused = holder.contains(document.activeElement) ? document.activeElement.dataset.channel : null;
  fill(
    holder,
    eventsRow(store, on.showEvents),
    channelTree(store).map(({ category, channels }) =>
      el(
        "section",
        {},
        el("h2.side-heading", {}, category ? category.name : "Channels"),
        el(
          "ul",
          {},
          channels.map((channel) => row(channel, store, on)),
        ),
      ),
    ),
    el(
      "section",
      {},
      el(
        "h2.side-heading",
        {},
        "Direct messages",
        el(
          "button.icon-button",
          {
            type: "button",
            title: "New direct message",
            "aria-label": "New direct message",
            on: { click: on.newDirect },
          },
          icon("plus"),
        ),
      ),
      el(
        "ul",
        {},
        directs(store).map((channel) => row(channel, store, on)),
        botRow(store, on),
      ),
    ),
  );
  if (focused) holder.querySelector(`[data-channel="${focused}"]`)?.focus();
}

/** @param {HTMLElement} holder that drawChannels fills; called once */
export function steerChannels(holder) {
  arrowKeys(holder, "[data-channel]");
}

/** The latest conversation first. */
function directs(store) {
  return [...store.channels.values()]
    .filter(isDirect)
    .sort((a, b) => compareIds(b.last_message_id ?? b.id, a.last_message_id ?? a.id));
}

/** The bot stands among the direct messages also before the first one, so that a newcomer finds it. */
function botRow(store, on) {
  const bot = store.bot.user;
  if (!bot || directs(store).some((channel) => channel.recipients?.some((user) => user.id === bot.id))) return null;
  const name = store.nameOf(bot.id);
  return el(
    "li",
    {},
    el(
      "button.channel",
      { type: "button", title: "Write to the app", on: { click: () => on.writeTo(bot.id) } },
      avatar(bot.id, name, true),
      el("span.channel-name", {}, name),
    ),
  );
}

function row(channel, store, on) {
  const current = channel.id === store.current;
  const unread = current ? undefined : store.unread.get(channel.id);
  const name = store.channelName(channel);
  const classes = ["channel", ...(unread ? ["unread"] : []), ...(isThread(channel) ? ["thread"] : [])];
  return el(
    "li",
    {},
    el(
      `button.${classes.join(".")}`,
      {
        type: "button",
        "aria-current": current ? "page" : null,
        data: { channel: channel.id },
        "aria-label": `${name}${unread ? `, ${unread.mentions ? `${unread.mentions} for you` : "unread"}` : ""}`,
        title: channel.topic || null,
        on: { click: () => on.open(channel.id) },
      },
      face(channel, store),
      el("span.channel-name", {}, name),
      unread?.mentions ? el("span.count", {}, String(unread.mentions)) : null,
    ),
  );
}

function face(channel, store) {
  if (!isDirect(channel)) return icon(isThread(channel) ? "thread" : "hash");
  const other = channel.recipients?.find((user) => user.id !== store.you.id) ?? store.you;
  return avatar(other.id, store.channelName(channel), Boolean(other.bot));
}

/**
 * Who one is; pressing it picks somebody else.
 * @param {HTMLElement} holder
 * @param {import("./store.js").Store} store
 * @param {() => void} onPress
 */
export function drawYou(holder, store, onPress) {
  const name = store.nameOf(store.you.id) || store.you.username;
  fill(
    holder,
    el(
      "button.you",
      { type: "button", "aria-haspopup": "dialog", title: "Act as somebody else", on: { click: onPress } },
      avatar(store.you.id, name),
      el(
        "span.you-words",
        {},
        el("span.muted", {}, "Acting as"),
        el("b", {}, name),
        el("span.muted", {}, store.people.get(store.you.id)?.title ?? ""),
      ),
      icon("chevron"),
    ),
  );
}

/**
 * The quick switch between channels and people.
 * @param {import("./store.js").Store} store
 * @param {(channel: string) => void} onPick
 */
export function openSwitch(store, onPick) {
  const choices = [...store.channels.values()]
    .filter((channel) => channel.type !== CHANNEL.category)
    .map((channel) => ({
      key: channel.id,
      title: store.channelName(channel),
      before: face(channel, store),
      detail: isDirect(channel) ? undefined : (channel.topic ?? undefined),
      aside: store.unread.has(channel.id) ? "unread" : undefined,
    }));
  choices.sort((a, b) => Number(store.unread.has(b.key)) - Number(store.unread.has(a.key)));
  openFinder({
    title: "Go to",
    placeholder: "Search for a channel or a person",
    choices: () => choices,
    onPick: (choice) => onPick(choice.key),
    note: "No channel is called so.",
  });
}
