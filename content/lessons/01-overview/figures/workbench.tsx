const text = {
  zh: {
    title: '教室的样子：左边是课文、部件和检查点，右边是标签页和终端，右上角是实验主机的状态牌',
    widget: 'web01　运行中',
    checkpoint: '检查点　已通过',
    badge: '运行中 · TCG · 1 台虚拟机',
    tabs: ['终端', '屏幕', '串口控制台', '管理器', 'virt-manager', '操作记录'],
    places: [0, 44, 88, 168, 222, 320],
  },
  en: {
    title:
      'The classroom: text, widgets and checkpoints on the left; tabs and a terminal on the right; the badge of the lab host at the top right',
    widget: 'web01   Running',
    checkpoint: 'Checkpoint   passed',
    badge: 'running · TCG · 1 VM',
    tabs: ['Terminal', 'Screen', 'Serial console', 'Manager', 'virt-manager', 'History'],
    places: [0, 62, 110, 198, 254, 333],
  },
}

const lines = [150, 220, 190]

export function WorkbenchFigure({ locale }: { locale: 'zh' | 'en' }) {
  const words = text[locale]
  return (
    <svg viewBox="0 0 720 312" role="img" aria-label={words.title} className="figure">
      <rect className="fig-soft" x="2" y="2" width="716" height="308" rx="10" />
      <path className="fig-line" d="M2 42 H718 M296 42 V310 M296 80 H718" />
      <rect className="fig-accent-fill" x="18" y="14" width="18" height="15" rx="3" />
      <text className="fig-text" x="44" y="27" fontSize="13.5" fontWeight="600">
        VirtLab
      </text>
      <rect className="fig-accent-soft" x="512" y="11" width="164" height="22" rx="5" />
      <text className="fig-text" x="594" y="26" textAnchor="middle" fontSize="11.5">
        {words.badge}
      </text>
      <Number at={[698, 22]} value={5} />

      {lines.map((width, index) => (
        <rect key={width} className="fig-box" x="20" y={62 + index * 15} width={width} height="7" rx="3" />
      ))}
      <rect className="fig-box" x="20" y="112" width="236" height="28" rx="5" />
      <text className="fig-code" x="32" y="131" fontSize="12.5">
        virsh list --all
      </text>
      <Number at={[278, 75]} value={1} />
      <rect className="fig-soft" x="20" y="160" width="236" height="62" rx="6" />
      <path className="fig-line" d="M20 182 H256" />
      <path className="fig-accent-fill" d="M32 166 l9 5.5 -9 5.5 z" />
      <rect className="fig-disk" x="50" y="166" width="4" height="11" />
      <rect className="fig-disk" x="58" y="166" width="4" height="11" />
      <text className="fig-text" x="32" y="207" fontSize="12.5">
        {words.widget}
      </text>
      <Number at={[278, 191]} value={2} />
      <rect className="fig-accent-soft" x="20" y="244" width="236" height="44" rx="6" />
      <path className="fig-accent-line" d="M33 266 l6 6 11 -12" />
      <text className="fig-text" x="62" y="271" fontSize="12.5">
        {words.checkpoint}
      </text>
      <Number at={[278, 266]} value={3} />

      {words.tabs.map((tab, index) => (
        <text
          key={tab}
          className={index === 0 ? 'fig-text' : 'fig-muted'}
          x={312 + (words.places[index] ?? 0)}
          y="66"
          fontSize="10.5"
          fontWeight={index === 0 ? 600 : undefined}
        >
          {tab}
        </text>
      ))}
      <path className="fig-accent-line" d="M310 79 h30" />
      <Number at={[702, 98]} value={4} />
      {[
        'student@kvmhost:~$ virsh list --all',
        ' Id   Name    State',
        '-----------------------',
        ' 1    web01   running',
      ].map((line, index) => (
        <text
          key={line}
          className={index === 0 ? 'fig-code' : 'fig-muted'}
          x="312"
          y={104 + index * 20}
          fontSize="12.5"
          fontFamily="var(--font-mono)"
          xmlSpace="preserve"
        >
          {line}
        </text>
      ))}
      <rect className="fig-accent-fill" x="312" y="172" width="8" height="15" />
    </svg>
  )
}

function Number({ at: [x, y], value }: { at: [number, number]; value: number }) {
  return (
    <>
      <circle className="fig-accent-fill" cx={x} cy={y} r="10" />
      <text className="fig-on-accent" x={x} y={y + 4.5} textAnchor="middle" fontSize="12.5" fontWeight="600">
        {value}
      </text>
    </>
  )
}
