/**
 * Pictures and files in messages, and the large view of a picture.
 *
 * Only what the sandbox itself serves is shown: a picture elsewhere becomes a link, since the page fetches nothing
 * from outside.
 */
import { add, el, fill } from "./dom.js";
import { openDialog } from "./dialog.js";
import { icon } from "./icons.js";
import { COMPONENT } from "./wire.js";

/**
 * @param {{url: string, alt?: string, width?: number|null, height?: number|null, spoiler?: boolean}} image
 * @param {import("./markdown-view.js").Hands} hands
 * @param {"wide"|"thumbnail"|"tile"} kind
 * @param {{url: string, alt: string}[]} [among] the pictures one can leaf through
 * @returns {HTMLElement}
 */
export function picture(image, hands, kind, among) {
  const url = ownAddress(image.url);
  if (!url) return outsideLink(image.url, "Picture");
  const alt = image.alt ?? "";
  const img = el("img", { src: url, alt, width: image.width, height: image.height, decoding: "async" });
  const button = el(
    `button.picture.${kind}`,
    { type: "button", "aria-label": `Open large: ${alt || "picture without description"}`, title: alt || null },
    img,
  );
  // The server tells the size of what it knows; keeping the room free avoids a jump when the picture comes in.
  if (image.width && image.height) button.style.setProperty("--ratio", `${image.width} / ${image.height}`);
  img.addEventListener("error", () => fill(button, el("span.broken", {}, `The picture could not be loaded. ${alt}`)), {
    once: true,
  });
  button.addEventListener("click", () => {
    const images = among ?? [{ url, alt }];
    hands.showImages(
      images,
      Math.max(
        images.findIndex((each) => ownAddress(each.url) === url),
        0,
      ),
    );
  });
  return image.spoiler ? veiled(button) : button;
}

/**
 * @param {import("./wire.js").Attachment[]} attachments
 * @param {import("./markdown-view.js").Hands} hands
 * @returns {HTMLElement|null}
 */
export function attachmentList(attachments, hands) {
  if (!attachments?.length) return null;
  const images = attachments.filter(isPicture);
  const rest = attachments.filter((each) => !isPicture(each));
  return el(
    "div.attachments",
    {},
    images.length
      ? gallery(
          images.map((each) => ({
            url: each.url,
            alt: each.description ?? each.filename,
            width: each.width,
            height: each.height,
            spoiler: each.filename.startsWith("SPOILER_"),
          })),
          hands,
        )
      : null,
    rest.map((each) => fileCard(each.url, each.filename, each.size)),
  );
}

/**
 * @param {{url: string, alt: string, width?: number|null, height?: number|null, spoiler?: boolean}[]} images
 * @param {import("./markdown-view.js").Hands} hands
 */
export function gallery(images, hands) {
  if (images.length === 1) return picture(images[0], hands, "wide");
  return el(
    "div.gallery",
    {},
    images.map((each) => picture(each, hands, "tile", images)),
  );
}

/** @param {string} url @param {string} name @param {number} [size] in bytes */
export function fileCard(url, name, size) {
  const address = ownAddress(url);
  if (!address) return outsideLink(url, name);
  return el(
    "p.file",
    {},
    icon("file"),
    el(
      "span.file-words",
      {},
      el("a", { href: address, download: name, target: "_blank", rel: "noopener" }, name),
      size === undefined ? null : el("span.muted", {}, readableSize(size)),
    ),
  );
}

/** @param {object} component a file (type 13) @param {import("./wire.js").Attachment[]} attachments of its message */
export function fileComponent(component, attachments) {
  const url = component.file.url;
  const known = attachments?.find((each) => each.url === url || each.id === component.file.attachment_id);
  const name = component.name ?? known?.filename ?? decodeURIComponent(url.split("?")[0].split("/").at(-1));
  const card = fileCard(url, name, component.size ?? known?.size);
  return component.spoiler ? veiled(card) : card;
}

/** @param {object} component a gallery (12) or a thumbnail (11) @param {import("./markdown-view.js").Hands} hands */
export function mediaComponent(component, hands) {
  const image = (item) => ({ ...item.media, url: item.media.url, alt: item.description ?? "", spoiler: item.spoiler });
  if (component.type === COMPONENT.thumbnail) return picture(image(component), hands, "thumbnail");
  return gallery(component.items.map(image), hands);
}

/**
 * The large view. Arrow keys leaf through the pictures, Escape closes it.
 * @param {{url: string, alt: string}[]} images
 * @param {number} at which one first
 */
export function showImages(images, at) {
  const holder = el("figure.large");
  const dialog = openDialog({ title: "Picture", className: "lightbox", body: holder });
  const show = () => {
    const { url, alt } = images[at];
    const address = ownAddress(url);
    fill(
      holder,
      el("img", { src: address, alt }),
      el(
        "figcaption",
        {},
        alt || "No description",
        " · ",
        el("a", { href: address, target: "_blank", rel: "noopener" }, "Open the original"),
        images.length > 1 ? ` · ${at + 1} of ${images.length}` : null,
      ),
    );
  };
  dialog.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step || images.length < 2) return;
    at = (at + step + images.length) % images.length;
    show();
  });
  show();
}

/** @param {HTMLElement} content @returns {HTMLElement} hidden until pressed */
export function veiled(content) {
  const holder = el("div.veil");
  const lift = el("button.lift", { type: "button" }, "Spoiler");
  lift.addEventListener("click", () => {
    holder.classList.add("lifted");
    lift.remove();
    content.removeAttribute("inert");
  });
  content.setAttribute("inert", "");
  add(holder, [content, lift]);
  return holder;
}

/** @param {string} url @returns {string|null} the path if this server has it */
function ownAddress(url) {
  try {
    const address = new URL(url, location.href);
    if (address.protocol === "blob:") return url;
    return address.host === location.host ? address.pathname + address.search : null;
  } catch {
    return null;
  }
}

function outsideLink(url, name) {
  if (!/^https?:\/\//.test(url ?? "")) return el("p.file.muted", {}, `${name}: ${url}`);
  return el(
    "p.file",
    {},
    icon("out"),
    el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, `${name} on ${new URL(url).host}`),
  );
}

function isPicture(attachment) {
  return attachment.content_type
    ? attachment.content_type.startsWith("image/")
    : /\.(png|jpe?g|gif|webp|svg)$/i.test(attachment.filename);
}

/** @param {number} bytes */
export function readableSize(bytes) {
  if (bytes < 1000) return `${bytes} bytes`;
  const [size, unit] = bytes < 1e6 ? [bytes / 1e3, "kB"] : [bytes / 1e6, "MB"];
  return `${size.toFixed(size < 10 ? 1 : 0)} ${unit}`;
}
