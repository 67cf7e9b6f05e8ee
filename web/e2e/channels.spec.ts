import { readFileSync } from 'node:fs';
import { type APIRequestContext, type Browser, expect, type Page, test } from '@playwright/test';
import { signIn } from './desk';
import { picture } from './fresh-desk';
import { control, tell } from './meta';

const agent = (page: Page) => page.getByRole('combobox', { name: 'Default agent' }).first();
const language = (page: Page) => page.getByRole('combobox', { name: 'Language when the words' }).first();

async function save(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeHidden();
}

/** What the demo's numbers have of their own, and how conversations find somebody: to be put back, however a test ends. */
async function kept(request: APIRequestContext): Promise<() => Promise<void>> {
  const file = process.env.LOKET_DEMO_JSON;
  if (!file) throw new Error('LOKET_DEMO_JSON is not set');
  const { api_key } = JSON.parse(readFileSync(file, 'utf8')) as { api_key: string };
  const headers = { authorization: `Bearer ${api_key}` };
  const base = `${process.env.LOKET_URL}/api/v1`;
  const { items } = (await (await request.get(`${base}/channels`, { headers })).json()) as {
    items: { id: string }[];
  };
  const had = await Promise.all(
    [`${base}/assignment`, ...items.map(({ id }) => `${base}/channels/${id}/defaults`)].map(async (url) => ({
      url,
      data: await (await request.get(url, { headers })).json(),
    })),
  );
  return async () => {
    for (const { url, data } of had) {
      expect((await request.put(url, { headers, data })).ok()).toBe(true);
    }
  };
}

let putBack: () => Promise<void>;
test.beforeEach(async ({ request }) => {
  putBack = await kept(request);
});
test.afterEach(() => putBack());

/** Two browsers of the same page. */
async function two(page: Page, browser: Browser, baseURL: string | undefined, path: string): Promise<Page> {
  const context = await browser.newContext({ ...(baseURL && { baseURL }) });
  const other = await context.newPage();
  for (const one of [page, other]) {
    await signIn(one);
    await one.goto(path);
  }
  return other;
}

test('two people who change a number at once lose nothing of what they chose', async ({
  page,
  browser,
  baseURL,
}) => {
  const other = await two(page, browser, baseURL, '/settings/channels');
  await language(page).selectOption('en');
  await agent(other).selectOption({ index: 1 });
  const chosen = await agent(other).inputValue();
  await save(other);
  // What the other saved comes in, and what is being chosen here stays.
  await expect(agent(page)).toHaveValue(chosen);
  await expect(language(page)).toHaveValue('en');
  await expect(page.getByText('Somebody else saved other values')).toBeHidden();
  await language(other).selectOption('es');
  await save(other);
  await expect(page.getByText('Somebody else saved other values')).toBeVisible();
  await expect(language(page)).toHaveValue('en');
  await save(page);
  await expect(language(other)).toHaveValue('en');
  await page.reload();
  await expect(agent(page)).toHaveValue(chosen);
  await expect(language(page)).toHaveValue('en');
  await other.context().close();
});

test('two people who change how conversations find somebody lose nothing of it', async ({
  page,
  browser,
  baseURL,
}) => {
  const other = await two(page, browser, baseURL, '/settings/assignment');
  const turn = (one: Page) => one.getByRole('radio', { name: /^In turn/ });
  const away = (one: Page) => one.getByRole('spinbutton', { name: 'Minutes offline' });
  const room = (one: Page) => one.getByRole('spinbutton', { name: 'Open conversations per person' });
  const keep = async (one: Page) => {
    await one.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(one.getByText('Saved. Conversations that wait').last()).toBeVisible();
  };
  await expect(page.getByRole('radio', { name: /^People take them/ })).toBeChecked();
  for (const one of [page, other]) await turn(one).check();
  await room(page).fill('7');
  await away(other).fill('33');
  await keep(other);
  await expect(away(page)).toHaveValue('33');
  await expect(room(page)).toHaveValue('7');
  await room(other).fill('9');
  await keep(other);
  await expect(page.getByText('Somebody else saved other values')).toBeVisible();
  await expect(room(page)).toHaveValue('7');
  await other.context().close();
});

test('why Meta rejected a template stands on the number’s card until it is approved', async ({
  page,
  request,
}) => {
  const { templates } = (await (await request.get(`${control()}/templates`)).json()) as {
    templates: { id: string; name: string; status: string }[];
  };
  const one = templates.find((template) => template.status === 'APPROVED');
  if (!one) throw new Error('no template is approved');
  await signIn(page);
  await page.goto('/settings/channels');
  const card = page.getByRole('group', { name: 'Templates', exact: true }).first();
  await expect(card.getByText(/can be sent/)).toBeVisible();
  const alerts = page.getByRole('dialog', { name: 'Alerts' });
  const told = alerts.getByRole('listitem').filter({ hasText: `Meta rejected the template ${one.name}` });
  try {
    await tell(request, `/templates/${one.id}/reject`, { reason: 'PROMOTIONAL' });
    await expect(card.getByText('Rejected: Meta finds it promotional')).toBeVisible();
    await tell(request, `/templates/${one.id}/reject`, { reason: 'INVALID_FORMAT' });
    const row = card.getByRole('listitem').filter({ hasText: one.name });
    await expect(row).toContainText('Rejected: Meta cannot take its form');
    await expect(row).toContainText(
      'Meta says: The content does not follow the format rules. Check variables',
    );
    await row.scrollIntoViewIfNeeded();
    await picture(page, 'rejected-template');
    await page.getByRole('button', { name: /^Alerts/ }).click();
    await expect(told).toBeVisible();
    await picture(page, 'alerts-template');
    await page.keyboard.press('Escape');
  } finally {
    await tell(request, `/templates/${one.id}/approve`);
  }
  await expect(card.getByText('Rejected:')).toBeHidden();
  await page.getByRole('button', { name: /^Alerts/ }).click();
  await expect(alerts.getByRole('region', { name: 'Over in the last 7 days' })).toContainText(one.name);
});
