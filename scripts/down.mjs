#!/usr/bin/env node
/** Stops what `npm run up` started: the site, its labs, and Incus if nobody else uses it. */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import { deploymentPrefix } from './setup/deployment.mjs'
import { probeIncus, tryIncus } from './setup/incus.mjs'
import { asRoot, capture } from './setup/run.mjs'
import { inState } from './setup/settings.mjs'
import { stopSite } from './setup/site.mjs'
import { say } from './setup/words.mjs'

console.log(
  (await stopSite())
    ? say('网站已停止。', 'The site is stopped.')
    : say('网站没有在运行。', 'The site was not running.'),
)

if ((await probeIncus()) !== 'silent') {
  const running = await listRunning()
  const prefix = deploymentPrefix()
  const ours = prefix ? running.filter((name) => name.startsWith(prefix)) : []
  if (ours.length > 0) {
    await tryIncus(['stop', '--timeout', '30', ...ours])
    console.log(
      say(
        `已停止 ${ours.length} 个实验环境，其中的文件和虚拟机磁盘都保留。`,
        `Stopped ${ours.length} lab(s); their files and disks are kept.`,
      ),
    )
  }
  await stopIncus()
}

async function listRunning() {
  const { stdout, exitCode } = await tryIncus(['list', '--format', 'json', '--all-projects'])
  return exitCode === 0
    ? JSON.parse(stdout)
        .filter(({ status }) => status !== 'Stopped')
        .map(({ name }) => name)
    : []
}

async function stopIncus() {
  const record = inState('incus-started.json')
  if (!fs.existsSync(record)) return
  const others = await listRunning()
  if (others.length > 0) {
    console.log(
      say(
        `Incus 继续运行：还有 ${others.length} 个其他实例。`,
        `Incus goes on: ${others.length} other instance(s) run.`,
      ),
    )
    return
  }
  const { by } = JSON.parse(fs.readFileSync(record, 'utf8'))
  if (by === 'systemd') await capture(['systemctl', 'stop', 'incus.service', 'incus.socket'], { root: true })
  else {
    const [file, ...args] = asRoot(['incus', 'admin', 'shutdown', '--timeout', '60'])
    spawnSync(file, args, { stdio: 'inherit' })
  }
  fs.rmSync(record)
  console.log(say('Incus 已停止。', 'Incus is stopped.'))
}
