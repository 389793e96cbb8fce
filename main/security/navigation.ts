import { app } from 'electron';

/**
 * No page of Trunkbook ever goes anywhere else: links open by name, through main.
 * @param devServer the origin of Vite's server in `npm run dev`, whose page reloads itself; else null
 */
export function denyNavigation(devServer: string | null): void {
  const stay = (event: { readonly url: string; preventDefault(): void }): void => {
    if (devServer === null || !event.url.startsWith(`${devServer}/`)) event.preventDefault();
  };
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', stay);
    contents.on('will-frame-navigate', stay);
    contents.on('will-redirect', stay);
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}
