import { iso8601, refuse } from '../http.ts';
import { readMoment } from '../moments.ts';
import { modernList } from '../paging.ts';
import { type Call, findBySid, type Route } from '../route.ts';
import type { Alert } from '../world-data.ts';

const host = 'monitor.twilio.com';
const ALERTS = '/v1/Alerts';
const LEVELS = ['error', 'warning', 'notice', 'debug'];
/** Twilio keeps alerts so long (twilio.md 1.10). */
const KEPT = 30 * 86_400_000;

function show(call: Call, alert: Alert): object {
  return {
    sid: alert.sid, account_sid: call.data.account.sid, alert_text: alert.text, api_version: '2010-04-01', error_code: String(alert.code), log_level: alert.level,
    more_info: `https://www.twilio.com/docs/errors/${alert.code}`, request_method: null, request_url: alert.requestUrl === '' ? null : alert.requestUrl, resource_sid: alert.resourceSid, service_sid: null,
    date_generated: iso8601(alert.generatedAt), date_created: iso8601(alert.createdAt), date_updated: iso8601(alert.updatedAt), url: `https://${host}${ALERTS}/${alert.sid}`,
  };
}

/** NC: alert-details — alerts about SIP calls have these empty. */
function showWhole(call: Call, alert: Alert): object {
  return { ...show(call, alert), request_variables: '', request_headers: '', response_body: '', response_headers: '' };
}

/** What can be read by now: an alert comes a little after what it is about. */
function readable({ data, now }: Call): Alert[] {
  return data.alerts.filter(({ createdAt, generatedAt }) => createdAt <= now && generatedAt > now - KEPT);
}

/** NC: alert-filters — the dates are compared with when it happened; an unknown level is refused with 20001. */
function wanted({ request: { query } }: Call): (alert: Alert) => boolean {
  const level = query.get('LogLevel');
  if (level !== null && level !== '' && !LEVELS.includes(level)) throw refuse(20001, `LogLevel must be one of ${LEVELS.join(', ')}`);
  const [start, end] = [readMoment(query, 'StartDate'), readMoment(query, 'EndDate')];
  return (alert) => (!level || alert.level === level) && (start === null || alert.generatedAt >= start.first) && (end === null || alert.generatedAt <= end.last);
}

export const alertRoutes: readonly Route[] = [
  { method: 'GET', host, path: ALERTS, run: (call) => modernList(call, 'alerts', readable(call).filter(wanted(call)), (alert) => show(call, alert)) },
  { method: 'GET', host, path: `${ALERTS}/{Sid}`, run: (call) => ({ status: 200, body: showWhole(call, findBySid(call, readable(call), call.part('Sid'))) }) },
];
