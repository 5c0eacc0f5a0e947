import { hostPackages as guestPackages } from '../guest/packages.mjs'
import fs from 'node:fs'
import { readDistribution } from './machine.mjs'
import { capture, run } from './run.mjs'
import { debianMirror } from './settings.mjs'
import { SetupError } from './setup-error.mjs'
import { say } from './words.mjs'

const incusPackages = ['incus-base', 'incus-client']

/** What `up` needs from the distribution; `extra` is what only some callers need (the browser of the tests). */
export function neededPackages(extra = []) {
  const own = [
    'lxcfs',
    'btrfs-progs',
    'mmdebstrap',
    'squashfs-tools',
    'zstd',
    'xz-utils',
    'uidmap',
    'socat',
    'ca-certificates',
  ]
  return [...new Set([...incusPackages, ...own, ...guestPackages, ...extra])]
}

async function missingOf(packages) {
  const { stdout } = await capture(['dpkg-query', '-W', '-f', '${db:Status-Status} ${Package}\n', ...packages])
  const installed = new Set(stdout.split('\n').map((line) => /^installed (.+)$/.exec(line)?.[1]))
  return packages.filter((name) => !installed.has(name))
}

/** Installs those packages that are missing; 'ready' if none is. */
export async function installPackages({ extra = [], signal, report }) {
  const missing = await missingOf(neededPackages(extra))
  if (missing.length === 0) return 'ready'
  report(missing.join(' '))

  const backports = await addBackports(missing)
  const apt = { root: true, env: { DEBIAN_FRONTEND: 'noninteractive' }, signal, onLine: report }
  // A third party's source that is down must not stop us: what counts is whether our packages can be had.
  await capture(['apt-get', 'update'], apt)
  const install = async (names, options = []) => {
    if (names.length === 0) return
    const flags = ['-y', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=600', '-o', 'Acquire::Retries=3']
    await run(['apt-get', 'install', ...flags, ...options, ...names], {
      ...apt,
      problem: say(
        `无法安装系统软件包：${names.join(' ')}。`,
        `These system packages could not be installed: ${names.join(' ')}.`,
      ),
      fix: say(
        '请检查能否访问 Debian/Ubuntu 软件源（apt-get update），然后重新运行。',
        "Check that the distribution's package server can be reached (apt-get update), then run this again.",
      ),
    })
  }
  await install(
    missing.filter((name) => incusPackages.includes(name)),
    backports ? ['-t', backports] : [],
  )
  await install(missing.filter((name) => !incusPackages.includes(name)))
  const still = await missingOf(neededPackages(extra))
  if (still.length > 0)
    throw new SetupError(
      say(`仍缺少软件包：${still.join(' ')}。`, `Still missing: ${still.join(' ')}.`),
      say('请手动安装后重试。', 'Install them by hand and run this again.'),
    )
}

/** Debian 12 has Incus in its backports only. */
async function addBackports(missing) {
  if (readDistribution().suite !== 'bookworm' || !missing.some((name) => incusPackages.includes(name))) return null
  const { stdout } = await capture(['apt-cache', 'policy'])
  if (!/bookworm-backports/.test(stdout)) {
    const lists = '/etc/apt/sources.list.d'
    const present = fs
      .readdirSync(lists)
      .some((name) => fs.readFileSync(`${lists}/${name}`, 'utf8').includes('bookworm-backports'))
    if (!present)
      await run(['tee', `${lists}/virtlab-backports.list`], {
        root: true,
        input: `deb ${debianMirror} bookworm-backports main\n`,
      })
  }
  return 'bookworm-backports'
}
