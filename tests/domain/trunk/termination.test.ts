import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EDGE_NAMES } from '../../../domain/site/record.ts';
import { readDomainLabel } from '../../../domain/site/values.ts';
import { EDGES, localizedTerminationUri, trunkDomain } from '../../../domain/trunk/edges.ts';
import { readTermination } from '../../../domain/trunk/termination.ts';
import { anyText } from '../dialplan/make-rules.ts';

const why = (text: string): string => {
  const judged = readTermination(text);
  return judged.ok ? '' : judged.why;
};
/** Labels that DNS and Twilio take, words of Twilio's own names among them. */
const labels = fc.oneof(fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/), fc.constantFrom('sip', 'pstn', 'twilio', 'com', 'sips', 'ashburn', 'twilio-com'));

describe('a termination URI', () => {
  it.each([
    ['acme', null], [' Acme-7 ', null], ['acme.', null], ['sip:acme', null], ['acme.pstn.twilio.com', null], ['ACME.PSTN.Twilio.com', null], ['acme.pstn.twilio.com.', null], ['sip:acme.pstn.twilio.com', null],
    ['SIPS:acme.pstn.twilio.com', null], ['acme.pstn.ashburn.twilio.com', 'ashburn'], ['sip:ACME.pstn.SAO-PAULO.twilio.com.', 'sao-paulo'],
  ])('%j is read to its end', (text, edge) => expect(readTermination(text)).toEqual({ ok: true, value: { label: /acme(?:-7)?/.exec(text.toLowerCase())?.[0], edge } }));

  it.each(EDGE_NAMES)('of the edge %s names that edge', (edge) => expect(readTermination(`acme.pstn.${edge}.twilio.com`)).toEqual({ ok: true, value: { label: 'acme', edge } }));

  it.each(['acme.pstn.twilio.com:5061', 'sip:acme.pstn.twilio.com;transport=tls'])('%j is the same without its port and parameters', (text) => expect(readTermination(text)).toEqual({ ok: true, value: { label: 'acme', edge: null } }));

  it('of a SIP domain is another product, and is refused by name', () => {
    for (const text of ['acme.sip.twilio.com', 'sip:acme.sip.twilio.com', 'ACME.SIP.TWILIO.COM.', 'sip.twilio.com', 'acme.sip.us1.twilio.com', ...EDGE_NAMES.map((edge) => `acme.sip.${edge}.twilio.com`)]) {
      expect(why(text), text).toMatch(/SIP domain.*\.pstn\./);
    }
  });

  it('of an edge that Twilio’s public network does not have is refused, and the edges are named', () => {
    for (const edge of ['us1', 'london', 'ashburn-ix', 'roaming']) {
      const sentence = why(`acme.pstn.${edge}.twilio.com`);
      expect(sentence).toContain(`“${edge}”`);
      for (const { name } of EDGES) expect(sentence).toContain(name);
    }
  });

  it.each(['acme.twilio.com', 'twilio.com', 'acme.pstn.ashburn.dublin.twilio.com', 'pstn.twilio.com', 'acme.ashburn.twilio.com'])('without .pstn. in its place is refused, and the sentence shows where it goes: %j', (text) => {
    expect(why(text)).toContain('.pstn.');
  });

  it.each(['', ' ', '.', 'sip:', '.pstn.twilio.com', 'a.b', 'a.b.pstn.twilio.com', '-a.pstn.twilio.com', 'a_b', 'ä.pstn.twilio.com', 'a b', `${'x'.repeat(64)}.pstn.twilio.com`, 'https://acme.pstn.twilio.com', 'sip:+14155550123@acme.pstn.twilio.com', 'acme.pstn.twilio.com.pstn.twilio.com', 'acme.pstn.twilio.com.evil.example', 'a\n.pstn.twilio.com', 'x'.repeat(10_000)])('%j is refused', (text) => {
    expect(why(text)).not.toBe('');
  });

  it('that Trunkbook shows is read back to what it was made of, also for a trunk whose name is a word of Twilio’s', () => {
    fc.assert(fc.property(labels, fc.constantFrom(...EDGE_NAMES), (label, edge) => {
      expect(readTermination(localizedTerminationUri(label, edge))).toEqual({ ok: true, value: { label, edge } });
      expect(readTermination(trunkDomain(label))).toEqual({ ok: true, value: { label, edge: null } });
      expect(readTermination(label)).toEqual({ ok: true, value: { label, edge: null } });
    }));
  });

  it('never gives a label that the plan would refuse, and never throws, whatever is typed', () => {
    const pieces = fc.array(fc.oneof(fc.constantFrom('sip:', 'sips:', '.', 'pstn', '.pstn.', 'twilio.com', '.twilio.com', 'ashburn', 'acme', '-', ' ', '\n', '@', ':5061'), anyText(6)), { maxLength: 8 }).map((list) => list.join(''));
    fc.assert(fc.property(pieces, (text) => {
      const judged = readTermination(text);
      if (judged.ok) expect(readDomainLabel(judged.value.label)).toEqual({ ok: true, value: judged.value.label });
    }));
  });
});
