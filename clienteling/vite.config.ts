import { resolve } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

// One build, two faces: /tablet/ and /office/ beside their common /assets/. Relative addresses, so that the store server may
// serve the folder under any path.
export default defineConfig({
  base: './',
  plugins: [vue(), tailwindcss()],
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
    rollupOptions: {
      input: {
        tablet: resolve(import.meta.dirname, 'tablet/index.html'),
        office: resolve(import.meta.dirname, 'office/index.html'),
      },
    },
  },
})
