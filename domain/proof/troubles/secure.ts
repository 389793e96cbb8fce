import { codesOf, type Trouble } from '../trouble.ts';

// [U] threecx.md 0.2 and twilio.md 0.1: 3CX’s page on TLS takes no wildcard certificates, Twilio seems to present one; nobody has tried the template.
const WILDCARD = {
  mark: '[U]',
  note: 'Whether 3CX accepts Twilio’s certificate is not known: 3CX’s own page rules out wildcard certificates, and Twilio seems to present one. If TLS cannot be had, switch Secure Trunking off on both sides.',
} as const;

/** Secure Trunking, TLS, SRTP and what both sides can hear. Sources: twilio.md 0.1 and section 2, threecx.md 0.2, 3.1, 3.3. */
export const SECURE: readonly Trouble[] = [
  {
    id: 'srtp-to-plain-trunk', codes: codesOf('Twilio', '32207'),
    symptom: 'Calls fail and Twilio logs 32207: the PBX sends encrypted audio (SRTP), but Secure Trunking is off.',
    causes: [
      {
        cause: 'The trunk in 3CX encrypts and the trunk at Twilio does not.',
        cure: 'Switch SRTP off in 3CX under Voice & Chat, the trunk, Options; or switch Secure Trunking on in the chapter Trunk and set up again.',
        step: 'trunk-in-3cx.encryption', field: 'trunk.secure',
      },
    ],
    grade: WILDCARD,
  },
  {
    id: 'plain-audio-to-secure-trunk', codes: [...codesOf('Twilio', '32208'), ...codesOf('3CX test', 'RTPMismatchDetected')],
    symptom: 'Calls fail and Twilio logs 32208: Secure Trunking is on, but the PBX sends its audio unencrypted (RTP).',
    causes: [
      {
        cause: 'SRTP is off in the 3CX trunk; the public guide never switches it on.',
        cure: 'In 3CX open Voice & Chat, the trunk, Options, and enforce SRTP; the suite must be AES_CM_128_HMAC_SHA1_80 or _32.',
        step: 'trunk-in-3cx.encryption', field: 'trunk.secure',
      },
      {
        cause: 'The customer needs no encryption, and Secure Trunking is on all the same.',
        cure: 'Switch Secure Trunking off in the chapter Trunk and set up again; in the Twilio Console it is under the trunk, General.',
        step: 'trunk.values', field: 'trunk.secure',
      },
    ],
    grade: WILDCARD,
  },
  {
    id: 'plain-signalling-to-secure-trunk', codes: [...codesOf('Twilio', '32209'), ...codesOf('3CX test', 'TransportMismatch', 'TransportError', 'ErrNoTransport')],
    symptom: 'Calls fail and Twilio logs 32209: Secure Trunking is on, but the PBX calls over UDP or TCP instead of TLS.',
    causes: [
      {
        cause: 'The transport of the 3CX trunk is not TLS.',
        cure: 'In 3CX open Voice & Chat, the trunk, Options: transport TLS with Twilio’s root certificate uploaded, and port 5061 where 3CX does not find it by itself.',
        step: 'trunk-in-3cx.encryption', field: 'trunk.secure',
      },
      {
        cause: 'The customer needs no encryption, and Secure Trunking is on all the same.',
        cure: 'Switch Secure Trunking off in the chapter Trunk and set up again; in the Twilio Console it is under the trunk, General.',
        step: 'trunk.values', field: 'trunk.secure',
      },
    ],
    grade: WILDCARD,
  },
  {
    id: 'tls-too-old', codes: codesOf('Twilio', '32222'),
    symptom: 'Twilio logs 32222: the PBX speaks too old a version of TLS.',
    causes: [
      {
        cause: 'Twilio wants TLS 1.2 or newer, and the PBX offers less.',
        cure: 'Update 3CX, and look in its security settings whether old TLS versions are forced.',
        step: 'trunk-in-3cx.encryption', field: 'trunk.secure',
      },
    ],
    grade: WILDCARD,
  },
  {
    id: 'certificate-refused', codes: codesOf('3CX test', 'SecureSIPCertificateInvalid', 'SecureSIPPrivateKeyInvalid', 'SecureSIPCertificateDateInvalid'),
    symptom: 'TLS to Twilio does not come about: 3CX complains of a certificate, of its key or of its dates.',
    causes: [
      {
        cause: '3CX does not know the authority behind Twilio’s certificate.',
        cure: 'Upload the root certificate (DigiCert Global Root, of Twilio’s bundle for SIP) in the Options of the trunk in 3CX.',
        step: 'trunk-in-3cx.encryption', field: 'trunk.secure',
      },
      {
        cause: 'The clock of the PBX is wrong, or the certificate of the PBX has run out.',
        cure: 'Check date and time of the PBX, then the validity of its own certificate.',
        step: 'trunk-in-3cx.encryption', field: null,
      },
      {
        cause: '3CX wants the exact name in the certificate, and a wildcard does not satisfy it.',
        cure: 'There is no remedy in 3CX that anybody has confirmed: switch Secure Trunking off in the chapter Trunk and set up again.',
        step: 'trunk.values', field: 'trunk.secure',
      },
    ],
    grade: WILDCARD,
  },
  {
    id: 'media-not-acceptable', codes: codesOf('SIP', '488'),
    symptom: 'The call is refused with SIP 488, not acceptable here.',
    causes: [
      {
        cause: 'One side wants encrypted audio and the other does not.',
        cure: 'Secure Trunking at Twilio and SRTP in 3CX must both be on or both be off: Voice & Chat, the trunk, Options.',
        step: 'trunk-in-3cx.encryption', field: 'trunk.secure',
      },
      {
        cause: 'There is no codec that both sides speak.',
        cure: 'In 3CX put G.711 µ-law and A-law at the top of the trunk’s codecs.',
        step: 'trunk-in-3cx.enter', field: null,
      },
    ],
  },
  {
    id: 'codec-mismatch', codes: [...codesOf('SIP', '415'), ...codesOf('3CX test', 'CodecMismatch')],
    symptom: 'The call is refused with SIP 415, or it connects and the voice is noise: the codecs do not fit.',
    causes: [
      {
        cause: '3CX offers only codecs that Twilio’s trunk does not take.',
        cure: 'In 3CX open Voice & Chat, the trunk, Options, and put G.711 µ-law and A-law first; take video off.',
        step: 'trunk-in-3cx.enter', field: null,
      },
    ],
  },
  {
    id: 'bad-sdp', codes: codesOf('Twilio', '32102', '32103'),
    symptom: 'Twilio cannot read how the PBX wants to send its audio: the session description (SDP) is damaged or empty.',
    causes: [
      {
        cause: 'A router with SIP ALG rewrites the packets on their way.',
        cure: 'Switch SIP ALG off in the router or firewall of the site, then call again.',
        step: 'premises.sip-alg', field: null,
      },
      {
        cause: 'The PBX sends a call without an offer.',
        cure: 'In 3CX open Voice & Chat, the trunk, Options, and let the PBX deliver the audio (“PBX delivers audio”).',
        step: 'trunk-in-3cx.enter', field: null,
      },
    ],
  },
];
