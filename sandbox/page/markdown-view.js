/** Draws what markdown.js has read. Links open elsewhere; mentions speak the names of the people and channels here. */
import { add, el } from "./dom.js";
import { codeBlock } from "./code-block.js";
import { readInline, readMarkdown } from "./markdown.js";
import { timeNode } from "./times.js";
import { isDirect } from "./wire.js";

/**
 * What a drawn message lets a person do.
 * @typedef {{store: import("./store.js").Store, openChannel: (id: string) => void, startCommand: (text: string) => void,
 *   showImages: (images: {url: string, alt: string}[], at: number) => void,
 *   press: (message: import("./wire.js").Message, data: object) => void,
 *   react: (message: import("./wire.js").Message, emoji: object, add: boolean) => void,
 *   remove: (message: import("./wire.js").Message) => void}} Hands
 */

/**
 * @param {string} source
 * @param {Hands} hands
 * @returns {HTMLElement}
 */
export function markdown(source, hands) {
  const holder = el("div.markdown");
  add(
    holder,
    readMarkdown(source).map((node) => draw(node, hands)),
  );
  return holder;
}

/**
 * @param {string} source one line
 * @param {Hands} hands
 * @returns {Node[]}
 */
export function inlineMarkdown(source, hands) {
  return readInline(source).map((node) => draw(node, hands));
}

/** @param {import("./markdown.js").MarkdownNode} node @param {Hands} hands @returns {Node} */
function draw(node, hands) {
  const inside = () => node.children.map((child) => draw(child, hands));
  switch (node.type) {
    case "strong":
    case "em":
      return el(node.type, {}, inside());
    case "underline":
      return el("u", {}, inside());
    case "strike":
      return el("s", {}, inside());
    case "code":
      return el("code", {}, node.text);
    case "fence":
      return codeBlock(node.text, node.language);
    case "quote":
      return el("blockquote", {}, inside());
    case "small":
      return el("small.small-print", {}, inside());
    // The page has a first heading of its own, so a message's begin at the third level.
    case "heading":
      return el(`h${node.level + 2}`, {}, inside());
    case "list":
      return drawList(node, hands);
    case "link":
      return drawLink(node, inside());
    case "spoiler":
      return drawSpoiler(inside());
    case "time":
      return timeNode(node.unix, node.style, hands.store);
    case "emoji":
      return el("span.emoji", { title: `:${node.name}:` }, `:${node.name}:`);
    case "person":
    case "role":
    case "channel":
    case "command":
    case "everyone":
      return drawMention(node, hands);
    default:
      return document.createTextNode(node.text ?? "");
  }
}

function drawList(node, hands) {
  const items = node.items.map((item) =>
    el(
      "li",
      {},
      item.map((child) => draw(child, hands)),
    ),
  );
  return node.ordered ? el("ol", { start: node.start === 1 ? null : node.start }, items) : el("ul", {}, items);
}

function drawLink(node, inside) {
  return el("a", { href: node.url, target: "_blank", rel: "noopener noreferrer", title: node.url }, inside);
}

function drawSpoiler(inside) {
  const hidden = el("span.spoiler-text", {}, inside);
  const spoiler = el(
    "span.spoiler",
    { role: "button", tabindex: "0", "aria-label": "Spoiler, press to reveal" },
    hidden,
  );
  const reveal = () => {
    spoiler.classList.add("shown");
    for (const name of ["role", "tabindex", "aria-label"]) spoiler.removeAttribute(name);
  };
  spoiler.addEventListener("click", reveal, { once: true });
  spoiler.addEventListener("keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") reveal();
  });
  return spoiler;
}

function drawMention(node, hands) {
  const { store } = hands;
  switch (node.type) {
    case "person": {
      const name = store.nameOf(node.id);
      const mine = node.id === store.you.id;
      return el(
        mine ? "span.mention.me" : "span.mention",
        { title: name ? undefined : node.id },
        `@${name || "unknown"}`,
      );
    }
    case "role": {
      const role = store.roles.get(node.id);
      const style = role?.color ? { "--role": `#${role.color.toString(16).padStart(6, "0")}` } : {};
      return el(role?.color ? "span.mention.coloured" : "span.mention", { style }, `@${role?.name ?? "unknown role"}`);
    }
    case "channel": {
      const channel = store.channels.get(node.id);
      if (!channel) return el("span.mention", {}, "#unknown");
      const name = `${isDirect(channel) ? "@" : "#"}${store.channelName(channel)}`;
      return el("button.mention", { type: "button", on: { click: () => hands.openChannel(node.id) } }, name);
    }
    case "command": {
      const start = () => hands.startCommand(`/${node.name} `);
      return el("button.mention", { type: "button", title: "Use this command", on: { click: start } }, `/${node.name}`);
    }
    default:
      return el("span.mention", {}, `@${node.name}`);
  }
}
