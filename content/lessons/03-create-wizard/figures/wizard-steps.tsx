import { ArrowHead } from '../../figure-parts.tsx'

const text = {
  zh: {
    title: '向导的五步与 virt-install 的选项一一对应',
    steps: [
      ['1', '安装方式', '从哪里装', '--cdrom', '--location …'],
      ['2', '操作系统', '装的是什么', '--osinfo', ''],
      ['3', '内存与 CPU', '给多少', '--memory', '--vcpus'],
      ['4', '存储', '放在哪里', '--disk', ''],
      ['5', '确认', '叫什么、接哪里', '--name', '--network'],
    ],
    result: '一份域定义（XML）',
    command: '一条 virt-install 命令',
  },
  en: {
    title: 'The five steps of the wizard and the options of virt-install that they stand for',
    steps: [
      ['1', 'Method', 'where from', '--cdrom', '--location …'],
      ['2', 'OS', 'what it is', '--osinfo', ''],
      ['3', 'Resources', 'how much', '--memory', '--vcpus'],
      ['4', 'Storage', 'where it lives', '--disk', ''],
      ['5', 'Summary', 'name, network', '--name', '--network'],
    ],
    result: 'one domain definition (XML)',
    command: 'one virt-install command',
  },
}

export function WizardStepsFigure({ locale }: { locale: 'zh' | 'en' }) {
  const words = text[locale]
  return (
    <svg viewBox="0 0 720 250" role="img" aria-label={words.title} className="figure">
      {words.steps.map(([number, name, ask, option, second], index) => (
        <g key={number} transform={`translate(${index * 144 + 6} 8)`}>
          <rect className="fig-box" width="132" height="78" rx="8" />
          <circle className="fig-accent-fill" cx="22" cy="25" r="11" />
          <text className="fig-on-accent" x="22" y="29.5" textAnchor="middle" fontSize="12.5" fontWeight="600">
            {number}
          </text>
          <text className="fig-text" x="40" y="30" fontSize="14" fontWeight="600">
            {name}
          </text>
          <text className="fig-muted" x="14" y="60" fontSize="12.5">
            {ask}
          </text>
          {index < 4 && <path className="fig-line" d="M132 39 h12" markerEnd="url(#wizard-arrow)" />}
          <path className="fig-dash" d="M66 78 v24" />
          <text className="fig-code" x="66" y="119" textAnchor="middle" fontSize="12.5">
            {option}
          </text>
          <text className="fig-code" x="66" y="137" textAnchor="middle" fontSize="12.5">
            {second}
          </text>
        </g>
      ))}
      <path className="fig-line" d="M14 158 v8 h692 v-8 M360 166 v14" />
      <rect className="fig-soft" x="140" y="182" width="200" height="44" rx="8" />
      <text className="fig-text" x="240" y="209" textAnchor="middle" fontSize="13.5">
        {words.command}
      </text>
      <path className="fig-line" d="M340 204 h38" markerEnd="url(#wizard-arrow)" />
      <rect className="fig-accent-soft" x="382" y="182" width="200" height="44" rx="8" />
      <text className="fig-text" x="482" y="209" textAnchor="middle" fontSize="13.5" fontWeight="600">
        {words.result}
      </text>
      <ArrowHead id="wizard-arrow" />
    </svg>
  )
}
