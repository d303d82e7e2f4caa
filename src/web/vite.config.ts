// Builds the page into dist/web: nothing inline (the daemon's CSP allows neither script nor style), and beside every text file
// its gzip, which the daemon sends as it is.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { constants, gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

/**
 * Four scripts: the frame with the wall; the map; charts with the page about one link; all other pages. What is alike compresses
 * best together, and nobody waits for what he does not look at.
 */
const GROUPS = [
  { name: 'map', test: /leaflet|supercluster|kdbush|src\/web\/(?:pages\/)?map\// },
  { name: 'link', test: /uplot|src\/web\/(?:chart|pages\/link)\// },
  { name: 'desk', test: /src\/web\/pages\/(?:links|alerts|vicon|rollout|reports|maintenance|settings)\// },
  { name: 'room', test: /./ },
];
const TEXT = /\.(?:js|css|html|svg|json)$/;

/** Writes FILE.gz beside every text file that was built. */
function gzipped(): Plugin {
  let outDir = '';
  return {
    name: 'jalur-gzip',
    apply: 'build',
    configResolved: (config) => {
      outDir = resolve(config.root, config.build.outDir);
    },
    writeBundle: () => {
      for (const entry of readdirSync(outDir, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile() || !TEXT.test(entry.name)) continue;
        const file = join(entry.parentPath, entry.name);
        writeFileSync(`${file}.gz`, gzipSync(readFileSync(file), { level: constants.Z_BEST_COMPRESSION }));
      }
    },
  };
}

export default defineConfig({
  root: import.meta.dirname,
  publicDir: 'public',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [gzipped()],
  build: {
    outDir: resolve(import.meta.dirname, '../../dist/web'),
    emptyOutDir: true,
    target: 'es2023',
    // Fonts and images stay files: data: URLs would need a wider CSP.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // Else the first group takes along whatever it needs, and with it what all others need.
      output: { codeSplitting: { includeDependenciesRecursively: false, groups: GROUPS } },
    },
  },
});
