const text = {
  zh: {
    title: '扩容的各层：宿主机上扩虚拟磁盘，客户机里扩分区和文件系统',
    host: '宿主机',
    guest: '客户机里',
    layers: [
      { name: '池的余量', detail: '先看够不够', command: 'pool-info' },
      { name: '虚拟磁盘', detail: '关着 / 开着', command: 'vol-resize / blockresize' },
      { name: '分区', detail: '没有分区表就跳过', command: 'growpart' },
      { name: '文件系统', detail: 'df 看到的是它', command: 'resize2fs · xfs_growfs' },
    ],
    old: '原来',
    grown: '新增',
  },
  en: {
    title: 'The layers of growing: the virtual disk on the host, partition and file system in the guest',
    host: 'on the host',
    guest: 'in the guest',
    layers: [
      { name: 'Room in the pool', detail: 'is there enough?', command: 'pool-info' },
      { name: 'Virtual disk', detail: 'VM off / VM on', command: 'vol-resize / blockresize' },
      { name: 'Partition', detail: 'if it has one', command: 'growpart' },
      { name: 'File system', detail: 'what df shows', command: 'resize2fs · xfs_growfs' },
    ],
    old: 'before',
    grown: 'added',
  },
}

export function GrowLayersFigure({ locale }: { locale: 'zh' | 'en' }) {
  const words = text[locale]
  return (
    <svg viewBox="0 0 720 280" role="img" aria-label={words.title} className="figure">
      <rect className="fig-box" x="6" y="6" width="708" height="128" rx="10" />
      <rect className="fig-box" x="6" y="146" width="708" height="128" rx="10" />
      <text className="fig-muted" x="20" y="27" fontSize="12">
        {words.host}
      </text>
      <text className="fig-muted" x="20" y="167" fontSize="12">
        {words.guest}
      </text>
      {words.layers.map((layer, index) => (
        <g key={layer.name} transform={`translate(0 ${34 + index * 48 + (index > 1 ? 44 : 0)})`}>
          <circle className="fig-accent-fill" cx="31" cy="23" r="11" />
          <text className="fig-on-accent" x="31" y="27.5" textAnchor="middle" fontSize="12.5" fontWeight="600">
            {index + 1}
          </text>
          <text className="fig-text" x="52" y="20" fontSize="13.5" fontWeight="600">
            {layer.name}
          </text>
          <text className="fig-muted" x="52" y="37" fontSize="11.5">
            {layer.detail}
          </text>
          <text className="fig-code" x="188" y="27" fontSize="12.5">
            {layer.command}
          </text>
          {index > 0 ? (
            <>
              <rect className="fig-hollow" x="410" y="8" width="290" height="28" rx="6" />
              <rect className="fig-accent-fill" x="410" y="8" width="102" height="28" rx="6" />
              <text className="fig-on-accent" x="461" y="27" textAnchor="middle" fontSize="12">
                {words.old}
              </text>
              <text className="fig-muted" x="606" y="27" textAnchor="middle" fontSize="12">
                {words.grown}
              </text>
            </>
          ) : (
            <>
              <rect className="fig-soft" x="410" y="14" width="290" height="14" rx="7" />
              <rect className="fig-accent-fill" x="410" y="14" width="160" height="14" rx="7" />
            </>
          )}
        </g>
      ))}
    </svg>
  )
}
