const text = {
  zh: {
    title: '两条经验：虚拟机合计不超过 CPU 的 75%，给宿主机留 2 GB 内存',
    cpu: 'CPU（以 8 核为例）',
    cpuVms: '虚拟机合计 ≤ 6',
    cpuHost: '宿主机 2',
    memory: '内存（以 16 GB 为例）',
    memoryVms: '虚拟机合计 ≤ 14 GB',
    memoryHost: '≥ 2 GB',
    memoryNote: '宿主机系统、libvirt、QEMU 自身的开销',
    cpuNote: '75%',
  },
  en: {
    title: 'Two rules of thumb: all VMs together at most 75 % of the CPUs, and 2 GB of memory left to the host',
    cpu: 'CPUs (8 cores, say)',
    cpuVms: 'all VMs together ≤ 6',
    cpuHost: 'host 2',
    memory: 'Memory (16 GB, say)',
    memoryVms: 'all VMs together ≤ 14 GB',
    memoryHost: '≥ 2 GB',
    memoryNote: 'the host system, libvirt, and QEMU’s own overhead',
    cpuNote: '75 %',
  },
}

export function HostBudgetFigure({ locale }: { locale: 'zh' | 'en' }) {
  const words = text[locale]
  return (
    <svg viewBox="0 0 720 214" role="img" aria-label={words.title} className="figure">
      <text className="fig-text" x="10" y="22" fontSize="13.5" fontWeight="600">
        {words.cpu}
      </text>
      {[0, 1, 2, 3, 4, 5, 6, 7].map((core) => (
        <rect
          key={core}
          className={core < 6 ? 'fig-accent-soft' : 'fig-box'}
          x={10 + core * 87.5}
          y="34"
          width="82"
          height="36"
          rx="6"
        />
      ))}
      <text className="fig-text" x="270" y="90" textAnchor="middle" fontSize="13">
        {words.cpuVms}
      </text>
      <text className="fig-muted" x="620" y="90" textAnchor="middle" fontSize="13">
        {words.cpuHost}
      </text>
      <path className="fig-dash" d="M532.5 26 v52" />
      <text className="fig-muted" x="532.5" y="20" textAnchor="middle" fontSize="12">
        {words.cpuNote}
      </text>
      <text className="fig-text" x="10" y="136" fontSize="13.5" fontWeight="600">
        {words.memory}
      </text>
      <rect className="fig-accent-soft" x="10" y="148" width="608" height="36" rx="6" />
      <rect className="fig-box" x="623" y="148" width="87" height="36" rx="6" />
      <text className="fig-text" x="314" y="171" textAnchor="middle" fontSize="13">
        {words.memoryVms}
      </text>
      <text className="fig-muted" x="666" y="171" textAnchor="middle" fontSize="13">
        {words.memoryHost}
      </text>
      <text className="fig-muted" x="710" y="204" textAnchor="end" fontSize="12">
        {words.memoryNote}
      </text>
    </svg>
  )
}
