import { VaultError } from './errors.ts';

export type SitePart = 'numbers' | 'extensions';
export type DocumentName = 'accounts' | 'contacts' | 'practice/world';
export type FileKind = 'site' | SitePart | 'photo' | 'document' | 'index';

/** One payload file: where it is, and what its content must say about itself. */
export interface FileKey {
  /** Relative to the data folder, with forward slashes. */
  readonly path: string;
  readonly kind: FileKind;
  /** The site's id, `<site's id>/<picture's id>` of a picture, or the document's name. */
  readonly id: string;
}

export const IDENTITY_FILE = 'identity.age';
export const IDENTITY_COPY = 'identity.copy.age';
export const SITES_FOLDER = 'sites';
/** Inside a site's folder. */
export const PHOTOS_FOLDER = 'photos';
export const BACKUPS_FOLDER = 'backups';
export const DAMAGED_FOLDER = 'damaged';
export const LEFTOVER = '.tmp';
export const INDEX_KEY: FileKey = { path: 'index.age', kind: 'index', id: 'index' };

const SITE_PARTS: readonly SitePart[] = ['numbers', 'extensions'];
const DOCUMENTS: readonly DocumentName[] = ['accounts', 'contacts', 'practice/world'];
// Lower case only: 'A' and 'a' are one folder on Windows and macOS, and must not be two sites.
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const SITE_PATH = /^sites\/([^/]+)\/(site|numbers|extensions)\.age$/;
const PHOTO_PATH = /^sites\/([^/]+)\/photos\/([^/]+)\.age$/;

/** Whether a name is a site's id (a UUID in lower case), and so safe to become a folder's name. */
export function isSiteId(id: string): boolean {
  return UUID.test(id);
}

/** Whether a name is a picture's id (a UUID in lower case), and so safe to become a file's name. */
export function isPhotoId(id: string): boolean {
  return UUID.test(id);
}

function checkedSiteId(id: string): string {
  if (isSiteId(id)) return id;
  throw new VaultError({
    code: 'io',
    what: 'The site could not be found.',
    why: 'Its identifier is not one that Trunkbook gives out.',
    next: 'Open the site from the list of sites.',
  });
}

/** @throws VaultError('io') when the id is not a UUID in lower case. */
export function siteKey(id: string): FileKey {
  return { path: `sites/${checkedSiteId(id)}/site.age`, kind: 'site', id };
}

/** @throws VaultError('io') when the id is not a UUID in lower case. */
export function partKey(id: string, part: SitePart): FileKey {
  return { path: `sites/${checkedSiteId(id)}/${part}.age`, kind: part, id };
}

/** @throws VaultError('io') when one of the ids is not a UUID in lower case. */
export function photoKey(siteId: string, photoId: string): FileKey {
  const site = checkedSiteId(siteId);
  if (isPhotoId(photoId)) return { path: `${SITES_FOLDER}/${site}/${PHOTOS_FOLDER}/${photoId}.age`, kind: 'photo', id: `${site}/${photoId}` };
  throw new VaultError({
    code: 'io',
    what: 'The picture could not be found.',
    why: 'Its identifier is not one that Trunkbook gives out.',
    next: 'Open the picture from the step that it belongs to.',
  });
}

export function documentKey(name: DocumentName): FileKey {
  return { path: `${name}.age`, kind: 'document', id: name };
}

/** The key of a path that the vault could have written (not the identity, not the index), else null. */
export function keyOfPath(path: string): FileKey | null {
  const document = DOCUMENTS.find((name) => path === `${name}.age`);
  if (document !== undefined) return documentKey(document);
  const [, photographed, photo] = PHOTO_PATH.exec(path) ?? [];
  if (photographed !== undefined && photo !== undefined) return isSiteId(photographed) && isPhotoId(photo) ? photoKey(photographed, photo) : null;
  const [, id, name] = SITE_PATH.exec(path) ?? [];
  if (id === undefined || !isSiteId(id)) return null;
  const part = SITE_PARTS.find((candidate) => candidate === name);
  return part === undefined ? siteKey(id) : partKey(id, part);
}
