// The answers that Trunkbook gives to a page's wishes. Electron does not give its handlers back, and the Chromium host never asks about devices: so a
// stand-in for the session takes them, and each is asked here on its own. tests/e2e/attack.spec.ts shows that they are in force.
import { expect, it, vi } from 'vitest';
import { denyByDefault } from '../../../main/security/session-policy.ts';

type Handler = (...args: unknown[]) => unknown;
const given = vi.hoisted(() => new Map<string, unknown>());
vi.mock('electron', () => {
  const take = (name: string) => (value: unknown): void => void given.set(name, value);
  return { session: { defaultSession: {
    setPermissionRequestHandler: take('request'), setPermissionCheckHandler: take('check'), setDevicePermissionHandler: take('device'), setSpellCheckerEnabled: take('spellChecker'),
    webRequest: { onBeforeRequest: take('beforeRequest') },
  } } };
});
denyByDefault(null);
const handler = (name: string): Handler => given.get(name) as Handler;
const answerTo = (name: string, ...args: unknown[]): unknown => {
  const answer = vi.fn<(value: unknown) => void>();
  handler(name)(...args, answer);
  return answer.mock.calls;
};

const PERMISSIONS = ['media', 'geolocation', 'notifications', 'clipboard-read', 'clipboard-sanitized-write', 'fullscreen', 'openExternal', 'fileSystem', 'midiSysex', 'pointerLock', 'display-capture', 'hid', 'serial', 'usb', 'unknown'];
it.each(PERMISSIONS)('%s is refused when asked for, and when looked up', (permission) => {
  expect(answerTo('request', null, permission)).toEqual([[false]]);
  expect(handler('check')(null, permission, 'app://bundle', {})).toBe(false);
});

it.each(['hid', 'serial', 'usb'])('no %s device is handed out', (deviceType) => expect(handler('device')({ deviceType, origin: 'app://bundle', device: {} })).toBe(false));

it('only requests for the app’s own files go on', () => {
  expect(answerTo('beforeRequest', { url: 'app://bundle/index.html' })).toEqual([[{ cancel: false }]]);
  for (const url of ['https://api.twilio.com/', 'http://127.0.0.1:1/', 'file:///etc/passwd', 'app://evil/']) expect(answerTo('beforeRequest', { url }), url).toEqual([[{ cancel: true }]]);
});

it('the spell checker, which would fetch its dictionaries, is off', () => expect(given.get('spellChecker')).toBe(false));
