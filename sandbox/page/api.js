/**
 * What the page asks of the server by HTTP, as one person. It keeps nothing: what comes back goes to the store.
 */

/** The server's "no", a sentence for the person who asked. `code` is Discord's error code where there is one. */
export class Refusal extends Error {
  /**
   * @param {string} message
   * @param {number} status of HTTP, 0 when the server could not be reached
   * @param {number} code
   */
  constructor(message, status, code) {
    super(message);
    this.name = "Refusal";
    this.status = status;
    this.code = code;
  }
}

/** One person's voice towards the server. */
export class Api {
  /** @param {string} as id of the person one acts as */
  constructor(as) {
    this.as = as;
  }

  /**
   * @param {string} channel
   * @param {string|null} before only messages older than this id
   * @param {number} limit at most 100
   * @returns {Promise<import("./wire.js").Message[]>} newest last
   */
  messages(channel, before = null, limit = 50) {
    const query = new URLSearchParams({ as: this.as, channel, limit: String(limit) });
    if (before) query.set("before", before);
    return this.#ask("GET", `/page/messages?${query}`);
  }

  /** @param {string} channel @param {string} content @returns {Promise<import("./wire.js").Message>} */
  say(channel, content) {
    return this.#ask("POST", "/page/messages", { as: this.as, channel_id: channel, content });
  }

  /** Dismisses an ephemeral message, or deletes one's own. @param {string} channel @param {string} message */
  remove(channel, message) {
    return this.#ask("DELETE", "/page/messages", { as: this.as, channel_id: channel, message_id: message });
  }

  /**
   * @param {object} interaction type, channel_id, data and what else that type carries
   * @returns {Promise<{id: string}>}
   */
  interact(interaction) {
    return this.#ask("POST", "/page/interactions", { as: this.as, ...interaction });
  }

  /** @param {File} file @returns {Promise<import("./wire.js").Attachment>} */
  upload(file) {
    const query = new URLSearchParams({ as: this.as, filename: file.name });
    return this.#ask("POST", `/page/uploads?${query}`, file);
  }

  /**
   * Adds or takes back a reaction of one's own.
   * @param {import("./wire.js").Message} message
   * @param {{id?: string|null, name: string}} emoji
   * @param {boolean} add
   */
  react(message, emoji, add) {
    const named = emoji.id ? `${emoji.name}:${emoji.id}` : emoji.name;
    return this.#ask(add ? "POST" : "DELETE", "/page/reactions", {
      as: this.as,
      channel_id: message.channel_id,
      message_id: message.id,
      emoji: named,
    });
  }

  /** @param {string} person @returns {Promise<import("./wire.js").Channel>} */
  openDirect(person) {
    return this.#ask("POST", "/page/dms", { as: this.as, recipient_id: person });
  }

  /** @param {boolean} closed whether direct messages are refused from now on */
  closeDirect(closed) {
    return this.#ask("POST", "/page/settings", { as: this.as, closed_dms: closed });
  }

  /** @param {string} to local time of the course, `2024-02-06T19:30` @returns {Promise<import("./wire.js").Clock>} */
  moveClock(to) {
    return this.#ask("POST", "/page/clock", { to });
  }

  /** Takes away all that was said and made since the first start. */
  startOver() {
    return this.#ask("POST", "/page/reset", {});
  }

  /** @returns {Promise<{faults: object[], struck: Record<string, number>, kinds: string[]}>} what is made to fail */
  faults() {
    return this.#ask("GET", "/page/faults");
  }

  /** @param {{kind: string, route?: string, count?: number, now?: boolean}} fault */
  plantFault(fault) {
    return this.#ask("POST", "/page/faults", fault);
  }

  /** @param {number} id */
  removeFault(id) {
    return this.#ask("DELETE", `/page/faults?id=${id}`);
  }

  clearFaults() {
    return this.#ask("DELETE", "/page/faults");
  }

  /** @returns {Promise<object[]>} the last events on the wire between the server and the bot */
  log() {
    return this.#ask("GET", "/page/log");
  }

  /** @param {string} method @param {string} path @param {object|Blob} [body] */
  async #ask(method, path, body) {
    /** @type {RequestInit} */
    const request = { method, headers: {} };
    if (body instanceof Blob) {
      request.body = body;
      request.headers["Content-Type"] = body.type || "application/octet-stream";
    } else if (body !== undefined) {
      request.body = JSON.stringify(body);
      request.headers["Content-Type"] = "application/json";
    }
    let reply;
    try {
      reply = await fetch(path, request);
    } catch {
      throw new Refusal("The sandbox's server cannot be reached. Is it still running?", 0, 0);
    }
    const text = await reply.text();
    const answer = parsed(text);
    if (reply.ok) return answer;
    throw new Refusal(answer?.message ?? `The server answered ${reply.status}.`, reply.status, answer?.code ?? 0);
  }
}

/** @param {string} text */
function parsed(text) {
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}
