import { action, madeBy, needOf, there } from './actions.ts';
import { type Drafting, type Given, isOurs, type PlannedTrunk, settle } from './drafting.ts';
import { trunkDomain } from './edges.ts';
import { ledgerKey } from './ledger.ts';
import { matchList } from './match.ts';

type Users = readonly { readonly sid: string; readonly username: string }[];

export function planCredentials(given: Given, trunk: PlannedTrunk, draft: Drafting): void {
  const { wants, intent, account, ledger } = given;
  const name = wants.credentialListName;
  const list = settle(matchList(account.credentialLists, 'credential-list', name, ledger, intent.agreed), draft, {
    what: `This account already has a credential list “${name}” that was not made for this site.`,
    yes: 'Use that list, and set this site’s user in it', no: 'Choose another name for the list',
  });
  const reference = list ? there(list.sid) : madeBy('create-credential-list');
  if (!list) {
    draft.actions.push(action('create-credential-list', { do: 'create-credential-list', name }, {
      naturalKey: name, needs: [needOf(trunk.reference)], words: `Create the credential list “${name}”`, why: 'The PBX proves with a user name and a password that a call is its own.',
    }));
  } else if (list.name !== name) {
    draft.actions.push(action('rename-credential-list', { do: 'rename-credential-list', sid: list.sid, name }, {
      naturalKey: name, words: `Rename the credential list “${list.name}” to “${name}”`, why: 'This site shall have it under that name.',
    }));
  }
  planUser(given, list?.users ?? [], reference, draft);
  const domain = trunkDomain(wants.domainLabel);
  const on = trunk.there?.parts?.credentialLists ?? [];
  const naturalKey = `${domain} ${name}`;
  if (!list || !on.includes(list.sid)) {
    draft.actions.push(action('put-credential-list-on-trunk', { do: 'put-credential-list-on-trunk', trunk: trunk.reference, list: reference }, {
      naturalKey, needs: [needOf(trunk.reference), needOf(reference)], words: `Put the credential list “${name}” on the trunk`, why: 'A list counts only for the trunks it is on.',
    }));
  }
  for (const sid of on) {
    if (sid === list?.sid || !isOurs(ledger, 'credential-list-on-trunk', sid)) continue;
    const other = account.credentialLists.find((one) => one.sid === sid)?.name ?? sid;
    draft.actions.push(action(`take-credential-list-off-trunk ${sid}`, { do: 'take-credential-list-off-trunk', trunk: trunk.reference, sid }, {
      naturalKey: `${domain} ${other}`, needs: ['put-credential-list-on-trunk'].filter((id) => draft.actions.some((one) => one.id === id)),
      words: `Take the credential list “${other}” off the trunk`, why: 'Trunkbook put it there, and this site shall have another list now.',
    }));
  }
}

function planUser(given: Given, users: Users, list: ReturnType<typeof there>, draft: Drafting): void {
  const { wants, intent, ledger } = given;
  const naturalKey = `${wants.credentialListName} ${wants.sipUsername}`;
  const { passwordRevision: secretRevision } = wants;
  const user = users.find((other) => other.username === wants.sipUsername);
  if (user) {
    if (secretRevision !== null && ledger.secretSent.get(user.sid) !== secretRevision) {
      const ours = ledger.secretSent.has(user.sid) || isOurs(ledger, 'credential', user.sid) || ledger.unanswered.has(ledgerKey('credential', naturalKey));
      const question = `password ${user.sid}`;
      if (!ours && !intent.agreed.includes(question)) {
        draft.questions.push({
          id: question, about: ['set-password'], what: `The list has a user “${wants.sipUsername}” already, who was not made for this site. A new password cuts off whoever uses it.`,
          yes: 'Set this site’s password for that user', no: 'Choose another user name',
        });
      }
      draft.actions.push(action('set-password', { do: 'set-password', list, sid: user.sid, username: wants.sipUsername, secretRevision }, {
        naturalKey, words: `Set the SIP credential password of “${wants.sipUsername}”`, why: 'Twilio never shows a password, and this one is not known to have been sent.',
      }));
    }
  } else if (secretRevision === null) {
    draft.problems.push({ field: 'sipPassword', why: `Twilio has no user “${wants.sipUsername}” yet. Set the SIP credential password, or have one generated.` });
  } else {
    draft.actions.push(action('create-credential', { do: 'create-credential', list, username: wants.sipUsername, secretRevision }, {
      naturalKey, needs: [needOf(list)], words: `Create the user “${wants.sipUsername}” with the SIP credential password`, why: '3CX logs in to the trunk with it.',
    }));
  }
  for (const { sid, username } of users) {
    if (username === wants.sipUsername || !isOurs(ledger, 'credential', sid)) continue;
    draft.actions.push(action(`remove-credential ${username}`, { do: 'remove-credential', list, sid }, {
      naturalKey: `${wants.credentialListName} ${username}`, needs: ['create-credential'].filter((id) => draft.actions.some((one) => one.id === id)),
      words: `Remove the user “${username}”`, why: 'Trunkbook made it, and 3CX shall log in with another one now.',
    }));
  }
}
