/**
 * The live line to the server. It dials again by itself, waiting longer each time, and hands frames on as they come;
 * what they mean is the store's business.
 */

const FIRST_WAIT = 400;
const LONGEST_WAIT = 10_000;

/** A socket for one person, which stays up until it is closed. */
export class PageSocket {
  #as;
  #onFrame;
  #onState;
  #socket = null;
  #timer = 0;
  #failures = 0;
  #closed = false;

  /**
   * @param {string} as id of the person, or "" when the page does not know anybody yet
   * @param {(frame: any) => void} onFrame
   * @param {(state: "open"|"waiting", seconds: number) => void} onState
   */
  constructor(as, onFrame, onState) {
    this.#as = as;
    this.#onFrame = onFrame;
    this.#onState = onState;
    window.addEventListener("online", this.retry);
    this.#dial();
  }

  /** Dials at once instead of waiting. Does nothing while the line is up. */
  retry = () => {
    if (this.#closed || this.#socket) return;
    clearTimeout(this.#timer);
    this.#dial();
  };

  /** Hangs up for good. */
  close() {
    this.#closed = true;
    clearTimeout(this.#timer);
    window.removeEventListener("online", this.retry);
    this.#socket?.close();
  }

  #dial() {
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const query = this.#as ? `?as=${encodeURIComponent(this.#as)}` : "";
    const socket = new WebSocket(`${scheme}://${location.host}/page/socket${query}`);
    this.#socket = socket;
    socket.addEventListener("message", (event) => {
      if (this.#closed) return;
      const frame = JSON.parse(event.data);
      if (frame.t === "hello") {
        this.#failures = 0;
        this.#onState("open", 0);
      }
      this.#onFrame(frame);
    });
    socket.addEventListener("close", () => {
      this.#socket = null;
      if (this.#closed) return;
      // A little chance in the wait keeps many open pages from dialling in step after a restart.
      const wait = Math.min(FIRST_WAIT * 2 ** this.#failures, LONGEST_WAIT) * (0.75 + Math.random() / 2);
      this.#failures += 1;
      this.#onState("waiting", wait / 1000);
      this.#timer = setTimeout(() => this.#dial(), wait);
    });
  }
}
