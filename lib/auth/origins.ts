import { env } from '../base/env.ts'

const allowed = new Set([
  `http://localhost:${env.port}`,
  `http://127.0.0.1:${env.port}`,
  `http://[::1]:${env.port}`,
  ...env.extraOrigins,
])

/** Whether pages of this origin may open WebSockets and ask for tickets. No Origin header at all is a refusal too. */
export function isAllowedOrigin(origin: string | null | undefined): boolean {
  return origin != null && allowed.has(origin)
}
