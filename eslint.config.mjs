import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['**/node_modules/', '.dojo/', 'runs/', 'coverage/', 'site/', 'test/fixtures/'] },
  js.configs.recommended,
  tseslint.configs.strict,
  prettier,
  {
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['exercises/**'], // a stub does not use its parameters and imports yet
    rules: { '@typescript-eslint/no-unused-vars': 'off' },
  },
  {
    files: ['tools/train/**'], // what is loaded when it is needed: Node's own import() reads no TypeScript
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    files: ['engine/**', 'test/tools/support/**'], // the file to load is known at run time alone
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    files: ['**/*.mjs', '**/*.cjs'],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
    languageOptions: {
      globals: {
        performance: 'readonly',
        process: 'readonly',
        setInterval: 'readonly',
        URL: 'readonly',
        console: 'readonly',
        module: 'writable',
        require: 'readonly',
      },
    },
  },
);
