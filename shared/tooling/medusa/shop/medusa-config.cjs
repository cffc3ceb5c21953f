'use strict'
const { defineConfig } = require('@medusajs/framework/utils')

/* The shop of the tests: no pages of its own, and no secret that anything outside of the machine could reach. */
module.exports = defineConfig({
  projectConfig: {
    databaseUrl: process.env.DATABASE_URL,
    databaseLogging: false,
    http: { storeCors: '', adminCors: '', authCors: '', jwtSecret: 'test shop', cookieSecret: 'test shop' },
  },
  admin: { disable: true },
})
