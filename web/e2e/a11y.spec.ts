import { expect, test } from '@playwright/test';
import { signIn } from './desk';
import { everyLook } from './looks';
import { customer } from './meta';
import { PAGES } from './pages';
import { visit } from './settled';

test.use({ viewport: { width: 360, height: 740 } });

test('every page is free of axe findings and scrolls in one direction only', async ({ page, request }) => {
  test.setTimeout(240_000);
  const name = `Wulan ${Date.now() % 100_000}`;
  await (await customer(request, name)).says('Halo, berapa ongkir ke Bandung?');
  await page.goto('/login');
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await everyLook(page, '/login');
  await page.setViewportSize({ width: 360, height: 740 });
  await signIn(page);
  await page.getByRole('option', { name }).click();
  const messages = page.getByRole('region', { name: `Messages with ${name}` });
  await expect(messages).toBeVisible();
  const thread = new URL(page.url()).pathname;
  await messages.getByRole('button', { name: 'Message actions' }).first().click();
  await page.getByRole('menuitem', { name: 'Show evidence' }).click();
  await expect(page).toHaveURL(/\/evidence\/./);
  const evidence = new URL(page.url()).pathname;

  for (const path of [thread, evidence, ...PAGES]) {
    // Every page comes up narrow, as on a phone, and is then made wide.
    await page.setViewportSize({ width: 360, height: 740 });
    await visit(page, path);
    await everyLook(page, path, {
      before: (look) => expect(page.getByRole('heading', { level: 1 }), look).toHaveCount(1),
    });
  }
});
