/** How long what was done may stay invisible in what Twilio lists, in milliseconds (twilio.md 1.5: up to five seconds were seen). */
export const LAG = 15_000;
