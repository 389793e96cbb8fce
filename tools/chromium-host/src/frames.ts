// The frames of a page, as Electron's WebFrameMain shows them.
import { fromChromium, originOf } from './custom-schemes.ts';
import type { FrameSurface } from './surface.ts';

let lastFrameId = 0;

export class HostFrame implements FrameSurface {
  readonly frameTreeNodeId = ++lastFrameId;
  readonly routingId = this.frameTreeNodeId;
  readonly processId = 1;
  /** Chromium's own identifier. */
  readonly frameToken: string;
  readonly parent: HostFrame | null;
  readonly frames: HostFrame[] = [];
  name = '';
  url = '';
  detached = false;

  constructor(frameToken: string, parent: HostFrame | null) {
    this.frameToken = frameToken;
    this.parent = parent;
  }
  get origin(): string {
    return originOf(this.url);
  }
  get top(): HostFrame {
    return this.parent?.top ?? this;
  }
  get framesInSubtree(): HostFrame[] {
    return [this, ...this.frames.flatMap((frame) => frame.framesInSubtree)];
  }
  isDestroyed(): boolean {
    return this.detached;
  }
}

export class FrameTree {
  readonly main: HostFrame;
  readonly #byToken: Map<string, HostFrame>;

  constructor(mainToken: string) {
    this.main = new HostFrame(mainToken, null);
    this.#byToken = new Map([[mainToken, this.main]]);
  }

  get(token: string): HostFrame | undefined {
    return this.#byToken.get(token);
  }
  attached(token: string, parentToken: string): void {
    const parent = this.#byToken.get(parentToken);
    // A frame that moves into a process of its own is attached there once more.
    if (!parent || this.#byToken.has(token)) return;
    const frame = new HostFrame(token, parent);
    parent.frames.push(frame);
    this.#byToken.set(token, frame);
  }
  navigated(token: string, url: string, name: string | undefined): void {
    const frame = this.#byToken.get(token);
    if (!frame) return;
    for (const child of frame.frames.slice()) this.detached(child.frameToken);
    frame.url = fromChromium(url);
    frame.name = name ?? frame.name;
  }
  movedWithinDocument(token: string, url: string): void {
    const frame = this.#byToken.get(token);
    if (frame) frame.url = fromChromium(url);
  }
  detached(token: string): void {
    const frame = this.#byToken.get(token);
    if (!frame?.parent) return;
    frame.parent.frames.splice(frame.parent.frames.indexOf(frame), 1);
    for (const gone of frame.framesInSubtree) {
      gone.detached = true;
      this.#byToken.delete(gone.frameToken);
    }
  }
  destroy(): void {
    for (const frame of this.main.framesInSubtree) frame.detached = true;
  }
}
