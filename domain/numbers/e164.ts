/** The form of an E.164 number: `+`, a country code that does not start with 0, 15 digits at most. Whether it is assigned is another matter. */
export const E164 = /^\+[1-9]\d{6,14}$/;
