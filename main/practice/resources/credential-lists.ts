import { refuse, rfc2822 } from '../http.ts';
import { classicList } from '../paging.ts';
import { type Answer, type Call, DELETED, findBySid, type Route } from '../route.ts';
import { passwordDigest } from '../world.ts';
import type { Credential, CredentialList } from '../world-data.ts';
import { ACCOUNT_PATH, accountPath } from './account.ts';

const host = 'api.twilio.com';
const LISTS = `${ACCOUNT_PATH}/SIP/CredentialLists`;
const CREDENTIALS = `${LISTS}/{ListSid}/Credentials`;
const MOST_LISTS = 100;
const MOST_CREDENTIALS = 1000;
const LIST_REFUSED = 21240;
const CREDENTIAL_REFUSED = 21243;

function listOf(call: Call): CredentialList {
  return findBySid(call, call.data.credentialLists, call.part('ListSid'));
}

function credentialsOf(call: Call): Credential[] {
  const { sid } = listOf(call);
  return call.data.credentials.filter((credential) => credential.listSid === sid);
}

function showList(call: Call, { sid, friendlyName, createdAt, updatedAt }: CredentialList): object {
  const path = `${accountPath(call)}/SIP/CredentialLists/${sid}`;
  return {
    sid, account_sid: call.data.account.sid, friendly_name: friendlyName, date_created: rfc2822(createdAt), date_updated: rfc2822(updatedAt),
    subresource_uris: { credentials: `${path}/Credentials.json` }, uri: `${path}.json`,
  };
}

/** The password never comes back. */
function showCredential(call: Call, { sid, listSid, username, createdAt, updatedAt }: Credential): object {
  return {
    sid, account_sid: call.data.account.sid, credential_list_sid: listSid, username, date_created: rfc2822(createdAt), date_updated: rfc2822(updatedAt),
    uri: `${accountPath(call)}/SIP/CredentialLists/${listSid}/Credentials/${sid}.json`,
  };
}

function freeListName({ form, data }: Call, except: string | null): string {
  const name = form.withCode(LIST_REFUSED).required('FriendlyName', 64);
  if (data.credentialLists.some((list) => list.friendlyName === name && list.sid !== except)) throw refuse(LIST_REFUSED, `A credential list named ${name} exists already`);
  return name;
}

function createList(call: Call): Answer {
  const friendlyName = freeListName(call, null);
  if (call.data.credentialLists.length >= MOST_LISTS) throw refuse(21239, 'Too many credential lists on this account');
  const list = { ...call.world.stamp('CL', call.now), friendlyName };
  call.data.credentialLists.push(list);
  return { status: 201, body: showList(call, list) };
}

function renameList(call: Call): Answer {
  const list = listOf(call);
  Object.assign(list, { friendlyName: freeListName(call, list.sid), updatedAt: call.now });
  return { status: 200, body: showList(call, list) };
}

function removeList(call: Call): Answer {
  const { sid } = listOf(call);
  const { data } = call;
  if (data.trunks.some((trunk) => trunk.credentialLists.some((list) => list.sid === sid))) throw refuse(21241, 'The list is mapped to a trunk');
  data.credentials = data.credentials.filter((credential) => credential.listSid !== sid);
  data.credentialLists = data.credentialLists.filter((list) => list.sid !== sid);
  return DELETED;
}

/** NC: password-limits — any character is taken, and any length from 12 on. */
function acceptPassword(password: string): string {
  if (password.length < 12 || !/\d/.test(password) || !/[a-z]/.test(password) || !/[A-Z]/.test(password)) {
    throw refuse(CREDENTIAL_REFUSED, 'Password must have at least 12 characters, one digit, and mixed case');
  }
  return password;
}

/** NC: username-characters — whatever has no white space; compared as it is written. */
function createCredential(call: Call): Answer {
  const list = listOf(call);
  const form = call.form.withCode(CREDENTIAL_REFUSED);
  const username = form.required('Username', 32);
  if (/\s/.test(username)) throw refuse(CREDENTIAL_REFUSED, 'Username must not have white space');
  const password = acceptPassword(form.required('Password'));
  const others = credentialsOf(call);
  if (others.some((credential) => credential.username === username)) throw refuse(CREDENTIAL_REFUSED, 'This username is in the list already');
  if (others.length >= MOST_CREDENTIALS) throw refuse(21242, 'Too many credentials in this list');
  const made = call.world.stamp('CR', call.now);
  const credential = { ...made, listSid: list.sid, username, passwordDigest: passwordDigest(made.sid, password) };
  call.data.credentials.push(credential);
  return { status: 201, body: showCredential(call, credential) };
}

function changePassword(call: Call): Answer {
  const credential = findBySid(call, credentialsOf(call), call.part('Sid'));
  const password = call.form.text('Password');
  if (password !== undefined) Object.assign(credential, { passwordDigest: passwordDigest(credential.sid, acceptPassword(password)), updatedAt: call.now });
  return { status: 200, body: showCredential(call, credential) };
}

function removeCredential(call: Call): Answer {
  const { sid } = findBySid(call, credentialsOf(call), call.part('Sid'));
  call.data.credentials = call.data.credentials.filter((credential) => credential.sid !== sid);
  return DELETED;
}

export const credentialListRoutes: readonly Route[] = [
  { method: 'GET', host, path: `${LISTS}.json`, run: (call) => classicList(call, 'credential_lists', call.data.credentialLists, (list) => showList(call, list)) },
  { method: 'POST', host, path: `${LISTS}.json`, run: createList },
  { method: 'GET', host, path: `${LISTS}/{ListSid}.json`, run: (call) => ({ status: 200, body: showList(call, listOf(call)) }) },
  { method: 'POST', host, path: `${LISTS}/{ListSid}.json`, run: renameList },
  { method: 'DELETE', host, path: `${LISTS}/{ListSid}.json`, run: removeList },
  { method: 'GET', host, path: `${CREDENTIALS}.json`, run: (call) => classicList(call, 'credentials', credentialsOf(call), (credential) => showCredential(call, credential)) },
  { method: 'POST', host, path: `${CREDENTIALS}.json`, run: createCredential },
  { method: 'GET', host, path: `${CREDENTIALS}/{Sid}.json`, run: (call) => ({ status: 200, body: showCredential(call, findBySid(call, credentialsOf(call), call.part('Sid'))) }) },
  { method: 'POST', host, path: `${CREDENTIALS}/{Sid}.json`, run: changePassword },
  { method: 'DELETE', host, path: `${CREDENTIALS}/{Sid}.json`, run: removeCredential },
];
