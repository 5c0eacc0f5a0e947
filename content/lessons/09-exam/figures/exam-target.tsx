const text = {
  zh: {
    title: '考试要建成的环境：一张 NAT 网络、一个存储池、一台两块盘的虚拟机、它的快照和它的克隆',
    network: ['3 网络', 'NAT，固定地址'],
    vm: ['4 虚拟机', '内存、网卡、MAC'],
    system: ['系统盘', '在 default 里'],
    data: ['5 数据盘', '缓存 none'],
    pool: ['1 存储池', '2 存储卷'],
    snapshot: ['7 快照', '内部，含内存'],
    clone: ['8 克隆', '自己的盘，自己的 MAC'],
    address: '6 拿到预留的地址',
  },
  en: {
    title: 'What the exam builds: a NAT network, a pool, a VM with two disks, its snapshot and its clone',
    network: ['3 network', 'NAT, a fixed address'],
    vm: ['4 VM', 'memory, NIC, MAC'],
    system: ['system disk', 'in default'],
    data: ['5 data disk', 'cache none'],
    pool: ['1 pool', '2 volumes'],
    snapshot: ['7 snapshot', 'internal, memory'],
    clone: ['8 clone', 'own disks, own MAC'],
    address: '6 has the reserved address',
  },
}

export function ExamTargetFigure({ locale }: { locale: 'zh' | 'en' }) {
  const words = text[locale]
  const box = ([name, note]: string[], x: number, y: number, width: number, kind = 'fig-box') => (
    <g transform={`translate(${x} ${y})`}>
      <rect className={kind} width={width} height="58" rx="9" />
      <text className="fig-text" x="14" y="25" fontSize="13.5" fontWeight="600">
        {name}
      </text>
      <text className="fig-muted" x="14" y="45" fontSize="12">
        {note}
      </text>
    </g>
  )
  return (
    <svg viewBox="0 0 720 264" role="img" aria-label={words.title} className="figure">
      {box(words.network!, 6, 6, 190, 'fig-soft')}
      {box(words.vm!, 270, 6, 190, 'fig-accent-soft')}
      {box(words.clone!, 524, 6, 190)}
      {box(words.snapshot!, 524, 104, 190)}
      {box(words.system!, 176, 200, 170)}
      {box(words.data!, 384, 200, 170)}
      {box(words.pool!, 6, 104, 190, 'fig-soft')}
      <path className="fig-accent-line" d="M196 35 H268" />
      <text className="fig-text" x="206" y="86" fontSize="12.5">
        {words.address}
      </text>
      <path className="fig-line" d="M396 64 V120 H262 V198 M430 64 V120 H500 V198" />
      <path className="fig-dash" d="M196 144 H440 V198" />
      <path className="fig-line" d="M460 35 H522 M460 52 L522 128" />
    </svg>
  )
}
