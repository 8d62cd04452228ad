/**
 * Everything that belongs to one person on the page: store, line, list, composer, clock. Acting as somebody else ends
 * one session and begins another; what belongs to the page itself is in main.js.
 */
import { writeAddress } from "./address.js";
import { Api } from "./api.js";
import { Banners } from "./banners.js";
import { ClockBar } from "./clock.js";
import { Composer } from "./composer.js";
import { byId, soon } from "./dom.js";
import { openEvents } from "./events.js";
import { Interactions } from "./interactions.js";
import { Marks } from "./marks.js";
import { showImages } from "./media.js";
import { MessageList } from "./messages.js";
import { openModal } from "./modal.js";
import { drawMembers } from "./people.js";
import { drawChannels, drawYou } from "./sidebar.js";
import { PageSocket } from "./socket.js";
import { channelTree, Store } from "./store.js";
import { keepTimesTrue } from "./times.js";
import { isDirect } from "./wire.js";

/** @typedef {{notice: (sentence: string) => void, actAs: (id: string) => void, chooseWho: () => void, newDirect: () => void,
 *   stranger: (as: string) => void, changed: () => void, commanded: () => void, happened: () => void, moved: () => void}} PageActs what a session asks of the page around it */

/** Discord's error code for a person who is not there. */
const UNKNOWN_USER = 10_013;

/** One person on the page. */
export class Session {
  #socket;
  #list;
  #clock;
  #banners;
  #stopTimes;
  #page;
  #wanted;
  #due = 0;
  #over = false;

  /**
   * @param {string} as id of the person, or "" for whomever the server offers first
   * @param {string} channel to look at first, or ""
   * @param {import("./marks.js").Keepsakes} keepsakes
   * @param {PageActs} page
   */
  constructor(as, channel, keepsakes, page) {
    this.#page = page;
    this.#wanted = channel;
    this.store = new Store(new Marks(keepsakes, as));
    this.api = new Api(as);
    this.interactions = new Interactions(this.api, this.store);
    /** @type {import("./markdown-view.js").Hands} */
    this.hands = {
      store: this.store,
      showImages,
      openChannel: (id) => this.open(id, true),
      startCommand: (text) => this.composer.prefill(text),
      press: (message, data) => this.interactions.press(message, data),
      react: (message, emoji, add) =>
        this.api.react(message, emoji, add).catch((refusal) => page.notice(refusal.message)),
      remove: (message) => this.#remove(message),
    };
    this.#list = new MessageList(
      { scroller: byId("scroller"), list: byId("messages"), jump: byId("jump") },
      { hands: this.hands, api: this.api, interactions: this.interactions, onProblem: page.notice },
    );
    this.composer = new Composer(
      { form: byId("composer"), field: byId("say"), pills: byId("pills"), panel: byId("picker"), hint: byId("hint") },
      { store: this.store, api: this.api, interactions: this.interactions },
    );
    this.#clock = new ClockBar(byId("clock"), this.store, (to) => this.api.moveClock(to), page.notice);
    this.#banners = new Banners(byId("banners"), byId("typing"), this.store);
    this.#stopTimes = keepTimesTrue(this.store);
    this.#listen();
    this.#socket = new PageSocket(
      as,
      (frame) => {
        this.store.take(frame);
        page.happened();
      },
      (state) => {
        this.#banners.line(state === "open", () => this.#socket.retry());
        if (state === "waiting" && !this.store.greeted) this.#whyNot(as);
      },
    );
  }

  /** A browser does not say why a socket was refused, so it is asked in another way whether the person is known. */
  async #whyNot(as) {
    try {
      await this.api.messages("0");
    } catch (refusal) {
      if (refusal.code === UNKNOWN_USER) this.#page.stranger(as);
    }
  }

  close() {
    this.#over = true;
    this.#socket.close();
    this.#list.close();
    this.composer.close();
    this.#clock.close();
    this.#banners.close();
    this.#stopTimes();
  }

  /**
   * @param {string} id of a channel
   * @param {boolean} step whether "back" should come back to where one is
   */
  open(id, step) {
    const channel = this.store.channels.get(id);
    if (!channel) return this.#page.notice("That channel is not here, or not for you.");
    this.store.current = id;
    writeAddress(this.store.you.id, id, step);
    this.composer.open(id);
    this.#banners.draw();
    byId("channel-name").textContent = `${isDirect(channel) ? "@" : "#"}${this.store.channelName(channel)}`;
    byId("channel-topic").textContent = channel.topic ?? "";
    this.#drawSides();
    this.#page.moved();
    return this.#list.open(id);
  }

  /** @param {number} by how many channels down the sidebar to go */
  stepChannel(by) {
    const ids = [...byId("channels").querySelectorAll("[data-channel]")].map((row) => row.dataset.channel);
    const at = ids.indexOf(this.store.current);
    if (ids.length) this.open(ids[(at + by + ids.length) % ids.length], true);
  }

  /** @param {string} person with whom to open a conversation */
  async writeTo(person) {
    try {
      const channel = await this.api.openDirect(person);
      this.store.putChannel(channel);
      await this.open(channel.id, true);
      this.composer.focus();
    } catch (refusal) {
      this.#page.notice(refusal.message);
    }
  }

  #listen() {
    const { store } = this;
    let first = true;
    store.addEventListener("hello", () => {
      this.api.as = store.you.id;
      byId("guild-name").textContent = store.guild.name;
      this.#drawSides();
      this.#page.changed();
      if (first || !store.channels.has(store.current)) this.open(this.#firstChannel(), false);
      else this.#list.catchUp();
      first = false;
    });
    store.addEventListener("reset", () => location.reload());
    for (const type of ["channels", "people", "unread", "bot"]) store.addEventListener(type, () => this.#later());
    for (const type of ["commands", "bot"]) store.addEventListener(type, () => this.#page.changed());
    store.addEventListener("channels", () => {
      if (store.greeted && store.current && !store.channels.has(store.current)) this.open(this.#firstChannel(), false);
    });
    this.interactions.addEventListener("command", () => this.#page.commanded());
    this.interactions.addEventListener("modal", (event) => openModal(event.detail.frame, this.hands, this));
  }

  #later() {
    this.#due ||= soon(() => {
      this.#due = 0;
      if (this.store.greeted && !this.#over) this.#drawSides();
    });
  }

  #drawSides() {
    const { store } = this;
    drawChannels(byId("channels"), store, {
      open: (id) => this.open(id, true),
      newDirect: this.#page.newDirect,
      writeTo: (id) => this.writeTo(id),
      showEvents: () => openEvents(this.store, this.hands),
    });
    drawYou(byId("you"), store, this.#page.chooseWho);
    drawMembers(byId("members"), store, { actAs: this.#page.actAs, writeTo: (id) => this.writeTo(id) });
    const waiting = [...store.unread.values()].reduce((sum, each) => sum + each.mentions, 0);
    const channel = store.channels.get(store.current);
    const name = channel ? `${isDirect(channel) ? "@" : "#"}${store.channelName(channel)} · ` : "";
    document.title = `${waiting ? `(${waiting}) ` : ""}${name}Syllabot sandbox`;
    byId("menu").classList.toggle("calls", store.unread.size > 0);
  }

  #firstChannel() {
    const { channels } = this.store;
    if (channels.has(this.#wanted)) return this.#wanted;
    return channelTree(this.store)[0]?.channels[0]?.id ?? [...channels.keys()][0] ?? "";
  }

  async #remove(message) {
    try {
      await this.api.remove(message.channel_id, message.id);
      this.store.take({ t: "event", name: "MESSAGE_DELETE", d: { id: message.id, channel_id: message.channel_id } });
    } catch (refusal) {
      this.#page.notice(refusal.message);
    }
  }
}
