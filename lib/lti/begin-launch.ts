import { z } from 'zod'
import { beginState, type LaunchCookie } from './launch-state.ts'
import { LaunchRefused } from './lti-error.ts'
import { findPlatforms } from './platforms.ts'

const schema = z.object({
  iss: z.string().min(1).max(1000),
  login_hint: z.string().min(1).max(10_000),
  target_link_uri: z.string().max(2000).optional(),
  client_id: z.string().min(1).max(300).optional(),
  lti_message_hint: z.string().max(20_000).optional(),
  lti_deployment_id: z.string().max(300).optional(),
})

/**
 * A platform says that somebody comes (third-party initiated login): where to send the browser, and the cookie that it must
 * bring back. `launchUrl`: our own. Refuses: bad-request, unknown-platform.
 * https://www.imsglobal.org/spec/security/v1p0/#step-1-third-party-initiated-login
 */
export async function beginLaunch(
  form: Record<string, string>,
  launchUrl: string,
): Promise<{ location: URL; cookie: LaunchCookie }> {
  const parsed = schema.safeParse(form)
  if (!parsed.success) throw new LaunchRefused('bad-request', 'no login initiation', parsed.error)
  const { iss, client_id, login_hint, lti_message_hint } = parsed.data
  const [platform, ...others] = await findPlatforms(iss, client_id)
  if (!platform || others.length > 0)
    throw new LaunchRefused('unknown-platform', `${others.length + (platform ? 1 : 0)} for ${iss}, client ${client_id}`)
  const { state, nonce, cookie } = await beginState(platform.id)
  const location = new URL(platform.authUrl)
  const query = {
    scope: 'openid',
    response_type: 'id_token',
    response_mode: 'form_post',
    prompt: 'none',
    client_id: platform.clientId,
    redirect_uri: launchUrl,
    login_hint,
    state,
    nonce,
    ...(lti_message_hint ? { lti_message_hint } : {}),
  }
  for (const [name, value] of Object.entries(query)) location.searchParams.set(name, value)
  return { location, cookie }
}
