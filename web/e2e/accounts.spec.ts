import { type Browser, expect, type Page, test } from '@playwright/test';
import { everyLook } from './looks';
import { code, type OwnHouse, ownHouse } from './own-house';
import { settled } from './settled';

test.describe.configure({ mode: 'serial' });

const EMAIL = 'rina@toko.example';
const PASSWORD = 'kopi susu gula aren';
let house: OwnHouse;
let page: Page;
let spares: string[] = [];

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  house = await ownHouse('anew');
  page = await browser.newPage({ baseURL: house.url, reducedMotion: 'reduce', locale: 'en-GB' });
});

test.afterAll(async () => {
  await house?.stop();
});

/** Looks at a page in both widths and themes. */
async function looksRight(what: string): Promise<void> {
  await settled(page);
  const folder = process.env.LOKET_PICTURES;
  await everyLook(page, what, {
    after: async (width, theme) => {
      if (folder) await page.screenshot({ path: `${folder}/${what}-${width}-${theme}.png` });
    },
  });
}

async function signOut(): Promise<void> {
  await page.goto('/inbox');
  await page.getByRole('button', { name: /Account/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
}

async function typePassword(): Promise<void> {
  await page.getByLabel('E-mail').fill(EMAIL);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

test('a newcomer makes the house their own with the printed link, once', async () => {
  test.setTimeout(120_000);
  await page.goto('/setup');
  await expect(page.getByText('The link is not whole')).toBeVisible();
  await page.goto(house.setup);
  await page.reload();
  await page.goto('about:blank');
  await page.goto(house.setup);
  await expect(page.getByRole('heading', { name: 'Set up Loket' })).toBeVisible();
  expect(page.url(), 'no history keeps the token').not.toContain('#');
  await looksRight('setup');
  await page.getByRole('button', { name: /Connect a real Meta app/ }).click();
  await expect(page.getByText('Address: needs attention')).toBeVisible();
  await expect(page.getByText(/LOKET_PUBLIC_URL/)).toBeVisible();
  await looksRight('setup-meta');
  await page.getByRole('button', { name: 'Back' }).click();
  await page.getByRole('button', { name: /Start with the sandbox/ }).click();
  for (const name of ['Database', 'Encryption key', 'Address', 'Clock']) {
    await expect(page.getByText(`${name}: well`)).toBeVisible();
  }
  await page.getByLabel('Your name').fill('Rina');
  await page.getByLabel('Your e-mail').fill(EMAIL);
  await page.getByLabel('Your password', { exact: true }).fill('short');
  await page.getByRole('button', { name: 'Open the desk' }).click();
  await expect(page.getByRole('alert')).toContainText('at least 10 characters');
  await page.getByLabel('Your password', { exact: true }).fill(PASSWORD);
  await looksRight('setup-sandbox');
  await page.getByRole('button', { name: 'Open the desk' }).click();
  await page.getByRole('link', { name: 'Take the first steps' }).click();
  await expect(page.getByRole('heading', { name: 'First steps' })).toBeVisible();
  await expect(page.getByText('3 of 5 done')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Open the phone' })).toBeVisible();
  await looksRight('welcome');
  await page.goto(house.setup);
  await expect(page.getByRole('heading', { name: 'Nothing is here' })).toBeAttached();
});

test('codes of an app are asked for, and recovery codes stand in for them', async () => {
  test.setTimeout(90_000);
  await page.goto('/settings/security');
  await looksRight('security');
  await page.getByRole('button', { name: 'Set up' }).click();
  const dialog = page.getByRole('dialog', { name: 'Codes from an app' });
  await expect(dialog.getByRole('img', { name: 'Picture for the authenticator app' })).toBeVisible();
  await looksRight('codes');
  const secret = (await dialog.locator('code').innerText()).trim();
  await dialog.getByLabel('Code', { exact: true }).fill('000000');
  await dialog.getByRole('button', { name: 'Turn on' }).click();
  await expect(dialog.getByRole('alert')).toBeVisible();
  await dialog.getByLabel('Code', { exact: true }).fill(code(secret));
  await dialog.getByRole('button', { name: 'Turn on' }).click();
  const recovery = page.getByRole('dialog', { name: 'Recovery codes' });
  await expect(recovery.getByRole('listitem')).toHaveCount(10);
  await looksRight('recovery');
  spares = await recovery.getByRole('listitem').allInnerTexts();
  const [spare = ''] = spares;
  await recovery.getByRole('button', { name: 'I have kept them' }).click();
  await expect(page.getByText('10 recovery codes are left.')).toBeVisible();

  await signOut();
  await typePassword();
  await expect(page.getByLabel('Code', { exact: true })).toBeFocused();
  await looksRight('login-code');
  // The code of the next step: this one may have been taken already.
  const taken = code(secret, 1);
  await page.getByLabel('Code', { exact: true }).fill(taken);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Inbox' })).toBeVisible();

  await signOut();
  await typePassword();
  await page.getByLabel('Code', { exact: true }).fill(taken);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('This code is not right');
  await page.getByLabel('Code', { exact: true }).fill(spare);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Inbox' })).toBeVisible();
});

test('a passkey stands for password and code', async () => {
  test.setTimeout(60_000);
  const debug = await page.context().newCDPSession(page);
  await debug.send('WebAuthn.enable');
  await debug.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await page.goto('/settings/security');
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await expect(page.getByText('The passkey is added.')).toBeVisible();
  await expect(page.getByRole('button', { name: /Remove passkey Chrome/ })).toBeVisible();
  // No look at the pages in between: a debugger that leaves takes the simulated device along.
  await signOut();
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await expect(page.getByRole('heading', { name: 'Inbox' })).toBeVisible();
  await page.goto('/settings/security');
  await expect(page.getByText(/Last used/)).toBeVisible();
  await looksRight('passkeys');
  await signOut();
  await looksRight('login');
  await typePassword();
  await page.getByLabel('Code', { exact: true }).fill(spares[1] ?? '');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Inbox' })).toBeVisible();
});

test('what is dangerous asks once more and is then done', async () => {
  let asked = false;
  await page.route('**/api/v1/api-keys', async (route) => {
    if (route.request().method() !== 'POST' || asked) return route.fallback();
    asked = true;
    const problem = {
      type: 'about:blank',
      status: 403,
      code: 'confirm_needed',
      title: 'Show again who you are',
    };
    return route.fulfill({ status: 403, contentType: 'application/problem+json', json: problem });
  });
  await page.goto('/settings/api-keys');
  await expect(page.getByText('No keys yet')).toBeVisible();
  await looksRight('api-keys-empty');
  await page.getByRole('button', { name: 'Make a key' }).click();
  const dialog = page.getByRole('dialog', { name: 'Make a key' });
  await dialog.getByLabel('Name', { exact: true }).fill('till');
  await looksRight('api-keys-new');
  await dialog.getByRole('button', { name: 'Make a key' }).click();
  const again = page.getByRole('dialog', { name: 'Is it you?' });
  await expect(again).toBeVisible();
  await looksRight('step-up');
  await again.getByLabel('Password', { exact: true }).fill('not the password');
  await again.getByRole('button', { name: 'Go on' }).click();
  await expect(again.getByRole('alert')).toHaveText('The password is not right.');
  await again.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await again.getByRole('button', { name: 'Go on' }).click();
  await again.getByLabel('Code', { exact: true }).fill(spares[2] ?? '');
  await again.getByRole('button', { name: 'Go on' }).click();
  await expect(dialog.getByText(/^wak_/)).toBeVisible();
  await dialog.getByRole('button', { name: 'I have copied it' }).click();
  await expect(page.getByText('Never used')).toBeVisible();
  await looksRight('api-keys');
  await page.unroute('**/api/v1/api-keys');
});

async function guest(browser: Browser, link: string): Promise<Page> {
  const other = await browser.newPage({ baseURL: house.url, reducedMotion: 'reduce', locale: 'en-GB' });
  await other.goto(link);
  return other;
}

test('a guest is invited, comes in, and sees why they may not do things', async ({ browser }) => {
  test.setTimeout(90_000);
  await page.goto('/settings/team');
  await page.getByRole('button', { name: 'Invite', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Invite somebody' });
  await dialog.getByLabel('E-mail').fill('wulan@toko.example');
  await dialog.getByRole('radio', { name: /Viewer/ }).check();
  await looksRight('invite-new');
  await dialog.getByRole('button', { name: 'Make the invitation' }).click();
  const link = (await dialog.locator('code').innerText()).trim();
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(page.getByText('wulan@toko.example')).toBeVisible();

  const other = await guest(browser, link);
  await expect(other.getByRole('heading', { name: 'Join Toko Angin' })).toBeVisible();
  await other.getByLabel('Your name').fill('Wulan');
  await other.getByLabel('New password', { exact: true }).fill(PASSWORD);
  await other.getByRole('button', { name: 'Join' }).click();
  await expect(other.getByRole('heading', { name: 'First steps' })).toBeVisible();
  await other.goto('/settings/team');
  const invite = other.getByRole('button', { name: /^Invite/ });
  await expect(invite).toHaveAttribute('aria-disabled', 'true');
  await expect(invite).toHaveAccessibleDescription(
    'You need the “Manage the team” permission. Ask Rina (owner).',
  );
  await other.goto('/settings/api-keys');
  await expect(other.getByText(/You need the “Manage API keys” permission/).first()).toBeVisible();

  const late = await guest(browser, link);
  await expect(late.getByText('This link does not work any more')).toBeVisible();

  await page.reload();
  await page.getByLabel('Role of Wulan').selectOption('agent');
  await expect(page.getByText('Wulan is now Agent.')).toBeVisible();
  await looksRight('team');
  await page.getByRole('button', { name: 'Make a password link for Wulan' }).click();
  const reset = (await page.getByRole('dialog').locator('code').innerText()).trim();
  await looksRight('reset-link');
  await page.keyboard.press('Escape');
  await other.goto('about:blank');
  await other.goto(reset);
  await other.getByLabel('New password', { exact: true }).fill('teh manis hangat');
  await other.getByRole('button', { name: 'Set password' }).click();
  await expect(other.getByText('Your password is set')).toBeVisible();

  await page.getByRole('button', { name: 'Remove Wulan' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(page.getByText('Wulan is no longer in the team.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Remove Rina' })).toHaveAttribute('aria-disabled', 'true');
});

test('guessing is stopped, and the pages in front of the desk look right', async () => {
  test.setTimeout(60_000);
  await signOut();
  await page.getByLabel('E-mail').fill('nobody@toko.example');
  for (let guess = 0; guess < 6; guess += 1) {
    await page.getByLabel('Password', { exact: true }).fill(`guess number ${guess}`);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(page.getByRole('alert')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeEnabled();
  }
  await expect(page.getByRole('alert')).toContainText('Too many tries');
  await looksRight('login-locked');
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await expect(page.getByText('Ask an owner or administrator')).toBeVisible();
  await looksRight('forgot');
  await page.goto('/reset#not-a-token');
  await looksRight('reset');
  await page.goto('/invite#not-a-token');
  await expect(page.getByText('This link does not work any more')).toBeVisible();
  await looksRight('invite-over');
});
