import { ArrowHead } from '../../figure-parts.tsx'

const text = {
  zh: {
    title: '左边磁盘文件散落在三个目录；右边它们是存储池里的卷，池知道用了多少、还剩多少',
    scattered: '没有存储池',
    note: '哪个归谁，只有当事人知道',
    pools: '有存储池',
    free: '余量',
    users: 'web01  db01  app01',
    usersNote: '虚拟机按“池/卷”指名磁盘',
  },
  en: {
    title:
      'On the left, disk files scattered over three directories; on the right they are volumes of pools, which know what is used and what is left',
    scattered: 'without pools',
    note: 'which is whose? ask around',
    pools: 'with pools',
    free: 'free',
    users: 'web01  db01  app01',
    usersNote: 'VMs name a disk by pool and volume',
  },
}

const strays = [
  ['/home/user', 'vm1.qcow2'],
  ['/opt/vms', 'vm2.qcow2'],
  ['/tmp', 'vm3.qcow2'],
]
const pools = [
  { name: 'default', place: '/var/lib/libvirt/images', volumes: ['web01.qcow2', 'app01.qcow2'], used: 0.62 },
  { name: 'fast', place: '/dev/vg_fast', volumes: ['db01', 'db01-log'], used: 0.35 },
]

export function PoolsFigure({ locale }: { locale: 'zh' | 'en' }) {
  const words = text[locale]
  return (
    <svg viewBox="0 0 720 262" role="img" aria-label={words.title} className="figure">
      <text className="fig-text" x="6" y="18" fontSize="13.5" fontWeight="600">
        {words.scattered}
      </text>
      {strays.map(([folder, file], index) => (
        <g key={folder} transform={`translate(6 ${34 + index * 66})`}>
          <rect className="fig-hollow" width="176" height="54" rx="8" />
          <text className="fig-muted" x="12" y="20" fontSize="12">
            {folder}
          </text>
          <text className="fig-code" x="12" y="41" fontSize="12.5">
            {file}
          </text>
        </g>
      ))}
      <text className="fig-muted" x="6" y="250" fontSize="12">
        {words.note}
      </text>
      <path className="fig-line" d="M196 127 h40" markerEnd="url(#pools-arrow)" />
      <text className="fig-text" x="254" y="18" fontSize="13.5" fontWeight="600">
        {words.pools}
      </text>
      {pools.map((pool, index) => (
        <g key={pool.name} transform={`translate(${254 + index * 238} 34)`}>
          <rect className="fig-accent-soft" width="222" height="140" rx="10" />
          <text className="fig-text" x="14" y="24" fontSize="13.5" fontWeight="600">
            {pool.name}
          </text>
          <text className="fig-muted" x="14" y="42" fontSize="11.5">
            {pool.place}
          </text>
          {pool.volumes.map((volume, place) => (
            <g key={volume} transform={`translate(${12 + place * 101} 54)`}>
              <rect className="fig-soft" width="96" height="36" rx="6" />
              <text className="fig-code" x="48" y="22" textAnchor="middle" fontSize="11.5">
                {volume}
              </text>
            </g>
          ))}
          <rect className="fig-soft" x="12" y="106" width="128" height="12" rx="6" />
          <rect className="fig-accent-fill" x="12" y="106" width={128 * pool.used} height="12" rx="6" />
          <text className="fig-muted" x="210" y="116" textAnchor="end" fontSize="11.5">
            {words.free} {Math.round((1 - pool.used) * 100)} %
          </text>
        </g>
      ))}
      <path className="fig-line" d="M365 212 V182" markerEnd="url(#pools-arrow)" />
      <path className="fig-line" d="M603 212 V182" markerEnd="url(#pools-arrow)" />
      <rect className="fig-box" x="254" y="212" width="460" height="38" rx="8" />
      <text className="fig-text" x="270" y="236" fontSize="13" fontWeight="600">
        {words.users}
      </text>
      <text className="fig-muted" x="700" y="236" textAnchor="end" fontSize="12">
        {words.usersNote}
      </text>
      <ArrowHead id="pools-arrow" />
    </svg>
  )
}
