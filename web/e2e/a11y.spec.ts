import { expect, test } from '@playwright/test';
import { signIn, violations, writeAsCustomer } from './desk';
import { PAGES } from './pages';

for (const width of [1280, 360]) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test.describe(`${width} px, ${colorScheme}`, () => {
      test.use({ viewport: { width, height: 740 }, colorScheme });

      test('every page is free of axe findings and scrolls in one direction only', async ({
        page,
        context,
      }) => {
        test.setTimeout(120_000);
        await page.goto('/login');
        await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
        expect(await violations(page), '/login').toEqual([]);

        await signIn(page);
        const name = `Wulan ${Date.now() % 100_000}`;
        await writeAsCustomer(await context.newPage(), name, 'Halo, berapa ongkir ke Bandung?');
        await page.bringToFront();
        await page.getByRole('option', { name }).click();
        await expect(page.getByRole('region', { name: `Messages with ${name}` })).toBeVisible();
        const thread = new URL(page.url()).pathname;

        const messages = page.getByRole('region', { name: `Messages with ${name}` });
        await messages.getByRole('button', { name: 'Message actions' }).first().click();
        await page.getByRole('menuitem', { name: 'Show evidence' }).click();
        await expect(page).toHaveURL(/\/evidence\/./);
        const evidence = new URL(page.url()).pathname;

        for (const path of [thread, evidence, ...PAGES]) {
          await page.goto(path);
          await page.waitForLoadState('networkidle');
          await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
          expect(await violations(page), path).toEqual([]);
          const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          expect(sideways, path).toBeLessThanOrEqual(0);
        }
      });
    });
  }
}
