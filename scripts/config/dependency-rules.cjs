/** Which folder may import which: the table of DESIGN, checked. */
const layers = {
  base: [],
  virt: ['base'],
  incus: ['base'],
  db: ['base'],
  lessons: ['base'],
  access: ['base'],
  audit: ['base', 'db', 'access'],
  auth: ['base', 'db', 'access', 'audit'],
  classes: ['base', 'db', 'access', 'audit', 'auth', 'lessons'],
  accounts: ['base', 'db', 'access', 'audit', 'auth', 'classes', 'labs'],
  labs: ['base', 'virt', 'incus', 'db', 'lessons', 'access', 'classes', 'audit'],
  grading: ['base', 'virt', 'incus', 'db', 'lessons', 'access', 'labs', 'classes'],
  gradebook: ['base', 'db', 'access', 'classes', 'grading'],
  lti: ['base', 'db', 'access', 'auth', 'classes', 'lessons', 'grading', 'gradebook'],
  help: ['base', 'db', 'access', 'audit', 'classes', 'labs', 'grading', 'lessons', 'progress', 'incus', 'virt'],
  gateway: ['base', 'virt', 'auth', 'access', 'classes', 'labs', 'grading', 'help', 'audit', 'lti'],
}

const layerRules = Object.entries(layers).map(([layer, allowed]) => ({
  name: `lib/${layer} may import only: ${allowed.join(', ') || 'nothing internal'}`,
  severity: 'error',
  from: { path: `^lib/${layer}/` },
  to: { path: '^(lib|app)/', pathNot: [`^lib/(${[layer, ...allowed].join('|')})/`, '^lib/gateway/protocol\\.ts$'] },
}))

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...layerRules,
    {
      name: 'no cycles, types apart',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'lib does not know the framework',
      severity: 'error',
      from: { path: '^lib/', pathNot: '^lib/(auth/(session|require-user)|gateway/main)\\.ts$' },
      to: { path: 'node_modules/(next|react)/' },
    },
    {
      // lib/virt/commands and lib/virt/xml are pure: text about commands, forms and documents, made for the browser too.
      name: 'app goes through labs/grading/lessons, not virt or db',
      severity: 'error',
      from: { path: '^app/' },
      to: { path: '^lib/(virt|db)/', pathNot: '^lib/virt/(commands|xml)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'app imports only the wire protocol from the gateway',
      severity: 'error',
      from: { path: '^app/' },
      to: { path: '^lib/gateway/', pathNot: '^lib/gateway/protocol\\.ts$' },
    },
    {
      name: 'production code does not import tests',
      severity: 'error',
      from: { path: '^(app|lib)/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^tests/' },
    },
  ],
  options: {
    // TypeScript 7 has no API that this tool could use; swc tells imports of types from others too.
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^lib/db/generated/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
}
