/**
 * The page: its buttons, keys and address, and the session of whoever one acts as. The only module that does something
 * when it is loaded.
 */
import { readAddress, writeAddress } from "./address.js";
import { byId, el, fill } from "./dom.js";
import { FirstSteps } from "./first-steps.js";
import { icon } from "./icons.js";
import { Inspector } from "./inspector.js";
import { Keepsakes } from "./marks.js";
import { openActingAs, openNewDirect, steerMembers } from "./people.js";
import { Session } from "./session.js";
import { openSettings } from "./settings.js";
import { openSwitch, steerChannels } from "./sidebar.js";
import { applyTheme, isDark, setTheme, theme } from "./theme.js";

const WIDE = "(min-width: 1180px)";
/** How long a notice stays, in milliseconds. */
const NOTICE = 8000;

/** Starts the page. */
function start() {
  const keepsakes = new Keepsakes();
  /** @type {Session} */ let session;
  let noticeTimer = 0;

  const page = {
    notice: (sentence) => {
      const notice = byId("notice");
      fill(
        notice,
        icon("warning"),
        el("span", {}, sentence),
        el(
          "button.icon-button",
          { type: "button", "aria-label": "Close", on: { click: () => (notice.hidden = true) } },
          icon("close"),
        ),
      );
      notice.hidden = false;
      clearTimeout(noticeTimer);
      noticeTimer = setTimeout(() => (notice.hidden = true), NOTICE);
    },
    actAs: (id) => {
      if (id === session.store.you.id) return;
      begin(id, session.store.current);
      writeAddress(id, session.store.current, true);
    },
    chooseWho: () => openActingAs(session.store, page.actAs),
    stranger: (as) => {
      if (!as) return;
      page.notice("Whoever the address names is not here, so you are somebody else now.");
      begin("", "");
    },
    newDirect: () => openNewDirect(session.store, (id) => session.writeTo(id)),
    changed: () => steps.draw(session.store),
    commanded: () => steps.show(false),
    happened: () => inspector.refresh(),
    moved: () => {
      drawer(false);
      steps.draw(session.store);
    },
  };
  const steps = new FirstSteps(byId("first-steps"), keepsakes, {
    prefill: (text) => session.composer.prefill(text),
    actAs: page.chooseWho,
  });
  const inspector = new Inspector(byId("inspector"), (open) => {
    byId("inspect").setAttribute("aria-expanded", String(open));
    if (open) members(false);
  });

  function begin(as, channel) {
    session?.close();
    session = new Session(as, channel, keepsakes, page);
    inspector.ask(session.api);
  }

  function drawer(open) {
    byId("sidebar").classList.toggle("open", open);
    byId("scrim").hidden = !open;
    byId("menu").setAttribute("aria-expanded", String(open));
    if (open) byId("sidebar").querySelector("[aria-current=page]")?.focus();
  }

  function members(open) {
    byId("members").hidden = !open;
    if (open) inspector.toggle(false);
    byId("show-members").setAttribute("aria-expanded", String(open));
  }

  applyTheme(theme(keepsakes));
  for (const [id, name] of [
    ["settings", "gear"],
    ["menu", "menu"],
    ["help", "help"],
    ["inspect", "wire"],
    ["show-members", "people"],
    ["send", "send"],
  ])
    byId(id).append(icon(name));
  byId("jump").prepend(icon("down"));
  const drawThemeButton = () => fill(byId("theme"), icon(isDark() ? "sun" : "moon"));
  drawThemeButton();
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawThemeButton);
  members(window.matchMedia(WIDE).matches);
  steerChannels(byId("channels"));
  steerMembers(byId("members"));

  const onClick = (id, act) => byId(id).addEventListener("click", act);
  const goTo = () => openSwitch(session.store, (id) => session.open(id, true));
  onClick("go-to", goTo);
  onClick("menu", () => drawer(!byId("sidebar").classList.contains("open")));
  onClick("scrim", () => drawer(false));
  onClick("help", () => steps.show(byId("first-steps").hidden));
  onClick("inspect", () => inspector.toggle());
  onClick("show-members", () => members(byId("members").hidden));
  onClick("theme", () => {
    setTheme(isDark() ? "light" : "dark", keepsakes);
    drawThemeButton();
  });
  onClick("settings", () =>
    openSettings({
      store: session.store,
      keepsakes,
      onProblem: page.notice,
      closeDirect: (shut) => session.api.closeDirect(shut),
      startOver: () => session.api.startOver(),
    }),
  );

  document.addEventListener("keydown", (event) => {
    if (document.querySelector("dialog[open]")) return;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      goTo();
    } else if (event.altKey && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      session.stepChannel(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Escape" && byId("sidebar").classList.contains("open")) {
      drawer(false);
      byId("menu").focus();
    } else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey && idle(event.key))
      session.composer.focus();
  });
  window.addEventListener("hashchange", () => {
    const { as, channel } = readAddress();
    if (as && as !== session.store.you.id) begin(as, channel);
    else if (channel && channel !== session.store.current) session.open(channel, false);
  });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && session.store.current) session.store.read(session.store.current);
  });

  const { as, channel } = readAddress();
  begin(as, channel);
}

/** Whether a letter typed now belongs to nobody, so that the composer may have it. */
function idle(key) {
  return key !== " " && !document.activeElement?.closest("input, textarea, [role=combobox]");
}

start();
