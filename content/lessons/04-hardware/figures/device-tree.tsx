const text = {
  zh: {
    title: '设备树的一行、XML 里的一段、改它的命令，三者一一对应',
    columns: ['设备树', '域 XML', '改它的命令'],
    rows: [
      ['概况', '<name> <title> <os>', 'virsh desc · domrename'],
      ['CPU 数', '<vcpu> <cpu>', 'virsh setvcpus'],
      ['内存', '<memory> <currentMemory>', 'virsh setmem · setmaxmem'],
      ['引导选项', '<boot dev=…> 或 <boot order=…>', 'virt-xml --edit --boot'],
      ['VirtIO 磁盘 1', "<disk device='disk'>", 'virsh attach-disk'],
      ['SATA CDROM 1', "<disk device='cdrom'>", 'virsh change-media'],
      ['NIC :04:00:01', '<interface>', 'virsh attach-interface'],
      ['显示、声卡……', '<graphics> <sound> <controller>', 'virt-xml --add-device'],
    ],
  },
  en: {
    title: 'A row of the device tree, its part of the XML, and the command that changes it',
    columns: ['Device tree', 'Domain XML', 'Changed by'],
    rows: [
      ['Overview', '<name> <title> <os>', 'virsh desc · domrename'],
      ['CPUs', '<vcpu> <cpu>', 'virsh setvcpus'],
      ['Memory', '<memory> <currentMemory>', 'virsh setmem · setmaxmem'],
      ['Boot Options', '<boot dev=…> or <boot order=…>', 'virt-xml --edit --boot'],
      ['VirtIO Disk 1', "<disk device='disk'>", 'virsh attach-disk'],
      ['SATA CDROM 1', "<disk device='cdrom'>", 'virsh change-media'],
      ['NIC :04:00:01', '<interface>', 'virsh attach-interface'],
      ['Display, Sound, …', '<graphics> <sound> <controller>', 'virt-xml --add-device'],
    ],
  },
}

const left = [8, 216, 494]
const width = [190, 260, 218]

export function DeviceTreeFigure({ locale }: { locale: 'zh' | 'en' }) {
  const words = text[locale]
  return (
    <svg viewBox="0 0 720 318" role="img" aria-label={words.title} className="figure">
      {words.columns.map((column, index) => (
        <text key={column} className="fig-muted" x={left[index]} y="18" fontSize="12.5">
          {column}
        </text>
      ))}
      {words.rows.map(([row = '', xml, command], index) => (
        <g key={row} transform={`translate(0 ${28 + index * 36})`}>
          <rect className="fig-box" x={left[0]} width={width[0]} height="29" rx="6" />
          <text className="fig-text" x="20" y="19.5" fontSize="13" fontWeight="600">
            {row}
          </text>
          <path className="fig-line" d="M198 14.5 h18 M476 14.5 h18" />
          <rect className="fig-accent-soft" x={left[1]} width={width[1]} height="29" rx="6" />
          <text className="fig-code" x="228" y="19.5" fontSize="12.5">
            {xml}
          </text>
          <rect className="fig-soft" x={left[2]} width={width[2]} height="29" rx="6" />
          <text className="fig-code" x="506" y="19.5" fontSize="12">
            {command}
          </text>
        </g>
      ))}
    </svg>
  )
}
