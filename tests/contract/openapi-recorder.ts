import type { createPracticeFetch } from '../../main/practice/fetch.ts';
import { type Documents, findOperation } from './openapi-documents.ts';
import { checkRequest, type SentRequest } from './openapi-requests.ts';
import { type Allowance, validate } from './openapi-validate.ts';

interface Recorded extends SentRequest { readonly status: number; readonly answer: string }

/** All that went to and fro since the last look, in the order of the answers. */
export const recorded: Recorded[] = [];

/** The module `main/practice/fetch.ts` with a fetch that keeps what goes through it: for `vi.mock`. */
export function recording(real: { readonly createPracticeFetch: typeof createPracticeFetch }): typeof real {
  return {
    ...real,
    createPracticeFetch: (...options) => {
      const fetch = real.createPracticeFetch(...options);
      return async (url, init) => {
        const response = await fetch(url, init);
        recorded.push({ method: init.method, url, body: init.body ?? '', status: response.status, answer: await response.clone().text() });
        return response;
      };
    },
  };
}

/** All that is wrong with what was recorded, by Twilio's documents; begins anew. */
export function faultsOf(documents: Documents): string[] {
  return recorded.splice(0).flatMap((one) => {
    const found = findOperation(documents, one.method, new URL(one.url));
    const schema = found?.operation.responses[String(one.status)]?.content?.['application/json']?.schema;
    const wrong = checkRequest(documents, one);
    // Twilio's documents have no errors; a delete is answered with nothing.
    if (!found || one.status >= 300 || one.status === 204) return wrong;
    if (!schema) return [...wrong, `${one.method} ${one.url}: no schema for a ${one.status}`];
    return [...wrong, ...validate(JSON.parse(one.answer), schema, found.schemas, new Set<Allowance>()).map((what) => `${one.method} ${found.template} ${what}`)];
  });
}
