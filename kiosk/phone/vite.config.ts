import tailwindcss from '@tailwindcss/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

/** The shopper's own pages, served by the online shop at `/`. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [vue(), tailwindcss()],
  define: { __VUE_OPTIONS_API__: false, __INTLIFY_JIT_COMPILATION__: true, __INTLIFY_DROP_MESSAGE_COMPILER__: false },
  build: {
    outDir: '../dist/phone',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
  },
})
