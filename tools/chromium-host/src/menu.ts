// `Menu`, kept in memory: Chromium's app windows have no menu bar. Tests click items through getMenuItemById.
import { EventEmitter } from 'node:events';
import type { MenuItemSurface, MenuSurface } from './surface.ts';

export class MenuItem implements MenuItemSurface {
  id = '';
  label = '';
  role: Electron.MenuItem['role'];
  type: Electron.MenuItem['type'] = 'normal';
  enabled = true;
  visible = true;
  checked = false;
  accelerator: Electron.MenuItem['accelerator'] = null;
  submenu: Menu | undefined;
  click: (...args: unknown[]) => void = () => {};

  constructor({ submenu, ...options }: Electron.MenuItemConstructorOptions) {
    Object.assign(this, options);
    if (Array.isArray(submenu)) this.submenu = Menu.buildFromTemplate(submenu);
  }
}

export class Menu extends EventEmitter implements MenuSurface {
  static #application: Menu | null = null;
  readonly #items: MenuItem[] = [];

  static buildFromTemplate(template: Electron.MenuItemConstructorOptions[]): Menu {
    const menu = new Menu();
    for (const options of template) menu.#items.push(new MenuItem(options));
    return menu;
  }
  static setApplicationMenu(menu: Menu | null): void {
    Menu.#application = menu;
  }
  static getApplicationMenu(): Menu | null {
    return Menu.#application;
  }
  getMenuItemById(id: string): (MenuItem & Electron.MenuItem) | null {
    for (const item of this.#items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id);
      if (found) return found as MenuItem & Electron.MenuItem;
    }
    return null;
  }
}
