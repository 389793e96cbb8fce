import { useMemo } from 'react';
import type { Directory } from '../../../domain/numbers/directory.ts';
import { EMPTY_DIRECTORY } from '../../../domain/numbers/empty-directory.ts';
import { type Overview, overviewOf } from '../../../domain/overview/overview.ts';
import type { OpenSite } from '../../../domain/site/record.ts';
import { useMirror } from '../../mirror-store.ts';

/** The big parts of the open site. */
export function useDirectory(siteId: string): Directory {
  const directory = useMirror((mirror) => mirror.directory);
  return directory?.siteId === siteId ? directory : EMPTY_DIRECTORY;
}

/** Where a site stands: derived anew only when something of it changed, or the clock moved on. */
export function useOverview(site: OpenSite, directory: Directory, now: number): Overview {
  return useMemo(() => overviewOf({ ...site, directory }, now), [site, directory, now]);
}
