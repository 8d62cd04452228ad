/** Settings of the person one acts as, and of the page's look. */
import { openDialog } from "./dialog.js";
import { el } from "./dom.js";
import { setTheme, theme } from "./theme.js";

/**
 * @param {{store: import("./store.js").Store, keepsakes: import("./marks.js").Keepsakes,
 *   closeDirect: (closed: boolean) => Promise<any>, startOver: () => Promise<any>,
 *   onProblem: (sentence: string) => void}} parts
 */
export function openSettings({ store, keepsakes, closeDirect, startOver, onProblem }) {
  const direct = el("input", { type: "checkbox", id: "closed-dms" });
  direct.checked = Boolean(store.people.get(store.you.id)?.closed_dms);
  direct.addEventListener("change", async () => {
    try {
      await closeDirect(direct.checked);
      store.closedDirect(direct.checked);
    } catch (refusal) {
      direct.checked = !direct.checked;
      onProblem(refusal.message);
    }
  });
  const looks = [
    ["system", "As the system has it"],
    ["light", "Light"],
    ["dark", "Dark"],
  ].map(([value, label]) => {
    const input = el("input", { type: "radio", name: "theme", value });
    input.checked = theme(keepsakes) === value;
    input.addEventListener("change", () => setTheme(value, keepsakes));
    return el("label.option", {}, input, el("span.option-words", {}, label));
  });
  openDialog({
    title: "Settings",
    body: el(
      "div.settings",
      {},
      el(
        "label.option.single",
        {},
        direct,
        el(
          "span.option-words",
          {},
          el("span.field-label", {}, "Close my direct messages"),
          el(
            "span.field-help",
            {},
            `Nobody can write to ${store.nameOf(store.you.id)} directly then, the bot neither: it is refused with Discord's error 50007.`,
          ),
        ),
      ),
      el("fieldset", {}, el("legend.field-label", {}, "Look"), el("div.options", {}, looks)),
      el(
        "fieldset.start-over",
        {},
        el("legend.field-label", {}, "Start over"),
        el(
          "p.field-help",
          {},
          "Forgets all that was said and made here, for everyone. What the course's own server knows, such as who signed up, it keeps.",
        ),
        startOverButton(startOver, onProblem),
      ),
    ),
  });
}

/** It asks once more, on the same button. */
function startOverButton(startOver, onProblem) {
  const button = el("button.button.danger", { type: "button" }, "Start over");
  let sure = false;
  button.addEventListener("click", async () => {
    if (!sure) {
      sure = true;
      button.textContent = "Really forget everything?";
      return;
    }
    button.disabled = true;
    try {
      await startOver();
    } catch (refusal) {
      button.disabled = false;
      onProblem(refusal.message);
    }
  });
  return button;
}
