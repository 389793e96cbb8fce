import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { fromChromium, HostProtocol, originOf, toChromium } from '../../tools/chromium-host/src/custom-schemes.ts';
import { fetchIn } from '../../tools/chromium-host/src/net.ts';
import { decidePermissions } from '../../tools/chromium-host/src/permissions.ts';
import { HostWebRequest, matchesPattern, type RequestDetails } from '../../tools/chromium-host/src/web-request.ts';

new HostProtocol().registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true } }, { scheme: 'loose', privileges: {} }]);

describe('addresses of custom schemes', () => {
  it.each([
    ['app://bundle/', 'https://bundle.app.electron-host.invalid/'], ['app://bundle', 'https://bundle.app.electron-host.invalid/'],
    ['app://bundle/a/b?c=d#e', 'https://bundle.app.electron-host.invalid/a/b?c=d#e'], ['app://bundle?x', 'https://bundle.app.electron-host.invalid/?x'],
  ])('%s is served as %s', (url, served) => {
    expect(toChromium(url)).toBe(served);
    expect(URL.canParse(fromChromium(served)) && new URL(fromChromium(served)).href).toBe(new URL(toChromium(url)).href.replace('https://bundle.app.electron-host.invalid', 'app://bundle'));
  });
  it.each(['https://example.com/', 'loose://bundle/', 'data:text/html,app://bundle/', 'file:///app'])('%s stays as it is', (url) => {
    expect(toChromium(url)).toBe(url);
    expect(fromChromium(url)).toBe(url);
  });
  it('nothing but the host itself translates to an address of the app', () => {
    for (const url of ['https://bundle.app.electron-host.invalid.example.com/', 'https://example.com/https://bundle.app.electron-host.invalid/', 'https://bundle.evil.electron-host.invalid/', 'http://bundle.app.electron-host.invalid/']) {
      expect(fromChromium(url), url).toBe(url);
    }
  });
  it('origins are those of WebFrameMain', () => {
    expect(['app://bundle/x', 'https://example.com:8443/x', 'data:text/html,x', 'no address'].map(originOf)).toEqual(['app://bundle', 'https://example.com:8443', 'null', 'null']);
  });
});

describe('webRequest', () => {
  it.each([
    ['<all_urls>', 'app://bundle/', true], ['app://bundle/*', 'app://bundle/index.html', true], ['app://bundle/*', 'app://print/x', false], ['*://*.twilio.com/*', 'https://api.twilio.com/2010', true],
    ['*://*.twilio.com/*', 'https://twilio.com/', true], ['*://*.twilio.com/*', 'https://eviltwilio.com/', false], ['*://*/*', 'app://bundle/', false], ['http://127.0.0.1/*', 'http://127.0.0.1:81/', true],
    ['http://127.0.0.1:80/*', 'http://127.0.0.1:81/', false], ['https://a.b/c?x=*', 'https://a.b/c?x=1', true], ['https://a.b/c.d', 'https://a.b/cXd', false],
  ])('the pattern %s on %s: %s', (pattern, url, expected) => expect(matchesPattern(pattern, url)).toBe(expected));
  it('a pattern that Chromium would refuse is refused', () => expect(() => matchesPattern('example.com', 'https://example.com/')).toThrow('Invalid url pattern'));

  const details = (url: string, resourceType: RequestDetails['resourceType'] = 'script'): RequestDetails => ({ id: 1, url, method: 'GET', resourceType, referrer: '', timestamp: 0 });
  it('asks only about what its filter names, and nobody once the listener is gone', async () => {
    const requests = new HostWebRequest();
    requests.onBeforeRequest({ urls: ['https://*/*'], excludeUrls: ['https://good.example/*'], types: ['script'] }, (_details, callback) => callback({ cancel: true }));
    expect(await requests.beforeRequest(details('https://bad.example/'))).toEqual({ cancel: true });
    expect(await requests.beforeRequest(details('https://good.example/'))).toEqual({});
    expect(await requests.beforeRequest(details('https://bad.example/', 'image'))).toEqual({});
    requests.onBeforeRequest(null);
    expect(await requests.beforeRequest(details('https://bad.example/'))).toEqual({});
  });
});

describe('net.fetch', () => {
  const servers: ReturnType<typeof createServer>[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.close().closeAllConnections();
  });
  async function serve(listener: RequestListener): Promise<string> {
    const server = createServer(listener);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }
  const network = (): { protocol: HostProtocol; webRequest: HostWebRequest } => ({ protocol: new HostProtocol(), webRequest: new HostWebRequest() });

  it('a redirect that is not wanted is an error, and is not followed', async () => {
    const visited: string[] = [];
    const base = await serve((request, response) => {
      visited.push(request.url ?? '');
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    await expect(fetchIn(network(), `${base}/a`, { redirect: 'error' })).rejects.toThrow("redirect policy was 'error'");
    await expect(fetchIn(network(), `${base}/b`, { redirect: 'manual' })).rejects.toThrow('Redirect was cancelled');
    expect(visited).toEqual(['/a', '/b']);
  });
  it('webRequest is asked, and can stop or turn a request before it leaves', async () => {
    let visits = 0;
    const base = await serve((_request, response) => {
      visits += 1;
      response.end('body');
    });
    const own = network();
    own.webRequest.onBeforeRequest(({ url }, callback) => callback(url.endsWith('/stop') ? { cancel: true } : url.endsWith('/turn') ? { redirectURL: `${base}/there` } : {}));
    await expect(fetchIn(own, `${base}/stop`)).rejects.toThrow('net::ERR_BLOCKED_BY_CLIENT');
    expect(visits).toBe(0);
    expect(await (await fetchIn(own, `${base}/turn`)).text()).toBe('body');
  });
  it('its errors speak as Chromium does, and an abort gives its own reason', async () => {
    const base = await serve(() => {});
    await expect(fetchIn(network(), 'http://name.invalid/')).rejects.toThrow(/^net::ERR_NAME_NOT_RESOLVED$/);
    await expect(fetchIn(network(), 'http://127.0.0.1:1/')).rejects.toThrow(/^net::ERR_UNSAFE_PORT$/);
    await expect(fetchIn(network(), 'nobody://x/')).rejects.toThrow(/^net::ERR_UNKNOWN_URL_SCHEME$/);
    await expect(fetchIn(network(), 'file:///nowhere/at/all')).rejects.toThrow(/^net::ERR_FILE_NOT_FOUND$/);
    await expect(fetchIn(network(), base, { signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough');
  });
  it('a custom scheme is its handler, unless that is to be passed by', async () => {
    const own = network();
    own.protocol.handle('app', () => new Response('handled'));
    expect(await (await fetchIn(own, 'app://bundle/x')).text()).toBe('handled');
    await expect(fetchIn(own, 'app://bundle/x', { bypassCustomProtocolHandlers: true })).rejects.toThrow('net::ERR_UNKNOWN_URL_SCHEME');
  });
});

describe('permissions', () => {
  const decide = async (request: boolean | null, check: boolean | null): Promise<string[]> => {
    const decisions = await decidePermissions({
      request: request === null ? null : (_contents, _permission, callback) => callback(request), check: check === null ? null : () => check,
    }, {} as Electron.WebContents, 'app://bundle/', 'app://bundle');
    return [...new Set(decisions.map(({ setting }) => setting))];
  };
  it.each([
    [false, false, 'denied'], [true, true, 'granted'], [null, null, 'granted'], [null, false, 'prompt'], [false, null, 'prompt'], [true, false, 'prompt'],
  ] as const)('request handler %s, check handler %s: %s', async (request, check, setting) => expect(await decide(request, check)).toEqual([setting]));
});
