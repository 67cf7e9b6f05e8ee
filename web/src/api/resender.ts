import type { Waiting } from './outbox';
import { backoff } from './socket';

/** Sends what could not go, one after another in its order, until it went: at once when told that the server is back. */
export class Resender {
  #attempt = 0;
  #running = false;
  #stopped = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly due: () => readonly Waiting[],
    /** True when the server answered, whatever it said. */
    private readonly send: (entry: Waiting) => Promise<boolean>,
    private readonly random: () => number = Math.random,
  ) {}

  /** Something may be due. */
  wake(): void {
    if (this.#stopped || this.#running || this.#timer !== undefined || this.due().length === 0) return;
    this.#timer = setTimeout(() => this.#now(), backoff(this.#attempt, this.random));
  }

  /** The server is there again. */
  back(): void {
    this.#attempt = 0;
    this.#now();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  #now(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!this.#running) void this.#run();
  }

  async #run(): Promise<void> {
    this.#running = true;
    for (let one = this.due()[0]; one && !this.#stopped; one = this.due()[0]) {
      const answered = await this.send(one);
      this.#attempt = answered ? 0 : this.#attempt + 1;
      if (!answered) break;
    }
    this.#running = false;
    this.wake();
  }
}
