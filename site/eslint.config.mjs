// The site's rules: the course's own, and those of Vue.
import vue from 'eslint-plugin-vue';
import tseslint from 'typescript-eslint';
import prettier from 'eslint-config-prettier';
import course from '../eslint.config.mjs';

export default tseslint.config(
  { ignores: ['dist/', '.vitepress/cache/'] },
  course,
  vue.configs['flat/recommended'],
  {
    files: ['**/*.vue'],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
    rules: {
      'no-undef': 'off', // TypeScript sees to it
      'vue/multi-word-component-names': 'off',
    },
  },
  prettier,
);
