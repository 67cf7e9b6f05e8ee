import type { Frame, LiveEvent, Presence } from './types-admin';

export type Link =
  | { state: 'connecting' }
  | { state: 'open' }
  /** Nothing arrives; the next try is at `retryAt` by the browser's clock. */
  | { state: 'waiting'; retryAt: number };

export interface Ears {
  onEvent: (event: LiveEvent) => void;
  onPresence: (presence: Presence) => void;
  /** The server's clock was moved. */
  onClock: (now: string) => void;
  onLink: (link: Link) => void;
  /** Something may have been missed: read again what is shown. */
  onGap: () => void;
  /** The session ended. */
  onSignedOut: () => void;
}

/** The server's close code: sign in again. */
const SIGNED_OUT = 4401;

/** Milliseconds to the next try: doubling from half a second to half a minute, never in step with others. */
export function backoff(attempt: number, random: () => number): number {
  const ceiling = Math.min(30_000, 500 * 2 ** attempt);
  return Math.round(ceiling / 2 + (ceiling / 2) * random());
}

/** One live connection that resumes where it stopped. */
export class LiveSocket {
  #seq: number | null = null;
  #attempt = 0;
  #socket: WebSocket | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  constructor(
    private readonly address: (after: number | null) => string,
    private readonly ears: Ears,
    private readonly open: (url: string) => WebSocket = (url) => new WebSocket(url),
  ) {
    this.connect();
  }

  /** Tries at once, whatever the countdown says. */
  connect(): void {
    if (this.#closed || this.#socket) return;
    clearTimeout(this.#timer);
    this.ears.onLink({ state: 'connecting' });
    const socket = this.open(this.address(this.#seq));
    this.#socket = socket;
    socket.onmessage = (message) => this.#hear(String(message.data));
    socket.onclose = ({ code }) => {
      this.#lost(socket);
      if (code === SIGNED_OUT) this.ears.onSignedOut();
    };
  }

  send(frame: unknown): void {
    if (this.#socket?.readyState === 1) this.#socket.send(JSON.stringify(frame));
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#socket?.close();
    this.#socket = null;
  }

  /** The network is gone for sure: do not wait for the socket to notice. */
  drop(): void {
    const socket = this.#socket;
    if (!socket) return;
    this.#lost(socket);
    socket.close();
  }

  #lost(socket: WebSocket): void {
    if (this.#socket !== socket) return;
    this.#socket = null;
    if (this.#closed) return;
    const wait = backoff(this.#attempt, Math.random);
    this.#attempt += 1;
    this.ears.onLink({ state: 'waiting', retryAt: Date.now() + wait });
    this.#timer = setTimeout(() => this.connect(), wait);
  }

  #hear(text: string): void {
    const frame = parse(text);
    if (!frame) return;
    switch (frame.type) {
      case 'hello':
        this.#attempt = 0;
        this.ears.onLink({ state: 'open' });
        // What was read before the first hello may be older than its number.
        if (this.#seq === null || !frame.resumed) {
          this.#seq = frame.seq;
          this.ears.onGap();
        }
        return;
      case 'event':
        if (this.#seq !== null && frame.seq <= this.#seq) return;
        this.#seq = frame.seq;
        this.ears.onEvent(frame);
        return;
      case 'clock':
        this.ears.onClock(frame.now);
        return;
      case 'presence':
        this.ears.onPresence(frame);
    }
  }
}

function parse(text: string): Frame | null {
  try {
    const frame = JSON.parse(text) as Frame;
    return typeof frame === 'object' && frame !== null && 'type' in frame ? frame : null;
  } catch {
    return null;
  }
}
