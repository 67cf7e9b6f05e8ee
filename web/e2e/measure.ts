import type { Locator, Page } from '@playwright/test';

/** From the press to the frame that shows it, in milliseconds. */
export async function measure(page: Page, keys: readonly string[]): Promise<number[]> {
  await page.evaluate(() => {
    const w = window as unknown as { took: number[] };
    w.took = [];
    addEventListener(
      'keydown',
      (event) => {
        const from = event.timeStamp;
        requestAnimationFrame(() => {
          const channel = new MessageChannel();
          channel.port1.onmessage = () => w.took.push(performance.now() - from);
          channel.port2.postMessage(null);
        });
      },
      true,
    );
  });
  for (const key of keys) {
    await page.keyboard.press(key);
    await page.waitForTimeout(60);
  }
  return page.evaluate(() => (window as unknown as { took: number[] }).took);
}

/** From the next click to the frame that shows what it brings, in milliseconds. */
export async function clickToSee(page: Page, selector: string): Promise<() => Promise<number>> {
  await page.evaluate((wanted) => {
    const w = window as unknown as { seen: Promise<number> };
    w.seen = new Promise((done) => {
      const from = (event: MouseEvent) => {
        const look = () => {
          if (!document.querySelector(wanted)) return requestAnimationFrame(look);
          const channel = new MessageChannel();
          channel.port1.onmessage = () => done(performance.now() - event.timeStamp);
          channel.port2.postMessage(null);
        };
        requestAnimationFrame(look);
      };
      addEventListener('click', from, { capture: true, once: true });
    });
  }, selector);
  return () => page.evaluate(() => (window as unknown as { seen: Promise<number> }).seen);
}

/** What was measured, beside the test's own line. */
export const tell = (words: string) => void process.stdout.write(`    ${words}\n`);

export function p95(all: readonly number[]): number {
  const sorted = [...all].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN;
}

/** Scrolls a box up as a wheel does, and says how long each frame took, in milliseconds. */
export function scrollUp(box: Locator, frames: number): Promise<number[]> {
  return box.evaluate((element, count) => {
    return new Promise<number[]>((done) => {
      const took: number[] = [];
      let before = performance.now();
      const step = (now: number) => {
        took.push(now - before);
        before = now;
        element.scrollTop -= 150;
        if (took.length < count) requestAnimationFrame(step);
        else done(took.slice(1));
      };
      requestAnimationFrame(step);
    });
  }, frames);
}
