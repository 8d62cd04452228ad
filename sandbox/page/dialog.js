/**
 * Dialogs on the browser's own `<dialog>`: it traps the focus, makes the rest inert and closes with Escape by itself.
 * Here is what it lacks: a title row, closing by a press beside it, and the focus back where it was.
 */
import { el } from "./dom.js";
import { icon } from "./icons.js";

/**
 * @param {{title: string, body: Node, footer?: Node, className?: string, onClose?: () => void}} parts
 * @returns {HTMLDialogElement} open, and removed from the page once closed
 */
export function openDialog({ title, body, footer, className = "", onClose }) {
  const before = document.activeElement;
  const heading = el("h2", {}, title);
  heading.id = `dialog-${crypto.randomUUID()}`;
  const close = el(
    "button.icon-button",
    { type: "button", "aria-label": "Close", title: "Close (Esc)" },
    icon("close"),
  );
  const dialog = el(
    "dialog.dialog",
    { "aria-labelledby": heading.id },
    el("div.dialog-frame", {}, el("header", {}, heading, close), el("div.dialog-body", {}, body), footer),
  );
  if (className) dialog.classList.add(className);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("pointerdown", (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    onClose?.();
    if (before instanceof HTMLElement && before.isConnected) before.focus();
  });
  document.body.appendChild(dialog);
  dialog.showModal();
  return dialog;
}
