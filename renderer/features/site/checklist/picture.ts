/** The longest side of a small picture, in pixels. */
const SMALL = 320;

/** Why a file was not taken for a picture. */
export class NotAPicture extends Error {}

/** Base64 of a file's bytes. */
export async function base64Of(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return bytes.toBase64();
}

/** A small JPEG of a picture, drawn by the page. Throws NotAPicture where Chromium cannot read the file. */
export async function thumbnailOf(blob: Blob): Promise<Blob> {
  const bitmap = await createImageBitmap(blob).catch(() => { throw new NotAPicture(); });
  const scale = Math.min(1, SMALL / Math.max(bitmap.width, bitmap.height));
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(bitmap.width * scale)), Math.max(1, Math.round(bitmap.height * scale)));
  const context = canvas.getContext('2d');
  if (!context) throw new NotAPicture();
  // A transparent picture would come out black as a JPEG.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.8 });
}

/** The pictures among what was pasted or dropped. */
export function picturesIn(data: DataTransfer | null): readonly File[] {
  return [...(data?.files ?? [])].filter((file) => file.type.startsWith('image/'));
}
