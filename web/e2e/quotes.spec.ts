import { expect, test } from '@playwright/test';
import { signIn } from './desk';
import { control, tell } from './meta';

/** More pages of the thread than come by themselves. */
const MANY = 160;

test('a quote of long ago leads to its message: earlier pages come until it is there', async ({
  page,
  request,
}) => {
  test.setTimeout(120_000);
  const name = `Kutip ${Date.now() % 100_000}`;
  const { customer } = (await tell(request, '/customers', { name })) as { customer: { id: string } };
  const { wabas } = (await (await request.get(`${control()}/wabas`)).json()) as {
    wabas: { name: string; numbers: { phone_number_id: string }[] }[];
  };
  const number = wabas.find((one) => one.name === 'Toko Angin')?.numbers[0]?.phone_number_id;
  const says = async (text: string, reply_to?: string) => {
    const inbound = { phone_number_id: number, customer: customer.id, text, reply_to };
    return ((await tell(request, '/inbound', inbound)) as { id: string }).id;
  };
  const first = await says('Yang paling pertama');
  for (let n = 0; n < MANY; n += 1) await says(`Pesan ${n}`);
  await signIn(page);
  // All of them are here before the thread is looked at.
  const row = page.getByRole('option', { name }).filter({ hasText: `Pesan ${MANY - 1}` });
  await expect(row).toBeVisible({ timeout: 60_000 });
  await row.click();
  const thread = page.getByRole('region', { name: `Messages with ${name}` });
  await expect(thread.getByText(`Pesan ${MANY - 1}`)).toBeVisible({ timeout: 30_000 });
  await says('Soal ini', first);
  const quote = thread.getByRole('button', { name: /Yang paling pertama/ });
  await expect(quote).toBeVisible({ timeout: 20_000 });
  await expect(thread.getByText('Yang paling pertama')).toHaveCount(1);
  await quote.click();
  const message = thread.getByRole('listitem').filter({ hasText: 'Yang paling pertama' }).first();
  await expect(message).toBeFocused({ timeout: 20_000 });
  await expect(message).toBeInViewport();
});
