/** Line icons of our own, drawn on a 24 by 24 grid; each is a list of SVG path data. */

const SVG = "http://www.w3.org/2000/svg";

const PATHS = Object.freeze({
  hash: ["M5 9h15", "M4 15h15", "M10 4 8 20", "M16 4l-2 16"],
  at: ["M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0v1.5a2.5 2.5 0 0 0 5 0V12a9 9 0 1 0-4 7.5"],
  thread: ["M6 4v9a4 4 0 0 0 4 4h9", "M15 13l4 4-4 4"],
  chevron: ["M6 9l6 6 6-6"],
  gear: [
    "M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z",
    "M12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2.2 2.2M16.2 16.2l2.2 2.2M18.4 5.6l-2.2 2.2M7.8 16.2l-2.2 2.2",
  ],
  people: [
    "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z",
    "M2.5 20a6.5 6.5 0 0 1 13 0",
    "M16 4.5a3.5 3.5 0 0 1 0 6.5",
    "M18.5 14.5a6.5 6.5 0 0 1 3 5.5",
  ],
  clock: ["M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z", "M12 7v5l3.5 2"],
  calendar: ["M4 6h16v14H4z", "M4 10h16", "M8 3v4M16 3v4"],
  close: ["M6 6l12 12", "M18 6 6 18"],
  plus: ["M12 5v14", "M5 12h14"],
  menu: ["M4 6h16", "M4 12h16", "M4 18h16"],
  file: ["M6 3h8l4 4v14H6z", "M14 3v4h4"],
  out: ["M14 4h6v6", "M20 4l-9 9", "M18 14v6H4V6h6"],
  send: ["M4 12l16-8-6 16-3-7z"],
  reply: ["M9 6 4 11l5 5", "M4 11h9a7 7 0 0 1 7 7v1"],
  search: ["M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14z", "M20 20l-4-4"],
  copy: ["M9 9h11v11H9z", "M5 15H4V4h11v1"],
  trash: ["M4 7h16", "M9 7V4h6v3", "M6 7l1 13h10l1-13"],
  eye: ["M2 12s4-7 10-7 10 7 10 7-4 7-10 7-10-7-10-7z", "M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z"],
  wire: ["M3 12h4l3-8 4 16 3-8h4"],
  help: ["M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z", "M9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.7", "M12 17v.01"],
  sun: [
    "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8z",
    "M12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6 19 19M19 5l-1.4 1.4M6.4 17.6 5 19",
  ],
  moon: ["M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z"],
  slash: ["M4 4h16v16H4z", "M14 8l-4 8"],
  warning: ["M12 4 2.5 20h19z", "M12 10v4", "M12 17v.01"],
  down: ["M12 5v14", "M6 13l6 6 6-6"],
  upload: ["M12 16V5", "M7 10l5-5 5 5", "M4 19h16"],
});

/**
 * @param {keyof typeof PATHS} name
 * @returns {SVGElement} hidden from screen readers: whatever holds it carries the label
 */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  for (const data of PATHS[name]) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", data);
    svg.appendChild(path);
  }
  return svg;
}
