/** One message as a row of the list: who, when, what, and what a person may do with it. */
import { avatar } from "./avatar.js";
import { componentTree } from "./components.js";
import { add, el } from "./dom.js";
import { embedCard, hex } from "./embeds.js";
import { icon } from "./icons.js";
import { inlineMarkdown, markdown } from "./markdown-view.js";
import { attachmentList } from "./media.js";
import { formatTime, messageTime } from "./times.js";
import { FLAG, has, MESSAGE } from "./wire.js";

const ONLY_EMOJI = /^(?:\p{Extended_Pictographic}[\u{FE0F}\u{200D}\u{1F3FB}-\u{1F3FF}]*\s?){1,6}$/u;

/**
 * @param {import("./wire.js").Message} message
 * @param {import("./markdown-view.js").Hands} hands
 * @param {{compact: boolean, mark: import("./interactions.js").Mark|null}} how compact: it goes on from the row above
 * @returns {HTMLElement}
 */
export function messageRow(message, hands, { compact, mark }) {
  const { store } = hands;
  const system = systemLine(message, hands);
  const name = authorName(message.author, store);
  const classes = ["message"];
  if (compact) classes.push("compact");
  if (system) classes.push("system");
  if (has(message, FLAG.ephemeral)) classes.push("ephemeral");
  else if (store.addresses(message)) classes.push("addressed");
  const row = el(
    `li.${classes.join(".")}`,
    { data: { message: message.id } },
    above(message, hands),
    el(
      "div.gutter",
      {},
      compact
        ? el(
            "time.row-time",
            { datetime: message.timestamp, title: formatTime(new Date(message.timestamp), "F") },
            formatTime(new Date(message.timestamp), "t"),
          )
        : avatar(message.author.id, name, Boolean(message.author.bot)),
    ),
    el(
      "div.said",
      {},
      compact ? null : byline(message, name, store),
      system ?? body(message, hands, mark),
      below(message, hands, mark),
    ),
    tools(message, hands),
  );
  return row;
}

/** @param {import("./wire.js").User} author @param {import("./store.js").Store} store */
export function authorName(author, store) {
  return store.nameOf(author.id) || author.global_name || author.username;
}

/** @param {string} id @param {import("./store.js").Store} store @returns {string|null} of the highest role that has one */
export function nameColour(id, store) {
  const roles = (store.people.get(id)?.roles ?? []).map((role) => store.roles.get(role)).filter((role) => role?.color);
  const highest = roles.sort((a, b) => b.position - a.position)[0];
  return highest ? hex(highest.color) : null;
}

function byline(message, name, store) {
  const colour = nameColour(message.author.id, store);
  return el(
    "p.byline",
    {},
    el("span.author", { style: colour ? { "--role": colour } : {} }, name),
    message.author.bot ? el("span.badge", { title: "An application" }, "APP") : null,
    el(
      "time",
      { datetime: message.timestamp, title: formatTime(new Date(message.timestamp), "F") },
      messageTime(message.timestamp),
    ),
  );
}

/** The thin line above: whose command this answers, or what it replies to. */
function above(message, hands) {
  const { store } = hands;
  const used = message.interaction_metadata ?? message.interaction;
  if (used?.user && used.type === 2) {
    const command = message.interaction?.name ?? used.name ?? "a command";
    const name = authorName(used.user, store);
    return el(
      "p.above",
      {},
      avatar(used.user.id, name),
      el("b", {}, name),
      " used ",
      el(
        "button.mention",
        { type: "button", title: "Use it again", on: { click: () => hands.startCommand(`/${command} `) } },
        `/${command}`,
      ),
    );
  }
  if (message.type !== MESSAGE.reply) return null;
  const answered = message.referenced_message;
  if (!answered) return el("p.above.muted", {}, icon("reply"), "The original message was deleted.");
  const name = authorName(answered.author, store);
  const words =
    answered.content || (answered.embeds?.length || answered.components?.length ? "a card" : "an attachment");
  return el(
    "p.above",
    {},
    icon("reply"),
    avatar(answered.author.id, name, Boolean(answered.author.bot)),
    el("b", {}, name),
    " ",
    el("span.excerpt", {}, inlineMarkdown(words.split("\n")[0], hands)),
  );
}

function body(message, hands, mark) {
  if (has(message, FLAG.loading)) {
    return el(
      "p.thinking",
      { role: "status" },
      el("span.dots", { "aria-hidden": "true" }, el("i"), el("i"), el("i")),
      `${authorName(message.author, hands.store)} is thinking…`,
    );
  }
  if (has(message, FLAG.componentsV2)) return [componentTree(message, hands, mark), edited(message)];
  const text = message.content ? markdown(message.content, hands) : null;
  if (text && ONLY_EMOJI.test(message.content)) text.classList.add("jumbo");
  if (text) add(text, edited(message));
  const embeds = has(message, FLAG.suppressEmbeds) ? [] : (message.embeds ?? []);
  return [
    text,
    attachmentList(looseAttachments(message, embeds), hands),
    embeds.map((embed) => embedCard(embed, hands)),
    componentTree(message, hands, mark),
  ];
}

/** Attachments that an embed shows already are not shown twice. */
function looseAttachments(message, embeds) {
  const shown = new Set(
    embeds.flatMap((embed) => [embed.image?.url, embed.thumbnail?.url, embed.footer?.icon_url, embed.author?.icon_url]),
  );
  const name = (url) => url?.split("?")[0];
  const names = new Set([...shown].map(name));
  return (message.attachments ?? []).filter((each) => !names.has(name(each.url)));
}

function edited(message) {
  if (!message.edited_timestamp) return null;
  return el("span.edited", { title: formatTime(new Date(message.edited_timestamp), "F") }, "(edited)");
}

function below(message, hands, mark) {
  const reactions = message.reactions ?? [];
  return [
    reactions.length
      ? el(
          "p.reactions",
          {},
          reactions.map((each) =>
            el(
              each.me ? "button.reaction.mine" : "button.reaction",
              {
                type: "button",
                "aria-pressed": String(Boolean(each.me)),
                on: { click: () => hands.react(message, each.emoji, !each.me) },
              },
              el("span.emoji", {}, each.emoji.name),
              ` ${each.count}`,
            ),
          ),
        )
      : null,
    mark?.state === "failed"
      ? el("p.failure", { role: "alert" }, icon("warning"), mark.reason || "This interaction failed")
      : null,
    has(message, FLAG.ephemeral)
      ? el(
          "p.only-you",
          {},
          icon("eye"),
          "Only you can see this · ",
          el("button.text-button", { type: "button", on: { click: () => hands.remove(message) } }, "Dismiss"),
        )
      : null,
  ];
}

/** Joining, pinning and the like are told by the house. */
function systemLine(message, { store }) {
  const name = authorName(message.author, store);
  switch (message.type) {
    case MESSAGE.pinned:
      return el("p.muted", {}, `${name} pinned a message.`);
    case MESSAGE.joined:
      return el("p.muted", {}, `${name} joined.`);
    case MESSAGE.threadCreated:
      return el("p.muted", {}, `${name} started the thread “${message.content}”.`);
    default:
      return null;
  }
}

function tools(message, hands) {
  const mine = message.author.id === hands.store.you.id;
  const text = message.content;
  if (!mine && !text) return null;
  const copy = () => navigator.clipboard?.writeText(text);
  return el(
    "div.tools",
    {},
    text
      ? el(
          "button.icon-button",
          { type: "button", title: "Copy the text", "aria-label": "Copy the text", on: { click: copy } },
          icon("copy"),
        )
      : null,
    mine
      ? el(
          "button.icon-button",
          {
            type: "button",
            title: "Delete",
            "aria-label": "Delete this message",
            on: { click: () => hands.remove(message) },
          },
          icon("trash"),
        )
      : null,
  );
}

/**
 * A command on its way, or one that failed.
 * @param {import("./interactions.js").Pending} pending
 * @param {import("./markdown-view.js").Hands} hands
 * @param {() => void} dismiss
 */
export function pendingRow(pending, hands, dismiss) {
  const { store } = hands;
  const you = store.nameOf(store.you.id);
  const bot = store.bot.user;
  const name = bot ? authorName(bot, store) : "The application";
  const failed = pending.state === "failed";
  return el(
    failed ? "li.message.ephemeral.failed" : "li.message.waiting",
    {},
    el(
      "p.above",
      {},
      avatar(store.you.id, you),
      el("b", {}, you),
      " used ",
      el(
        "button.mention",
        { type: "button", title: "Try it again", on: { click: () => hands.startCommand(pending.said) } },
        pending.said,
      ),
    ),
    el("div.gutter", {}, avatar(bot?.id ?? "0", name, true)),
    el(
      "div.said",
      {},
      el(
        "p.byline",
        {},
        el("span.author", {}, name),
        el("span.badge", {}, "APP"),
        el("time", { datetime: pending.at }, messageTime(pending.at)),
      ),
      failed
        ? [
            el("p.failure", { role: "alert" }, icon("warning"), pending.reason),
            el(
              "p.only-you",
              {},
              icon("eye"),
              "Only you can see this · ",
              el("button.text-button", { type: "button", on: { click: dismiss } }, "Dismiss"),
            ),
          ]
        : el(
            "p.thinking",
            { role: "status" },
            el("span.dots", { "aria-hidden": "true" }, el("i"), el("i"), el("i")),
            "Sending the command…",
          ),
    ),
  );
}
