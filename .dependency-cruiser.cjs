// The arrows of docs/architecture.md. Anything else is an error.
const only = (name, from, allowed) => ({
  name,
  severity: 'error',
  from: { path: from, pathNot: '\\.(test|e2e)\\.ts$|/test/' },
  to: { path: '^(shared|server|kiosk|clienteling|bench)/', pathNot: [from, ...allowed].join('|') },
})

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'nothing-imports-a-test',
      severity: 'error',
      from: { pathNot: '\\.(test|e2e)\\.ts$' },
      to: { path: '\\.(test|e2e)\\.ts$' },
    },
    { name: 'not-to-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '\\?url$' } },
    {
      name: 'domain-is-pure',
      severity: 'error',
      from: { path: '^shared/domain/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core', 'npm'], pathNot: '@noble/hashes' },
    },
    only('domain-knows-nobody', '^shared/domain/', []),
    only('protocol-knows-domain', '^shared/protocol/', ['^shared/domain/']),
    only('modelling-knows-domain', '^shared/modelling/', ['^shared/domain/']),
    only('client-knows-protocol', '^shared/client/', ['^shared/(domain|protocol)/']),
    only('ui-knows-domain', '^shared/ui/', ['^shared/domain/']),
    only('host-is-plain', '^kiosk/host/', ['^shared/(domain|protocol|client)/']),
    only('screen-sees-the-bridge', '^kiosk/src/', [
      '^shared/(domain|protocol|ui)/',
      '^kiosk/browser/bridge-client\\.ts$',
    ]),
    only('phone', '^kiosk/phone/', ['^shared/(domain|protocol|client|ui)/']),
    only('clienteling', '^clienteling/', ['^shared/(domain|protocol|client|ui)/']),
    only('server', '^server/src/', ['^shared/(domain|protocol|modelling)/']),
    only('shop', '^server/shop/', [
      '^shared/(domain|protocol|modelling)/',
      '^server/src/(db|platform)/',
      // Linked to a retailer's own shop: the same port, keys and adapters as the store server has.
      '^server/src/shop-port\\.ts$',
      '^server/src/features/stores/(read-store|default-store)\\.ts$',
      '^server/src/upstream/(adapters/|connector|online-shop|people-keys|told-version|link/(read-link|platforms|store-link)|vendure/|medusa/|shopify/)',
    ]),
    {
      name: 'features-meet-through-ports',
      severity: 'error',
      from: { path: '^server/src/features/([^/]+)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^server/src/features/', pathNot: '^server/src/features/$1/' },
    },
    {
      name: 'features-know-no-transport',
      severity: 'error',
      from: { path: '^server/src/features/', pathNot: '\\.test\\.ts$' },
      to: { path: '^server/src/(transport|app|main|upstream)', pathNot: '^server/src/transport/handler\\.ts$' },
    },
    {
      name: 'electron-in-two-files',
      severity: 'error',
      from: { pathNot: '^kiosk/electron/(main|preload)\\.ts$' },
      to: { path: 'node_modules/electron/', dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.vue', '.js', '.mjs', '.json'],
    },
  },
}
