// The desktop's own small programs, where a person has them.
import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';

/** Is a program of this name in PATH? */
export function hasTool(name: string): boolean {
  return (process.env['PATH'] ?? '').split(path.delimiter).some((folder) => {
    try {
      accessSync(path.join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Starts a program and forgets it. */
export function startTool(name: string, args: readonly string[]): void {
  spawn(name, args, { stdio: 'ignore', detached: true }).on('error', () => {}).unref();
}

/** Runs a program to its end. Null when it is missing or fails. */
export function runTool(name: string, args: readonly string[]): Promise<string | null> {
  return new Promise((resolve) => {
    const child = spawn(name, args, { stdio: ['ignore', 'pipe', 'ignore'] });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (data: string) => {
      output += data;
    });
    child.once('error', () => resolve(null)).once('close', (code) => resolve(code === 0 ? output : null));
  });
}

/** Hands text to a program that stays behind with it, as clipboard programs do. Resolves when it has taken the text. */
export function feedTool(name: string, args: readonly string[], text: string): Promise<void> {
  return new Promise((resolve) => {
    const child = spawn(name, args, { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
    child.once('error', () => resolve()).once('exit', () => resolve());
    child.unref();
    child.stdin.on('error', () => {}).end(text);
  });
}
