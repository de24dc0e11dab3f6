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
  {
    files: ["test/**/*.ts", "policy/**/*.ts"],
    rules: {
      // Tests and policies read into what the program declared; where it is not as they say, they fail.
      "@typescript-eslint/no-explicit-any": "off",
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-call": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-return": "off",
    },
  },
);
