import { fileURLToPath } from 'node:url';
import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = process.env.LOKET_URL ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react(), tailwind()],
  resolve: { alias: { '~': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    // light-dark(), field-sizing and nesting stay as written for these browsers.
    target: ['chrome123', 'edge123', 'firefox128', 'safari17.5'],
    // The server's policy allows no inline data beyond pictures; small assets stay files.
    assetsInlineLimit: 0,
    // Says which files a page needs; `npm run size` adds them up.
    manifest: true,
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        // Small parts that many pages share travel together: one file compresses better than twenty.
        codeSplitting: {
          // What only forms of the settings share stays out of what every page loads.
          groups: [
            {
              name: 'parts',
              test: /lucide-react|src\/(ui|lib|api)\/(?!(use-)?merged)/,
              minShareCount: 6,
            },
          ],
        },
      },
    },
  },
  server: {
    proxy: {
      '/api': { target: server, ws: true },
      // Pages that the server makes itself.
      '^/(privacy|data-deletion(/[^?]*)?|permissions|commitments|public\\.css)(\\?.*)?$': server,
    },
  },
});
