import type { Waiting } from './outbox';
import { backoff } from './socket';

/**
 * Sends what could not go, each conversation in its order, until it went: at once when told that the server is back.
 * What does not go holds up its own conversation only.
 */
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
    const stuck = new Set<string>();
    const next = () => this.due().find((one) => !stuck.has(one.conversation));
    for (let one = next(); one && !this.#stopped; one = next()) {
      if (!(await this.send(one))) stuck.add(one.conversation);
    }
    this.#attempt = stuck.size > 0 ? this.#attempt + 1 : 0;
    this.#running = false;
    this.wake();
  }
}
