import tailwindcss from '@tailwindcss/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

/** The kiosk's screen, for either shell: static files without a single address outside. */
export default defineConfig({
  root: import.meta.dirname,
  // Relative, because Electron serves the same files under a scheme of its own.
  base: './',
  plugins: [vue(), tailwindcss()],
  define: {
    __VUE_OPTIONS_API__: 'false',
    __VUE_PROD_DEVTOOLS__: 'false',
    __INTLIFY_PROD_DEVTOOLS__: 'false',
    __VUE_I18N_FULL_INSTALL__: 'false',
    __VUE_I18N_LEGACY_API__: 'false',
  },
  build: {
    outDir: 'dist/screen',
    emptyOutDir: true,
    target: 'chrome140',
    // An inlined script or font would need an exception in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
})
