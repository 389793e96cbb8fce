import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

// Targets are spelled out: electron-vite 6.0.0 does not know Electron 45 yet (Node 24, Chromium 156).
// Everything is bundled, so a package needs no node_modules and a forgotten dependency breaks the build, not the technician's start.
export default defineConfig({
  main: {
    build: {
      externalizeDeps: false,
      target: 'node24',
      minify: true,
      rollupOptions: { input: path.resolve('main/index.ts'), output: { format: 'es', chunkFileNames: 'chunks/[name]-[hash].js' } },
    },
  },
  // A sandboxed preload must be one CommonJS file with nothing left to require but 'electron'.
  preload: {
    build: {
      target: 'node24',
      externalizeDeps: false,
      minify: true,
      rollupOptions: { input: path.resolve('preload/index.ts'), output: { format: 'cjs', entryFileNames: '[name].cjs' } },
    },
  },
  renderer: {
    root: 'renderer',
    base: './',
    plugins: [react()],
    build: { target: 'chrome156', minify: true, outDir: path.resolve('out/renderer'), rollupOptions: { input: path.resolve('renderer/index.html') } },
  },
});
