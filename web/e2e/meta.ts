import { type APIRequestContext, expect } from '@playwright/test';
import { phoneUrl } from './desk';

/** Somebody of the sandbox, played over its control interface: quicker than by a phone's page. */
export interface Customer {
  /** Now, or at a time of before. */
  says: (text: string, at?: number) => Promise<void>;
}

export const control = () => phoneUrl().replace(/\/sandbox\/phone.*/, '/_sandbox');

/** What Meta is told to do; a refusal fails the test. */
export async function tell(
  request: APIRequestContext,
  path: string,
  data: object = {},
  at = control(),
): Promise<unknown> {
  const answer = await request.post(`${at}${path}`, { data });
  expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
  return answer.json();
}

export async function customer(
  request: APIRequestContext,
  name: string,
  meta = control(),
): Promise<Customer> {
  const made = (await tell(request, '/customers', { name }, meta)) as { customer: { id: string } };
  const { wabas } = (await (await request.get(`${meta}/wabas`)).json()) as {
    wabas: { name: string; numbers: { phone_number_id: string }[] }[];
  };
  const house = wabas.find((one) => one.name === 'Toko Angin') ?? wabas[0];
  const number = house?.numbers[0]?.phone_number_id;
  return {
    says: async (text, at) => {
      const inbound = { phone_number_id: number, customer: made.customer.id, text, at };
      await tell(request, '/inbound', inbound, meta);
    },
  };
}
