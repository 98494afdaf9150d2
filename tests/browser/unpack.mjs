// Unpacks the Chromium that @sparticuz/chromium carries into the folder given: for a machine on which
// nobody may install packages.
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { brotliDecompressSync } from "node:zlib";

if (process.arch !== "x64") throw new Error("the packed Chromium is for x86_64 only");
const out = process.argv[2];
const opened = (name) => brotliDecompressSync(readFileSync(`node_modules/@sparticuz/chromium/bin/${name}`));
mkdirSync(out, { recursive: true });
for (const pack of ["al2023.tar.br", "swiftshader.tar.br", "fonts.tar.br"]) {
  execFileSync("tar", ["x", "-C", out], { input: opened(pack) });
}
writeFileSync(`${out}/chromium-bin`, opened("chromium.br"));
// without any font, as on a bare machine, it crashes at the first letter that its built-in one lacks
writeFileSync(`${out}/fonts/fonts.conf`, `<?xml version="1.0"?>
<fontconfig><dir>${resolve(out)}/fonts</dir><dir>/usr/share/fonts</dir><cachedir>${resolve(out)}/fonts/cache</cachedir></fontconfig>
`);
const start = 'here=$(dirname "$(readlink -f "$0")")\nFONTCONFIG_FILE=$here/fonts/fonts.conf LD_LIBRARY_PATH=$here/lib:$here exec "$here/chromium-bin" "$@"\n';
writeFileSync(`${out}/chromium`, `#!/bin/sh\n${start}`);
for (const name of ["chromium-bin", "chromium"]) chmodSync(`${out}/${name}`, 0o755);
