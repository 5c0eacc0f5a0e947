import { VirtLabError } from '#lib/base/error.ts'
import { checkPortForwards } from '#lib/virt/commands/network-check.ts'
import type { PortForward } from '#lib/virt/commands/network-form.ts'
import {
  forwardScript,
  forwardScriptPath,
  hookWords,
  networkHooksFolder,
} from '#lib/virt/commands/network-forward-script.ts'
import { readNetwork, lookupNetwork } from '#lib/virt/network.ts'
import { gatewayOf, networkFacts } from '#lib/virt/xml/network-facts.ts'
import type { LabHost } from '../lab-host.ts'
import type { OperationContext } from '../operations/operation.ts'
import { refuseFirst } from '../storage/refuse.ts'
import { readPortForwards } from './read-surroundings.ts'

interface PortForwards {
  network: string
  bridge: string
  /** All that are to be. */
  forwards: readonly PortForward[]
  /** At once too: the network runs. */
  apply: boolean
}

/**
 * Writes a network's port forwards into a hook of libvirt's, of its own; other hooks are left alone. If one step fails the
 * file and the rules are as they were. Codes: networks.*, libvirt.43.
 */
export async function setPortForwards(
  input: PortForwards,
  { libvirt, host }: Pick<OperationContext, 'libvirt' | 'host'>,
): Promise<void> {
  const { network: name, bridge, forwards, apply } = input
  const network = await readNetwork(libvirt, (await lookupNetwork(libvirt, { name })).uuid)
  const gateway = gatewayOf(networkFacts(network.xml))
  const known = await readPortForwards(host)
  const others = Object.entries(known).flatMap(([other, list]) => (other === name ? [] : list))
  if (!gateway) throw refusal('forward-no-address', name)
  if (network.bridge !== bridge) throw refusal('bridge-changed', name)
  refuseFirst(checkPortForwards(forwards, gateway, others))
  await refuseListening(host, forwards, known[name] ?? [])

  const path = forwardScriptPath(name)
  const { exitCode, stdout: before } = await host.run(['cat', '--', path])
  try {
    if (forwards.length === 0) {
      if (apply) await must(host, [path, name, ...hookWords.remove])
      await must(host, ['rm', path])
      return
    }
    await must(host, ['mkdir', '-p', networkHooksFolder])
    await must(host, writeScript(path), forwardScript(input))
    await must(host, ['systemctl', 'reload', 'libvirtd'])
    if (apply) await must(host, [path, name, ...hookWords.add])
  } catch (error) {
    if (exitCode === 0) {
      await host.run(writeScript(path), { input: before })
      if (apply) await host.run(['sh', path, name, ...hookWords.add])
    } else {
      if (apply) await host.run(['sh', path, name, ...hookWords.remove])
      await host.run(['rm', '-f', path])
    }
    throw error
  }
}

function writeScript(path: string): string[] {
  return ['sh', '-c', 'cat > "$1" && chmod 755 "$1"', 'write', path]
}

/** A service of the host on such a port could not be reached any more. */
async function refuseListening(
  host: LabHost,
  forwards: readonly PortForward[],
  before: readonly PortForward[],
): Promise<void> {
  const fresh = forwards.filter(
    ({ protocol, hostPort }) => !before.some((one) => one.protocol === protocol && one.hostPort === hostPort),
  )
  if (fresh.length === 0) return
  const { stdout } = await host.run(['ss', '-Hltun'])
  for (const { protocol, hostPort } of fresh) {
    const line = stdout.split('\n').find((text) => text.startsWith(protocol) && listensOn(text, hostPort))
    if (line)
      throw new VirtLabError({
        code: 'networks.port-listening',
        message: line,
        params: { port: hostPort, protocol },
        field: 'hostPort',
        status: 409,
      })
  }
}

function listensOn(line: string, port: number): boolean {
  return line.split(/\s+/)[4]?.endsWith(`:${port}`) ?? false
}

async function must(host: LabHost, command: string[], input?: string): Promise<void> {
  const { exitCode, stderr } = await host.run(command, { input, timeoutMs: 20_000 })
  if (exitCode === 0) return
  const words = stderr.trim()
  throw new VirtLabError({
    code: 'networks.forward-failed',
    message: `${command.join(' ')}: ${words}`,
    params: { words },
  })
}

function refusal(code: string, name: string): VirtLabError {
  return new VirtLabError({ code: `networks.${code}`, message: code, params: { name }, field: 'network', status: 409 })
}
