'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Checkbox } from '#app/_ui/checkbox.tsx'
import type { VolumeView } from '#lib/gateway/protocol.ts'
import { diskDetachCommand } from '#lib/virt/commands/device-commands.ts'
import type { DiskDetach } from '#lib/virt/commands/device-input.ts'
import type { StorageVolume } from '#lib/virt/types.ts'
import type { DiskDevice } from '#lib/virt/xml/device-disk.ts'
import type { PanelProps } from '../panels.tsx'
import { RemoveDevice } from './remove-device.tsx'
import { type WhenChoice, whenOf } from './when-field.tsx'

const hotplugBuses = ['virtio', 'scsi', 'usb']

export interface RemoveDiskProps extends PanelProps {
  disk: DiskDevice
  volume: (StorageVolume & Pick<VolumeView, 'pool'>) | undefined
}

/** A disk away, and, if asked, its volume with it. */
export function RemoveDisk({ domain, item, disk, volume }: RemoveDiskProps) {
  const t = useTranslations('devices.remove')
  const [deleteVolume, setDeleteVolume] = useState(false)
  const request = (choice: WhenChoice) => {
    const remove = deleteVolume && volume ? { pool: volume.pool, volume: volume.name } : null
    const input: DiskDetach = { vm: domain.name, target: disk.target, remove, ...whenOf(choice) }
    return { input, command: diskDetachCommand(input) }
  }
  const hotplug = disk.device === 'disk' && hotplugBuses.includes(disk.bus)
  return (
    <RemoveDevice domain={domain} item={item} operation="disk-detach" hotplug={hotplug} request={request}>
      {volume && disk.device === 'disk' && (
        <Checkbox
          checked={deleteVolume}
          onCheckedChange={setDeleteVolume}
          label={t('volume')}
          note={t('volumeNote', { path: volume.path })}
        />
      )}
    </RemoveDevice>
  )
}
