/** People: the dialog in which one picks whom to act as, and the list of members at the side. */
import { avatar } from "./avatar.js";
import { openDialog } from "./dialog.js";
import { arrowKeys, el, fill } from "./dom.js";
import { icon } from "./icons.js";
import { Listbox } from "./listbox.js";
import { authorName, nameColour } from "./message.js";
import { narrowed } from "./select-menu.js";

/**
 * Opens a dialog with a search and a list.
 * @param {{title: string, placeholder: string, choices: () => import("./listbox.js").Choice[],
 *   onPick: (choice: import("./listbox.js").Choice) => void, light?: string, note?: string}} request
 */
export function openFinder({ title, placeholder, choices, onPick, light, note = "Nobody is called so." }) {
  const list = new Listbox(title, (choice) => {
    dialog.close();
    onPick(choice);
  });
  const field = el("input.finder-field", {
    type: "text",
    placeholder,
    "aria-label": placeholder,
    autocomplete: "off",
    spellcheck: "false",
    autofocus: true,
  });
  const show = (lit = null) => list.show(narrowed(choices(), field.value), note, lit);
  field.addEventListener("input", () => {
    list.dim();
    show();
  });
  field.addEventListener("keydown", (event) => {
    if (list.steer(event)) return;
    if (event.key !== "Enter" || !list.lit) return;
    event.preventDefault();
    dialog.close();
    onPick(list.lit);
  });
  list.attach(field);
  const dialog = openDialog({
    title,
    body: el("div.finder", {}, el("div.finder-search", {}, icon("search"), field), list.element),
    className: "finder-dialog",
  });
  show(light ?? null);
  field.focus();
}

/**
 * The "acting as" picker.
 * @param {import("./store.js").Store} store
 * @param {(id: string) => void} onPick
 */
export function openActingAs(store, onPick) {
  openFinder({
    title: "Act as",
    placeholder: "Search for a student or the instructor",
    light: store.you.id,
    choices: () =>
      byTitle(store).flatMap(({ title, people }) =>
        people.map((person) => ({
          key: person.user.id,
          title: store.nameOf(person.user.id),
          detail: `@${person.user.username}`,
          heading: title,
          aside: person.user.id === store.you.id ? "you, now" : undefined,
          chosen: person.user.id === store.you.id,
          before: avatar(person.user.id, store.nameOf(person.user.id)),
          value: person.user.id,
        })),
      ),
    onPick: (choice) => onPick(choice.value),
  });
}

/**
 * Picks somebody to write to directly.
 * @param {import("./store.js").Store} store
 * @param {(id: string) => void} onPick
 */
export function openNewDirect(store, onPick) {
  const bot = store.bot.user;
  openFinder({
    title: "New direct message",
    placeholder: "Whom to write to",
    choices: () => [
      ...(bot
        ? [
            {
              key: bot.id,
              title: store.nameOf(bot.id),
              aside: "App",
              before: avatar(bot.id, store.nameOf(bot.id), true),
            },
          ]
        : []),
      ...byTitle(store)
        .flatMap(({ people }) => people)
        .filter((person) => person.user.id !== store.you.id)
        .map((person) => ({
          key: person.user.id,
          title: store.nameOf(person.user.id),
          detail: `@${person.user.username}`,
          aside: person.title,
          before: avatar(person.user.id, store.nameOf(person.user.id)),
        })),
    ],
    onPick: (choice) => onPick(choice.key),
  });
}

/**
 * The members at the side: the bot, then everybody by title. Pressing one acts as that person.
 * @param {HTMLElement} holder
 * @param {import("./store.js").Store} store
 * @param {{actAs: (id: string) => void, writeTo: (id: string) => void}} on
 */
export function drawMembers(holder, store, on) {
  const bot = store.bot.user;
  fill(
    holder,
    bot
      ? group("Apps", [
          row(bot.id, authorName(bot, store), {
            bot: true,
            faded: !store.bot.online,
            aside: store.bot.online ? "online" : "offline",
            label: "Write to the app",
            onPress: () => on.writeTo(bot.id),
          }),
        ])
      : null,
    byTitle(store).map(({ title, people }) =>
      group(
        `${title}${people.length > 1 ? `s — ${people.length}` : ""}`,
        people.map(({ user }) =>
          row(user.id, store.nameOf(user.id), {
            colour: nameColour(user.id, store),
            aside: user.id === store.you.id ? "you" : "",
            label: `Act as ${store.nameOf(user.id)}`,
            onPress: () => on.actAs(user.id),
          }),
        ),
      ),
    ),
  );
}

/** @param {HTMLElement} holder that drawMembers fills; called once */
export function steerMembers(holder) {
  arrowKeys(holder, "button");
}

function group(title, rows) {
  return el("section", {}, el("h2.side-heading", {}, title), el("ul", {}, rows));
}

function row(id, name, { bot = false, faded = false, colour = null, aside, label, onPress }) {
  return el(
    "li",
    {},
    el(
      faded ? "button.member.faded" : "button.member",
      { type: "button", title: label, on: { click: onPress } },
      avatar(id, name, bot),
      el("span.author", { style: colour ? { "--role": colour } : {} }, name),
      bot ? el("span.badge", {}, "APP") : null,
      aside ? el("span.muted", {}, aside) : null,
    ),
  );
}

/** Staff before students; by name within. */
function byTitle(store) {
  const groups = Map.groupBy([...store.people.values()], (person) => person.title);
  return [...groups]
    .map(([title, people]) => ({
      title,
      people: people.sort((a, b) => store.nameOf(a.user.id).localeCompare(store.nameOf(b.user.id))),
    }))
    .sort((a, b) => a.people.length - b.people.length);
}
