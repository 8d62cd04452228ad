/**
 * Markdown as Discord writes it, read into a small tree. It draws nothing: markdown-view.js does.
 *
 * Discord's dialect differs from CommonMark: `__` underlines, `||` hides, `-#` is small print, a line break is a line
 * break, and mentions and timestamps have signs of their own. Source: Discord's help page "Markdown Text 101" and the
 * developer reference, "Message formatting".
 */

/**
 * @typedef {{type: string, text?: string, children?: MarkdownNode[], items?: MarkdownNode[][], level?: number,
 *   ordered?: boolean, start?: number, language?: string, url?: string, id?: string, name?: string, unix?: number,
 *   style?: string}} MarkdownNode
 */

const DEEPEST = 10;

/** Marks that enclose text, longest first, so that `**` is not taken for two `*`. */
const ENCLOSING = [
  ["***", "strong-em"],
  ["**", "strong"],
  ["__", "underline"],
  ["~~", "strike"],
  ["||", "spoiler"],
  ["*", "em"],
  ["_", "em"],
];

/** What begins with "<" or "@" or "h" and stands for something else. Each makes a node of its match. */
const SIGNS = [
  [/<@!?(\d+)>/y, (m) => ({ type: "person", id: m[1] })],
  [/<@&(\d+)>/y, (m) => ({ type: "role", id: m[1] })],
  [/<#(\d+)>/y, (m) => ({ type: "channel", id: m[1] })],
  [/<\/([^:<>\n]+):(\d+)>/y, (m) => ({ type: "command", name: m[1], id: m[2] })],
  [/<t:(-?\d{1,13})(?::([tTdDfFRsS]))?>/y, (m) => ({ type: "time", unix: Number(m[1]), style: m[2] ?? "f" })],
  [/<a?:(\w+):(\d+)>/y, (m) => ({ type: "emoji", name: m[1], id: m[2] })],
  [/@(everyone|here)\b/y, (m) => ({ type: "everyone", name: m[1] })],
  [/<(https?:\/\/[^\s<>]+)>/y, (m) => ({ type: "link", url: m[1], children: [{ type: "text", text: m[1] }] })],
];

/**
 * @param {string} source
 * @returns {MarkdownNode[]} blocks and runs of text in order
 */
export function readMarkdown(source) {
  return blocks(source.replaceAll("\r\n", "\n"), 0);
}

/**
 * Only what fits on a line: for titles, field names and buttons.
 * @param {string} source
 * @returns {MarkdownNode[]}
 */
export function readInline(source) {
  return inline(source, 0);
}

/** @param {string} text @param {number} depth @returns {MarkdownNode[]} */
function blocks(text, depth) {
  if (depth > DEEPEST) return [{ type: "text", text }];
  const found = [];
  let run = "";
  const close = (beforeBlock) => {
    // A block begins on a line of its own anyway: the line break before it would show as an empty line.
    const words = beforeBlock ? run.replace(/\n$/, "") : run;
    if (words) found.push(...inline(words, depth));
    run = "";
  };
  let at = 0;
  let lineStart = true;
  while (at < text.length) {
    const block = text.startsWith("```", at) ? fence(text, at) : lineStart ? lineBlock(text, at, depth) : null;
    if (block) {
      close(true);
      found.push(block.node);
      at = block.end + (text[block.end] === "\n" ? 1 : 0);
      lineStart = true;
      continue;
    }
    // A code span may hold what looks like a fence or a line's beginning, so it is stepped over whole.
    const step = text[at] === "`" ? (codeSpan(text, at)?.end ?? at + 1) - at : text[at] === "\\" ? 2 : 1;
    run += text.slice(at, at + step);
    at += step;
    lineStart = text[at - 1] === "\n";
  }
  close(false);
  return found;
}

/** A fenced block: ```language, a line break, code, ```. */
function fence(text, at) {
  const end = text.indexOf("```", at + 3);
  if (end < 0) return null;
  let code = text.slice(at + 3, end);
  const first = /^([\w+#.-]+)\n/.exec(code);
  if (first) code = code.slice(first[0].length);
  code = code.replace(/^\n/, "").replace(/\n$/, "");
  if (!code) return null;
  return { node: { type: "fence", language: first ? first[1].toLowerCase() : "", text: code }, end: end + 3 };
}

/** What only counts at the beginning of a line. */
function lineBlock(text, at, depth) {
  const line = lineAt(text, at);
  if (line.startsWith(">>> ")) {
    return { node: { type: "quote", children: blocks(text.slice(at + 4), depth + 1) }, end: text.length };
  }
  if (line.startsWith("> ")) return quote(text, at, depth);
  const heading = /^(#{1,3}) +(\S.*)$/.exec(line);
  if (heading) {
    return {
      node: { type: "heading", level: heading[1].length, children: inline(heading[2], depth) },
      end: at + line.length,
    };
  }
  const small = /^-# +(\S.*)$/.exec(line);
  if (small) return { node: { type: "small", children: inline(small[1], depth) }, end: at + line.length };
  return ITEM.test(line) ? list(text, at, depth) : null;
}

function quote(text, at, depth) {
  const lines = [];
  let end = at;
  for (let line = lineAt(text, end); line.startsWith("> ") || line === ">"; line = lineAt(text, end)) {
    lines.push(line.slice(2));
    end += line.length + 1;
    if (end > text.length) break;
  }
  return {
    node: { type: "quote", children: blocks(lines.join("\n"), depth + 1) },
    end: Math.min(end - 1, text.length),
  };
}

const ITEM = /^( *)([-*]|\d{1,9}\.) +(\S.*)$/;

function list(text, at, depth) {
  const items = [];
  let end = at;
  while (end <= text.length) {
    const line = lineAt(text, end);
    const item = ITEM.exec(line);
    if (item && items.length && item[1].length <= items[0].indent && numbered(item[2]) !== numbered(items[0].mark))
      break;
    if (item) items.push({ indent: item[1].length, mark: item[2], text: item[3] });
    else if (items.length && /^ {2,}\S/.test(line)) items.at(-1).text += `\n${line.trim()}`;
    else break;
    end += line.length + 1;
  }
  return { node: nest(items, depth), end: Math.min(end - 1, text.length) };
}

const numbered = (mark) => mark.endsWith(".");

/** Items indented deeper than the first belong to the item before them. */
function nest(items, depth) {
  const [first] = items;
  const ordered = numbered(first.mark);
  const node = { type: "list", ordered, start: ordered ? Number.parseInt(first.mark, 10) : 1, items: [] };
  for (let at = 0; at < items.length;) {
    let next = at + 1;
    while (next < items.length && items[next].indent > first.indent) next += 1;
    const content = inline(items[at].text, depth + 1);
    if (next > at + 1 && depth < DEEPEST) content.push(nest(items.slice(at + 1, next), depth + 1));
    node.items.push(content);
    at = next;
  }
  return node;
}

function lineAt(text, at) {
  const end = text.indexOf("\n", at);
  return text.slice(at, end < 0 ? text.length : end);
}

/** @param {string} text @param {number} depth @returns {MarkdownNode[]} */
function inline(text, depth) {
  if (depth > DEEPEST) return [{ type: "text", text }];
  const found = [];
  let plain = "";
  let at = 0;
  while (at < text.length) {
    const hit = special(text, at, depth);
    if (hit) {
      if (plain) found.push({ type: "text", text: plain });
      plain = "";
      found.push(hit.node);
      at = hit.end;
    } else if (text[at] === "\\" && /[^\w\s]|_/.test(text[at + 1] ?? " ")) {
      plain += text[at + 1];
      at += 2;
    } else {
      plain += text[at];
      at += 1;
    }
  }
  if (plain) found.push({ type: "text", text: plain });
  return found;
}

/** Whatever is not plain text at this place, or null. */
function special(text, at, depth) {
  switch (text[at]) {
    case "`":
      return codeSpan(text, at);
    case "<":
    case "@":
      return sign(text, at);
    case "[":
      return maskedLink(text, at, depth);
    case "h":
      return bareLink(text, at);
    case "*":
    case "_":
    case "~":
    case "|":
      return enclosed(text, at, depth);
    default:
      return null;
  }
}

function codeSpan(text, at) {
  const ticks = /`+/y;
  ticks.lastIndex = at;
  const open = ticks.exec(text)[0];
  if (open.length > 2) return null;
  for (let end = text.indexOf(open, at + open.length); end >= 0; end = text.indexOf(open, end + 1)) {
    if (text[end + open.length] === "`" || text[end - 1] === "`") continue;
    const code = text.slice(at + open.length, end);
    return code.trim()
      ? { node: { type: "code", text: open.length > 1 ? code.trim() : code }, end: end + open.length }
      : null;
  }
  return null;
}

function sign(text, at) {
  for (const [pattern, make] of SIGNS) {
    const match = matchAt(pattern, text, at);
    if (match) return { node: make(match), end: at + match[0].length };
  }
  return null;
}

function maskedLink(text, at, depth) {
  const match = matchAt(
    /\[([^[\]\n]+)\]\(<?(https?:\/\/[^\s<>()]+(?:\([^\s<>()]*\)[^\s<>()]*)*)>?(?: +"[^"\n]*")?\)/y,
    text,
    at,
  );
  if (!match) return null;
  return { node: { type: "link", url: match[2], children: inline(match[1], depth + 1) }, end: at + match[0].length };
}

function bareLink(text, at) {
  if (/\w/.test(text[at - 1] ?? " ")) return null;
  const match = matchAt(/https?:\/\/[^\s<]+/y, text, at);
  if (!match) return null;
  let url = match[0].replace(/[.,:;!?'"\]*_~|]+$/, "");
  // A closing bracket belongs to the address only if it opens one there too.
  while (url.endsWith(")") && url.split(")").length > url.split("(").length) url = url.slice(0, -1);
  return { node: { type: "link", url, children: [{ type: "text", text: url }] }, end: at + url.length };
}

function enclosed(text, at, depth) {
  for (const [mark, type] of ENCLOSING) {
    if (!text.startsWith(mark, at)) continue;
    const from = at + mark.length;
    const single = mark.length === 1;
    if (single && /\s/.test(text[from] ?? " ")) continue;
    if (mark === "_" && /\w/.test(text[at - 1] ?? " ")) continue;
    const end = closing(text, from, mark);
    if (end <= from) continue;
    const children = inline(text.slice(from, end), depth + 1);
    const node = type === "strong-em" ? { type: "strong", children: [{ type: "em", children }] } : { type, children };
    return { node, end: end + mark.length };
  }
  return null;
}

/** @returns {number} where the mark is closed, or -1 */
function closing(text, from, mark) {
  for (let at = from; at < text.length;) {
    if (text[at] === "\\") at += 2;
    else if (text[at] === "`") at = codeSpan(text, at)?.end ?? at + 1;
    else if (!text.startsWith(mark, at)) at += 1;
    else if (mark.length === 1 && text[at + 1] === mark)
      at += 2; // belongs to a double mark within
    else if (mark === "**" && text[at + 2] === "*")
      at += 1; // the first of three closes an inner one
    else if (mark.length === 1 && /\s/.test(text[at - 1])) at += 1;
    else if (mark === "_" && /\w/.test(text[at + 1] ?? " ")) at += 1;
    else if (at === from) at += 1;
    else return at;
  }
  return -1;
}

function matchAt(pattern, text, at) {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
