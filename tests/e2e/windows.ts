import type { ElectronApplication, Page } from '@playwright/test';

/** The window that takes the place of this one, once it shows a screen: locking replaces it. */
export async function replacedWindow(app: ElectronApplication, page: Page): Promise<Page> {
  const next = app.windows().find((window) => window !== page) ?? (await app.waitForEvent('window', (window) => window !== page));
  await next.locator('[data-screen]').first().waitFor();
  return next;
}

/** The first window of a fresh start, once it shows a screen. */
export async function firstScreen(app: ElectronApplication): Promise<Page> {
  const page = await app.firstWindow();
  await page.locator('[data-screen]').first().waitFor();
  return page;
}
