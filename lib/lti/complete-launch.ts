import { log } from '#lib/base/log.ts'
import { auth } from '#lib/auth/auth.ts'
import { isDisabled } from '#lib/auth/sign-in.ts'
import type { Launch } from './claims.ts'
import { type Entrance, enterCourse } from './enter-course.ts'
import { isLaunchRefused, LaunchRefused, type Refusal } from './lti-error.ts'
import { verifyLaunch } from './verify-launch.ts'

export type LaunchResult =
  | { result: 'entered'; entrance: Entrance; locale: Launch['locale'] }
  | { result: 'refused'; reason: Refusal; locale: Launch['locale'] }

/**
 * What a platform sent by way of the browser: checks it, makes account, class and membership, and opens a session, whose cookie is set
 * on the answer. `headers` are the request's. Never rejects: why not goes into the log.
 */
export async function completeLaunch(
  form: Record<string, string>,
  o: { cookie: (name: string) => string | undefined; headers: Headers },
): Promise<LaunchResult> {
  let locale: Launch['locale'] = null
  try {
    const { id_token: idToken, state, error } = form
    if (error) throw new LaunchRefused('platform-refused', `${error}: ${form.error_description ?? ''}`.slice(0, 500))
    if (!idToken || !state) throw new LaunchRefused('bad-request', 'no token or no state')
    const { platform, launch } = await verifyLaunch({ idToken, state, cookie: o.cookie })
    locale = launch.locale
    const entrance = await enterCourse(platform, launch)
    await auth().api.openSession({ body: { userId: entrance.userId }, headers: o.headers })
    return { result: 'entered', entrance, locale }
  } catch (error) {
    const reason = isLaunchRefused(error) ? error.reason : isDisabled(error) ? 'disabled' : 'unexpected'
    log.warn({ err: error, reason }, 'a launch was not let in')
    return { result: 'refused', reason, locale }
  }
}
