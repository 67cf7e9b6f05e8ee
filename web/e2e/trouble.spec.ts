import { expect, test } from '@playwright/test';
import { signIn } from './desk';
import { picture } from './fresh-desk';

test('what people run into is found, and leads to where it is put right', async ({ page }) => {
  await signIn(page);
  await page.goto('/settings/error-codes');
  const troubles = page.getByRole('region', { name: 'Troubleshooting' });
  await expect(troubles.getByRole('listitem')).toHaveCount(17);
  await picture(page, 'troubleshooting');
  await page.getByRole('searchbox').fill('131037');
  await expect(troubles.getByRole('heading')).toHaveText([
    'Troubleshooting',
    'Messages sent but not received',
  ]);
  await troubles.getByRole('link', { name: 'See display name' }).click();
  await expect(page).toHaveURL(/\/admin\/whatsapp-settings\?see=profile$/);
  await page.goto('/settings/error-codes?q=template+not+found');
  await troubles.getByRole('link', { name: 'Sync templates' }).click();
  await expect(page).toHaveURL(/\/settings\/channels$/);
});

test('a disconnection says what goes and what stays', async ({ page }) => {
  await signIn(page);
  await page.goto('/settings/channels');
  await page.getByRole('button', { name: 'Disconnect' }).first().click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('region', { name: 'This goes' }).getByRole('listitem')).toHaveCount(3);
  await expect(dialog.getByRole('region', { name: 'This stays' }).getByRole('listitem')).toHaveCount(2);
  await picture(page, 'disconnect');
  await dialog.getByRole('link', { name: 'Go to deregistering' }).click();
  await expect(page.getByRole('button', { name: 'Deregister this number' })).toBeVisible();
});

test('what one needs before a number is connected is named there', async ({ page }) => {
  await signIn(page);
  await page.goto('/settings/channels/new');
  await page.getByText('What you need before').click();
  await expect(page.getByText('Permission to manage the business on Meta.')).toBeVisible();
  await picture(page, 'connect-before');
});
