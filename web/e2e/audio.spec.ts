import { expect, type Page, test } from '@playwright/test';
import { signIn, violations, writeAsCustomer } from './desk';
import { changes } from './moments';

const RUN = Date.now() % 1_000_000;

/** Somebody new writes, then sends what `send` does on their phone; the desk shows the thread. */
async function heardFrom(page: Page, name: string, send: (phone: Page) => Promise<void>) {
  await signIn(page);
  const phone = await page.context().newPage();
  await writeAsCustomer(phone, name, 'Dengarkan ini');
  await send(phone);
  await page.bringToFront();
  await page.getByRole('option', { name }).click();
  return page.getByRole('region', { name: `Messages with ${name}` });
}

async function voiceNote(phone: Page): Promise<void> {
  await phone.getByRole('button', { name: 'Attach' }).click();
  await phone.getByRole('button', { name: 'Voice note' }).click();
}

test('a voice message is played, sought and sped up without a pointer', async ({ page }) => {
  const thread = await heardFrom(page, `Suara ${RUN}`, voiceNote);
  const player = thread.getByRole('group', { name: 'Voice message' });
  const line = player.getByRole('slider', { name: 'Position' });
  await expect(line).toHaveAttribute('aria-valuetext', '0:00 of 0:02');
  await expect.poll(() => violations(page), { timeout: 15_000 }).toEqual([]);

  await line.focus();
  await page.keyboard.press('End');
  await expect(line).toHaveAttribute('aria-valuetext', '0:02 of 0:02');
  await page.keyboard.press('Home');
  for (let press = 0; press < 5; press += 1) await page.keyboard.press('ArrowRight');
  await expect(line).toHaveAttribute('aria-valuetext', '0:01 of 0:02');

  await page.keyboard.press('Home');
  await player.getByRole('button', { name: 'Speed: 1×' }).press('Enter');
  const offered = await changes(player.getByRole('button', { name: 'Play' }), 'aria-label');
  await player.getByRole('button', { name: 'Play' }).press('Enter');
  // It ends by itself, and can be heard again.
  await expect.poll(offered).toEqual(['Pause', 'Play']);
  await expect(line).toHaveAttribute('aria-valuetext', '0:02 of 0:02');
  const rate = () => player.locator('audio').evaluate((audio: HTMLAudioElement) => audio.playbackRate);
  expect(await rate()).toBe(1.5);
});

test('what this browser cannot play is offered to keep', async ({ page }) => {
  const thread = await heardFrom(page, `Rusak ${RUN}`, async (phone) => {
    await phone.locator('#file').setInputFiles({
      name: 'rusak.mp3',
      mimeType: 'audio/mpeg',
      buffer: Buffer.from('ID3 and then nothing that could be heard'),
    });
  });
  const offer = thread.getByRole('button', { name: /This browser cannot play it/ });
  const kept = page.waitForEvent('download');
  await offer.click();
  await kept;
});
