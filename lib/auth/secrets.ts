import { randomBytes, randomInt } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { env } from '../base/env.ts'
import { singleton } from '../base/singleton.ts'

const accountSchema = z.object({
  username: z.string(),
  password: z.string(),
  role: z.enum(['student', 'instructor', 'admin']),
})
const schema = z.object({ authSecret: z.string().min(32), accounts: z.array(accountSchema) })

export type Secrets = z.infer<typeof schema>
export type SeedAccount = z.infer<typeof accountSchema>

export const secretsFile = path.join(env.stateDir, 'secrets.json')

/** What is random per installation: the session secret and the first accounts. Made at the first call, 0600. */
export function readSecrets(): Secrets {
  return singleton('secrets', () => withAdmin(schema.parse(readFile() ?? makeNew())))
}

function readFile(): unknown {
  try {
    const text = readFileSync(secretsFile, 'utf8')
    chmodSync(secretsFile, 0o600)
    return JSON.parse(text)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

function makeNew(): Secrets {
  const accounts: SeedAccount[] = [
    { username: 'student', password: randomPassword(), role: 'student' },
    { username: 'teacher', password: randomPassword(), role: 'instructor' },
  ]
  return { authSecret: randomBytes(32).toString('base64url'), accounts }
}

/** Every site has an administrator, one from before there were any included. */
function withAdmin(secrets: Secrets): Secrets {
  if (secrets.accounts.some(({ role }) => role === 'admin')) return secrets
  const admin: SeedAccount = { username: 'admin', password: randomPassword(), role: 'admin' }
  return write({ ...secrets, accounts: [...secrets.accounts, admin] })
}

function write(secrets: Secrets): Secrets {
  mkdirSync(env.stateDir, { recursive: true })
  const draft = `${secretsFile}.${process.pid}`
  writeFileSync(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 })
  renameSync(draft, secretsFile)
  return secrets
}

/** To be typed from a sheet of paper: no letters that look alike. 12 of 31 signs are 59 bits. */
export function randomPassword(): string {
  const signs = 'abcdefghjkmnpqrstuvwxyz23456789'
  const part = () => Array.from({ length: 4 }, () => signs[randomInt(signs.length)]).join('')
  return `${part()}-${part()}-${part()}`
}
