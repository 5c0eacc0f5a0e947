import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { capture, isRoot } from './run.mjs'
import { cacheDir, host, incusSocket, port, root } from './settings.mjs'
import { SetupError } from './setup-error.mjs'
import { say } from './words.mjs'

const supported = { 'debian 12': 'bookworm', 'debian 13': 'trixie', 'ubuntu 24.04': 'noble' }

/** The distribution: { id, version, name, suite }; suite is null where VirtLab was not tried. */
export function readDistribution() {
  const text = fs.existsSync('/etc/os-release') ? fs.readFileSync('/etc/os-release', 'utf8') : ''
  const field = (name) => new RegExp(`^${name}="?([^"\n]*)"?$`, 'm').exec(text)?.[1] ?? ''
  const [id, version] = [field('ID'), field('VERSION_ID')]
  return { id, version, name: field('PRETTY_NAME') || process.platform, suite: supported[`${id} ${version}`] ?? null }
}

export const hasSystemd = fs.existsSync('/run/systemd/system')

/** Free bytes of the file system that `directory`, or its nearest ancestor that exists, is on. */
export function readFreeBytes(directory) {
  let existing = directory
  while (!fs.existsSync(existing)) existing = path.dirname(existing)
  const { bavail, bsize } = fs.statfsSync(existing)
  return bavail * bsize
}

/** Whether we can be root: by being it, by sudo without a password, or by asking once on a terminal. */
export async function checkRoot() {
  if (isRoot) return
  const { exitCode } = await capture(['sudo', '-n', 'true'])
  if (exitCode === 0) return
  const hint = say(
    '请用 root 用户运行，或先让当前用户可以使用 sudo（usermod -aG sudo 用户名）。',
    'Run it as root, or let this user use sudo first (usermod -aG sudo USER).',
  )
  if (exitCode === 127)
    throw new SetupError(say('没有 root 权限，也没有安装 sudo。', 'Not root, and sudo is not installed.'), hint)
  if (process.stdin.isTTY) {
    const { spawnSync } = await import('node:child_process')
    if (spawnSync('sudo', ['-v'], { stdio: 'inherit' }).status === 0) return
  }
  throw new SetupError(
    say('需要 root 权限，而 sudo 要求输入密码。', 'Root rights are needed, and sudo asks for a password.'),
    hint,
  )
}

export function checkDistribution() {
  const { suite, name } = readDistribution()
  if (suite && process.arch === 'x64') return
  throw new SetupError(
    say(`不支持的系统：${name}（${process.arch}）。`, `This system is not supported: ${name} (${process.arch}).`),
    say(
      '请使用 x86-64 的 Debian 12、Debian 13 或 Ubuntu 24.04。',
      'Use Debian 12, Debian 13 or Ubuntu 24.04 on x86-64.',
    ),
  )
}

const gib = 1024 ** 3

/** Room for what a first run puts on the disk; each place once per file system. */
export function checkDiskSpace() {
  const wanted = [
    [path.dirname(incusSocket), 10],
    [cacheDir, 2],
    [root, 2],
  ]
  for (const [directory, need] of wanted) {
    const free = readFreeBytes(directory) / gib
    if (free >= need) continue
    throw new SetupError(
      say(
        `磁盘空间不足：${directory} 所在的文件系统只剩 ${free.toFixed(1)} GiB，需要 ${need} GiB。`,
        `Not enough disk space: ${directory} is on a file system with ${free.toFixed(1)} GiB free, and ${need} GiB are needed.`,
      ),
      say(
        '请腾出空间，或用 VIRTLAB_CACHE 指定别的缓存目录。',
        'Make room, or name another cache directory in VIRTLAB_CACHE.',
      ),
    )
  }
}

/** Whether something answers on our port already. */
export function isPortTaken() {
  return new Promise((resolve, reject) => {
    const server = net.createServer()
    server.once('error', (error) => (error.code === 'EADDRINUSE' ? resolve(true) : reject(error)))
    server.listen(port, host, () => server.close(() => resolve(false)))
  })
}
