/**
 * What the page knows, for the one person it acts as: people, roles, channels, commands, clock, messages, what is
 * unread. It takes the server's frames and says what changed by events; it draws nothing and asks nobody.
 *
 * Events (CustomEvent, `detail`): "hello", "channels", "people", "commands", "bot", "clock", "unread",
 * "messages" {channel, id?}, "typing" {channel, person}, "choices", "interaction", "modal", "wire", "reset".
 */
import { History } from "./history.js";
import { CHANNEL, compareIds, EVENT_ACTIVE, FLAG, has, isDirect, isThread } from "./wire.js";

/** The page's knowledge. One store a person: acting as somebody else starts a new one. */
export class Store extends EventTarget {
  /** @type {import("./wire.js").User} */ you = { id: "", username: "" };
  /** @type {Map<string, import("./wire.js").Person>} */ people = new Map();
  /** @type {{id: string, name: string, owner_id: string}|null} */ guild = null;
  /** @type {Map<string, import("./wire.js").Role>} */ roles = new Map();
  /** @type {Map<string, import("./wire.js").Channel>} */ channels = new Map();
  /** @type {import("./wire.js").Command[]} */ commands = [];
  /** @type {{user: import("./wire.js").User|null, online: boolean}} */ bot = { user: null, online: false };
  /** @type {import("./wire.js").Clock|null} */ clock = null;
  /** Scheduled events by id. @type {Map<string, object>} */ scheduled = new Map();
  /** @type {Map<string, {count: number, mentions: number}>} */ unread = new Map();
  /** Id of the channel one looks at. */ current = "";
  greeted = false;
  /** @type {Map<string, History>} */ #histories = new Map();
  /** How far ahead of the real clock the course's clock is, in milliseconds. */ #ahead = 0;
  #marks;

  /** @param {import("./marks.js").Marks} marks how far each channel was read */
  constructor(marks) {
    super();
    this.#marks = marks;
  }

  /** @param {string} channel @returns {History} */
  history(channel) {
    let history = this.#histories.get(channel);
    if (!history) this.#histories.set(channel, (history = new History()));
    return history;
  }

  /** @param {string} id @returns {string} how a person, or the bot, is called here */
  nameOf(id) {
    const person = this.people.get(id);
    if (person) return person.nick ?? person.user.global_name ?? person.user.username;
    if (this.bot.user?.id === id) return this.bot.user.global_name ?? this.bot.user.username;
    return "";
  }

  /** @param {import("./wire.js").Channel} channel @returns {string} without the sign before it */
  channelName(channel) {
    if (!isDirect(channel)) return channel.name ?? "channel";
    const others = (channel.recipients ?? []).filter((user) => user.id !== this.you.id);
    return (
      others.map((user) => this.nameOf(user.id) || user.global_name || user.username).join(", ") || "Notes to self"
    );
  }

  /** @returns {Date} the course's now, or the real one when the course has no clock */
  now() {
    return new Date(Date.now() + this.#ahead);
  }

  /** @param {string} channel that somebody looks at: nothing in it is unread any more */
  read(channel) {
    const newest = this.history(channel).messages.at(-1)?.id ?? this.channels.get(channel)?.last_message_id;
    if (newest) this.#marks.reach(channel, newest);
    if (this.unread.delete(channel)) this.#say("unread");
  }

  /** @param {string} channel @returns {string|null} id of the last message that was read there */
  readUpTo(channel) {
    return this.#marks.reached(channel);
  }

  /**
   * Takes in one frame of the socket.
   * @param {any} frame
   */
  take(frame) {
    switch (frame.t) {
      case "hello":
        return this.#hello(frame);
      case "event":
        return this.#event(frame.name, frame.d);
      case "commands":
        this.commands = frame.commands;
        return this.#say("commands");
      case "bot":
        this.bot = { user: frame.user ?? this.bot.user, online: frame.online };
        return this.#say("bot");
      case "clock":
        return this.setClock(frame.clock);
      default:
        return this.#say(frame.t, frame);
    }
  }

  /** @param {import("./wire.js").Clock|null} clock as the server said just now */
  setClock(clock) {
    this.clock = clock;
    this.#ahead = clock ? Date.parse(clock.now) - Date.now() : 0;
    this.#say("clock");
  }

  /** @param {string} channel @param {import("./wire.js").Message} message which the server just returned */
  putMessage(channel, message) {
    this.history(channel).put(message);
    this.#say("messages", { channel, id: message.id });
  }

  /** @param {import("./wire.js").Channel} channel */
  putChannel(channel) {
    this.channels.set(channel.id, this.#withBot({ ...this.channels.get(channel.id), ...channel }));
    this.#say("channels");
  }

  /** @param {boolean} closed whether your direct messages are closed from now on */
  closedDirect(closed) {
    const you = this.people.get(this.you.id);
    if (you) this.people.set(this.you.id, { ...you, closed_dms: closed });
  }

  #hello(frame) {
    this.you = frame.you;
    this.people = new Map(frame.people.map((person) => [person.user.id, person]));
    this.guild = frame.guild;
    this.roles = new Map(frame.guild.roles.map((role) => [role.id, role]));
    this.channels = new Map([...frame.channels, ...frame.dms].map((channel) => [channel.id, channel]));
    this.commands = frame.commands;
    this.scheduled = new Map(frame.events.map((event) => [event.id, event]));
    this.bot = frame.bot;
    for (const channel of this.channels.values()) this.#withBot(channel);
    for (const [id, history] of this.#histories) {
      if (id === this.current) history.interrupt();
      else this.#histories.delete(id);
    }
    for (const channel of this.channels.values()) this.#countAway(channel);
    this.greeted = true;
    this.setClock(frame.clock);
    this.#say("hello");
  }

  /** Marks a channel where something was said while nobody was listening; how much, the server does not tell. */
  #countAway(channel) {
    const last = channel.last_message_id;
    if (!last || channel.id === this.current) return;
    const reached = this.#marks.reached(channel.id);
    if (reached === null) this.#marks.reach(channel.id, last);
    else if (compareIds(last, reached) > 0 && !this.unread.has(channel.id)) {
      this.unread.set(channel.id, { count: 1, mentions: isDirect(channel) ? 1 : 0 });
    }
  }

  /** Discord leaves the reader out of a direct channel's recipients, and events are told as the bot reads them. */
  #withBot(channel) {
    const others = (channel.recipients ?? []).some((user) => user.id !== this.you.id);
    if (isDirect(channel) && !others && this.bot.user) channel.recipients = [this.bot.user];
    return channel;
  }

  #event(name, d) {
    switch (name) {
      case "MESSAGE_CREATE":
        return this.#created(d);
      case "MESSAGE_UPDATE":
        this.history(d.channel_id).put(d, true);
        return this.#say("messages", { channel: d.channel_id, id: d.id });
      case "MESSAGE_DELETE":
        this.history(d.channel_id).remove(d.id);
        return this.#say("messages", { channel: d.channel_id, id: d.id });
      case "MESSAGE_DELETE_BULK":
        for (const id of d.ids) this.history(d.channel_id).remove(id);
        return this.#say("messages", { channel: d.channel_id });
      case "CHANNEL_CREATE":
      case "CHANNEL_UPDATE":
      case "THREAD_CREATE":
      case "THREAD_UPDATE":
        return this.putChannel(d);
      case "CHANNEL_DELETE":
      case "THREAD_DELETE":
        this.channels.delete(d.id);
        return this.#say("channels");
      case "GUILD_ROLE_CREATE":
      case "GUILD_ROLE_UPDATE":
        this.roles.set(d.role.id, d.role);
        return this.#say("people");
      case "GUILD_ROLE_DELETE":
        this.roles.delete(d.role_id);
        return this.#say("people");
      case "GUILD_MEMBER_UPDATE":
        return this.#memberChanged(d);
      case "GUILD_SCHEDULED_EVENT_CREATE":
      case "GUILD_SCHEDULED_EVENT_UPDATE":
        if (d.status > EVENT_ACTIVE) this.scheduled.delete(d.id);
        else this.scheduled.set(d.id, d);
        return this.#say("channels");
      case "GUILD_SCHEDULED_EVENT_DELETE":
        this.scheduled.delete(d.id);
        return this.#say("channels");
      case "MESSAGE_REACTION_ADD":
        return this.#react(d, 1);
      case "MESSAGE_REACTION_REMOVE":
        return this.#react(d, -1);
      case "TYPING_START":
        return this.#say("typing", { channel: d.channel_id, person: d.user_id });
    }
  }

  #created(message) {
    this.history(message.channel_id).put(message);
    const channel = this.channels.get(message.channel_id);
    if (channel && !has(message, FLAG.ephemeral)) channel.last_message_id = message.id;
    if (message.author.id !== this.you.id && (message.channel_id !== this.current || document.hidden)) {
      const unread = this.unread.get(message.channel_id) ?? { count: 0, mentions: 0 };
      const mentions = unread.mentions + (this.addresses(message) || (channel && isDirect(channel)) ? 1 : 0);
      this.unread.set(message.channel_id, { count: unread.count + 1, mentions });
      this.#say("unread");
    }
    this.#say("messages", { channel: message.channel_id, id: message.id, created: true, author: message.author.id });
  }

  /** @param {import("./wire.js").Message} message @returns {boolean} whether it mentions you, a role of yours or all */
  addresses(message) {
    const roles = this.people.get(this.you.id)?.roles ?? [];
    return (
      Boolean(message.mention_everyone) ||
      (message.mentions ?? []).some((user) => user.id === this.you.id) ||
      (message.mention_roles ?? []).some((role) => roles.includes(role))
    );
  }

  #memberChanged(member) {
    const person = this.people.get(member.user.id);
    if (!person) return;
    this.people.set(member.user.id, {
      ...person,
      user: { ...person.user, ...member.user },
      nick: member.nick ?? null,
      roles: member.roles ?? person.roles,
    });
    this.#say("people");
  }

  #react(d, by) {
    const message = this.history(d.channel_id).find(d.message_id);
    if (!message) return;
    const same = (reaction) =>
      reaction.emoji.name === d.emoji.name && (reaction.emoji.id ?? null) === (d.emoji.id ?? null);
    const reactions = (message.reactions ?? []).map((reaction) => ({ ...reaction }));
    const known = reactions.find(same);
    const me = d.user_id === this.you.id ? { me: by > 0 } : {};
    if (known) Object.assign(known, { count: known.count + by, ...me });
    else if (by > 0) reactions.push({ emoji: d.emoji, count: 1, me: false, ...me });
    this.history(d.channel_id).put({ ...message, reactions: reactions.filter((reaction) => reaction.count > 0) });
    this.#say("messages", { channel: d.channel_id, id: d.message_id });
  }

  #say(type, detail = null) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

/**
 * The channels of the guild as a sidebar shows them: categories with their channels, threads below theirs.
 * @param {Store} store
 * @returns {{category: import("./wire.js").Channel|null, channels: import("./wire.js").Channel[]}[]}
 */
export function channelTree(store) {
  const all = [...store.channels.values()].filter((channel) => !isDirect(channel));
  const order = (a, b) => (a.position ?? 0) - (b.position ?? 0) || compareIds(a.id, b.id);
  const under = (parent) =>
    all
      .filter((each) => each.type !== CHANNEL.category && !isThread(each) && (each.parent_id ?? null) === parent)
      .sort(order)
      .flatMap((each) => [each, ...all.filter((thread) => isThread(thread) && thread.parent_id === each.id)]);
  const categories = all.filter((channel) => channel.type === CHANNEL.category).sort(order);
  return [
    { category: null, channels: under(null) },
    ...categories.map((category) => ({ category, channels: under(category.id) })),
  ].filter((group) => group.channels.length > 0);
}
