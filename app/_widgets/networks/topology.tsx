'use client'

import { useTranslations } from 'next-intl'
import type { KeyboardEvent } from 'react'
import { classNames } from '#app/_ui/class-names.ts'
import type { HostNetworking } from '#lib/labs/networks/host-networking.ts'
import type { Domain } from '#lib/virt/types.ts'
import { useManagerNavigation } from '../manager/manager-navigation.ts'
import { useModeName } from './use-mode-name.ts'
import type { NetworkView } from './use-networks.ts'

export interface TopologyProps {
  networks: NetworkView[]
  host: HostNetworking | null
  selected: string | null
  onSelect: (network: string) => void
}

const vmBox = { x: 4, width: 156, height: 40, pitch: 48 }
const netBox = { x: 212, width: 216, height: 58, pitch: 70 }
const hostBox = { x: 472, width: 84 }
const outBox = { x: 588, width: 116, height: 48 }
const width = 708

/** Who is plugged into what, and by which way out: drawn from the live state. */
export function Topology({ networks, host, selected, onSelect }: TopologyProps) {
  const t = useTranslations('networks.topology')
  const modeName = useModeName()
  const navigation = useManagerNavigation()
  const vms = [...new Map(networks.flatMap(({ nics }) => nics.map(({ vm }) => [vm.uuid, vm]))).values()].toSorted(
    (a, b) => a.name.localeCompare(b.name),
  )
  const height = Math.max(vms.length * vmBox.pitch, networks.length * netBox.pitch, 80) + 8
  const middle = height / 2
  const top = (count: number, pitch: number, index: number) => middle - (count * pitch) / 2 + index * pitch + 4
  const vmMiddle = (uuid: string) =>
    top(
      vms.length,
      vmBox.pitch,
      vms.findIndex((vm) => vm.uuid === uuid),
    ) +
    vmBox.height / 2
  const uplink = host?.hasUplink ?? false
  const leads = networks.some(({ active, facts }) => active && goesOut(facts.mode))
  return (
    <details open className="border-b border-line">
      <summary className="px-3 py-2 text-xs font-medium text-muted">{t('title')}</summary>
      <div className="scroll-thin max-h-96 overflow-auto px-3 pb-3">
        <ul className="sr-only" data-testid="topology-text">
          {networks.map((network) => (
            <li key={network.uuid}>
              {t('network', {
                name: network.name,
                mode: modeName(network.facts.mode),
                subnet: network.facts.ips[0]?.subnet ?? t('noAddress'),
                state: network.active ? t('active') : t('inactive'),
                vms: network.nics.map(({ vm, nic }) => `${vm.name} ${addressOf(nic)}`.trim()).join(', ') || t('noVms'),
              })}
            </li>
          ))}
          <li>{uplink ? t('uplink') : t('noUplink')}</li>
        </ul>
        {/* biome-ignore lint/a11y/useSemanticElements: a drawing has no fieldset */}
        <svg
          role="group"
          aria-label={t('title')}
          viewBox={`0 0 ${width} ${height}`}
          className="w-full min-w-[30rem] text-[14px]"
          style={{ maxHeight: height }}
          data-testid="topology"
        >
          {networks.map((network, index) => {
            const y = top(networks.length, netBox.pitch, index) + netBox.height / 2
            return (
              <g key={network.uuid}>
                {network.nics.map(({ vm, nic }) => (
                  <Wire
                    key={nic.mac}
                    from={[vmBox.x + vmBox.width, vmMiddle(vm.uuid)]}
                    to={[netBox.x, y]}
                    live={network.active && vm.id !== null && nic.linkState === 'up'}
                  />
                ))}
                {(network.facts.ips.length > 0 || network.facts.mode === 'bridge') && (
                  <Wire from={[netBox.x + netBox.width, y]} to={[hostBox.x, y]} live={network.active} />
                )}
              </g>
            )
          })}
          <Wire from={[hostBox.x + hostBox.width, middle]} to={[outBox.x, middle]} live={uplink && leads} />
          {vms.map((vm, index) => (
            <Box
              key={vm.uuid}
              x={vmBox.x}
              y={top(vms.length, vmBox.pitch, index)}
              width={vmBox.width}
              height={vmBox.height}
              title={vm.name}
              note={addressesOf(vm) || (vm.id === null ? t('vmOff') : t('vmNoAddress'))}
              dim={vm.id === null}
              label={t('openVm', { name: vm.name })}
              onOpen={navigation ? () => navigation.openVm(vm.name) : undefined}
            />
          ))}
          {networks.map((network, index) => (
            <Box
              key={network.uuid}
              x={netBox.x}
              y={top(networks.length, netBox.pitch, index)}
              width={netBox.width}
              height={netBox.height}
              title={network.name}
              note={[network.facts.bridge, network.facts.ips[0]?.subnet].filter(Boolean).join(' · ') || t('noAddress')}
              more={`${modeName(network.facts.mode)} · ${network.active ? t('active') : t('inactive')}`}
              dim={!network.active}
              selected={network.name === selected}
              label={t('select', { name: network.name })}
              onOpen={() => onSelect(network.name)}
            />
          ))}
          <Box
            x={hostBox.x}
            y={4}
            width={hostBox.width}
            height={height - 8}
            title={t('host')}
            note={host ? t('hostNote', { devices: host.devices.length }) : ''}
          />
          <Box
            x={outBox.x}
            y={middle - outBox.height / 2}
            width={outBox.width}
            height={outBox.height}
            title={uplink ? t('outside') : t('noWayOut')}
            note={uplink ? t('outsideNote') : t('noWayOutNote')}
            dim={!uplink}
          />
        </svg>
      </div>
    </details>
  )
}

interface BoxProps {
  x: number
  y: number
  width: number
  height: number
  title: string
  note: string
  more?: string
  /** It does not run: drawn with a dashed edge. */
  dim?: boolean
  selected?: boolean
  label?: string
  onOpen?: () => void
}

function Box({ x, y, width, height, title, note, more, dim = false, selected = false, label, onOpen }: BoxProps) {
  const middle = y + height / 2
  const lines = more === undefined ? [middle - 3, middle + 13] : [y + 18, y + 34, y + 50]
  const shown = [shorten(title, width), shorten(note, width), ...(more === undefined ? [] : [more])]
  const action = onOpen && {
    role: 'button',
    tabIndex: 0,
    // With what is written on it: so it is found by those who speak what they see.
    'aria-label': [label, ...shown].join(' '),
    'aria-pressed': selected,
    onClick: onOpen,
    onKeyDown(event: KeyboardEvent) {
      if (event.key !== 'Enter' && event.key !== ' ') return
      event.preventDefault()
      onOpen()
    },
  }
  return (
    <g {...action} className={classNames('group outline-none', onOpen && 'cursor-pointer')}>
      <rect
        x={x}
        y={y}
        width={width}
        height={height}
        rx={4}
        strokeDasharray={dim ? '4 3' : undefined}
        strokeWidth={selected ? 2 : 1}
        className={classNames(
          'group-focus-visible:stroke-accent group-focus-visible:[stroke-width:3px]',
          selected ? 'fill-accent-soft stroke-accent' : 'fill-raised stroke-line-strong',
        )}
      />
      <text x={x + 10} y={lines[0]} className="fill-text font-semibold">
        {shown[0]}
      </text>{' '}
      <text x={x + 10} y={lines[1]} className="fill-muted font-mono text-[12px]">
        {shown[1]}
      </text>{' '}
      {more && (
        <text x={x + 10} y={lines[2]} className="fill-muted text-[12px]">
          {more}
        </text>
      )}
    </g>
  )
}

/** Broken where nothing flows. */
function Wire({ from: [x1, y1], to: [x2, y2], live }: { from: number[]; to: number[]; live: boolean }) {
  const bend = ((x1 ?? 0) + (x2 ?? 0)) / 2
  return (
    <path
      d={`M${x1} ${y1}C${bend} ${y1} ${bend} ${y2} ${x2} ${y2}`}
      fill="none"
      strokeWidth={live ? 2 : 1}
      strokeDasharray={live ? undefined : '4 4'}
      className={live ? 'stroke-good' : 'stroke-line-strong'}
    />
  )
}

function goesOut(mode: string): boolean {
  return mode === 'nat' || mode === 'route' || mode === 'open'
}

function addressOf({ addresses }: Domain['interfaces'][number]): string {
  return addresses.find(({ family }) => family === 'ipv4')?.address ?? ''
}

function addressesOf({ interfaces }: Domain): string {
  return interfaces.map(addressOf).filter(Boolean).join(' ')
}

/** What fits: SVG text does not wrap. */
function shorten(text: string, width: number): string {
  const room = Math.floor((width - 18) / 7.2)
  return text.length > room ? `${text.slice(0, room - 1)}…` : text
}
