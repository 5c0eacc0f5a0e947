import path from 'node:path'
import { defineConfig } from 'prisma/config'

const root = path.dirname(import.meta.dirname)
const stateDir = path.resolve(root, process.env.VIRTLAB_STATE ?? '.virtlab')

export default defineConfig({
  schema: path.join(root, 'prisma/schema.prisma'),
  migrations: { path: path.join(root, 'prisma/migrations') },
  // The same file as env.databaseUrl in lib/base/env.ts.
  datasource: { url: `file:${path.join(stateDir, 'virtlab.db')}` },
})
