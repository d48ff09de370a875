import js from '@eslint/js'
import globals from 'globals'
import tseslint from 'typescript-eslint'
import hooks from 'eslint-plugin-react-hooks'
import a11y from 'eslint-plugin-jsx-a11y'

export default tseslint.config(
  { ignores: ['dist', 'node_modules', 'playwright-output', 'src/api/types.ts'] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    files: ['src/**/*.{ts,tsx}'],
    extends: [hooks.configs['recommended-latest'], a11y.flatConfigs.recommended],
    languageOptions: { globals: globals.browser },
    rules: {
      'no-console': 'error', // what people see may be personal; nothing goes to a log
      // a region that scrolls must be reachable by keyboard
      'jsx-a11y/no-noninteractive-tabindex': [
        'error',
        { tags: [], roles: ['region', 'tabpanel'], allowExpressionValues: true },
      ],
      'react-hooks/exhaustive-deps': 'error',
      // one way to write a constant and a comment
      'no-restricted-syntax': [
        'error',
        { selector: 'VariableDeclarator > Identifier[name=/^k[A-Z]/]', message: 'Constants are camelCase.' },
      ],
      'multiline-comment-style': ['error', 'separate-lines', { checkJSDoc: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
    },
  },
  { files: ['dev/**', '*.config.*'], languageOptions: { globals: globals.node } },
)
