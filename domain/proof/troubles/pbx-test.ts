import { codesOf, type Trouble } from '../trouble.ts';

// [U] threecx.md 1.3: 3CX publishes the names of these results, not what they mean; the meanings here are read from the names.
const READ_FROM_NAME = { mark: '[U]', note: '3CX publishes the name of this result and not its exact meaning; what stands here follows from the name.' } as const;

/** What 3CX’s own test of a trunk reports, and what its console shows of a trunk. Sources: threecx.md 0.3, 0.5, 1.3, 2.1. */
export const PBX_TEST: readonly Trouble[] = [
  {
    id: 'green-but-no-calls', codes: codesOf('3CX test', 'RegistrationIsNotRequired'),
    symptom: 'The trunk is green in 3CX, but calls do not work.',
    causes: [
      {
        cause: 'A Twilio trunk never registers, so 3CX shows it green whatever its state: green proves nothing.',
        cure: 'Judge by a call: make the outgoing test call, and search here for the code that it leaves in the event log.',
        step: 'outgoing.call', field: null,
      },
      {
        cause: 'The trunk has no outbound rule, so no call ever uses it.',
        cure: 'In 3CX open Outbound Rules and add the rules of your country with the Twilio trunk as Route 1.',
        step: 'rules.enter', field: 'trunk.nameIn3cx',
      },
    ],
  },
  {
    id: 'trunk-wants-registration', codes: [],
    symptom: 'The trunk is red in 3CX, or 3CX says that its registration fails.',
    causes: [
      {
        cause: 'The trunk is set to register, and Twilio takes no registrations.',
        cure: 'Add the trunk again with the provider Twilio, or set its authentication so that no registration is required while Authentication ID and password stay.',
        step: 'trunk-in-3cx.enter', field: 'trunk.authenticationId',
      },
    ],
    // [U] threecx.md 3.1.
    grade: { mark: '[U]', note: 'Which kind of authentication 3CX’s Twilio template chooses by itself is not known.' },
  },
  {
    id: 'credentials-missing-in-3cx', codes: codesOf('3CX test', 'ErrNoAuthID', 'ErrNoAuthPwd', 'ErrNoAuth3way'),
    symptom: 'The trunk’s test in 3CX says that Authentication ID or password is missing.',
    causes: [
      {
        cause: 'A field of the trunk’s authentication is empty in 3CX.',
        cure: 'Copy the credential name and the SIP credential password from the transfer sheet into Voice & Chat, the trunk, and press Save. What belongs to 3-way authentication stays empty: Twilio has none.',
        step: 'trunk-in-3cx.enter', field: 'trunk.authenticationId',
      },
    ],
    grade: READ_FROM_NAME,
  },
  {
    id: 'test-call-answered-with-code', codes: codesOf('3CX test', 'ResponseCodeFail', 'ResponseTextFail'),
    symptom: 'The trunk’s test in 3CX says that the other side answered with a failure.',
    causes: [
      {
        cause: 'Twilio refused the test call, and its answer is a SIP number with a few words.',
        cure: 'Search here for that number, “SIP 403” for example.',
        step: 'outgoing.call', field: null,
      },
    ],
    grade: READ_FROM_NAME,
  },
  {
    id: 'route-not-taken', codes: codesOf('3CX test', 'OutboundRuleFound', 'RouteSkipped', 'RouteFailed'),
    symptom: 'The test in 3CX finds the outbound rule, but its route is skipped or fails.',
    causes: [
      {
        cause: 'The route has no trunk, or one that is red or has all its calls in use.',
        cure: 'In 3CX open Outbound Rules, the rule, and choose the Twilio trunk as Route 1. Then look at the trunk’s number of simultaneous calls.',
        step: 'rules.enter', field: 'trunk.nameIn3cx',
      },
      {
        cause: 'The trunk was tried and refused the call.',
        cure: 'The reason is in the event log as 12294: read the reply at the end of that line.',
        step: 'outgoing.call', field: null,
      },
    ],
    grade: READ_FROM_NAME,
  },
  {
    id: 'trunk-shut', codes: codesOf('3CX test', 'TrunkIsDisabled', 'TrunkIsInboundOnly', 'TrunkIsOutboundOnly'),
    symptom: 'The trunk is switched off in 3CX, or allowed for one direction only.',
    causes: [
      {
        cause: 'Somebody disabled the trunk or one direction of it.',
        cure: 'In 3CX open Voice & Chat, the trunk, Options, and allow both outgoing and incoming calls.',
        step: 'trunk-in-3cx.enter', field: null,
      },
    ],
    grade: READ_FROM_NAME,
  },
  {
    id: 'leaves-through-other-trunk', codes: [],
    symptom: 'Calls succeed but leave through another trunk, and Twilio’s logs show a refused call or none.',
    causes: [
      {
        cause: 'The rule has a second route, and 3CX goes on to it when Twilio refuses: a wrong password hides like that.',
        cure: 'For the test leave Twilio as the only route of the rule. Then search here for the code that appears.',
        step: 'rules.enter', field: 'trunk.nameIn3cx',
      },
      {
        cause: 'Another rule above, for another trunk, catches the number first.',
        cure: 'Type the number into Trunkbook’s simulator, and put the rules in 3CX in the same order.',
        step: 'rules.enter', field: null,
      },
    ],
  },
];
