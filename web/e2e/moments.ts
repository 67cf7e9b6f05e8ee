import type { Locator, Page } from '@playwright/test';

// What stands for a moment only may be over between two looks of a busy machine: it is written down as it happens.

/** What an attribute becomes from now on. */
export async function changes(of: Locator, attribute: string): Promise<() => Promise<string[]>> {
  const became = await of.evaluateHandle((element, name) => {
    const all: string[] = [];
    new MutationObserver(() => all.push(element.getAttribute(name) ?? '')).observe(element, {
      attributeFilter: [name],
    });
    return all;
  }, attribute);
  return () => became.jsonValue();
}

/** Whether a row of a list that names somebody ever says this, from now on. */
export async function rowSays(page: Page, name: string, words: string): Promise<() => Promise<boolean>> {
  const seen = await page.evaluateHandle(
    ([one, wanted]) => {
      const told = { there: false };
      const look = () => {
        for (const row of document.querySelectorAll('[role=option]'))
          told.there ||= [one, wanted].every((part) => row.textContent?.includes(part));
      };
      new MutationObserver(look).observe(document.body, {
        childList: true,
        subtree: true,
        characterData: true,
      });
      look();
      return told;
    },
    [name, words] as const,
  );
  return async () => (await seen.jsonValue()).there;
}
