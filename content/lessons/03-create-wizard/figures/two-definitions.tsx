import { ArrowHead } from '../../figure-parts.tsx'

const text = {
  zh: {
    title: '一次安装用到两份定义：安装时运行的一份，和保存下来的一份',
    live: '正在运行的（安装用）',
    saved: '保存下来的（以后用）',
    liveFacts: ['从光盘启动', 'on_reboot = destroy', '光驱里有 ISO'],
    savedFacts: ['从硬盘启动', 'on_reboot = restart', '光驱是空的'],
    time: ['virt-install', '安装程序运行', '客户机重启', '再次启动'],
    stop: '虚拟机停止',
    who: 'virt-install 或向导在等：由它启动',
    else: '没人等：保持关闭，要手工 virsh start',
  },
  en: {
    title: 'One installation, two definitions: the one it runs with and the one that is kept',
    live: 'running (for the installer)',
    saved: 'kept (for every later start)',
    liveFacts: ['boots from the CD', 'on_reboot = destroy', 'ISO in the drive'],
    savedFacts: ['boots from the disk', 'on_reboot = restart', 'drive is empty'],
    time: ['virt-install', 'installer runs', 'guest reboots', 'started again'],
    stop: 'VM stops',
    who: 'virt-install or the wizard waits: it starts the VM',
    else: 'nobody waits: stays off until virsh start',
  },
}

export function TwoDefinitionsFigure({ locale }: { locale: 'zh' | 'en' }) {
  const words = text[locale]
  const moments = [40, 200, 390, 570]
  return (
    <svg viewBox="0 0 720 316" role="img" aria-label={words.title} className="figure">
      <path className="fig-line" d="M20 30 H 700" markerEnd="url(#definitions-arrow)" />
      {words.time.map((moment, index) => (
        <g key={moment}>
          <circle className="fig-accent-fill" cx={moments[index]} cy="30" r="5" />
          <text className="fig-text" x={moments[index]} y="16" textAnchor="middle" fontSize="12.5">
            {moment}
          </text>
        </g>
      ))}
      <rect className="fig-accent-soft" x="40" y="52" width="350" height="96" rx="8" />
      <text className="fig-text" x="56" y="76" fontSize="13.5" fontWeight="600">
        {words.live}
      </text>
      {words.liveFacts.map((fact, index) => (
        <text key={fact} className={index === 1 ? 'fig-code' : 'fig-text'} x="56" y={98 + index * 19} fontSize="12.5">
          {fact}
        </text>
      ))}
      <path className="fig-dash" d="M390 40 v206" />
      <text className="fig-muted" x="384" y="66" textAnchor="end" fontSize="12">
        {words.stop}
      </text>
      <rect className="fig-box" x="40" y="162" width="350" height="96" rx="8" />
      <rect className="fig-accent-soft" x="570" y="52" width="136" height="206" rx="8" />
      <path className="fig-line" d="M390 210 H 566" markerEnd="url(#definitions-arrow)" />
      <text className="fig-text" x="56" y="186" fontSize="13.5" fontWeight="600">
        {words.saved}
      </text>
      {words.savedFacts.map((fact, index) => (
        <text key={fact} className={index === 1 ? 'fig-code' : 'fig-text'} x="56" y={208 + index * 19} fontSize="12.5">
          {fact}
        </text>
      ))}
      {words.savedFacts.map((fact, index) => (
        <text
          key={fact}
          className={index === 1 ? 'fig-code' : 'fig-text'}
          x="638"
          y={136 + index * 22}
          textAnchor="middle"
          fontSize="11"
        >
          {fact}
        </text>
      ))}
      <text className="fig-text" x="40" y="284" fontSize="12.5">
        ✓ {words.who}
      </text>
      <text className="fig-text" x="40" y="306" fontSize="12.5">
        ✗ {words.else}
      </text>
      <ArrowHead id="definitions-arrow" />
    </svg>
  )
}
