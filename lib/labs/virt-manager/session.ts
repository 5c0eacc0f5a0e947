import { VirtLabError } from '#lib/base/error.ts'
import type { LabHost } from '../lab-host.ts'

/** The VNC server of virt-manager's screen, in the lab host. */
export const screenSocket = '/run/virt-manager/screen'

const unit = 'virt-manager.service'
const program = '/usr/local/lib/lab-host/virt-manager-session'
/** Nobody has looked for so long, and it closes by itself: the VNC server in the lab counts, not this process. */
const idleSeconds = 300
const startSeconds = 60
const locales = { zh: 'zh_CN.UTF-8', en: 'C.UTF-8' }

type SessionHost = Pick<LabHost, 'run'>

/** Whether virt-manager's window is on its screen. */
export async function isVirtManagerOpen(host: SessionHost): Promise<boolean> {
  return (await host.run(['systemctl', 'is-active', unit])).exitCode === 0
}

/**
 * Resolves when the window of the lab's one virt-manager is on its screen: started, as the student, or there already.
 * Codes: virt-manager.not-installed, which a student may mend; virt-manager.not-started with its words.
 */
export async function openVirtManager(host: SessionHost, locale: keyof typeof locales): Promise<void> {
  if ((await host.run(['test', '-x', '/usr/bin/virt-manager'])).exitCode !== 0)
    throw new VirtLabError({ code: 'virt-manager.not-installed', message: 'not installed in the lab', status: 409 })
  // `start` joins the one that is starting; when there is none, the unit is made; when another made it meanwhile, joins that.
  const script = 'systemctl start "$0" 2>/dev/null || "$@" || systemctl start "$0" 2>/dev/null'
  const made = await host.run(['sh', '-c', script, unit, ...makeUnit(locale)], {
    timeoutMs: (startSeconds + 30) * 1000,
  })
  if (made.exitCode === 0) return
  const log = await host.run(['journalctl', '--unit', unit, '--lines=20', '--output=cat', '--no-pager'])
  const words = log.stdout.trim() || made.stderr.trim()
  throw new VirtLabError({ code: 'virt-manager.not-started', message: words, params: { words }, status: 502 })
}

/** Ready when the session says that the window is there; forgotten by systemd when it ends. */
function makeUnit(locale: keyof typeof locales): string[] {
  const properties = ['Type=notify', 'NotifyAccess=all', 'RuntimeDirectory=virt-manager', 'RuntimeDirectoryMode=0700']
  return [
    'systemd-run',
    '--quiet',
    '--collect',
    `--unit=${unit}`,
    '--uid=student',
    '--working-directory=/home/student',
    '--setenv=HOME=/home/student',
    `--setenv=LANG=${locales[locale]}`,
    ...[...properties, `TimeoutStartSec=${startSeconds}`].map((property) => `--property=${property}`),
    '--',
    program,
    screenSocket,
    String(idleSeconds),
  ]
}
