// A throw-away certificate authority and one server certificate by it. Keys stay in memory; the authority's own goes as soon as it has signed.
import { BitString, Integer, OctetString, Utf8String } from 'asn1js';
import { AttributeTypeAndValue, AuthorityKeyIdentifier, BasicConstraints, Certificate, ExtKeyUsage, Extension, GeneralName, GeneralNames, type RelativeDistinguishedNames } from 'pkijs';

export interface Certificates {
  /** PEM: what a client has to trust. */
  readonly authority: string;
  /** PEM: what the server shows, and its private key. */
  readonly certificate: string;
  readonly key: string;
}

interface Identity {
  readonly name: string;
  readonly keys: CryptoKeyPair;
}

const CURVE = { name: 'ECDSA', namedCurve: 'P-256' };
const COMMON_NAME = '2.5.4.3';
const KEY_IDENTIFIER = '2.5.29.14';
const KEY_USAGE = '2.5.29.15';
const ALTERNATIVE_NAME = '2.5.29.17';
const BASIC_CONSTRAINTS = '2.5.29.19';
const AUTHORITY_KEY_IDENTIFIER = '2.5.29.35';
const EXTENDED_KEY_USAGE = '2.5.29.37';
const SERVER_AUTHENTICATION = '1.3.6.1.5.5.7.3.1';
const DNS_NAME = 2;
// KeyUsage is a row of bits, written from the left: the sixth and the first of them. What follows the last 1 does not count.
const SIGNS_CERTIFICATES = { valueHex: Uint8Array.of(0b0000_0100).buffer, unusedBits: 2 };
const SIGNS_DATA = { valueHex: Uint8Array.of(0b1000_0000).buffer, unusedBits: 7 };

const DAY = 86_400_000;
/** Clocks of virtual machines on one computer differ; and a service may be left running. */
const VALID_BEFORE = 1 * DAY;
const VALID_FOR = 365 * DAY;

/** @param names DNS names of the server; `*.` stands for one label */
export async function makeCertificates(names: readonly string[]): Promise<Certificates> {
  const authority: Identity = { name: 'Trunkbook practice account (throw-away)', keys: await crypto.subtle.generateKey(CURVE, false, ['sign', 'verify']) };
  const server: Identity = { name: 'Trunkbook practice account', keys: await crypto.subtle.generateKey(CURVE, true, ['sign', 'verify']) };
  const ofAuthority = await issue(authority, authority, [
    extension(BASIC_CONSTRAINTS, true, new BasicConstraints({ cA: true, pathLenConstraint: 0 }).toSchema().toBER()),
    extension(KEY_USAGE, true, new BitString(SIGNS_CERTIFICATES).toBER()),
  ]);
  const ofServer = await issue(server, authority, [
    extension(BASIC_CONSTRAINTS, true, new BasicConstraints({ cA: false }).toSchema().toBER()),
    extension(KEY_USAGE, true, new BitString(SIGNS_DATA).toBER()),
    extension(EXTENDED_KEY_USAGE, false, new ExtKeyUsage({ keyPurposes: [SERVER_AUTHENTICATION] }).toSchema().toBER()),
    extension(ALTERNATIVE_NAME, false, new GeneralNames({ names: names.map((value) => new GeneralName({ type: DNS_NAME, value })) }).toSchema().toBER()),
  ]);
  const key = pem('PRIVATE KEY', await crypto.subtle.exportKey('pkcs8', server.keys.privateKey));
  return { authority: pem('CERTIFICATE', ofAuthority), certificate: pem('CERTIFICATE', ofServer), key };
}

/** DER of a certificate of one, signed by the other. */
async function issue(subject: Identity, issuer: Identity, extensions: readonly Extension[]): Promise<ArrayBuffer> {
  const certificate = new Certificate();
  certificate.version = 2; // X.509 v3
  certificate.serialNumber = new Integer({ valueHex: positive(crypto.getRandomValues(new Uint8Array(16))).buffer });
  certificate.notBefore.value = new Date(Date.now() - VALID_BEFORE);
  certificate.notAfter.value = new Date(Date.now() + VALID_FOR);
  call(certificate.subject, subject.name);
  call(certificate.issuer, issuer.name);
  await certificate.subjectPublicKeyInfo.importKey(subject.keys.publicKey);
  // Strict checkers (Python's, for one) want to see by their keys which certificate signed which.
  certificate.extensions = [
    ...extensions,
    extension(KEY_IDENTIFIER, false, new OctetString({ valueHex: await identifier(subject) }).toBER()),
    extension(AUTHORITY_KEY_IDENTIFIER, false, new AuthorityKeyIdentifier({ keyIdentifier: new OctetString({ valueHex: await identifier(issuer) }) }).toSchema().toBER()),
  ];
  await certificate.sign(issuer.keys.privateKey, 'SHA-256');
  return certificate.toSchema(true).toBER();
}

const extension = (extnID: string, critical: boolean, extnValue: ArrayBuffer): Extension => new Extension({ extnID, critical, extnValue });

function call(names: RelativeDistinguishedNames, value: string): void {
  names.typesAndValues = [new AttributeTypeAndValue({ type: COMMON_NAME, value: new Utf8String({ value }) })];
}

/** An INTEGER with its first bit set would be negative, and one that begins with nothing is not the shortest. */
function positive(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes;
}

async function identifier({ keys }: Identity): Promise<ArrayBuffer> {
  return (await crypto.subtle.digest('SHA-256', await crypto.subtle.exportKey('raw', keys.publicKey))).slice(0, 20);
}

function pem(label: string, der: ArrayBuffer): string {
  const lines = Buffer.from(der).toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}
