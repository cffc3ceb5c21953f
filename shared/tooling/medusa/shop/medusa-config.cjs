'use strict'
// Found where the shop is installed: the project itself has no such package.
const { defineConfig } = require(require.resolve('@medusajs/framework/utils', { paths: [__dirname] }))

/* The shop of the tests: no pages of its own, and no secret that anything outside of the machine could reach. */
module.exports = defineConfig({
  projectConfig: {
    databaseUrl: process.env.DATABASE_URL,
    databaseLogging: false,
    http: { storeCors: '', adminCors: '', authCors: '', jwtSecret: 'test shop', cookieSecret: 'test shop' },
  },
  admin: { disable: true },
})
