const text = {
  zh: {
    title: '六种存储池：从虚拟机到卷，再到底下真正存放数据的地方',
    heads: ['池', '卷是什么', '经过什么', '数据在哪里'],
    rows: [
      ['dir', '文件', '已挂载的文件系统', '本机'],
      ['fs', '文件', 'libvirt 挂载的分区', '本机'],
      ['logical', '逻辑卷', '卷组（LVM）', '本机'],
      ['netfs', '文件', 'libvirt 挂载的 NFS', '文件服务器'],
      ['iscsi', 'LUN', '内核的发起端', '存储设备'],
      ['iscsi-direct', 'LUN', 'libvirt 与 QEMU 自己', '存储设备'],
    ],
    legend: ['qcow2 或 raw', '只有 raw', '卷在对方切好，只有 raw'],
  },
  en: {
    title: 'Six kinds of pool: from the volume to where its data really lies',
    heads: ['pool', 'a volume is', 'by way of', 'the data lies'],
    rows: [
      ['dir', 'a file', 'a mounted file system', 'on this host'],
      ['fs', 'a file', 'a partition, mounted by libvirt', 'on this host'],
      ['logical', 'a logical volume', 'the volume group (LVM)', 'on this host'],
      ['netfs', 'a file', 'NFS, mounted by libvirt', 'on a file server'],
      ['iscsi', 'a LUN', 'the kernel’s initiator', 'on a storage box'],
      ['iscsi-direct', 'a LUN', 'libvirt and QEMU themselves', 'on a storage box'],
    ],
    legend: ['qcow2 or raw', 'raw only', 'raw only, carved on the other side'],
  },
}

/** Of each row: how much of a volume is libvirt's to decide. */
const freedom = [0, 0, 1, 0, 2, 2]
const boxes = ['fig-accent-soft', 'fig-box', 'fig-hollow']
const columns = [6, 132, 290, 556]
const widths = [114, 146, 254, 158]

export function PoolKindsFigure({ locale }: { locale: 'zh' | 'en' }) {
  const words = text[locale]
  return (
    <svg viewBox="0 0 720 322" role="img" aria-label={words.title} className="figure">
      {words.heads.map((head, column) => (
        <text key={head} className="fig-muted" x={(columns[column] ?? 0) + 10} y="18" fontSize="12">
          {head}
        </text>
      ))}
      {words.rows.map((row, index) => (
        <g key={row[0]} transform={`translate(0 ${28 + index * 43})`}>
          {row.map((cell, column) => (
            <g key={cell} transform={`translate(${columns[column]} 0)`}>
              {column > 0 && (
                <rect
                  className={column === 1 ? boxes[freedom[index] ?? 0] : 'fig-soft'}
                  width={widths[column]}
                  height="34"
                  rx="7"
                />
              )}
              <text className={column === 0 ? 'fig-code' : 'fig-text'} x="10" y="22" fontSize="12.5">
                {cell}
              </text>
              {column > 0 && column < 3 && (
                <path
                  className="fig-line"
                  d={`M${widths[column]} 17 H${(columns[column + 1] ?? 0) - (columns[column] ?? 0) - 1}`}
                />
              )}
            </g>
          ))}
        </g>
      ))}
      {words.legend.map((entry, index) => (
        <g key={entry} transform={`translate(${132 + index * 158} 296)`}>
          <rect className={boxes[index]} width="22" height="15" rx="4" />
          <text className="fig-muted" x="30" y="12" fontSize="12">
            {entry}
          </text>
        </g>
      ))}
    </svg>
  )
}
