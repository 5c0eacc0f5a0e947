const text = {
  zh: {
    title: '同样是 1 GiB 的虚拟磁盘，三种分配方式刚建好时占用的空间',
    guest: '客户机看到：1 GiB',
    rows: [
      { name: '按需增长', detail: 'qcow2，只有头部', used: '约 200 KiB', share: 0.006 },
      { name: '预分配元数据', detail: 'virt-install 的 qcow2 默认值', used: '约 324 KiB，仍是稀疏文件', share: 0.012 },
      { name: '立即分配', detail: 'sparse=no', used: '1 GiB', share: 1 },
    ],
  },
  en: {
    title: 'A virtual disk of 1 GiB, just made: what each kind of allocation takes on the host',
    guest: 'the guest sees: 1 GiB',
    rows: [
      { name: 'On demand', detail: 'qcow2, only its header', used: 'about 200 KiB', share: 0.006 },
      {
        name: 'Metadata only',
        detail: 'default of virt-install for qcow2',
        used: 'about 324 KiB: still sparse',
        share: 0.012,
      },
      { name: 'Allocated now', detail: 'sparse=no', used: '1 GiB', share: 1 },
    ],
  },
}

export function DiskAllocationFigure({ locale }: { locale: 'zh' | 'en' }) {
  const words = text[locale]
  return (
    <svg viewBox="0 0 720 212" role="img" aria-label={words.title} className="figure">
      <path className="fig-line" d="M220 30 v-8 h490 v8" />
      <text className="fig-muted" x="465" y="14" textAnchor="middle" fontSize="12.5">
        {words.guest}
      </text>
      {words.rows.map((row, index) => (
        <g key={row.name} transform={`translate(0 ${38 + index * 58})`}>
          <text className="fig-text" x="6" y="18" fontSize="13.5" fontWeight="600">
            {row.name}
          </text>
          <text className="fig-muted" x="6" y="37" fontSize="12">
            {row.detail}
          </text>
          <rect className="fig-hollow" x="220" y="2" width="490" height="40" rx="6" />
          <rect className="fig-accent-fill" x="220" y="2" width={Math.max(490 * row.share, 4)} height="40" rx="4" />
          <text
            className={row.share === 1 ? 'fig-on-accent' : 'fig-text'}
            x={row.share === 1 ? 465 : 236}
            y="27"
            textAnchor={row.share === 1 ? 'middle' : 'start'}
            fontSize="13"
          >
            {row.used}
          </text>
        </g>
      ))}
    </svg>
  )
}
