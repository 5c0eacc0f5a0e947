/**
 * How long TinyVM's ready disk takes under emulation from QEMU's start to the login prompt on its serial port, with what a
 * lab host's VM has (192 MiB, one CPU): by the clock, and in processor time, which other work on the machine changes less.
 * Median of five. Another disk, to compare with the lab image's in turn: node scripts/bench/guest-boot.ts OTHER.qcow2
 */
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { incus } from '#lib/incus/client.ts'
import { removeInstance, startInstance } from '#lib/incus/instances.ts'
import { createLabInstance } from '#lib/labs/lab-instance.ts'
import { waitForLibvirt, waitForLogin } from '#lib/labs/wait-until-up.ts'

const rounds = Number(process.env.ROUNDS ?? 5)
const images = '/var/lib/libvirt/images'
const lab = `bench-guest-${randomBytes(3).toString('hex')}`

interface Boot {
  loginMs: number
  cpuMs: number
  /** Of loginMs: when the kernel's clock began, its first program ran, and the root file system was there. */
  kernelMs: number
  initramfsMs: number
  rootMs: number
}

/** Output of a shell script in the lab host. */
async function run(script: string, input?: string): Promise<string> {
  const { exitCode, stdout, stderr } = await incus().run(lab, ['bash', '-euc', script], { input, timeoutMs: 180_000 })
  if (exitCode !== 0) throw new Error(`${script.split('\n')[0]}: ${stderr || stdout}`)
  return stdout
}

const define = (disk: string) => `
  qemu-img create -q -f qcow2 -F qcow2 -b ${disk} ${images}/bench.qcow2
  chmod 666 ${images}/bench.qcow2
  virt-install --quiet --name bench --osinfo tinyvm1.0 --memory 192 --vcpus 1 --import --disk ${images}/bench.qcow2 \
    --network network=default --graphics vnc --serial file,path=/var/log/libvirt/qemu/bench.serial --print-xml >/tmp/bench.xml
  virsh -q define /tmp/bench.xml`

/** The log is followed, not asked for again and again: this must not take time from what is measured. */
const boot = `
  echo >/var/log/libvirt/qemu/bench.serial
  date +%s%N
  virsh -q start bench
  # The prompt ends no line.
  while read -r -t 120 -d: text; do case $text in *login) break ;; esac; done < <(exec tail -F /var/log/libvirt/qemu/bench.serial 2>/dev/null)
  date +%s%N
  kill $!
  cut -d')' -f2 /proc/$(cat /run/libvirt/qemu/bench.pid)/stat | awk '{ print ($12 + $13) * 10 }'`

/** What a command of the guest prints, by its agent; and when that was asked. */
const inGuest = (path: string) => `
  until virsh domtime bench >/dev/null 2>&1; do sleep 0.2; done
  date +%s%N
  pid=$(virsh qemu-agent-command bench '{"execute":"guest-exec","arguments":${path},"capture-output":true}}' | grep -o '[0-9]*')
  until answer=$(virsh qemu-agent-command bench '{"execute":"guest-exec-status","arguments":{"pid":'$pid'}}') && grep -q out-data <<<"$answer"; do sleep 0.1; done
  sed 's/.*"out-data":"\\([^"]*\\)".*/\\1/' <<<"$answer" | base64 -d`

async function time(disk: string): Promise<Boot> {
  await run(define(disk))
  try {
    const [started, ready, cpuMs] = (await run(boot)).trim().split('\n').map(Number) as [number, number, number]
    const [asked, uptime] = (await run(inGuest('{"path":"/bin/cat","arg":["/proc/uptime"]'))).split(/\s+/)
    const messages = await run(inGuest('{"path":"/bin/dmesg"'))
    const kernelMs = (Number(asked) - started) / 1e6 - Number(uptime) * 1000
    const at = (words: RegExp) => {
      const stamp = messages
        .split('\n')
        .find((line) => words.test(line))
        ?.match(/\d+\.\d+/)?.[0]
      return kernelMs + Number(stamp) * 1000
    }
    return {
      loginMs: (ready - started) / 1e6,
      cpuMs,
      kernelMs,
      initramfsMs: at(/Run \/init/),
      rootMs: at(/EXT4-fs .*mounted filesystem/),
    }
  } finally {
    await run(`virsh -q destroy bench || true; virsh -q undefine bench; rm -f ${images}/bench.qcow2`)
  }
}

function median(values: number[]): string {
  const middle = values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
  return (middle / 1000).toFixed(1)
}

try {
  await createLabInstance({ labId: 'bench', name: lab, template: null })
  await startInstance(incus(), lab)
  await waitForLogin(lab)
  await waitForLibvirt(lab)
  const disks = [`${images}/tinyvm-1.0-x86_64.qcow2`]
  const [, , other] = process.argv
  if (other) {
    disks.push(`${images}/other.qcow2`)
    await run(`base64 -d >${images}/other.qcow2`, readFileSync(other, 'base64'))
  }
  const boots = new Map<string, Boot[]>(disks.map((disk) => [disk, []]))
  // In turns: what else the machine does meets them all alike.
  for (let round = 0; round < rounds; round++) for (const [disk, list] of boots) list.push(await time(disk))
  for (const [disk, list] of boots) {
    const of = (key: keyof Boot) => median(list.map((one) => one[key]))
    const name = disk.endsWith('other.qcow2') ? other : "the lab image's disk"
    console.log(
      `guest boot, ${name}: login after ${of('loginMs')} s, ${of('cpuMs')} s of processor time (median of ${rounds})`,
    )
    console.log(
      `  kernel ${of('kernelMs')} s, initramfs ${of('initramfsMs')} s, root ${of('rootMs')} s, login ${of('loginMs')} s`,
    )
  }
} finally {
  await removeInstance(incus(), lab)
  incus().close()
}
