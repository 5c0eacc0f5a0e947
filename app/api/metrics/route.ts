import { mayReadMetrics } from '#lib/auth/metrics-access.ts'
import { readMetrics } from '#lib/labs/lab-metrics.ts'

export const dynamic = 'force-dynamic'

/** For Prometheus: from this machine, or with VIRTLAB_METRICS_TOKEN as bearer token. */
export async function GET(request: Request): Promise<Response> {
  if (!mayReadMetrics(request.headers)) return new Response('forbidden\n', { status: 403 })
  const { text, contentType } = await readMetrics()
  return new Response(text, { headers: { 'content-type': contentType, 'cache-control': 'no-store' } })
}
