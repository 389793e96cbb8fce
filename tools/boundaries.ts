// `node tools/boundaries.ts`: holds every import to the arrows of the architecture. Exit code 1 when one goes against them.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { parseSync } from 'oxc-parser';
import { RULES, type Rule } from './boundaries.rules.ts';

const FOLDERS = ['domain', 'main', 'preload', 'renderer', 'tests', 'tools'];

export interface Import {
  readonly file: string;
  readonly line: number;
  /** As boundaries.rules.ts writes targets. */
  readonly target: string;
  readonly names: readonly string[];
  readonly typeOnly: boolean;
}

export interface Finding {
  readonly rule: string;
  readonly where: string;
  readonly what: string;
  readonly why: string;
}

interface Raw {
  readonly start: number;
  readonly specifier: string | undefined;
  readonly names: readonly string[];
  readonly typeOnly: boolean;
}

function sourceFiles(root: string): string[] {
  return FOLDERS.filter((folder) => existsSync(path.join(root, folder)))
    .flatMap((folder) => readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => path.posix.join(folder, name.replaceAll(path.sep, '/'))))
    .filter((file) => /\.[cm]?[jt]sx?$/.test(file) && !file.startsWith('tests/fixtures/'))
    .sort();
}

/** `import()`, `require()` and `import('x').Y` in types lie anywhere in the tree; the parser lists only the statements. */
function importsInside(node: unknown, found: Raw[] = []): Raw[] {
  if (typeof node !== 'object' || node === null) return found;
  if ('type' in node && 'start' in node && typeof node.start === 'number') {
    const literal = (value: unknown): string | undefined =>
      typeof value === 'object' && value !== null && 'value' in value && typeof value.value === 'string' ? value.value : undefined;
    const whole = (source: unknown, typeOnly: boolean): number => found.push({ start: Number(node.start), specifier: literal(source), names: ['*'], typeOnly });
    if (node.type === 'ImportExpression' && 'source' in node) whole(node.source, false);
    if (node.type === 'TSImportType' && 'source' in node) whole(node.source, true);
    if (node.type === 'CallExpression' && 'callee' in node && 'arguments' in node && Array.isArray(node.arguments)) {
      const { callee } = node;
      if (typeof callee === 'object' && callee !== null && 'name' in callee && callee.name === 'require') whole(node.arguments[0], false);
    }
  }
  for (const value of Object.values(node)) importsInside(value, found);
  return found;
}

/** `import { type X }` is not enough: Node and the compiler leave `import {}` of it, which still loads the module. */
const isTypeStatement = (text: string, start: number): boolean => /^(?:import|export)\s+type\b(?!\s*(?:,|from\s*['"]))/.test(text.slice(start, start + 200));

function importsOf(file: string, text: string): Raw[] {
  const { module, program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0]?.message ?? ''}`);
  const imports = module.staticImports.map(({ start, moduleRequest, entries }) => ({
    start,
    specifier: moduleRequest.value,
    names: entries.map(({ importName }) => importName.name ?? (importName.kind === 'Default' ? 'default' : '*')),
    typeOnly: isTypeStatement(text, start),
  }));
  const reexports = module.staticExports.flatMap(({ start, entries }) =>
    entries.flatMap(({ moduleRequest, importName }) =>
      moduleRequest ? [{ start, specifier: moduleRequest.value, names: [importName.name ?? '*'], typeOnly: isTypeStatement(text, start) }] : [],
    ),
  );
  return [...imports, ...reexports, ...importsInside(program)];
}

function targetOf(file: string, specifier: string | undefined): string {
  if (specifier === undefined) return '?';
  const plain = specifier.replace(/\?.*$/, '');
  if (plain.startsWith('.')) return path.posix.join(path.posix.dirname(file), plain);
  if (isBuiltin(plain)) return `node:${plain.replace(/^node:/, '')}`;
  return `npm:${plain}`;
}

/** Every import in the folders of a tree. */
export function readImports(root: string): Import[] {
  return sourceFiles(root).flatMap((file) => {
    const text = readFileSync(path.join(root, file), 'utf8');
    return importsOf(file, text).map(({ start, specifier, names, typeOnly }) => ({
      file,
      line: text.slice(0, start).split('\n').length,
      target: targetOf(file, specifier),
      names,
      typeOnly,
    }));
  });
}

function breaks(rule: Rule, each: Import): boolean {
  if (!rule.files.test(each.file) || !rule.target.test(each.target) || rule.except?.test(each.target)) return false;
  if (rule.typesPass && each.typeOnly) return false;
  return !rule.names || rule.names.some((name) => each.names.includes(name));
}

/** Chains of imports that lead back to where they began, each reported once. Types are gone at run time and may meet in a ring. */
function cycles(imports: readonly Import[]): Finding[] {
  const edges = Map.groupBy(
    imports.filter(({ typeOnly }) => !typeOnly),
    ({ file }) => file,
  );
  const findings: Finding[] = [];
  const done = new Set<string>();
  const chain: string[] = [];
  const visit = (file: string): void => {
    if (done.has(file)) return;
    chain.push(file);
    for (const { target, line } of edges.get(file) ?? []) {
      const back = chain.indexOf(target);
      if (back === -1) visit(target);
      else {
        const ring = [...chain.slice(back), target].join(' -> ');
        findings.push({ rule: 'no-cycles', where: `${file}:${line}`, what: ring, why: 'files that need each other cannot be understood, tested or loaded one by one' });
      }
    }
    chain.pop();
    done.add(file);
  };
  for (const file of edges.keys()) visit(file);
  return findings;
}

/** What goes against the rules in a tree. */
export function check(root: string): Finding[] {
  const imports = readImports(root);
  const broken = imports.flatMap((each) =>
    RULES.filter((rule) => breaks(rule, each)).map((rule) => ({
      rule: rule.name,
      where: `${each.file}:${each.line}`,
      what: `imports ${each.target === '?' ? 'by a computed name' : each.target}${rule.names ? ` (${each.names.join(', ')})` : ''}`,
      why: rule.why,
    })),
  );
  return [...broken, ...cycles(imports)];
}

if (process.argv[1] === import.meta.filename) {
  const findings = check(path.resolve(import.meta.dirname, '..'));
  for (const { rule, where, what, why } of findings) console.log(`${where}  ${what}\n    ${rule}: ${why}`);
  console.log(findings.length === 0 ? 'Every import follows the arrows.' : `${findings.length} imports go against the arrows.`);
  process.exitCode = findings.length === 0 ? 0 : 1;
}
