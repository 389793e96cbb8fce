import { emergencyAddress, emergencyState } from '../emergency.ts';
import { iso8601, rfc2822 } from '../http.ts';
import type { Call } from '../route.ts';
import type { PhoneNumber } from '../world-data.ts';
import { accountPath } from './account.ts';

const api = 'api.twilio.com';
const CAPABILITIES = { voice: true, sms: true, mms: true, fax: false };

/** What both APIs say about a number. */
function commonParts(call: Call, number: PhoneNumber): { readonly beta: boolean } & Record<string, unknown> {
  return {
    sid: number.sid, account_sid: call.data.account.sid, phone_number: number.phoneNumber, friendly_name: number.friendlyName, capabilities: CAPABILITIES,
    address_requirements: number.addressRequirements, api_version: '2010-04-01', beta: false, trunk_sid: number.trunkSid,
    voice_url: number.voiceUrl === '' ? null : number.voiceUrl, voice_method: 'POST', voice_fallback_url: null, voice_fallback_method: 'POST', voice_caller_id_lookup: false,
    voice_application_sid: number.voiceApplicationSid, sms_application_sid: '', sms_url: '', sms_method: 'POST', sms_fallback_url: '', sms_fallback_method: 'POST',
    status_callback: '', status_callback_method: 'POST',
  };
}

/** A number as the account's own list shows it. `emergency_status` means nothing any more (twilio.md 1.9). */
export function showNumber(call: Call, number: PhoneNumber): object {
  return {
    ...commonParts(call, number), date_created: rfc2822(number.createdAt), date_updated: rfc2822(number.updatedAt), origin: 'twilio', status: 'in-use', type: number.kind,
    voice_receive_mode: 'voice', address_sid: number.addressSid, bundle_sid: number.bundleSid, identity_sid: null,
    emergency_status: 'Inactive', emergency_address_sid: emergencyAddress(number, call.now), emergency_address_status: emergencyState(number, call.now),
    uri: `${accountPath(call)}/IncomingPhoneNumbers/${number.sid}.json`,
  };
}

/** A number as the trunking API shows it. */
export function showTrunkNumber(call: Call, number: PhoneNumber, trunkSid: string): object {
  return {
    ...commonParts(call, number), date_created: iso8601(number.createdAt), date_updated: iso8601(number.updatedAt),
    url: `https://trunking.twilio.com/v1/Trunks/${trunkSid}/PhoneNumbers/${number.sid}`,
    links: { phone_number: `https://${api}${accountPath(call)}/IncomingPhoneNumbers/${number.sid}.json` },
  };
}

/** A number as an address lists it: no trunking fields beyond the SID, and capabilities in capitals, as in Twilio's example. */
export function showDependentNumber(call: Call, number: PhoneNumber): object {
  const { beta: _, ...common } = commonParts(call, number);
  return {
    ...common, capabilities: { Voice: true, SMS: true, MMS: true }, date_created: rfc2822(number.createdAt), date_updated: rfc2822(number.updatedAt),
    emergency_status: 'Inactive', emergency_address_sid: emergencyAddress(number, call.now), uri: `${accountPath(call)}/IncomingPhoneNumbers/${number.sid}.json`,
  };
}
