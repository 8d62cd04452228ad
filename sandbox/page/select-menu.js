/**
 * The menu that a select opens: strings, people, roles, channels, or people and roles. It gathers values and hands them
 * over; sending them is the business of the message or the modal it belongs to.
 */
import { avatar } from "./avatar.js";
import { el } from "./dom.js";
import { hex } from "./embeds.js";
import { icon } from "./icons.js";
import { Listbox } from "./listbox.js";
import { CHANNEL, COMPONENT, isDirect } from "./wire.js";

const FEW = 8;

/**
 * @param {object} component a select of any kind
 * @param {import("./store.js").Store} store
 * @returns {import("./listbox.js").Choice[]} all that may be picked; `key` is the value to send
 */
export function selectChoices(component, store) {
  switch (component.type) {
    case COMPONENT.userSelect:
      return people(store);
    case COMPONENT.roleSelect:
      return roles(store);
    case COMPONENT.mentionableSelect:
      return [...people(store), ...roles(store)];
    case COMPONENT.channelSelect:
      return channels(store, component.channel_types);
    default:
      return (component.options ?? []).map((option) => ({
        key: option.value,
        title: option.label,
        detail: option.description ?? undefined,
        before: option.emoji ? el("span.emoji", {}, option.emoji.id ? "▪" : option.emoji.name) : undefined,
      }));
  }
}

/** @param {import("./store.js").Store} store @returns {import("./listbox.js").Choice[]} */
export function people(store) {
  const bot = store.bot.user;
  const all = [...store.people.values()].map(({ user, title }) => ({
    key: user.id,
    title: store.nameOf(user.id),
    detail: user.username,
    aside: title,
    before: avatar(user.id, store.nameOf(user.id)),
    heading: "People",
  }));
  if (bot)
    all.push({
      key: bot.id,
      title: store.nameOf(bot.id),
      detail: bot.username,
      aside: "App",
      before: avatar(bot.id, store.nameOf(bot.id), true),
      heading: "People",
    });
  return all;
}

/** @param {import("./store.js").Store} store @returns {import("./listbox.js").Choice[]} */
export function roles(store) {
  return [...store.roles.values()]
    .sort((a, b) => b.position - a.position)
    .map((role) => ({
      key: role.id,
      title: role.id === store.guild?.id ? "@everyone" : role.name,
      heading: "Roles",
      before: el("span.role-dot", { style: role.color ? { "--role": hex(role.color) } : {} }),
    }));
}

/** @param {import("./store.js").Store} store @param {number[]} [types] @returns {import("./listbox.js").Choice[]} */
export function channels(store, types) {
  return [...store.channels.values()]
    .filter(
      (channel) =>
        !isDirect(channel) && (types?.length ? types.includes(channel.type) : channel.type !== CHANNEL.category),
    )
    .map((channel) => ({
      key: channel.id,
      title: store.channelName(channel),
      detail: channel.topic ?? undefined,
      before: icon("hash"),
      heading: "Channels",
    }));
}

/** @param {object} component @returns {string[]} what the bot has set beforehand */
export function defaultValues(component) {
  if (component.type !== COMPONENT.stringSelect) return (component.default_values ?? []).map((each) => String(each.id));
  return (component.options ?? []).filter((option) => option.default).map((option) => option.value);
}

/**
 * Narrows choices to those whose title or detail has every word of the text.
 * @param {import("./listbox.js").Choice[]} choices
 * @param {string} text
 */
export function narrowed(choices, text) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return choices.filter((choice) => {
    const said = `${choice.title} ${choice.detail ?? ""} ${choice.aside ?? ""}`.toLowerCase();
    return words.every((word) => said.includes(word));
  });
}

/**
 * Opens the menu beside its button. One value: picking closes it. Several: pressing "Done", Escape or elsewhere does.
 * @param {{anchor: HTMLElement, component: object, values: string[], store: import("./store.js").Store,
 *   onDone: (values: string[]) => void}} request `onDone` is called only if the values changed and are enough
 */
export function openSelect({ anchor, component, values, store, onDone }) {
  const least = component.min_values ?? 1;
  const most = component.max_values ?? 1;
  const all = selectChoices(component, store);
  const chosen = new Set(values);
  const multiple = most > 1;
  const label = component.placeholder ?? "Make a selection";
  const list = new Listbox(label, pick, multiple);
  const field = el("input", {
    type: "text",
    "aria-label": `Search: ${label}`,
    placeholder: "Search",
    autocomplete: "off",
    spellcheck: "false",
  });
  const note = el("p.select-note", { role: "status" });
  const done = el("button.button.primary", { type: "button", on: { click: () => close(true) } }, "Done");
  const clear = el(
    "button.button",
    {
      type: "button",
      on: {
        click: () => {
          chosen.clear();
          close(true);
        },
      },
    },
    "Clear",
  );
  const menu = el(
    "div.select-menu",
    { role: "group", "aria-label": label },
    el(all.length > FEW ? "div.search" : "div.unseen", {}, field),
    list.element,
    multiple
      ? el("div.select-foot", {}, note, done)
      : least === 0 && values.length
        ? el("div.select-foot", {}, note, clear)
        : null,
  );

  const show = () => {
    const found = narrowed(all, field.value).map((choice) => ({ ...choice, chosen: chosen.has(choice.key) }));
    list.show(found, "Nothing matches.");
    note.textContent = multiple
      ? `${chosen.size} chosen, ${least === most ? most : `${least} to ${most}`} allowed`
      : "";
    done.disabled = chosen.size < least;
  };
  function pick(choice) {
    if (!multiple) {
      chosen.clear();
      chosen.add(choice.key);
      return close(true);
    }
    if (chosen.has(choice.key)) chosen.delete(choice.key);
    else if (chosen.size < most) chosen.add(choice.key);
    show();
  }
  function close(send) {
    document.removeEventListener("pointerdown", outside, true);
    window.removeEventListener("resize", leave);
    menu.remove();
    anchor.setAttribute("aria-expanded", "false");
    if (anchor.isConnected) anchor.focus();
    const now = [...chosen];
    const same = now.length === values.length && now.every((value) => values.includes(value));
    // Picking the one that is set already still counts as an answer, as it does in Discord for a single value.
    if (send && chosen.size >= least && (!same || !multiple)) onDone(now);
  }
  const outside = (event) => {
    if (!menu.contains(event.target)) close(multiple);
  };
  const leave = () => close(false);
  menu.addEventListener("keydown", (event) => {
    if (list.steer(event)) return;
    if (event.key === "Escape" || event.key === "Tab") {
      event.preventDefault();
      event.stopPropagation();
      close(multiple && event.key === "Escape");
    } else if (event.key === "Enter" && event.target === field && list.lit) {
      event.preventDefault();
      pick(list.lit);
    }
  });
  field.addEventListener("input", show);
  (anchor.closest("dialog") ?? document.body).appendChild(menu);
  anchor.setAttribute("aria-expanded", "true");
  list.attach(field);
  show();
  place(menu, anchor);
  field.focus({ preventScroll: true });
  document.addEventListener("pointerdown", outside, true);
  window.addEventListener("resize", leave);
}

/** Below the button if there is room, else above; never out of the window. */
function place(menu, anchor) {
  const box = anchor.getBoundingClientRect();
  const width = Math.min(Math.max(box.width, 260), window.innerWidth - 16);
  const below = window.innerHeight - box.bottom - 12;
  const above = box.top - 12;
  const up = below < 260 && above > below;
  menu.style.setProperty("width", `${width}px`);
  menu.style.setProperty("left", `${Math.min(Math.max(box.left, 8), window.innerWidth - width - 8)}px`);
  menu.style.setProperty("max-height", `${Math.min(up ? above : below, 380)}px`);
  if (up) menu.style.setProperty("bottom", `${window.innerHeight - box.top + 4}px`);
  else menu.style.setProperty("top", `${box.bottom + 4}px`);
}
