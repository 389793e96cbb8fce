// `shell`, `dialog`, `clipboard` and `Notification`: tests replace their methods, as they would in Electron; a person gets the desktop's own.
import { EventEmitter } from 'node:events';
import path from 'node:path';
import { noteOnce } from './note.ts';
import type { ClipboardSurface, DialogSurface, NotificationSurface, ShellSurface } from './surface.ts';
import { feedTool, hasTool, runTool, startTool } from './tools.ts';

export const shell: ShellSurface = {
  openExternal: async (url) => {
    if (!hasTool('xdg-open')) throw new Error('Failed to open: no xdg-open');
    startTool('xdg-open', [url]);
  },
  openPath: async (file) => {
    if (!hasTool('xdg-open')) return 'Failed to open path';
    startTool('xdg-open', [file]);
    return '';
  },
  showItemInFolder: (file) => startTool('xdg-open', [path.dirname(file)]),
  beep: () => void process.stdout.write('\u0007'),
};

async function zenity(args: readonly string[]): Promise<string | null> {
  if (!hasTool('zenity')) noteOnce('no native dialogs (install zenity); every dialog answers "cancel"');
  return (await runTool('zenity', args))?.trimEnd() ?? null;
}
/** The window in front of the options is left out where there is none. */
const optionsOf = <Options>(args: unknown[]): Options => (args.length > 1 ? args[1] : args[0]) as Options;

export const dialog: DialogSurface = {
  showOpenDialog: async (...args: unknown[]) => {
    const { properties = [], defaultPath } = optionsOf<Electron.OpenDialogOptions>(args);
    const flags = [
      ...(properties.includes('openDirectory') ? ['--directory'] : []), ...(properties.includes('multiSelections') ? ['--multiple', '--separator=\n'] : []),
      ...(defaultPath === undefined ? [] : [`--filename=${defaultPath}`]),
    ];
    const answer = await zenity(['--file-selection', ...flags]);
    return { canceled: answer === null, filePaths: answer?.split('\n') ?? [] };
  },
  showSaveDialog: async (...args: unknown[]) => {
    const answer = await zenity(['--file-selection', '--save', `--filename=${optionsOf<Electron.SaveDialogOptions>(args).defaultPath ?? ''}`]);
    return { canceled: answer === null, filePath: answer ?? '' };
  },
  showMessageBox: async (...args: unknown[]) => {
    const { message, detail, defaultId = 0, cancelId = 0, checkboxChecked = false } = optionsOf<Electron.MessageBoxOptions>(args);
    const yes = await zenity(['--question', '--no-markup', `--text=${[message, detail].filter(Boolean).join('\n\n')}`]);
    return { response: yes === null ? cancelId : defaultId, checkboxChecked };
  },
  showErrorBox: (title, content) => console.error(`${title}\n${content}`),
};

/** Programs that reach the desktop's clipboard: how they take text, and how they give it. */
const CLIPBOARD_TOOLS: readonly { readonly write: readonly [string, ...string[]]; readonly read: readonly [string, ...string[]] }[] = [
  ...(process.env['WAYLAND_DISPLAY'] ? [{ write: ['wl-copy'], read: ['wl-paste', '--no-newline'] } as const] : []),
  { write: ['xclip', '-selection', 'clipboard'], read: ['xclip', '-selection', 'clipboard', '-o'] },
  { write: ['xsel', '--clipboard', '--input'], read: ['xsel', '--clipboard', '--output'] },
];

/** @param headless nobody sees this run: the clipboard is the host's own, and runs do not meet in it */
export function createClipboard(headless: boolean): ClipboardSurface {
  const tool = headless ? undefined : CLIPBOARD_TOOLS.find(({ write: [name] }) => hasTool(name));
  let own = '';
  const writeText = async (text: string): Promise<void> => {
    own = text;
    if (tool) await feedTool(tool.write[0], tool.write.slice(1), text);
    else if (!headless) noteOnce('no way to the clipboard (install xclip or wl-clipboard): what is copied stays inside the app');
  };
  return {
    writeText,
    readText: async () => (tool ? await runTool(tool.read[0], tool.read.slice(1)) ?? '' : own),
    clear: () => void writeText(''),
  };
}

export class Notification extends EventEmitter implements NotificationSurface {
  title: string;
  body: string;
  constructor({ title = '', body = '' }: Electron.NotificationConstructorOptions = {}) {
    super();
    this.title = title;
    this.body = body;
  }
  static isSupported(): boolean {
    return true;
  }
  show(): void {
    startTool('notify-send', ['--', this.title, this.body]);
    this.emit('show', {});
  }
  close(): void {
    this.emit('close', {});
  }
}
