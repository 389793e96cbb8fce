/** The version of the guide that steps are counted over. It grows whenever a step comes or goes, or is judged otherwise: summaries over another version are counted anew. */
export const GUIDE_VERSION = 5;
