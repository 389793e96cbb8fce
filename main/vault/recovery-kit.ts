import { IDENTITY_COPY, IDENTITY_FILE } from './layout.ts';

export interface RecoveryKit {
  readonly folder: string;
  readonly sites: readonly { readonly id: string; readonly name: string }[];
  /** ISO 8601, UTC. */
  readonly createdAt: string;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/**
 * The page to print: how to open the vault's files with the `age` command and no Trunkbook. The passphrase is not in it; there is a line
 * to write it on by hand.
 */
export function recoveryKitHtml({ folder, sites, createdAt }: RecoveryKit): string {
  const rows = sites.map(({ id, name }) => `<tr><td>${escape(name)}</td><td><code>sites/${escape(id)}/site.age</code></td></tr>`).join('');
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Trunkbook recovery kit</title>
<style>
@page { margin: 18mm }
body { font: 12pt/1.45 Georgia, "DejaVu Serif", serif; color: #111 }
h1 { font-size: 20pt; margin: 0 0 2mm } h2 { font-size: 13pt; margin: 7mm 0 2mm }
code, pre { font: 10.5pt/1.4 "DejaVu Sans Mono", monospace } pre { border: .3mm solid #888; padding: 3mm; white-space: pre-wrap; overflow-wrap: anywhere }
.line { border-bottom: .3mm solid #111; height: 11mm } table { border-collapse: collapse; width: 100% } td { border-bottom: .2mm solid #aaa; padding: 1mm 2mm 1mm 0; overflow-wrap: anywhere }
small { color: #444 }
</style></head><body>
<h1>Trunkbook recovery kit</h1>
<p><small>Printed ${escape(createdAt.slice(0, 10))} for the vault in <code>${escape(folder)}</code></small></p>
<p>This sheet opens your records without Trunkbook. Write the passphrase here by hand, and keep the sheet where you keep contracts. Nobody can recover a lost passphrase: not us, not Twilio, not 3CX.</p>
<div class="line"></div>
<h2>Keep with it</h2>
<p>A copy of the whole data folder. Without the file <code>${IDENTITY_FILE}</code> (or its copy <code>${IDENTITY_COPY}</code>) the passphrase opens nothing.</p>
<h2>Open a file</h2>
<p>Install the program <code>age</code> (Debian and Ubuntu: <code>apt install age</code>; macOS: <code>brew install age</code>; Windows: <code>winget install FiloSottile.age</code>). In the data folder:</p>
<pre>age -d -i ${IDENTITY_FILE} accounts.age
age -d -i ${IDENTITY_FILE} sites/&lt;the site’s id&gt;/site.age</pre>
<p>It asks for the passphrase and prints the content as JSON, to be read with any text editor. What was typed into a site is under <code>body</code>, <code>document</code>; its passwords there under <code>secrets</code>. Pictures are in the folder <code>photos</code> beside the site’s file and open the same way; the picture itself is under <code>body</code>, <code>data</code>, as Base64. A file that does not open may have an older copy in the folder <code>backups</code>, which opens the same way.</p>
<h2>Sites on the day of printing</h2>
<table>${rows === '' ? '<tr><td>None yet.</td></tr>' : rows}</table>
</body></html>`;
}
