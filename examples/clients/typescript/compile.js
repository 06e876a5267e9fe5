// Compiles the sources in a folder one by one, without a look at types: `node compile.js FOLDER`.
const fs = require("node:fs");
const path = require("node:path");
const typescript = require(path.resolve(process.env.NODE_MODULES ?? path.join(__dirname, "node_modules"), "typescript"));

for (const name of fs.readdirSync(process.argv[2]).filter((name) => name.endsWith(".ts"))) {
  const file = path.join(process.argv[2], name);
  const { outputText } = typescript.transpileModule(fs.readFileSync(file, "utf8"), {
    compilerOptions: { target: "ES2022", module: "CommonJS" },
  });
  fs.writeFileSync(file.replace(/ts$/, "js"), outputText);
}
