import { z } from 'zod'

const own = ['localhost', '127.0.0.1', '[::1]']

/** Whether we talk to this address: by TLS, or on this machine. */
export function isPlatformUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, username, password } = new URL(text)
  if (username || password) return false
  return protocol === 'https:' || (protocol === 'http:' && own.includes(hostname))
}

export const platformUrlSchema = z.string().trim().max(1000).refine(isPlatformUrl)
