/**
 * Elements made from nodes.
 *
 * Text always becomes a text node and styles go through the CSS object model, so nothing that a bot or a person writes
 * can turn into markup, and the page runs under a policy without inline scripts or styles.
 */

/**
 * @typedef {Node|string|number|null|undefined|false|Array<any>} Child
 * @typedef {{on?: Record<string, (event: any) => void>, data?: Record<string, string>, style?: Record<string, string>,
 *   [attribute: string]: any}} Properties
 */

/**
 * Makes an element: `el("p.note", {title: "…", on: {click}}, "text", child)`.
 * @param {string} name tag and classes, `tag.class.class`
 * @param {Properties} [properties] `on`, `data` and `style` are maps; `true` sets an empty attribute; `false`, `null`
 *   and `undefined` set none
 * @param {...Child} children
 * @returns {HTMLElement}
 */
export function el(name, properties = {}, ...children) {
  const [tag, ...classes] = name.split(".");
  const element = document.createElement(tag);
  if (classes.length) element.className = classes.join(" ");
  for (const [key, value] of Object.entries(properties)) {
    if (value === false || value === null || value === undefined) continue;
    if (key === "on") for (const [type, act] of Object.entries(value)) element.addEventListener(type, act);
    else if (key === "data") Object.assign(element.dataset, value);
    else if (key === "style") for (const [rule, to] of Object.entries(value)) element.style.setProperty(rule, to);
    else element.setAttribute(key, value === true ? "" : String(value));
  }
  add(element, children);
  return element;
}

/**
 * Appends children, whichever way they are nested, leaving out what is empty.
 * @param {Node} parent
 * @param {Child} child
 */
export function add(parent, child) {
  if (child === null || child === undefined || child === false) return;
  if (Array.isArray(child)) for (const each of child) add(parent, each);
  else parent.appendChild(child instanceof Node ? child : document.createTextNode(String(child)));
}

/**
 * Replaces all that is inside `parent`.
 * @param {Element} parent
 * @param {...Child} children
 */
export function fill(parent, ...children) {
  parent.replaceChildren();
  add(parent, children);
}

/**
 * @param {string} id of an element that index.html has
 * @returns {HTMLElement}
 */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`index.html has no element #${id}`);
  return found;
}

/**
 * Draws with the next frame; in a page that nobody sees, where there are no frames, a little later.
 * @param {() => void} act
 * @returns {number} never 0
 */
export function soon(act) {
  return document.hidden ? setTimeout(act, 200) : requestAnimationFrame(act);
}

/**
 * Moves the focus with the arrow keys, Home and End among a list's items (a "roving" focus: one tab stop for all).
 * @param {HTMLElement} list
 * @param {string} selector of the items
 */
export function arrowKeys(list, selector) {
  list.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity }[event.key];
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    const items = [...list.querySelectorAll(selector)];
    const at = items.indexOf(document.activeElement);
    if (at < 0) return;
    event.preventDefault();
    items[Math.min(Math.max(at + step, 0), items.length - 1)]?.focus();
  });
}
