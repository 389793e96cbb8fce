/** Twilio takes ten origination URLs a trunk (21249): the PBX's own, and nine more. */
export const MOST_OTHER_ORIGINS = 9;
