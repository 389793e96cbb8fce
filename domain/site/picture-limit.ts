/** The largest picture that is kept beside a site, in bytes: more than any phone or screen makes. */
export const MOST_PICTURE_BYTES = 12_000_000;
