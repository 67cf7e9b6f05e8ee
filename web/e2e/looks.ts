import { expect, type Page } from '@playwright/test';
import { violations } from './desk';

const WIDTHS = [360, 1280] as const;
const HEIGHT = 740;
type Theme = 'light' | 'dark';

interface Looks {
  /** Of the page; all of it otherwise. */
  within?: string;
  widths?: readonly number[];
  themes?: readonly Theme[];
  /** What must hold before one looks, in every width: no theme changes it. */
  before?: (look: string) => Promise<void>;
  /** What else is done with a look. */
  after?: (width: number, theme: Theme) => Promise<void>;
}

/** Colours change a little after they are told to. */
const atRest = (page: Page) =>
  page.evaluate(async () => {
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const ends = document.getAnimations().filter((one) => one.effect?.getTiming().iterations === 1);
    // One that is paused, or whose element went, may never tell.
    const late = new Promise((done) => setTimeout(done, 2000));
    await Promise.race([Promise.allSettled(ends.map((one) => one.finished)), late]);
  });

/**
 * What is open is free of axe findings in both widths and themes, and scrolls in one direction only. It is not opened
 * anew for each: a theme changes colours alone, so only those are looked at again. Ends wide and light.
 */
export async function everyLook(page: Page, what: string, looks: Looks = {}): Promise<void> {
  const themes = looks.themes ?? ['dark', 'light'];
  const widths = looks.widths ?? WIDTHS;
  for (const [turn, width] of widths.entries()) {
    await page.setViewportSize({ width, height: HEIGHT });
    // To change the theme paints everything anew: each width begins with the one that the last has ended with.
    const back = (widths.length - turn) % 2 === 0;
    for (const [nth, theme] of (back ? themes.toReversed() : themes).entries()) {
      const look = `${what}, ${width} px, ${theme}`;
      if (nth > 0 || turn === 0) await page.emulateMedia({ colorScheme: theme });
      if (nth === 0) {
        // In another width another page may stand here, and its file may be on its way.
        if (!looks.within) await expect(page.locator('h1').first(), look).toBeAttached();
        await looks.before?.(look);
      }
      await atRest(page);
      // A busy machine may paint a look later than it was told to; what is wrong stays wrong.
      const found = () => violations(page, looks.within, nth === 0 ? 'all' : 'colours');
      await expect.poll(found, { message: look, timeout: 15_000 }).toEqual([]);
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(sideways, look).toBeLessThanOrEqual(0);
      await looks.after?.(width, theme);
    }
  }
}
