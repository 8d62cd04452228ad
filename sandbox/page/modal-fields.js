/** The fields of a modal: text, selects, radio buttons, check boxes and files. Each reads itself and knows what is wrong. */
import { el, fill } from "./dom.js";
import { selectButton } from "./components.js";
import { icon } from "./icons.js";
import { readableSize } from "./media.js";
import { defaultValues } from "./select-menu.js";
import { COMPONENT } from "./wire.js";

/**
 * @param {any} component what stands inside a label, or a text input of an old row
 * @param {{label: string|null, description: string|null|undefined, hands: import("./markdown-view.js").Hands,
 *   api: import("./api.js").Api}} setting
 * @returns {import("./modal.js").Field}
 */
export function modalField(component, setting) {
  switch (component.type) {
    case COMPONENT.textInput:
      return textInput(component, setting);
    case COMPONENT.radioGroup:
      return radioGroup(component, setting);
    case COMPONENT.checkboxGroup:
      return checkboxGroup(component, setting);
    case COMPONENT.checkbox:
      return checkbox(component, setting);
    case COMPONENT.fileUpload:
      return fileUpload(component, setting);
    default:
      return selectField(component, setting);
  }
}

/** What every answer carries. */
const head = ({ type, id, custom_id }) => ({ type, id, custom_id });

/** Required unless said otherwise, as Discord has it. */
const required = (component) => component.required ?? true;

function framed(component, { label, description }, control, extra = null) {
  const caption = el(
    "span.field-label",
    {},
    label ?? "",
    required(component) && component.type !== COMPONENT.checkbox
      ? el("span.star", { title: "Required", "aria-hidden": "true" }, " *")
      : null,
  );
  return el("div.field-box", {}, caption, description ? el("p.field-help", {}, description) : null, control, extra);
}

function textInput(component, setting) {
  const long = component.style === 2;
  const most = component.max_length ?? 4000;
  const least = component.min_length ?? 0;
  const attributes = {
    "aria-label": setting.label,
    "aria-required": String(required(component)),
    placeholder: component.placeholder,
    autocomplete: "off",
    data: { custom: component.custom_id },
  };
  const input = long ? el("textarea", { rows: "4", ...attributes }) : el("input", { type: "text", ...attributes });
  input.value = component.value ?? "";
  const count = el("p.field-count", { "aria-hidden": "true" });
  const tell = () => (count.textContent = component.max_length ? `${[...input.value].length} / ${most}` : "");
  input.addEventListener("input", tell);
  tell();
  return {
    element: framed(component, setting, input, count),
    focus: () => input.focus(),
    read: async () => ({ ...head(component), value: input.value }),
    problem: () => {
      const length = [...input.value].length;
      if (!length) return required(component) ? "This is needed." : null;
      if (length < least) return `At least ${least} characters, please; there are ${length}.`;
      return length > most ? `At most ${most} characters; there are ${length}.` : null;
    },
  };
}

function selectField(component, setting) {
  let values = defaultValues(component);
  const holder = el("div.select-holder");
  // In a modal "required" decides whether nothing may be chosen.
  const shape = { ...component, min_values: required(component) ? (component.min_values ?? 1) : 0 };
  const show = () =>
    fill(
      holder,
      selectButton(shape, values, setting.hands.store, {
        label: setting.label ?? undefined,
        onDone: (chosen) => {
          values = chosen;
          show();
          focus();
        },
      }),
    );
  const focus = () => holder.querySelector("button").focus();
  show();
  return {
    element: framed(component, setting, holder),
    focus,
    read: async () => ({ ...head(component), values }),
    problem: () => howMany(values.length, component, "choice"),
  };
}

function radioGroup(component, setting) {
  const name = `radio-${crypto.randomUUID()}`;
  const group = el(
    "div.options",
    { role: "radiogroup", "aria-label": setting.label },
    component.options.map((option) => optionRow("radio", name, option)),
  );
  const chosen = () => group.querySelector("input:checked");
  return {
    element: framed(component, setting, group),
    focus: () => (chosen() ?? group.querySelector("input")).focus(),
    read: async () => ({ ...head(component), value: chosen()?.value ?? null }),
    problem: () => (required(component) && !chosen() ? "Please choose one." : null),
  };
}

function checkboxGroup(component, setting) {
  const group = el(
    "div.options",
    { role: "group", "aria-label": setting.label },
    component.options.map((option) => optionRow("checkbox", component.custom_id, option)),
  );
  const values = () => [...group.querySelectorAll("input:checked")].map((each) => each.value);
  const most = component.max_values ?? component.options.length;
  return {
    element: framed(component, setting, group),
    focus: () => group.querySelector("input").focus(),
    read: async () => ({ ...head(component), values: values() }),
    problem: () => howMany(values().length, { ...component, max_values: most }, "box", "boxes"),
  };
}

function checkbox(component, setting) {
  const input = el("input", { type: "checkbox", "aria-label": setting.label, data: { custom: component.custom_id } });
  input.checked = Boolean(component.default);
  const element = el(
    "label.option.single",
    {},
    input,
    el(
      "span.option-words",
      {},
      el("span.field-label", {}, setting.label ?? ""),
      setting.description ? el("span.field-help", {}, setting.description) : null,
    ),
  );
  return {
    element,
    focus: () => input.focus(),
    read: async () => ({ ...head(component), value: input.checked }),
    problem: () => null,
  };
}

function optionRow(type, name, option) {
  const input = el("input", { type, name, value: option.value });
  input.checked = Boolean(option.default);
  return el(
    "label.option",
    {},
    input,
    el(
      "span.option-words",
      {},
      option.label,
      option.description ? el("span.field-help", {}, option.description) : null,
    ),
  );
}

function fileUpload(component, setting) {
  const most = component.max_values ?? 1;
  /** @type {File[]} */ let files = [];
  /** @type {import("./wire.js").Attachment[]} */ let sent = [];
  const input = el("input.file-input", {
    type: "file",
    multiple: most > 1,
    "aria-label": setting.label,
    data: { custom: component.custom_id },
  });
  const names = el("ul.file-names");
  const zone = el(
    "label.drop-zone",
    {},
    icon("upload"),
    el("span", {}, most > 1 ? `Choose up to ${most} files, or drop them here` : "Choose a file, or drop it here"),
    input,
  );
  const take = (list) => {
    files = [...list];
    sent = [];
    fill(
      names,
      files.map((file) => el("li", {}, icon("file"), `${file.name} · ${readableSize(file.size)}`)),
    );
  };
  input.addEventListener("change", () => take(input.files));
  zone.addEventListener("dragover", (event) => event.preventDefault());
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    take(event.dataTransfer.files);
  });
  return {
    element: framed(component, setting, zone, names),
    focus: () => input.focus(),
    read: async () => {
      // A form that failed and is sent again need not upload its files twice.
      if (!sent.length) sent = await Promise.all(files.map((file) => setting.api.upload(file)));
      return { ...head(component), values: sent.map((each) => each.id) };
    },
    problem: () => howMany(files.length, component, "file"),
  };
}

function howMany(count, component, one, many = `${one}s`) {
  if (!count && !required(component)) return null;
  const least = required(component) ? Math.max(component.min_values ?? 1, 1) : (component.min_values ?? 0);
  const most = component.max_values ?? 1;
  if (count < least) return least === 1 ? `Please pick at least one ${one}.` : `Please pick at least ${least} ${many}.`;
  return count > most ? `At most ${most} ${most === 1 ? one : many}; there are ${count}.` : null;
}
