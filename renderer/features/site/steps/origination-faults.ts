import type { Judgement } from '../../../../domain/judgement.ts';
import { readOriginUrl, readPriority, readWeight, sameHost, sameOrigin, THE_PBX_ITSELF } from '../../../../domain/trunk/origin.ts';
import type { Input } from '../../../../preload/contract.ts';

/** As it was typed. */
export type TypedOrigination = Omit<Input<'site.saveOrigination'>, 'siteId'>;
export type TypedOrigin = TypedOrigination['others'][number];

/**
 * What is wrong with what was typed, by the names that main calls the fields.
 * @param own the PBX's own URL; null while its name is not known
 */
export function originationFaults({ weight, priority, others }: TypedOrigination, own: string | null): ReadonlyMap<string, string> {
  const why = new Map<string, string>();
  const judge = (name: string, judged: Judgement<unknown>): void => { if (!judged.ok) why.set(name, judged.why); };
  judge('origination.priority', readPriority(priority));
  judge('origination.weight', readWeight(weight));
  for (const [index, other] of others.entries()) {
    judge(`origination.url.${index}`, readOriginUrl(other.url));
    if (others.some(({ url }, at) => at < index && sameOrigin(url.trim(), other.url.trim()))) why.set(`origination.url.${index}`, 'This URL is in the list already.');
    if (own !== null && sameHost(other.url.trim(), own)) why.set(`origination.url.${index}`, THE_PBX_ITSELF);
    judge(`origination.priority.${index}`, readPriority(other.priority));
    judge(`origination.weight.${index}`, readWeight(other.weight));
  }
  return why;
}
