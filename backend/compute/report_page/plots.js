/**
 * Draws the figures of a report again, so that the pointer shows run, step and value. The numbers are the report's own
 * raw numbers, fetched from where the page lies. Without this script, or if anything is amiss, the pictures stay.
 *
 * @typedef {{name: string, ink: string, runs: string[], x: number[], y: (number|null)[][]}} Line y: one list a run
 * @typedef {{picture: number, title: string, x: string, y: string, x_scale: string, y_scale: string,
 *            points: boolean, line_at: number|null, line_says: string, floor: number|null, lines: Line[]}} Drawing
 * @typedef {{line: number, run: number, at: number, x: number, y: number, left: number, top: number}} Spot
 */

const WIDE = 760, HIGH = 430;
const ROOM = { left: 66, right: 18, top: 14, bottom: 48 };
const NEAR = 60; // pixels of the drawing; beyond that the pointer points at nothing
const SVG = "http://www.w3.org/2000/svg";

/** @type {Map<string, Promise<any>>} */
const fetched = new Map();

for (const figure of document.querySelectorAll("figure[data-plot]")) {
  enliven(figure).catch((reason) => console.info("the picture stays:", reason));
}

/** @param {HTMLElement} figure */
async function enliven(figure) {
  const address = figure.dataset.raw;
  if (!fetched.has(address)) fetched.set(address, fetch(address, { credentials: "omit" }).then(read));
  const raw = await fetched.get(address);
  const drawing = checked(raw.figures?.find((each) => each.picture === Number(figure.dataset.plot)));
  new Plot(figure, drawing);
}

/** @param {Response} answer */
function read(answer) {
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  return answer.json();
}

/** @returns {Drawing} what can be drawn; throws for anything else */
function checked(drawing) {
  const numbers = (list) => Array.isArray(list) && list.every((each) => each === null || Number.isFinite(each));
  const sound = (line) =>
    numbers(line.x) && Array.isArray(line.y) && line.y.length > 0 &&
    line.y.every((run) => numbers(run) && run.length === line.x.length) && line.runs.length === line.y.length;
  if (!Array.isArray(drawing?.lines) || !drawing.lines.length || !drawing.lines.every(sound)) {
    throw new Error("its numbers are not there, or not as expected");
  }
  return drawing;
}

/** @param {string} tag @param {Record<string, string|number>} [attributes] @returns {SVGElement} */
function svg(tag, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.append(...children);
  return made;
}

/** @param {string} tag @param {string} [kind] its class @returns {HTMLElement} */
function html(tag, kind = "", ...children) {
  const made = document.createElement(tag);
  if (kind) made.className = kind;
  made.append(...children);
  return made;
}

/** Three significant digits, exponents only where they help. @param {number} value */
export function said(value) {
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size >= 1e6 || size < 1e-4) return value.toExponential(2);
  return String(Number(value.toPrecision(size >= 1000 ? Math.ceil(Math.log10(size)) : 4)));
}

/** A direction of the plot: from values to pixels. */
export class Axis {
  /** @param {number[]} values @param {string} scale "log" or "linear" @param {[number, number]} pixels from, to */
  constructor(values, scale, pixels) {
    this.log = scale === "log";
    const shown = values.filter((value) => Number.isFinite(value) && (!this.log || value > 0));
    if (!shown.length) throw new Error("nothing finite to draw");
    let low = shown.reduce((a, b) => Math.min(a, b)), high = shown.reduce((a, b) => Math.max(a, b));
    if (low === high) [low, high] = this.log ? [low / 2, high * 2] : [low - 0.5, high + 0.5];
    [this.low, this.high, this.pixels] = [low, high, pixels];
  }

  /** @param {number} value @returns {number|null} null for what has no place, such as 0 on a logarithmic axis */
  at(value) {
    if (!Number.isFinite(value) || (this.log && value <= 0)) return null;
    const [from, to] = this.pixels;
    const share = this.log
      ? Math.log(value / this.low) / Math.log(this.high / this.low)
      : (value - this.low) / (this.high - this.low);
    return from + share * (to - from);
  }

  /** @returns {number[]} values at 1, 2 and 5, the powers of ten alone where there are many, or evenly where fewer than
   * three of those are in sight */
  ticks() {
    if (!this.log) return this.even();
    const decades = Math.log10(this.high / this.low), found = [];
    for (let power = Math.floor(Math.log10(this.low)); power <= Math.ceil(Math.log10(this.high)); power++) {
      for (const by of decades < 2.6 ? [1, 2, 5] : [1]) found.push(Number((by * 10 ** power).toPrecision(12)));
    }
    const seen = found.filter((value) => value >= this.low && value <= this.high);
    return seen.length < 3 ? this.even() : seen;
  }

  /** @returns {number[]} some six round values, as far from one another */
  even() {
    const rough = (this.high - this.low) / 6, power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 5, 10].map((by) => by * power).find((each) => each >= rough);
    const first = Math.ceil(this.low / step), count = Math.floor(this.high / step) - first + 1;
    return Array.from({ length: count }, (_, at) => Number(((first + at) * step).toPrecision(12)));
  }
}

/** One figure: lines, a legend that hides and shows them, and what the pointer is at. */
class Plot {
  /** @param {HTMLElement} figure @param {Drawing} drawing */
  constructor(figure, drawing) {
    this.drawing = drawing;
    this.hidden = new Set();
    const xs = drawing.lines.flatMap((line) => line.x), ys = drawing.lines.flatMap((line) => line.y.flat());
    if (drawing.line_at !== null) ys.push(drawing.line_at);
    const kept = drawing.floor === null ? ys : ys.filter((y) => y !== null && y >= drawing.floor);
    this.x = new Axis(xs, drawing.x_scale, [ROOM.left, WIDE - ROOM.right]);
    this.y = new Axis(kept, drawing.y_scale, [HIGH - ROOM.bottom, ROOM.top]);
    /** @type {Spot[]} */
    this.spots = [...this.everySpot()];
    this.now = -1;

    this.canvas = svg("svg", { viewBox: `0 0 ${WIDE} ${HIGH}`, class: "plot", tabindex: 0, role: "group" });
    this.canvas.setAttribute("aria-label", `${drawing.title}: arrow keys go from point to point`);
    this.groups = drawing.lines.map((line, number) => this.drawn(line, number));
    this.mark = svg("g", { class: "mark", visibility: "hidden" },
      svg("line", { y1: ROOM.top, y2: HIGH - ROOM.bottom }), svg("circle", { r: 6 }));
    this.canvas.append(this.frame(), ...this.groups, ...this.lineSays(), this.mark);
    this.word = html("output", "at", this.invitation());

    const legend = html("div", "legend", ...drawing.lines.map((line, number) => this.entry(line, number)));
    const image = figure.querySelector("img");
    const caption = figure.querySelector("figcaption");
    const still = html("details", "still", html("summary", "", "The same as a picture"));
    figure.insertBefore(this.word, image);
    figure.insertBefore(html("div", "wide", this.canvas), image);
    figure.insertBefore(legend, image);
    still.append(image);
    caption.after(still);

    this.canvas.addEventListener("pointermove", (event) => this.point(event));
    this.canvas.addEventListener("pointerdown", (event) => this.point(event));
    this.canvas.addEventListener("pointerleave", () => this.show(-1));
    this.canvas.addEventListener("keydown", (event) => this.step(event));
  }

  invitation() {
    return "Point at a line to see run and value.";
  }

  /** @returns {Generator<Spot>} */
  *everySpot() {
    for (const [number, line] of this.drawing.lines.entries()) {
      for (const [run, values] of line.y.entries()) {
        for (const [at, value] of values.entries()) {
          const left = this.x.at(line.x[at]), top = value === null ? null : this.y.at(value);
          if (left === null || top === null || top > HIGH - ROOM.bottom + 1) continue;
          yield { line: number, run, at, x: line.x[at], y: value, left, top };
        }
      }
    }
  }

  frame() {
    const { x, y, drawing } = this;
    const group = svg("g", { class: "frame" });
    for (const tick of x.ticks()) {
      const left = x.at(tick);
      group.append(svg("line", { x1: left, x2: left, y1: ROOM.top, y2: HIGH - ROOM.bottom }),
        svg("text", { x: left, y: HIGH - ROOM.bottom + 17, "text-anchor": "middle" }, said(tick)));
    }
    for (const tick of y.ticks()) {
      const top = y.at(tick);
      group.append(svg("line", { x1: ROOM.left, x2: WIDE - ROOM.right, y1: top, y2: top }),
        svg("text", { x: ROOM.left - 7, y: top + 4, "text-anchor": "end" }, said(tick)));
    }
    const middle = (HIGH - ROOM.bottom + ROOM.top) / 2;
    group.append(
      svg("text", { x: (WIDE + ROOM.left) / 2, y: HIGH - 10, "text-anchor": "middle", class: "name" }, drawing.x),
      svg("text", { x: 16, y: middle, "text-anchor": "middle", class: "name",
        transform: `rotate(-90 16 ${middle})` }, drawing.y));
    if (drawing.line_at !== null && y.at(drawing.line_at) !== null) {
      const top = y.at(drawing.line_at);
      group.append(svg("line", { x1: ROOM.left, x2: WIDE - ROOM.right, y1: top, y2: top, class: "target" }));
    }
    return group;
  }

  /** What the target is called, above the runs, which would cross the words out. */
  lineSays() {
    const top = this.drawing.line_at === null ? null : this.y.at(this.drawing.line_at);
    if (top === null) return [];
    const place = { x: WIDE - ROOM.right - 4, y: top - 5, "text-anchor": "end", class: "says" };
    return [svg("text", place, this.drawing.line_says)];
  }

  /** Each run as a thin line and their mean as a thick one; single points as points. */
  drawn(line, number) {
    const group = svg("g", { stroke: line.ink, fill: line.ink });
    if (this.drawing.points) {
      for (const spot of this.spots.filter((each) => each.line === number)) {
        group.append(svg("circle", { cx: spot.left, cy: spot.top, r: 5 }));
      }
      return group;
    }
    const path = (values) => {
      let d = "", pen = "M";
      for (const [at, value] of values.entries()) {
        const left = this.x.at(line.x[at]), top = value === null ? null : this.y.at(value);
        if (left === null || top === null) { pen = "M"; continue; }
        d += `${pen}${left.toFixed(1)} ${Math.min(top, HIGH - ROOM.bottom).toFixed(1)}`;
        pen = "L";
      }
      return d;
    };
    for (const run of line.y) group.append(svg("path", { d: path(run), class: "run" }));
    group.append(svg("path", { d: path(means(line)), class: "mean" }));
    return group;
  }

  /** A box to tick that hides and shows a line. */
  entry(line, number) {
    const box = html("input");
    box.type = "checkbox";
    box.checked = true;
    box.addEventListener("change", () => {
      if (box.checked) this.hidden.delete(number); else this.hidden.add(number);
      this.groups[number].setAttribute("visibility", box.checked ? "visible" : "hidden");
      this.show(-1);
    });
    const swatch = html("span", "swatch");
    swatch.style.background = line.ink;
    return html("label", "", box, swatch, line.name);
  }

  /** @param {PointerEvent} event */
  point(event) {
    const inverse = this.canvas.getScreenCTM()?.inverse();
    if (!inverse) return;
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(inverse);
    let best = -1, least = NEAR ** 2;
    for (const [index, spot] of this.spots.entries()) {
      if (this.hidden.has(spot.line)) continue;
      const far = (spot.left - x) ** 2 + (spot.top - y) ** 2;
      if (far < least) [best, least] = [index, far];
    }
    this.show(best);
  }

  /** Left and right: along a run; up and down: to another run, and on to another line. @param {KeyboardEvent} event */
  step(event) {
    if (event.key === "Escape") return this.show(-1);
    const by = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key];
    if (!by) return;
    event.preventDefault();
    const seen = this.spots.map((_, index) => index).filter((index) => !this.hidden.has(this.spots[index].line));
    if (!seen.length) return;
    if (this.now < 0) return this.show(seen[0]);
    const here = this.spots[this.now];
    if (by[0]) {
      const next = this.spots[this.now + by[0]];
      if (next && next.line === here.line && next.run === here.run) this.show(this.now + by[0]);
      return;
    }
    const alike = seen.filter((index) => this.spots[index].at === here.at);
    const place = alike.indexOf(this.now) + by[1];
    if (alike[place] !== undefined) this.show(alike[place]);
  }

  /** @param {number} index of a spot; -1 for none */
  show(index) {
    this.now = index;
    this.mark.setAttribute("visibility", index < 0 ? "hidden" : "visible");
    for (const group of this.groups) group.classList.toggle("faded", index >= 0);
    if (index < 0) {
      this.word.textContent = this.invitation();
      return;
    }
    const spot = this.spots[index], line = this.drawing.lines[spot.line];
    this.groups[spot.line].classList.remove("faded");
    const [rule, dot] = this.mark.children;
    rule.setAttribute("x1", spot.left);
    rule.setAttribute("x2", spot.left);
    dot.setAttribute("cx", spot.left);
    dot.setAttribute("cy", spot.top);
    dot.setAttribute("fill", line.ink);
    const run = line.runs[spot.run] ? `, ${line.runs[spot.run]}` : "";
    const mean = line.y.length > 1 ? means(line)[spot.at] : null;
    const all = mean === null ? "" : ` (mean of ${line.y.length}: ${said(mean)})`;
    this.word.textContent =
      `${line.name}${run} · ${this.drawing.x} ${said(spot.x)} · ${this.drawing.y} ${said(spot.y)}${all}`;
  }
}

/** Over the runs; null where one of them has no number. @param {Line} line @returns {(number|null)[]} */
export function means(line) {
  return line.x.map((_, at) => {
    const values = line.y.map((run) => run[at]);
    return values.includes(null) ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
  });
}
