import type { Chapter } from '../step.ts';

export const EXTENSIONS: Chapter = {
  id: 'extensions', title: 'DIDs and extensions', steps: [
    {
      id: 'extensions.dids', title: 'Enter the DIDs on the 3CX trunk', kind: 'by-hand', place: '3CX console', page: 'Voice & Chat > (trunk) > DID Numbers',
      what: [
        'A DID (direct inward dialling) is a phone number that leads straight to an extension. The number must be on the trunk at Twilio first.',
        'Log in to the 3CX console, press “Voice & Chat” on the left, press your Twilio trunk, and open the tab “DID Numbers”.',
        'One number: press “Add”, enter it with + and the country code, and press the disk to keep it. The x throws it away.',
        'Many numbers: save the list from Trunkbook as a text file, press “Import”, and choose the file. It has one number a line, and no heading.',
        'Enter every number of the trunk, exactly as Twilio sends it: with +, without spaces.',
        'Press “Save” at the top.',
      ],
      worked: 'The tab lists every number. After saving, the page “Voice & Chat” shows the first three of them in the trunk’s column “Information”.', needs: ['trunk.nameIn3cx', 'trunk.numbers'],
      links: ['3cx-console', 'twilio-support', 'twilio-e164', 'twilio-buy-number'],
      tables: [{ caption: 'A file as 3CX wants it (.txt; the numbers are made up)', sample: true, head: ['Line'], rows: [['+15125550142'], ['+15125550143'], ['+442079460018']] }],
      fails: [
        { sign: '3CX does not take the file, or takes the heading for a number.', cure: 'It must be plain text, one number a line, without a heading. Trunkbook’s own file is.' },
        { sign: 'A call to a DID ends as “Unidentified Incoming Call” (30051).', cure: 'The number is missing here, or written in another form. It must be equal to what Twilio sends.', trouble: 'unidentified-incoming-call' },
        { sign: 'There are not enough numbers.', cure: 'Get more in the chapter “Numbers”. For a contiguous block open a support ticket at Twilio and ask for a range in the area code.' },
      ],
      differs: 'Because a Twilio trunk does not register, 3CX tells by the DID that a call belongs to it. So every number belongs into this list, also those that no extension has. The public guide does not say so.',
    },
    {
      id: 'extensions.users', title: 'Give each extension its DID', kind: 'by-hand', place: '3CX console', page: 'Users',
      what: [
        'An extension can call out without a DID. From outside nobody can call it directly, and nobody can call it back, without one.',
        'Press “Users” on the left. Create the users with their extensions as 3CX’s page on it says, or open those that exist: only an existing extension can get a DID.',
        'Set “Assigned DID number(s)” to the user’s number.',
        'Set “Outbound Caller ID” to the same number, with +.',
        'Press “Save” at the top. The page “Users” comes back.',
        'Many users at once: export the users from 3CX, import that file into Trunkbook, assign there, export it again and import it into 3CX. 3CX’s import skips extensions that exist: those must be changed in the console.',
      ],
      worked: 'Every extension that shall be called directly, or might call for help, has a DID, and the same number as its outbound caller ID.', needs: ['trunk.numbers'],
      links: ['3cx-console', '3cx-create-users'],
      fails: [
        { sign: 'The DID cannot be chosen.', cure: 'It is not entered on the trunk yet (see the step before), or another extension has it.' },
        { sign: 'Calls of one extension are refused by Twilio (32204, 32206, or 403).', cure: 'It has no caller ID, or a foreign one. It must be a number of the trunk, with +.', trouble: 'caller-id-refused' },
        { sign: 'The import changed nothing for some users.', cure: 'Their extensions existed already. Change them in the console.' },
        { sign: 'There are fewer numbers than extensions.', cure: 'Get more in the chapter “Numbers”, or give several extensions of one room the same caller ID; for emergencies see the chapter “Emergency in 3CX”.' },
      ],
      differs: 'The public guide says that an extension without a DID cannot receive calls. It can: from other extensions, from the reception, from a menu. What it lacks is a number of its own.',
    },
  ],
};
