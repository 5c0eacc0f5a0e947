#!/usr/bin/env node
/** Says in plain words what works on this machine and what is missing: `npm run doctor`. Exit code 1 if something needed is. */
import fs from 'node:fs'
import path from 'node:path'
import { readVerdict } from './kvm-proof.mjs'
import { probeIncus } from './setup/incus.mjs'
import { lowKernelLimits } from './setup/kernel-limits.mjs'
import { imageHash, readImage } from './setup/lab-image.mjs'
import { isPortTaken, readDistribution, readFreeBytes } from './setup/machine.mjs'
import { incusSocket, port } from './setup/settings.mjs'
import { findServer } from './setup/site.mjs'
import { say } from './setup/words.mjs'

let healthy = true
/** `works`: true, false, or null where it is good to know but nothing depends on it. */
function tell(works, name, text) {
  if (works === false) healthy = false
  console.log(`${works === null ? '·' : works ? '✔' : '✘'} ${name}: ${text}`)
}

const up = say('请运行 npm run up。', 'Run npm run up.')
const { name, suite } = readDistribution()
tell(
  suite !== null,
  say('系统', 'System'),
  suite
    ? name
    : say(
        `${name}，未经测试；请使用 Debian 12/13 或 Ubuntu 24.04。`,
        `${name}, not tried; use Debian 12/13 or Ubuntu 24.04.`,
      ),
)
tell(Number(process.versions.node.split('.')[0]) >= 20, 'Node', process.version)
const freeGiB = readFreeBytes(path.dirname(incusSocket)) / 1024 ** 3
tell(freeGiB >= 3, say('磁盘', 'Disk'), say(`剩余 ${freeGiB.toFixed(0)} GiB`, `${freeGiB.toFixed(0)} GiB free`))
const incus = await probeIncus()
tell(
  incus === 'answers',
  'Incus',
  incus === 'answers'
    ? say('正常', 'answers')
    : incus === 'forbidden'
      ? say(
          '当前会话还不属于 incus-admin 组；重新登录即可。',
          'this login is not in the group incus-admin yet; log in again.',
        )
      : say(`没有响应。${up}`, `does not answer. ${up}`),
)
if (incus === 'answers') {
  const image = await readImage()
  const current = image?.hash === imageHash()
  tell(
    current,
    say('实验宿主机镜像', 'Lab host image'),
    current
      ? `${Math.round(image.bytes / 1024 ** 2)} MiB`
      : say(`${image ? '已过期' : '还没有'}。${up}`, `${image ? 'outdated' : 'none yet'}. ${up}`),
  )
}
const low = lowKernelLimits()
tell(
  low.length === 0,
  say('内核限额', 'Kernel limits'),
  low.length === 0
    ? say('足够一个班使用', 'enough for a class')
    : `${low.map(([limit, is, wanted]) => `${limit} = ${is} < ${wanted}`).join(', ')}. ${up}`,
)
tell(null, 'KVM', explainKvm(readVerdict()))
const mapper = fs.existsSync('/dev/mapper/control')
tell(
  null,
  'LVM',
  mapper
    ? say('device-mapper 可用', 'device-mapper is there')
    : say('没有 device-mapper（modprobe dm_mod）。', 'no device-mapper (modprobe dm_mod).'),
)
const running = findServer()
const taken = running === null && (await isPortTaken())
tell(
  !taken,
  say(`端口 ${port}`, `Port ${port}`),
  running
    ? say('网站正在运行', 'the site runs')
    : taken
      ? say('被其他程序占用；可设置 VIRTLAB_PORT。', 'taken by another program; set VIRTLAB_PORT.')
      : say('空闲', 'free'),
)
process.exitCode = healthy ? 0 : 1

function explainKvm(verdict) {
  if (!verdict) return say(`尚未验证。${up}`, `not tested yet. ${up}`)
  if (verdict.reason === 'proved') return say('已通过启动客户机验证。', 'proved by booting a guest.')
  const detail = verdict.detail ? ` (${verdict.detail})` : ''
  if (verdict.reason === 'no-device')
    return say(
      `没有可用的 /dev/kvm${detail}；请在 BIOS 中启用 VT-x/AMD-V，或在外层虚拟机上启用嵌套虚拟化。现在用 TCG。`,
      `no usable /dev/kvm${detail}; enable VT-x/AMD-V in the BIOS, or nested virtualization on the outer VM. TCG for now.`,
    )
  return say(
    `有 /dev/kvm，但客户机没有启动成功${detail}；请改用物理机，或检查外层的嵌套虚拟化。现在用 TCG。`,
    `/dev/kvm is there, but a guest did not boot${detail}; use a physical machine, or check the outer machine's nested virtualization. TCG for now.`,
  )
}
