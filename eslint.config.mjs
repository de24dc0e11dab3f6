import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["**/node_modules", "**/build", "**/dist", ".local", "dockerfiles"] },
  ...tseslint.configs.recommendedTypeChecked.map((config) => ({ ...config, files: ["**/*.ts"] })),
  {
    files: ["**/*.ts"],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      "@typescript-eslint/no-floating-promises": ["error", { allowForKnownSafeCalls: ["describe", "it"] }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      // `export =` is how a Pulumi program hands over its function without side effects on import.
      "@typescript-eslint/no-require-imports": "off",
      // Components are built for their effect on the stack; the object itself is often not needed.
      "no-new": "off",
    },
  },
);
