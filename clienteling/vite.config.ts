import { join } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

// One build, two faces: /tablet/ and /office/ beside their common /assets/. Relative addresses, so that the store server may
// serve the folder under any path.
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [vue(), tailwindcss()],
  // The store server writes a nonce of its own into each answer (recognition-ux 7.3).
  html: { cspNonce: '__CSP_NONCE__' },
  define: {
    // No texts are compiled at run time: the store's CSP forbids eval.
    __INTLIFY_JIT_COMPILATION__: true,
    __VUE_OPTIONS_API__: false,
    __VUE_PROD_DEVTOOLS__: false,
    __INTLIFY_PROD_DEVTOOLS__: false,
    __VUE_I18N_LEGACY_API__: false,
    __VUE_I18N_FULL_INSTALL__: true,
  },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // Icons and pictures stay files: `img-src` needs no `data:` for them.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: { chunkFileNames: 'assets/staff-[hash].js' },
      input: {
        tablet: join(import.meta.dirname, 'tablet/index.html'),
        office: join(import.meta.dirname, 'office/index.html'),
      },
    },
  },
})
