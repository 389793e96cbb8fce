// @ts-check
// A Vitest reporter that writes what `npm test` counts. Vitest's own JSON report leaves out why a test was skipped.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cached, root } from './place.mjs';

export const reportFile = cached('vitest.json');

// oxlint-disable-next-line import/no-default-export -- Vitest takes a reporter by its default export
export default class Report {
  /** @param {readonly import('vitest/node').TestModule[]} modules @param {readonly unknown[]} errors outside of any test */
  onTestRunEnd(modules, errors) {
    const files = modules.map((file) => ({
      name: path.relative(root, file.moduleId),
      state: file.state(),
      tests: [...file.children.allTests()].map((test) => {
        const result = test.result();
        return {
          name: test.fullName,
          state: result.state,
          milliseconds: test.diagnostic()?.duration ?? 0,
          ...(result.state === 'skipped' && result.note !== undefined && { reason: result.note }),
        };
      }),
    }));
    mkdirSync(path.dirname(reportFile), { recursive: true });
    writeFileSync(reportFile, JSON.stringify({ files, errors: errors.length }));
  }
}
