import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import {
  calculateJwkThumbprint,
  type CryptoKey,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
  type JWK_RSA_Public,
} from 'jose'
import { env } from '#lib/base/env.ts'
import { singleton } from '#lib/base/singleton.ts'

interface ToolKey {
  kid: string
  privateKey: CryptoKey
  publicJwk: JWK
}

const file = path.join(env.stateDir, 'lti-key.json')

/** The site's own key pair, by which platforms know it. Made at the first call, 0600; platforms keep its public half. */
export function toolKey(): Promise<ToolKey> {
  const cache = singleton('lti-key', (): { found: Promise<ToolKey> | null } => ({ found: null }))
  cache.found ??= loadKey().catch((error: unknown) => {
    cache.found = null
    throw error
  })
  return cache.found
}

/** What /api/lti/jwks answers. */
export async function toolKeys(): Promise<{ keys: JWK[] }> {
  return { keys: [(await toolKey()).publicJwk] }
}

async function loadKey(): Promise<ToolKey> {
  const jwk = (await readKey()) ?? (await makeKey())
  const privateKey = (await importJWK(jwk, 'RS256')) as CryptoKey
  const { kty, n, e } = jwk as JWK_RSA_Public
  const kid = await calculateJwkThumbprint({ kty, n, e })
  return { kid, privateKey, publicJwk: { kty, n, e, kid, alg: 'RS256', use: 'sig' } }
}

async function readKey(): Promise<JWK | null> {
  try {
    const text = await readFile(file, 'utf8')
    await chmod(file, 0o600)
    return JSON.parse(text)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

async function makeKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  const jwk = await exportJWK(privateKey)
  await mkdir(env.stateDir, { recursive: true })
  const draft = `${file}.${process.pid}`
  await writeFile(draft, `${JSON.stringify(jwk)}\n`, { mode: 0o600 })
  await rename(draft, file)
  return jwk
}
