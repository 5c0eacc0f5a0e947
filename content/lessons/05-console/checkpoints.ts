import { checkpoint, integer, network, oneOf, vm, withVariables } from '#lib/grading/define.ts'

/** Not running: the settings below are of a QEMU that runs. */
const notRunning = (name: string) => ({
  unmet: {
    zh: `${name} 没有在运行，状态是 {actual}：virsh start ${name}。`,
    en: `${name} is not running; its state is {actual}: virsh start ${name}.`,
  },
})

export default withVariables(
  {
    /** The name that desk01 tells the DHCP server. */
    desk: oneOf('frontdesk', 'lobby', 'counter', 'welcome'),
    /** The name that box01 tells it. */
    box: oneOf('drawer', 'crate', 'locker', 'trunk'),
    /** Port of desk01's VNC. */
    port: integer(5921, 5969),
  },
  (v) => [
    checkpoint('typed', {
      points: 10,
      covers: ['5.1-open', '5.4-keys'],
      expect: [
        vm('desk01').isRunning().saying(notRunning('desk01')),
        network('default')
          .hasLease({ hostname: v.desk })
          .saying({
            text: { zh: `DHCP 租约里有主机名 ${v.desk}`, en: `A DHCP lease names the host ${v.desk}` },
            unmet: {
              zh: `租约里还没有主机名 ${v.desk}，现有：{actual}。只用 hostname 改名，外面并不知道；在客户机里用 udhcpc -nqx hostname:${v.desk} 把名字报给 DHCP 服务器。`,
              en: `No lease has the host name ${v.desk} yet; there are: {actual}. hostname alone is known to the guest only: in the guest, udhcpc -nqx hostname:${v.desk} tells the DHCP server.`,
            },
          }),
      ],
      hints: {
        zh: [
          '主机名在客户机里改，租约在宿主机上看。中间是谁把名字传出来的？virsh net-dhcp-leases default 的 Hostname 一列写着什么？',
          `在“屏幕”标签页里选 desk01，用 root、密码 tinyvm 登录，再让 DHCP 客户端带着 hostname:${v.desk} 申请一次。可以用“向虚拟机输入文本”一行行送进去。`,
          `在 desk01 的屏幕里输入：udhcpc -nqx hostname:${v.desk}`,
        ],
        en: [
          'The host name is changed in the guest, the lease is seen on the host. Who carries the name across? What does virsh net-dhcp-leases default say in the column Hostname?',
          `Pick desk01 in the Screen tab, log in as root with the password tinyvm, and have the DHCP client ask again with hostname:${v.desk}. “Text into the VM” types it line by line.`,
          `On the screen of desk01 type: udhcpc -nqx hostname:${v.desk}`,
        ],
      },
    }),

    checkpoint('vnc', {
      points: 15,
      covers: ['5.2-vnc'],
      expect: [
        vm('desk01')
          .isRunning()
          .saying(notRunning('desk01'))
          .config("devices/graphics[@type='vnc']/listen/@address", '127.0.0.1', {
            id: 'listen',
            text: { zh: 'desk01 的 VNC 只监听 127.0.0.1', en: 'The VNC of desk01 listens on 127.0.0.1 only' },
            unmet: {
              zh: '保存的监听地址是 {actual}，要 127.0.0.1。0.0.0.0 是所有网卡，网络上谁都能连。',
              en: 'The saved listen address is {actual}, and 127.0.0.1 is asked for. 0.0.0.0 is every interface: anyone on the network can connect.',
            },
          })
          .config("devices/graphics[@type='vnc']/@port", Number(v.port), {
            id: 'port',
            text: { zh: `端口固定为 ${v.port}`, en: `Its port is ${v.port}` },
            unmet: {
              zh: `保存的端口是 {actual}，要固定为 ${v.port}。-1 是自动，每次开机都可能不同。`,
              en: `The saved port is {actual}, and ${v.port} is asked for. -1 is automatic: it may differ at each start.`,
            },
          })
          .live(`devices/graphics[@type='vnc' and @port='${v.port}' and listen/@address='127.0.0.1']`, true, {
            id: 'applied',
            text: { zh: '正在运行的 desk01 就是这套设置', en: 'desk01 runs with these settings' },
            unmet: {
              zh: '保存的设置对了，正在运行的 QEMU 还是旧的：监听和端口不能在运行中改，在客户机里重启也不行。virsh destroy desk01，再 virsh start desk01。',
              en: 'What is saved is right, but the QEMU that runs still has the old settings: listen and port can’t change while it runs, nor by a reboot in the guest. virsh destroy desk01, then virsh start desk01.',
            },
          })
          .hasGraphics({ type: 'vnc', password: true })
          .saying({
            text: { zh: '连接时要密码', en: 'It asks for a password' },
            unmet: {
              zh: '正在运行的 desk01 不要密码：{actual}。设一个不超过 8 个字符的密码；启动时没有密码，不能半路加上，要关机再开机。',
              en: 'The running desk01 asks for no password: {actual}. Set one of at most 8 characters; it can’t be added to a VM that was started without, so off and on again.',
            },
          }),
      ],
      hints: {
        zh: [
          '哪一份是对的：保存的，还是正在运行的？比较 virsh dumpxml desk01 --inactive --xpath //graphics 和不带 --inactive 的结果。',
          `监听 127.0.0.1、端口 ${v.port}、密码不超过 8 个字符，三样一起写进保存的定义，再把 desk01 整个关掉重开。`,
          `在终端运行：virt-xml desk01 --edit --graphics clearxml=yes,type=vnc,listen=127.0.0.1,port=${v.port},password=lab-pass; virsh destroy desk01; virsh start desk01`,
        ],
        en: [
          'Which of the two is right, what is saved or what runs? Compare virsh dumpxml desk01 --inactive --xpath //graphics with the same without --inactive.',
          `Write all three into the saved definition: listen 127.0.0.1, port ${v.port}, a password of at most 8 characters. Then switch desk01 off and on.`,
          `In the terminal: virt-xml desk01 --edit --graphics clearxml=yes,type=vnc,listen=127.0.0.1,port=${v.port},password=lab-pass; virsh destroy desk01; virsh start desk01`,
        ],
      },
    }),

    checkpoint('spice', {
      points: 10,
      covers: ['5.3-spice'],
      expect: [
        vm('media01')
          .exists()
          .config("devices/graphics[@type='spice']", true, {
            id: 'display',
            text: { zh: 'media01 的显示是 SPICE', en: 'The display of media01 is SPICE' },
            unmet: {
              zh: 'media01 保存的定义里没有 SPICE 显示。把 graphics 的类型从 vnc 改成 spice。',
              en: 'The saved definition of media01 has no SPICE display. Change the type of its graphics from vnc to spice.',
            },
          })
          .config("devices/graphics[@type='vnc']", false, {
            id: 'no-vnc',
            text: { zh: '不再有 VNC', en: 'and no VNC beside it' },
            unmet: {
              zh: '旧的 VNC 显示还在：--add-device 是再加一个，要的是 --edit，把原来的换掉。',
              en: 'The VNC display is still there: --add-device adds another; --edit changes the one that there is.',
            },
          })
          .config("devices/channel[@type='spicevmc']/target/@name", 'com.redhat.spice.0', {
            id: 'agent',
            text: { zh: '有信道 com.redhat.spice.0', en: 'There is the channel com.redhat.spice.0' },
            unmet: {
              zh: '没有类型为 spicevmc、名为 com.redhat.spice.0 的信道：没有它，客户机里的 spice-vdagent 找不到对方，剪贴板不通。',
              en: 'There is no channel of type spicevmc named com.redhat.spice.0. Without it spice-vdagent in the guest has nobody to talk to, and no clipboard.',
            },
          })
          .isRunning()
          .saying(notRunning('media01'))
          .live(
            "devices/graphics[@type='spice' and listen/@address='127.0.0.1']/@port",
            { min: 1 },
            {
              id: 'port',
              text: { zh: '在 127.0.0.1 的一个端口上监听', en: 'It listens on a port of 127.0.0.1' },
              unmet: {
                zh: '正在运行的 media01 没有在 127.0.0.1 的端口上监听（端口：{actual}）。--graphics spice 不写端口，得到的是 listen type=none；写上 listen=127.0.0.1,port=-1,tlsport=-1，再关机、开机。',
                en: 'The running media01 listens on no port of 127.0.0.1 (port: {actual}). --graphics spice without a port means listen type=none; add listen=127.0.0.1,port=-1,tlsport=-1, then off and on.',
              },
            },
          ),
      ],
      hints: {
        zh: [
          'SPICE 的每样功能各要一个设备。virsh dumpxml media01 --xpath "//graphics|//channel" 里，有显示吗？有端口吗？有那条信道吗？',
          '类型 spice，监听 127.0.0.1，端口自动；信道类型 spicevmc。用 virt-xml 换类型时，信道会一起加上；用表单则要自己“添加硬件 → 信道”。',
          '在终端运行：virsh destroy media01; virt-xml media01 --edit --graphics clearxml=yes,type=spice,listen=127.0.0.1,port=-1,tlsport=-1; virsh start media01',
        ],
        en: [
          'Each feature of SPICE takes a device. In virsh dumpxml media01 --xpath "//graphics|//channel", is there the display? A port? That channel?',
          'Type spice, listening on 127.0.0.1, automatic port; a channel of type spicevmc. virt-xml adds the channel when it changes the type; with the form, use Add Hardware → Channel.',
          'In the terminal: virsh destroy media01; virt-xml media01 --edit --graphics clearxml=yes,type=spice,listen=127.0.0.1,port=-1,tlsport=-1; virsh start media01',
        ],
      },
    }),

    checkpoint('serial', {
      points: 15,
      covers: ['5.4-serial'],
      expect: [
        vm('box01')
          .exists()
          .config("devices/serial[@type='pty']", true, {
            id: 'device',
            text: { zh: 'box01 有串口', en: 'box01 has a serial port' },
            unmet: {
              zh: 'box01 没有 pty 类型的 <serial>。只加 virtio 的 <console> 不算：那在客户机里是 hvc0，守着 ttyS0 的 getty 不理它。virt-xml box01 --add-device --serial pty',
              en: 'box01 has no <serial> of type pty. A virtio <console> alone won’t do: in the guest that is hvc0, and its getty keeps ttyS0. virt-xml box01 --add-device --serial pty',
            },
          })
          .config("devices/console/target[@type='serial']", true, {
            id: 'console',
            text: { zh: '控制台指着这个串口', en: 'and its console is that port' },
            unmet: {
              zh: '<console> 没有指向串口，virsh console 接到的是别的设备。删掉多余的 console，libvirt 会补上对的。',
              en: 'Its <console> doesn’t point to the serial port, so virsh console reaches another device. Remove the other console, and libvirt adds the right one.',
            },
          })
          .isRunning()
          .saying(notRunning('box01'))
          .live("devices/serial[@type='pty']", true, {
            id: 'plugged',
            text: { zh: '正在运行的 box01 带着串口', en: 'The running box01 has it' },
            unmet: {
              zh: '串口只在保存的定义里，正在运行的没有：ISA 串口不能热插。virsh destroy box01，再 virsh start box01。',
              en: 'The port is in the saved definition only: an ISA serial port can’t be plugged into a running VM. virsh destroy box01, then virsh start box01.',
            },
          }),
        network('default')
          .hasLease({ hostname: v.box })
          .saying({
            text: { zh: `DHCP 租约里有主机名 ${v.box}`, en: `A DHCP lease names the host ${v.box}` },
            unmet: {
              zh: `租约里还没有主机名 ${v.box}，现有：{actual}。用 virsh console box01 登录（root / tinyvm），再敲 udhcpc -nqx hostname:${v.box}`,
              en: `No lease has the host name ${v.box} yet; there are: {actual}. Log in by virsh console box01 (root / tinyvm) and type udhcpc -nqx hostname:${v.box}`,
            },
          }),
      ],
      hints: {
        zh: [
          '三环里哪一环是宿主机给的？virsh dumpxml box01 --xpath "//serial|//console" 有东西吗？接上之后，你按过回车吗？',
          `加一个 pty 类型的串口，启动 box01，到“串口控制台”里按回车、登录，让 udhcpc 带着 hostname:${v.box} 申请一次。`,
          `在终端运行：virt-xml box01 --add-device --serial pty; virsh start box01; virsh console box01，登录后输入：udhcpc -nqx hostname:${v.box}`,
        ],
        en: [
          'Which of the three links does the host provide? Is there anything in virsh dumpxml box01 --xpath "//serial|//console"? And have you pressed Enter once connected?',
          `Add a serial port of type pty, start box01, press Enter in the Serial tab, log in, and have udhcpc ask with hostname:${v.box}.`,
          `In the terminal: virt-xml box01 --add-device --serial pty; virsh start box01; virsh console box01. Logged in, type: udhcpc -nqx hostname:${v.box}`,
        ],
      },
    }),

    checkpoint('no-picture', {
      points: 20,
      covers: ['5.4-trouble'],
      expect: [
        vm('cam01')
          .isRunning()
          .saying({
            unmet: {
              zh: 'cam01 的状态是 {actual}。暂停的虚拟机停在最后一帧，重启 libvirtd 不会让它继续走：virsh resume cam01。',
              en: 'The state of cam01 is {actual}. A paused VM stays at its last picture, and restarting libvirtd won’t set it going: virsh resume cam01.',
            },
          }),
        vm('pay01')
          .isRunning()
          .saying({
            unmet: {
              zh: 'pay01 没有在运行，状态是 {actual}。virsh start pay01 的报错末尾说了原因：它要监听的地址，这台宿主机上有吗？',
              en: 'pay01 is not running; its state is {actual}. The error of virsh start pay01 ends with the reason: does this host have the address that it is to listen on?',
            },
          })
          .live("devices/graphics[@type='vnc' and (@port or @socket or listen/@socket)]", true, {
            id: 'display',
            text: { zh: 'pay01 有可以连的 VNC', en: 'pay01 has a VNC to connect to' },
            unmet: {
              zh: '正在运行的 pay01 没有可以连的 VNC。起不来不是把显示删掉就算修好：给它一个监听 127.0.0.1 的。',
              en: 'The running pay01 has no VNC to connect to. Removing the display is no repair: give it one that listens on 127.0.0.1.',
            },
          }),
        vm('blind01')
          .isRunning()
          .saying(notRunning('blind01'))
          .live("devices/graphics[@type='vnc' and (@port or @socket or listen/@socket)]", true, {
            id: 'display',
            text: { zh: 'blind01 有可以连的 VNC', en: 'blind01 has a VNC to connect to' },
            unmet: {
              zh: '正在运行的 blind01 没有图形显示。加上之后要关机再开机：显卡不能在运行中插上。',
              en: 'The running blind01 has no graphical display. Once added it takes off and on: a graphics card can’t be plugged into a running VM.',
            },
          })
          .live('devices/video/model', true, {
            id: 'video',
            text: { zh: 'blind01 有显卡', en: 'blind01 has a graphics card' },
            unmet: {
              zh: 'blind01 没有显卡，VNC 连得上也没有东西可看。',
              en: 'blind01 has no graphics card: VNC would connect and have nothing to show.',
            },
          }),
      ],
      hints: {
        zh: [
          '三台的毛病各不相同，先问后动：virsh domstate --reason、virsh start 的报错、virsh domdisplay --all，各说了什么？',
          'cam01 是暂停的；pay01 要监听 192.168.1.100，而宿主机没有这个地址；blind01 没有 <graphics>。后两台改的是定义，要关机再开机。',
          '在终端运行：virsh resume cam01; virt-xml pay01 --edit --graphics listen=127.0.0.1; virsh start pay01; virt-xml blind01 --add-device --graphics vnc; virsh destroy blind01; virsh start blind01',
        ],
        en: [
          'Each has a trouble of its own, so ask before you act: what do virsh domstate --reason, the error of virsh start, and virsh domdisplay --all say?',
          'cam01 is paused; pay01 is to listen on 192.168.1.100, which this host doesn’t have; blind01 has no <graphics>. For the last two the definition changes, so off and on.',
          'In the terminal: virsh resume cam01; virt-xml pay01 --edit --graphics listen=127.0.0.1; virsh start pay01; virt-xml blind01 --add-device --graphics vnc; virsh destroy blind01; virsh start blind01',
        ],
      },
    }),
  ],
)
