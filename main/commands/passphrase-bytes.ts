/** A passphrase as bytes, which are wiped after use; the string it came in cannot be. */
export async function withBytes<Value>(passphrase: string, use: (bytes: Uint8Array) => Promise<Value>): Promise<Value> {
  const bytes = Buffer.from(passphrase.normalize('NFC'), 'utf8');
  try {
    return await use(bytes);
  } finally {
    bytes.fill(0);
  }
}
