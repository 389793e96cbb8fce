// app.getPath() on Linux.
import os from 'node:os';
import path from 'node:path';

export class AppPaths {
  readonly #set = new Map<string, string>();
  readonly #executable: string;
  readonly #appName: () => string;

  constructor(executable: string, appName: () => string) {
    this.#executable = executable;
    this.#appName = appName;
  }

  set(name: string, folder: string): void {
    if (!path.isAbsolute(folder)) throw new Error('Path must be absolute');
    this.#set.set(name, folder);
  }

  get(name: string): string {
    const set = this.#set.get(name);
    if (set !== undefined) return set;
    const home = os.homedir();
    switch (name) {
      case 'home': return home;
      case 'appData': return process.env['XDG_CONFIG_HOME'] || path.join(home, '.config');
      case 'userData': return path.join(this.get('appData'), this.#appName());
      case 'sessionData': return this.get('userData');
      case 'logs': return path.join(this.get('userData'), 'logs');
      case 'crashDumps': return path.join(this.get('userData'), 'Crashpad');
      case 'temp': return os.tmpdir();
      case 'exe': case 'module': return this.#executable;
      case 'desktop': case 'documents': case 'downloads': case 'music': case 'pictures': case 'videos':
        return path.join(home, `${name.charAt(0).toUpperCase()}${name.slice(1)}`);
      default: throw new Error(`Failed to get '${name}' path`);
    }
  }
}
