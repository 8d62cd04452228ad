/**
 * Components in messages: rows of buttons and selects, and the layout of Components V2 (containers, sections, text,
 * media, files, separators). What stands in a modal is drawn by modal.js.
 */
import { el } from "./dom.js";
import { hex } from "./embeds.js";
import { icon } from "./icons.js";
import { markdown } from "./markdown-view.js";
import { fileComponent, mediaComponent, veiled } from "./media.js";
import { defaultValues, openSelect, selectChoices } from "./select-menu.js";
import { COMPONENT } from "./wire.js";

const STYLES = ["", "primary", "secondary", "success", "danger", "link", "premium"];

/**
 * @param {import("./wire.js").Message} message
 * @param {import("./markdown-view.js").Hands} hands
 * @param {import("./interactions.js").Mark|null} mark what became of the last press on this message
 * @returns {HTMLElement|null}
 */
export function componentTree(message, hands, mark) {
  if (!message.components?.length) return null;
  const scene = { message, hands, mark };
  return el(
    "div.components",
    {},
    message.components.map((each) => draw(each, scene)),
  );
}

function draw(component, scene) {
  const inside = () => (component.components ?? []).map((each) => draw(each, scene));
  switch (component.type) {
    case COMPONENT.row:
      return el("div.row", {}, inside());
    case COMPONENT.button:
      return button(component, scene);
    case COMPONENT.stringSelect:
    case COMPONENT.userSelect:
    case COMPONENT.roleSelect:
    case COMPONENT.mentionableSelect:
    case COMPONENT.channelSelect:
      return select(component, scene);
    case COMPONENT.section:
      return el(
        "div.section",
        {},
        el("div.section-words", {}, inside()),
        el("div.accessory", {}, draw(component.accessory, scene)),
      );
    case COMPONENT.text:
      return markdown(component.content, scene.hands);
    case COMPONENT.thumbnail:
    case COMPONENT.gallery:
      return mediaComponent(component, scene.hands);
    case COMPONENT.file:
      return fileComponent(component, scene.message.attachments);
    case COMPONENT.separator:
      return el("hr", { class: separatorClass(component), "aria-hidden": component.divider === false ? "true" : null });
    case COMPONENT.container: {
      const accent = component.accent_color;
      const box = el("div.container", { style: typeof accent === "number" ? { "--bar": hex(accent) } : {} }, inside());
      return component.spoiler ? veiled(box) : box;
    }
    default:
      return el("p.muted", {}, `A component of type ${component.type}, which this page does not know.`);
  }
}

function separatorClass(component) {
  return `separator${component.divider === false ? " clear" : ""}${component.spacing === 2 ? " large" : ""}`;
}

function face(component) {
  const emoji = component.emoji;
  return [emoji ? el("span.emoji", {}, emoji.id ? `:${emoji.name}:` : emoji.name) : null, component.label ?? null];
}

function button(component, { message, hands, mark }) {
  const style = STYLES[component.style] ?? "secondary";
  if (component.style === 5) {
    return el(
      "a.button.link",
      {
        href: /^(https?|discord):/.test(component.url) ? component.url : null,
        target: "_blank",
        rel: "noopener noreferrer",
        "aria-disabled": component.disabled ? "true" : null,
      },
      face(component),
      icon("out"),
    );
  }
  const busy = mark?.customId === component.custom_id && mark.state === "sent";
  return el(
    `button.button.${style}`,
    {
      // While it waits the button is only said to be disabled: a disabled one would lose the focus.
      type: "button",
      disabled: component.disabled,
      "aria-disabled": busy ? "true" : null,
      "aria-busy": busy ? "true" : null,
      "aria-label": component.label ? null : component.emoji?.name,
      data: { custom: component.custom_id ?? "" },
      on: {
        click: () => busy || hands.press(message, { custom_id: component.custom_id, component_type: COMPONENT.button }),
      },
    },
    busy ? el("span.dots", { "aria-hidden": "true" }, el("i"), el("i"), el("i")) : null,
    el("span.face", {}, face(component)),
  );
}

function select(component, { message, hands, mark }) {
  const mine = mark?.customId === component.custom_id ? mark : null;
  const values = mine?.values ?? defaultValues(component);
  const busy = mine?.state === "sent";
  return selectButton(component, values, hands.store, {
    disabled: Boolean(component.disabled),
    busy,
    onDone: (chosen) =>
      hands.press(message, {
        custom_id: component.custom_id,
        component_type: component.type,
        values: chosen,
      }),
  });
}

/**
 * The closed face of a select, in messages and in modals.
 * @param {object} component
 * @param {string[]} values
 * @param {import("./store.js").Store} store
 * @param {{disabled?: boolean, busy?: boolean, label?: string, onDone: (values: string[]) => void}} options
 * @returns {HTMLButtonElement}
 */
export function selectButton(component, values, store, { disabled = false, busy = false, label, onDone }) {
  const named = new Map(selectChoices(component, store).map((choice) => [choice.key, choice.title]));
  const placeholder = component.placeholder ?? "Make a selection";
  const chosen = values.map((value) => el("span.picked", {}, named.get(value) ?? value));
  const trigger = el(
    "button.select",
    {
      type: "button",
      disabled,
      "aria-haspopup": "listbox",
      "aria-expanded": "false",
      "aria-disabled": busy ? "true" : null,
      "aria-busy": busy ? "true" : null,
      "aria-label": `${label ?? placeholder}${values.length ? `: ${values.map((value) => named.get(value) ?? value).join(", ")}` : ""}`,
      data: { custom: component.custom_id },
    },
    el("span.select-face", {}, chosen.length ? chosen : el("span.placeholder", {}, placeholder)),
    icon("chevron"),
  );
  trigger.addEventListener("click", () => busy || openSelect({ anchor: trigger, component, values, store, onDone }));
  return trigger;
}
