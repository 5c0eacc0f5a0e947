import { incus } from '#lib/incus/client.ts'
import { labError } from './lab-error.ts'

const deadlineMs = { login: 60_000, libvirt: 60_000 }

/** Resolves when a student can log in. Rejects with `lab.start-timeout`. */
export async function waitForLogin(instance: string, signal?: AbortSignal): Promise<void> {
  // systemd-user-sessions is what permits logins; the polling is inside, without a process of ours for each look.
  const script = 'until systemctl is-active --quiet systemd-user-sessions.service dbus.socket; do sleep 0.02; done'
  await wait(instance, script, deadlineMs.login, signal)
}

/** Resolves when libvirtd answers. Rejects with `lab.start-timeout`, or `lab.libvirt-failed` with its own words. */
export async function waitForLibvirt(instance: string, signal?: AbortSignal): Promise<void> {
  // "systemctl start" waits for a start that is under way, and says why it failed.
  await wait(instance, 'systemctl start libvirtd.service && virsh --quiet list > /dev/null', deadlineMs.libvirt, signal)
}

async function wait(instance: string, script: string, timeoutMs: number, signal?: AbortSignal): Promise<void> {
  const command = ['sh', '-c', `${script} 2>&1`]
  const result = await incus()
    .run(instance, command, { timeoutMs, signal })
    .catch((error: { code?: string }) => {
      if (error.code !== 'incus.exec-timeout') throw error
      const seconds = timeoutMs / 1000
      throw labError('start-timeout', `${instance} was not up after ${seconds} s`, {
        params: { seconds },
        status: 504,
        cause: error,
      })
    })
  if (result.exitCode === 0) return
  const words = result.stdout.trim()
  throw labError('libvirt-failed', `libvirtd does not answer in ${instance}: ${words}`, {
    params: { words },
    status: 502,
  })
}
