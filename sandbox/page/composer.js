/**
 * The line one types in: plain messages, and commands. "/" opens the picker; a command's name and a space (or Tab, or a
 * press) turns it into a form of pills; a whole line such as "/due days:7" may be pasted as well. Enter sends.
 */
import { commandData, readCommand, readPairs, runnables } from "./commands.js";
import { CommandForm } from "./command-form.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { allowedIn } from "./permissions.js";
import { Picker } from "./picker.js";
import { Suggestions, withMentions } from "./suggestions.js";
import { isDirect, OPTION } from "./wire.js";

const LONGEST = 2000;

/** The composer of one person. */
export class Composer {
  #field;
  #hint;
  #store;
  #api;
  #interactions;
  #picker;
  #form;
  #suggestions;
  #channel = "";
  /** @type {Map<string, string>} */ #drafts = new Map();
  #warned = "";
  #ending = new AbortController();

  /**
   * @param {{form: HTMLFormElement, field: HTMLTextAreaElement, pills: HTMLElement, panel: HTMLElement, hint: HTMLElement}} places
   * @param {{store: import("./store.js").Store, api: import("./api.js").Api, interactions: import("./interactions.js").Interactions}} parts
   */
  constructor({ form, field, pills, panel, hint }, { store, api, interactions }) {
    this.#field = field;
    this.#hint = hint;
    this.#store = store;
    this.#api = api;
    this.#interactions = interactions;
    this.#picker = new Picker(panel);
    this.#form = new CommandForm(pills, store, this.#picker, {
      submit: () => this.#submit(),
      leave: () => this.#leaveCommand(),
      rest: () => this.focus(),
      hint: (sentence, bad) => this.#say(sentence, bad),
      complete: (...asked) => this.#complete(...asked),
    });
    this.#suggestions = new Suggestions(field, store, this.#picker, {
      start: (runnable) => this.#startCommand(runnable, ""),
      grow: () => this.#grow(),
    });
    const { signal } = this.#ending;
    form.addEventListener(
      "submit",
      (event) => {
        event.preventDefault();
        this.#submit();
      },
      { signal },
    );
    field.addEventListener("input", () => this.#typed(), { signal });
    field.addEventListener("focus", () => this.#suggest(), { signal });
    field.addEventListener("blur", () => this.#picker.close(), { signal });
    field.addEventListener("keydown", (event) => this.#key(event), { signal });
    for (const type of ["commands", "people", "channels", "hello"])
      store.addEventListener(type, () => this.#channel && this.#permit());
  }

  /** Lets go of the page's fields. */
  close() {
    this.#ending.abort();
    this.#form.close();
    this.#picker.close();
    this.#field.value = "";
    this.#say("");
  }

  /** @param {string} channel */
  open(channel) {
    if (this.#channel === channel) return;
    this.#drafts.set(this.#channel, this.#form.runnable ? this.#form.said : this.#field.value);
    this.#form.close();
    this.#picker.close();
    this.#channel = channel;
    this.#field.value = this.#drafts.get(channel) ?? "";
    this.#say("");
    this.#permit();
    this.#grow();
  }

  focus() {
    this.#field.focus();
  }

  /**
   * Puts a command into the line, ready to be completed or sent.
   * @param {string} text such as "/due " or "/due days:7"
   */
  prefill(text) {
    this.#form.close();
    this.#field.value = readCommand(this.#all, text)?.rest === null ? `${text} ` : text;
    this.focus();
    this.#typed();
  }

  get #all() {
    const channel = this.#store.channels.get(this.#channel);
    return channel && allowedIn(this.#store, channel).command ? runnables(this.#store, channel) : [];
  }

  #permit() {
    const channel = this.#store.channels.get(this.#channel);
    if (!channel) return;
    const allowed = allowedIn(this.#store, channel);
    const name = `${isDirect(channel) ? "@" : "#"}${this.#store.channelName(channel)}`;
    this.#field.disabled = !allowed.speak && !allowed.command;
    this.#field.placeholder = this.#form.runnable
      ? ""
      : allowed.speak
        ? `Message ${name}, or / for commands`
        : allowed.command
          ? "Only commands may be sent here: type /"
          : "You may not write in this channel.";
  }

  #typed() {
    this.#warned = "";
    const text = this.#field.value;
    this.#grow();
    const read = text.startsWith("/") ? readCommand(this.#all, text) : null;
    if (read && read.rest !== null) return this.#startCommand(read.runnable, read.rest);
    if (this.#form.runnable && text.startsWith("/")) this.#form.close();
    if (this.#form.runnable && this.#optionNamed(text)) return;
    this.#say("");
    this.#suggest();
  }

  /** @param {import("./commands.js").Runnable} runnable @param {string} rest of the line */
  #startCommand(runnable, rest) {
    const { pairs, rest: loose } = readPairs(rest, runnable.options);
    const wanting = runnable.options.find(
      (option) => option.required && option.type === OPTION.string && !pairs.has(option.name),
    );
    if (loose && wanting) pairs.set(wanting.name, loose);
    this.#form.open(runnable, pairs);
    this.#field.value = loose && !wanting ? loose : "";
    this.#field.placeholder = "";
    this.#picker.close();
    this.#say(runnable.description);
    // A line that came in one piece stays in the field's hands: Enter sends it.
    if (document.activeElement === this.#field && this.#form.focusEmpty()) return;
    this.focus();
    this.#suggest();
  }

  /** "days:" typed behind a command opens that option. */
  #optionNamed(text) {
    const { pairs, rest } = readPairs(text, this.#form.runnable.options);
    if (!pairs.size || rest) return false;
    this.#field.value = "";
    for (const [name, value] of pairs) {
      this.#form.give(this.#form.runnable.options.find((option) => option.name === name));
      const { field } = this.#form.pills.find((pill) => pill.option.name === name);
      if (value) {
        field.value = value;
        field.dispatchEvent(new Event("input"));
        this.focus();
      }
    }
    return true;
  }

  #suggest() {
    this.#suggestions.offer(this.#all, this.#form);
  }

  #key(event) {
    if (event.isComposing || this.#picker.steer(event)) return;
    const { lit } = this.#picker;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      const whole = readCommand(this.#all, this.#field.value);
      if (lit && !(whole && this.#readyAt(whole.runnable))) this.#picker.pick(lit);
      else this.#submit();
    } else if (event.key === "Tab" && lit && !event.shiftKey) {
      event.preventDefault();
      this.#picker.pick(lit);
    } else if (event.key === "Escape") {
      if (this.#picker.open) this.#picker.close();
      else if (this.#form.runnable) this.#leaveCommand();
      else return;
      event.preventDefault();
    } else if (
      this.#form.runnable &&
      this.#field.selectionEnd === 0 &&
      (event.key === "Backspace" || event.key === "ArrowLeft")
    ) {
      event.preventDefault();
      const last = this.#form.pills.at(-1);
      if (last) last.field.focus();
      else if (event.key === "Backspace") this.#leaveCommand();
    }
  }

  /** Whether the text is the whole name of a command that needs nothing more. */
  #readyAt(runnable) {
    return !runnable.options.some((option) => option.required);
  }

  #leaveCommand() {
    const { path } = this.#form.runnable;
    this.#form.close();
    this.#field.value = `/${path}`;
    this.#permit();
    this.focus();
    this.#say("");
    this.#suggest();
  }

  #submit() {
    if (!this.#form.runnable) {
      const read = readCommand(this.#all, this.#field.value.trim());
      if (read) this.#startCommand(read.runnable, read.rest ?? "");
    }
    return this.#form.runnable ? this.#sendCommand() : this.#sendText();
  }

  async #sendCommand() {
    const form = this.#form;
    const loose = this.#field.value.trim();
    if (loose)
      return this.#say(
        `“${loose}” is not an option of /${form.runnable.path}. Write name:value, or pick one from the list.`,
        true,
      );
    const { given, bad } = form.read(true);
    if (bad) {
      bad.pill.field.focus();
      return this.#say(bad.problem, true);
    }
    const { runnable, said } = form;
    const channel = this.#channel;
    this.#clear();
    try {
      for (const each of given) {
        if (each.file) each.value = (await this.#api.upload(each.file)).id;
      }
      this.#interactions.command(channel, commandData(runnable, given), said);
    } catch (refusal) {
      this.#say(`The file could not be sent: ${refusal.message}`, true);
    }
  }

  async #sendText() {
    const text = this.#field.value.trim();
    const channel = this.#channel;
    if (!text) return;
    if (text.startsWith("/") && this.#warned !== text) {
      this.#warned = text;
      return this.#say(
        `There is no command ${text.split(/\s/)[0]} here. Type / to see them all, or press Enter again to send it as a message.`,
        true,
      );
    }
    const content = withMentions(text, this.#store);
    if ([...content].length > LONGEST)
      return this.#say(`A message may have ${LONGEST} characters; this one has ${[...content].length}.`, true);
    this.#clear();
    try {
      this.#store.putMessage(channel, await this.#api.say(channel, content));
    } catch (refusal) {
      if (!this.#field.value && channel === this.#channel) this.#field.value = text;
      this.#say(refusal.message, true);
    }
  }

  async #complete(form, option) {
    const { given } = form.read(false);
    try {
      return await this.#interactions.complete(this.#channel, commandData(form.runnable, given, option.name));
    } catch (refusal) {
      this.#say(refusal.message, true);
      return [];
    }
  }

  #clear() {
    this.#form.close();
    this.#picker.close();
    this.#field.value = "";
    this.#permit();
    this.#grow();
    this.#say("");
    this.focus();
  }

  #say(sentence, bad = false) {
    this.#hint.replaceChildren(...(sentence ? [bad ? icon("warning") : "", el("span", {}, sentence)] : []));
    this.#hint.classList.toggle("bad", bad);
  }

  #grow() {
    this.#field.style.setProperty("height", "auto");
    this.#field.style.setProperty("height", `${Math.min(this.#field.scrollHeight, 220)}px`);
  }
}
