/** Embeds: a card with a coloured bar, as bots have sent since long before there were components. */
import { el } from "./dom.js";
import { inlineMarkdown, markdown } from "./markdown-view.js";
import { picture } from "./media.js";
import { formatTime } from "./times.js";

/**
 * @param {object} embed in Discord's shape
 * @param {import("./markdown-view.js").Hands} hands
 * @returns {HTMLElement}
 */
export function embedCard(embed, hands) {
  const bar = typeof embed.color === "number" ? hex(embed.color) : null;
  return el(
    "article.embed",
    { style: bar ? { "--bar": bar } : {} },
    el(
      "div.embed-body",
      {},
      el(
        "div.embed-words",
        {},
        embed.author && el("p.embed-author", {}, linked(embed.author.name, embed.author.url)),
        embed.title && el("h3.embed-title", {}, linked(inlineMarkdown(embed.title, hands), embed.url)),
        embed.description && markdown(embed.description, hands),
        embed.fields?.length ? fieldRows(embed.fields, hands) : null,
      ),
      embed.thumbnail?.url && picture({ ...embed.thumbnail, alt: "Thumbnail" }, hands, "thumbnail"),
    ),
    embed.image?.url &&
      picture({ ...embed.image, alt: embed.image.description ?? embed.title ?? "Picture" }, hands, "wide"),
    footer(embed),
  );
}

/** Fields that are inline share a line, three at most; the others have one of their own. */
function fieldRows(fields, hands) {
  const rows = [];
  for (const field of fields) {
    const row = rows.at(-1);
    if (field.inline && row?.inline && row.fields.length < 3) row.fields.push(field);
    else rows.push({ inline: Boolean(field.inline), fields: [field] });
  }
  return el(
    "div.fields",
    {},
    rows.map((row) =>
      el(
        "dl.field-row",
        {},
        row.fields.map((field) =>
          el(
            "div.field",
            {},
            el("dt", {}, inlineMarkdown(field.name, hands)),
            el("dd", {}, markdown(field.value, hands)),
          ),
        ),
      ),
    ),
  );
}

function footer(embed) {
  const when = embed.timestamp && el("time", { datetime: embed.timestamp }, formatTime(new Date(embed.timestamp), "s"));
  if (!embed.footer?.text && !when) return null;
  return el("p.embed-footer", {}, embed.footer?.text, embed.footer?.text && when ? " · " : null, when);
}

function linked(inside, url) {
  return url && /^https?:\/\//.test(url)
    ? el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, inside)
    : inside;
}

/** @param {number} colour as Discord sends it @returns {string} of CSS */
export function hex(colour) {
  return `#${colour.toString(16).padStart(6, "0")}`;
}
