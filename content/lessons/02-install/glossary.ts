export default {
  'session-uri': {
    zh: { term: 'qemu:///session', text: '以当前用户身份运行的 libvirt 守护进程；每个用户各有一个，互不相见。' },
    en: {
      term: 'qemu:///session',
      text: 'A libvirt daemon run as the present user; each user has one, and they do not see each other.',
    },
  },
  polkit: {
    zh: { term: 'polkit', text: '决定“这个用户能不能做这件事”的系统服务。libvirt 用它来判断谁可以管理系统连接。' },
    en: {
      term: 'polkit',
      text: 'The system service that decides whether a user may do something. libvirt asks it who may manage the system connection.',
    },
  },
}
