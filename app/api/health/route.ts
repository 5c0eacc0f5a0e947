import { readHealth } from '#lib/labs/health.ts'

export const dynamic = 'force-dynamic'

/**
 * 200 when pages are served and the database answers; `status` is `degraded` when something that labs need is not well, and the other
 * fields say what.
 */
export async function GET(): Promise<Response> {
  const { serves, healthy, parts } = await readHealth()
  const status = serves ? (healthy ? 'ok' : 'degraded') : 'database-unreachable'
  const body = { status, uptimeSeconds: Math.round(process.uptime()), ...parts }
  return Response.json(body, { status: serves ? 200 : 503, headers: { 'cache-control': 'no-store' } })
}
