import { readdirSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

/**
 * Against a running Loket: LOKET_URL, LOKET_EMAIL, LOKET_PASSWORD, LOKET_PHONE_URL. With several at once LOKET_DESKS
 * names a folder in which the file `N.env` tells these of the server that worker N has to itself.
 */
const desks = process.env.LOKET_DESKS;
const worker = process.env.TEST_PARALLEL_INDEX;
if (desks && worker) process.loadEnvFile(`${desks}/${worker}.env`);

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  workers: desks ? readdirSync(desks).filter((name) => name.endsWith('.env')).length : 1,
  retries: process.env.CI ? 2 : 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    // What does not come within this will not come: the step that hung is named, not the test.
    actionTimeout: 20_000,
    navigationTimeout: 30_000,
    baseURL: process.env.LOKET_URL ?? 'http://127.0.0.1:8080',
    locale: 'en-GB',
    timezoneId: 'Asia/Jakarta',
    // Colours are measured at rest, not half way through an animation.
    contextOptions: { reducedMotion: 'reduce' },
    // To record every step costs a third of the time: whatever fails is recorded when it is tried again.
    trace: process.env.CI ? 'on-first-retry' : 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.LOKET_CHROMIUM ?? '/usr/bin/chromium',
      // Chromium refuses its sandbox to root.
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
  },
});
