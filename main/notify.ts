import { app, Notification } from 'electron';
import type { News } from '../domain/emergency/news.ts';

/** As in electron-builder.yml: the installer gives the start menu's entry this name. */
const APP_ID = 'org.trunkbook.app';

/** Windows shows notices only of a program that goes by the name of its entry in the start menu. */
export function nameForNotices(): void {
  if (process.platform === 'win32') app.setAppUserModelId(APP_ID);
}

/** Tells something on the desktop, where it may be read by whoever passes: nothing secret is in it. Where the system shows none, nothing happens. */
export function notify(title: string, body: string): void {
  if (Notification.isSupported()) new Notification({ title, body }).show();
}

/** The notice about a site's registrations, as title and text. */
export function registrationNotice(siteName: string, news: News): readonly [title: string, body: string] {
  if (news.kind === 'failed') {
    const one = news.failed === 1;
    return ['Emergency address needs you', `${siteName}: ${news.failed} ${one ? 'number is' : 'numbers are'} not registered. Open the step “Wait until every address is registered”.`];
  }
  if (news.kind === 'partly') {
    const { registered, forPerson } = news;
    return ['Emergency addresses need you', `${siteName}: ${registered} of ${registered + forPerson} numbers ${registered === 1 ? 'is' : 'are'} registered at Twilio. Open the step “Give each number its emergency address” for the others.`];
  }
  return ['Emergency addresses registered', `${siteName}: ${news.registered === 1 ? 'the number is' : `${news.registered} numbers are`} registered at Twilio.`];
}
