/**
 * Modals: the forms a bot opens. What is in them goes back as Discord sends it; the form stays open until the bot has
 * answered, so that nothing typed is lost when it does not.
 */
import { openDialog } from "./dialog.js";
import { el, fill } from "./dom.js";
import { icon } from "./icons.js";
import { markdown } from "./markdown-view.js";
import { modalField } from "./modal-fields.js";
import { COMPONENT } from "./wire.js";

/**
 * @typedef {{read: () => Promise<Record<string, any>>, problem: () => string|null, element: HTMLElement,
 *   focus: () => void}} Field
 */

/**
 * Opens a modal.
 * @param {any} frame of the socket
 * @param {import("./markdown-view.js").Hands} hands
 * @param {{api: import("./api.js").Api, interactions: import("./interactions.js").Interactions}} parts
 * @returns {HTMLDialogElement}
 */
export function openModal(frame, hands, { api, interactions }) {
  const { modal } = frame;
  const failure = el("p.failure", { role: "alert", hidden: true });
  const submit = el("button.button.primary", { type: "submit" }, "Submit");
  const form = el("form.modal-form", { novalidate: true });
  const drawn = modal.components.map((component) => part(component, hands, api));
  const fields = drawn.flatMap((each) => each.field ?? []);
  fill(
    form,
    el(
      "p.muted",
      {},
      "This form goes to ",
      el("b", {}, hands.store.nameOf(hands.store.bot.user?.id ?? "") || "the application"),
      ".",
    ),
    drawn.map((each) => each.element),
    failure,
  );
  const footer = el(
    "footer",
    {},
    el("button.button", { type: "button", on: { click: () => dialog.close() } }, "Cancel"),
    submit,
  );
  const dialog = openDialog({ title: modal.title, body: form, footer, className: "modal" });
  form.id = `form-${frame.interaction_id}`;
  submit.setAttribute("form", form.id);
  fields[0]?.focus();

  const complain = (sentence) => {
    failure.hidden = !sentence;
    fill(failure, icon("warning"), sentence ?? "");
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const wrong = fields.map((field) => ({ field, problem: field.problem() })).filter(({ problem }) => problem);
    for (const field of fields) mark(field, wrong.find((each) => each.field === field)?.problem ?? null);
    complain(null);
    if (wrong.length) return wrong[0].field.focus();
    submit.disabled = true;
    submit.setAttribute("aria-busy", "true");
    try {
      const components = await Promise.all(drawn.map((each) => each.read()));
      const failed = await interactions.submit(frame.interaction_id, frame.channel_id, {
        custom_id: modal.custom_id,
        components,
      });
      if (failed) complain(`${failed}. What you wrote is still here; you can submit it again.`);
      else dialog.close();
    } catch (refusal) {
      complain(refusal.message);
    } finally {
      submit.disabled = false;
      submit.removeAttribute("aria-busy");
    }
  });
  // Enter in a long text makes a line; with Ctrl it submits, as everywhere.
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  return dialog;
}

/** Shows what is wrong with a field beside it. */
function mark({ element }, problem) {
  element.querySelector(".field-problem")?.remove();
  element.classList.toggle("wrong", Boolean(problem));
  if (problem) element.appendChild(el("p.field-problem", { role: "alert" }, problem));
}

/** One top-level component: a label with its field, an old row with a text input, or text. */
function part(component, hands, api) {
  const { id } = component;
  switch (component.type) {
    case COMPONENT.label: {
      const field = modalField(component.component, {
        label: component.label,
        description: component.description,
        hands,
        api,
      });
      return {
        element: field.element,
        field,
        read: async () => ({ type: COMPONENT.label, id, component: await field.read() }),
      };
    }
    case COMPONENT.row: {
      const inner = component.components.map((each) =>
        modalField(each, { label: each.label, description: null, hands, api }),
      );
      return {
        element: el(
          "div.modal-row",
          {},
          inner.map((field) => field.element),
        ),
        field: inner,
        read: async () => ({
          type: COMPONENT.row,
          id,
          components: await Promise.all(inner.map((field) => field.read())),
        }),
      };
    }
    case COMPONENT.text:
      return { element: markdown(component.content, hands), read: async () => ({ type: COMPONENT.text, id }) };
    default:
      return {
        element: el("p.muted", {}, `A component of type ${component.type}, which this page does not know.`),
        read: async () => ({ type: component.type, id }),
      };
  }
}
