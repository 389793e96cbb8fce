// A process made to be killed at Twilio: does one job on a site. Its argument is a Provisioning as JSON.
import process from 'node:process';
import { provision, type Provisioning } from './provision.ts';

const { job } = await provision(JSON.parse(process.argv[2] ?? '') as Provisioning);
process.stdout.write(`${job.state}\n`);
