import { expect, type Page, test } from '@playwright/test';
import { signIn } from './desk';

const agent = (page: Page) => page.getByRole('combobox', { name: 'Default agent' }).first();
const language = (page: Page) => page.getByRole('combobox', { name: 'Language when the words' }).first();

async function save(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeHidden();
}

test('two people who change a number at once lose nothing of what they chose', async ({
  page,
  browser,
  baseURL,
}) => {
  const context = await browser.newContext({ ...(baseURL && { baseURL }) });
  const other = await context.newPage();
  for (const one of [page, other]) {
    await signIn(one);
    await one.goto('/settings/channels');
  }
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
  // As it was.
  await agent(page).selectOption('');
  await language(page).selectOption('');
  await save(page);
  await context.close();
});
