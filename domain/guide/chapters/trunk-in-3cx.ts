import { BY_HAND, NOT_SECURE, SECURE, WITH_KEY } from '../conditions.ts';
import type { Chapter } from '../step.ts';

export const TRUNK_IN_3CX: Chapter = {
  id: 'trunk-in-3cx', title: 'Trunk in 3CX', steps: [
    {
      id: 'trunk-in-3cx.enter', title: 'Enter the trunk in 3CX', kind: 'by-hand', place: '3CX console', page: 'Voice & Chat > Add Trunk',
      what: [
        'Log in to the 3CX console as an administrator, press “Voice & Chat” on the left, then “Add Trunk”.',
        'Copy the trunk’s name from the transfer sheet into “Name”. The outbound rules will point to it.',
        'Under “Voip Provider” choose your country, or “Worldwide”, in “Country”, and then “Twilio” in “Provider”.',
        'Copy the termination URI into “Registrar/Server”. It must contain .pstn. and the edge; an address with .sip.twilio.com belongs to another product and does not work here.',
        'Copy the user name of the credential into “Authentication ID (SIP User ID)”.',
        'Copy the SIP credential password into “Authentication password”. Not the 3CX admin password.',
        'Enter the main number, with + and the country code.',
        'If the form asks for the type of authentication, take the one without registration: Twilio’s trunks take no registration. What the Twilio template chooses by itself is not confirmed.',
        'Press “Save” at the top.',
        { when: WITH_KEY, text: 'A value is missing on the transfer sheet? Refresh: Trunkbook reads the termination URI and the user name from Twilio again. A lost password it can only replace.' },
        { when: BY_HAND, text: 'A value is missing on the transfer sheet? In the Twilio Console, “Elastic SIP Trunking > Manage > Trunks” has the “Termination SIP URI”; “Manage > Credential lists”, and there the “Friendly Name” of your list, leads to the user name under “Credential Name”. The password can be read nowhere: set a new one in that list.' },
      ],
      worked: '3CX goes on to “Add Outbound Rule”. A green light is no proof: a Twilio trunk never registers. Only a test call proves it.',
      needs: ['trunk.nameIn3cx', 'trunk.terminationUri', 'trunk.authenticationId', 'trunk.sipPassword', 'trunk.mainNumber'],
      links: ['3cx-console', 'twilio-trunks', 'twilio-credential-lists'],
      fails: [
        { sign: '“Twilio” is not in the list of providers.', cure: 'Choose “Worldwide” as the country. If it is missing there too, update 3CX.' },
        { sign: 'The trunk shows as not registered, or 3CX logs that a registration failed (12293, 12294).', cure: 'Check “Registrar/Server” letter by letter (12293: the name was not found). If the settings have a choice for registration, turn it off: Twilio has none.', trouble: 'trunk-wants-registration' },
        { sign: 'There is a second Twilio trunk on this PBX.', cure: '3CX tells incoming calls of trunks apart by their numbers: enter every number on one trunk only.' },
      ],
      differs: 'Where its values were lost, the public guide takes the password that 3CX showed when the PBX was made. That is the 3CX admin password, and calls with it are refused (32202). The right one is the SIP credential password; it cannot be read back from Twilio, only set anew, and then also here.',
    },
    {
      id: 'trunk-in-3cx.encryption', title: 'Make both sides agree on encryption', kind: 'by-hand', place: '3CX console', page: 'Voice & Chat > (trunk) > Options',
      what: [
        'Twilio’s side is the choice of the step “Say what the trunk shall be”. 3CX must be set to the same, or no call gets through.',
        { when: SECURE, text: 'With Secure Trunking on, set the transport to TLS in the trunk’s tab “Options”.' },
        { when: SECURE, text: 'With TLS 3CX asks for a root certificate. Twilio’s is signed by DigiCert: give it the bundle of Global Root CA, Global Root G2 and Global Root G3 that Twilio’s documents offer, so that it holds whichever signs next.' },
        { when: SECURE, text: 'With TLS leave the port on automatic, or set it to 5061 beside “Registrar/Server” if 3CX finds none by itself.' },
        { when: SECURE, text: 'With Secure Trunking on, set SRTP to enforced, save, and make the outgoing and the incoming test at once.' },
        { when: NOT_SECURE, text: 'With Secure Trunking off, in the trunk’s tab “Options” leave the transport as the template has it, but not on TLS, and leave SRTP off.' },
        'Leave the codecs on G.711 (µ-law, A-law).',
      ],
      worked: 'Transport and SRTP in 3CX fit to Secure Trunking at Twilio, and a test call has been made with these settings.', needs: ['trunk.terminationUri'], links: ['3cx-console', 'twilio-trunks'],
      fails: [
        { sign: 'Twilio logs 32209: the call came by UDP or TCP.', cure: 'Secure Trunking is on and 3CX does not use TLS. Set TLS, or turn Secure Trunking off in the step “Say what the trunk shall be” and set it so at Twilio.', trouble: 'plain-signalling-to-secure-trunk' },
        { sign: 'Twilio logs 32208: the voice is not encrypted.', cure: 'Secure Trunking is on and 3CX offers plain RTP. Enforce SRTP, or turn Secure Trunking off.', trouble: 'plain-audio-to-secure-trunk' },
        { sign: 'Twilio logs 32207: the voice is encrypted.', cure: 'Secure Trunking is off and 3CX offers SRTP. Turn SRTP off in 3CX, or Secure Trunking on.', trouble: 'srtp-to-plain-trunk' },
        { sign: 'Twilio logs 32222, or 32011 with TLS.', cure: 'The PBX speaks an older TLS than 1.2. Update 3CX or its machine.', trouble: 'tls-too-old' },
        { sign: '3CX reports a problem with the certificate.', cure: '3CX’s rule is: no wildcard certificates, and the name must match exactly. If Twilio’s certificate is a wildcard, as reported, TLS does not work on this trunk: turn Secure Trunking off.', trouble: 'certificate-refused' },
        { sign: '3CX logs 488 for outgoing calls.', cure: 'The two sides do not agree on the encryption of voice: compare SRTP in 3CX with Secure Trunking.', trouble: 'media-not-acceptable' },
      ],
      // 3CX allows TLS for trunks with authentication only (threecx.md 0.2), and Twilio takes no registration (3.1).
      // [U] TLS and SRTP between 3CX's Twilio template and Twilio, in either direction (twilio.md 0.1, threecx.md 3.1).
      differs: 'The public guide turns Secure Trunking on and never sets TLS or SRTP in 3CX: so set up, Twilio refuses every call. 3CX itself says that TLS is for trunks that authenticate, and not for those known by their address alone: keep the authentication ID and password entered. Whether 3CX’s Twilio template accepts Twilio’s certificate, and whether 3CX takes Twilio’s incoming TLS calls, is not confirmed. If a test fails, the way that works is Secure Trunking off.',
    },
  ],
};
