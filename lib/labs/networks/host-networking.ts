import type { NetworkSurroundings, PortForward } from '#lib/virt/commands/network-form.ts'
import { type LabRequest, withLabHost } from '../with-lab-host.ts'
import { readPortForwards, readSurroundings } from './read-surroundings.ts'

/** What the networks' widget asks of the host beyond libvirt. */
export interface HostNetworking extends Pick<NetworkSurroundings, 'devices' | 'routes'> {
  /** There is a default route: a way out. */
  hasUplink: boolean
  /** By network. */
  forwards: Record<string, PortForward[]>
}

/** Codes: lab.*, networks.host-unreadable. */
export async function readHostNetworking(request: LabRequest): Promise<HostNetworking> {
  return withLabHost(request, async (host) => {
    const [{ devices, routes, hasUplink }, forwards] = await Promise.all([
      host.libvirt().then((libvirt) => readSurroundings(libvirt, host)),
      readPortForwards(host),
    ])
    return { devices, routes, hasUplink, forwards }
  })
}
