/** What electron-vite puts in place of `import.meta.env` when it builds main. */
interface ImportMeta {
  readonly env: { readonly DEV: boolean };
}
