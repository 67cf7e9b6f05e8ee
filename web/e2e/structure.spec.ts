import { expect, type Page, test } from '@playwright/test';
import { type FreshDesk, freshDesk, writes } from './fresh-desk';

/**
 * What a screen reader finds on each main page: landmarks, headings, and every control by its name, in their order. What
 * changes with the day stands as a pattern. A difference is looked at by a person before it is written here.
 */
let fresh: FreshDesk;
let desk: Page;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(150_000);
  fresh = await freshDesk(browser);
  ({ desk } = fresh);
  await writes(fresh, 'Sari', 'Berapa harga jaket biru?');
});

test.afterAll(async () => {
  await desk?.context().close();
  await fresh?.house.stop();
});

const main = () => desk.getByRole('main');

test('the frame of every page', async () => {
  await desk.goto('/contacts');
  await expect(desk.locator('body')).toMatchAriaSnapshot(`
    - link "Skip to the content"
    - banner:
      - paragraph:
        - strong: Sandbox
      - link "Open the sandbox phone"
      - link "Open the sandbox console"
    - navigation "Main":
      - list:
        - listitem:
          - link "Inbox"
        - listitem:
          - link /Approvals \\d+ drafts? waits?/
        - listitem:
          - link "Contacts"
        - listitem:
          - link "Knowledge"
        - listitem:
          - link "Evidence"
        - listitem:
          - link "Settings"
        - listitem:
          - link "Sandbox phone, opens a new window"
        - listitem:
          - button /Account/
    - main:
      - heading "Contacts" [level=1]
    - region "Notices"
  `);
});

test('the inbox with a conversation', async () => {
  await desk.goto('/inbox');
  await desk.getByRole('option', { name: 'Sari' }).click();
  await expect(main()).toMatchAriaSnapshot(`
    - main:
      - region "Conversations":
        - heading "Inbox" [level=1]
        - search:
          - combobox "Search name or text"
        - group "Views":
          - button "All" [pressed]
          - button "Mine"
          - button /Unassigned/
          - button "Mentions"
          - button "Window closing"
          - button /Waiting approval/
          - button "Failed"
        - button "More"
        - listbox "Conversations":
          - option /\\d+ h \\d+ min left Sari Toko Angin .* Berapa harga jaket biru\\? Draft/ [selected]:
            - img /min left/
      - heading "Sari" [level=2]
      - button /…\\d{4}/
      - button /Assign/
      - button "Labels"
      - button "Snooze"
      - button "Resolve"
      - button /min left/
      - button "Show contact"
      - region "Messages with Sari":
        - list:
          - listitem:
            - text: "Sari wrote: Berapa harga jaket biru?"
            - button "Message actions"
      - region "AI draft, waiting for you":
        - heading "AI draft, waiting for you" [level=3]
        - paragraph: Safety check passed
        - button "Catalogue Jaket hujan biru"
        - group: Details
        - button "Approve and send"
        - button "Edit"
        - button "Discard"
        - button "Draft again"
      - group "Write to":
        - button "Reply" [pressed]
        - button "Note"
      - button "Attach files"
      - button "Template"
      - button "Emoji"
      - textbox "Write to Sari"
      - button "Send"
  `);
});

test('the approvals', async () => {
  await desk.goto('/approvals');
  await expect(main()).toMatchAriaSnapshot(`
    - main:
      - region "Drafts that wait":
        - heading "Approvals" [level=1]
        - paragraph: /\\d+ waiting · oldest/
        - link "Settings of automatic sending"
        - group "Show":
          - button "All" [pressed]
          - button /Passed \\d+/
          - button "Held"
          - button "No answer found"
        - listbox "Drafts that wait":
          - option /min left Sari .* Passed Price/ [selected]
      - heading "Sari" [level=2]
      - link "Open the conversation"
      - region "Last messages":
        - text: "Sari wrote: Berapa harga jaket biru?"
        - button "Message actions"
      - region "AI draft, waiting for you":
        - heading "AI draft, waiting for you" [level=3]
        - button "Catalogue Jaket hujan biru"
        - button "Approve and send"
        - button "Edit"
        - button "Discard"
        - button "Draft again"
  `);
});

test('the contacts', async () => {
  await desk.goto('/contacts');
  await expect(main()).toMatchAriaSnapshot(`
    - main:
      - heading "Contacts" [level=1]
      - status: /contact/
      - link "Import"
      - search:
        - searchbox "Name, user name or number"
      - group "Consent":
        - button "Everybody" [pressed]
        - button /Opted in \\d+/
        - button /No consent \\d+/
        - button /Stopped \\d+/
      - table "Contacts":
        - rowgroup:
          - row:
            - columnheader "Name"
            - columnheader "Consent"
            - columnheader "Labels"
            - columnheader "Last contact"
        - rowgroup:
          - row /Sari/:
            - cell /Sari/:
              - link "Sari"
            - cell "No consent"
  `);
});

test('the knowledge', async () => {
  await desk.goto('/knowledge');
  await expect(main()).toMatchAriaSnapshot(`
    - main:
      - heading "Knowledge" [level=1]
      - paragraph: /Drafts may say only what stands here/
      - button "Edit as JSON"
      - tablist "Knowledge":
        - tab /Catalogue \\d+/ [selected]
        - tab /Policies \\d+/
        - tab /Answers \\d+/
        - tab "Hours and promotions"
        - tab "Try it"
        - tab "Versions"
      - tabpanel /Catalogue \\d+/:
        - searchbox "Search the catalogue"
        - combobox "Show"
        - button "Feeds"
        - button "Import"
        - button "Add an item"
        - status: /\\d+ of \\d+ items/
        - grid "Catalogue":
          - rowgroup:
            - row:
              - columnheader "Code"
              - columnheader "Name"
              - columnheader /Price/
              - columnheader "Stock"
              - columnheader "Status"
              - columnheader "Actions"
          - rowgroup:
            - row /Jaket hujan biru/:
              - gridcell:
                - button /Code/
              - gridcell:
                - 'button "Name: Jaket hujan biru"'
              - gridcell:
                - button /Price of Jaket hujan biru/
              - gridcell:
                - button /Stock of Jaket hujan biru/
              - gridcell /Indexed/
              - gridcell:
                - button "Edit Jaket hujan biru"
                - button "Duplicate Jaket hujan biru"
                - button "Delete Jaket hujan biru"
  `);
});

test('the evidence', async () => {
  await desk.goto('/evidence');
  await expect(main()).toMatchAriaSnapshot(`
    - main:
      - heading "Evidence" [level=1]
      - button "Verify the chain"
      - button "Export as JSON lines"
      - region "Entries":
        - heading "Entries" [level=2]
        - search "Filter":
          - combobox "What happened"
          - combobox "By whom"
          - textbox "From"
          - textbox "To"
        - list "Entries":
          - listitem:
            - paragraph: A reply was composed from the workspace’s own sources.
            - paragraph:
              - text: /Entry \\d+/
              - time: /\\d{4}/
              - link "Whole conversation"
            - group
          - listitem:
            - paragraph: The customer’s message came in with a valid signature.
            - paragraph:
              - link "All steps of this message"
      - region "Check an exported file":
        - heading "Check an exported file" [level=2]
        - button "Choose or drop an export"
  `);
});

test('the settings, at the channels', async () => {
  await desk.goto('/settings/channels');
  await expect(main()).toMatchAriaSnapshot(`
    - main:
      - navigation "Settings":
        - list "Desk":
          - listitem:
            - link "Channels"
          - listitem:
            - link "WhatsApp Setting"
          - listitem:
            - link "Team"
          - listitem:
            - link "Assignment"
          - listitem:
            - link "Labels"
          - listitem:
            - link "Replies"
        - list "Access":
          - listitem:
            - link "API keys"
          - listitem:
            - link "Security"
        - list "This device":
          - listitem:
            - link "Appearance"
      - heading "Channels" [level=1]
      - heading "Toko Angin" [level=2]
      - text: /Connected Ready to send, simulated/
      - radiogroup "When a customer writes":
        - radio /No drafts/
        - radio /a person approves/ [checked]
        - radio /Send what passes the check/
      - group "What the customer’s phone shows":
        - switch "Read receipts" [checked]
        - switch "“Typing…”" [checked]
      - group "Templates":
        - status: /Synced/
        - button "Sync templates"
      - link "Readiness and health"
      - button "New token"
      - button "Disconnect"
  `);
});

test('the sign-in', async ({ browser }) => {
  const context = await browser.newContext({ baseURL: fresh.house.url, locale: 'en-GB' });
  const page = await context.newPage();
  await page.goto('/login');
  await expect(page.locator('body')).toMatchAriaSnapshot(`
    - main:
      - heading "Sign in" [level=1]
      - textbox "E-mail"
      - textbox "Password"
      - button "Show password"
      - button "Sign in"
      - button "Sign in with a passkey"
      - link "Forgot your password?"
      - link "Privacy"
  `);
  await context.close();
});
