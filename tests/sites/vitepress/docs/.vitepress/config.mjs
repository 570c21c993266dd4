export default {
  title: 'Little server',
  ignoreDeadLinks: false,
  themeConfig: {i18nRouting: false},
  locales: {
    root: {label: 'English', lang: 'en'},
    zh: {label: '简体中文', lang: 'zh-Hans'},
    'zh-TW': {label: '繁體中文', lang: 'zh-Hant'}
  }
}
