import type { OutboundRoute, OutboundRule } from '../site/outbound-rule.ts';
import type { EmergencyRule } from './emergency-numbers.ts';

/** What nobody has confirmed about 3CX, as switches (threecx.md 2.1 to 2.5). */
export interface Switches {
  /** [I] `+` counts as a character where a rule asks for a length. */
  readonly plusCounts: boolean;
  /** 3CX's E.164 processing is on. [U] what it does in V20; see rewritePlus. */
  readonly e164Processing: boolean;
  /** [U] The emergency numbers are asked before the rules; if not, after them. */
  readonly emergencyFirst: boolean;
}

export const DEFAULT_SWITCHES: Switches = { plusCounts: true, e164Processing: false, emergencyFirst: true };

/** The caller ID that a call goes out with, and where it was set. `none`: nowhere; [U] 3CX then shows the extension's own number, which Twilio refuses. */
export interface CallerId {
  readonly number: string;
  readonly source: 'route' | 'extension' | 'trunk' | 'none';
}

/** What Twilio makes of what it receives. */
export type Verdict =
  /** In E.164 form. `possible` (length) and `valid` (pattern, loosely) are libphonenumber's; `country` is ISO 3166 alpha-2, null where it does not know. */
  | { readonly kind: 'e164'; readonly possible: boolean; readonly valid: boolean; readonly country: string | null }
  /** An emergency or test number, which goes out without +. */
  | { readonly kind: 'emergency' }
  | { readonly kind: 'refused'; readonly why: string };

/** What one route of a rule makes of the number. */
export interface RouteOutcome {
  /** 0 to 4: 3CX tries the routes in this order, and mostly after the one before has failed. */
  readonly index: number;
  readonly route: OutboundRoute;
  readonly stripped: string;
  readonly prepended: string;
  readonly appended: string;
  /** The number that goes over the trunk. */
  readonly sent: string;
  readonly verdict: Verdict;
  readonly callerId: CallerId;
  /** Why 3CX cannot use the route at all; null where it can. Whether the trunk is up is not known here. */
  readonly unusable: string | null;
}

/** A rule above the one that caught the call which might have caught it instead: its conditions cannot all be read, or it is for certain callers and none was named. */
export interface Doubt {
  readonly kind: 'unreadable' | 'caller-unknown';
  readonly index: number;
  readonly rule: OutboundRule;
}

interface Dialled {
  /** As it was typed. */
  readonly dialled: string;
  /** Without what people write between digits. */
  readonly cleaned: string;
  /** What the rules see: `cleaned`, or what 3CX's E.164 processing makes of it. */
  readonly seen: string;
}

/** What becomes of a dialled number. The first rule whose conditions hold has the call; later ones are not asked, whatever comes of it. */
export type Outcome =
  | { readonly kind: 'not-a-number'; readonly dialled: string; readonly cleaned: string; readonly why: string }
  /** `forSome`: the entry is for certain extensions or departments only. */
  | (Dialled & {
    readonly kind: 'emergency'; readonly index: number; readonly rule: EmergencyRule; readonly forSome: boolean; readonly callerId: CallerId;
    /** What the entry's route makes of the number, and what Twilio makes of that where the route is over this site's trunk. */
    readonly sent: string; readonly stripped: string; readonly prepended: string; readonly verdict: Verdict;
    readonly doubts: readonly Doubt[];
  })
  /** The number of an extension of this PBX: the call does not leave it. */
  | (Dialled & { readonly kind: 'internal'; readonly extension: string })
  | (Dialled & { readonly kind: 'rule'; readonly index: number; readonly rule: OutboundRule; readonly routes: readonly RouteOutcome[]; readonly doubts: readonly Doubt[] })
  /** The rule has no route that can be used, so the call ends at 3CX's “Block Calls”. */
  | (Dialled & { readonly kind: 'blocked'; readonly index: number; readonly rule: OutboundRule; readonly routes: readonly RouteOutcome[]; readonly doubts: readonly Doubt[] })
  /** 3CX writes event 30052 into its log. */
  | (Dialled & { readonly kind: 'no-rule'; readonly event: 30052; readonly doubts: readonly Doubt[] });
